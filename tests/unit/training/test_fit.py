"""Fitting on made-up candidates, where the answer is known."""

from __future__ import annotations

import random
from typing import Any

from synthesis_graph.training.ranking.fit import PRIOR, Sample, fit, fit_confidence, five_fold


def candidate(right: bool, **features: float) -> dict[str, Any]:
    return {"features": features, "right": right, "answers": "", "code": repr(features)}


def samples(count: int, feature: str) -> list[Sample]:
    """Tasks in which the right candidate is dearer by the prior and has a feature that tells it apart."""
    rng = random.Random(3)
    return [
        Sample(
            f"task/{number:02}",
            [
                candidate(True, bits=10.0 + rng.random(), **{feature: 1.0}),
                *(candidate(False, bits=8.0 + rng.random()) for _ in range(4)),
            ],
        )
        for number in range(count)
    ]


def test_a_feature_that_right_candidates_have_becomes_worth_bits() -> None:
    weights, report = fit(samples(40, "telling"))
    assert weights["features"]["telling"] < -1.0
    assert report["kept"] == "fitted"
    assert report["top-1 by the prior"] == 0.0
    assert report["top-1 fitted, held out (five-fold)"] == 1.0


def test_where_fitting_does_not_help_the_prior_stays() -> None:
    easy = [Sample(str(i), [candidate(True, bits=5.0), candidate(False, bits=9.0)]) for i in range(10)]
    weights, report = fit(easy)
    assert report["kept"] == "prior"
    assert weights["features"] == {name: value for name, value in PRIOR.items() if value}


def test_tasks_without_both_kinds_teach_nothing() -> None:
    useless = [
        Sample("task/99", [candidate(False, bits=1.0)]),
        Sample("task/98", [candidate(True, bits=1.0)]),
    ]
    assert fit(samples(10, "telling") + useless)[0] == fit(samples(10, "telling"))[0]


def test_fitting_is_deterministic() -> None:
    assert fit(samples(20, "telling")) == fit(samples(20, "telling"))


def priced(count: int) -> list[Sample]:
    """Cheap answers are right, dear ones wrong."""
    return [
        Sample(str(i), [candidate(i % 2 == 0, bits=8.0 if i % 2 == 0 else 30.0)], known=10.0)
        for i in range(count)
    ]


def test_confidence_falls_with_the_cost_where_dear_answers_are_wrong() -> None:
    weights, report = fit_confidence(priced(40), PRIOR)
    assert weights["bits"] < 0
    assert set(weights) == {"bits", "share", "information", "intercept"}
    assert report["held-out precision at 0.5"].startswith("1.00")


def test_five_fold_tells_right_from_wrong_and_says_nothing_of_empty_samples() -> None:
    judged = five_fold([*priced(40), Sample("none", [])], refit=False)
    assert [j is None for j in judged] == [*[False] * 40, True]
    assert all(j is not None and (j.confidence > 0.5) is j.right for j in judged[:40])


def test_five_fold_chooses_by_fitted_weights_where_asked() -> None:
    rows = [*samples(40, "telling"), *priced(20)]
    for refit in (True, False):
        judged = five_fold(rows, refit)
        assert [j is not None and j.right for j in judged[:40]] == [refit] * 40
