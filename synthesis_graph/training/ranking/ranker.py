"""The ranker's weights and the confidence, fitted on the tasks that may be fitted on and written where they ship."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from synthesis_graph.confidence import WEIGHTS as CONFIDENCE
from synthesis_graph.confidence import information
from synthesis_graph.request import parse_request
from synthesis_graph.search.features import WEIGHTS
from synthesis_graph.spec import Specification
from synthesis_graph.training.programs.excluded import FIT_IDS
from synthesis_graph.training.ranking.collect import collect
from synthesis_graph.training.ranking.fit import Sample, fit, fit_confidence


@dataclass(frozen=True)
class Collection:
    """Where candidates are collected from and kept, and what may be spent on it."""

    tasks: Path
    requests: Path
    samples: Path
    seconds: float
    jobs: int
    limit: int


def fit_ranker(work: Collection) -> dict[str, Any]:
    """Collects, fits and writes; the figures of both fits."""
    collect(work.tasks, work.requests, work.samples, FIT_IDS, work.seconds, work.jobs, work.limit)
    rows = [Sample(**json.loads(line)) for line in work.samples.read_text().splitlines()]
    weights, report = fit(rows)
    WEIGHTS.write_text(
        json.dumps({**json.loads(WEIGHTS.read_text()), **weights}, indent=1, sort_keys=True) + "\n"
    )
    known = {
        int(spec.request_id.rsplit("/", 1)[1]): information(spec) for spec in _specifications(work.requests)
    }
    certainty, measured = fit_confidence(rows, known)
    CONFIDENCE.write_text(json.dumps(certainty, indent=1, sort_keys=True) + "\n")
    return {**report, **measured}


def _specifications(requests: Path) -> list[Specification]:
    return [parse_request(line) for line in requests.read_text().splitlines()]
