from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pytest

from benchmarks.checkers import Checker, Interpreter, Validator
from benchmarks.hostile_programs import DOUBLED, FORGERIES, TASKS, Task
from benchmarks.validator import HEADER, Measured, _ratio, _rows, _try_hostile

DOUBLE = "def f(n):\n    return n * 2\n"


@pytest.fixture(params=[Validator, Interpreter])
def checker(request: pytest.FixtureRequest) -> Iterator[Checker]:
    with request.param(1) as made:
        yield made


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_a_checker_tells_the_right_program_from_the_wrong_one(checker: Checker, task: Task) -> None:
    assert checker.check(task, task.right).passed
    assert not checker.check(task, task.wrong).passed
    assert checker.check(DOUBLED, DOUBLE).passed


def test_probes_get_through_an_interpreter_and_not_through_the_sandbox(checker: Checker) -> None:
    measured = Measured(checker)
    _try_hostile(measured)
    free = isinstance(checker, Interpreter)
    assert measured.through == {"reads a file": free, "connects": free, "forks": free}
    assert measured.forged == (list(FORGERIES) if free else [])


def test_a_row_has_a_cell_for_every_column(checker: Checker) -> None:
    through = dict.fromkeys(("reads a file", "connects", "forks"), False)
    measured = Measured(checker, [0.001, 0.002, 0.003], [100.0, 300.0], through)
    other = Measured(checker, [0.002, 0.004, 0.006], [50.0, 150.0], through, ["exit code 0"])
    first, second = _rows([measured, other])
    assert len(first) == len(second) == len(HEADER)
    assert (first[1], first[3], second[3], second[5], second[-1]) == (
        "2.00",
        "1",
        "2.0 [2.0, 2.0]",
        "2.0 [2.0, 2.0]",
        "1",
    )


def test_the_interval_of_a_ratio_holds_the_ratio_and_widens_with_the_noise() -> None:
    random = np.random.default_rng(1)
    under = random.normal(1.0, 0.1, 200)

    def interval(over: np.ndarray) -> tuple[float, float]:
        share, low, high = map(float, re.findall(r"[0-9.]+", _ratio(over, under)))
        assert low <= share <= high
        return low, high

    calm = interval(30 * under + random.normal(0.0, 0.1, 200))
    noisy = interval(30 * random.normal(1.0, 0.5, 200))
    assert calm[1] - calm[0] < 1.0 < noisy[1] - noisy[0]
    assert noisy[0] < 30 < noisy[1]
