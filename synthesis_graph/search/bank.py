"""Entries of the search: a program fragment with the values it has in every environment, kept by type and cost.

An environment is one assignment of the variables: at the top, one example or fresh input; inside a loop, one element.
`UNDEFINED` stands where a fragment fails; on the examples themselves a failing fragment is dropped.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterator
from marshal import dumps
from typing import TYPE_CHECKING, Any

from synthesis_graph.language.operations import Operation
from synthesis_graph.language.types import Type

if TYPE_CHECKING:
    from synthesis_graph.search.scope import Scope

UNDEFINED = ...
"""Ellipsis: no program computes it, and marshal can key it."""

LEVELS_PER_BIT = 2
"""Costs are whole levels of half a bit, so that a bank can be read level by level."""


def level_of(bits: float) -> int:
    """The level of a cost in bits, at least 1."""
    return max(1, round(bits * LEVELS_PER_BIT))


class Entry:
    """A fragment: an operation on entries, or a leaf; `values` has one item an environment."""

    __slots__ = (
        "arguments",
        "binding",
        "early",
        "free",
        "hit",
        "leaf",
        "level",
        "operation",
        "partial",
        "type",
        "values",
    )

    def __init__(  # noqa: PLR0913, PLR0917 - made by the million: a nested record would cost time
        self, values: list[Any], type_: Type, level: int, operation: Operation | None, arguments: tuple[Entry, ...],
        free: int, partial: bool = False, leaf: Any = None, binding: Scope | None = None,
    ) -> None:  # fmt: skip
        self.values = values
        self.type = type_
        self.level = level
        self.operation = operation
        self.arguments = arguments
        self.leaf = leaf
        self.free = free
        """Bits of the scopes whose variables occur: bit d for the scope at depth d."""
        self.partial = partial
        self.hit = False
        self.early = False
        """Whether the loops with this body were run when it was new."""
        self.binding = binding
        """The inner scope whose variables the last argument is over, for operations with a function argument."""


class Bank:
    """The entries of one type, by level, one an observed behaviour."""

    __slots__ = ("filled", "is_goal", "rows", "seen", "type")

    def __init__(self, type_: Type) -> None:
        self.type = type_
        self.rows: dict[int, list[Entry]] = {}
        self.filled: list[int] = []
        """The levels that have entries, in order."""
        self.seen: dict[bytes, Entry] = {}
        self.is_goal = False

    def put(self, entry: Entry) -> None:
        """Files an entry under its level."""
        row = self.rows.get(entry.level)
        if row is None:
            self.rows[entry.level] = [entry]
            insort(self.filled, entry.level)
        else:
            row.append(entry)

    def entries(self) -> Iterator[Entry]:
        """All entries, cheapest first."""
        return (entry for level in self.filled for entry in self.rows[level])


LARGEST_KEY = 1 << 18
"""Bytes of all values of a fragment: larger ones, such as rows of powers of powers, would soon use up memory and time."""


def key_of(values: list[Any]) -> bytes | None:
    """A key that equal behaviours share; None for values that are not plain data, or too large to go on with."""
    try:
        key = dumps(values, 2)  # version 2 writes neither references nor interning: equal data, equal bytes
    except ValueError:
        return None
    return key if len(key) <= LARGEST_KEY else None


_LONGEST = 1000
_LARGEST = 10**300
_SIZED = frozenset({"str", "list", "tuple...", "set", "dict", "bytes"})


def is_small(values: list[Any], type_: Type) -> bool:
    """Whether no value is so long or large that further operations on it could run away."""
    kind = type_.name
    try:
        if kind in _SIZED:
            return max(map(len, values), default=0) <= _LONGEST
        if kind == "int":
            return max(values, default=0) < _LARGEST and min(values, default=0) > -_LARGEST
    except TypeError:  # some values are UNDEFINED, or are not what the operation's row says
        known = [v for v in values if v is not UNDEFINED]
        return len(known) < len(values) and is_small(known or [0], type_)
    return True


def careful(function: Callable[..., Any], columns: tuple[list[Any], ...], shown: int) -> list[Any] | None:
    """The values one by one, UNDEFINED where the function fails; None if it fails among the first `shown`."""
    values: list[Any] = []
    for i, arguments in enumerate(zip(*columns)):
        try:
            if any(a is UNDEFINED for a in arguments):
                raise ValueError
            values.append(function(*arguments))
        except Exception:  # noqa: BLE001 - whatever a fragment raises only means that it has no value here
            if i < shown:
                return None
            values.append(UNDEFINED)
    return values
