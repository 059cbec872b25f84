"""A pool of processes that outlives its members: who dies or overruns is replaced, and its task gets an answer.

Owns processes, pipes and time limits. Does not know what a task is: `start` builds a worker's state once, in the
worker, and `work` serves one task with it. Both must be module-level functions (workers are spawned, not forked).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

GRACE_S = 2.0
"""How long a worker may take to end after it was asked to."""


@dataclass(frozen=True)
class Job:
    """How a pool does its work: state once a worker, then one call a task, at most `limit_s` seconds each."""

    start: Callable[[], Any]
    work: Callable[[Any, Any], Any]
    limit_s: float


@dataclass(frozen=True)
class Done:
    """A task with its answer, or with why there is none (the worker died, overran, or `work` raised)."""

    task: Any
    answer: Any = None
    failure: str = ""


class _Worker:
    """One process, its pipe, and the task it has in hand."""

    def __init__(self, job: Job, number: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(
            target=_serve, args=(job, theirs), daemon=True, name=f"synthesis-{number}"
        )
        held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # inherited: Ctrl-C is the parent's
        self.process.start()
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
        theirs.close()
        self.limit_s = job.limit_s
        self.task: Any = None
        self.busy = False
        self.ends = float("inf")

    def give(self, task: Any) -> None:
        self.task, self.busy, self.ends = task, True, time.monotonic() + self.limit_s
        self.pipe.send(task)

    def take(self) -> Done:
        """The answer in the pipe; the worker is then free. Its own death reads as a failure."""
        try:
            answer, failure = self.pipe.recv()
        except (EOFError, ConnectionError):
            self.process.join(GRACE_S)
            answer, failure = None, f"the worker process ended with code {self.process.exitcode}"
        self.busy, self.ends = False, float("inf")
        return Done(self.task, answer, failure)

    def end(self) -> None:
        self.pipe.close()
        if self.busy:
            self.process.terminate()
        self.process.join(GRACE_S)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def run_all(tasks: Iterable[Any], job: Job, processes: int) -> Generator[Done, None, None]:
    """Each task's outcome, in the order of completion; leaving the iteration early ends the workers."""
    waiting = deque(tasks)
    workers = [_Worker(job, i) for i in range(min(processes, len(waiting)))]
    try:
        for worker in workers:
            worker.give(waiting.popleft())
        while any(w.busy for w in workers):
            for position, worker in enumerate(workers):
                done = _outcome(worker)
                if done is None:
                    continue
                if waiting:
                    if not worker.process.is_alive():
                        workers[position] = _replace(worker, job, position)
                    workers[position].give(waiting.popleft())
                yield done
            _sleep_until_news(workers)
    finally:
        for worker in workers:
            worker.end()


def _outcome(worker: _Worker) -> Done | None:
    if not worker.busy:
        return None
    if worker.pipe.poll():
        return worker.take()
    if time.monotonic() > worker.ends:
        worker.process.kill()
        worker.process.join()
        worker.busy, worker.ends = False, float("inf")
        return Done(worker.task, failure=f"the task took more than {worker.limit_s:.0f} s and was stopped")
    return None


def _replace(worker: _Worker, job: Job, number: int) -> _Worker:
    worker.end()
    return _Worker(job, number)


def _sleep_until_news(workers: list[_Worker]) -> None:
    busy = [w for w in workers if w.busy]
    if busy:
        wait([w.pipe for w in busy], max(0.0, min(w.ends for w in busy) - time.monotonic()) + 0.01)


def _serve(job: Job, pipe: Connection) -> None:
    """The worker's life: the end of the pipe is the end of the work."""
    state: Any = None
    try:
        while True:
            task = pipe.recv()
            try:
                state = job.start() if state is None else state
                reply = (job.work(state, task), "")
            except Exception as error:  # noqa: BLE001 - the parent reports it beside the task
                reply = (None, f"{type(error).__name__}: {error}")
            pipe.send(reply)
    except (EOFError, ConnectionError):
        if hasattr(state, "close"):
            state.close()
        os._exit(0)
