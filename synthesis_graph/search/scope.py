"""A scope: a set of environments in which fragments are enumerated, cheapest first, one an observed behaviour.

The top scope has an environment an example (then one a fresh input); an inner scope has one an element of a source
list, over all environments of its parent, so that loop bodies are enumerated as ordinary expressions. Owns the
enumeration of one scope; which scopes exist and how far each goes is `enumeration`. The idea of evaluating bottom-up
with observational equivalence is Albarghouthi et al. 2013 and Udupa et al. 2013 (TRANSIT).
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from marshal import dumps
from typing import Any

from synthesis_graph.language.operations import Operation, element_of
from synthesis_graph.language.types import ANY, Type
from synthesis_graph.search.bank import LARGEST_KEY, UNDEFINED, Bank, Entry, careful, is_small, key_of
from synthesis_graph.search.instances import MAX_DEPTH, Dispatch, Row, depth, loop_result
from synthesis_graph.search.loops import Loop, loop_over

MAX_TYPES = (24, 14, 10)
"""How many types a scope of each depth may hold; the cheapest come first."""


class OutOfBudget(Exception):
    """The time or the memory of the search ended; what was found so far stands."""


@dataclass
class Budget:
    """Time and memory of one search; `evaluated` counts fragments run."""

    deadline: float
    max_entries: int = 1_200_000
    cancelled: Callable[[], bool] | None = None
    evaluated: int = 0
    entries: int = 0

    def check(self) -> None:
        """Raises OutOfBudget when the deadline passed, memory is used up or the caller cancelled."""
        if time.monotonic() > self.deadline or self.entries > self.max_entries:
            raise OutOfBudget
        if self.cancelled is not None and self.cancelled():
            raise OutOfBudget


@dataclass
class Scope:
    """Environments, leaves and banks. `listeners` see every new entry (goals use this)."""

    depth: int
    shown: int
    """Environments that come from examples; a fragment must have a value in each of these."""
    budget: Budget
    dispatch: Dispatch
    """Which operations apply to which types, and their costs; an operation that has none is not used."""
    loop: Loop | None = None
    parent: Scope | None = None
    element: Type = ANY
    """The type of the variable that the scope adds to those of its parents."""
    banks: dict[Type, Bank] = field(default_factory=dict)
    triples: list[tuple[Row, Bank, Bank, Bank]] = field(default_factory=list)
    """The three-argument instances of the `completed` types; those of the `pending` ones are found when they matter."""
    completed: list[Type] = field(default_factory=list)
    pending: list[Type] = field(default_factory=list)
    inner: list[Scope] = field(default_factory=list)
    generated: int = 0
    listeners: list[Callable[[Entry], None]] = field(default_factory=list)
    reserved: set[Type] = field(default_factory=set)
    """Types that have a place however many others come first."""
    goal_types: Callable[[Type], bool] = lambda t: False
    on_goal: Callable[[Entry, bool], None] | None = None

    def leaf(self, values: list[Any], type_: Type, level: int, leaf: Any, free: int) -> Entry | None:
        """Adds a variable or a constant."""
        partial = any(v is UNDEFINED for v in values)
        return self.add(Entry(values, type_, level, None, (), free, partial, leaf))

    def admits(self, type_: Type) -> bool:
        """Whether there may be a bank for one more type, this one."""
        return type_ in self.reserved or (
            len(self.banks) < MAX_TYPES[self.depth] and depth(type_) <= MAX_DEPTH
        )

    def bank(self, type_: Type) -> Bank | None:
        """The bank of a type, made on first use; the caller files an entry in it. None where types are full."""
        known = self.banks.get(type_)
        if known is not None:
            return known
        if not self.admits(type_):
            return None
        made = self.banks[type_] = Bank(type_)
        made.is_goal = self.goal_types(type_)
        self.pending.append(type_)
        return made

    def add(self, entry: Entry) -> Entry | None:
        """Files an entry unless its behaviour is known; returns it when it is new."""
        key = key_of(entry.values)
        bank = None if key is None else self.bank(entry.type)
        if bank is None or key is None:
            return None
        known = bank.seen.get(key)
        if known is None:
            return self._file(bank, key, entry)
        if known.hit and self.on_goal is not None:
            self.on_goal(entry, False)
        return None

    def _file(self, bank: Bank, key: bytes, entry: Entry) -> Entry:
        bank.seen[key] = entry
        bank.put(entry)
        self.budget.entries += 1
        if bank.is_goal and self.on_goal is not None:
            self.on_goal(entry, True)
        for listener in self.listeners:
            listener(entry)
        return entry

    def dismantle(self) -> None:
        """Lets go of everything; the scope cannot be used afterwards."""
        for kept in (self.inner, self.banks, self.triples, self.listeners):
            kept.clear()
        self.parent = self.on_goal = self.loop = None

    def generate(self, level: int) -> None:
        """Adds every fragment of exactly this level; all lower levels must have been generated."""
        self.generated = level
        reach = level - self.dispatch.cheapest
        self._complete(reach)
        banks = tuple(self.banks.values())
        for a in banks:
            self.budget.check()
            self._apply_one(a, level)
            for b in banks:
                if a.filled[0] + b.filled[0] <= reach:
                    self._apply_two(a, b, level)
        for row, first, second, third in tuple(self.triples):
            if level - row.level >= first.filled[0] + second.filled[0] + third.filled[0]:
                self._apply_three(row, first, second, third, level)
        for inner in tuple(self.inner):
            self._loops(inner, level)
        self.budget.check()

    def _complete(self, reach: int) -> None:
        """Finds the three-argument instances of those types whose cheapest entries can matter by now."""
        least = 2 * min((b.filled[0] for b in self.banks.values()), default=0)
        for type_ in [t for t in self.pending if self.banks[t].filled[0] + least <= reach]:
            self.budget.check()
            self.pending.remove(type_)
            self.completed.append(type_)
            for (a, b, c), row in self.dispatch.triples(type_, self.completed):
                self.triples.append((row, self.banks[a], self.banks[b], self.banks[c]))

    def _apply_one(self, bank: Bank, level: int) -> None:
        for row in self.dispatch.rows(bank.type):
            rest = level - row.level
            if rest < bank.filled[0]:
                break
            found = bank.rows.get(rest)
            if found:
                self._sweep(row, [(a,) for a in found], level)

    def _apply_two(self, left: Bank, right: Bank, level: int) -> None:
        least = left.filled[0] + right.filled[0]
        for row in self.dispatch.rows(left.type, right.type):
            rest = level - row.level
            if rest < least:
                break
            same = row.operation.commutative and left is right
            for first in tuple(left.filled):
                seconds = right.rows.get(rest - first)
                if seconds and not (same and first > rest - first):
                    self._sweep(row, itertools.product(tuple(left.rows[first]), tuple(seconds)), level)

    def _apply_three(self, row: Row, first: Bank, second: Bank, third: Bank, level: int) -> None:
        rest = level - row.level
        for i in tuple(first.filled):
            for j in tuple(second.filled):
                thirds = third.rows.get(rest - i - j)
                if thirds:
                    rows = (tuple(first.rows[i]), tuple(second.rows[j]), tuple(thirds))
                    self._sweep(row, itertools.product(*rows), level)

    def _sweep(  # noqa: C901 - a call a fragment would cost a fifth of the speed
        self, row: Row, combinations: Iterable[tuple[Entry, ...]], level: int
    ) -> None:
        """Runs one operation on many arguments: the search's innermost loop, so written for speed."""
        evaluate, budget, shown = row.operation.evaluate, self.budget, self.shown
        bank = self.banks.get(row.result)
        if bank is None and not self.admits(row.result):
            return
        seen = {} if bank is None else bank.seen
        for arguments in combinations:
            free, partial = 0, False
            for a in arguments:
                free |= a.free
                partial |= a.partial
            if not free:
                continue
            budget.evaluated += 1
            if not budget.evaluated & 7:
                budget.check()
            columns = [a.values for a in arguments]
            values: list[Any] | None = None
            if not partial:
                try:
                    values = list(map(evaluate, *columns))
                    partial = len(values) < len(
                        columns[0]
                    )  # a StopIteration inside ends the map without a word
                except Exception:  # noqa: BLE001 - a fragment that fails somewhere: look where
                    partial = True
            if partial:
                values = careful(evaluate, tuple(columns), shown)
            if values is None:
                continue
            try:
                key = dumps(values, 2)  # as in `key_of`
            except ValueError:
                continue
            known = seen.get(key)
            if known is None:
                if len(key) <= LARGEST_KEY and is_small(values, row.result):
                    bank = bank or self.bank(row.result)
                    if bank is None:
                        return
                    seen = bank.seen
                    made = Entry(values, row.result, level, row.operation, arguments, free, partial)
                    self._file(bank, key, made)
            elif known.hit and self.on_goal is not None:
                made = Entry(values, row.result, level, row.operation, arguments, free, partial)
                self.on_goal(made, False)

    def _loops(self, inner: Scope, level: int) -> None:
        loop = inner.loop
        assert loop is not None
        for op in loop.operations:
            cost = self.dispatch.levels.get(op.name)
            rest = -1 if cost is None else level - cost - loop.source.level
            if rest < 1:
                continue
            for body_type, bank in tuple(inner.banks.items()):
                result = loop_result(op, loop.source.type, body_type)
                if result is None:
                    continue
                wanted = self.goal_types(result)
                for body in tuple(bank.rows.get(rest, ())):
                    if not (body.early and wanted):
                        self.close(inner, op, body, result, level)
                self.budget.check()

    def close(self, inner: Scope, op: Operation, body: Entry, result: Type, level: int) -> Entry | None:
        """Adds the loop over an inner scope's source with this body, if the body uses the loop's variable."""
        loop = inner.loop
        assert loop is not None
        own = 1 << inner.depth
        if not body.free & own:
            return None
        self.budget.evaluated += 1
        values, partial = loop.run(op, body, self.shown)
        if values is None or not is_small(values, result):
            return None
        free = loop.source.free | (body.free & ~own)
        return self.add(Entry(values, result, level, op, (loop.source, body), free, partial, binding=inner))


def open_loop(parent: Scope, source: Entry, dispatch: Dispatch) -> Scope | None:
    """An inner scope over the elements of a source entry, without leaves; None if it would be empty or too large."""
    made = loop_over(source, parent.shown)
    if made is None:
        return None
    loop, shown = made
    element = element_of(source.type) or ANY
    return Scope(parent.depth + 1, shown, parent.budget, dispatch, loop, parent, element)
