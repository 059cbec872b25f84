"""What the graph does with its time: stages that answer late."""

from __future__ import annotations

import asyncio
import json

from synthesis_graph.artifacts import Assignment, Batch, Candidate, Check, Context, Outline, Verdict
from synthesis_graph.graph import Stages, synthesize
from synthesis_graph.request import RequestLimits, parse_request
from synthesis_graph.result import Status
from synthesis_graph.spec import Specification
from synthesis_graph.techniques import NAMES

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
