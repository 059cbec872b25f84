"""Outputs taken apart by what could be the last step: the arguments that it must have had, each a goal of its own.

The witness functions of FlashMeta (Polozov & Gulwani 2015): a row a step that its output determines. A sentence is words
joined, a dict is made of keys and values; what gives the words may then be found as a selection over other words. Only
rows: what is sought, and how it is put together again, is `enumeration`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Arguments = tuple[Any, ...]

SEPARATORS = (", ", ",", "-", "_", "/", ".", ":", ";", "\n", "|", "+")
LONGEST = 200
"""Items of an output that is taken apart."""


@dataclass(frozen=True)
class Witness:
    """A last step: its operation, and the arguments that one output takes; None where it cannot be its output."""

    operation: str
    arguments: Callable[[Any], Arguments | None]


def last_steps(wanted: list[Any]) -> Iterator[tuple[str, list[list[Any]]]]:
    """The operations that could have made all of the wanted values, each with the column of values of each argument.

    At least one argument must be more than one item in some example: a step that joins nothing explains nothing.
    """
    kinds = {type(w) for w in wanted}
    if len(kinds) != 1 or any(hasattr(w, "__len__") and len(w) > LONGEST for w in wanted):
        return
    for witness in _WITNESSES.get(kinds.pop(), ()):
        rows = [witness.arguments(w) for w in wanted]
        known = [row for row in rows if row is not None]
        if len(known) == len(rows) and any(_tells(row) for row in known):
            yield witness.operation, [list(column) for column in zip(*known)]


def _tells(arguments: Arguments) -> bool:
    last = arguments[-1]
    return not isinstance(last, (list, tuple)) or len(last) > 1


def _joined(separator: str) -> Callable[[str], Arguments]:
    return lambda text: (separator, text.split(separator))


def _number(text: str) -> Arguments | None:
    """The number that is written so and not otherwise."""
    digits = text.removeprefix("-")
    return (int(text),) if digits.isascii() and digits.isdecimal() and str(int(text)) == text else None


def _of_width(width: int) -> Callable[[Any], Arguments | None]:
    return lambda row: tuple(row) if len(row) == width else None


def _columns(rows: list[Any]) -> Arguments | None:
    """The two lists that pairs come from."""
    if not all(isinstance(row, tuple) and len(row) == 2 for row in rows):
        return None
    return [first for first, _ in rows], [second for _, second in rows]


_WITNESSES: dict[type, tuple[Witness, ...]] = {
    str: (
        Witness("join_space", lambda text: (text.split(" "),)),
        *(Witness("join", _joined(separator)) for separator in SEPARATORS),
        Witness("to_text", _number),
    ),
    list: (
        Witness("pair_list", _of_width(2)),
        Witness("zip", _columns),
        Witness("reverse", lambda row: (row[::-1],)),
    ),
    tuple: (
        Witness("pair", _of_width(2)),
        Witness("triple", _of_width(3)),
        Witness("to_tuple", lambda row: (list(row),)),
    ),
    dict: (
        Witness("zip_to_dict", lambda made: (list(made), list(made.values()))),
        Witness("to_dict", lambda made: (list(made.items()),)),
    ),
}  # fmt: skip
"""By the type of the output, the likelier step first."""
