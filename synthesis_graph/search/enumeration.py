"""The search: scopes opened over what is found, level by level, until the likely answers are settled.

Owns which loops are opened, how far each scope goes, and when to stop. In: a problem (typed columns of values and the
wanted outputs) and operation costs. Out: solutions, each a tree with its cost and what it answers on fresh inputs.
"""

from __future__ import annotations

import functools
import gc
import itertools
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from synthesis_graph.language.operations import binders, element_of, operations
from synthesis_graph.language.types import FLOAT, INT, STR, Type, conforms, infer, join_all
from synthesis_graph.search.aims import GO_ALONG, Aim, collector, item_of, values_along
from synthesis_graph.search.bank import LEVELS_PER_BIT, UNDEFINED, Entry, careful, key_of
from synthesis_graph.search.goals import Goal, compatible
from synthesis_graph.search.instances import Dispatch, loop_result
from synthesis_graph.search.programs import Element, Literal, Outer, Parameter
from synthesis_graph.search.recurrences import MAX_DRIVER_LEVEL, Recurrence, Setting, plans
from synthesis_graph.search.scope import Budget, OutOfBudget, Scope, open_loop
from synthesis_graph.search.selections import Selection
from synthesis_graph.search.solutions import Accepts, Found, Solutions
from synthesis_graph.search.witnesses import last_steps


@dataclass(frozen=True)
class Problem:
    """What to search for: parameters with their values, example after example and then fresh inputs; wanted outputs."""

    names: tuple[str, ...]
    types: tuple[Type, ...]
    columns: tuple[list[Any], ...]
    returns: Type
    wanted: list[Any]
    """Outputs of the examples; empty when there are none, and then anything of the type will do."""
    constants: tuple[tuple[Any, Type, float], ...] = ()
    accepts: Accepts | None = None
    """What a program must pass beside the examples; for any program where it is None."""

    @property
    def all_types(self) -> tuple[Type, ...]:
        """The effective types of the parameters and of the result."""
        return (*self.types, self.returns)


@dataclass
class Limits:
    """How widely and how long to search; costs in levels of half a bit."""

    max_level: int = 90
    margin: int = 12
    """How many levels past the first solution to go on: likelier readings may cost a little more."""
    loops: tuple[int, ...] = (28, 4)
    """How many loops to open in the top scope and in each scope of the next depth."""
    max_source: tuple[int, ...] = (40, 14)
    recurrences: int = 10
    lead: int = 12
    last_steps: int = 4
    solutions: int = 60
    unguided: int = 150
    """How many programs to look at when there is no example to fit."""


