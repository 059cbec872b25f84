"""One exploration: the search run without a goal over random inputs, so that its banks fill with behaviours.

What is in a bank is the cheapest program of its behaviour on the inputs, so redundant programs are gone already. Owns
the costs of one run and the sampled recurrences, which a search with no wanted outputs does not open.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

from synthesis_graph.language.operations import Operation, element_of, match_type, operations, result_type
from synthesis_graph.language.types import BOOL, FLOAT, INT, STR, Type, list_of
from synthesis_graph.search.bank import UNDEFINED, Entry, level_of
from synthesis_graph.search.enumeration import Enumeration, Limits, Problem
from synthesis_graph.search.instances import Dispatch, Row, loop_result
from synthesis_graph.search.programs import Element, Literal, Outer, Parameter
from synthesis_graph.search.recurrences import Recurrence, Setting, compiled, plans
from synthesis_graph.search.scope import Budget, OutOfBudget, Scope

_NO_GOAL = Type("nothing")
_GUARD_S = 60.0
_CPU_S = 6.0
"""Guards of one run; its end is the count of fragments evaluated, so that a seed gives the same everywhere."""
_STEPS_AT_MOST = 60
_DEAREST_DRIVER = 10
_SCANS = 0.35
"""The share of recurrences that are to give a list of what they run along."""


@dataclass(frozen=True)
class Setup:
    """What one exploration starts from; `rows` are argument tuples, one an environment."""

    names: tuple[str, ...]
    types: tuple[Type, ...]
    rows: list[tuple[Any, ...]]
    constants: tuple[tuple[Any, Type, float], ...]
    levels: Mapping[str, int]
    candidates: int
    """How many fragments to evaluate."""
    recurrences: int = 0
    focus: frozenset[str] = frozenset()
    """Operations that the run is for."""


@dataclass
class Explored:
    """The fragments of a run that are programs: made by an operation, over the parameters."""

    entries: list[Entry]
    close: Callable[[], None] = field(repr=False)
    evaluated: int = 0


_CONCEPT_SHARE = 0.1
"""How much rarer a named concept is than an operator in one run's table; there are hundreds of them."""
_TUPLING = {
    "pair": 0.5,
    "triple": 0.06,
    "one_tuple": 0.3,
    "singleton": 0.6,
    "pair_list": 0.5,
    "none_last": 0.3,
}
"""How much rarer than other rows those are that make a new type of every type."""


def run_levels(
    bits: Mapping[str, float], rng: Random, noise: float, focus: Iterable[str] = (), kept: float = 1.0
) -> dict[str, int]:
    """Levels of the operations for one run: the prior with noise, a share of the table kept, those in focus cheap."""
    levels = {
        name: level_of(max(1.0, b + rng.gauss(0.0, noise)))
        for name, b in bits.items()
        if rng.random() < kept * (_CONCEPT_SHARE if operations()[name].helper else _TUPLING.get(name, 1.0))
    }
    for name in focus:
        levels[name] = level_of(rng.uniform(1.0, 3.5))
    return levels


def explore(setup: Setup, rng: Random) -> Explored:
    """Fills the banks until so many fragments were evaluated; the caller closes what it gets when it is done."""
    columns = tuple([row[i] for row in setup.rows] for i in range(len(setup.names)))
    problem = Problem(setup.names, setup.types, columns, _NO_GOAL, [], setup.constants)
    budget = Budget(time.monotonic() + _GUARD_S)
    ends = time.process_time() + _CPU_S
    budget.cancelled = lambda: budget.evaluated > setup.candidates or time.process_time() > ends
    run = Enumeration(problem, setup.levels, budget, Limits(loops=(14, 3), max_source=(30, 12)))
    run.dispatch = run.top_dispatch = FewDispatch(setup.levels)
    run.run()
    again = time.process_time() + _CPU_S / 2
    budget.cancelled = lambda: time.process_time() > again
    _add_conditions(run, rng)
    if setup.recurrences:
        _add_recurrences(run, setup, rng)
    found = [e for bank in run.top.banks.values() for e in bank.entries() if e.operation is not None]
    return Explored(found, run.close, budget.evaluated)


