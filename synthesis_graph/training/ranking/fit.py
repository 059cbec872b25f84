"""The log-linear ranker: weights under which right candidates outweigh wrong ones, with a pull towards the prior.

Loss: -log of the share of 2^-bits that right candidates of a task have, one candidate a behaviour and text, summed over
tasks that have both kinds, plus quadratic penalties. Solved by L-BFGS; deterministic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthesis_graph.confidence import confidence, features

PRIOR = {
    "bits": 1.0, "unlikely": 0.1, "unused": 4.0, "retrieved": 9.0, "distance": 14.0, "call": 1.0, "conversion": 1.0, "failing": 3.0,
    "named alike": -2.0, "retrieved named alike": -4.0, "unexplained": 0.3, "changed": 3.0, "changes": 1.0,
}  # fmt: skip
PULL = 0.3
FOLDS = 5
LN2 = float(np.log(2.0))
Vector = NDArray[np.float64]


@dataclass
class Sample:
    """A task with its labelled candidates."""

    task: str
    candidates: list[dict[str, Any]]
    told: bool = True
    """Whether by its words, or by its examples alone."""
    known: float = 0.0
    """Bits that the outputs of its examples carry."""

    def useful(self) -> bool:
        """Whether it has candidates of both kinds."""
        return len({c["right"] for c in self.candidates}) == 2


@dataclass(frozen=True)
class Judged:
    """The winner of a sample by weights and a confidence fitted on other tasks."""

    confidence: float
    right: bool


def fit(samples: list[Sample]) -> tuple[dict[str, dict[str, float]], dict[str, Any]]:
    """Weights of the features (bits), and a report; the prior stays unless fitting beats it held out by two standard errors."""
    useful = [s for s in samples if s.useful()]
    names = sorted({n for s in useful for c in s.candidates for n in c["features"]} | set(PRIOR))
    prior = np.array([PRIOR.get(n, 0.0) for n in names])
    tables = [_table(s, names) for s in useful]
    by_prior, by_fit = _hits(tables, prior), np.zeros(len(tables))
    folds = _folds(useful)
    for fold in range(FOLDS):
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


def fit_confidence(
    samples: list[Sample], weights: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, Any]]:
    """The logistic model of `confidence` on each sample's winner by these weights of the features, and a report."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    winners = [(s, _winner(s, weights)) for s in samples if s.candidates]
    rows = [features(w.bits, w.share, s.known) for s, w in winners]
    names = list(rows[0])
    x, y = np.array([[row[name] for name in names] for row in rows]), np.array([w.right for _, w in winners])
    model = LogisticRegression(C=1.0)
    tasks = [s.task for s, _ in winners]
    held = cross_val_predict(model, x, y, cv=GroupKFold(FOLDS), groups=tasks, method="predict_proba")[:, 1]
    model.fit(x, y)
    fitted = dict(zip(names, (round(float(v), 4) for v in model.coef_[0])))
    report = {
        f"held-out precision at {t}": f"{y[held >= t].mean():.2f} of {int((held >= t).sum())}/{len(y)}"
        for t in (0.4, 0.5, 0.6, 0.7)
    }
    return {**fitted, "intercept": round(float(model.intercept_[0]), 4)}, report


def five_fold(samples: list[Sample], refit: bool) -> list[Judged | None]:
    """Each sample's winner judged by what is fitted on the other four fifths; None where there is no candidate.

    `refit`: the weights of the features too, not the confidence alone.
    """
    folds, judged = _folds(samples), {}
    for fold in range(FOLDS):
        others = [s for s, f in zip(samples, folds) if f != fold]
        weights = fit(others)[0]["features"] if refit else PRIOR
        certainty = fit_confidence(others, weights)[0]
        for i in np.flatnonzero(folds == fold):
            judged[int(i)] = _judged(samples[i], weights, certainty)
    return [judged[i] for i in range(len(samples))]


def _judged(sample: Sample, weights: Mapping[str, float], certainty: Mapping[str, float]) -> Judged | None:
    if not sample.candidates:
        return None
    winner = _winner(sample, weights)
    return Judged(confidence(winner.bits, winner.share, sample.known, certainty), winner.right)


def _folds(samples: list[Sample]) -> NDArray[np.int_]:
    """A fold for each sample, the same for all samples of a task."""
    numbers = {task: i for i, task in enumerate(sorted({s.task for s in samples}))}
    return np.array([numbers[s.task] % FOLDS for s in samples])


@dataclass(frozen=True)
class _Winner:
    bits: float
    share: float
    right: bool


def _winner(sample: Sample, weights: Mapping[str, float]) -> _Winner:
    """As `ranking` chooses: the cheapest member of the heaviest cluster."""
    priced = [(sum(weights.get(n, 0.0) * v for n, v in c["features"].items()), c) for c in sample.candidates]
    groups: dict[str, list[tuple[float, dict[str, Any]]]] = {}
    for bits, candidate in priced:
        groups.setdefault(candidate["answers"] or candidate["code"], []).append((bits, candidate))
    floor = min(bits for bits, _ in priced)
    mass = {key: sum(2.0 ** (floor - bits) for bits, _ in group) for key, group in groups.items()}
    best = max(mass, key=lambda key: mass[key])
    bits, candidate = min(groups[best], key=lambda pair: pair[0])
    return _Winner(bits, mass[best] / sum(mass.values()), bool(candidate["right"]))


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