class Enumeration:
    """One search over one problem; `run` may be called once."""

    def __init__(
        self, problem: Problem, levels: Mapping[str, int], budget: Budget, limits: Limits,
        top: Collection[str] | None = None,
    ) -> None:  # fmt: skip
        self.problem = problem
        self.levels = levels
        self.dispatch = Dispatch(levels)
        self.top_dispatch = (
            self.dispatch if top is None else Dispatch({n: c for n, c in levels.items() if n in top})
        )
        self.budget = budget
        self.limits = limits
        self.shown = len(problem.wanted) or len(problem.columns[0] if problem.columns else [None])
        self.width = len(problem.columns[0]) if problem.columns else max(1, len(problem.wanted))
        self.solutions = Solutions(problem.wanted, self.shown, frozenset(problem.names), problem.accepts)
        self.opened: list[Scope] = []
        self.aims: list[Aim] = []
        self.goals: list[Goal] = []
        self.recurrences: list[Recurrence] = []
        self.sources_seen: set[bytes] = set()
        self.cheapest_loop = min(
            (levels[op.name] for op in binders(operations()) if op.name in levels),
            default=99,
        )
        self.level = 0
        self.lead = 0
        """How many levels bodies of loops in the top scope are ahead of what the top scope needs."""
        self.evaluated = [0, 0]
        """Fragments evaluated in the top scope, and in those of loops."""
        self.settled = False
        self.first: int | None = None
        """How many fragments were evaluated when the first program fitted."""

    def run(self) -> list[Found]:
        """Searches until settled or out of budget; the solutions found, likeliest first."""
        try:
            self._open_top()
            for level in range(1, self.limits.max_level + 1):
                self.level = level
                self._advance(self.top, level)
                if self.evaluated[0] > _TOP_HEAVY * self.evaluated[1] and self.lead < self.limits.lead:
                    self.lead += 1
                self._run_along(level)
                for goal in self.goals:
                    goal.step()
                if self._settled():
                    self.settled = True
                    break
        except OutOfBudget:
            pass
        count = self.limits.solutions if self.problem.wanted else self.limits.unguided
        return self.solutions.likeliest(count)

    def _hear(self, entry: Entry, new: bool) -> None:
        self.solutions.hear(entry, new)
        if self.first is None and len(self.solutions):
            self.first = self.budget.evaluated

    def close(self) -> None:
        """Takes the scopes apart, which refer to each other, so that nothing waits for a garbage collection."""
        for scope in self.opened:
            scope.dismantle()
        for recurrence in self.recurrences:
            recurrence.scope.dismantle()
        self.goals.clear()
        self.recurrences.clear()
        self.solutions.by_behaviour.clear()

    def _settled(self) -> bool:
        if not len(self.solutions):
            return False
        if not self.problem.wanted:
            return len(self.solutions) >= self.limits.unguided
        return self.level >= self.solutions.best_level() + self.limits.margin

    # -- scopes --------------------------------------------------------------------------------------------------------

    def _open_top(self) -> None:
        problem = self.problem
        self.top = scope = Scope(0, self.shown, self.budget, self.top_dispatch)
        self.opened.append(scope)
        scope.goal_types = lambda t: compatible(problem.returns, t)
        scope.on_goal = self._hear
        for name, type_, values in zip(problem.names, problem.types, problem.columns):
            for view in _views(type_):
                scope.leaf(list(values), view, 2, Parameter(name), 1)
        for value, type_, bits in problem.constants:
            scope.leaf([value] * self.width, type_, round(bits * LEVELS_PER_BIT), Literal(value), 0)
        if problem.wanted:
            self._aim()

    def _aim(self) -> None:
        """The goals of the top scope: the outputs, and the arguments of what could be the last step to them."""
        wanted, dispatch = self.problem.wanted, self.top_dispatch
        self._seek(Aim(self.problem.returns, wanted), lambda entry: None)
        steps = ((n, columns) for n, columns in last_steps(wanted) if n in dispatch.levels)
        for name, columns in itertools.islice(steps, self.limits.last_steps):
            parts: list[list[Entry]] = [[] for _ in columns]
            for found, column in zip(parts, columns):
                text = column[0]
                if isinstance(text, str) and all(other == text for other in column):  # such as a separator
                    self.top.leaf([text] * self.width, STR, _SHARED_TEXT_LEVEL, Literal(text), 0)
                collect = collector(parts, found, functools.partial(self._combine, name))
                self._seek(Aim(join_all(map(infer, column)), column), collect)

    def _seek(self, aim: Aim, reached: Callable[[Entry], None]) -> None:
        self.top.reserved.add(aim.type)
        self.aims.append(aim)
        self.goals.append(Goal(self.top, aim.type, aim.wanted, reached))

    def _combine(self, name: str, parts: tuple[Entry, ...]) -> None:
        op, cost = operations()[name], self.top_dispatch.levels[name]
        if not any(p.free for p in parts):
            return
        made = careful(op.evaluate, tuple(p.values for p in parts), self.shown)
        if made is None:
            return
        # Of another type is, say, a tuple of as many items as a list has.
        values = [value if conforms(value, self.problem.returns) else UNDEFINED for value in made]
        level = cost + sum(p.level for p in parts)
        free = 1 if any(p.free for p in parts) else 0
        self.top.add(
            Entry(values, self.problem.returns, level, op, parts, free, any(v is UNDEFINED for v in values))
        )

    def _advance(self, scope: Scope, level: int) -> None:
        """Generates a scope up to a level, its inner scopes first as far as they can matter at that level."""
        for at in range(scope.generated + 1, level + 1):
            for inner in tuple(scope.inner):
                assert inner.loop is not None
                ahead = 0 if scope.depth else self.lead
                self._advance(inner, at + ahead - inner.loop.source.level - self.cheapest_loop)
            before = self.budget.evaluated
            scope.generate(at)
            self.evaluated[min(scope.depth, 1)] += self.budget.evaluated - before
            self._open_loops(scope, at)

    def _open_loops(self, scope: Scope, level: int) -> None:
        if scope.depth >= len(self.limits.loops) or level > self.limits.max_source[scope.depth]:
            return
        for type_, bank in tuple(scope.banks.items()):
            if element_of(type_) is None:
                continue
            for entry in tuple(bank.rows.get(level, ())):
                if len(scope.inner) >= self.limits.loops[scope.depth]:
                    return
                if entry.free:
                    self._open(scope, entry)

    def _open(self, scope: Scope, source: Entry) -> None:
        inner = open_loop(scope, source, self.dispatch)
        if inner is None or inner.loop is None:
            return
        items = inner.loop.elements()
        key = key_of([scope.depth, inner.loop.segments, items])
        if key is None or key in self.sources_seen:
            return
        self.sources_seen.add(key)
        scope.inner.append(inner)
        self.opened.append(inner)
        bit = 1 << inner.depth
        kind = inner.element
        for view in _views(kind):
            inner.leaf(items, view, 2, Element(inner.depth), bit)
        if kind.name == "tuple" and len(kind.args) in (2, 3):
            for i, part in enumerate(kind.args):
                column = [x[i] for x in items]
                inner.leaf(column, part, 3, Element(inner.depth, i, len(kind.args)), bit)
        for outer in _imports(scope):
            inner.add(
                Entry(inner.loop.spread(outer.values), outer.type, outer.level + 2, None, (), outer.free,
                      outer.partial, Outer(outer))
            )  # fmt: skip
        for value, type_, bits in self.problem.constants:
            if bits <= 8.5:
                inner.leaf([value] * len(items), type_, round(bits * LEVELS_PER_BIT), Literal(value), 0)
        if scope.depth == 0:
            inner.listeners.append(functools.partial(self._close_early, inner))
            for aim in self.aims:
                self._aim_elements(inner, aim)
                priced, fits = self.top_dispatch.levels, functools.partial(compatible, aim.type)
                Selection.of(self.top, inner, aim.wanted, priced, fits)

    def _close_early(self, inner: Scope, body: Entry) -> None:
        """Runs the loops with this body that give what is wanted in all: they need not wait for the top scope."""
        loop = inner.loop
        assert loop is not None
        if not self.lead or not body.free & (1 << inner.depth):
            return
        body.early = True
        for op in loop.operations:
            cost = self.top_dispatch.levels.get(op.name)
            result = None if cost is None else loop_result(op, loop.source.type, body.type)
            if cost is not None and result is not None and self.top.goal_types(result):
                self.top.close(inner, op, body, result, body.level + loop.source.level + cost)

    def _run_along(self, level: int) -> None:
        """Opens the recurrences along fragments of this level, and takes those that are open as far as it."""
        problem = self.problem
        for bank in tuple(self.top.banks.values()) if problem.wanted and level <= MAX_DRIVER_LEVEL else ():
            for driver in tuple(bank.rows.get(level, ())):
                if not driver.free or len(self.recurrences) >= self.limits.recurrences:
                    continue
                for plan in plans(self.top, driver, problem.returns, problem.constants):
                    setting = Setting(problem.wanted, self.dispatch, _imports(self.top), problem.constants)
                    made = Recurrence(self.top, plan, setting)
                    if made.useful:
                        self.recurrences.append(made)
        for recurrence in self.recurrences:
            recurrence.advance(level)

    def _aim_elements(self, inner: Scope, aim: Aim) -> None:
        """A goal an element, where what is wanted runs along the source's elements."""
        loop, wanted = inner.loop, aim.wanted
        assert loop is not None
        along = [values_along(w, row) for w, row in zip(wanted, loop.items)]
        column = [x for row in along if row is not None for x in row]
        if None in along or len({type(w) for w in wanted}) != 1 or not 2 <= len(column) == inner.shown:
            return
        item, names = item_of(aim.type, wanted[0]), GO_ALONG[type(wanted[0])]
        for op in loop.operations:
            if op.name in names:
                self.goals.append(Goal(inner, item, column, self._closer(inner, op.name, aim.type)))

    def _closer(self, inner: Scope, name: str, goal: Type) -> Callable[[Entry], None]:
        op = operations()[name]

        def close(body: Entry) -> None:
            assert inner.loop is not None
            result = loop_result(op, inner.loop.source.type, body.type)
            cost = self.levels.get(name)
            if result is not None and cost is not None and compatible(goal, result):
                self.top.close(inner, op, body, result, body.level + inner.loop.source.level + cost)

        return close


