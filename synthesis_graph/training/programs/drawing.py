"""Programs drawn from what an exploration found: by size, by type, the rare operations rather, outputs that vary.

Owns which fragments make good tasks. In: the entries of a run. Out: trees with their outputs on the run's inputs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from synthesis_graph.language.operations import match_type, operations
from synthesis_graph.language.trees import Apply, Constant, Function, Tree, Variable
from synthesis_graph.language.types import BOOL, Type
from synthesis_graph.search.bank import Entry
from synthesis_graph.search.instances import depth
from synthesis_graph.search.programs import tree_of
from synthesis_graph.training.programs.exploring import Anatomist, Explored, Setup
from synthesis_graph.training.records.tree_codec import literal_text

SIZE_WEIGHTS = {1: 3.0, 2: 5.0, 3: 4.5, 4: 4.0, 5: 2.5, 6: 1.6, 7: 0.8}
_FOCUS_SHARE = 0.35
"""The share of draws from the programs with an operation that the run is for."""
_STEPPING = 0.25
"""The share of draws from folds, scans and recurrences, in a run that looked for them."""
_JOINING = 0.06
"""The share of draws from the programs with a condition of two parts."""
_LOOPING = 0.3
"""The share of draws from the programs with a loop or a step."""
_LOOKED_AT = 2_500
"""Fragments of a run that are looked at; more cost more than they add."""
_WANTED = 400
"""Occurrences up to which an operation counts as rare."""
_MAX_CHARACTERS = 400
_REPEATS = {1: 12, 2: 5, 3: 2}
"""How often a program of so many operations may come in one tally, with other inputs and words; a larger one once."""
_PALLID_TYPES = ("tuple", "tuple...", "set")


@dataclass(frozen=True)
class Drawn:
    """A program with its type and its output on each row of inputs."""

    tree: Tree
    type: Type
    outputs: list[Any]


@dataclass
class Tally:
    """What was drawn so far, over all runs."""

    operations: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    """How many runs were for each operation, alone or with others."""
    programs: Counter[int] = field(default_factory=Counter)

    @classmethod
    def for_part(cls, part: int, parts: int) -> Tally:
        """The tally of one part of several, whose runs for one operation are for its share of the table first."""
        shares = {name: i % parts for i, name in enumerate(sorted(operations()))}
        return cls(tried=Counter({name: 2 for name, share in shares.items() if share != part % parts}))

    def rarity(self, names: frozenset[str]) -> float:
        """How rare the rarest of the operations is, from 0 (often) to 1 (never)."""
        least = min((self.operations[name] for name in names), default=_WANTED)
        return 1.0 - min(least, _WANTED) / _WANTED

    def rarest(self, rng: Random) -> str:
        """An operation that came seldom, and was not tried in vain too often; the next run is for it."""
        name = min(operations(), key=lambda n: (self.operations[n] + 20 * self.tried[n], rng.random()))
        self.tried[name] += 1
        return name

    def rare_on(self, types: Iterable[Type], count: int, rng: Random) -> list[str]:
        """So many operations that came seldom and take a value of one of the types first."""
        given = tuple(dict.fromkeys(types))
        fitting = [
            op.name
            for op in operations().values()
            if any(match_type(op.parameters[0], t, {}) is not None for t in given)
        ]
        order = {n: self.operations[n] + 6 * self.tried[n] + 30 * rng.random() for n in fitting}
        chosen = sorted(fitting, key=order.__getitem__)[:count]
        self.tried.update(chosen)
        return chosen

    def admit(self, tree: Tree, size: int, names: frozenset[str]) -> bool:
        """Counts the program, unless it came often enough."""
        key = hash(anonymous(tree))
        if self.programs[key] >= _REPEATS.get(size, 1):
            return False
        self.programs[key] += 1
        self.operations.update(names)
        return True


def draw(
    explored: Explored, setup: Setup, count: int, shown: int, tally: Tally, rng: Random
) -> Iterator[Drawn]:
    """Up to `count` programs, whose outputs vary over the first `shown` rows; some of them with what the run is for."""
    entries = _looked_at(explored.entries, setup.focus, rng)
    if not entries:
        return
    anatomist, parameters = Anatomist(), frozenset(setup.names)
    pools = _Pools(entries, anatomist, setup)
    taken: set[int] = set()
    for _ in range(4 * count):
        if len(taken) >= count:
            return
        entry = _one_of(pools.choose(rng), anatomist, tally, rng)
        about = anatomist.of(entry)
        if id(entry) in taken or not _is_good(entry, about.parameters, parameters, shown, rng):
            continue
        tree = tree_of(entry, parameters)
        if tally.admit(tree, about.size, about.operations):
            taken.add(id(entry))
            yield Drawn(tree, entry.type, entry.values)


def _looked_at(entries: list[Entry], focus: frozenset[str], rng: Random) -> list[Entry]:
    """Some of the fragments, and all that the focus made."""
    if len(entries) <= _LOOKED_AT:
        return entries
    own = [
        e
        for e in entries
        if e.operation is not None and (e.operation.sequential or e.operation.name in focus)
    ]
    return [*rng.sample(entries, _LOOKED_AT), *rng.sample(own, min(len(own), _LOOKED_AT // 2))]


class _Pools:
    """Fragments by size and type, those with a loop, and those with the focus; each draw is from one of these."""

    def __init__(self, entries: list[Entry], anatomist: Anatomist, setup: Setup) -> None:
        self._groups: dict[tuple[int, Type], list[Entry]] = {}
        for entry in entries:
            self._groups.setdefault((min(anatomist.of(entry).size, 7), entry.type), []).append(entry)
        self._keys = list(self._groups)
        self._weights = [
            SIZE_WEIGHTS[size] * _type_weight(t, setup.types) * len(self._groups[size, t]) ** 0.4
            for size, t in self._keys
        ]
        self._looping = [e for e in entries if anatomist.of(e).looping]
        self._stepping = [e for e in entries if e.operation is not None and e.operation.sequential]
        self._joined = [e for e in entries if anatomist.of(e).operations & {"and", "or"}]
        self._having = [e for e in entries if setup.focus & anatomist.of(e).operations]

    def choose(self, rng: Random) -> list[Entry]:
        """The pool of one draw."""
        if self._stepping and rng.random() < _STEPPING:
            return self._stepping
        if self._joined and rng.random() < _JOINING:
            return self._joined
        if self._having and rng.random() < _FOCUS_SHARE:
            return self._having
        if self._looping and rng.random() < _LOOPING:
            return self._looping
        return self._groups[rng.choices(self._keys, self._weights)[0]]


def _type_weight(t: Type, given: Sequence[Type]) -> float:
    if t in given and t.name in ("list", "str"):
        return 2.0
    nested = 0.45 ** max(0, depth(t) - 2)
    if t.name in _PALLID_TYPES:
        return 0.15 * nested
    if t == BOOL:
        return 2.5
    return (0.5 if t.name == "dict" or "Any" in str(t) else 1.0) * nested


def _one_of(pool: Sequence[Entry], anatomist: Anatomist, tally: Tally, rng: Random) -> Entry:
    """One of a few at random: the cheapest, or the one with the rarest operation."""
    few = [rng.choice(pool) for _ in range(5)]
    if rng.random() < 0.7:
        return min(few, key=lambda e: e.level / 2 + anatomist.of(e).oddity)
    return max(few, key=lambda e: tally.rarity(anatomist.of(e).operations))


def _is_good(entry: Entry, used: frozenset[str], parameters: frozenset[str], shown: int, rng: Random) -> bool:
    if not used or (len(used) < len(parameters) and rng.random() < 0.93):
        return False
    try:
        outputs = [repr(v) for v in entry.values]
    except ValueError:  # an integer of thousands of digits
        return False
    if max(map(len, outputs)) > _MAX_CHARACTERS:
        return False
    distinct = len(set(outputs[:shown]))
    if distinct == 1:
        return rng.random() < 0.04
    return distinct > 2 or entry.type == BOOL or shown < 4 or rng.random() < 0.5


def anonymous(tree: Tree) -> Tree:
    """The tree with its variables numbered in order of appearance: the same program for all names."""
    return _renamed(tree, {})


def _renamed(tree: Tree, names: dict[str, str]) -> Tree:
    match tree:
        case Variable(name):
            return Variable(names.setdefault(name, str(len(names))))
        case Apply(operation, arguments):
            return Apply(operation, tuple(_renamed(a, names) for a in arguments))
        case Function(parameters, body):
            for name in parameters:
                names[name] = str(len(names))
            return Function(tuple(names[p] for p in parameters), _renamed(body, names))
    return tree


def is_plain(value: Any) -> bool:
    """Whether the value has a short literal."""
    try:
        return len(literal_text(value)) <= _MAX_CHARACTERS
    except ValueError:
        return False


def constants_of(tree: Tree) -> Iterator[Any]:
    """The constants of a tree."""
    match tree:
        case Constant(value):
            yield value
        case Apply(_, arguments):
            for argument in arguments:
                yield from constants_of(argument)
        case Function(_, body):
            yield from constants_of(body)
