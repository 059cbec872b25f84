"""Measures one constraint, in the environment that has it: `python -m benchmarks.constraints.measuring NAME JOB OUT`.

Owns the loop, which is the same for all, and the clock: processor time of the thread, so that what else runs on the
machine counts little. Each measurement ends with its budget. Writes seconds; what they mean is told by the caller.
"""

from __future__ import annotations

import importlib
import itertools
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.constraints.contract import Constraint, Job, Lost

BEAMS = 4
LONGEST = 4_096
WARM_FROM = 4
"""Streams before are fed first, on cold tables; those after on tables that these have warmed."""
FORKED_AT = (64, 512, 4_095)
MASKED_EVERY = 16

clock = time.thread_time


class Timed:
    """The places of a text's tokens until a deadline on the wall clock."""

    def __init__(self, budget_s: float) -> None:
        self.ends = time.monotonic() + budget_s

    def __call__(self, count: int) -> Iterator[int]:
        """Counts up, as far as the time goes."""
        return itertools.takewhile(lambda _: time.monotonic() < self.ends, range(count))


def steps(held: Constraint, job: Job, streams: Sequence[list[int]]) -> list[tuple[int, float]]:
    """(place, seconds) of each step: for each beam the best legal candidates of its ranking, then the stream's own token.

    A library's copies for beams that fork are not in it; `singles` has them apart.
    """
    found: list[tuple[int, float]] = []
    groups = list(zip(*[iter(streams)] * BEAMS))
    for group in groups:
        within = Timed(job.budget_s / len(groups))
        states = [held.begin() for _ in group]
        for at in within(min(LONGEST, *map(len, group))):
            ranked = [[s[at], *job.follow[s[at - 1] if at else -1]] for s in group]
            before = clock()
            try:
                for state, ranking in zip(states, ranked):
                    held.legal(state, ranking, 2 * BEAMS)
                states = [held.advance(state, stream[at]) for state, stream in zip(states, group)]
            except Lost:
                break
            found.append((at, clock() - before))
            if None in states:
                break
    return found


def singles(held: Constraint, job: Job, streams: Sequence[list[int]]) -> dict[str, list[Any]]:
    """Seconds of a check, an advance, a mask and a fork (with its place), one text at a time."""
    found: dict[str, list[Any]] = {"accepts": [], "advance": [], "mask": [], "fork": []}
    for stream in streams:
        within = Timed(job.budget_s / len(streams))
        state = held.begin()
        for at in within(min(LONGEST, len(stream))):
            try:
                state = _single(held, state, stream[at], at, found)
            except Lost:
                break
            if state is None:
                break
    return found


def _single(held: Constraint, state: Any, token: int, at: int, found: dict[str, list[Any]]) -> Any:
    if at % MASKED_EVERY == 0 and held.mask is not None:
        before = clock()
        held.mask(state)
        found["mask"].append(clock() - before)
    if at in FORKED_AT:
        before = clock()
        held.fork(state)
        found["fork"].append((at, clock() - before))
    before = clock()
    held.legal(state, (token,), 1)
    middle = clock()
    state = held.advance(state, token)
    after = clock()
    if at % MASKED_EVERY:  # a mask may have found the rest out
        found["accepts"].append(middle - before)
        found["advance"].append(after - middle)
    return state


ACCEPTED, LOST = -1, -2


def verdicts(held: Constraint, texts: Sequence[list[int]], budget_s: float) -> list[int]:
    """For each text: ACCEPTED as a whole, LOST, or at which token it is refused (its length: at the end)."""
    found: list[int] = []
    within = Timed(budget_s)
    for number in within(len(texts)):
        try:
            found.append(_verdict(held, texts[number]))
        except Lost:
            found.append(LOST)
    return found


def _verdict(held: Constraint, text: list[int]) -> int:
    state = held.begin()
    for at, token in enumerate(text):
        state = held.advance(state, token)
        if state is None:
            return at
    return ACCEPTED if held.is_complete(state) else len(text)


def memory_mib(name: str) -> float:
    """A line of this process's status: what it holds now (VmRSS) or held at most (VmHWM)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(f"{name}:")) / 1024


def measure(name: str, job: Job) -> dict[str, Any]:
    """All figures of one constraint."""
    module = importlib.import_module(f"benchmarks.constraints.{name}")
    before_mib = memory_mib("VmRSS")
    started = time.process_time()
    held: Constraint = module.prepare(job)
    held.begin()
    found: dict[str, Any] = {"prepare_s": time.process_time() - started}
    found["prepare_mib"] = memory_mib("VmRSS") - before_mib
    cold, warm = job.streams[:WARM_FROM], job.streams[WARM_FROM:]
    found["cold"] = steps(held, job, cold)
    found["warm"] = steps(held, job, warm)
    found["again"] = steps(held, job, cold)
    found["singles_cold"] = singles(held, job, warm[:2])
    found["singles"] = singles(held, job, warm[2:4])
    judged = getattr(held, "judges_parts", True)
    found["valid"] = verdicts(held, job.valid if judged else (), job.budget_s)
    found["mutants"] = verdicts(held, job.mutants if judged else (), job.budget_s)
    found["peak_mib"] = memory_mib("VmHWM")
    if hasattr(held, "beams"):
        found["beams"] = held.beams(job)
    return found


if __name__ == "__main__":
    name, source, target = sys.argv[1:]
    content = json.loads(Path(source).read_text(encoding="utf-8"))
    content["follow"] = {int(token): ranking for token, ranking in content["follow"].items()}
    Path(target).write_text(json.dumps(measure(name, Job(**content))), encoding="utf-8")
