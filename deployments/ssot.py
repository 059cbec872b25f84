"""`python -m deployments.ssot [--check]`: writes docs/ssot.yaml, every option and variable, from the settings models.

Owns that file, and the README's table of variables. Names, types, ranges and defaults come from `settings`, the place
where an option acts from the code that reads it; only what is read outside `settings` is described here. The client in
`kuberay` checks manifests against the file, which is how it knows the options without importing them.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from deployments.settings import AppSettings
from synthesis_graph.implementation.language_model.options import LanguageModelOptions
from synthesis_graph.implementation.openai.settings import OpenAIOptions
from synthesis_graph.implementation.transformers.settings import TransformersOptions

ENGINES: dict[str, type[LanguageModelOptions]] = {
    "transformers": TransformersOptions,
    "openai": OpenAIOptions,
}
ROOT = Path(__file__).parents[1]
FILE = ROOT / "docs" / "ssot.yaml"
README = ROOT / "README.md"
MARKS = ("<!-- begin:variables -->", "<!-- end:variables -->")
IN_README = ("ENGINE", "INDEX_PATH", "MAX_DEADLINE_S", "ENABLE_HEALTH_CHECK", "HEALTH_CHECK_PORT", "LOG_LEVEL",
             "IMPLEMENTER__MAX_REPLICAS", "EMBEDDING_MODEL", "MINIMUM_ISOLATION", "REGISTRY", "TAG",
             "NAMESPACE")  # fmt: skip
_HEAD = "# Written by `python -m deployments.ssot`; `./dev check` fails while it differs from the code.\n"
_UNITS = {
    "_s": "seconds", "_bytes": "bytes", "_tokens": "tokens", "_cpus": "cores", "_gpus": "GPUs", "_replicas": "replicas",
    "_requests": "requests", "_port": "port", "_bits": "bits", "sandboxes": "processes",
}  # fmt: skip
_RANGE = ("type", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")

# What is read from the environment outside the settings: variable → (default, unit, what it is).
OUTSIDE: dict[str, tuple[Any, str, str]] = {
    "EMBEDDING_MODEL": ("lsa", "", "`lsa`, or a sentence-transformers name or path; of the index"),
    "HOME": ("~", "", "where Ray looks for a token, and keeps what the caches do not"),
    "KUBECONFIG": ("~/.kube/config", "", "which Kubernetes API server the client talks to"),
    "MINIMUM_ISOLATION": ("full", "", "least isolation of the sandbox; below it nothing is run"),
    "NAMESPACE": ("default", "", "namespace that the client deploys to"),
    "PYTHONHASHSEED": (None, "", "order of sets in the sandbox; 0 where it is not set"),
    "RAY_AUTH_MODE": ("disabled", "", "`token` or `disabled`; Ray reads it. KubeRay sets it in its pods"),
    "REGISTRY": (None, "", "where the client's image comes from: REGISTRY/synthesis-graph:TAG"),
    "SERVE_HOST": (
        None,
        "",
        "address that a container's entrypoint has Serve listen on; the image says 0.0.0.0",
    ),
    "TAG": (None, "", "tag of the client's image"),
    "XDG_CACHE_HOME": ("~/.cache", "", "folder of the default index"),
}
_PACKAGES = ("synthesis_graph", "retrieval", "deployments", "kuberay")


def options() -> list[dict[str, Any]]:
    """A row for each option of the application, in the order of the settings."""
    rows = _option_rows()
    places = _readers({row["name"].rsplit(".")[-1] for row in rows})
    for row in rows:
        row["acts_in"] = list(places.get(row["name"].rsplit(".")[-1], ["deployments/app.py"]))
    return rows


def engine_options() -> list[dict[str, Any]]:
    """A row for each option of the engines over a language model: in a file that ENGINE_CONFIG names, or a variable."""
    rows: dict[str, dict[str, Any]] = {}
    for engine, kind in ENGINES.items():
        schema = kind.model_json_schema()
        defaults = kind.model_construct().model_dump(mode="json")
        for row in _rows(schema, schema, (), defaults):
            rows.setdefault(row["name"], {**row, "engines": []})["engines"].append(engine)
    places = _readers(set(rows), "synthesis_graph/implementation")
    return [
        row | {"acts_in": places.get(name, ["synthesis_graph/implementation"])} for name, row in rows.items()
    ]


def variables() -> list[dict[str, Any]]:
    """A row for each variable that is read outside the settings, with the files that read it."""
    read = variables_read()
    return [
        {
            "variable": name, "default": OUTSIDE[name][0], **({"unit": OUTSIDE[name][1]} if OUTSIDE[name][1] else {}),
            "description": OUTSIDE[name][2], "acts_in": read.get(name, ["kuberay/cluster.py"]),
        }
        for name in sorted(OUTSIDE)
    ]  # fmt: skip


def variables_read() -> dict[str, list[str]]:
    """Each variable that our code takes from the environment, with the files that do."""
    settings = {row["variable"] for row in [*_option_rows(), *engine_options()]}
    found: dict[str, set[str]] = {}
    for path, tree in _modules():
        for node in ast.walk(tree):
            name = _variable(node)
            if name and name not in settings:
                found.setdefault(name, set()).add(path)
    return {name: sorted(paths) for name, paths in sorted(found.items())}


def _option_rows() -> list[dict[str, Any]]:
    schema = AppSettings.model_json_schema()
    defaults = AppSettings.model_construct().model_dump(mode="json")  # the environment is not asked
    return list(_rows(schema, schema, (), defaults))


def text() -> str:
    """The file, whole."""
    content = {"options": options(), "engines": engine_options(), "environment": variables()}
    return _HEAD + yaml.safe_dump(content, sort_keys=False, width=110, allow_unicode=True)


def readme(document: str) -> str:
    """The README with its table of variables written anew; ValueError where the marks are missing."""
    rows = {row["variable"]: row for row in [*options(), *variables()]}
    lines = ["| variable | default | |", "| --- | --- | --- |"]
    for name in IN_README:
        row = rows[name]
        default = (
            ""
            if row["default"] is None
            else f"`{str(row['default']).lower() if isinstance(row['default'], bool) else row['default']}`"
        )
        lines.append(f"| `{name}` | {default} | {row['description']} |")
    start, end = map(document.index, MARKS)
    return document[: start + len(MARKS[0])] + "\n" + "\n".join(lines) + "\n" + document[end:]


def _rows(
    schema: dict[str, Any], whole: dict[str, Any], path: tuple[str, ...], defaults: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    for name, field in schema["properties"].items():
        reference = field.get("$ref", "").rsplit("/")[-1]
        if reference:
            yield from _rows(whole["$defs"][reference], whole, (*path, name), defaults[name])
            continue
        kinds = [kind for kind in field.get("anyOf", [field]) if kind.get("type") != "null"]
        unit = next((unit for end, unit in _UNITS.items() if name.endswith(end)), None)
        yield {
            "name": ".".join((*path, name)),
            "variable": "__".join((*path, name)).upper(),
            "default": defaults[name],
            **({"unit": unit} if unit else {}),
            **{key: kinds[0][key] for key in _RANGE if key in kinds[0]},
            **({"nullable": True} if "anyOf" in field else {}),
            "description": field.get("description", ""),
        }


def _readers(names: set[str], package: str = "deployments") -> dict[str, list[str]]:
    """The files of a package that read an option: as an attribute, or by its name in a list of options."""
    found: dict[str, set[str]] = {}
    for path, tree in _modules(package):
        if Path(path).stem in ("settings", "options", "ssot"):
            continue
        for node in ast.walk(tree):
            name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "value", None)
            if isinstance(node, ast.Attribute | ast.Constant) and name in names:
                found.setdefault(name, set()).add(path)
    return {name: sorted(paths) for name, paths in found.items()}


def _modules(*packages: str) -> Iterator[tuple[str, ast.Module]]:
    for package in packages or _PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _variable(node: ast.AST) -> str | None:
    """The variable that an expression reads: os.environ.get("X"), os.environ["X"], or typer's envvar="X"."""
    key: ast.AST | None = None
    if (
        isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("os.environ.get", "os.getenv", "environment.get")
        and node.args
    ):
        key = node.args[0]
    elif isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ":
        key = node.slice
    elif isinstance(node, ast.keyword) and node.arg == "envvar":
        key = node.value
    return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else None


def main() -> int:
    """Writes the files; with --check only says whether they are what the code gives: 0, or 1 with what to type."""
    wanted = {FILE: text(), README: readme(README.read_text(encoding="utf-8"))}
    stale = [
        path
        for path, content in wanted.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != content
    ]
    undescribed = sorted(variables_read().keys() - OUTSIDE.keys())
    if undescribed:
        sys.stderr.write(
            f"read from the environment, but not described in deployments/ssot.py: {undescribed}\n"
        )
        return 1
    if "--check" in sys.argv[1:]:
        for path in stale:
            sys.stderr.write(f"{path.relative_to(ROOT)} differs from the code: python -m deployments.ssot\n")
        return 1 if stale else 0
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
