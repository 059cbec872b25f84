"""Programs kept out of the training data: those that solve a task which is only for choosing or reporting.

A program is tried on the shown inputs of every such task whose parameters it fits, and refused when all outputs are
right. One operation applied to the parameters alone stays: a textbook word is no answer learnt by heart. Reads the
requests, never a hidden check.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from synthesis_graph.errors import SynthesisError
from synthesis_graph.language.interpret import interpret
from synthesis_graph.language.trees import Apply, Variable
from synthesis_graph.language.types import Type, conforms, infer
from synthesis_graph.request import parse_request
from synthesis_graph.training.records.record import Record

FIT_IDS = range(601, 801)
"""MBPP ids that may be fitted on; all others are for choosing and reporting."""
FILES = ("mbpp_dev.jsonl", "list_dev.jsonl", "string_dev.jsonl")
_ROWS = frozenset(("list", "tuple", "tuple...", "set"))
_NUMBERS = frozenset(("int", "float", "bool"))


@dataclass(frozen=True)
class Shown:
    """The shown examples of one task."""

    inputs: tuple[tuple[Any, ...], ...]
    outputs: tuple[Any, ...]
    kind: str
    """The constructor of the outputs' type."""


def reserved_tasks(folder: Path) -> Iterator[Shown]:
    """The tasks of the folder that may not be fitted on."""
    for name in FILES:
        path = folder / name
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            try:
                spec = parse_request(line)
            except SynthesisError:
                continue
            if is_reserved(spec.request_id):
                shown = [e for e in spec.examples if not e.raises]
                if shown:
                    outputs = tuple(e.output for e in shown)
                    yield Shown(tuple(e.arguments for e in shown), outputs, infer(outputs[0]).name)


def is_reserved(request_id: str) -> bool:
    """Whether a task is for choosing and reporting only."""
    family, _, number = request_id.rpartition("/")
    return not (family.endswith("mbpp") and number.isdigit() and int(number) in FIT_IDS)


class Excluded:
    """Says of a record whether it is to be left out; remembers which tasks fit which parameter types."""

    def __init__(self, tasks: Iterable[Shown]) -> None:
        self._tasks = tuple(tasks)
        self._fitting: dict[tuple[Type, ...], tuple[Shown, ...]] = {}
        self.refused = 0

    def __call__(self, record: Record) -> bool:
        """Whether the record's program solves a reserved task; counted in `refused`."""
        if record.tree is None or _is_textbook(record.tree):
            return False
        types = tuple(t for _, t in record.parameters)
        names = tuple(name for name, _ in record.parameters)
        found = any(
            _alike(task.kind, record.returns.name) and _solves(record.tree, names, task)
            for task in self._fit(types)
        )
        self.refused += found
        return found

    def _fit(self, types: tuple[Type, ...]) -> tuple[Shown, ...]:
        found = self._fitting.get(types)
        if found is None:
            found = self._fitting[types] = tuple(
                task for task in self._tasks if all(_takes(types, row) for row in task.inputs)
            )
        return found


def _takes(types: tuple[Type, ...], row: tuple[Any, ...]) -> bool:
    return len(row) == len(types) and all(conforms(v, t) or _is_row_of(v, t) for v, t in zip(row, types))


def _is_row_of(value: Any, t: Type) -> bool:
    """Whether a list stands where a tuple is meant or the other way round."""
    return (
        isinstance(value, (list, tuple))
        and t.name in ("list", "tuple...")
        and all(conforms(x, t.args[0]) for x in value)
    )


def _alike(wanted: str, given: str) -> bool:
    if wanted == given or given in ("Any", "union") or wanted in ("None", "Any", "union"):
        return True
    return {wanted, given} <= _ROWS or {wanted, given} <= _NUMBERS


def _is_textbook(tree: Any) -> bool:
    return isinstance(tree, Apply) and all(isinstance(a, Variable) for a in tree.arguments)


def _solves(tree: Any, names: tuple[str, ...], task: Shown) -> bool:
    for row, wanted in zip(task.inputs, task.outputs):
        try:
            value = interpret(tree, dict(zip(names, row)))
        except Exception:  # noqa: BLE001 - a program that fails on an input does not solve the task
            return False
        if not _same(value, wanted):
            return False
    return True


def _same(value: Any, wanted: Any) -> bool:
    if isinstance(value, (list, tuple)) and isinstance(wanted, (list, tuple)):
        return len(value) == len(wanted) and all(map(_same, value, wanted))
    return bool(value == wanted)
