"""What a search has found: programs that give the wanted outputs, gathered by how they behave on fresh inputs.

Owns the collection and its order. A behaviour's weight counts every way of writing it that was seen, for programs that
many short texts say are likelier than one says. Between `enumeration`, which reports hits, and the engines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from synthesis_graph.language.trees import Tree
from synthesis_graph.search.bank import LEVELS_PER_BIT, UNDEFINED, Entry, key_of
from synthesis_graph.search.programs import tree_of

_KEPT_DERIVATIONS = 6
_TOLD_DERIVATIONS = 3


@dataclass
class Solution:
    """Programs that behave alike on all environments: the cheapest, its level, and the weight of all of them."""

    entry: Entry
    level: int
    mass: float
    derivations: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """A solution as a tree; `bits` counts every derivation seen, `answers` are its values on the fresh inputs."""

    tree: Tree
    bits: float
    answers: tuple[str, ...]


Accepts = Callable[[Tree], bool]
"""Whether a program that gives the wanted outputs does what else is asked."""


class Solutions:
    """The solutions of one search; `wanted` is what the first `shown` environments must give, empty for anything.

    Of each behaviour the first program must be accepted, else the behaviour is none of a solution. `names` are the
    parameters.
    """

    def __init__(
        self, wanted: list[Any], shown: int, names: frozenset[str], accepts: Accepts | None = None
    ) -> None:
        self.wanted = wanted
        self.shown = shown
        self.by_behaviour: dict[bytes, Solution] = {}
        self._names, self._accepts = names, accepts
        self._refused: set[bytes] = set()

    def __len__(self) -> int:
        return len(self.by_behaviour)

    def hear(self, entry: Entry, new: bool) -> None:
        """Notes a fragment of the wanted type; one that is not new behaves as one that was a hit."""
        if new:
            if self.wanted and entry.values[: self.shown] != self.wanted:
                return
            entry.hit = True
        key = key_of(entry.values) or b""
        known = self.by_behaviour.get(key)
        weight = 2.0 ** (-entry.level / LEVELS_PER_BIT)
        if known is None:
            if self._refuses(key, entry):
                return
            self.by_behaviour[key] = Solution(entry, entry.level, weight, [entry])
            return
        known.mass += weight
        if len(known.derivations) < _KEPT_DERIVATIONS:
            known.derivations.append(entry)
        if entry.level < known.level:
            known.entry, known.level = entry, entry.level

    def _refuses(self, key: bytes, entry: Entry) -> bool:
        if self._accepts is None:
            return False
        if key not in self._refused and not self._accepts(tree_of(entry, self._names)):
            self._refused.add(key)
        return key in self._refused

    def best_level(self) -> int:
        """The level of the cheapest; there must be one."""
        return min(s.level for s in self.by_behaviour.values())

    def likeliest(self, count: int) -> list[Found]:
        """So many behaviours, heaviest first, each with the cheapest ways of writing it."""
        ordered = sorted(self.by_behaviour.values(), key=lambda s: -s.mass)[:count]
        return [found for solution in ordered for found in self._told(solution)]

    def _told(self, solution: Solution) -> Iterator[Found]:
        answers = tuple(
            "!" if v is UNDEFINED else shown_value(v) for v in solution.entry.values[self.shown :]
        )
        told: set[Tree] = set()
        for entry in sorted(solution.derivations, key=lambda e: e.level)[:_TOLD_DERIVATIONS]:
            tree = tree_of(entry, self._names)
            if tree not in told:
                told.add(tree)
                yield Found(tree, entry.level / LEVELS_PER_BIT, answers)


def shown_value(value: Any) -> str:
    """A value as text, cut where it is long."""
    try:
        text = repr(value)
    except ValueError:  # numbers inside of more digits than Python writes
        return "…"
    return text if len(text) <= 200 else text[:200] + "…"
