"""One verification of three examples: how long, how many a second, and what it keeps in, beside other checkers.

Owns the measurement: every checker takes its turn in every round, so that whatever else the machine does hits all
alike. Checkers are `checkers`, the programs `hostile_programs`, tables `report`.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from benchmarks.checkers import CHECKERS, Checker, NotHere
from benchmarks.hostile_programs import DOUBLED, FORGERIES, TASKS, probes
from benchmarks.report import DOCUMENT, machine, markdown, replace_section
from synthesis_graph.validation.pool import SandboxPool

if TYPE_CHECKING:
    import numpy as np

HEADER = (
    "checker", "p50 ms", "p95 ms", "p50, × ours", "a second", "ours, × its rate", *probes("", 0, ""),
    f"forgeries judged right, of {len(FORGERIES)}",
)  # fmt: skip
LEGEND = """\
A check is one program against three examples, {rounds} rounds in which every checker takes a turn, in changing order;
*a second*: checks from {threads} threads at once, {blocks} blocks of {block_s:g} s in turn. Every verdict was compared
with the known one, every eighth program being wrong. Brackets hold 95% bootstrap intervals over rounds and blocks.
`python -I -S` and bubblewrap start an interpreter a check, which asserts the examples and is judged by its exit code;
EvalPlus is timed inside its own process, around its `untrusted_check`; this validator with its static checks, types
and purity, its isolation being `{isolation}`; one program in {tasks} holds a set, and is run twice there. *reads a file*, *connects* (TCP, to this machine) and *forks*: whether a
program that tries gets through to what lies there. *forgeries judged right*: {forgeries}; each
returns a wrong value and wants a passing verdict. This validator's static checks refuse most of these programs unrun,
and are set aside for the last four columns."""


@dataclass(frozen=True)
class Plan:
    """How long to measure."""

    rounds: int
    blocks: int
    block_s: float
    threads: int


@dataclass
class Measured:
    """What one checker showed: seconds a round, checks a second a block, probes that got through, forgeries."""

    checker: Checker
    seconds: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    through: dict[str, bool] = field(default_factory=dict)
    forged: list[str] = field(default_factory=list)


def validator(
    rounds: Annotated[int, typer.Option(min=10, help="Checks of each checker, one at a time.")] = 400,
    blocks: Annotated[int, typer.Option(min=2, help="Blocks of checks at once, of each checker.")] = 8,
    block_s: Annotated[float, typer.Option(min=0.1, help="Seconds of one block.")] = 2.0,
    threads: Annotated[int, typer.Option(min=1, help="Checks at once in a block.")] = 2,
    write: Annotated[bool, typer.Option("--write", help="Put the table into docs/benchmarks.md.")] = False,
) -> None:
    """Measure the validator beside an interpreter a check, bubblewrap and EvalPlus' checker."""
    plan = Plan(rounds, blocks, block_s, threads)
    load = os.getloadavg()[0]
    with SandboxPool(1) as sandbox:
        isolation = sandbox.isolation
    with ExitStack() as stack:
        found, missing = _start(plan, stack)
        for measured in found:
            _try_hostile(measured)
        _time_rounds(found, plan)
        _time_blocks(found, plan)
    text = markdown(HEADER, [*_rows(found), *missing])
    told = LEGEND.format(**vars(plan), isolation=isolation, tasks=len(TASKS), forgeries=", ".join(FORGERIES))
    print(text)
    for measured in found:
        print(f"{measured.checker.name} judged right: {', '.join(measured.forged) or 'none'}")
    if write:
        today = dt.datetime.now(dt.timezone.utc).date().isoformat()
        command = " ".join(["./dev bench", *sys.argv[1:]])
        body = f"## The validator\n\n{today}, {machine()}; load {load:.1f} at the start. `{command}`\n\n{told}\n\n{text}"
        document = DOCUMENT.read_text(encoding="utf-8")
        DOCUMENT.write_text(replace_section(document, "validator", body), encoding="utf-8")


