"""Loops over a part of the elements: a condition that keeps as many as are wanted, and a body that gives these.

Found apart and met in the middle: the map of a filter costs as much as both bodies, where either alone is soon enumerated.
A condition counts only if it, or its opposite, keeps as many elements of each example as are wanted; where these are the
wanted ones already, no body is needed, and the filter is there long before it would be enumerated. Owns this meeting; the
enumeration of both kinds is `scope`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from synthesis_graph.language.operations import operations
from synthesis_graph.language.types import BOOL, Type
from synthesis_graph.search.bank import UNDEFINED, Entry, key_of
from synthesis_graph.search.instances import loop_result
from synthesis_graph.search.scope import Scope

MOST_CONDITIONS = 60
MOST_BODIES = 4000
MOST_FOUND = 20
_OPERATIONS: dict[type, tuple[str, str]] = {
    list: ("filter", "map"),
    tuple: ("filter", "map_tuple"),
    str: ("filter_text", "map_text"),
}
"""Which operation keeps elements and which goes through those, by the type of what is wanted."""
_KEEPERS: dict[type, str] = {list: "filter", tuple: "filter_row", str: "filter_text"}
"""Which operation keeps elements and gives the wanted type itself."""


_NOT = "not"
_PAIRS = (
    ("eq", "ne"),
    ("contains", "not_contains"),
    ("contains_text", "not_contains"),
    ("is_even", "is_odd"),
)
_OPPOSITES = dict(_PAIRS) | {opposite: name for name, opposite in reversed(_PAIRS)}


@dataclass(frozen=True)
class _Condition:
    entry: Entry
    kept: tuple[int, ...]
    """The elements of the examples for which it holds."""


@dataclass
class Selection:
    """The map of a filter over the source of `inner` that gives the wanted rows or texts; what is found goes into `top`."""

    top: Scope
    inner: Scope
    wanted: list[Any]
    levels: Mapping[str, int]
    """What operations outside the loop cost."""
    compatible: Callable[[Type], bool]
    """Whether a type can be what is wanted."""
    conditions: list[_Condition] = field(default_factory=list)
    bodies: list[Entry] = field(default_factory=list)
    found: int = 0

    def __post_init__(self) -> None:
        self.column = [x for w in self.wanted for x in w]
        self.inner.listeners.append(self.see)

    @classmethod
    def of(
        cls, top: Scope, inner: Scope, wanted: list[Any], levels: Mapping[str, int], compatible: Callable[[Type], bool]
    ) -> Selection | None:  # fmt: skip
        """The selection over the source of `inner`; None where no part of its elements can make what is wanted."""
        assert inner.loop is not None
        names = _OPERATIONS.get(type(wanted[0]))
        if names is None or any(type(w) is not type(wanted[0]) for w in wanted):
            return None
        available = {op.name for op in inner.loop.operations} & levels.keys()
        sizes = [(len(row), len(w)) for row, w in zip(inner.loop.items, wanted)]
        fewer = all(have >= want for have, want in sizes) and any(have > want for have, want in sizes)
        may = fewer and any(wanted) and available.issuperset(names)
        return cls(top, inner, wanted, levels, compatible) if may else None

    def see(self, entry: Entry) -> None:
        """Notes a new fragment over the elements, and meets it with those of the other kind."""
        if not entry.free & (1 << self.inner.depth) or self.found >= MOST_FOUND:
            return
        if entry.type == BOOL and len(self.conditions) < MOST_CONDITIONS:
            for holds in (True, False):
                kept = self._kept(entry, holds)
                said = entry if holds or kept is None else self._denied(entry)
                if kept is not None and said is not None:
                    self._note(_Condition(said, kept))
        if len(self.bodies) < MOST_BODIES:
            self.bodies.append(entry)
            for condition in self.conditions:
                self._meet(condition, entry)

    def _note(self, condition: _Condition) -> None:
        self.conditions.append(condition)
        self._keep(condition)
        for body in self.bodies:
            self._meet(condition, body)

    def _kept(self, entry: Entry, holds: bool) -> tuple[int, ...] | None:
        assert self.inner.loop is not None
        kept: list[int] = []
        for (start, end), want in zip(self.inner.loop.segments, self.wanted):
            found = [i for i in range(start, end) if entry.values[i] is holds]
            if len(found) != len(want):
                return None
            kept += found
        return tuple(kept)

    def _denied(self, entry: Entry) -> Entry | None:
        """The opposite condition, by the operation that says so where there is one."""
        own = entry.operation.name if entry.operation else ""
        name = _OPPOSITES.get(own, _NOT)
        cost = self.inner.dispatch.levels.get(name)
        if cost is None:
            return None
        values = [(not v) if isinstance(v, bool) else UNDEFINED for v in entry.values]
        arguments = (entry,) if name == _NOT else entry.arguments
        level = cost + sum(a.level for a in arguments)
        return Entry(values, BOOL, level, operations()[name], arguments, entry.free, entry.partial)

    def _keep(self, condition: _Condition) -> None:
        """Adds the filter alone, where the elements kept are what is wanted."""
        loop, name = self.inner.loop, _KEEPERS[type(self.wanted[0])]
        assert loop is not None
        keeping = next((op for op in loop.operations if op.name == name and name in self.levels), None)
        elements = loop.elements()
        if keeping is None or key_of([elements[i] for i in condition.kept]) != key_of(self.column):
            return
        result = loop_result(keeping, loop.source.type, BOOL)
        if result is not None and self.compatible(result):
            level = self.levels[name] + loop.source.level + condition.entry.level
            self.top.close(self.inner, keeping, condition.entry, result, level)

    def _meet(self, condition: _Condition, body: Entry) -> None:
        first = body.values[condition.kept[0]] if condition.kept else None
        if first != self.column[0] or body.leaf is not None:
            return
        if key_of([body.values[i] for i in condition.kept]) == key_of(self.column):
            self._build(condition.entry, body)

    def _build(self, condition: Entry, body: Entry) -> None:
        loop = self.inner.loop
        assert loop is not None
        keeping, going = (operations()[name] for name in _OPERATIONS[type(self.wanted[0])])
        kept_type = loop_result(keeping, loop.source.type, BOOL)
        result = None if kept_type is None else loop_result(going, kept_type, body.type)
        kept, failed = loop.run(keeping, condition, self.inner.shown)
        if kept_type is None or result is None or kept is None or not self.compatible(result):
            return
        outer = ~(1 << self.inner.depth)
        level = self.levels[keeping.name] + loop.source.level + condition.level
        free = loop.source.free | (condition.free & outer)
        source = Entry(
            kept, kept_type, level, keeping, (loop.source, condition), free, failed, binding=self.inner
        )
        values = [self._gone_through(going.evaluate, condition, body, i) for i in range(len(kept))]
        level += self.levels[going.name] + body.level
        free |= body.free & outer
        partial = any(v is UNDEFINED for v in values)
        self.found += 1
        self.top.add(Entry(values, result, level, going, (source, body), free, partial, binding=self.inner))

    def _gone_through(self, go: Callable[..., Any], condition: Entry, body: Entry, environment: int) -> Any:
        assert self.inner.loop is not None
        items, (start, end) = self.inner.loop.items[environment], self.inner.loop.segments[environment]
        kept = [i for i in range(start, end) if condition.values[i] is True]
        made = [body.values[i] for i in kept]
        if items is UNDEFINED or UNDEFINED in made or UNDEFINED in condition.values[start:end]:
            return UNDEFINED
        try:
            return go([items[i - start] for i in kept], made)
        except Exception:  # noqa: BLE001 - as in `careful`: it has no value there
            return UNDEFINED
