"""The answer: from judged clusters to the result on the wire, with its status, confidence and evidence.

Owns what `success`, `failure` and `unverified` mean. Knows neither stages nor surfaces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from synthesis_graph.artifacts import Attempt, Check, Verdict
from synthesis_graph.confidence import confidence, information
from synthesis_graph.errors import SynthesisError
from synthesis_graph.ranking import Cluster, distinguish
from synthesis_graph.result import (
    Alternative,
    DistinguishingExample,
    ErrorBody,
    Evidence,
    Program,
    ProgramAst,
    Provenance,
    Result,
    RetrievedSnippet,
    Status,
    TechniqueAttempt,
    Verification,
    WireParameter,
)
from synthesis_graph.sampling import fresh_inputs
from synthesis_graph.spec import Specification

DECIDED = 0.6
"""The examples decide when the answer is at least this likely to be the one meant; below, it is `unverified`.

More than even odds, for who is told `success` does not look again; docs/benchmarks.md says how many of these are right.
"""


@dataclass(frozen=True)
class Answered:
    """A cluster of candidates and the verdict on its best member."""

    cluster: Cluster
    verdict: Verdict


def compose(
    spec: Specification, engine: str, attempts: Sequence[Attempt], judged: Sequence[Answered], seconds: float
) -> Result:
    """The result: the likeliest cluster that passed, or the best one with what it fails, or why there is none."""
    passing = [a for a in judged if a.verdict.passed]
    provenance = _provenance(spec, engine, attempts)
    if not judged:
        error = ErrorBody(
            code="no_candidate",
            message=f"no program that fits was found in {seconds:.1f} s",
            hint="raise deadline_s, add a sentence that says what the function does, or check the examples",
            retryable=True,
        )
        return Result(request_id=spec.request_id, status=Status.FAILURE, provenance=provenance, error=error)
    winner = passing[0] if passing else min(judged, key=lambda a: len(a.verdict.failures()))
    certainty = certainty_of(spec, judged)
    doubt = _doubt(spec, winner, passing)
    candidate = winner.cluster.best
    return Result(
        request_id=spec.request_id,
        status=_status(spec, bool(passing), certainty),
        result=Program(
            program_ast=_program_ast(spec, candidate.code),
            confidence_score=round(certainty, 4),
            time_taken=round(seconds, 3),
            strategy=candidate.technique,
        ),
        verification=verification(winner.verdict, doubt),
        alternatives=[
            Alternative(
                code=a.cluster.best.code,
                confidence_score=round(a.cluster.share, 4),
                strategy=a.cluster.best.technique,
            )
            for a in passing[1 : spec.alternatives]
        ],
        provenance=provenance.model_copy(
            update={"origin": candidate.origin, "outline": list(candidate.outline)}
        ),
    )


def certainty_of(spec: Specification, judged: Sequence[Answered]) -> float:
    """How sure the likeliest cluster that passed is the one meant, 0..1; 0 where none passed."""
    passing = [a.cluster for a in judged if a.verdict.passed]
    if not passing:
        return 0.0
    return confidence(
        passing[0].best.bits, passing[0].share / sum(c.share for c in passing), information(spec)
    )


def refuse(request_id: str, error: SynthesisError) -> Result:
    """The result for a request that could not be served: `rejected` when the request itself is at fault."""
    status = Status.REJECTED if error.code == "invalid_specification" else Status.FAILURE
    body = ErrorBody(
        code=error.code, message=str(error), hint=error.hint, retryable=error.retryable, field=error.field
    )
    return Result(request_id=request_id, status=status, error=body)


def _status(spec: Specification, passed: bool, certainty: float) -> Status:
    if not passed:
        return Status.FAILURE
    if not spec.examples or certainty < max(DECIDED, spec.min_confidence):
        return Status.UNVERIFIED
    return Status.SUCCESS


def _doubt(
    spec: Specification, winner: Answered, passing: Sequence[Answered]
) -> DistinguishingExample | None:
    rivals = [a.cluster.best for a in passing if a is not winner]
    inputs = [_literal(arguments) for arguments in fresh_inputs(spec)]
    found = distinguish(winner.cluster.best, rivals, inputs)
    return DistinguishingExample(input=found[0], outputs=found[1]) if found else None


def _literal(arguments: tuple[object, ...]) -> str:
    return ", ".join(map(repr, arguments))


def _program_ast(spec: Specification, code: str) -> ProgramAst:
    parameters = spec.wire_parameters or tuple(
        {"name": p.name, "type": str(p.type)} for p in spec.signature.parameters
    )
    return ProgramAst(
        name=spec.signature.name,
        parameters=[WireParameter(**p) for p in parameters],
        return_type=spec.wire_return_type or str(spec.signature.returns),
        code=code,
    )


def verification(verdict: Verdict, doubt: DistinguishingExample | None = None) -> Verification:
    """The evidence of a verdict in its wire form."""
    groups: dict[str, list[Evidence]] = {}
    for check in verdict.checks:
        groups.setdefault(check.kind, []).append(_evidence(check))
    return Verification(
        static=groups.get("static", []),
        examples=groups.get("example", []),
        constraints=groups.get("constraint", []),
        types=groups.get("type", []),
        purity=groups.get("purity", []),
        isolation=verdict.isolation,
        distinguishing_example=doubt,
    )


def _evidence(check: Check) -> Evidence:
    return Evidence.model_validate(
        {
            "subject": check.subject, "status": check.status, "detail": check.detail,
            "failing_input": check.failing_input, "tried": check.tried,
        }
    )  # fmt: skip


def _provenance(spec: Specification, engine: str, attempts: Sequence[Attempt]) -> Provenance:
    retrieved = {s.origin: s for attempt in attempts for s in attempt.retrieved}
    return Provenance(
        engine=engine,
        retrieved=[RetrievedSnippet(name=s.name, origin=s.origin, score=s.score) for s in retrieved.values()],
        left_out=list(dict.fromkeys(name for attempt in attempts for name in attempt.left_out)),
        inferred=list(spec.signature.inferred),
        attempts=[
            TechniqueAttempt(
                technique=a.technique,
                candidates=a.candidates,
                seconds=round(a.seconds, 3),
                cost=a.cost,
                outlines=list(a.outlines),
            )
            for a in attempts
        ],
    )
