"""Search by the model alone: derivations by sampling or by beam, run on the examples; those that fit are solutions.

The counterpart of `enumeration`: few programs, each likely, and as large as the model thinks. Sampling restarts until the
time is over, a little hotter each time; a beam that ends is begun again with twice the width. What the time left is not
expected to be enough for is not begun (`model.pace`).
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from synthesis_graph.language.interpret import interpret
from synthesis_graph.language.partial import type_of
from synthesis_graph.language.trees import Tree
from synthesis_graph.model.guide import Guide
from synthesis_graph.model.pace import derivations_in
from synthesis_graph.search.bank import UNDEFINED
from synthesis_graph.search.derivations import Grammar, Pick, beaming, derive, sampling
from synthesis_graph.search.enumeration import Problem
from synthesis_graph.search.solutions import Found, shown_value

STARTS = 48
HOTTEST = 1.6
FIRST_WIDTH = 16
MOST_WIDTH = 1024

Over = Callable[[], bool]
Rounds = Iterator[tuple[int, Pick]]
"""Each how many derivations to begin with, and how to go on from them."""


def by_sampling(
    problem: Problem, guide: Guide, ends: float, seed: int, over: Over
) -> tuple[list[Found], dict[str, float]]:
    """Programs that fit, by sampled derivations with restarts until `ends`, on the clock of `time.monotonic`."""
    rng = np.random.default_rng(seed)

    def rounds() -> Rounds:
        for i in itertools.count():
            starts = min(STARTS, derivations_in(ends - time.monotonic()))
            if starts < 1:
                return
            yield starts, sampling(min(HOTTEST, 0.8 + 0.1 * i), rng)

    return _collected(problem, guide, rounds(), ends, over)


def by_beam(problem: Problem, guide: Guide, ends: float, over: Over) -> tuple[list[Found], dict[str, float]]:
    """Programs that fit, by beams of growing width."""

    def rounds() -> Rounds:
        width = min(FIRST_WIDTH, derivations_in(ends - time.monotonic()))
        while 1 <= width <= MOST_WIDTH and width <= derivations_in(ends - time.monotonic()):
            yield 1, beaming(width)
            width *= 2

    return _collected(problem, guide, rounds(), ends, over)


def _collected(
    problem: Problem, guide: Guide, rounds: Rounds, ends: float, over: Over
) -> tuple[list[Found], dict[str, float]]:
    started = time.monotonic()

    def late() -> bool:
        return over() or time.monotonic() >= ends

    grammar = Grammar(
        list(zip(problem.names, problem.types)), problem.returns, problem.constants, guide.numbers
    )
    seen: set[Tree] = set()
    found: list[Found] = []
    for starts, pick in rounds:
        if late():
            break
        for tree, bits in derive(grammar, guide, starts, pick, late):
            if tree in seen:
                continue
            seen.add(tree)
            solution = _run(problem, tree, bits)
            if solution is not None:
                found.append(solution)
    cost = {"evaluated": float(len(seen)), "search_s": round(time.monotonic() - started, 4)}
    return sorted(found, key=lambda f: f.bits), cost


def _run(problem: Problem, tree: Tree, bits: float) -> Found | None:
    """The program with what it answers on the fresh inputs, if it gives the wanted outputs and is well typed."""
    values = []
    for position, arguments in enumerate(zip(*problem.columns)):
        try:
            value = interpret(tree, dict(zip(problem.names, arguments)))
        except Exception:  # noqa: BLE001 - whatever a program raises only means that it has no value here
            value = UNDEFINED
        if position < len(problem.wanted) and not _same(value, problem.wanted[position]):
            return None
        values.append(value)
    if type_of(tree, dict(zip(problem.names, problem.types))) is None:
        return None
    if problem.accepts is not None and not problem.accepts(tree):
        return None
    fresh = values[len(problem.wanted) :]
    return Found(tree, bits, tuple("!" if v is UNDEFINED else shown_value(v) for v in fresh))


def _same(value: Any, wanted: Any) -> bool:
    return type(value) is type(wanted) and bool(value == wanted)
