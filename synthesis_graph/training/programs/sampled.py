"""Sampled records: runs over random signatures and inputs, programs drawn from each, described in made-up words.

Owns the plan of the runs: which signature, inputs, constants and costs each has, and how many programs it gives. A run
is known by its number and the seed alone, apart from the tally of what is still rare.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any

from synthesis_graph.language.operations import operations
from synthesis_graph.language.types import INT, STR, Type, infer, list_of
from synthesis_graph.training.programs.composing import compose
from synthesis_graph.training.programs.drawing import Drawn, Tally, draw, is_plain
from synthesis_graph.training.programs.exploring import Setup, explore, run_levels
from synthesis_graph.training.programs.inputs import Row, inputs_for, row_maker
from synthesis_graph.training.programs.signatures import random_names, random_types
from synthesis_graph.training.programs.texts import DELIMITERS
from synthesis_graph.training.programs.usage import tree_bits
from synthesis_graph.training.records.record import Record, operations_in
from synthesis_graph.training.words.describing import describe

Refused = Callable[[Record], bool]

_HIDDEN_ROWS = 2
"""Rows that no example shows, on which programs are told apart."""
_CANDIDATES = 7_500
_DRAWS = 110
_COMPOSED = 50
"""Programs of a run that are put together of two others."""
_FOCUSED = 0.4
"""The share of runs for the operation that is rarest so far."""
_STEPPING, _RECURRENCES, _STEP_LEVEL = 0.2, 5, 10
"""The share of runs that look for folds, scans and recurrences, how many they open, and what the operation costs."""
_WISHES = 8
"""Rare operations that a run makes cheap, whatever it is for."""
_DERIVED = (INT, STR, list_of(INT))
"""Types that soon turn up beside those of the parameters."""
PART = 25_000
"""Records in one part: made by itself, so that parts are the same however many processes make them."""
_COLLECT_EVERY = 100


def sample(
    bits: Mapping[str, float], seed: str, count: int, tally: Tally, refused: Refused = lambda record: False
) -> Iterator[Record]:
    """So many records; deterministic for the seed. Garbage is collected between runs only."""
    made, number = 0, 0
    gc.disable()
    try:
        while made < count:
            rng = Random(f"{seed}/{number}")
            for record in _run(bits, tally, rng):
                if not refused(record):
                    made += 1
                    yield record
            number += 1
            if number % _COLLECT_EVERY == 0:
                gc.collect()
    finally:
        gc.enable()


def _run(bits: Mapping[str, float], tally: Tally, rng: Random) -> Iterator[Record]:
    shown = rng.choice((3, 3, 3, 4, 5))
    focus = tally.rarest(rng) if rng.random() < _FOCUSED else ""
    types, rows = _inputs(focus, shown + _HIDDEN_ROWS, rng)
    if not rows or any(not is_plain(row) for row in rows):
        return
    names = random_names(types, rng)
    wished = frozenset(tally.rare_on((*types, *_DERIVED), _WISHES, rng)) | ({focus} if focus else set())
    kept = rng.choice((0.15, 0.25, 0.4, 0.6, 0.8))
    levels = run_levels(bits, rng, rng.choice((0.5, 1.5, 2.5)), sorted(wished), kept)
    constants = tuple(_constants(rows, rng))
    recurrences = 0
    if rng.random() < _STEPPING or any(operations()[name].sequential for name in wished):
        recurrences = _RECURRENCES
        wished |= {name for name, op in operations().items() if op.sequential}
        levels |= {name: _STEP_LEVEL for name in wished if operations()[name].sequential}
    setup = Setup(names, types, rows, constants, levels, _CANDIDATES, recurrences, wished)
    explored = explore(setup, rng)
    try:
        programs = list(draw(explored, setup, _DRAWS, shown, tally, rng))
        programs += compose(programs, explored, setup, _COMPOSED, tally, rng)
        for drawn in programs:
            record = _record(drawn, setup, shown, bits, rng)
            if record is not None:
                yield record
    finally:
        explored.close()


def _inputs(focus: str, count: int, rng: Random) -> tuple[tuple[Type, ...], list[Row]]:
    if focus:
        types, rows = inputs_for(operations()[focus], rng, count)
        if rows:
            return types, rows
    types = random_types(rng)
    make = row_maker(types, rng)
    rows = [make(rng) for _ in range(count)]
    if len({repr(row) for row in rows}) < len(rows):
        rows = [make(rng) for _ in range(count)]
    return types, rows


def _constants(rows: list[Row], rng: Random) -> Iterator[tuple[Any, Type, float]]:
    """A few constants for one run: the usual numbers, others at random, marks that the texts have."""
    chosen: dict[Any, float] = {0: 3.0, 1: 2.5, 2: 3.5}
    for _ in range(rng.randint(0, 3)):
        chosen.setdefault(
            rng.choice((3, 4, 5, 6, 7, 8, 9, 10, -1, 100, rng.randint(11, 99))), rng.choice((3.0, 4.5))
        )
    texts = [v for row in rows for v in row if isinstance(v, str)]
    if texts:
        shared = sorted({c for c in texts[0] if not c.isalnum() and all(c in t for t in texts)})
        for mark in shared[:3]:
            chosen[mark] = 3.0
        for mark in (" ", rng.choice(DELIMITERS), rng.choice(("", "a", "e", "o", "x", "aeiou", "!", "()"))):
            chosen.setdefault(mark, 4.5)
    elif rng.random() < 0.3:
        chosen[rng.choice(("", " ", ",", "-", "a", "yes", "no"))] = 4.5
    if rng.random() < 0.15:
        yield [], infer([]), 5.0
    for value, cost in chosen.items():
        yield value, infer(value), cost


def _record(drawn: Drawn, setup: Setup, shown: int, bits: Mapping[str, float], rng: Random) -> Record | None:
    if not all(is_plain(v) for v in drawn.outputs):
        return None
    parameters = tuple(zip(setup.names, setup.types))
    told = describe(drawn.tree, parameters, drawn.type, rng)
    return Record(
        "sampled", told.name, told.description, parameters, drawn.type,
        tuple((row, output) for row, output in zip(setup.rows[:shown], drawn.outputs)),
        drawn.tree, operations_in(drawn.tree), tree_bits(drawn.tree, bits),
    )  # fmt: skip
