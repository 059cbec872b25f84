"""The ranker's weights and the confidence, fitted on the tasks that may be fitted on and written where they ship.

The confidence is fitted on sampled programs too: tasks by their examples alone are of other kinds than MBPP's.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from synthesis_graph.confidence import WEIGHTS as CONFIDENCE
from synthesis_graph.search.features import WEIGHTS
from synthesis_graph.training.programs.excluded import FIT_IDS
from synthesis_graph.training.ranking.collect import collect
from synthesis_graph.training.ranking.exercises import Exercise, of_programs, of_tasks
from synthesis_graph.training.ranking.fit import Sample, fit, fit_confidence


@dataclass(frozen=True)
class Collection:
    """Where candidates are collected from and kept, and what may be spent on it."""

    tasks: Path
    requests: Path
    records: Path
    samples: Path
    programs: int
    seconds: float
    jobs: int


def fit_ranker(work: Collection) -> dict[str, Any]:
    """Collects, fits and writes; the figures of both fits."""
    tasks = list(of_tasks(work.tasks, work.requests, FIT_IDS))
    programs = _drawn(list(of_programs(work.records)), work.programs)
    collect(chain(tasks, programs), work.samples, work.seconds, work.jobs)
    samples = read_samples(work.samples)
    of_mbpp = {task.task for task in tasks}
    weights, report = fit(
        [s for s in samples if s.task in of_mbpp]
    )  # the network knows sampled programs too well
    WEIGHTS.write_text(
        json.dumps({**json.loads(WEIGHTS.read_text()), **weights}, indent=1, sort_keys=True) + "\n"
    )
    certainty, measured = fit_confidence(samples, weights["features"])
    CONFIDENCE.write_text(json.dumps(certainty, indent=1, sort_keys=True) + "\n")
    return {**report, **measured}


def read_samples(path: Path) -> list[Sample]:
    """The samples of a file that `collect` wrote."""
    return [Sample(**json.loads(line)) for line in path.read_text().splitlines()]


def _drawn(programs: list[Exercise], count: int) -> list[Exercise]:
    return random.Random(0).sample(programs, min(count, len(programs)))
