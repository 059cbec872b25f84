from __future__ import annotations

from random import Random

from synthesis_graph.language.operations import operations
from synthesis_graph.language.parse import parse_expression
from synthesis_graph.language.types import INT, list_of
from synthesis_graph.model.derivation import derivation
from synthesis_graph.training.network.corruption import corrupted


def test_another_production_of_the_same_shape_takes_the_place() -> None:
    steps = derivation(parse_expression("len(sorted(xs)) + 1", {"xs": list_of(INT)}), ["xs"])
    seen = set()
    for seed in range(60):
        at, production = corrupted(steps, 1, Random(seed)) or (-1, "")
        assert production != steps[at].production
        if not production.startswith("<"):
            assert operations()[production].arity == operations()[steps[at].production].arity
            assert operations()[production].binder == operations()[steps[at].production].binder
        seen.add(at)
    assert len(seen) > 3
