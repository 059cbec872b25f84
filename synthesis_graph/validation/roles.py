"""What the parameters and examples of a specification reveal about its constraints: records, the key, the direction.

Read once per specification by the properties. Knows nothing of code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from synthesis_graph.language.types import ANY, Type, infer, join_all
from synthesis_graph.spec import Specification

if TYPE_CHECKING:
    from synthesis_graph.validation.drawing import Draws


_CONTAINERS: dict[str, type] = {"list": list, "dict": dict, "set": set, "str": str, "tuple...": tuple}


@dataclass(frozen=True)
class Roles:
    """A specification as the properties see it; positions are indices into the arguments, -1 where there is none."""

    spec: Specification
    may_lack_key: bool = False
    """Whether a constraint says that records may lack the key."""
    wanted: frozenset[str] = frozenset()
    """The exceptions that constraints ask for."""
    drawn: dict[str, Draws | None] = field(default_factory=dict, compare=False)
    """Inputs already drawn, by the name of the property."""

    @cached_property
    def arguments(self) -> list[tuple[Any, ...]]:
        """The arguments of the examples that return."""
        count = len(self.spec.signature.parameters)
        return [e.arguments for e in self.spec.examples if not e.raises and len(e.arguments) == count]

    @cached_property
    def kinds(self) -> list[Type]:
        """The type of each parameter: the declared one, or where that is `Any` what the examples show."""
        return [
            p.type if p.type != ANY else join_all(infer(a[index]) for a in self.arguments)
            for index, p in enumerate(self.spec.signature.parameters)
        ]

    @cached_property
    def rows(self) -> int:
        """The first parameter that is a list."""
        return self._first("list", list)

    @cached_property
    def mapping(self) -> int:
        """The first parameter that is a dictionary."""
        return self._first("dict", dict)

    def _first(self, name: str, kind: type) -> int:
        for index, parameter in enumerate(self.spec.signature.parameters):
            shown = self.arguments and all(type(a[index]) is kind for a in self.arguments)
            if parameter.type.name == name or shown:
                return index
        return -1

    def container(self, index: int) -> type | None:
        """The type of the values that the parameter takes, where the declaration or every example says it."""
        shown = {type(a[index]) for a in self.arguments}
        if len(shown) == 1:
            return next(iter(shown))
        return _CONTAINERS.get(self.spec.signature.parameters[index].type.name)

    @cached_property
    def fields(self) -> dict[str, list[Any]]:
        """The fields of the records that the rows, or the dictionary, hold, each with the values seen."""
        if self.rows >= 0:
            return record_fields([item for a in self.arguments for item in a[self.rows]])
        return record_fields([a[self.mapping] for a in self.arguments]) if self.mapping >= 0 else {}

    @cached_property
    def key(self) -> int:
        """The string parameter whose values in the examples name a field of the records."""
        for index, parameter in enumerate(self.spec.signature.parameters):
            values = [a[index] for a in self.arguments]
            named = all(type(v) is str for v in values) and any(v in self.fields for v in values)
            if named and parameter.type.name in ("str", "Any"):
                return index
        return -1

    @cached_property
    def keys(self) -> list[str]:
        """The field names that the examples pass as the key."""
        if self.key < 0:
            return []
        return list(dict.fromkeys(a[self.key] for a in self.arguments if a[self.key] in self.fields))

    @cached_property
    def reorders(self) -> bool:
        """Whether every example's output holds the items of its rows, each as often."""
        return (
            bool(self.arguments)
            and self.rows >= 0
            and all(same_items(a[self.rows], output) for a, output in self._pairs())
        )

    @cached_property
    def direction(self) -> int:
        """1 when the examples' outputs ascend (by the key where there is one), -1 descend, 0 neither or not shown."""
        rows = [self.sort_values(a, output) for a, output in self._pairs()]
        for direction in (1, -1):
            shown = any(row is not None and not is_sorted(row, -direction) for row in rows)
            if shown and all(row is not None and is_sorted(row, direction) for row in rows):
                return direction
        return 0

    def sort_values(self, arguments: Sequence[Any], output: Any) -> list[Any] | None:
        """What the output is sorted by: the values at the key where there is one, else its items; None for no list."""
        if type(output) is not list:
            return None
        if self.key < 0:
            return output
        key = arguments[self.key]
        return [item[key] for item in output if type(item) is dict and key in item]

    def is_telling(self, arguments: Sequence[Any]) -> bool:
        """Whether a reader sees the fault best here: some records have the key and some lack it, where any do."""
        return self.case(arguments)[1:] in ((), (True, False))

    def case(self, arguments: Sequence[Any]) -> tuple[Any, ...]:
        """What a reduction must leave alone: the key, and whether some and whether all records have it."""
        if self.key < 0:
            return ()
        key, held = arguments[self.key], arguments[self.rows if self.rows >= 0 else self.mapping]
        having = [key in record for record in (held if type(held) is list else [held])]
        return key, any(having), all(having)

    def _pairs(self) -> list[tuple[tuple[Any, ...], Any]]:
        count = len(self.spec.signature.parameters)
        return [
            (e.arguments, e.output) for e in self.spec.examples if not e.raises and len(e.arguments) == count
        ]


def record_fields(seen: Sequence[Any]) -> dict[str, list[Any]]:
    """The values of each field when the dictionaries look like records: string keys that most of them share."""
    records = [d for d in seen if isinstance(d, dict) and d]
    keys = list(dict.fromkeys(chain.from_iterable(records)))
    if not records or len(keys) > 12 or not all(isinstance(k, str) for k in keys):
        return {}
    if any(2 * sum(key in d for d in records) < len(records) for key in keys):
        return {}
    return {key: [d[key] for d in records if key in d] for key in keys}


def same_items(a: Any, b: Any) -> bool:
    """Whether two lists hold equal items, each as often; items need not be hashable."""
    if type(a) is not list or type(b) is not list or len(a) != len(b):
        return False
    left = list(b)
    for item in a:
        if item not in left:
            return False
        left.remove(item)
    return True


def is_sorted(values: list[Any], direction: int) -> bool:
    """Whether neighbours are in order; values that cannot be compared are in any."""
    try:
        return all((a <= b) if direction > 0 else (a >= b) for a, b in pairwise(values))
    except TypeError:
        return True
