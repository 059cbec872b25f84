"""What fragments are sought for: values wanted at the top, what they are along a loop's elements, and parts put together.

Pure but for the lists that a collector fills. What is sought when, and in which scope, is `enumeration`'s.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from synthesis_graph.language.operations import element_of
from synthesis_graph.language.types import ANY, STR, Type
from synthesis_graph.search.bank import Entry


@dataclass(frozen=True)
class Aim:
    """Values that a fragment outside loops is wanted to have in the shown environments."""

    type: Type
    wanted: list[Any]


GO_ALONG: dict[type, tuple[str, ...]] = {
    list: ("map",),
    tuple: ("map_row", "map_tuple"),
    str: ("map_text",),
    dict: ("dict_of",),
}
"""The operations that make something of each element, by the type of what they make in all."""


def values_along(wanted: Any, items: Any) -> list[Any] | None:
    """What is wanted for each element; None where it does not run along them."""
    if isinstance(wanted, (list, tuple, str)):
        return list(wanted) if len(wanted) == len(items) else None
    try:
        return (
            [wanted[x] for x in items] if isinstance(wanted, dict) and wanted.keys() == set(items) else None
        )
    except TypeError:  # elements that are no keys
        return None


def item_of(t: Type, value: Any) -> Type:
    """The type of what is made of one element."""
    if isinstance(value, dict):
        return t.args[1] if t.name == "dict" else ANY
    return STR if isinstance(value, str) else element_of(t) or ANY


def collector(
    parts: list[list[Entry]], mine: list[Entry], combine: Callable[[tuple[Entry, ...]], None]
) -> Callable[[Entry], None]:
    """Notes the first fragments found for one part, and combines each with those of all other parts."""

    def collect(entry: Entry) -> None:
        if len(mine) >= 4:
            return
        mine.append(entry)
        if all(parts):
            for combination in _products(parts, mine, entry):
                combine(combination)

    return collect


def _products(parts: list[list[Entry]], mine: list[Entry], entry: Entry) -> Iterator[tuple[Entry, ...]]:
    rows = [[entry] if p is mine else p for p in parts]
    yield from itertools.islice(itertools.product(*rows), 16)
