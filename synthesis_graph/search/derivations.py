"""Derivations: partial programs that the tree transformer extends, production by production, under the grammar's types.

Two ways to go on from a set of derivations: `sample` draws from the model with a temperature, `beam` keeps the likeliest.
A derivation that has no hole left is a program; it is run on the examples by the guarded interpreter. The network is
asked once a step for all derivations together. Sampling with restarts follows LambdaBeam (Shi et al. 2023); masking what
does not type follows Yin & Neubig 2017.
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthesis_graph.language.operations import Operation, operations
from synthesis_graph.language.partial import Bindings, Slot, canonical, fitting, opened, resolved, unify
from synthesis_graph.language.trees import Apply, Constant, Function, Hole, Tree, Variable
from synthesis_graph.language.types import Type
from synthesis_graph.model.guide import Guide, Place
from synthesis_graph.model.pace import STEPPING
from synthesis_graph.model.task_tree import DEPTH
from synthesis_graph.model.vocabulary import MOST_BOUND, MOST_PARAMETERS, START, constant_production

MOST_PRODUCTIONS = 24
MOST_ARITY = 5
DOUBT = 1.0
"""What the value of a partial program counts beside its probability, when a beam chooses."""
Floats = NDArray[np.float32]
NAMES = ("x", "y", "z", "w")


@dataclass(frozen=True)
class Leaf:
    """What can fill a hole and brings none: a tree, its type, and its part of its production's probability, in bits."""

    tree: Tree
    type: Type
    production: str
    bits: float = 0.0


@dataclass(frozen=True)
class Open:
    """A hole of a derivation and where it stands."""

    slot: Slot
    place: Place


@dataclass(frozen=True)
class Derivation:
    """A partial program: what was filled in so far in preorder, the holes left, the next one first, and its bits."""

    filled: tuple[Any, ...]
    """Each an operation's name or a `Leaf`'s tree."""
    holes: tuple[Open, ...]
    bindings: Bindings
    bits: float = 0.0
    last: str = START
    """The production of the last step."""
    row: int = 0
    """Its row in the guide's memory of the step before."""


@dataclass(frozen=True)
class Options:
    """Every way to fill the next hole of a derivation, and what each costs in bits, normalised over what is legal."""

    derivation: Derivation
    operations: tuple[Operation, ...]
    leaves: tuple[Leaf, ...]
    bits: Floats
    doubt: float = 0.0
    """-log2 of the probability that what is derived so far is right, by the model's value."""

    def choice(self, position: int) -> Choice:
        """One of them."""
        of_operations = position < len(self.operations)
        filling = self.operations[position] if of_operations else self.leaves[position - len(self.operations)]
        return Choice(self.derivation, filling, float(self.bits[position]))


@dataclass(frozen=True)
class Choice:
    """What fills the next hole of a derivation, with its cost in bits."""

    derivation: Derivation
    filling: Operation | Leaf
    bits: float


@dataclass(frozen=True)
class _Fitting:
    """What fits holes of one type: operations and leaves, then the production and the bits on top of each in a row."""

    operations: tuple[Operation, ...]
    leaves: tuple[Leaf, ...]
    numbers: NDArray[np.int64]
    bits: Floats


