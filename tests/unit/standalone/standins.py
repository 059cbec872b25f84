"""Plain stages with known behaviour, for tests of what stands around them; importable by spawned workers."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

from synthesis_graph.artifacts import Assignment, Batch, Candidate, Check, Context, Outline, Verdict
from synthesis_graph.spec import Specification
from synthesis_graph.standalone import Parts, Synthesizer


class NothingRetrieved:
    def retrieve(self, spec: Specification, limit: int) -> Context:
        return Context()


class NothingPlanned:
    def plan(self, spec: Specification, context: Context, kind: str, budget_s: float) -> tuple[Outline, ...]:
        return ()


class Doubling:
    """Offers `x * 2`, and misbehaves for functions of certain names."""

    def implement(
        self,
        spec: Specification,
        assignment: Assignment,
        cancelled: Callable[[], bool] | None = None,
        on_best: Callable[[str], None] | None = None,
    ) -> Batch:
        match spec.signature.name:
            case "explode":
                raise RuntimeError("boom")
            case "die":
                os._exit(9)
            case "linger":
                time.sleep(30)
        name, parameter = spec.signature.name, spec.signature.parameters[0].name
        code = f"def {name}({parameter}):\n    return {parameter} * 2\n"
        return Batch((Candidate(code, 3.0, assignment.technique),), {"evaluated": 10.0, "seconds": 0.1})


class InProcessCheck:
    """Runs the code in this process: for the stand-in's own code only."""

    def validate(self, spec: Specification, code: str, deadline: float | None, cancel: Any) -> Verdict:
        names: dict[str, Any] = {}
        exec(code, names)
        call = names[spec.signature.name]
        checks = tuple(
            Check("example", e.text, "passed" if call(*e.arguments) == e.output else "failed")
            for e in spec.examples
        )
        return Verdict(all(c.status == "passed" for c in checks), checks, "none")


def parts() -> Parts:
    return Parts(NothingRetrieved(), NothingPlanned(), Doubling(), InProcessCheck())


def start() -> Synthesizer:
    return Synthesizer(parts())
