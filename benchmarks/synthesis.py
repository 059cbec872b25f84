"""`python -m benchmarks synthesis --data DIR`: scores the synthesizer on a folder of tasks, one core a task.

Owns the runs: which task at which budget by which technique, and the judging of the code in the sandbox. What the
figures mean is `scoring`, how they are printed `report`. Hidden checks reach the judge only, never the synthesizer.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Generator
from contextlib import closing, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.report import publish, table
from benchmarks.scoring import CHECK, Score, Selection, Task, checking_code, read_tasks, rows
from synthesis_graph.model import pace
from synthesis_graph.result import Result
from synthesis_graph.standalone.results_file import ResultsFile
from synthesis_graph.standalone.synthesizer import Synthesizer
from synthesis_graph.standalone.workers import Done, Job, run_all
from synthesis_graph.validation.sandbox import Budget, Sandbox

CHECK_S = 5.0
"""Seconds for all checks of one task."""

SLACK_S = 60.0

MODEL = "model"
"""`NAME!model`: that technique, the tree transformer never being asked."""


_READING_SHARE = pace.READING_SHARE


@dataclass(frozen=True)
class Run:
    """One task at one budget by one technique."""

    task: Task
    technique: str
    budget_s: float
    seed: int

    @property
    def key(self) -> str:
        """What tells this run from every other of a sweep."""
        return f"{self.task.dataset}|{self.task.request_id}|{self.technique}|{self.budget_s:g}|{self.seed}"


class Bench:
    """A worker's state: the synthesizer under test, and a sandbox of the judge's own."""

    def __init__(self) -> None:
        self.synthesizer = Synthesizer()
        self.sandbox = Sandbox()

    def close(self) -> None:
        """Ends both sandboxes."""
        self.synthesizer.close()
        self.sandbox.close()

    def score(self, run: Run) -> Score:
        """The answer to one task, judged."""
        technique, _, without = run.technique.partition("!")
        pace.READING_SHARE = 0.0 if without == MODEL else _READING_SHARE
        asked = {"technique": technique, "deadline_s": run.budget_s, "seed": run.seed}
        started = time.monotonic()
        result = self.synthesizer.answer({**run.task.request, **asked})
        return self._judged(run, result, time.monotonic() - started)

    def _judged(self, run: Run, result: Result, seconds: float) -> Score:
        found = result.result
        code = found.program_ast.code if found else ""
        searches = [a for a in result.provenance.attempts if "evaluated" in a.cost]
        return Score(
            dataset=run.task.dataset,
            request_id=run.task.request_id,
            technique=run.technique,
            budget_s=run.budget_s,
            status=result.status.value,
            shown=bool(code) and holds(self.sandbox, code, "", run.task.shown),
            hidden=self._hidden(code, run.task),
            alternative=any(self._hidden(other.code, run.task) for other in result.alternatives),
            seconds=round(seconds, 3),
            strategy=found.strategy if found else "",
            confidence=found.confidence_score if found else 0.0,
            evaluated=sum(a.cost["evaluated"] for a in searches),
            search_s=sum(a.cost.get("search_s", a.seconds) for a in searches),
            until_fit=next((a.cost["until_fit"] for a in searches if "until_fit" in a.cost), None),
            code=code,
            note=result.error.message if result.error else "",
        )

    def _hidden(self, code: str, task: Task) -> bool | None:
        if not task.hidden:
            return None
        return bool(code) and holds(self.sandbox, code, task.setup, task.hidden)


def holds(sandbox: Sandbox, code: str, setup: str, assertions: tuple[str, ...]) -> bool:
    """Whether every assertion holds of the code, within CHECK_S seconds for all of them."""
    budget = Budget(timeout_s=CHECK_S, deadline=time.monotonic() + CHECK_S)
    inputs = [(assertion,) for assertion in assertions]
    outcomes = sandbox.run(checking_code(code, setup), CHECK, inputs, budget=budget)
    return all(o.kind == "returned" and o.value is True for o in outcomes)


def score(bench: Bench, run: Run) -> Score:
    """One run in a worker."""
    return bench.score(run)


def measure(runs: list[Run], processes: int) -> Generator[tuple[Run, Score], None, None]:
    """Each run with its score, in the order of completion; a run that kills its process is scored `crashed`."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"  # one core a task; the workers inherit it
    longest = max((run.budget_s for run in runs), default=0.0)
    for done in run_all(runs, Job(Bench, score, longest + SLACK_S), processes):
        yield done.task, done.answer if isinstance(done.answer, Score) else _crashed(done)


