"""The pool must answer every task, whatever happens to the process that has it."""

from __future__ import annotations

import os
import time
from typing import Any

from synthesis_graph.standalone.workers import Job, run_all


def work(state: list[int], task: Any) -> Any:
    match task:
        case "die":
            os._exit(7)
        case "raise":
            raise ValueError("no")
        case "hang":
            time.sleep(60)
    state.append(task)
    return task * 10, len(state)


def broken() -> Any:
    raise OSError("no room")


def test_every_task_has_its_answer() -> None:
    done = list(run_all(range(7), Job(list, work, 30), 2))
    assert sorted((d.task, d.answer[0]) for d in done) == [(i, i * 10) for i in range(7)]


def test_a_worker_keeps_its_state() -> None:
    assert [d.answer[1] for d in run_all([1, 2, 3], Job(list, work, 30), 1)] == [1, 2, 3]


def test_a_death_fails_one_task_and_the_rest_is_served() -> None:
    done = {d.task: d for d in run_all([1, "die", 2, "raise", 3], Job(list, work, 30), 1)}
    assert "ended with code 7" in done["die"].failure
    assert done["raise"].failure == "ValueError: no"
    assert [done[i].answer[0] for i in (1, 2, 3)] == [10, 20, 30]


def test_who_overruns_is_stopped() -> None:
    done = {d.task: d for d in run_all(["hang", 1], Job(list, work, 5.0), 1)}
    assert "stopped" in done["hang"].failure
    assert done[1].answer[0] == 10


def test_a_start_that_fails_is_told_with_the_task() -> None:
    assert [d.failure for d in run_all([1], Job(broken, work, 30), 1)] == ["OSError: no room"]


def test_leaving_early_ends_the_workers() -> None:
    results = run_all([1, "hang"], Job(list, work, 60), 2)
    assert next(results).task == 1
    started = time.monotonic()
    results.close()
    assert time.monotonic() - started < 30  # the task in hand would take a minute


def test_nothing_to_do_is_done() -> None:
    assert list(run_all([], Job(list, work, 30), 2)) == []
