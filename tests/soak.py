"""The soak: very many executions in one sandbox, every second one hostile; what is left afterwards, and what went wrong.

`python -m tests.soak 20000` runs it by itself; `tests/integration/test_soak.py` asserts on a short run, or on as many
executions as SOAK_EXECUTIONS says. Every execution is counted once and its verdict judged, the slow hostile ones too.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from synthesis_graph.validation.outcomes import Outcome
from synthesis_graph.validation.sandbox import Budget, Manner, Sandbox
from tests.fixtures.escapes import ESCAPES, program
from tests.fixtures.outside import Outside, await_rest, children, descriptors, helper_pid, rss_bytes

_PATIENT = Budget(timeout_s=20.0)
_HURRIED = Budget(timeout_s=0.05, memory_bytes=128 << 20)
"""For hostile code: what it does not do in this time is a timeout, which is one of the right ends for it."""
_EVERY = 40
"""How seldom a row of the group `resources` comes: most of them take all the time or memory that they are given."""

_GOOD = (
    ("def f(n):\n    return sorted(range(n, 0, -1))", lambda n: list(range(1, n + 1))),
    ("def f(n):\n    return {str(i): [i] * 3 for i in range(n)}", lambda n: {str(i): [i] * 3 for i in range(n)}),
    ("from collections import Counter\ndef f(n):\n    return Counter('ab' * n)", lambda n: {"a": n, "b": n}),
    ("def f(n):\n    return n ** 40, -n / 7, 'é' * n", lambda n: (n**40, -n / 7, "é" * n)),
    ("import math\ndef f(n):\n    return {math.comb(n, k) for k in range(n)}", None),
    ("def f(n):\n    raise KeyError(n)", None),
    ("def f(n):\n    return list('x' * 1000 * n)", lambda n: list("x" * 1000 * n)),
)  # fmt: skip


@dataclass
class Report:
    """What a soak found. Bytes are growth from after the first tenth to the end."""

    executions: int = 0
    hostile: int = 0
    seconds: float = 0.0
    parent_growth_bytes: int = 0
    helper_growth_bytes: int = 0
    helpers_lost: int = 0
    left_descriptors: int = 0
    left_processes: list[str] = field(default_factory=list)
    changed_outside: dict[str, Any] = field(default_factory=dict)
    """Files, servers, a bystander and the helper itself: see `Outside`."""
    ends: Counter[str] = field(default_factory=Counter)
    """How many executions ended in which way."""
    wrong: list[str] = field(default_factory=list)
    """Verdicts that were not as they must be; the first few."""


def _right_good(index: int, n: int, outcome: Outcome) -> bool:
    _, expected = _GOOD[index]
    if expected is not None:
        return outcome.kind == "returned" and outcome.value == expected(n)
    if "raise" in _GOOD[index][0]:
        return outcome.kind == "raised" and outcome.exception[0] == "KeyError" and outcome.message == str(n)
    return outcome.kind == "returned" and type(outcome.value) is set


def _hostile_rows() -> list[str]:
    """The order in which hostile code comes: all the quick rows again and again, now and then a slow one."""
    quick = [
        body
        for name, body in ESCAPES.items()
        if not name.startswith("resources") and "while True" not in body
    ]
    slow = cycle(body for body in ESCAPES.values() if body not in quick)
    rows: list[str] = []
    for number, body in enumerate(islice(cycle(quick), 20 * len(quick))):
        rows.append(body)
        if number % _EVERY == 0:
            rows.append(next(slow))
    return rows


class Soak:
    """One run; two threads ask, one each of the sandbox's two helpers."""

    def __init__(self, executions: int) -> None:
        self._executions = executions
        self._report = Report()
        self._lock = threading.Lock()
        self._rows = _hostile_rows()

    def run(self) -> Report:
        """Does it, in a temporary folder of its own; about 4 ms an execution on one core."""
        report, begun = self._report, time.monotonic()
        with (
            tempfile.TemporaryDirectory() as folder,
            Sandbox() as sandbox,
            Outside(Path(folder), sandbox) as outside,
        ):
            sandbox.run("def f(): return 1", "f", [()], manner=Manner(reseeded=True))
            warming = self._executions // 10
            self._spread(outside, 0, warming)
            before = self._held(sandbox)
            self._spread(outside, warming, self._executions)
            after = self._held(sandbox)
            report.changed_outside = outside.changes()  # waits until the helper has cleared up
            self._compare(before, after)
            report.left_processes = [p for pid in self._helpers(sandbox) for p in children(pid)]
        report.seconds = time.monotonic() - begun
        return report

    def _spread(self, outside: Outside, first: int, last: int) -> None:
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(lambda lane: self._lane(outside, range(first + lane, last, 2), lane), range(2)))

    def _lane(self, outside: Outside, numbers: range, lane: int) -> None:
        manner = Manner(reseeded=lane == 1)
        for turn, number in enumerate(numbers):
            if turn % 2:
                self._hostile(outside, number // 4, manner)
            else:
                self._good(outside, number // 4, manner)

    def _good(self, outside: Outside, number: int, manner: Manner) -> None:
        index, n = number % len(_GOOD), 1 + number % 17
        outcome = outside.sandbox.run(_GOOD[index][0], "f", [(n,)], budget=_PATIENT, manner=manner)[0]
        self._note(outcome, "" if _right_good(index, n, outcome) else f"good row {index}, {n}", hostile=False)

    def _hostile(self, outside: Outside, number: int, manner: Manner) -> None:
        body = self._rows[number % len(self._rows)]
        places = [(outside.places(),)]
        outcome = outside.sandbox.run(program(body), "f", places, budget=_HURRIED, manner=manner)[0]
        contained = outcome.kind != "returned" or not outcome.value
        self._note(outcome, "" if contained and outside.token not in repr(outcome) else body, hostile=True)

    def _note(self, outcome: Outcome, wrong: str, hostile: bool) -> None:
        report = self._report
        with self._lock:
            report.executions += 1
            report.hostile += hostile
            report.ends[outcome.kind] += 1
            if wrong and len(report.wrong) < 20:
                report.wrong.append(f"{wrong}: {outcome}"[:500])

    @staticmethod
    def _helpers(sandbox: Sandbox) -> list[int]:
        return [helper_pid(sandbox, helper) for helper in (sandbox._first, sandbox._second)]

    def _held(self, sandbox: Sandbox) -> dict[str, Any]:
        helpers = self._helpers(sandbox)
        for pid in helpers:
            await_rest(pid)  # the last answer comes before its child is cleared up, and the next one made
        return {
            "parent": rss_bytes(os.getpid()),
            "helper": {pid: rss_bytes(pid) for pid in helpers},
            "descriptors": sum(map(descriptors, [os.getpid(), *helpers])),
        }

    def _compare(self, before: dict[str, Any], after: dict[str, Any]) -> None:
        report = self._report
        report.parent_growth_bytes = after["parent"] - before["parent"]
        report.helper_growth_bytes = max(
            after["helper"][pid] - before["helper"].get(pid, 0) for pid in after["helper"]
        )
        report.helpers_lost = len(set(before["helper"]) - set(after["helper"]))
        report.left_descriptors = after["descriptors"] - before["descriptors"]


def main() -> None:
    """Runs a soak of as many executions as the first argument says, and prints what it found."""
    report = Soak(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000).run()
    for name, value in vars(report).items():
        sys.stdout.write(f"{name}: {dict(value) if isinstance(value, Counter) else value}\n")


if __name__ == "__main__":
    main()