def _crashed(done: Done) -> Score:
    run: Run = done.task
    kept_back = False if run.task.hidden else None
    return Score(
        run.task.dataset,
        run.task.request_id,
        run.technique,
        run.budget_s,
        "crashed",
        hidden=kept_back,
        note=done.failure,
    )


def synthesis(  # noqa: PLR0913, PLR0917 - typer reads the options from the parameters
    data: Annotated[
        Path, typer.Option(help="Folder of X.jsonl, with X.jsonl.hidden beside it where there are checks.")
    ],
    budgets: Annotated[str, typer.Option(help="Seconds a task, separated by commas.")] = "1,10",
    techniques: Annotated[
        str,
        typer.Option(
            help="Techniques, separated by commas; all-tree: all but that; all!model: no transformer."
        ),
    ] = "all",
    jobs: Annotated[int, typer.Option(min=1, help="Processes, each on one core.")] = 2,
    seed: Annotated[int, typer.Option(help="Seed of the search and of the sample.")] = 0,
    only: Annotated[
        list[str] | None, typer.Option(help="A set or a task, by name or pattern; may be repeated.")
    ] = None,
    split: Annotated[str, typer.Option(help="fit (MBPP ids 601–800) or dev (all others).")] = "",
    limit: Annotated[int, typer.Option(help="At most this many tasks of a set, the first.")] = 0,
    sample: Annotated[int, typer.Option(help="At most this many tasks of a set, drawn by the seed.")] = 0,
    save: Annotated[
        Path | None, typer.Option(help="JSON lines of every score; what it holds is not run again.")
    ] = None,
    saved_only: Annotated[
        bool,
        typer.Option(
            "--saved-only", help="Measure nothing: tell what --save holds, tasks of other samples too."
        ),
    ] = False,
    write: Annotated[
        bool, typer.Option("--write", help="Write tables and plots into docs/ and README.md.")
    ] = False,
    section: Annotated[
        str, typer.Option(help="Section of docs/benchmarks.md that --write fills.")
    ] = "synthesis",
) -> None:
    """Score the synthesizer: fits, right on hidden checks, precision and coverage of success, speed."""
    if split not in ("", "fit", "dev"):
        raise typer.BadParameter("it is fit or dev", param_hint="--split")
    tasks = Selection(only or (), split, limit, sample, seed).choose(read_tasks(data))
    runs = [
        Run(task, technique, budget_s, seed)
        for budget_s in map(float, budgets.split(","))
        for technique in techniques.split(",")
        for task in tasks
    ]
    if not runs:
        raise typer.BadParameter(f"no task in {data} is chosen", param_hint="--data")
    scores = _saved_scores(save) if saved_only else _all_scores(runs, jobs, save)
    print(table(rows(scores)))
    if write:
        publish(scores, sys.argv[1:], section)


def _all_scores(runs: list[Run], processes: int, save: Path | None) -> list[Score]:
    with ResultsFile(save, key="key") if save else nullcontext() as kept:
        known = kept.lines if kept else {}
        scores = [_from_record(known[run.key]) for run in runs if run.key in known]
        todo = [run for run in runs if run.key not in known]
        with closing(measure(todo, processes)) as measured:
            for number, (run, scored) in enumerate(measured, 1):
                scores.append(scored)
                if kept:
                    kept.append(json.dumps({"key": run.key, **asdict(scored)}).encode())
                _tell(number, len(todo), scored)
    return scores


def _saved_scores(save: Path | None) -> list[Score]:
    if save is None:
        raise typer.BadParameter("it needs the file of --save", param_hint="--saved-only")
    with ResultsFile(save, key="key") as kept:
        return [_from_record(record) for record in kept.lines.values()]


def _from_record(record: dict[str, Any]) -> Score:
    return Score(**{name: value for name, value in record.items() if name != "key"})


def _tell(number: int, of: int, scored: Score) -> None:
    mark = {True: "right", False: "wrong", None: "unjudged"}[scored.hidden]
    fits = "fits" if scored.shown else "fits not"
    line = f"{number}/{of} {scored.dataset} {scored.request_id} {scored.technique} {scored.budget_s:g} s: "
    print(f"{line}{scored.status}, {fits}, {mark}, {scored.seconds:.2f} s {scored.note}", file=sys.stderr)
