"""Goal-directed finds: from what is wanted back to what would have to be there, looked up among known fragments.

A goal is a vector of wanted values for the shown environments of a scope. Three finds: a last arithmetic or joining step
whose other half is known (meet in the middle, as in Alur et al. 2017's divide and conquer and the inverse semantics of
FlashMeta), a chain of several pieces joined (`chains`), and a choice between two fragments that are each right on a part
of the environments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from synthesis_graph.language.operations import Operation, operations
from synthesis_graph.language.types import ANY, BOOL, FLOAT, INT, STR, Type
from synthesis_graph.search.bank import UNDEFINED, Entry, careful, key_of
from synthesis_graph.search.chains import Chains
from synthesis_graph.search.scope import Scope

_MAX_WATCHED = 4000
_MAX_CONDITIONS = 600


def compatible(goal: Type, found: Type) -> bool:
    """Whether a fragment of type `found` can be what the goal's type asks for; `Any` inside is open."""
    if goal == found or ANY in (goal, found) or (goal == FLOAT and found == INT):
        return True
    if goal.name == "union":
        return any(compatible(m, found) for m in goal.args)
    if found.name == "union":
        return any(compatible(goal, m) for m in found.args)
    if {goal.name, found.name} == {"tuple", "tuple..."}:
        fixed, row = (goal, found) if goal.name == "tuple" else (found, goal)
        return all(compatible(a, row.args[0]) for a in fixed.args)
    return (
        goal.name == found.name
        and len(goal.args) == len(found.args)
        and all(map(compatible, goal.args, found.args))
    )


@dataclass
class Goal:
    """Wanted values in the shown environments of a scope; `reached` is called with every fragment that has them."""

    scope: Scope
    type: Type
    wanted: list[Any]
    reached: Callable[[Entry], None]
    choices: bool = True
    watched: int = 0
    index: dict[bytes, Entry] = field(default_factory=dict)
    fresh: list[Entry] = field(default_factory=list)
    by_mask: dict[int, Entry] = field(default_factory=dict)
    conditions: list[tuple[int, Entry]] = field(default_factory=list)
    new_masks: list[int] = field(default_factory=list)
    new_conditions: list[tuple[int, Entry]] = field(default_factory=list)
    seen_conditions: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.full = (1 << len(self.wanted)) - 1
        joined = _JOINS is _INVERSES.get(_family(self.type))
        joined = joined and all(w and isinstance(w, (str, list, tuple)) for w in self.wanted)
        self.chains = Chains(self.wanted, self.type) if joined else None
        self.scope.listeners.append(self.see)
        known = [entry for bank in self.scope.banks.values() for entry in bank.entries()]
        for entry in known:  # what is reached may add fragments
            self.see(entry)

    def see(self, entry: Entry) -> None:
        """Notes a new fragment of the scope."""
        n = len(self.wanted)
        if entry.type == BOOL and self.type != BOOL:
            self._see_condition(entry, n)
        if not compatible(self.type, entry.type):
            return
        if entry.values[:n] == self.wanted:
            if entry.type == self.type or self.scope.on_goal is None:
                self.reached(entry)
            return
        if self.watched >= _MAX_WATCHED or not self._may_help(entry):
            return
        self.watched += 1
        key = key_of(entry.values[:n])
        if key is not None and key not in self.index:
            self.index[key] = entry
            self.fresh.append(entry)
        if self.choices:
            self._see_part(entry)

    def _may_help(self, entry: Entry) -> bool:
        """Whether it could be a piece of what is wanted, or all of it for some example; rows are judged by an end."""
        if self.chains is None:
            return True
        pairs = list(zip(entry.values, self.wanted))
        return all(_inside(have, want) for have, want in pairs) or any(have == want for have, want in pairs)

    def _see_part(self, entry: Entry) -> None:
        mask = 0
        for i, (have, want) in enumerate(zip(entry.values, self.wanted)):
            if have == want and type(have) is type(want):
                mask |= 1 << i
        if mask and mask not in self.by_mask:
            self.by_mask[mask] = entry
            self.new_masks.append(mask)

    def _see_condition(self, entry: Entry, n: int) -> None:
        if not self.choices or len(self.conditions) >= _MAX_CONDITIONS:
            return
        mask = 0
        for i in range(n):
            if entry.values[i] is True:
                mask |= 1 << i
        if mask not in (0, self.full) and mask not in self.seen_conditions:
            self.seen_conditions.add(mask)
            self.new_conditions.append((mask, entry))

    def step(self) -> None:
        """Looks for finds that the fragments seen since the last step make possible."""
        fresh, self.fresh = self.fresh, []
        for entry in fresh:
            for op, arguments in self._halves(entry):
                self._build(op, arguments)
        if self.chains is not None:
            for parts in self.chains.extend(fresh, self.index):
                self._join(parts)
        if self.choices:
            self._choose()

    def _halves(self, a: Entry) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        n = len(self.wanted)
        for name, rest_of, swap in _INVERSES.get(_family(a.type), ()):
            try:
                rest = rest_of(a.values[:n], self.wanted)
            except (TypeError, OverflowError):  # wanted values of another type, such as None
                continue
            b = None if rest is None else self.index.get(key_of(rest) or b"")
            if b is not None and (a.free or b.free):
                yield name, ((b, a) if swap else (a, b))

    def _join(self, parts: tuple[Entry, ...]) -> None:
        """Joins the parts of a chain, from the last."""
        op, cost, joined = operations()["concat"], self.scope.dispatch.levels.get("concat"), parts[-1]
        if cost is None or not any(part.free for part in parts):
            return
        for part in reversed(parts[1:-1]):
            values = careful(op.evaluate, (part.values, joined.values), len(self.wanted))
            if values is None:
                return
            level = cost + part.level + joined.level
            partial = any(v is UNDEFINED for v in values)
            joined = Entry(values, self.type, level, op, (part, joined), part.free | joined.free, partial)
        self._build("concat", (parts[0], joined))

    def _choose(self) -> None:
        new_conditions, self.new_conditions = self.new_conditions, []
        new_masks, self.new_masks = self.new_masks, []
        self.conditions += new_conditions
        todo = self.conditions if new_masks else new_conditions
        if not todo:
            return
        parts = sorted(self.by_mask.items(), key=lambda item: item[1].level)[:80]
        for mask, condition in todo:
            then = next((e for m, e in parts if mask & ~m == 0), None)
            other = (
                next((e for m, e in parts if ~mask & self.full & ~m == 0), None) if then is not None else None
            )
            if then is not None and other is not None:
                self._build("if_else", (condition, then, other))

    def _build(self, name: str, arguments: tuple[Entry, ...]) -> None:
        op: Operation = operations()[name]
        cost = self.scope.dispatch.levels.get(name)
        if cost is None:
            return
        values = careful(op.evaluate, tuple(a.values for a in arguments), len(self.wanted))
        if values is None or values[: len(self.wanted)] != self.wanted:
            return
        free = 0
        for a in arguments:
            free |= a.free
        level = cost + sum(a.level for a in arguments)
        result = arguments[-1].type if name == "if_else" else self.type
        partial = any(v is UNDEFINED for v in values)
        entry = Entry(values, result, level, op, arguments, free, partial)
        self.scope.add(entry)  # `see` hears of it