_TOP_HEAVY = 16
"""How many times as many fragments outside loops as inside are too many, so that the bodies of loops go ahead."""
_SHARED_TEXT_LEVEL = 11
"""The cost of a text that only the outputs tell."""


def _views(t: Type) -> tuple[Type, ...]:
    """The types under which a value can be used: a tuple of equal items is also a row."""
    if t.name == "tuple" and len(t.args) >= 2 and len(set(t.args)) == 1:
        return (t, Type("tuple...", t.args[:1]))
    return (t,)


def _imports(scope: Scope) -> list[Entry]:
    """Fragments of the outer scope that a loop's body may use: its variables and the cheapest scalars."""
    scalars: list[Entry] = []
    variables: list[Entry] = []
    for type_, bank in scope.banks.items():
        for entry in bank.entries():
            if isinstance(entry.leaf, (Parameter, Element, Outer)) and entry.free:
                variables.append(entry)
            elif entry.operation is not None and type_ in (INT, FLOAT, STR) and entry.level <= 24:
                scalars.append(entry)
    scalars.sort(key=lambda e: e.level)
    return variables + scalars[:14]


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: over a search's entries one pass outlasts a deadline, and finds nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def search(
    problem: Problem, levels: Mapping[str, int], seconds: float, limits: Limits | None = None,
    cancelled: Callable[[], bool] | None = None, top: Collection[str] | None = None,
) -> tuple[list[Found], dict[str, float]]:  # fmt: skip
    """Solutions, likeliest first, and what they cost: fragments evaluated, kept, levels and seconds.

    With `top`, only these operations stand outside loops: the outline of the program, whose loop bodies are holes.
    `cost["settled"]` is 1.0 when the search ended by itself with something found; `until_fit` counts the fragments
    evaluated until the first program fitted.
    """
    started = time.monotonic()
    budget = Budget(started + seconds, cancelled=cancelled)
    run = Enumeration(problem, levels, budget, limits or Limits(), top)
    with _uncollected():
        found = run.run()
        run.close()
    cost = {
        "evaluated": float(budget.evaluated),
        "entries": float(budget.entries),
        "level": float(run.level),
        "settled": float(run.settled),
        "search_s": round(time.monotonic() - started, 4),
        **({} if run.first is None else {"until_fit": float(run.first)}),
    }
    return found, cost
