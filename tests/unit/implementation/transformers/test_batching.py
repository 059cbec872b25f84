"""Batches: what waits goes together, kinds stay apart, nobody is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from synthesis_graph.implementation.language_model.writing import Asked, Watch, Writing, Written
from synthesis_graph.implementation.transformers.batching import Batcher


class Model:
    """Notes its batches; the first one is held until `go`."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.began, self.go = threading.Event(), threading.Event()

    def write_all(self, asked: Sequence[Asked], watches: Sequence[Watch]) -> list[Writing]:
        self.batches.append([str(a.messages[0]["content"]) for a in asked])
        self.began.set()
        assert self.go.wait(20)
        if "fail" in self.batches[-1]:
            raise ValueError("as asked")
        return [Writing((Written(str(a.messages[0]["content"]), None, 1, "eos"),)) for a in asked]


def asked(text: str, n: int = 1) -> Asked:
    return Asked([{"role": "user", "content": text}], "beams", n)


def watch(left_s: float = 100.0) -> Watch:
    return Watch(time.monotonic() + left_s)


def together(model: Model, requests: list[tuple[Asked, Watch]], size: int = 3) -> list[Any]:
    """All but the first are sent while the first one's batch runs."""
    batcher = Batcher(model.write_all, lambda a: a.n, size)
    with ThreadPoolExecutor(len(requests)) as pool:
        futures = [pool.submit(batcher.write, *requests[0])]
        assert model.began.wait(20)
        futures += [pool.submit(batcher.write, *request) for request in requests[1:]]
        while len(batcher._waiting) < len(requests) - 1:
            time.sleep(0.001)
        model.go.set()
        return [future.exception(20) or future.result() for future in futures]


def test_what_waits_goes_together_up_to_the_size_and_everyone_gets_their_own() -> None:
    model = Model()
    answers = together(model, [(asked(str(i)), watch()) for i in range(6)])
    assert [answer.texts[0].text for answer in answers] == list("012345")
    assert sorted(map(len, model.batches)) == [1, 2, 3]


def test_kinds_stay_apart() -> None:
    model = Model()
    together(model, [(asked(str(i), n=1 + i % 2), watch()) for i in range(5)])
    assert all(len({int(text) % 2 for text in batch}) == 1 for batch in model.batches)


def test_what_fails_fails_for_its_batch_only() -> None:
    model = Model()
    answers = together(model, [(asked("a"), watch()), (asked("fail"), watch()), (asked("b", n=2), watch())])
    assert [isinstance(answer, ValueError) for answer in answers] == [False, True, False]


def test_who_waited_too_long_is_not_written_for() -> None:
    model = Model()
    answers = together(model, [(asked("a"), watch()), (asked("late"), watch(0.0)), (asked("b"), watch())])
    assert answers[1] == Writing(())
    assert "late" not in [text for batch in model.batches for text in batch]


@pytest.mark.parametrize("threads", [8])
def test_many_threads(threads: int) -> None:
    model = Model()
    model.go.set()
    batcher = Batcher(model.write_all, lambda a: a.n, 4)
    with ThreadPoolExecutor(threads) as pool:
        answers = list(pool.map(lambda i: batcher.write(asked(str(i), n=i % 3), watch()), range(200)))
    assert [answer.texts[0].text for answer in answers] == [str(i) for i in range(200)]
