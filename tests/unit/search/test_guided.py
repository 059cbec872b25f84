"""Search by a model without training: what it finds depends on its biases, what it may build does not."""

from __future__ import annotations

import time

import numpy as np
import pytest

from synthesis_graph.language.partial import type_of
from synthesis_graph.model.guide import Guide, told_by
from synthesis_graph.search.derivations import Grammar, beaming, derive, sampling
from synthesis_graph.search.enumeration import Problem
from synthesis_graph.search.guided import by_beam, by_sampling
from synthesis_graph.search.problem import problem_of
from tests.unit.model.small import network, vocabulary
from tests.unit.search.problems import Golden, spec_of

OF = vocabulary()
SORTED = Golden("sort", {"xs": "list[int]"}, "list[int]", (([3, 1, 2], [1, 2, 3]), ([5, 4], [4, 5])), ())


def setup(golden: Golden, *likely: str) -> tuple[Problem, Guide]:
    """The problem, and a guide that finds some productions likely."""
    spec, net = spec_of(golden), network(OF)
    for name in likely:
        net.p["next bias"][OF.productions[name]] += 12.0
    return problem_of(spec), Guide(told_by(spec), net, OF)


def grammar(problem: Problem) -> Grammar:
    return Grammar(
        list(zip(problem.names, problem.types)), problem.returns, problem.constants, OF.productions
    )


def test_sampling_finds_what_the_model_finds_likely() -> None:
    problem, guide = setup(SORTED, "sorted", "<parameter 0>")
    found, cost = by_sampling(problem, guide, time.monotonic() + 5, 0, lambda: False)
    assert any(f.tree.operation == "sorted" for f in found)  # type: ignore[union-attr]
    assert cost["evaluated"] >= len(found)


def test_a_beam_finds_it_too_and_it_is_the_cheapest() -> None:
    problem, guide = setup(SORTED, "sorted", "<parameter 0>")
    found, _ = by_beam(problem, guide, time.monotonic() + 20, lambda: False)
    assert found[0].tree.operation == "sorted"  # type: ignore[union-attr]
    assert found[0].answers


@pytest.mark.parametrize("pick", [sampling(1.5, np.random.default_rng(0)), beaming(64)])
def test_every_program_is_well_typed_or_refused(pick: object) -> None:
    problem, guide = setup(SORTED, "map", "filter", "add", "<bound 0>", "<parameter 0>", "<1>")
    variables = dict(zip(problem.names, problem.types))
    made = list(derive(grammar(problem), guide, 24, pick, lambda: False))  # type: ignore[arg-type]
    assert made
    typed = [type_of(tree, variables) for tree, _ in made]
    assert sum(t is not None for t in typed) >= 0.8 * len(typed)


def test_it_stops_when_it_is_told_to() -> None:
    problem, guide = setup(SORTED, "sorted")
    assert by_beam(problem, guide, time.monotonic() + 60, lambda: True)[0] == []
