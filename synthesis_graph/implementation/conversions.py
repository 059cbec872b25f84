"""What is done with a retrieved function's result: one row a conversion, with its bits, and plain values compared.

Knows no functions and no sandbox: what came back is data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from synthesis_graph.validation.outcomes import Outcome


@dataclass(frozen=True)
class Conversion:
    """What is done with the result; `template` holds `_0`."""

    template: str
    function: Callable[[Any], Any]
    bits: float


CONVERSIONS = (
    Conversion("_0", lambda v: v, 0.0),
    Conversion("list(_0)", list, 2.0),
    Conversion("tuple(_0)", tuple, 2.0),
    Conversion("set(_0)", set, 3.0),
    Conversion("not _0", lambda v: (not v) if isinstance(v, bool) else _refuse(), 3.0),
    Conversion("len(_0)", len, 4.0),
    Conversion("sum(_0)", sum, 5.0),
    Conversion("str(_0)", str, 4.0),
    Conversion("int(_0)", int, 4.0),
    Conversion("sorted(_0)", sorted, 5.0),
    Conversion("max(_0)", max, 6.0),
    Conversion("min(_0)", min, 6.0),
    Conversion("_0[0]", lambda v: v[0], 6.0),
    Conversion("_0[-1]", lambda v: v[-1], 6.0),
    Conversion("round(_0, 2)", lambda v: round(v, 2), 5.0),
)


def choices(wanted: list[Any]) -> Iterator[Conversion]:
    """A truth value read as one of the two outputs that the examples have, either way round."""
    distinct = {repr(w): w for w in wanted}
    if len(distinct) != 2 or any(isinstance(w, bool) for w in wanted):
        return
    first, second = distinct.values()
    for yes, no in ((first, second), (second, first)):
        yield Conversion(
            f"{yes!r} if _0 else {no!r}",
            partial(_choose, yes, no),
            3.0,
        )


def _choose(yes: Any, no: Any, value: Any) -> Any:
    if not isinstance(value, bool):
        raise TypeError("not a truth value")
    return yes if value else no


FAILED = object()


def shown(value: Any) -> str:
    """The printed value, cut where it is long."""
    text = repr(value)
    return text if len(text) <= 200 else text[:200] + "…"


def _refuse() -> bool:
    raise TypeError("not a truth value")


def convert(conversion: Conversion, outcome: Outcome) -> Any:
    """The converted value, or `FAILED`."""
    if outcome.kind != "returned":
        return FAILED
    try:
        return conversion.function(outcome.value)
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):
        return FAILED


def agree(found: list[Any], wanted: list[Any]) -> bool:
    """Equality of plain values that keeps booleans apart from numbers."""
    return all(isinstance(a, bool) == isinstance(b, bool) and bool(a == b) for a, b in zip(found, wanted))
