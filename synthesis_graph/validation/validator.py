"""The validator: one candidate's text in, a verdict with the evidence out.

The order is static ─► examples ─► constraints ─► types and purity; it stops early when an example fails. What the time
did not allow is `not checked`, and examples that were not checked are not passed. Owns no check itself.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from synthesis_graph.artifacts import Check, Verdict
from synthesis_graph.language.types import conforms
from synthesis_graph.spec import Specification
from synthesis_graph.validation.confined.codec import CodecError
from synthesis_graph.validation.constraints import ConstraintChecker, roles_of
from synthesis_graph.validation.examples import check_example
from synthesis_graph.validation.literals import show, show_arguments
from synthesis_graph.validation.outcomes import Outcome
from synthesis_graph.validation.repetition import repeat_examples
from synthesis_graph.validation.roles import Roles
from synthesis_graph.validation.sandbox import Budget, Executor
from synthesis_graph.validation.static import check_static

Tried = Sequence[tuple[tuple[Any, ...], Outcome]]


@dataclass(frozen=True)
class ValidatorSettings:
    """What one validation may use."""

    example_s: float = 1.0
    """The wall-clock slice of one example."""
    memory_bytes: int = 512 << 20
    property_inputs: int = 40
    property_s: float = 0.5
    """The most that one property may take; a few milliseconds are usual."""


class AstValidator:
    """Judges candidates; plain, to be shared by threads as far as its sandbox is."""

    def __init__(self, sandbox: Executor, settings: ValidatorSettings | None = None) -> None:
        self.sandbox = sandbox
        self.settings = settings or ValidatorSettings()
        self._roles: Roles | None = None

    def validate(
        self,
        spec: Specification,
        code: str,
        deadline: float | None = None,
        cancel: threading.Event | None = None,
        full: bool = False,
    ) -> Verdict:
        """The verdict on code that should define `spec.signature.name`; `deadline` is on `time.monotonic`.

        Without `full` it stops at a failed static check and at a failed example, and makes only the first refuting
        input simple. What does not parse is never run. Raises SandboxUnavailable.
        About 1 ms for the static part, 3 ms for the examples and 10 ms a constraint.
        """
        begun = time.monotonic()
        settings = self.settings
        budget = Budget(settings.example_s, settings.memory_bytes, deadline, cancel)
        checks = check_static(spec, code)
        if not _failed(checks) or (full and checks[0].status == "passed"):
            checks += self._dynamic(spec, code, budget, full)
        else:
            checks += [
                _unrun_example(spec, index, "a static check fails") for index in range(len(spec.examples))
            ]
            checks += [
                Check("constraint", s, "not checked", "a static check fails") for s in spec.constraints
            ]
        shown = [c for c in checks if c.kind == "example"]
        passed = not _failed(checks) and all(c.status == "passed" for c in shown)
        return Verdict(passed, tuple(checks), self.sandbox.isolation, time.monotonic() - begun)

    def _roles_of(self, spec: Specification) -> Roles:
        """Kept for the next candidate, which usually has the same specification."""
        roles = self._roles
        if roles is None or roles.spec is not spec:
            self._roles = roles = roles_of(spec)
        return roles

    def _dynamic(self, spec: Specification, code: str, budget: Budget, full: bool) -> list[Check]:
        inputs = [example.arguments for example in spec.examples]
        try:
            outcomes = self.sandbox.run(code, spec.signature.name, inputs, budget=budget) if inputs else []
        except CodecError as error:  # the caller's values are too deep or too large for the sandbox
            return [_unrun_example(spec, index, str(error)) for index in range(len(inputs))]
        checks = [check_example(spec, e, o) for e, o in zip(spec.examples, outcomes, strict=True)]
        if checks and all(check.status == "passed" for check in checks):
            checks = repeat_examples(self.sandbox, spec, code, budget, checks)
        tried = list(zip(inputs, outcomes, strict=True))
        if full or not _failed(checks):
            settings = self.settings
            checker = ConstraintChecker(
                self.sandbox,
                self._roles_of(spec),
                code,
                budget,
                settings.property_inputs,
                settings.property_s,
                full,
            )
            checks += [checker.check(sentence) for sentence in spec.constraints]
            tried += checker.tried
        else:
            checks += [Check("constraint", s, "not checked", "an example fails") for s in spec.constraints]
        return [*checks, *_check_types(spec, tried), *_check_purity(spec, tried)]


def _failed(checks: list[Check]) -> bool:
    return any(check.status == "failed" for check in checks)


def _unrun_example(spec: Specification, index: int, why: str) -> Check:
    unrun = check_example(spec, spec.examples[index], Outcome("not run"))
    return replace(unrun, detail=f"the code was not run: {why}")


def _check_types(spec: Specification, tried: Tried) -> list[Check]:
    """Whether every value returned has the declared type; declared types that the examples contradict say nothing."""
    declared = spec.signature.returns
    if not spec.signature.returns_declared:
        return []
    subject = f"returns {declared}"
    if any(not e.raises and not conforms(e.output, declared) for e in spec.examples):
        return [Check("type", subject, "not checked", "the expected outputs do not have the declared type")]
    kinds = [p.type for p in spec.signature.parameters]
    returned = [
        (arguments, o.value)
        for arguments, o in tried  # a property may go beyond the declared parameters, and says nothing then
        if o.kind == "returned" and all(map(conforms, arguments, kinds))
    ]
    wrong = [(show_arguments(spec, a), value) for a, value in returned if not conforms(value, declared)]
    if wrong:
        shown, value = min(wrong, key=lambda pair: len(pair[0]))
        return [Check("type", subject, "failed", f"got {show(value)}", shown, len(returned))]
    if not returned:
        return [Check("type", subject, "not checked", "nothing was returned")]
    return [Check("type", subject, "passed", tried=len(returned))]


def _check_purity(spec: Specification, tried: Tried) -> list[Check]:
    """Reported, never failed: a mutation fails only where a constraint forbids it."""
    answered = [(arguments, o) for arguments, o in tried if o.kind in ("returned", "raised")]
    if not answered:
        return []
    mutated = next(((a, o) for a, o in answered if o.mutated), None)
    shared = next((a for a, o in answered if o.aliased), None)
    told = []
    if mutated:
        after = mutated[1].arguments
        told.append("it modifies its input" + (f" to {show_arguments(spec, after)}" if after else ""))
    if shared is not None:
        told.append("the result is one of its arguments, or holds one")
    if not told:
        return [Check("purity", "inputs", "passed", "leaves its inputs as they were", tried=len(answered))]
    shown = show_arguments(spec, mutated[0] if mutated else shared or ())
    status = "not checked" if mutated else "passed"
    return [Check("purity", "inputs", status, "; ".join(told), shown, len(answered))]
