"""`python -m synthesis_graph.training --tasks RAW --requests REQUESTS`: collects candidates, labels them, fits weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from synthesis_graph.confidence import WEIGHTS as CONFIDENCE
from synthesis_graph.confidence import information
from synthesis_graph.request import parse_request
from synthesis_graph.search.features import WEIGHTS
from synthesis_graph.spec import Specification
from synthesis_graph.training.collect import collect
from synthesis_graph.training.fit import Sample, fit, fit_confidence

FIT_IDS = range(601, 801)
"""MBPP ids that may be fitted on; all others are for choosing and reporting."""


def main(
    tasks: Annotated[Path, typer.Option(help="MBPP as published, JSON lines with `code` and `task_id`.")],
    requests: Annotated[Path, typer.Option(help="The same tasks as requests, JSON lines.")],
    samples: Annotated[
        Path, typer.Option(help="Where collected candidates go; what it holds is not run again.")
    ],
    seconds: Annotated[float, typer.Option(help="Search time a task.")] = 3.0,
    jobs: Annotated[int, typer.Option(help="Processes.")] = 2,
    limit: Annotated[int, typer.Option(help="At most this many tasks.")] = 0,
) -> None:
    """Collects candidates for the tasks that may be fitted on, then fits and writes the weights."""
    collect(tasks, requests, samples, FIT_IDS, seconds, jobs, limit)
    rows = [Sample(**json.loads(line)) for line in samples.read_text().splitlines()]
    weights, report = fit(rows)
    WEIGHTS.write_text(
        json.dumps({**json.loads(WEIGHTS.read_text()), **weights}, indent=1, sort_keys=True) + "\n"
    )
    known = {int(spec.request_id.rsplit("/", 1)[1]): information(spec) for spec in _specifications(requests)}
    certainty, measured = fit_confidence(rows, known)
    CONFIDENCE.write_text(json.dumps(certainty, indent=1, sort_keys=True) + "\n")
    for name, value in {**report, **measured}.items():
        typer.echo(f"{name}: {value}")


def _specifications(requests: Path) -> list[Specification]:
    return [parse_request(line) for line in requests.read_text().splitlines()]


if __name__ == "__main__":
    typer.run(main)
