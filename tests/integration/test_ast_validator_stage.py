# ruff: noqa: ASYNC110 - the process table has no events to wait for
"""The validator's deployment as a plain class: many verifications at once, bounded, cancellable, none lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from deployments.ast_validator import AstValidator
from synthesis_graph.artifacts import Verdict
from synthesis_graph.errors import Overloaded
from synthesis_graph.spec import Example
from tests.fixtures.sandbox_processes import busy, kill
from tests.unit.validation.specs import make_spec

WAIT_S = 120.0  # a bound on waiting for others; reached only when the test fails
DOUBLE = make_spec("f(n: int) -> int", Example((2,), 4), Example((0,), 0), Example((-3,), -6))
RIGHT = "def f(n):\n    return n * 2\n"
WRONG = "def f(n):\n    return n + 2\n"
RAISES = "def f(n):\n    return n * 2 if n < 2 else {}[n]\n"
HANGS = make_spec("f(n: int) -> int", *[Example((n,), n) for n in range(1, 300)])
"""A second an example: five minutes for code that never ends."""
FOREVER = "def f(n):\n    while True:\n        pass\n"


@pytest.fixture
def stage() -> Iterator[AstValidator]:
    stage = AstValidator(sandboxes=2, max_held=128)
    yield stage
    stage.close()


def test_killing_sandboxes_under_100_verifications_loses_none_and_every_verdict_is_right(
    stage: AstValidator,
) -> None:
    programs = [(RIGHT, True), (WRONG, False), (RAISES, False)]
    asked = [programs[i % 3] for i in range(100)]
    killed: set[int] = set()

    async def scenario() -> list[Verdict]:
        calls = [asyncio.ensure_future(stage.validate(DOUBLE, code, WAIT_S)) for code, _ in asked]
        for answered in (0, 20, 40, 60, 80):
            while sum(call.done() for call in calls) < answered or not (victims := busy()):
                await asyncio.sleep(0)
            kill(victims[0])
            killed.add(victims[0])
        return await asyncio.wait_for(asyncio.gather(*calls), WAIT_S)

    verdicts = asyncio.run(scenario())
    assert [v.passed for v in verdicts] == [passes for _, passes in asked]
    shown = [[c.status for c in v.checks if c.kind == "example"] for v in verdicts[:3]]
    assert shown == [["passed"] * 3, ["passed", "failed", "failed"], ["failed", "passed", "passed"]]
    assert len(killed) == 5


def test_a_cancelled_caller_frees_its_worker_and_its_sandbox_at_once(stage: AstValidator) -> None:
    async def scenario() -> Verdict:
        calls = [asyncio.ensure_future(stage.validate(HANGS, FOREVER, 3600.0)) for _ in range(4)]
        while len(busy()) < 2:
            await asyncio.sleep(0)
        for call in calls:
            call.cancel()
        await asyncio.wait(calls)
        assert all(call.cancelled() for call in calls)
        return await asyncio.wait_for(stage.validate(DOUBLE, RIGHT, 3600.0), WAIT_S)

    assert asyncio.run(scenario()).passed
    stage.check_health()


def test_past_its_bound_a_call_is_refused_at_once_and_the_held_ones_are_answered() -> None:
    stage = AstValidator(sandboxes=1, max_held=3)

    async def scenario() -> list[Verdict | BaseException]:
        return await asyncio.gather(
            *(stage.validate(DOUBLE, RIGHT, WAIT_S) for _ in range(5)), return_exceptions=True
        )

    try:
        answers = asyncio.run(scenario())
        assert [isinstance(a, Verdict) and a.passed for a in answers[:3]] == [True] * 3
        assert [type(a) for a in answers[3:]] == [Overloaded] * 2
        assert asyncio.run(stage.validate(DOUBLE, RIGHT, WAIT_S)).passed  # there is room again
    finally:
        stage.close()
