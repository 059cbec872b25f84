"""The log-linear ranker: weights under which right candidates outweigh wrong ones, with a pull towards the prior.

Loss: -log of the share of 2^-bits that right candidates of a task have, one candidate a behaviour and text, summed over
tasks that have both kinds, plus quadratic penalties. Solved by L-BFGS; deterministic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthesis_graph.confidence import features
from synthesis_graph.search.features import weigh

PRIOR = {
    "bits": 1.0, "unlikely": 0.1, "unused": 4.0, "retrieved": 9.0, "distance": 14.0, "call": 1.0, "conversion": 1.0, "failing": 3.0,
    "named alike": -2.0, "retrieved named alike": -4.0, "unexplained": 0.3, "changed": 3.0, "changes": 1.0,
}  # fmt: skip
PULL = 0.3
LN2 = float(np.log(2.0))
Vector = NDArray[np.float64]


@dataclass
class Sample:
    """A task with its labelled candidates."""

    task: int
    candidates: list[dict[str, Any]]
    told: bool = True
    """Whether by its words, or by its examples alone."""

    def useful(self) -> bool:
        """Whether it has candidates of both kinds."""
        return len({c["right"] for c in self.candidates}) == 2


def fit(samples: list[Sample]) -> tuple[dict[str, dict[str, float]], dict[str, Any]]:
    """Weights of the features (bits), and a report; the prior stays unless fitting beats it held out by two standard errors."""
    useful = [s for s in samples if s.useful()]
    names = sorted({n for s in useful for c in s.candidates for n in c["features"]} | set(PRIOR))
    prior = np.array([PRIOR.get(n, 0.0) for n in names])
    tables = [_table(s, names) for s in useful]
    by_prior, by_fit = _hits(tables, prior), np.zeros(len(tables))
    folds = np.array([s.task % 5 for s in useful])  # a task's two samples share a fold
    for fold in range(5):
        fitted = _solve([t for t, f in zip(tables, folds) if f != fold], prior)
        by_fit[folds == fold] = _hits([t for t, f in zip(tables, folds) if f == fold], fitted)
    gain = by_fit - by_prior
    better = bool(gain.sum() > 2 * np.sqrt((gain**2).sum()))
    solution = _solve(tables, prior) if better else prior
    report = {
        "tasks": len(samples), "with any right": sum(any(c["right"] for c in s.candidates) for s in samples),
        "with both kinds": len(useful), "top-1 by the prior": round(float(by_prior.mean()), 3),
        "top-1 fitted, held out (five-fold)": round(float(by_fit.mean()), 3),
        "kept": "fitted" if better else "prior",
    }  # fmt: skip
    return {"features": {n: round(float(v), 3) for n, v in zip(names, solution) if v}}, report


def fit_confidence(samples: list[Sample], known: dict[int, float]) -> tuple[dict[str, float], dict[str, Any]]:
    """The logistic model of `confidence` on each task's winner; `known` is the examples' information by task."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    rows, right, tasks = [], [], []
    for sample in samples:
        if sample.candidates:
            bits, share, is_right = _winner(sample)
            rows.append(features(bits, share, known[sample.task]))
            right.append(is_right)
            tasks.append(sample.task)
    names = list(rows[0])
    x, y = np.array([[row[name] for name in names] for row in rows]), np.array(right)
    model = LogisticRegression(C=1.0)
    held = cross_val_predict(model, x, y, cv=GroupKFold(5), groups=tasks, method="predict_proba")[:, 1]
    model.fit(x, y)
    weights = dict(zip(names, (round(float(v), 4) for v in model.coef_[0])))
    report = {
        f"held-out precision at {t}": f"{y[held >= t].mean():.2f} of {int((held >= t).sum())}/{len(y)}"
        for t in (0.4, 0.5, 0.6, 0.7)
    }
    return {**weights, "intercept": round(float(model.intercept_[0]), 4)}, report


def _winner(sample: Sample) -> tuple[float, float, bool]:
    priced = [(weigh(c["features"]), c) for c in sample.candidates]
    groups: dict[str, list[tuple[float, dict[str, Any]]]] = {}
    for bits, candidate in priced:
        groups.setdefault(candidate["answers"] or candidate["code"], []).append((bits, candidate))
    floor = min(bits for bits, _ in priced)
    mass = {key: sum(2.0 ** (floor - bits) for bits, _ in group) for key, group in groups.items()}
    best = max(mass, key=lambda key: mass[key])
    bits, candidate = min(groups[best], key=lambda pair: pair[0])
    return bits, mass[best] / sum(mass.values()), bool(candidate["right"])


def _table(sample: Sample, names: list[str]) -> tuple[Vector, NDArray[np.bool_]]:
    rows = [[c["features"].get(n, 0.0) for n in names] for c in sample.candidates]
    return np.array(rows), np.array([bool(c["right"]) for c in sample.candidates])


def _hits(tables: list[tuple[Vector, NDArray[np.bool_]]], weights: Vector) -> Vector:
    """For each task, whether the first by these weights is right."""
    return np.array([float(right[np.argmin(x @ weights)]) for x, right in tables])


def _solve(tables: list[tuple[Vector, NDArray[np.bool_]]], prior: Vector) -> Vector:
    from scipy.optimize import minimize

    def loss(w: Vector) -> tuple[float, Vector]:
        total, gradient = float(PULL * ((w - prior) ** 2).sum()), 2 * PULL * (w - prior)
        for x, right in tables:
            logits = -LN2 * (x @ w)
            logits -= logits.max()
            p = np.exp(logits)
            everything, good = p.sum(), p[right].sum() + 1e-300
            total += float(np.log(everything) - np.log(good))
            gradient += LN2 * ((p * right / good - p / everything) @ x)
        return total, gradient

    return np.asarray(minimize(loss, prior, jac=True, method="L-BFGS-B").x)
