"""What the last stage is worth on tasks that its fit has not seen: ranker and confidence, refitted in five folds.

    ./dev bench last-stage --tasks MBPP --requests REQUESTS --samples FILE [--write]

Candidates come from the engine as it ships; only which of them is chosen, and how sure the answer is, is fitted anew, on
four fifths of the tasks for the fifth. Reference code judges on mutated inputs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.report import DOCUMENT, machine, markdown, percent, replace_section
from benchmarks.scoring import Ratio, calibration_error
from synthesis_graph.answer import DECIDED
from synthesis_graph.training.ranking.collect import collect
from synthesis_graph.training.ranking.exercises import of_tasks
from synthesis_graph.training.ranking.fit import Judged, five_fold
from synthesis_graph.training.ranking.ranker import read_samples

IDS = range(511, 975)
SECTION = "last-stage"
LEGEND = """\
The engine's candidates for each task of MBPP 511-974, all three assertions shown, {seconds} s of search and as much of
adaption; in five folds over the tasks the last stage is fitted on four and chooses on the fifth. *right*: the winner does
on nine of ten mutated inputs what the reference code does; *sure*: with a confidence of at least {sure:g}, as a
`success`. Brackets hold Wilson's 95% intervals."""


def last_stage(
    tasks: Annotated[Path, typer.Option(help="MBPP as published, JSON lines with `code` and `task_id`.")],
    requests: Annotated[Path, typer.Option(help="The same tasks as requests, JSON lines.")],
    samples: Annotated[
        Path, typer.Option(help="Where collected candidates go; what it holds is not run again.")
    ],
    seconds: Annotated[float, typer.Option(help="Search time a task.")] = 3.0,
    jobs: Annotated[int, typer.Option(min=1, help="Processes, each on one core.")] = 2,
    write: Annotated[bool, typer.Option("--write", help="Put the table into docs/benchmarks.md.")] = False,
) -> None:
    """Five-fold figures over MBPP 511-974, the last stage alone being refitted."""
    told = [a for a in of_tasks(tasks, requests, IDS) if a.told]
    collect(told, samples, seconds, jobs)
    wanted = {a.task for a in told}
    of_them = [s for s in read_samples(samples) if s.told and s.task in wanted]
    rows = [
        _row("confidence alone", five_fold(of_them, refit=False)),
        _row("ranker and confidence", five_fold(of_them, refit=True)),
    ]
    header = ("refitted", "n", "has candidates", "right", "sure is right", "coverage", "ECE")
    found = markdown(header, rows)
    typer.echo(found)
    if write:
        today = dt.datetime.now(dt.timezone.utc).date().isoformat()
        text = f"{LEGEND.format(seconds=f'{seconds:g}', sure=DECIDED)}\n\n{found}"
        body = f"## The last stage, five-fold\n\n{today}, {machine()}. `./dev bench last-stage`\n\n{text}"
        DOCUMENT.write_text(
            replace_section(DOCUMENT.read_text(encoding="utf-8"), SECTION, body), encoding="utf-8"
        )


def _row(name: str, judged: Sequence[Judged | None]) -> tuple[str, ...]:
    found = [j for j in judged if j is not None]
    sure = [j for j in found if j.confidence >= DECIDED]
    return (
        name,
        str(len(judged)),
        percent(Ratio(len(found), len(judged))),
        percent(Ratio(sum(j.right for j in found), len(judged))),
        percent(Ratio(sum(j.right for j in sure), len(sure))),
        percent(Ratio(len(sure), len(judged))),
        f"{calibration_error((j.confidence, j.right) for j in found):.2f}",
    )
