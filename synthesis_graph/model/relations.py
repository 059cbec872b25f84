"""Relations between the inputs and the output of an example: one row each, true or false where it applies.

What all examples share of them is the specification's *signature of properties* (Odena & Sutton 2020): it says at a glance
that the output is a reordering, a count, or a part of an argument. Knows values only, neither programs nor words.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

Judge = Callable[[Any, Any], bool]
Shown = Sequence[tuple[tuple[Any, ...], Any]]


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_row(value: Any) -> bool:
    return isinstance(value, (list, tuple, str, set, dict))


def _numbers(value: Any) -> list[Any]:
    """The numbers that a value holds at its top level."""
    return [x for x in value if _is_number(x)] if isinstance(value, (list, tuple, set)) else []


def _sorted(row: Any) -> bool:
    items = list(row)
    return all(a <= b for a, b in itertools.pairwise(items))


def _bag(row: Iterable[Any]) -> list[str]:
    return sorted(map(repr, row))


_ALONE: dict[str, Callable[[Any], bool]] = {
    "output is none": lambda o: o is None,
    "output is true": lambda o: o is True,
    "output is false": lambda o: o is False,
    "output is empty": lambda o: _is_row(o) and len(o) == 0,
    "output has one item": lambda o: _is_row(o) and len(o) == 1,
    "output has two items": lambda o: _is_row(o) and len(o) == 2,
    "output is sorted": lambda o: isinstance(o, (list, tuple, str)) and _sorted(o),
    "output falls": lambda o: isinstance(o, (list, tuple, str)) and _sorted(list(o)[::-1]),
    "output has no duplicate": lambda o: isinstance(o, (list, tuple, str)) and len(set(_bag(o))) == len(o),
    "output is all digits": lambda o: isinstance(o, str) and o.isdigit(),
    "output is lower case": lambda o: isinstance(o, str) and o.islower(),
    "output is upper case": lambda o: isinstance(o, str) and o.isupper(),
    "output is a title": lambda o: isinstance(o, str) and o.istitle(),
    "output has a space": lambda o: isinstance(o, str) and " " in o,
    "output is alphabetic": lambda o: isinstance(o, str) and o.isalpha(),
    "output is zero": lambda o: _is_number(o) and o == 0,
    "output is negative": lambda o: _is_number(o) and o < 0,
    "output is even": lambda o: isinstance(o, int) and o % 2 == 0,
    "output is below ten": lambda o: _is_number(o) and 0 <= o < 10,
    "output is whole": lambda o: _is_number(o) and o == int(o) if _is_number(o) and abs(o) < 1e15 else False,
    "output numbers are even": lambda o: bool(_numbers(o)) and all(x % 2 == 0 for x in _numbers(o)),
    "output numbers are odd": lambda o: bool(_numbers(o)) and all(x % 2 == 1 for x in _numbers(o)),
    "output numbers are positive": lambda o: bool(_numbers(o)) and min(_numbers(o)) > 0,
    "output numbers are below ten": lambda o: bool(_numbers(o)) and max(map(abs, _numbers(o))) < 10,
}

_ROWS: dict[str, Judge] = {
    "equal": lambda a, o: type(a) is type(o) and bool(a == o),
    "same length": lambda a, o: len(a) == len(o),
    "longer": lambda a, o: len(o) > len(a),
    "shorter": lambda a, o: len(o) < len(a),
    "one shorter": lambda a, o: len(o) == len(a) - 1,
    "one longer": lambda a, o: len(o) == len(a) + 1,
    "twice as long": lambda a, o: len(o) == 2 * len(a),
    "half as long": lambda a, o: len(o) == len(a) // 2,
    "same items": lambda a, o: _bag(a) == _bag(o),
    "items of the argument": lambda a, o: set(_bag(o)) <= set(_bag(a)),
    "holds all items": lambda a, o: set(_bag(a)) <= set(_bag(o)),
    "no shared item": lambda a, o: not set(_bag(a)) & set(_bag(o)),
    "reversed": lambda a, o: list(a)[::-1] == list(o),
    "prefix": lambda a, o: list(a)[: len(o)] == list(o),
    "suffix": lambda a, o: list(a)[len(a) - len(o) :] == list(o),
    "begins with the argument": lambda a, o: list(o)[: len(a)] == list(a),
    "ends with the argument": lambda a, o: list(o)[len(o) - len(a) :] == list(a),
    "same first item": lambda a, o: bool(a and o) and next(iter(a)) == next(iter(o)),
    "same last item": lambda a, o: bool(a and o) and list(a)[-1] == list(o)[-1],
    "argument is sorted": lambda a, o: _sorted(a),
    "subsequence": lambda a, o: _is_subsequence(list(o), list(a)),
    "contained text": lambda a, o: isinstance(a, str) and isinstance(o, str) and o in a,
    "items differ by one constant": lambda a, o: (
        len(a) == len(o) > 1 and len({y - x for x, y in zip(a, o)}) == 1
    ),
    "items by one factor": lambda a, o: len(a) == len(o) > 1 and len({y / x for x, y in zip(a, o)}) == 1,
    "same but for case": lambda a, o: isinstance(o, str) and a.lower() == o.lower(),
    "same letters and digits": lambda a, o: isinstance(o, str) and _plain(a) == _plain(o),
}
"""Between an argument with items and an output with items."""

_COUNTS: dict[str, Judge] = {
    "length": lambda a, o: o == len(a),
    "below the length": lambda a, o: 0 <= o < len(a),
    "an item": lambda a, o: o in a,
    "first item": lambda a, o: bool(a) and o == next(iter(a)),
    "last item": lambda a, o: bool(a) and o == list(a)[-1],
    "largest": lambda a, o: bool(a) and o == max(a),
    "smallest": lambda a, o: bool(a) and o == min(a),
    "sum": lambda a, o: o == sum(a),
    "above the sum": lambda a, o: o > sum(a),
    "number of distinct items": lambda a, o: o == len(set(a)),
    "a multiple of the length": lambda a, o: bool(a) and o % len(a) == 0,
}
"""Between an argument with items and an output that is a scalar."""

_SCALARS: dict[str, Judge] = {
    "equal": lambda a, o: type(a) is type(o) and bool(a == o),
    "larger": lambda a, o: o > a,
    "much larger": lambda a, o: abs(o) > 4 * abs(a) + 4,
    "divides": lambda a, o: o % a == 0,
    "is divided": lambda a, o: a % o == 0,
    "same parity": lambda a, o: (a - o) % 2 == 0,
    "one more": lambda a, o: o == a + 1,
    "double": lambda a, o: o == 2 * a,
    "square": lambda a, o: o == a * a,
    "fewer digits": lambda a, o: len(str(abs(o))) < len(str(abs(a))),
    "digits of the argument": lambda a, o: set(str(o)) <= set(str(a)),
    "digit sum": lambda a, o: o == sum(map(int, str(abs(a)))),
}
"""Between two numbers."""

_BUILDS: dict[str, Judge] = {
    "length": lambda a, o: len(o) == a,
    "one more than its length": lambda a, o: len(o) == a + 1,
    "an item": lambda a, o: a in o,
    "largest": lambda a, o: bool(o) and max(o) == a,
    "its digits": lambda a, o: "".join(map(str, o)) == str(a),
}
"""Between a number and an output with items."""


def _is_subsequence(part: list[Any], whole: list[Any]) -> bool:
    rest = iter(whole)
    return all(any(x == y for y in rest) for x in part)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text))


ARGUMENTS = 2
"""How many arguments, from the first, are compared with the output."""

_PAIRS: tuple[tuple[str, Callable[[Any], bool], Callable[[Any], bool], dict[str, Judge]], ...] = (
    ("rows", _is_row, _is_row, _ROWS),
    ("counts", _is_row, lambda o: not _is_row(o) and o is not None, _COUNTS),
    ("scalars", _is_number, _is_number, _SCALARS),
    ("builds", _is_number, _is_row, _BUILDS),
)

NAMES: tuple[str, ...] = (
    *_ALONE,
    *(f"{i}/{kind}/{name}" for i in range(ARGUMENTS) for kind, _, _, table in _PAIRS for name in table),
)
"""Every relation; those of an argument carry its index."""

ABSENT, NEVER, SOMETIMES, ALWAYS = range(4)
"""What the examples say of a relation."""


def signature(shown: Shown) -> list[int]:
    """For each of `NAMES`, whether it holds in all examples, in some, in none, or does not apply. Under 1 ms."""
    seen: list[set[bool]] = [set() for _ in NAMES]
    for arguments, output in shown:
        for found, held in zip(seen, _judged(arguments, output)):
            if held is not None:
                found.add(held)
    return [SOMETIMES if len(f) == 2 else ABSENT if not f else ALWAYS if True in f else NEVER for f in seen]


def _judged(arguments: tuple[Any, ...], output: Any) -> Iterator[bool | None]:
    for alone in _ALONE.values():
        yield _try(alone, output)
    for position in range(ARGUMENTS):
        argument = arguments[position] if position < len(arguments) else None
        for _, of_argument, of_output, table in _PAIRS:
            applies = position < len(arguments) and of_argument(argument) and of_output(output)
            for holds in table.values():
                yield _try(holds, argument, output) if applies else None


def _try(holds: Callable[..., bool], *values: Any) -> bool | None:
    try:
        return bool(holds(*values))
    except (TypeError, ValueError, ZeroDivisionError, OverflowError, AttributeError):
        return None
