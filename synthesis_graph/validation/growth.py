"""Whether a candidate keeps a bound on its time: its steps are counted in the sandbox as the inputs grow.

Owns the reading of the counts, which are what the child says: evidence about honest code. Knows neither how sentences
set a bound (`bounds`) nor how steps are counted (`metering`, `meter`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from synthesis_graph.validation.bounds import Bound
from synthesis_graph.validation.literals import show
from synthesis_graph.validation.metering import LIMIT, MEASURED, Metered, Unmeasurable, metered
from synthesis_graph.validation.outcomes import Outcome
from synthesis_graph.validation.roles import Roles
from synthesis_graph.validation.sandbox import Budget, Executor
from synthesis_graph.validation.sizing import growing

_FEWEST_SIZES = 4
_FEWEST_AT_LIMIT = 2  # what explodes reaches the limit of steps soon; the limit itself is then the third
_COUNTED = "counted: loop passes, calls, and the lengths that built-ins go through"


@dataclass(frozen=True)
class Growth:
    """What was found: a status of a check, its detail, the input that shows it, how many inputs were counted."""

    status: str
    detail: str
    failing_input: str = ""
    tried: int = 0


@dataclass(frozen=True)
class _Series:
    """Counts by place for growing sizes, of one shape of input."""

    sizes: list[int]
    counts: list[dict[int, int]]
    inputs: list[tuple[Any, ...]]
    beyond: int = 0
    """The size at which more steps than the limit were counted; 0 where the time or the sizes ended first."""

    @property
    def suffices(self) -> bool:
        """Whether there is enough to judge by."""
        return len(self.sizes) >= (_FEWEST_AT_LIMIT if self.beyond else _FEWEST_SIZES)

    def totals(self) -> tuple[list[int], list[int]]:
        """Sizes and all steps, with what is known of the size beyond the limit."""
        sums = [sum(counts.values()) for counts in self.counts]
        return ([*self.sizes, self.beyond], [*sums, LIMIT]) if self.beyond else (self.sizes, sums)


def measure(sandbox: Executor, roles: Roles, code: str, bound: Bound, budget: Budget) -> Growth:
    """Whether every place in the code keeps the bound for every shape of input; about 0.1 s, at most the budget."""
    rounds = growing(roles, bound.average, bound.degree > 1)
    if not rounds:
        return Growth("not checked", f"{bound.name}: the signature does not show what grows")
    try:
        meter = metered(code, roles.spec.signature.name)
    except Unmeasurable as error:
        return Growth("not checked", f"{bound.name}: {error}")
    inputs = [arguments for _, shapes in rounds for arguments in shapes]
    outcomes = sandbox.run(meter.text, MEASURED, inputs, budget=budget)
    width = len(rounds[0][1])
    table = [outcomes[i : i + width] for i in range(0, len(outcomes), width)]
    all_series = [_series(rounds, [row[shape] for row in table], shape, meter) for shape in range(width)]
    return _judge(bound, meter, [series for series in all_series if series.suffices])


def _series(
    rounds: Sequence[tuple[int, list[tuple[Any, ...]]]], outcomes: list[Outcome], shape: int, meter: Metered
) -> _Series:
    """The counts up to the limit of steps; none for a shape on which the code raises."""
    counts: list[dict[int, int]] = []
    beyond = 0
    for (size, _), outcome in zip(rounds, outcomes, strict=True):
        if outcome.kind in ("raised", "refused", "crashed") and "RecursionError" not in outcome.exception:
            counts = []
            break
        count = _read(outcome.value, len(meter.places)) if outcome.kind == "returned" else None
        if count is None:
            beyond = size if outcome.kind == "returned" and outcome.value is None else 0
            break
        counts.append(count)
    sizes = [size for size, _ in rounds[: len(counts)]]
    inputs = [shapes[shape] for _, shapes in rounds[: len(counts)]]
    return _Series(sizes, counts, inputs, beyond if counts else 0)


def _read(value: Any, places: int) -> dict[int, int] | None:
    """What the child says it counted; None past the limit of steps, and for anything that is no count."""
    if type(value) is not list:
        return None
    for item in value:
        if type(item) is not tuple or [type(part) for part in item] != [int, int]:
            return None
        if not (0 <= item[0] < places and item[1] >= 0):
            return None
    return dict(value)


def _judge(bound: Bound, meter: Metered, found: list[_Series]) -> Growth:
    tried = sum(len(series.sizes) for series in found)
    for series in found:
        for place, (line, source) in enumerate(meter.places):
            steps = [counts.get(place, 0) for counts in series.counts]
            if len(steps) >= 3 and not bound.allows(series.sizes, steps):
                return _refuted(bound, series, f"line {line}, `{source}`", (series.sizes, steps), tried)
        sizes, sums = series.totals()
        if series.beyond and not (bound.allows(sizes, sums) and bound.allows(sizes[:-1], sums[:-1])):
            return _refuted(bound, series, "all of it", (sizes, sums), tried)
    largest = max(found, key=lambda s: (s.sizes[-1], sum(s.counts[-1].values())), default=None)
    if largest is None or len(largest.sizes) < _FEWEST_SIZES:
        return Growth("not checked", f"{bound.name}: too few sizes could be counted")
    most = sum(largest.counts[-1].values())
    detail = f"{bound.name}: {most} steps for n = {largest.sizes[-1]} ({_COUNTED})"
    if bound.unmeasured:
        return Growth("not checked", f"{detail}; the {bound.unmeasured} is not measured", "", tried)
    return Growth("passed", detail, "", tried)


def _refuted(
    bound: Bound, series: _Series, what: str, counted: tuple[list[int], list[int]], tried: int
) -> Growth:
    shown = ", ".join(f"{count} for n = {n}" for n, count in list(zip(*counted))[-4:])
    failing = f"n = {series.sizes[-1]}: {show(series.inputs[-1], 60)}"
    return Growth("failed", f"{bound.name}: {what} takes {shown} ({_COUNTED})", failing, tried)
