"""A file of requests: solved in parallel, one process a core, written as they are done, resumed where it stopped.

Owns the numbering of requests and the order of the output, which is the order of completion. How one request is
answered is `synthesizer`; how the file survives a crash is `results_file`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from synthesis_graph.answer import refuse
from synthesis_graph.errors import SynthesisError
from synthesis_graph.request import request_id_of
from synthesis_graph.result import Result
from synthesis_graph.standalone.intake import LIMITS, Overrides, Payload, UsageError, read_file
from synthesis_graph.standalone.synthesizer import Synthesizer
from synthesis_graph.standalone.workers import Done, Job, run_all

SLACK_S = 60.0
"""How far a process may overrun its deadline, its start included, before it is replaced."""


@dataclass(frozen=True)
class Task:
    """A request of the file under the id that its result will carry."""

    request_id: str
    payload: Payload


@dataclass(frozen=True)
class Many:
    """How a file is worked through."""

    overrides: Overrides
    processes: int
    start: Callable[[], Synthesizer] = Synthesizer


def read_tasks(path: Path) -> list[Task]:
    """The requests of a .jsonl file, in order; a line without an id gets `FILE:LINE`. UsageError if an id is twice.

    A line that is not a request is a task too: its answer says why. Blank lines are skipped.
    """
    tasks: dict[str, Task] = {}
    for number, line in enumerate(read_file(path).splitlines(), 1):
        if not line.strip():
            continue
        task = _task(line, f"{path.name}:{number}")
        if task.request_id in tasks:
            raise UsageError(
                f"{path}, line {number}: the request_id {task.request_id!r} occurs before",
                "give each request its own request_id: results are matched by it",
            )
        tasks[task.request_id] = task
    return list(tasks.values())


def solve_all(tasks: list[Task], how: Many) -> Generator[Result, None, None]:
    """One result a task, in the order of completion; closing the iterator ends the processes."""
    longest = how.overrides.deadline_s or LIMITS.max_deadline_s
    job = Job(how.start, partial(_solve, overrides=how.overrides), longest + SLACK_S)
    for done in run_all(tasks, job, how.processes):
        yield done.answer if isinstance(done.answer, Result) else _lost(done)


def _solve(synthesizer: Synthesizer, task: Task, overrides: Overrides) -> Result:
    result = synthesizer.answer(task.payload, overrides)
    return result.model_copy(update={"request_id": task.request_id})


def _lost(done: Done) -> Result:
    error = SynthesisError(done.failure, "run the same command on this request alone to see more")
    return refuse(done.task.request_id, error)


def _task(line: bytes, default_id: str) -> Task:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return Task(default_id, line)
    if isinstance(value, str):  # a sentence
        return Task(default_id, {"description": value})
    named = isinstance(value, dict) and "request_id" in value
    return Task(request_id_of(line, LIMITS) if named else default_id, line)
