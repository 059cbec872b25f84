"""The path of one request, once: retrieve, plan, implement, validate, answer; for every surface and every engine.

Owns the order of the stages and the budget. Knows the stages as Protocols only: `deployments.app` binds Serve handles
to them, `standalone` plain objects. Which retrieval, outline and search a technique means is data (`techniques`).
"""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass
from typing import Protocol

from synthesis_graph.answer import Answered, certainty_of, compose
from synthesis_graph.artifacts import Assignment, Attempt, Batch, Candidate, Context, Outline, Verdict
from synthesis_graph.confidence import confidence, information
from synthesis_graph.ranking import cluster
from synthesis_graph.result import Result
from synthesis_graph.spec import Specification
from synthesis_graph.techniques import Technique, portfolio

VALIDATION_SHARE = 0.15
"""The part of a deadline kept for validation: the answer must be checked, however the search went."""


PLANNING_SHARE = 0.2
"""The part of a technique's time that its outlines may take."""

SURE = 0.8
"""An answer this likely ends the portfolio: more search seldom changes it, and the caller waits for nothing."""


class Retriever(Protocol):
    """Finds functions near a specification."""

    async def retrieve(self, spec: Specification, limit: int) -> Context:
        """At most `limit` snippets, nearest first."""
        ...


class OutlinePlanner(Protocol):
    """Makes ranked outlines of the asked kind."""

    async def plan(
        self, spec: Specification, context: Context, kind: str, budget_s: float
    ) -> tuple[Outline, ...]:
        """The outlines, likeliest first, made within `budget_s`."""
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
    run = _Run(spec, stages, started + spec.deadline_s)
    for position, row in enumerate(rows):
        now = time.monotonic()
        share = row.share / sum(later.share for later in rows[position:])
        if now >= search_ends or await run.follow(row, now + (search_ends - now) * share):
            break
    return compose(spec, stages.engine, run.attempts, await run.judge(), time.monotonic() - started)


class _Run:
    """One request on its way: what was tried, what was found, and each verdict once."""

    def __init__(self, spec: Specification, stages: Stages, deadline: float) -> None:
        self.spec, self.stages, self.deadline = spec, stages, deadline
        self.attempts: list[Attempt] = []
        self.candidates: list[Candidate] = []
        self.verdicts: dict[str, Verdict] = {}

    async def follow(self, row: Technique, ends: float) -> bool:
        """Takes one technique's way until `ends`; whether it settled on a program that passed."""
        started = time.monotonic()
        context = await self.stages.retriever.retrieve(self.spec, row.snippets) if row.snippets else Context()
        outlines: tuple[Outline, ...] = ()
        if row.outline != "none":
            budget_s = PLANNING_SHARE * max(0.0, ends - time.monotonic())
            outlines = await self.stages.outline_planner.plan(self.spec, context, row.outline, budget_s)
        for wider in itertools.count():
            now = time.monotonic()
            in_all_s = max(0.0, self.deadline - self.spec.deadline_s * VALIDATION_SHARE - now)
            work = Assignment(row.name, row.search, context, outlines, max(0.0, ends - now), wider, in_all_s)
            batch = await self.stages.implementer.implement(self.spec, work)
            self.candidates.extend(batch.candidates)
            self.attempts.append(_told(work, batch, time.monotonic() - started))
            if not batch.settled:
                return await self.sure()
            if any(answered.verdict.passed for answered in await self.judge()):
                return True
            started = time.monotonic()
        raise AssertionError("the loop ends by returning")

    async def sure(self) -> bool:
        """Whether what was found so far needs no more search; judges only where that could be."""
        groups = cluster(self.candidates)
        if not self.spec.examples or not groups:
            return False
        could_be = confidence(groups[0].best.bits, 1.0, information(self.spec)) >= SURE
        return could_be and certainty_of(self.spec, await self.judge()) >= SURE

    async def judge(self) -> list[Answered]:
        """Verdicts in order of likelihood, one a cluster, until enough passed; no new ones past the deadline."""
        judged: list[Answered] = []
        for group in cluster(self.candidates):
            if sum(answered.verdict.passed for answered in judged) >= self.spec.alternatives:
                break
            code, left_s = group.best.code, self.deadline - time.monotonic()
            if code not in self.verdicts and left_s > 0:
                self.verdicts[code] = await self.stages.ast_validator.validate(self.spec, code, left_s)
            if code in self.verdicts:  # what was judged counts, though the time is over now
                judged.append(Answered(group, self.verdicts[code]))
        return judged


def _told(work: Assignment, batch: Batch, seconds: float) -> Attempt:
    return Attempt(
        technique=work.technique,
        candidates=len(batch.candidates),
        seconds=seconds,
        cost=dict(batch.cost),
        outlines=tuple(" → ".join(o.steps) for o in (*batch.outlines, *work.outlines)[:5]),
        retrieved=work.context.snippets[:5],
        left_out=(*work.context.left_out, *batch.left_out),
    )
