from __future__ import annotations

import numpy as np

from synthesis_graph.language.types import INT, list_of
from synthesis_graph.model.task_tree import Told
from synthesis_graph.training.functions.corpora import recipes
from synthesis_graph.training.network.nearby import MOST_NEAR, Nearby
from tests.unit.model.small import vocabulary

NEARBY = Nearby(list(recipes()), vocabulary())


def told(description: str) -> Told:
    return Told(description, "f", [("xs", list_of(INT))], INT, [])


def test_the_nearest_recipe_counts_most() -> None:
    rows, counts = NEARBY.near(told("the greatest common divisor of two integers"), own=False)
    assert NEARBY.recipes[rows[0]].name == "greatest_common_divisor"
    assert counts[0] == 1.0
    assert len(rows) == MOST_NEAR
    assert np.all(np.diff(counts) <= 0)


def test_a_recipe_does_not_see_itself() -> None:
    rows, _ = NEARBY.near(told("the greatest common divisor of two integers"), own=True)
    assert "greatest_common_divisor" not in {NEARBY.recipes[row].name for row in rows}


def test_without_words_nothing_is_near() -> None:
    assert not len(NEARBY.near(told(""), own=False)[0])


def test_every_recipe_has_a_place_in_the_arrays() -> None:
    symbols, places, mask = NEARBY.arrays()
    assert len(symbols) == len(places) == len(mask) == len(NEARBY.recipes)
    assert mask.sum(axis=1).min() >= 3
