"""Checks the sentences in `constraints`: runs a property's inputs in one go, and shrinks the first that refutes it.

A block of inputs costs one child; so does a whole round of reductions, which is why shrinking is ours and not a
library's that asks one question at a time. Knows the sandbox and the table of properties, no particular property.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from random import Random

from synthesis_graph.artifacts import Check
from synthesis_graph.spec import Specification
from synthesis_graph.validation.examples import agrees, describe
from synthesis_graph.validation.generation import simpler_arguments
from synthesis_graph.validation.literals import show, show_arguments
from synthesis_graph.validation.outcomes import Outcome
from synthesis_graph.validation.properties import Arguments, Property, recognise
from synthesis_graph.validation.roles import Roles
from synthesis_graph.validation.sandbox import Budget, Executor, Manner

_PLAIN = Manner()
_SHRINK_ROUNDS = 30
_SHRINK_WIDTH = 60
_SHRINK_S = 2.0  # a round takes milliseconds: only code that hangs comes near it


@dataclass(frozen=True)
class Refutation:
    """An input on which a property does not hold, and what went wrong there."""

    arguments: Arguments
    complaint: str


@dataclass
class ConstraintChecker:
    """Checks the constraints of one candidate; remembers what it tried, for the check of the declared type."""

    sandbox: Executor
    roles: Roles
    code: str
    budget: Budget
    inputs: int = 60
    property_s: float = 0.5
    tried: list[tuple[Arguments, Outcome]] = field(default_factory=list)

    @property
    def spec(self) -> Specification:
        """The specification that the roles were read from."""
        return self.roles.spec

    def check(self, sentence: str) -> Check:
        """The evidence for one sentence: failed when any property that it asks for is refuted."""
        rows = recognise(sentence)
        if not rows:
            return Check("constraint", sentence, "not checked", "no known property says this")
        checks = [self._check_property(sentence, row) for row in rows]
        for status in ("failed", "not checked"):
            for check in checks:
                if check.status == status:
                    return check
        return replace(
            checks[0], detail="; ".join(c.detail for c in checks), tried=sum(c.tried for c in checks)
        )

    def _check_property(self, sentence: str, row: Property) -> Check:
        inputs = self._inputs(row)
        if not inputs:
            detail = f"{row.name}: the signature and examples do not show what to try"
            return Check("constraint", sentence, "not checked", detail)
        if not self._fits_examples(row):
            detail = f"{row.name}: the examples contradict it, so the sentence must mean something else"
            return Check("constraint", sentence, "not checked", detail)
        budget = self._budget(self.property_s)
        counts, found = self._try(row, inputs, budget)
        self.tried += counts
        if found:
            found = self._shrink(row, found)
            shown = show_arguments(self.spec, found.arguments)
            return Check(
                "constraint", sentence, "failed", f"{row.name}: {found.complaint}", shown, len(counts)
            )
        if 2 * len(counts) < len(inputs):
            why = "the time ended first" if budget.is_over() else "it fails on most generated inputs"
            return Check("constraint", sentence, "not checked", f"{row.name}: {why}", tried=len(counts))
        return Check("constraint", sentence, "passed", row.name, tried=len(counts))

    def _inputs(self, row: Property) -> list[Arguments]:
        """The same for every candidate of a specification, so drawn once."""
        drawn = self.roles.drawn
        if row.name not in drawn:
            random = Random(f"{self.spec.seed}/{row.name}")
            drawn[row.name] = row.inputs(self.roles, random, self.inputs)
        return drawn[row.name]

    def _fits_examples(self, row: Property) -> bool:
        """Whether the expected outputs themselves have the property."""
        return not any(
            row.judge(self.roles, example.arguments, Outcome("returned", example.output))
            for example in self.spec.examples
            if not example.raises and len(example.arguments) == len(self.spec.signature.parameters)
        )

    def _try(
        self, row: Property, inputs: list[Arguments], budget: Budget
    ) -> tuple[list[tuple[Arguments, Outcome]], Refutation | None]:
        """What lay inside the property's domain, and the first refutation."""
        outcomes = self._run(inputs, budget)
        inside = [(a, o) for a, o in zip(inputs, outcomes, strict=True) if _counts(row, o)]
        for arguments, outcome in inside:
            complaint = (
                row.judge(self.roles, arguments, outcome) if outcome.kind == "returned" else describe(outcome)
            )
            if complaint:
                return inside, Refutation(arguments, complaint)
        return inside, self._second_call(row, inside, budget) if row.again else None

    def _second_call(
        self, row: Property, first: list[tuple[Arguments, Outcome]], budget: Budget
    ) -> Refutation | None:
        assert row.again is not None
        outcomes = self._run([row.again(a, o) for a, o in first], budget, Manner(reseeded=row.reseeded))
        for (arguments, before), after in zip(first, outcomes, strict=True):
            if after.kind != "not run" and not (
                after.kind == "returned" and agrees(before.value, after.value)
            ):
                return Refutation(
                    arguments, f"the first call gives {show(before.value)}, then {describe(after)}"
                )
        return None

    def _shrink(self, row: Property, found: Refutation) -> Refutation:
        """The refutation with simpler arguments, until none fails; a round is one child."""
        budget = self._budget(_SHRINK_S)
        for _ in range(_SHRINK_ROUNDS):
            case = self.roles.case(found.arguments)
            steps = [
                a for a in simpler_arguments(found.arguments, _SHRINK_WIDTH) if self.roles.case(a) == case
            ]
            _, simpler = self._try(row, steps, budget)
            if simpler is None:
                return found
            found = simpler
        return found

    def _run(self, inputs: list[Arguments], budget: Budget, manner: Manner = _PLAIN) -> list[Outcome]:
        name = self.spec.signature.name
        return self.sandbox.run(self.code, name, inputs, budget=budget, manner=manner) if inputs else []

    def _budget(self, seconds: float) -> Budget:
        end = time.monotonic() + seconds
        deadline = end if self.budget.deadline is None else min(end, self.budget.deadline)
        return replace(
            self.budget, deadline=deadline, timeout_s=min(self.budget.timeout_s, self.property_s / 2)
        )


def _counts(row: Property, outcome: Outcome) -> bool:
    return outcome.kind == "returned" or (row.tolerant and outcome.kind != "not run")
