"""Reciprocal rank fusion: symmetric, monotone, moved by priors as documented."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus import PRIORS, RECIPES
from retrieval.search import RRF_CONSTANT, Ranking, reciprocal_rank_fusion

rankings = st.lists(
    st.builds(Ranking, st.lists(st.integers(0, 30), unique=True, max_size=20), st.floats(0.1, 2.0)),
    max_size=5,
)


@given(rankings, st.randoms(use_true_random=False))
def test_the_order_of_the_rankings_does_not_matter(lists: list[Ranking[int]], source: random.Random) -> None:
    shuffled = list(lists)
    source.shuffle(shuffled)
    assert reciprocal_rank_fusion(lists) == reciprocal_rank_fusion(shuffled)


@given(rankings, st.permutations(range(31)))
def test_names_do_not_matter(lists: list[Ranking[int]], renamed: list[int]) -> None:
    expected = {renamed[key]: score for key, score in reciprocal_rank_fusion(lists).items()}
    assert (
        reciprocal_rank_fusion(
            [Ranking([renamed[key] for key in ranking.keys], ranking.weight) for ranking in lists]
        )
        == expected
    )


@given(rankings.filter(bool))
def test_who_is_ahead_everywhere_is_ahead(lists: list[Ranking[int]]) -> None:
    winner = 99
    scores = reciprocal_rank_fusion([Ranking([winner, *ranking.keys], ranking.weight) for ranking in lists])
    assert max(scores, key=lambda key: scores[key]) == winner


def test_the_formula() -> None:
    scores = reciprocal_rank_fusion([Ranking(["a", "b"]), Ranking(["b"], 0.5)], {"a": 2.0})
    assert scores["a"] == pytest.approx(2 / (RRF_CONSTANT + 1))
    assert scores["b"] == pytest.approx(1 / (RRF_CONSTANT + 2) + 0.5 / (RRF_CONSTANT + 1))


def test_the_prior_of_recipes_is_worth_one_place() -> None:
    places = [f"other{place}" for place in range(1, 3)]
    for ahead, wins in ((1, True), (2, False)):
        ranking = Ranking([*places[:ahead], "recipe"])
        scores = reciprocal_rank_fusion([ranking, ranking], {"recipe": PRIORS[RECIPES]})
        assert (scores["recipe"] > scores["other1"]) is wins
