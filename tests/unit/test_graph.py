"""What the graph does with its time: stages that answer late."""

from __future__ import annotations

import asyncio
import json

import pytest

from synthesis_graph.artifacts import Assignment, Batch, Candidate, Check, Context, Outline, Verdict
from synthesis_graph.graph import Stages, synthesize
from synthesis_graph.request import RequestLimits, parse_request
from synthesis_graph.result import Status
from synthesis_graph.spec import Specification
from synthesis_graph.techniques import NAMES, portfolio

REQUEST = {"function_name": "f", "examples": ["assert f(1) == 1"], "technique": "grammar", "deadline_s": 0.2}


class Late:
    """All four stages; the validator passes what it judges, but only when the deadline is over."""

    async def retrieve(self, spec: Specification, limit: int) -> Context:
        return Context()

    async def plan(
        self, spec: Specification, context: Context, kind: str, budget_s: float
    ) -> tuple[Outline, ...]:
        return ()

    async def implement(self, spec: Specification, work: Assignment) -> Batch:
        code = "def f(a):\n    return a\n"
        return Batch((Candidate(code, 3.0, work.technique),), {"evaluated": 1.0}, settled=True)

    async def validate(self, spec: Specification, code: str, budget_s: float) -> Verdict:
        await asyncio.sleep(budget_s + 0.05)
        return Verdict(True, (Check("example", "assert f(1) == 1", "passed", tried=1),), "none")


def test_a_verdict_counts_that_came_when_the_time_was_over() -> None:
    spec = parse_request(
        json.dumps(REQUEST).encode(), RequestLimits(max_deadline_s=10, max_bytes=10_000), ("all", *NAMES)
    )
    stage = Late()
    result = asyncio.run(synthesize(spec, Stages(stage, stage, stage, stage)))
    assert result.result is not None
    assert result.status is Status.SUCCESS


class Quick(Late):
    """Stages whose retrieval finds a program of so many bits, and that count who was asked to implement."""

    def __init__(self, bits: float, passes: bool = True) -> None:
        self.bits, self.passes = bits, passes
        self.asked: list[str] = []

    async def implement(self, spec: Specification, work: Assignment) -> Batch:
        self.asked.append(work.technique)
        found = (Candidate("def f(a):\n    return a\n", self.bits, work.technique),)
        return Batch(found if work.technique == "retrieval" else ())

    async def validate(self, spec: Specification, code: str, budget_s: float) -> Verdict:
        told = "passed" if self.passes else "failed"
        return Verdict(self.passes, (Check("example", "assert f(1) == 1", told, tried=1),), "none")


@pytest.mark.parametrize(
    ("stages", "sure"),
    [(Quick(0.0), True), (Quick(20.0), False), (Quick(0.0, passes=False), False)],
    ids=["sure", "dear", "failing"],
)
def test_a_portfolio_ends_with_an_answer_that_is_sure(stages: Quick, sure: bool) -> None:
    request = {
        **REQUEST,
        "examples": [f"assert f({n}) == {n}" for n in (12345, 67890, 99)],
        "technique": "all",
    }
    spec = parse_request(
        json.dumps(request).encode(), RequestLimits(max_deadline_s=10, max_bytes=10_000), ("all", *NAMES)
    )
    asyncio.run(synthesize(spec, Stages(stages, stages, stages, stages)))
    every = [row.name for row in portfolio("all", "embedded")]
    assert stages.asked == (["retrieval"] if sure else every)