class Grammar:
    """What may fill a hole: the operations of the table that the model knows, the parameters, and the constants."""

    def __init__(
        self,
        parameters: Sequence[tuple[str, Type]],
        returns: Type,
        constants: Sequence[tuple[Any, Type, float]],
        numbers: Mapping[str, int],
    ) -> None:
        self._numbers = numbers
        self._known: dict[tuple[Type, int], _Fitting] = {}
        self._returns = returns
        self._leaves = [
            Leaf(Variable(name), type_, f"<parameter {min(i, MOST_PARAMETERS - 1)}>")
            for i, (name, type_) in enumerate(parameters)
        ]
        self._leaves += list(_constant_leaves(constants))
        self._taken = {name for name, _ in parameters}

    def start(self) -> Derivation:
        """The derivation with one hole, of the wanted type."""
        return Derivation((), (Open(Slot(self._returns), Place((), START, 0)),), {})

    def options(self, derivation: Derivation, bits: Floats, doubt: float = 0.0) -> Options:
        """Every way to fill the next hole; `bits` has one item a production."""
        slot = derivation.holes[0].slot
        wanted = resolved(slot.type, derivation.bindings)
        room = MOST_PRODUCTIONS - len(derivation.filled) - len(derivation.holes)
        known = self._fitting(canonical(wanted), min(room, MOST_ARITY))
        bound = [
            leaf for leaf in _bound_leaves(slot) if unify(wanted, leaf.type, derivation.bindings) is not None
        ]
        costs = bits[known.numbers] + known.bits
        if bound:
            of_bound = [float(bits[self._numbers[leaf.production]]) for leaf in bound]
            costs = np.concatenate([costs, np.array(of_bound, np.float32)])
        if len(costs):
            floor = costs.min()
            costs = costs - floor + np.log2(np.exp2(floor - costs).sum())
        return Options(derivation, known.operations, (*known.leaves, *bound), costs, doubt)

    def _fitting(self, wanted: Type, room: int) -> _Fitting:
        """What fits a hole of this type whatever is bound there; operations take at most `room` arguments."""
        found = self._known.get((wanted, room))
        if found is None:
            known = tuple(op for op in fitting(wanted) if op.name in self._numbers and op.arity <= room)
            leaves = tuple(leaf for leaf in self._leaves if unify(wanted, leaf.type, {}) is not None)
            names = (*(op.name for op in known), *(leaf.production for leaf in leaves))
            numbers = np.array([self._numbers[name] for name in names], np.int64)
            bits = np.array([0.0] * len(known) + [leaf.bits for leaf in leaves], np.float32)
            found = self._known[wanted, room] = _Fitting(known, leaves, numbers, bits)
        return found

    def filled(self, choice: Choice) -> Derivation | None:
        """The derivation with its next hole filled; None where the types turn out not to fit."""
        before, (hole, *rest) = choice.derivation, choice.derivation.holes
        grown: tuple[Open, ...] = ()
        bindings: Bindings | None
        if isinstance(choice.filling, Leaf):
            filling: str | Tree = choice.filling.tree
            production = choice.filling.production
            bindings = unify(hole.slot.type, choice.filling.type, before.bindings)
        else:
            filling = production = choice.filling.name
            name = self._name(len(hole.slot.bound))
            made = opened(choice.filling, hole.slot, before.bindings, str(len(before.filled)), name)
            bindings = None if made is None else made.bindings
            slots = () if made is None else made.slots
            grown = tuple(
                Open(slot, Place((*hole.place.path, i)[:DEPTH], filling, i))
                for i, slot in enumerate(slots, 1)
            )
        if bindings is None:
            return None
        bits = before.bits + choice.bits
        return Derivation((*before.filled, filling), (*grown, *rest), bindings, bits, production, before.row)

    def closed(self, derivation: Derivation) -> Derivation:
        """The derivation with the bodies of its functions left as holes, as far as the next hole that is not in one."""
        while derivation.holes and derivation.holes[0].slot.bound:
            hole = Hole(derivation.holes[0].slot.type)
            derivation = replace(derivation, filled=(*derivation.filled, hole), holes=derivation.holes[1:])
        return derivation

    def _name(self, depth: int) -> str:
        """The name of the variable that is bound at a depth; none of the parameters' names."""
        free = (
            n for n in itertools.chain(NAMES, map("v{}".format, itertools.count())) if n not in self._taken
        )
        return next(itertools.islice(free, depth, None))

    def tree(self, derivation: Derivation) -> Tree:
        """The program of a derivation without holes."""
        rest = iter(derivation.filled)
        return self._read(rest, 0)

    def _read(self, rest: Iterator[Any], depth: int) -> Tree:
        filling = next(rest)
        if not isinstance(filling, str):
            return filling  # type: ignore[no-any-return]
        op = operations()[filling]
        arguments: list[Tree] = []
        for i in range(op.arity):
            if i == op.binder:
                arguments.append(Function((self._name(depth),), self._read(rest, depth + 1)))
            else:
                arguments.append(self._read(rest, depth))
        return Apply(filling, tuple(arguments))


