"""Work in processes: in order, and an error where a process is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from synthesis_graph.errors import SynthesisError
from synthesis_graph.training.processes import shared


def twice(number: int) -> int:
    return 2 * number


def killed_at_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def wrong_at_three(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def test_the_order_is_that_of_the_jobs() -> None:
    assert list(shared(twice, range(7), 2)) == [0, 2, 4, 6, 8, 10, 12]


def test_a_killed_process_ends_the_work_with_an_error() -> None:
    with pytest.raises(SynthesisError, match="killed"):
        list(shared(killed_at_three, range(100), 2))


def test_an_error_of_a_job_is_raised_and_the_rest_not_begun() -> None:
    begun = []

    def jobs() -> Iterator[int]:
        for number in range(100):
            begun.append(number)
            yield number

    with pytest.raises(ValueError, match="three"):
        list(shared(wrong_at_three, jobs(), 2))
    assert len(begun) < 10
