"""Reciprocal rank fusion: symmetric, monotone, moved by priors as documented."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus import PRIORS, RECIPES
from retrieval.search import RRF_CONSTANT, reciprocal_rank_fusion

rankings = st.lists(st.lists(st.integers(0, 30), unique=True, max_size=20), max_size=5)


@given(rankings, st.randoms(use_true_random=False))
def test_the_order_of_the_rankings_does_not_matter(lists: list[list[int]], source: random.Random) -> None:
    shuffled = list(lists)
    source.shuffle(shuffled)
    assert reciprocal_rank_fusion(lists) == reciprocal_rank_fusion(shuffled)


@given(rankings, st.permutations(range(31)))
def test_names_do_not_matter(lists: list[list[int]], renamed: list[int]) -> None:
    expected = {renamed[key]: score for key, score in reciprocal_rank_fusion(lists).items()}
    assert reciprocal_rank_fusion([[renamed[key] for key in ranking] for ranking in lists]) == expected


@given(rankings.filter(lambda lists: sum(map(len, lists)) > 0))
def test_who_is_ahead_everywhere_is_ahead(lists: list[list[int]]) -> None:
    winner = 99
    scores = reciprocal_rank_fusion([[winner, *ranking] for ranking in lists])
    assert max(scores, key=lambda key: scores[key]) == winner


def test_the_formula() -> None:
    scores = reciprocal_rank_fusion([["a", "b"], ["b"]], {"a": 2.0})
    assert scores["a"] == pytest.approx(2 / (RRF_CONSTANT + 1))
    assert scores["b"] == pytest.approx(1 / (RRF_CONSTANT + 2) + 1 / (RRF_CONSTANT + 1))


def test_the_prior_of_recipes_is_worth_one_place() -> None:
    places = [f"other{place}" for place in range(1, 3)]
    for ahead, wins in ((1, True), (2, False)):
        ranking = [*places[:ahead], "recipe"]
        scores = reciprocal_rank_fusion([ranking, ranking], {"recipe": PRIORS[RECIPES]})
        assert (scores["recipe"] > scores["other1"]) is wins