def _constant_leaves(constants: Sequence[tuple[Any, Type, float]]) -> Iterator[Leaf]:
    """The constants, those that share a production in proportion to their own weights."""
    groups: dict[str, list[tuple[Any, Type, float]]] = {}
    for constant in constants:
        groups.setdefault(constant_production(constant[0]), []).append(constant)
    for production, members in groups.items():
        total = -math.log2(math.fsum(2.0**-bits for _, _, bits in members))
        for value, type_, bits in members:
            yield Leaf(Constant(value), type_, production, bits - total)


def _bound_leaves(slot: Slot) -> Iterator[Leaf]:
    for i, (name, type_) in enumerate(slot.bound):
        yield Leaf(Variable(name), type_, f"<bound {min(i, MOST_BOUND - 1)}>")


Pick = Callable[[list[Options]], list[Choice]]
"""From the options of each derivation to the choices that are followed."""


def sampling(temperature: float, rng: np.random.Generator) -> Pick:
    """Draws one choice for each derivation, by its probability to the power of 1 / temperature."""

    def pick(groups: list[Options]) -> list[Choice]:
        drawn = []
        for options in groups:
            if len(options.bits):
                # The least of exponential waiting times falls on each with its probability.
                weights = np.exp2((options.bits.min() - options.bits) / temperature)
                drawn.append(
                    options.choice(int(np.argmin(rng.exponential(size=len(weights)) / (weights + 1e-30))))
                )
        return drawn

    return pick


def beaming(width: int) -> Pick:
    """Keeps the `width` likeliest choices of all derivations together."""

    def pick(groups: list[Options]) -> list[Choice]:
        costs = np.concatenate([o.derivation.bits + o.bits + DOUBT * o.doubt for o in groups])
        firsts = np.cumsum([0, *(len(o.bits) for o in groups)])
        order = np.argpartition(costs, width)[:width] if width < len(costs) else np.arange(len(costs))
        order = order[np.lexsort((order, costs[order]))]
        owners = np.searchsorted(firsts, order, side="right") - 1
        return [groups[o].choice(int(i - firsts[o])) for o, i in zip(owners, order)]

    return pick


def derive(
    grammar: Grammar,
    guide: Guide,
    starts: int,
    pick: Pick,
    over: Callable[[], bool],
    outline: bool = False,
) -> Iterator[tuple[Tree, float]]:
    """Programs with their bits, as they are completed; ends when all are, or when `over` says so.

    With `outline`, the bodies of functions stay holes.
    """
    derivations = [grammar.start()] * starts
    past = None
    while derivations and not over():
        started, going = time.monotonic(), len(derivations)
        rows = [d.row for d in derivations]
        bits, doubts, past = guide.next_bits(
            [d.last for d in derivations], [d.holes[0].place for d in derivations], past, np.array(rows)
        )
        placed = [replace(d, row=i) for i, d in enumerate(derivations)]
        groups = [grammar.options(d, bits[i], float(doubts[i])) for i, d in enumerate(placed)]
        derivations, finished = [], []
        for made in map(grammar.filled, pick(groups)):
            if made is None:
                continue
            made = grammar.closed(made) if outline else made  # noqa: PLW2901 - the same derivation, further on
            if made.holes:
                derivations.append(made)
            else:
                finished.append((grammar.tree(made), made.bits))
        STEPPING.took(going, time.monotonic() - started)
        yield from finished