class FewDispatch(Dispatch):
    """A dispatch that goes over the few three-argument rows of a run, not over all triples of types."""

    def __init__(self, levels: Mapping[str, int]) -> None:
        super().__init__(levels)
        self._ternary = [
            op for name, op in operations().items() if name in levels and op.arity == 3 and op.binder < 0
        ]

    def triples(self, new: Type, known: Sequence[Type]) -> list[tuple[tuple[Type, Type, Type], Row]]:
        """As in `Dispatch`."""
        found = []
        for op in self._ternary:
            for types, bound in _bindings(op, new, known):
                row = Row(self.levels[op.name], op, result_type(op.returns, bound))
                found.append((types, row))
        return found


def _bindings(
    op: Operation, new: Type, known: Sequence[Type]
) -> Iterator[tuple[tuple[Type, Type, Type], dict[str, Type]]]:
    """The triples of types that the operation takes, the new one among them, each with its variables' values."""
    for first in known:
        one = match_type(op.parameters[0], first, {})
        if one is None:
            continue
        for second in known:
            two = match_type(op.parameters[1], second, one)
            if two is None:
                continue
            for third in known if new in (first, second) else (new,):
                three = match_type(op.parameters[2], third, two)
                if three is not None:
                    yield (first, second, third), three


# -- conditions of two parts -------------------------------------------------------------------------------------------

_JOINED = 12
"""How many conditions to put together in a scope: each part costs as much as a program, so the search comes late to it."""


def _add_conditions(run: Enumeration, rng: Random) -> None:
    """Joins conditions of the top scope, and of some loops, which are then run with them."""
    with suppress(OutOfBudget):
        for condition in _joined(run.top, rng):
            run.top.add(condition)
        for inner in rng.sample(run.top.inner, min(4, len(run.top.inner))):
            assert inner.loop is not None
            source = inner.loop.source
            closing = [
                (op, loop_result(op, source.type, BOOL))
                for op in inner.loop.operations
                if op.name in _CONDITIONAL
            ]
            for condition in _joined(inner, rng) if closing else ():
                op, result = rng.choice(closing)
                if result is not None:
                    run.top.close(inner, op, condition, result, condition.level + source.level + 10)


_CONDITIONAL = frozenset(
    ("filter", "filter_text", "filter_row", "count_if", "all_of", "any_of", "first_where", "index_where")
)


def _joined(scope: Scope, rng: Random) -> Iterator[Entry]:
    """Pairs of cheap conditions of a scope as one; both read the scope's variables."""
    bank = scope.banks.get(BOOL)
    own = 1 << scope.depth if scope.depth else 1
    cheap = [
        e
        for e in itertools.islice(bank.entries() if bank else (), 60)
        if e.operation is not None and e.free & own and not e.partial
    ]
    for _ in range(_JOINED if len(cheap) > 1 else 0):
        one, two = rng.sample(cheap, 2)
        operation = operations()[rng.choice(("and", "and", "or"))]
        values = [operation.evaluate(a, b) for a, b in zip(one.values, two.values)]
        yield Entry(values, BOOL, one.level + two.level + 12, operation, (one, two), one.free | two.free)


# -- recurrences -------------------------------------------------------------------------------------------------------

_STATES: tuple[Type, ...] = (INT, INT, INT, STR, list_of(INT), list_of(INT), BOOL, FLOAT)
_PROBES: dict[Type, list[Any]] = {
    INT: [3, 10, 1, 24, 7, 0], STR: ["ab", "c", "hello", "x y"], BOOL: [True, False], FLOAT: [1.5, 4.0],
    list_of(INT): [[1, 5], [7], [3, 3, 2]],
}  # fmt: skip


class _Steps(Recurrence):
    """A recurrence whose steps are collected, whatever they give."""

    def __init__(self, *given: Any) -> None:
        self.bodies: list[Entry] = []
        super().__init__(*given)

    def _try(self, body: Entry, new: bool) -> None:
        if new and body.operation is not None and _reads(body, max(1, self.plan.operation.spreads - 1)):
            self.bodies.append(body)

    def draw(self, rng: Random) -> None:
        """Runs some of the steps, the cheap ones that read all they get rather, and files what has a value everywhere."""
        parts = max(1, self.plan.operation.spreads - (self.plan.operation.name == "recurrence"))

        def worth(body: Entry) -> float:
            return body.level + 8 * (parts - len(_parts_read(body) & set(range(parts)))) + rng.gauss(0, 3)

        for body in sorted(self.bodies, key=worth)[:_STEPS_AT_MOST]:
            start = rng.choice(self.plan.starts[:4])
            self._file(body, (self.plan.driver, *start))

    def _file(self, body: Entry, arguments: tuple[Entry, ...]) -> None:
        step = compiled(body)
        values = [self._run(step, arguments, e) for e in range(len(self.plan.driver.values))]
        if not any(v is UNDEFINED for v in values):
            self._found(step, arguments, body)