def _inside(have: Any, want: Any) -> bool:
    """Whether the text stands in the other; of a row only whether it is no longer, and begins with an item of the other."""
    if type(have) is not type(want):
        return False
    if isinstance(have, str):
        return have in want
    return len(have) <= len(want) and (not have or have[0] in want)


def _family(t: Type) -> str:
    return "number" if t in (INT, FLOAT) else "text" if t == STR else t.name


def _difference(have: list[Any], want: list[Any]) -> list[Any] | None:
    return [w - h for h, w in zip(have, want)]


def _sum(have: list[Any], want: list[Any]) -> list[Any] | None:
    return [w + h for h, w in zip(have, want)]


def _quotient(have: list[Any], want: list[Any]) -> list[Any] | None:
    if any(type(h) is not int or type(w) is not int or h == 0 or w % h for h, w in zip(have, want)):
        return None
    return [w // h for h, w in zip(have, want)]


def _after(have: list[Any], want: list[Any]) -> list[Any] | None:
    if any(not h or w[: len(h)] != h for h, w in zip(have, want)):
        return None
    return [w[len(h) :] for h, w in zip(have, want)]


def _before(have: list[Any], want: list[Any]) -> list[Any] | None:
    if any(not h or w[-len(h) :] != h for h, w in zip(have, want)):
        return None
    return [w[: -len(h)] for h, w in zip(have, want)]


_JOINS = (("concat", _after, False), ("concat", _before, True))
_INVERSES: dict[str, tuple[tuple[str, Callable[..., list[Any] | None], bool], ...]] = {
    "number": (("add", _difference, False), ("sub", _sum, True), ("mul", _quotient, False)),
    "text": _JOINS, "list": _JOINS, "tuple...": _JOINS,
}  # fmt: skip
