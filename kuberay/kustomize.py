"""Builds a kustomization: the part of kustomize that our manifests use, so that deploying needs no further program.

Owns reading and merging. Knows resources, components, patches (a merge, or JSON operations at a target), namespace and
images; any other field is refused by name rather than ignored. A test compares every overlay with `kubectl kustomize`.
A merge replaces lists whole, as kustomize does for kinds whose schema it does not have (RayService is one); a patch that
would merge a list of a built-in kind is refused, since kustomize would merge that by key.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from kuberay.errors import ManifestError

Manifest = dict[str, Any]
FILE = "kustomization.yaml"
_CLUSTER_WIDE = {"Namespace", "CustomResourceDefinition", "ClusterRole", "ClusterRoleBinding", "StorageClass"}
_CUSTOM = {"RayService", "RayCluster", "ServiceMonitor"}
_LOADER: Any = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)  # libyaml's reads the options in a tenth of the time


def build(folder: Path) -> list[Manifest]:
    """The objects of a kustomization, in its order; ManifestError names the file and what is wrong with it."""
    return _accumulate(folder.resolve(), [], ())


def read_yaml(path: Path) -> list[Any]:
    """The documents of a YAML file; ManifestError where there is none or it does not parse."""
    try:
        return [document for document in yaml.load_all(path.read_text(encoding="utf-8"), _LOADER) if document]
    except OSError as error:
        raise ManifestError(f"{path} cannot be read: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise ManifestError(f"{path} is not YAML: {error}") from error


def _accumulate(folder: Path, objects: list[Manifest], above: tuple[Path, ...]) -> list[Manifest]:
    file = folder / FILE
    if folder in above:
        raise ManifestError(f"{file} includes itself")
    documents = read_yaml(file)
    if len(documents) != 1 or not isinstance(documents[0], dict):
        raise ManifestError(f"{file} must hold one mapping")
    fields = documents[0]
    unknown = fields.keys() - _STEPS.keys() - {"apiVersion", "kind", "metadata"}
    if unknown:
        raise ManifestError(
            f"{file}: {', '.join(sorted(unknown))}: not built here", "render with `kubectl kustomize` instead"
        )
    is_component = fields.get("kind") == "Component"
    result = objects if is_component else []
    for name, step in _STEPS.items():  # kustomize's order, whatever the order in the file
        if name in fields:
            result = step(folder, fields[name], result, (*above, folder))
    return result if is_component else [*objects, *result]


def _resources(
    folder: Path, names: list[str], objects: list[Manifest], above: tuple[Path, ...]
) -> list[Manifest]:
    for name in names:
        path = (folder / name).resolve()
        if path.is_dir():
            objects = _accumulate(path, objects, above)
            continue
        for document in read_yaml(path):
            if not isinstance(document, dict) or not document.get("kind") or not document.get("metadata"):
                raise ManifestError(f"{path}: each document needs kind and metadata")
            if any(_key(document) == _key(other) for other in objects):
                raise ManifestError(
                    f"{path}: {document['kind']} {document['metadata']['name']} is there twice"
                )
            objects = [*objects, document]
    return objects


def _components(
    folder: Path, names: list[str], objects: list[Manifest], above: tuple[Path, ...]
) -> list[Manifest]:
    for name in names:
        objects = _accumulate((folder / name).resolve(), objects, above)
    return objects


def _patches(
    folder: Path, patches: list[Manifest], objects: list[Manifest], _: tuple[Path, ...]
) -> list[Manifest]:
    objects = copy.deepcopy(objects)
    for entry in patches:
        where = folder / entry["path"] if "path" in entry else folder / FILE
        (patch,) = read_yaml(where) if "path" in entry else [yaml.safe_load(entry["patch"])]
        target = entry.get("target") or _own_target(patch)
        matched = [manifest for manifest in objects if _matches(manifest, target)]
        if not matched:
            raise ManifestError(f"{where}: nothing here is {target}")
        for manifest in matched:
            if isinstance(patch, list):
                for operation in patch:
                    _operate(manifest, operation, where)
            else:
                merge(manifest, patch, where, manifest["kind"] in _CUSTOM)
    return objects


def _own_target(patch: Manifest) -> Manifest:
    return {"kind": patch["kind"], "name": patch["metadata"]["name"]}


def _matches(manifest: Manifest, target: Manifest) -> bool:
    name = manifest["metadata"]["name"]
    return bool(
        re.fullmatch(target.get("kind", ".*"), manifest["kind"])
        and re.fullmatch(target.get("name", ".*"), name)
    )


def merge(onto: Manifest, patch: Manifest, where: Path, lists: bool) -> None:
    """Merge `patch` into `onto`: mappings by key, null removes, the rest replaces (lists only where `lists`)."""
    for key, value in patch.items():
        if value is None:
            onto.pop(key, None)
        elif isinstance(value, dict) and isinstance(onto.get(key), dict):
            merge(onto[key], value, where, lists)
        elif isinstance(value, list) and not lists:
            raise ManifestError(f"{where}: {key} is a list of a built-in kind", "patch it by JSON operations")
        else:
            onto[key] = copy.deepcopy(value)


def _operate(manifest: Manifest, operation: Manifest, where: Path) -> None:
    path = operation["path"]
    *parents, last = [part.replace("~1", "/").replace("~0", "~") for part in path.split("/")[1:]]
    at: Any = manifest
    try:
        for part in parents:
            at = at[int(part)] if isinstance(at, list) else at[part]
        _OPERATIONS[operation["op"]](at, last, copy.deepcopy(operation.get("value")))
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise ManifestError(f"{where}: {operation['op']} {path}: there is no such place") from error


def _add(at: Any, last: str, value: Any) -> None:
    if isinstance(at, list):
        at.insert(len(at) if last == "-" else int(last), value)
    else:
        at[last] = value


def _replace(at: Any, last: str, value: Any) -> None:
    key = int(last) if isinstance(at, list) else last
    at[key]  # KeyError or IndexError where nothing is replaced
    at[key] = value


def _remove(at: Any, last: str, _: Any) -> None:
    del at[int(last) if isinstance(at, list) else last]


_OPERATIONS: dict[str, Callable[[Any, str, Any], None]] = {
    "add": _add,
    "replace": _replace,
    "remove": _remove,
}


def _namespace(_: Path, namespace: str, objects: list[Manifest], __: tuple[Path, ...]) -> list[Manifest]:
    return with_namespace(objects, namespace)


def with_namespace(objects: list[Manifest], namespace: str) -> list[Manifest]:
    """Copies in `namespace`, but for objects that belong to no namespace."""
    objects = copy.deepcopy(objects)
    for manifest in objects:
        if manifest["kind"] not in _CLUSTER_WIDE:
            manifest["metadata"]["namespace"] = namespace
    return objects


def _images(_: Path, images: list[Manifest], objects: list[Manifest], __: tuple[Path, ...]) -> list[Manifest]:
    objects = copy.deepcopy(objects)
    for container in (c for manifest in objects for c in containers(manifest)):
        name, tag = split_image(container["image"])
        for image in images:
            if image["name"] == name:
                container["image"] = f"{image.get('newName', name)}:{image.get('newTag', tag)}"
    return objects


def split_image(image: str) -> tuple[str, str]:
    """Name and tag of an image; a colon before the last slash is a port."""
    name, colon, tag = image.rpartition(":")
    return (name, tag) if colon and "/" not in tag else (image, "latest")


def containers(node: Any) -> Iterator[Manifest]:
    """Every container and init container below a node, at any depth."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("containers", "initContainers") and isinstance(value, list):
                yield from (item for item in value if isinstance(item, dict) and "image" in item)
            else:
                yield from containers(value)
    elif isinstance(node, list):
        for value in node:
            yield from containers(value)


def _key(manifest: Manifest) -> tuple[str, str]:
    return manifest["kind"], manifest["metadata"]["name"]


_STEPS: dict[str, Callable[[Path, Any, list[Manifest], tuple[Path, ...]], list[Manifest]]] = {
    "resources": _resources,
    "components": _components,
    "patches": _patches,
    "namespace": _namespace,
    "images": _images,
}
