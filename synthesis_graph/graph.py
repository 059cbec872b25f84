"""The path of one request, once: retrieve, plan, implement, validate, answer; for every surface and every engine.

Owns the order of the stages and the budget. Knows the stages as Protocols only: `deployments.app` binds Serve handles
to them, `standalone` plain objects. Which retrieval, outline and search a technique means is data (`techniques`).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol

from synthesis_graph.answer import Answered, compose
from synthesis_graph.artifacts import Assignment, Attempt, Batch, Candidate, Context, Outline, Verdict
from synthesis_graph.ranking import cluster
from synthesis_graph.result import Result
from synthesis_graph.spec import Specification
from synthesis_graph.techniques import Technique, portfolio

VALIDATION_SHARE = 0.15
"""The part of a deadline kept for validation: the answer must be checked, however the search went."""


class Retriever(Protocol):
    """Finds functions near a specification."""

    async def retrieve(self, spec: Specification, limit: int) -> Context:
        """At most `limit` snippets, nearest first."""
        ...


class OutlinePlanner(Protocol):
    """Makes ranked outlines of the asked kind."""

    async def plan(self, spec: Specification, context: Context, kind: str) -> tuple[Outline, ...]:
        """The outlines, likeliest first."""
        ...


class Implementer(Protocol):
    """Writes candidates that fit the examples, within `budget_s`; `search` names how."""

    async def implement(self, spec: Specification, work: Assignment) -> Batch:
        """What was found within `work.budget_s`."""
        ...


class AstValidator(Protocol):
    """Judges code against the specification within `budget_s`; the code runs in the sandbox only."""

    async def validate(self, spec: Specification, code: str, budget_s: float) -> Verdict:
        """The verdict with its evidence."""
        ...


@dataclass(frozen=True)
class Stages:
    """The four stages and the name of the engine behind the implementer."""

    retriever: Retriever
    outline_planner: OutlinePlanner
    implementer: Implementer
    ast_validator: AstValidator
    engine: str = "embedded"


async def synthesize(spec: Specification, stages: Stages) -> Result:
    """The verified answer to a specification; SpecificationError if its technique is unknown to the engine."""
    started = time.monotonic()
    rows = portfolio(spec.technique, stages.engine)
    search_ends = started + spec.deadline_s * (1 - VALIDATION_SHARE)
    attempts: list[Attempt] = []
    candidates: list[Candidate] = []
    for position, row in enumerate(rows):
        left_s = search_ends - time.monotonic()
        share = row.share / sum(later.share for later in rows[position:])
        if left_s <= 0:
            break
        attempt, batch = await _attempt(row, spec, stages, left_s * share)
        attempts.append(attempt)
        candidates.extend(batch.candidates)
        if batch.settled:
            break
    judged = await _judge(spec, candidates, stages, started + spec.deadline_s)
    return compose(spec, stages.engine, attempts, judged, time.monotonic() - started)


async def _attempt(
    row: Technique, spec: Specification, stages: Stages, budget_s: float
) -> tuple[Attempt, Batch]:
    started = time.monotonic()
    context = await stages.retriever.retrieve(spec, row.snippets) if row.snippets else Context()
    outlines = () if row.outline == "none" else await stages.outline_planner.plan(spec, context, row.outline)
    left_s = max(0.0, budget_s - (time.monotonic() - started))
    batch = await stages.implementer.implement(
        spec, Assignment(row.name, row.search, context, outlines, left_s)
    )
    attempt = Attempt(
        technique=row.name,
        candidates=len(batch.candidates),
        seconds=time.monotonic() - started,
        cost=dict(batch.cost),
        outlines=tuple(" → ".join(o.steps) for o in outlines[:5]),
        retrieved=context.snippets[:5],
    )
    return attempt, batch


async def _judge(
    spec: Specification, candidates: list[Candidate], stages: Stages, deadline: float
) -> list[Answered]:
    """Verdicts in order of likelihood, one a cluster, until enough passed or the deadline is near."""
    judged: list[Answered] = []
    passed = 0
    for group in cluster(candidates):
        left_s = deadline - time.monotonic()
        if passed >= spec.alternatives or left_s <= 0:
            break
        verdict = await stages.ast_validator.validate(spec, group.best.code, left_s)
        judged.append(Answered(group, verdict))
        passed += verdict.passed
    return judged
