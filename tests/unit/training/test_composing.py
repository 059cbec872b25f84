from __future__ import annotations

from collections import Counter
from random import Random

from synthesis_graph.language.interpret import interpret
from synthesis_graph.language.partial import type_of
from synthesis_graph.language.trees import Apply, walk
from synthesis_graph.language.types import INT, list_of
from synthesis_graph.training.programs.composing import compose
from synthesis_graph.training.programs.drawing import Drawn, Tally, draw
from synthesis_graph.training.programs.exploring import Setup, explore, run_levels
from synthesis_graph.training.programs.usage import prior_bits

ROWS = [([3, 1, 2],), ([5, 4],), ([9, 7, 8, 7],), ([2],), ([6, 1, 6],)]


def programs(count: int) -> tuple[list[Drawn], list[Drawn]]:
    rng = Random(3)
    levels = run_levels(prior_bits({}), rng, 1.0, ("map", "sorted", "add", "sum"))
    setup = Setup(("xs",), (list_of(INT),), ROWS, ((1, INT, 2.0),), levels, 4000)
    explored = explore(setup, rng)
    try:
        drawn = list(draw(explored, setup, 60, 3, Tally(), rng))
        return drawn, list(compose(drawn, explored, setup, count, Tally(), rng))
    finally:
        explored.close()


def operations(tree: object) -> int:
    return sum(isinstance(node, Apply) for node in walk(tree))  # type: ignore[arg-type]


def test_composed_programs_are_well_typed_larger_and_give_what_they_say() -> None:
    drawn, made = programs(30)
    assert len(made) > 5
    for program in made:
        assert type_of(program.tree, {"xs": list_of(INT)}) is not None
        assert [interpret(program.tree, {"xs": row[0]}) for row in ROWS] == program.outputs
    mean = sum(operations(d.tree) for d in drawn) / len(drawn)
    assert sum(operations(m.tree) for m in made) / len(made) > mean


def test_no_two_behave_alike() -> None:
    drawn, made = programs(30)
    seen = Counter(repr(m.outputs) for m in made)
    assert max(seen.values()) == 1
    assert not set(seen) & {repr(d.outputs) for d in drawn}