def _start(plan: Plan, stack: ExitStack) -> tuple[list[Measured], list[tuple[str, ...]]]:
    """The checkers that run here, the first being ours, and a row for each other with the reason."""
    found, missing = [], []
    for kind in CHECKERS:
        try:
            found.append(Measured(stack.enter_context(kind(plan.threads))))
        except NotHere as error:
            missing.append((kind.name, f"not run: {error}", *[""] * (len(HEADER) - 2)))
    return found, missing


# -- time --------------------------------------------------------------------------------------------------------------


def _check(checker: Checker, turn: int) -> float:
    """The seconds of one check; RuntimeError when the verdict is not the known one."""
    task = TASKS[turn % len(TASKS)]
    right = (turn // len(TASKS)) % 8 != 7
    answer = checker.check(task, task.right if right else task.wrong)
    if answer.passed is not right:
        raise RuntimeError(f"{checker.name} judged {task.name} {'wrong' if right else 'right'}")
    return answer.seconds


def _time_rounds(found: Sequence[Measured], plan: Plan) -> None:
    for measured in found:
        for turn in range(2 * plan.threads):  # warm
            _check(measured.checker, turn)
    for turn in range(plan.rounds):
        for measured in _rotated(found, turn):
            measured.seconds.append(_check(measured.checker, turn))


def _time_blocks(found: Sequence[Measured], plan: Plan) -> None:
    with ThreadPoolExecutor(plan.threads) as pool:
        for block in range(plan.blocks):
            for measured in _rotated(found, block):
                ends = time.perf_counter() + plan.block_s
                begun = time.perf_counter()
                counts = pool.map(_checks_until, [measured.checker] * plan.threads, [ends] * plan.threads)
                measured.rates.append(sum(counts) / (time.perf_counter() - begun))


def _checks_until(checker: Checker, ends: float) -> int:
    count = 0
    while time.perf_counter() < ends:
        _check(checker, count)
        count += 1
    return count


def _rotated(found: Sequence[Measured], turn: int) -> Sequence[Measured]:
    first = turn % len(found)
    return [*found[first:], *found[:first]]


# -- what it keeps in --------------------------------------------------------------------------------------------------


def _try_hostile(measured: Measured) -> None:
    secret = secrets.token_hex(16)
    with tempfile.NamedTemporaryFile("w", prefix="secret-") as file, _telling(secret) as port:
        file.write(secret)
        file.flush()
        for name, (task, code) in probes(file.name, port, secret).items():
            measured.through[name] = measured.checker.is_fooled(task, code)
    measured.forged = [n for n, code in FORGERIES.items() if measured.checker.is_fooled(DOUBLED, code)]


@contextmanager
def _telling(secret: str) -> Iterator[int]:
    """The port of this machine at which whoever connects is told the secret."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.sendall(secret.encode())

        threading.Thread(target=serve, daemon=True).start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)


# -- telling -----------------------------------------------------------------------------------------------------------


def _rows(found: Sequence[Measured]) -> Iterator[tuple[str, ...]]:
    import numpy as np

    ours_s, ours_rate = np.array(found[0].seconds), np.array(found[0].rates)
    for measured in found:
        seconds, rates = np.array(measured.seconds), np.array(measured.rates)
        p50, p95 = 1e3 * np.percentile(seconds, (50, 95))
        yield (
            measured.checker.name, f"{p50:.2f}", f"{p95:.2f}", _ratio(seconds, ours_s), f"{np.median(rates):.0f}",
            _ratio(ours_rate, rates), *("yes" if t else "no" for t in measured.through.values()),
            str(len(measured.forged)),
        )  # fmt: skip


def _ratio(over: np.ndarray, under: np.ndarray) -> str:
    """The ratio of two medians with its 95% interval; both are resampled together, a round being one observation."""
    import numpy as np

    if over is under or (over == under).all():
        return "1"
    drawn = np.random.default_rng(0).integers(0, len(over), (2000, len(over)))
    ratios = np.median(over[drawn], axis=1) / np.median(under[drawn], axis=1)
    low, high = np.percentile(ratios, (2.5, 97.5))
    return f"{np.median(over) / np.median(under):.1f} [{low:.1f}, {high:.1f}]"
