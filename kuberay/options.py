"""The options of the application as data: docs/ssot.yaml, and whether arguments and variables agree with it.

Owns the comparison. The file is generated from the settings models, so this package knows every option and range
without importing them, and Ray need not start to find a typing error.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kuberay.errors import Finding, ManifestError
from kuberay.kustomize import read_yaml

FILE = Path(__file__).parents[1] / "docs" / "ssot.yaml"
_TYPES: dict[str, tuple[type, ...]] = {
    "integer": (int,), "number": (int, float), "string": (str,), "boolean": (bool,), "array": (list,), "object": (dict,),
}  # fmt: skip
_BOUNDS: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "minimum": ("below", lambda value, bound: value < bound),
    "maximum": ("above", lambda value, bound: value > bound),
    "exclusiveMinimum": ("not above", lambda value, bound: value <= bound),
    "exclusiveMaximum": ("not below", lambda value, bound: value >= bound),
}
_WORDS = {
    "true": True,
    "false": False,
    "1": True,
    "0": False,
    "yes": True,
    "no": False,
    "on": True,
    "off": False,
}
_SCALED = ("num_cpus", "num_gpus")


@dataclass(frozen=True)
class Options:
    """Every option by its dotted name, and every variable by its name."""

    by_name: Mapping[str, Mapping[str, Any]]
    by_variable: Mapping[str, Mapping[str, Any]]

    def stages(self) -> set[str]:
        """The deployments: names that have replicas."""
        return {name.split(".")[0] for name in self.by_name if name.endswith(".min_replicas")}


def load_options(path: Path = FILE) -> Options:
    """The options of docs/ssot.yaml; ManifestError where it is missing or torn."""
    (content,) = read_yaml(path) or [None]
    if not isinstance(content, dict) or "options" not in content:
        raise ManifestError(f"{path} holds no options", "python -m deployments.ssot writes it")
    rows = content["options"]
    variables = {row["variable"]: row for part in content.values() for row in part}
    return Options({row["name"]: row for row in rows}, variables)


def check_arguments(
    at: tuple[str, str], args: Any, options: Options, capacity: Sequence[Mapping[str, float]]
) -> Iterator[Finding]:
    """What is wrong with the `args` of an application, given what a worker of each group offers."""
    where, path = at
    if not isinstance(args, dict):
        yield Finding(where, path, "must be a mapping", "the options are listed in docs/ssot.yaml")
        return
    wrong = False
    given = dict(_flat(args, options))
    for name, value in given.items():
        row = options.by_name.get(name)
        message = "is unknown" if row is None else _mismatch(value, row)
        if message:
            wrong = True
            yield Finding(where, f"{path}.{name}", message, _mend(name, row, options.by_name))
    if not wrong:
        yield from _stages(at, given, options, capacity)


def check_environment(where: str, data: Mapping[str, Any], options: Options) -> Iterator[Finding]:
    """What is wrong with variables: an option's value, or a name that nearly is one."""
    stages = tuple(f"{stage.upper()}__" for stage in options.stages())
    for name, value in data.items():
        row, field = options.by_variable.get(name), f"data.{name}"
        if row is None:
            near = difflib.get_close_matches(name, options.by_variable, 1, 0.85)
            if near or name.startswith(stages):
                yield Finding(where, field, "is unknown", _mend(name, None, options.by_variable))
        elif "type" in row and value != "" and (message := _mismatch(_read(str(value), row), row)):
            yield Finding(where, field, message, _mend(name, row, options.by_variable))


def _flat(args: Mapping[str, Any], options: Options, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in args.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and any(known.startswith(f"{name}.") for known in options.by_name):
            yield from _flat(value, options, f"{name}.")
        else:
            yield name, value


def _mismatch(value: Any, row: Mapping[str, Any]) -> str | None:
    if value is None:
        return None if row.get("nullable") else "must not be empty"
    kind = row.get("type")
    if kind in _TYPES:
        as_whole = kind == "integer" and isinstance(value, float) and value.is_integer()
        if not (isinstance(value, _TYPES[kind]) or as_whole) or (
            isinstance(value, bool) and kind != "boolean"
        ):
            return f"{value!r} is not of type {kind}"
    if "enum" in row and str(value).upper() not in row["enum"] and value not in row["enum"]:
        return f"{value!r} is not one of {', '.join(map(str, row['enum']))}"
    for name, (word, breaks) in _BOUNDS.items():
        if name in row and breaks(value, row[name]):
            return f"{value} is {word} {row[name]}"
    return None


def _read(text: str, row: Mapping[str, Any]) -> Any:
    """The value of a variable as its option's type, or the text where it is none."""
    try:
        if row["type"] == "integer":
            return int(text)
        if row["type"] == "number":
            return float(text)
    except ValueError:
        return text
    return _WORDS.get(text.lower(), text) if row["type"] == "boolean" else text


def _mend(name: str, row: Mapping[str, Any] | None, known: Mapping[str, Any]) -> str:
    if row is not None:
        return f"{row['description']}; default {row['default']}"
    near = difflib.get_close_matches(name, known, 1, 0.6)
    return f"did you mean {near[0]}?" if near else "every option stands in docs/ssot.yaml"


def _stages(
    at: tuple[str, str], given: Mapping[str, Any], options: Options, capacity: Sequence[Mapping[str, float]]
) -> Iterator[Finding]:
    where, path = at

    def effective(stage: str, name: str) -> Any:
        full = f"{stage}.{name}"
        return given.get(full, options.by_name[full]["default"])

    for stage in sorted(options.stages()):
        low, high = effective(stage, "min_replicas"), effective(stage, "max_replicas")
        if low > high:
            message = f"{low} is above max_replicas {high}"
            yield Finding(where, f"{path}.{stage}.min_replicas", message, "raise max_replicas")
        wanted = {name: effective(stage, name) for name in _SCALED}
        if high and capacity and not any(all(group[n] >= wanted[n] for n in _SCALED) for group in capacity):
            field = next((n for n in _SCALED if wanted[n] > max(group[n] for group in capacity)), _SCALED[0])
            message = f"no worker group offers {wanted['num_cpus']} cores and {wanted['num_gpus']} GPUs to one replica"
            yield Finding(
                where, f"{path}.{stage}.{field}", message, "add the component gpu-workers, or ask for less"
            )
