"""Folds, scans, recurrences and fixed points: their steps enumerated over sampled states, then run for real.

What a step sees depends on what it gave before, so a step's scope cannot have the true environments, as a loop's has.
It has sampled ones: the operation is run with probes in the place of the step, which note what they are called with and
answer with values that a state may well have. Steps that differ on no sample count as one; each new one is then run
through the examples. Owns the sampling and the running; when a scope is opened and how far it goes is `enumeration`.
The probing of loops with what a loop variable may hold follows Escher's and λ²'s use of input-output traces.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from synthesis_graph.language.operations import Operation, bounded, match_type, operations, result_type
from synthesis_graph.language.types import BOOL, FLOAT, INT, STR, Type, conforms
from synthesis_graph.search.bank import LEVELS_PER_BIT, UNDEFINED, Entry, key_of
from synthesis_graph.search.instances import Dispatch
from synthesis_graph.search.programs import Element, Literal, Outer
from synthesis_graph.search.scope import Scope

MAX_DRIVER_LEVEL = 12
"""The dearest fragment that a recurrence runs along."""
_MAX_SCOPES = 8
_SAMPLES = 28
_SAMPLES_AN_EXAMPLE = 8
_PROBED_CALLS = 6
_MAX_CALLS = 300
_MAX_STARTS = 24

_NEUTRAL: dict[Type, tuple[tuple[Any, float], ...]] = {
    INT: ((0, 1.0), (1, 1.0), (2, 2.5), (3, 4.0), (-1, 4.0)), FLOAT: ((0.0, 1.0), (1.0, 1.0)),
    STR: (("", 1.0),), BOOL: ((True, 1.0), (False, 1.0)),
}  # fmt: skip
_EMPTY: dict[str, Any] = {"list": [], "dict": {}, "set": set(), "tuple...": ()}


@dataclass(frozen=True)
class Plan:
    """An operation with types: what it runs along, what it starts from, and what its step takes and gives."""

    operation: Operation
    driver: Entry
    starts: tuple[tuple[Entry, ...], ...]
    variable: Type
    state: Type


def plans(
    top: Scope, driver: Entry, returns: Type, constants: Sequence[tuple[Any, Type, float]]
) -> Iterator[Plan]:
    """The sequential operations that can run along a fragment and give the wanted type."""
    for operation in operations().values():
        if not operation.sequential or operation.name not in top.dispatch.levels:
            continue
        bound = match_type(operation.returns, returns, {})
        bound = None if bound is None else match_type(operation.parameters[0], driver.type, bound)
        if bound is None:
            continue
        function = operation.parameters[operation.binder]
        kinds = [result_type(p, bound) for p in operation.parameters[1 : operation.binder]]
        options = [_initial(kind, constants, len(driver.values)) for kind in kinds]
        starts = sorted(itertools.product(*options), key=lambda row: sum(e.level for e in row))[:_MAX_STARTS]
        if starts:
            yield Plan(
                operation, driver, tuple(starts), result_type(function.args[0], bound),
                result_type(function.args[-1], bound),
            )  # fmt: skip


def _initial(kind: Type, constants: Sequence[tuple[Any, Type, float]], width: int) -> list[Entry]:
    """Values of a type to start from, as entries."""
    priced = list(_NEUTRAL.get(kind, ()))
    known = {repr(value) for value, _ in priced}
    priced += [(v, bits) for v, t, bits in constants if t == kind and bits <= 4.5 and repr(v) not in known]
    if kind.name in _EMPTY:
        priced.append((_EMPTY[kind.name], 1.0))
    return [
        Entry([value] * width, kind, max(1, round(bits * LEVELS_PER_BIT)), None, (), 0, leaf=Literal(value))
        for value, bits in priced
    ]


@dataclass(frozen=True)
class Setting:
    """What every recurrence of a search has: the wanted outputs, and what its step may use."""

    wanted: list[Any]
    dispatch: Dispatch
    imports: Sequence[Entry]
    constants: Sequence[tuple[Any, Type, float]]


class Recurrence:
    """The steps of one plan; `found` is called with each way of starting that gives the wanted outputs."""

    def __init__(self, top: Scope, plan: Plan, setting: Setting) -> None:
        self.top, self.plan, self.wanted = top, plan, setting.wanted
        self.cost = top.dispatch.levels[plan.operation.name]
        self.offset = self.cost + plan.driver.level + sum(e.level for e in plan.starts[0])
        """The levels that stand outside the step, at least."""
        self.tried = 0
        samples = _samples(plan, self.wanted)
        self.useful = len(samples) > 1
        self.scope = Scope(1, 0, top.budget, setting.dispatch, element=plan.variable)
        self.scope.goal_types = lambda t: t == plan.state or (plan.state == FLOAT and t == INT)
        self.scope.on_goal = self._try
        if self.useful:
            self._furnish(samples, setting)

    def _furnish(self, samples: list[tuple[int, tuple[Any, ...]]], setting: Setting) -> None:
        """The leaves of the step: its variable or the components of it, fragments outside, constants."""
        plan = self.plan
        states = [item for _, item in samples]
        parts = plan.operation.spreads
        for i in range(parts):
            column = [item[i] for item in states]
            self.scope.leaf(column, plan.variable.args[i], 3, Element(1, i, parts), 2)
        if not parts:
            self.scope.leaf([item[0] for item in states], plan.variable, 2, Element(1), 2)
        for outer in setting.imports:
            column = [outer.values[e] for e, _ in samples]
            self.scope.add(
                Entry(column, outer.type, outer.level + 2, None, (), outer.free, outer.partial, Outer(outer))
            )
        for value, type_, bits in setting.constants:
            if bits <= 7.0:
                self.scope.leaf(
                    [value] * len(samples), type_, round(bits * LEVELS_PER_BIT), Literal(value), 0
                )

    def advance(self, level: int) -> None:
        """Tries every step with which a program of this level can be made."""
        for at in range(self.scope.generated + 1, level - self.offset + 1):
            self.scope.generate(at)

    def _try(self, body: Entry, new: bool) -> None:
        if not new or not _reads_state(body, max(1, self.plan.operation.spreads - 1)):
            return
        body.hit = True
        self.tried += 1
        if not self.tried & 15:
            self.top.budget.check()
        step = compiled(body)
        for start in self.plan.starts:
            arguments = (self.plan.driver, *start)
            shown = itertools.takewhile(
                lambda pair: pair[0] is not UNDEFINED and _same(*pair),
                ((self._run(step, arguments, e), want) for e, want in enumerate(self.wanted)),
            )
            if sum(1 for _ in shown) == len(self.wanted):
                self._found(step, arguments, body)

    def _found(self, step: _Step, arguments: tuple[Entry, ...], body: Entry) -> None:
        values = [self._run(step, arguments, e) for e in range(len(self.plan.driver.values))]
        level = self.cost + sum(a.level for a in arguments) + body.level
        bound = match_type(self.plan.operation.parameters[-1].args[-1], self.plan.state, {})
        result = result_type(self.plan.operation.returns, bound or {})
        self.top.add(
            Entry(values, result, level, self.plan.operation, (*arguments, body), 1,
                  any(v is UNDEFINED for v in values), binding=self.scope)
        )  # fmt: skip

    def _run(self, step: _Step, arguments: tuple[Entry, ...], environment: int) -> Any:
        self.top.budget.evaluated += 1
        values = [a.values[environment] for a in arguments]
        if values[0] is UNDEFINED:
            return UNDEFINED
        try:
            return self.plan.operation.evaluate(
                *values, bounded(lambda *items: step(items, environment), _MAX_CALLS)
            )
        except Exception:  # noqa: BLE001 - whatever a step raises only means that it has no value here
            return UNDEFINED


def _same(found: Any, wanted: Any) -> bool:
    return isinstance(found, bool) == isinstance(wanted, bool) and bool(found == wanted)


def _reads_state(entry: Entry, states: int) -> bool:
    """Whether the step uses what it gave before."""
    if isinstance(entry.leaf, Element):
        return entry.leaf.part < states
    return any(_reads_state(a, states) for a in entry.arguments)


# -- sampled states ----------------------------------------------------------------------------------------------------


def _samples(plan: Plan, wanted: list[Any]) -> list[tuple[int, tuple[Any, ...]]]:
    """What the step may be called with, each with the number of its example; no two alike."""
    pool = _pool(plan, wanted)
    found: dict[bytes, tuple[int, tuple[Any, ...]]] = {}
    for example in range(len(wanted)):
        calls: dict[bytes, tuple[int, tuple[Any, ...]]] = {}
        for first in range(len(pool)):
            for start in plan.starts[:2]:
                for items in _probe(plan, start, example, pool[first:] + pool[:first]):
                    calls.setdefault(key_of([example, *items]) or b"", (example, items))
        calls.pop(b"", None)
        stride = max(1, len(calls) // _SAMPLES_AN_EXAMPLE)
        found.update(list(calls.items())[::stride][:_SAMPLES_AN_EXAMPLE])
    return list(found.values())[:_SAMPLES]


def _probe(
    plan: Plan, start: tuple[Entry, ...], example: int, answers: list[Any]
) -> list[tuple[Any, ...]]:  # fmt: skip
    calls: list[tuple[Any, ...]] = []

    def step(*items: Any) -> Any:
        if len(calls) >= _PROBED_CALLS:
            raise StopIteration
        calls.append(items)
        return answers[(len(calls) - 1) % len(answers)]

    values = [plan.driver.values[example], *(e.values[example] for e in start)]
    if values[0] is not UNDEFINED:
        try:
            plan.operation.evaluate(*values, step)
        except Exception:  # noqa: BLE001 - a probe's answer need not make sense
            return calls
    return calls


def _pool(plan: Plan, wanted: list[Any]) -> list[Any]:
    """Values that the state may have: outputs and what leads to them, then neutral ones."""
    values: list[Any] = []
    for want in wanted[:4]:
        if plan.operation.returns.name == "list" and isinstance(want, list) and plan.state.name != "list":
            values += want[:4]  # a scan shows its states
        elif conforms(want, plan.state):
            values.append(want)
            if isinstance(want, (list, str, tuple)):
                values += [want[:1], want[: len(want) // 2]]
            if type(want) is int:
                values += [want // 2, want - 1]
    for start in plan.starts[:3]:
        values += [e.values[0] for e in start]
    driver = next((v for v in plan.driver.values if v is not UNDEFINED), None)
    if isinstance(driver, (list, tuple, str)):
        values += [v for v in list(driver)[:3] if conforms(v, plan.state)]
    if plan.state == INT:
        values += [1, 2, 5]
    unique = {key_of([v]): v for v in values}  # a text of it could be longer than Python writes a number
    return list(unique.values())[:10]


# -- running a step ----------------------------------------------------------------------------------------------------

_Step = Callable[[tuple[Any, ...], int], Any]
"""A step as a function of what it is called with, and of the environment of the top scope."""


def compiled(entry: Entry) -> _Step:
    """The entry as a function; raises what its operations raise."""
    match entry.leaf:
        case Element(part=part):
            position = max(0, part)
            return lambda items, _: items[position]
        case Outer(outer):
            return lambda _, e: _defined(outer.values[e])
        case Literal(value):
            return lambda _, __: value
    assert entry.operation is not None
    evaluate, arguments = entry.operation.evaluate, [compiled(a) for a in entry.arguments]
    if len(arguments) == 1:
        only = arguments[0]
        return lambda items, e: evaluate(only(items, e))
    if len(arguments) == 2:
        left, right = arguments
        return lambda items, e: evaluate(left(items, e), right(items, e))
    return lambda items, e: evaluate(*(a(items, e) for a in arguments))


def _defined(value: Any) -> Any:
    if value is UNDEFINED:
        raise ValueError("an outer fragment has no value here")
    return value
