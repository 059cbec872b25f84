from __future__ import annotations

import numpy as np

from synthesis_graph.artifacts import Snippet
from synthesis_graph.language.types import parse_type
from synthesis_graph.model.guide import Guide
from synthesis_graph.model.program_tree import MOST_NODES, program_tree
from synthesis_graph.model.programs import near
from synthesis_graph.model.task_tree import DEPTH, Told
from tests.unit.model.small import network, vocabulary

OF = vocabulary()
NETWORK = network(OF)
SYMBOLS = {number: name for name, number in OF.symbols.items()}
CODE = 'def f(xs, k):\n    """Sort."""\n    for x in sorted(xs):\n        if x > 3:\n            return x.real\n    return k\n'
NUMBERS = parse_type("list[int]")
TOLD = Told("sort the numbers", "f", [("xs", NUMBERS)], NUMBERS, [(([3, 1],), [1, 3])])


def snippet(code: str = CODE, score: float = 1.0, name: str = "f") -> Snippet:
    return Snippet(name, "", "sort the numbers", code, f"own:{name}", score)


def symbols(code: str) -> list[str]:
    return [SYMBOLS[n] for n in program_tree("f", "sort", code, OF).symbols]


def test_a_program_is_read_as_its_syntax_with_parameters_as_such() -> None:
    read = symbols(CODE)
    assert read[0] == "<program>"
    assert {"ast:For", "ast:If", "ast:Return", "ast:Attribute", "<argument>", "int:3", "sorted"} <= set(read)
    assert read.count("<argument>") == 2  # xs and k, in the body


def test_text_that_is_no_program_is_read_by_its_words() -> None:
    assert not [s for s in symbols("def f(:") if s.startswith("ast:")]
    assert "sort" in symbols("def f(:")


def test_a_long_program_is_cut() -> None:
    long = "def f(x):\n" + "    x = x + 1\n" * 200 + "    return x\n"
    tree = program_tree("f", "", long, OF)
    assert len(tree.symbols) == MOST_NODES
    assert max(map(len, tree.paths)) <= DEPTH


def test_what_is_retrieved_moves_what_the_model_says() -> None:
    alone = Guide(TOLD, NETWORK, OF)
    beside = Guide(TOLD, NETWORK, OF, [snippet()])
    far = Guide(TOLD, NETWORK, OF, [snippet(score=1e-6)])
    name = "sorted"
    assert abs(alone.production_bits()[name] - beside.production_bits()[name]) > 1e-4
    # Where nothing is near, a program in the context says next to nothing to the decoder.
    last, places = ["<start>"], []
    from synthesis_graph.model.guide import Place

    places.append(Place((), "<start>", 0))
    said = [g.next_bits(last, places, None, np.array([0]))[0] for g in (alone, beside, far)]
    assert np.abs(said[0] - said[1]).max() > 1e-3
    assert np.abs(said[0] - said[2]).max() < 1e-3


def test_sixteen_thousand_nodes_are_read_and_no_more() -> None:
    bodies = "".join(f"    x = x + {i}\n" for i in range(60))
    many = [snippet(f"def g{i}(x):\n{bodies}    return x\n", 0.5, f"g{i}") for i in range(300)]
    read = near(many, NETWORK, OF)
    assert read is not None
    assert 16_000 < read.counts.shape[1] <= 16_384
    assert near([], NETWORK, OF) is None
