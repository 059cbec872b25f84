"""Checks the sentences in `constraints`: runs a property's inputs in one go, and shrinks one that refutes it.

A block of inputs costs one child, a question of the shrinker another. Knows the sandbox and the table of properties,
no particular property. Hypothesis is imported with the first property that is checked.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from synthesis_graph.artifacts import Check
from synthesis_graph.spec import Specification
from synthesis_graph.validation.bounds import Bound
from synthesis_graph.validation.confined.codec import encode
from synthesis_graph.validation.examples import agrees, describe
from synthesis_graph.validation.growth import measure
from synthesis_graph.validation.literals import show, show_arguments
from synthesis_graph.validation.outcomes import Outcome
from synthesis_graph.validation.properties import MISSING_KEYS, Arguments, Property, recognise, unread
from synthesis_graph.validation.roles import Roles
from synthesis_graph.validation.sandbox import Budget, Executor, Manner

if TYPE_CHECKING:
    from synthesis_graph.validation.drawing import Draws

_PLAIN = Manner()
_SHRINK_QUESTIONS = 80
_GROWTH_S = 2.0  # a tenth is usual
_SHRINK_S = 2.0  # a question takes milliseconds: only code that hangs comes near it


def roles_of(spec: Specification) -> Roles:
    """The roles that a specification's values play, with what its constraints say of them."""
    names = [p.name for p in spec.signature.parameters]
    rows = [row for sentence in spec.constraints for row in recognise(sentence, names)]
    wanted = frozenset(name for row in rows if isinstance(row, Property) for name in row.raises)
    return Roles(spec, MISSING_KEYS in rows, wanted)


def draws_of(roles: Roles, row: Property, count: int) -> Draws | None:
    """The inputs on which a property is tried, None where it has no meaning here; drawn once a specification."""
    drawn = roles.drawn
    if row.name not in drawn:
        with _old_objects_frozen():
            drawn[row.name] = _draw(roles, row, count)
    return drawn[row.name]


def _draw(roles: Roles, row: Property, count: int) -> Draws | None:
    from synthesis_graph.validation.drawing import draw
    from synthesis_graph.validation.strategies import Undrawable

    try:
        strategy = row.inputs(roles)
    except Undrawable:
        return None
    return None if strategy is None else draw(strategy, count, f"{roles.spec.seed}/{row.name}")


def fits_examples(roles: Roles, row: Property, count: int) -> bool:
    """Whether the expected outputs themselves have the property."""
    spec = roles.spec
    if row.raises:
        draws = draws_of(roles, row, count)
        shown = [e.arguments for e in spec.examples if not e.raises]
        return draws is None or not any(arguments in draws.arguments for arguments in shown)
    return not any(
        row.judge(roles, example.arguments, Outcome("returned", example.output))
        for example in spec.examples
        if not example.raises and len(example.arguments) == len(spec.signature.parameters)
    )


@dataclass(frozen=True)
class Refutation:
    """An input on which a property does not hold, and what went wrong there; nothing where it holds after all."""

    arguments: Arguments
    complaint: str


