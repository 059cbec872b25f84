"""Fitting on made-up candidates, where the answer is known."""

from __future__ import annotations

import random
from typing import Any

from synthesis_graph.training.ranking.fit import PRIOR, Sample, fit, fit_confidence


def candidate(right: bool, **features: float) -> dict[str, Any]:
    return {"features": features, "right": right, "answers": [], "code": repr(features), "operations": {}}


def samples(count: int, feature: str) -> list[Sample]:
    """Tasks in which the right candidate is dearer by the prior and has a feature that tells it apart."""
    rng = random.Random(3)
    return [
        Sample(
            number,
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
    easy = [Sample(i, [candidate(True, bits=5.0), candidate(False, bits=9.0)]) for i in range(10)]
    weights, report = fit(easy)
    assert report["kept"] == "prior"
    assert weights["features"] == {name: value for name, value in PRIOR.items() if value}


def test_tasks_without_both_kinds_teach_nothing() -> None:
    useless = [Sample(99, [candidate(False, bits=1.0)]), Sample(98, [candidate(True, bits=1.0)])]
    assert fit(samples(10, "telling") + useless)[0] == fit(samples(10, "telling"))[0]


def test_fitting_is_deterministic() -> None:
    assert fit(samples(20, "telling")) == fit(samples(20, "telling"))


def test_confidence_falls_with_the_cost_where_dear_answers_are_wrong() -> None:
    rows = [Sample(i, [candidate(i % 2 == 0, bits=8.0 if i % 2 == 0 else 30.0)]) for i in range(40)]
    weights, report = fit_confidence(rows, dict.fromkeys(range(40), 10.0))
    assert weights["bits"] < 0
    assert set(weights) == {"bits", "share", "information", "intercept"}
    assert report["held-out precision at 0.5"].startswith("1.00")
