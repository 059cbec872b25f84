"""The weights that the repository carries: small, whole, of this table, and read at once."""

from __future__ import annotations

import numpy as np

from synthesis_graph.language.operations import operations
from synthesis_graph.language.parse import parse_expression
from synthesis_graph.language.types import parse_type
from synthesis_graph.model.guide import Guide
from synthesis_graph.model.task_tree import Told
from synthesis_graph.model.weights import FOLDER, load

NUMBERS, NUMBER = parse_type("list[int]"), parse_type("int")


def guide(description: str, *shown: tuple[list[int], int]) -> Guide:
    told = Told(description, "f", [("xs", NUMBERS)], NUMBER, [((xs,), y) for xs, y in shown])
    return Guide(told, *load())


def test_they_are_small_and_of_this_table() -> None:
    network, vocabulary = load()
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 10_000_000
    assert set(network.p) == set(network.shape.parameters())
    assert all(np.isfinite(array).all() for array in network.p.values())
    assert len(set(operations()) - set(vocabulary.operations)) < 0.05 * len(operations())


def test_words_and_examples_say_what_is_likely() -> None:
    words = guide("the sum of the numbers", ([1, 2], 3))
    examples = guide("", ([1, 2], 3), ([4, 4, 1], 9), ([7], 7))
    other = guide("the largest of the numbers", ([1, 2], 2), ([4, 4, 1], 4), ([7, 9], 9))
    assert words.production_bits()["sum"] < other.production_bits()["sum"]
    assert examples.production_bits()["sum"] < other.production_bits()["sum"]
    assert other.production_bits()["max"] < words.production_bits()["max"]


def test_the_program_that_is_meant_is_likelier_than_one_that_is_not() -> None:
    of = {"xs": NUMBERS}
    total, length = parse_expression("sum(xs)", of), parse_expression("len(xs)", of)
    first, second = guide("the sum of the numbers", ([1, 2], 3), ([5], 5)).likelihoods([total, length])
    assert first.derivation < second.derivation
    assert first.outline < second.outline
    assert first.doubt >= 0.0
