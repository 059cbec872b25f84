"""Requests that come while the model works are its next batch: no waiting for company, no thread of its own.

Owns who goes with whom. One of the threads that wait leads: it takes the oldest request and those that can be decoded
with it, runs them, and hands out the answers. Knows neither the model nor what is decoded.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from synthesis_graph.implementation.language_model.writing import Asked, Watch, Writing

WriteAll = Callable[[Sequence[Asked], Sequence[Watch]], list[Writing]]


@dataclass
class _Job:
    asked: Asked
    watch: Watch
    answer: Future[Writing] = field(default_factory=Future)


class Batcher:
    """Calls `write_all` with up to `size` requests of one `kind` at a time; `write` may be called by many threads."""

    def __init__(self, write_all: WriteAll, kind: Callable[[Asked], Hashable], size: int) -> None:
        self._write_all, self._kind, self._size = write_all, kind, size
        self._waiting: list[_Job] = []
        self._list = threading.Lock()
        self._turn = threading.Lock()

    def write(self, asked: Asked, watch: Watch) -> Writing:
        """The answer to one request; what `write_all` raises, each request of the batch gets."""
        job = _Job(asked, watch)
        with self._list:
            self._waiting.append(job)
        while not job.answer.done():
            with self._turn:
                if not job.answer.done():
                    self._run(self._next())
        return job.answer.result()

    def _next(self) -> list[_Job]:
        with self._list:
            kind = self._kind(self._waiting[0].asked)
            batch = [job for job in self._waiting if self._kind(job.asked) == kind][: self._size]
            self._waiting = [job for job in self._waiting if all(job is not taken for taken in batch)]
        return batch

    def _run(self, batch: list[_Job]) -> None:
        wanted = [job for job in batch if not job.watch.is_over()]
        try:
            answers = self._write_all([j.asked for j in wanted], [j.watch for j in wanted]) if wanted else []
        except BaseException as error:  # noqa: BLE001 - each waiting thread raises it
            for job in wanted:
                job.answer.set_exception(error)
        else:
            for job, answer in zip(wanted, answers):
                job.answer.set_result(answer)
        for job in batch:
            if not job.answer.done():  # its time ended before its turn
                job.answer.set_result(Writing(()))
