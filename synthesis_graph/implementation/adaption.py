"""Retrieved functions as answers: arguments mapped to the asked signature, results converted, run in the sandbox.

Owns the mapping only. A retrieved text is never run here: the sandbox runs it on the examples and the fresh inputs,
and what it answers is compared as data.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from synthesis_graph.artifacts import Snippet
from synthesis_graph.confidence import information
from synthesis_graph.implementation.calls import Call, calls_of, wrapped
from synthesis_graph.implementation.conversions import (
    CONVERSIONS,
    FAILED,
    Conversion,
    agree,
    choices,
    convert,
    shown,
)  # fmt: skip
from synthesis_graph.implementation.holes import Change
from synthesis_graph.implementation.variants import BATCH, Trial, plans, sieve, varied_name
from synthesis_graph.sampling import fresh_inputs
from synthesis_graph.search.constants import constants
from synthesis_graph.search.costs import is_told
from synthesis_graph.search.features import Told, retrieved_features
from synthesis_graph.spec import Specification
from synthesis_graph.validation.outcomes import Outcome
from synthesis_graph.validation.sandbox import Budget, Sandbox

_SLICE_S = 0.25
_SURE = 12
"""How many plain calls are tried even where the technique's own time is up."""

_OPENED = 12
"""Inside how many of the nearest functions parts are changed."""

_MOST_BITS = 60.0
"""What changes inside a function may cost at most, however much the examples say."""

_LIGHT_BITS = 2.0
"""The dearest conversion of a changed function's result: too many ways to fit prove nothing."""


@dataclass(frozen=True)
class Adapted:
    """A retrieved function that answers the examples rightly under the asked signature."""

    code: str
    snippet: Snippet
    features: dict[str, float]
    answers: tuple[str, ...]
    changes: tuple[str, ...] = ()
    """What was changed inside the function, each in a few words."""


@dataclass(frozen=True)
class Ends:
    """Until when adapting goes on: what is surest to help until `latest`, the rest until `usual`."""

    usual: float
    latest: float
    cancelled: Callable[[], bool] | None = None

    def passed(self, sure: bool = False) -> bool:
        """Whether it is time to stop."""
        late = time.monotonic() > (self.latest if sure else self.usual)
        return late or (self.cancelled is not None and self.cancelled())


def adapt(
    spec: Specification, snippets: Sequence[Snippet], sandbox: Sandbox, ends: Ends
) -> tuple[list[Adapted], dict[str, float]]:
    """The snippets that answer the examples rightly, as they are or changed, and how many calls were tried."""
    attempt = _Attempt(spec, sandbox)
    ways = [(call, snippet) for snippet in snippets for call in calls_of(spec, snippet)]
    ways.sort(key=lambda way: way[0].bits)  # the plain call of each comes first
    for position, (call, snippet) in enumerate(ways):
        if ends.passed(sure=position < _SURE and not call.bits):
            break
        attempt.plain(call, snippet, ends)
    if (
        not attempt.adapted and attempt.wanted and is_told(spec)
    ):  # without a word, the nearest are so by accident
        for call, snippet in [way for way in ways if not way[0].bits][:_OPENED]:
            attempt.changed(call, snippet, ends)
    return attempt.adapted, {"tried": float(attempt.tried)}


class _Attempt:
    """Retrieved functions tried on one specification, and those found to answer its examples."""

    def __init__(self, spec: Specification, sandbox: Sandbox) -> None:
        self.spec, self.sandbox = spec, sandbox
        shown = [e for e in spec.examples if not e.raises]
        self.inputs = [e.arguments for e in shown] + fresh_inputs(spec)
        self.wanted = [e.output for e in shown]
        self.told = Told.by(spec)
        self.adapted: list[Adapted] = []
        self.tried = 0

    def plain(self, call: Call, snippet: Snippet, ends: Ends) -> None:
        """A snippet as it is."""
        self.tried += 1
        self.adapted += self._fitting(call, snippet, (), ends.latest)

    def changed(self, call: Call, snippet: Snippet, ends: Ends) -> None:
        """A snippet with one part of it changed, then with two, as far as the examples can pay for the change."""
        values = [(value, bits) for value, _, bits in constants(self.spec)]
        planned = plans(snippet.code, snippet.name, values, min(_MOST_BITS, information(self.spec)))
        trial = Trial(
            tuple(p.name for p in self.spec.signature.parameters),
            call.arguments,
            self.inputs[0],
            self._promising,
        )
        for start in range(0, len(planned), BATCH):
            if ends.passed():
                return
            batch = planned[start : start + BATCH]
            self.tried += len(batch)
            for version in sieve(snippet.code, snippet.name, batch, trial, self.sandbox, ends.usual):
                made = replace(snippet, code=version.code, name=varied_name(snippet.name))
                self.adapted += self._fitting(call, made, version.changes, ends.usual)

    def _promising(self, outcome: Outcome) -> bool:
        if outcome.kind != "returned":
            return False
        return any(agree([convert(c, outcome)], self.wanted[:1]) for c in self._conversions(changed=True))

    def _conversions(self, changed: bool) -> Iterator[Conversion]:
        for conversion in (*CONVERSIONS, *choices(self.wanted)):
            if not changed or conversion.bits <= _LIGHT_BITS:
                yield conversion

    def _fitting(
        self, call: Call, snippet: Snippet, changes: tuple[Change, ...], deadline: float
    ) -> Iterator[Adapted]:
        code = wrapped(self.spec, snippet, call, "_0")
        budget = Budget(timeout_s=_SLICE_S, deadline=deadline)
        outcomes = self.sandbox.run(code, self.spec.signature.name, self.inputs, budget=budget)
        wanted = self.wanted
        if any(o.kind != "returned" for o in outcomes[: len(wanted)]):
            return
        for conversion in self._conversions(bool(changes)):
            values = [convert(conversion, o) for o in outcomes]
            if not agree(values, wanted):
                continue
            if not wanted and conversion.bits:
                return
            answers = tuple("!" if v is FAILED else shown(v) for v in values[len(wanted) :])
            features = retrieved_features(
                snippet.name, snippet.score, self.told, call.bits, conversion.bits, answers
            )
            if changes:
                features |= {"changed": 1.0, "changes": sum(change.bits for change in changes)}
            yield Adapted(
                code=wrapped(self.spec, snippet, call, conversion.template),
                snippet=snippet,
                features=features,
                answers=answers,
                changes=tuple(change.told for change in changes),
            )