@dataclass
class ConstraintChecker:
    """Checks the constraints of one candidate; remembers what it tried, for the check of the declared type."""

    sandbox: Executor
    roles: Roles
    code: str
    budget: Budget
    inputs: int = 40
    property_s: float = 0.5
    full: bool = False
    """Whether every refutation is made simple; else the first of a candidate, since most are never shown."""
    tried: list[tuple[Arguments, Outcome]] = field(default_factory=list)
    _has_refuted: bool = False

    @property
    def spec(self) -> Specification:
        """The specification that the roles were read from."""
        return self.roles.spec

    def check(self, sentence: str) -> Check:
        """The evidence for one sentence: failed when any property that it asks for is refuted."""
        rows = recognise(sentence, [p.name for p in self.spec.signature.parameters])
        if not rows:
            return Check("constraint", sentence, "not checked", "no known property says this")
        checks = [
            self._check_property(sentence, row)
            if isinstance(row, Property)
            else self._check_bound(sentence, row)
            for row in rows
        ]
        if part := unread(sentence):
            checks.append(Check("constraint", sentence, "not checked", f"no known property says: {part}"))
        for status in ("failed", "not checked"):
            for check in checks:
                if check.status == status:
                    return check
        return replace(
            checks[0], detail="; ".join(c.detail for c in checks), tried=sum(c.tried for c in checks)
        )

    def _check_bound(self, sentence: str, bound: Bound) -> Check:
        budget = replace(self._budget(_GROWTH_S), timeout_s=min(self.budget.timeout_s, _GROWTH_S / 2))
        found = measure(self.sandbox, self.roles, self.code, bound, budget)
        return Check("constraint", sentence, found.status, found.detail, found.failing_input, found.tried)

    def _check_property(self, sentence: str, row: Property) -> Check:
        draws = self._draws(row)
        if draws is None or not draws.arguments:
            detail = f"{row.name}: the signature and examples do not show what to try"
            return Check("constraint", sentence, "not checked", detail)
        if not fits_examples(self.roles, row, self.inputs):
            detail = f"{row.name}: the examples contradict it, so the sentence must mean something else"
            return Check("constraint", sentence, "not checked", detail)
        budget = self._budget(self.property_s)
        inside, found = self._try(row, draws.arguments, budget)
        self.tried += inside
        if found:
            return self._refuted(sentence, row, draws, found, len(inside))
        if 2 * len(inside) < len(draws.arguments):
            why = "the time ended first" if budget.is_over() else "it fails on most generated inputs"
            return Check("constraint", sentence, "not checked", f"{row.name}: {why}", tried=len(inside))
        return Check("constraint", sentence, "passed", row.name, tried=len(inside))

    def _draws(self, row: Property) -> Draws | None:
        return draws_of(self.roles, row, self.inputs)

    def _try(
        self, row: Property, inputs: list[Arguments], budget: Budget
    ) -> tuple[list[tuple[Arguments, Outcome]], list[Refutation]]:
        """What lay inside the property's domain, and every refutation."""
        outcomes = self._run(inputs, budget)
        inside = [(a, o) for a, o in zip(inputs, outcomes, strict=True) if self._counts(row, o)]
        judged = [Refutation(a, row.complaint(self.roles, a, o)) for a, o in inside]
        found = [refutation for refutation in judged if refutation.complaint]
        return inside, found or (self._second_call(row, inside, budget) if row.again else [])

    def _second_call(
        self, row: Property, first: list[tuple[Arguments, Outcome]], budget: Budget
    ) -> list[Refutation]:
        assert row.again is not None
        outcomes = self._run([row.again(a, o) for a, o in first], budget, Manner(reseeded=row.reseeded))
        return [
            Refutation(arguments, f"the first call gives {show(before.value)}, then {describe(after)}")
            for (arguments, before), after in zip(first, outcomes, strict=True)
            if after.kind != "not run"
            and not (after.kind == "returned" and agrees(before.value, after.value))
        ]

    def _refuted(
        self, sentence: str, row: Property, draws: Draws, found: list[Refutation], tried: int
    ) -> Check:
        """The evidence with the most telling refutation, made as simple as the budget allows."""
        start = min(found, key=lambda r: (not self.roles.is_telling(r.arguments), len(encode(r.arguments))))
        questions = _SHRINK_QUESTIONS if self.full or not self._has_refuted else 0
        self._has_refuted = True
        case = self.roles.case(start.arguments)
        budget = self._budget(_SHRINK_S)
        complaints = {encode(start.arguments): start.complaint}

        def refutes(arguments: Arguments) -> bool:
            if budget.is_over():
                raise TimeoutError
            if self.roles.case(arguments) != case:
                return False
            _, again = self._try(row, [arguments], budget)
            complaints.update((encode(r.arguments), r.complaint) for r in again)
            return bool(again)

        simplest = draws.shrink(draws.arguments.index(start.arguments), refutes, questions)
        detail = f"{row.name}: {complaints[encode(simplest)]}"
        return Check("constraint", sentence, "failed", detail, show_arguments(self.spec, simplest), tried)

    def _counts(self, row: Property, outcome: Outcome) -> bool:
        """Whether an input lies inside the property's domain: where it returns, or where the row says more."""
        if outcome.kind == "raised" and not row.raises and self.roles.wanted.intersection(outcome.exception):
            return False  # another constraint asks for this exception
        return outcome.kind == "returned" or (row.tolerant and outcome.kind != "not run")

    def _run(self, inputs: list[Arguments], budget: Budget, manner: Manner = _PLAIN) -> list[Outcome]:
        name = self.spec.signature.name
        return self.sandbox.run(self.code, name, inputs, budget=budget, manner=manner) if inputs else []

    def _budget(self, seconds: float) -> Budget:
        end = time.monotonic() + seconds
        deadline = end if self.budget.deadline is None else min(end, self.budget.deadline)
        return replace(
            self.budget, deadline=deadline, timeout_s=min(self.budget.timeout_s, self.property_s / 2)
        )


@contextmanager
def _old_objects_frozen() -> Iterator[None]:
    """Importing Hypothesis makes many objects and collects garbage once: neither should walk a loaded index."""
    is_ours = gc.get_freeze_count() == 0
    if is_ours:
        gc.freeze()
    try:
        yield
    finally:
        if is_ours:
            gc.unfreeze()
