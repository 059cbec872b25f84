"""How a loop hangs on the scope around it: the elements of its source, and where each environment's elements end.

Owns the flattening of environments into elements and the running of an operation over them, for bodies whose values are
all known. Knows entries; the scopes themselves are `scope`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from synthesis_graph.language.operations import Operation
from synthesis_graph.search.bank import UNDEFINED, Entry
from synthesis_graph.search.instances import loops_over

MAX_ELEMENTS = 400


@dataclass
class Loop:
    """The elements of a source entry, environment after environment."""

    source: Entry
    items: list[Any]
    """Per environment around: the elements as a list, or UNDEFINED."""
    segments: list[tuple[int, int]]
    operations: tuple[Operation, ...]
    partial: bool
    """Whether some environment has no elements to go through, because the source is undefined or too long there."""

    def run(self, op: Operation, body: Entry, shown: int) -> tuple[list[Any] | None, bool]:
        """What the operation gives around with this body, and whether it fails somewhere; None among the first `shown`."""
        results = body.values
        if not body.partial and not self.partial:
            try:
                return [
                    op.evaluate(items, results[i:j]) for items, (i, j) in zip(self.items, self.segments)
                ], False
            except Exception:  # noqa: BLE001, S110 - as in `careful`: look where
                pass
        return self._run_carefully(op, results, shown), True

    def _run_carefully(self, op: Operation, body: list[Any], shown: int) -> list[Any] | None:
        values: list[Any] = []
        for i, (items, (start, end)) in enumerate(zip(self.items, self.segments)):
            try:
                results = body[start:end]
                if items is UNDEFINED or any(r is UNDEFINED for r in results):
                    raise ValueError
                values.append(op.evaluate(items, results))
            except Exception:  # noqa: BLE001 - as in `careful`
                if i < shown:
                    return None
                values.append(UNDEFINED)
        return values

    def spread(self, values: Sequence[Any]) -> list[Any]:
        """A value of each environment around, repeated for every element of it."""
        return [v for v, (start, end) in zip(values, self.segments) for _ in range(end - start)]

    def elements(self) -> list[Any]:
        """All elements, environment after environment."""
        return [x for row in self.items if row is not UNDEFINED for x in row]


def loop_over(source: Entry, shown: int) -> tuple[Loop, int] | None:
    """The loop over a source, and how many elements the first `shown` environments have; None if none or too many."""
    operations = loops_over(source.type)
    if not operations:
        return None
    items: list[Any] = []
    segments: list[tuple[int, int]] = []
    end = seen = 0
    for i, value in enumerate(source.values):
        row = UNDEFINED if value is UNDEFINED else list(value)
        if row is not UNDEFINED and i >= shown and end + len(row) > MAX_ELEMENTS:
            row = UNDEFINED  # a fresh input that is too long is left out; an example never is
        start, end = end, end + (0 if row is UNDEFINED else len(row))
        items.append(row)
        segments.append((start, end))
        if i < shown:
            seen = end
    if seen == 0 or seen > MAX_ELEMENTS:
        return None
    partial = any(row is UNDEFINED for row in items)
    return Loop(source, items, segments, operations, partial), seen
