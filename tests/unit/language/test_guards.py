"""No operation runs away: extreme arguments give a value or a refusal within bounded work and memory."""

from __future__ import annotations

import subprocess
import sys

import pytest

from synthesis_graph.language.operations import operations

PARTS = 4


def sweep(names: list[str]) -> None:
    command = [sys.executable, "-m", "tests.unit.language.guard_sweep", "--only", *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    called = done.stdout.split()
    assert done.returncode == 0, f"{called[-1:]} runs away (exit {done.returncode}): {done.stderr[-500:]}"
    assert called == names


@pytest.mark.parametrize("part", range(PARTS))
def test_extreme_arguments_are_answered_or_refused(part: int) -> None:
    sweep(list(operations())[part::PARTS])