def _add_recurrences(run: Enumeration, setup: Setup, rng: Random) -> None:
    """Opens recurrences along cheap fragments, their steps made of operators and built-ins."""
    banks = list(run.top.banks.values())
    drivers = [e for bank in banks for e in bank.entries() if e.free and e.level <= _DEAREST_DRIVER]
    drivers.sort(key=lambda e: e.level + rng.gauss(0, 4))
    imports = [e for bank in banks for e in bank.entries() if isinstance(e.leaf, Parameter)]
    plain = {name: level_of(op.bits) for name, op in operations().items() if not op.helper}
    dispatch, made = FewDispatch(plain), 0
    with suppress(OutOfBudget):
        for driver in drivers:
            item = element_of(driver.type) or INT
            state = list_of(item) if rng.random() < _SCANS else rng.choice((*_STATES, driver.type, item))
            options = {p.operation.name: p for p in plans(run.top, driver, state, setup.constants)}
            if not options:
                continue
            wanted = [rng.choice(_PROBES.get(state) or [row[0] for row in setup.rows]) for _ in setup.rows]
            plan = options[rng.choice(sorted(options))]
            steps = _Steps(run.top, plan, Setting(wanted, dispatch, imports, setup.constants))
            if steps.useful:
                run.recurrences.append(steps)
                steps.advance(steps.offset + rng.randint(16, 24))
                steps.draw(rng)
                made += 1
            if made >= setup.recurrences:
                return


def _parts_read(entry: Entry) -> frozenset[int]:
    """The components of the step's variable that an entry reads."""
    if isinstance(entry.leaf, Element):
        return frozenset((max(0, entry.leaf.part),))
    return frozenset().union(*map(_parts_read, entry.arguments))


def _reads(entry: Entry, states: int) -> bool:
    if isinstance(entry.leaf, Element):
        return entry.leaf.part < states
    return any(_reads(a, states) for a in entry.arguments)


# -- what an entry is made of ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Anatomy:
    """The operations of an entry, how many there are, and the parameters that it reads."""

    size: int
    operations: frozenset[str]
    parameters: frozenset[str]
    leaves: int = 1
    """How many variables and constants there are."""
    looping: bool = False
    """Whether it has a function argument."""

    @property
    def oddity(self) -> float:
        """Bits by which it is less like what people write than its cost says: the same again and again."""
        return 3.5 * (self.size - len(self.operations)) + 2.5 * max(0, self.leaves - 1 - len(self.operations))


_CONSTANT = Anatomy(0, frozenset(), frozenset())
_COMPONENT = Anatomy(1, frozenset(("item",)), frozenset())


class Anatomist:
    """Tells what entries are made of, each once."""

    def __init__(self) -> None:
        self._known: dict[int, Anatomy] = {}

    def of(self, entry: Entry) -> Anatomy:
        """The anatomy of an entry that stays alive as long as this."""
        found = self._known.get(id(entry))
        if found is None:
            found = self._known[id(entry)] = self._examine(entry)
        return found

    def _examine(self, entry: Entry) -> Anatomy:
        match entry.leaf:
            case Parameter(name):
                return Anatomy(0, frozenset(), frozenset((name,)))
            case Outer(outer):
                return self.of(outer)
            case Literal():
                return _CONSTANT
            case Element(part=part):
                return _CONSTANT if part < 0 else _COMPONENT
        assert entry.operation is not None
        parts = [self.of(a) for a in entry.arguments]
        return Anatomy(
            1 + sum(p.size for p in parts),
            frozenset((entry.operation.name,)).union(*(p.operations for p in parts)),
            frozenset().union(*(p.parameters for p in parts)),
            sum(p.leaves for p in parts),
            entry.binding is not None or any(p.looping for p in parts),
        )
