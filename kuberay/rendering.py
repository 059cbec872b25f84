"""An overlay, completed: the image, the namespace and the storage class of one deployment set in every object.

Owns the choice of names a deployment makes; knows no API server. `kustomize` reads the files, `checks` judges the result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kuberay.errors import ManifestError
from kuberay.kustomize import Manifest, build, containers, split_image, with_namespace

OVERLAYS = Path(__file__).parent / "overlays"
SERVICE = "synthesis-graph"
PART_OF = f"app.kubernetes.io/part-of={SERVICE}"


@dataclass(frozen=True)
class Choices:
    """What one deployment chooses; None leaves what the overlay says."""

    overlay: str = "cpu"
    namespace: str = "default"
    image: str | None = None
    storage_class: str | None = None
    name: str | None = None


def image_name(registry: str | None, tag: str | None) -> str | None:
    """`REGISTRY/synthesis-graph:TAG`, of which either may be left out; None when both are."""
    if not registry and not tag:
        return None
    return f"{registry.rstrip('/') + '/' if registry else ''}{SERVICE}:{tag or 'latest'}"


def render(choices: Choices) -> list[Manifest]:
    """The objects to apply, in the order to apply them; ManifestError for an unknown overlay."""
    objects = with_namespace(build(overlay_folder(choices.overlay)), choices.namespace)
    for manifest in objects:
        if choices.image:
            for container in containers(manifest):
                if split_image(container["image"])[0] == SERVICE:
                    container["image"] = choices.image
        for claim in _claims(manifest):
            if choices.storage_class is not None:
                claim["storageClassName"] = choices.storage_class
        if choices.name and manifest["kind"] == "RayService":
            manifest["metadata"]["name"] = choices.name
    return sorted(
        objects, key=lambda manifest: manifest["kind"] == "RayService"
    )  # the rest is what it waits for


def overlay_folder(overlay: str) -> Path:
    """The folder of an overlay: one of ours by name, or any folder with a kustomization."""
    for folder in (OVERLAYS / overlay, Path(overlay)):
        if (folder / "kustomization.yaml").is_file():
            return folder
    ours = ", ".join(sorted(path.name for path in OVERLAYS.iterdir()))
    raise ManifestError(
        f"no overlay {overlay!r}", f"ours are {ours}; or name a folder with a kustomization.yaml"
    )


def to_yaml(objects: list[Manifest]) -> str:
    """The objects as one YAML stream, as `kubectl apply -f -` reads it."""
    return "---\n".join(_dump(manifest) for manifest in objects)


def _claims(manifest: Manifest) -> Iterator[dict[str, Any]]:
    if manifest["kind"] == "PersistentVolumeClaim":
        yield manifest["spec"]
    for template in manifest.get("spec", {}).get("volumeClaimTemplates") or ():
        yield template["spec"]


class _Dumper(yaml.SafeDumper):
    """Writes a text of many lines as a block, and what YAML anchors share in full."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - as yaml calls it
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def _dump(manifest: Manifest) -> str:
    text: str = yaml.dump(manifest, Dumper=_Dumper, sort_keys=False, width=110)
    return text
