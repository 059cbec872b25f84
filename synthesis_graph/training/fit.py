"""The log-linear ranker: weights under which right candidates outweigh wrong ones, with a pull towards the prior.

Loss: -log of the share of 2^-bits that right candidates of a task have, one candidate a behaviour and text, summed over
tasks that have both kinds, plus quadratic penalties. Solved by L-BFGS; deterministic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

PRIOR = {
    "bits": 1.0, "unused": 4.0, "retrieved": 9.0, "distance": 14.0, "call": 1.0, "conversion": 1.0, "failing": 3.0,
    "named alike": -2.0, "retrieved named alike": -4.0, "unexplained": 0.3,
}  # fmt: skip
FEATURE_PULL = 0.02
OPERATION_PULL = 0.15
LN2 = float(np.log(2.0))
Vector = NDArray[np.float64]


@dataclass
class Sample:
    """A task with its labelled candidates."""

    task: int
    candidates: list[dict[str, Any]]

    def useful(self) -> bool:
        """Whether it has candidates of both kinds."""
        return len({c["right"] for c in self.candidates}) == 2


def fit(samples: list[Sample]) -> tuple[dict[str, dict[str, float]], dict[str, Any]]:
    """Weights of features and operations (bits), and a report: five-fold top-1 accuracy before and after."""
    useful = [s for s in samples if s.useful()]
    names = sorted({n for s in useful for c in s.candidates for n in c["features"]} | set(PRIOR))
    operations = sorted({n for s in useful for c in s.candidates if c["right"] for n in c["operations"]})
    prior = np.array([PRIOR.get(n, 0.0) for n in names] + [0.0] * len(operations))
    tables = [_table(s, names, operations) for s in useful]
    held = [0.0, 0.0]
    for fold in range(5):
        train = [t for i, t in enumerate(tables) if i % 5 != fold]
        test = [t for i, t in enumerate(tables) if i % 5 == fold]
        held[0] += _top(test, prior)
        held[1] += _top(test, _solve(train, prior, len(names)))
    solution = _solve(tables, prior, len(names))
    report = {
        "tasks": len(samples), "with any right": sum(any(c["right"] for c in s.candidates) for s in samples),
        "with both kinds": len(useful), "top-1 by the prior": held[0] / len(useful),
        "top-1 held out (five-fold)": held[1] / len(useful), "top-1 on the fitted": _top(tables, solution) / len(useful),
    }  # fmt: skip
    weights = {
        "features": {n: round(float(v), 3) for n, v in zip(names, solution)},
        "operations": {n: round(float(v), 3) for n, v in zip(operations, solution[len(names) :]) if abs(v) > 0.05},
    }
    return weights, report


def _table(sample: Sample, names: list[str], operations: list[str]) -> tuple[Vector, NDArray[np.bool_]]:
    rows = [
        [c["features"].get(n, 0.0) for n in names] + [float(c["operations"].get(n, 0)) for n in operations]
        for c in sample.candidates
    ]
    return np.array(rows), np.array([bool(c["right"]) for c in sample.candidates])


def _top(tables: list[tuple[Vector, NDArray[np.bool_]]], weights: Vector) -> float:
    return float(sum(right[np.argmin(x @ weights)] for x, right in tables))


def _solve(tables: list[tuple[Vector, NDArray[np.bool_]]], prior: Vector, features: int) -> Vector:
    from scipy.optimize import minimize

    pull = np.array([FEATURE_PULL] * features + [OPERATION_PULL] * (len(prior) - features))

    def loss(w: Vector) -> tuple[float, Vector]:
        total, gradient = float((pull * (w - prior) ** 2).sum()), 2 * pull * (w - prior)
        for x, right in tables:
            logits = -LN2 * (x @ w)
            logits -= logits.max()
            p = np.exp(logits)
            everything, good = p.sum(), p[right].sum() + 1e-300
            total += float(np.log(everything) - np.log(good))
            gradient += LN2 * ((p * right / good - p / everything) @ x)
        return total, gradient

    return np.asarray(minimize(loss, prior, jac=True, method="L-BFGS-B").x)
