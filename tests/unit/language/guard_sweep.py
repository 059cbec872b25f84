"""Calls every operation with extreme arguments, under limits on processor time and memory that end a runaway.

Run as a program by `test_guards`: it names each operation before it calls it, so that the last name is the culprit.
Arguments are `--only NAME` to call one operation.
"""

from __future__ import annotations

import itertools
import random
import resource
import sys
from collections.abc import Iterator
from typing import Any

from synthesis_graph.language.operations import Operation, bounded, element_of, match_type, operations
from synthesis_graph.language.types import Type, parse_type

CPU_S = 4
"""Processor seconds that all calls of one operation may take together; an honest row needs about a tenth."""
MEMORY_BYTES = 600 << 20
CALLS = 40
"""Calls of one operation; which ones is drawn by its name."""
LARGEST = 1 << 20
"""Characters and items that a result may have, what it holds twice counted once."""


def _nested(depth: int) -> list[Any]:
    value: list[Any] = [1]
    for _ in range(depth):
        value = [value]
    return value


_LONG = 5000
EXTREMES: dict[str, list[Any]] = {
    "int": [10**30, -(10**30), 0, -1, 7, _LONG, 10**9, 1 << 60_000],
    "float": [1e308, -1e308, 5e-324, 0.0, float("inf"), float("nan"), 1e18],
    "bool": [True],
    "str": [
        "",
        "a" * _LONG,
        "ab " * 1700,
        "(" * 2500 + ")" * 2500,
        "9" * _LONG,
        "-1",
        "x,y" * 1000,
        "1 " * 2000,
    ],
    "list[int]": [
        [7] * _LONG,
        [*range(_LONG)],
        [10**30] * _LONG,
        [],
        [-(10**30), 10**30],
        [*range(_LONG, 0, -1)],
        [1 << 60_000] * 20,
    ],
    "list[float]": [[1e308] * _LONG, [5e-324] * 50, []],
    "list[str]": [["ab"] * _LONG, ["a" * _LONG] * 20, [str(i) for i in range(_LONG)], ["9" * _LONG] * 3],
    "list[bool]": [[True] * _LONG],
    "list[int | None]": [[None, 1] * 2000],
    "list[list[int]]": [
        [[1] * 70] * 70,
        [[i] for i in range(_LONG)],
        [[1] * _LONG],
        [[10**30] * 30] * 30,
        [[]],
    ],
    "list[list[float]]": [[[1e300] * 40] * 40],
    "list[list[str]]": [[["a"] * 70] * 70],
    "list[list[list[int]]]": [[[[1] * 10] * 10] * 10],
    "list[Any]": [_nested(500), _nested(50)],
    "list[set[int]]": [[{1, 2}] * 2000],
    "list[dict[str, int]]": [[{"a": i} for i in range(_LONG)]],
    "list[dict[str, Any]]": [[{"a": 1}] * 1000],
    "list[tuple[int, int]]": [[(i, i + 1) for i in range(_LONG)], [(0, 10**30)] * 2000, []],
    "list[tuple[str, int]]": [[(f"a{i}", i) for i in range(_LONG)]],
    "list[tuple[float, float]]": [[(1e308, -1.0)] * 3000],
    "list[tuple[int, ...]]": [[tuple(range(50))] * 100],
    "tuple[int, ...]": [tuple(range(_LONG)), (7,) * _LONG, ()],
    "tuple[int, int]": [(10**30, -(10**30)), (0, 0), (_LONG, 10**9)],
    "tuple[float, float]": [(1e308, 0.0)],
    "tuple[str, int]": [("a" * _LONG, 10**30)],
    "tuple[int, int, int]": [(10**30, 0, -1)],
    "set[int]": [set(range(_LONG)), set()],
    "set[str]": [{str(i) for i in range(_LONG)}],
    "dict[str, int]": [{str(i): 10**30 for i in range(_LONG)}, {}],
    "dict[int, int]": [{i: i for i in range(_LONG)}],
    "dict[str, list[int]]": [{str(i): [i] * 50 for i in range(100)}],
    "dict[str, str]": [{str(i): "a" for i in range(_LONG)}],
    "dict[str, float]": [{"a": 1e308}],
    "dict[str, Any]": [{"a": {"b": {}}}],
    "int | None": [None, 10**30],
}
_TYPES = {parse_type(text): values for text, values in EXTREMES.items()}


def calls(operation: Operation) -> list[tuple[Any, ...]]:
    """Arguments for the operation, drawn from all that its types allow; a function argument is its values."""
    found = list(itertools.islice(_arguments(operation, 0, {}, ()), 6000))
    return found if len(found) <= CALLS else random.Random(operation.name).sample(found, CALLS)


def _arguments(
    operation: Operation, i: int, bound: dict[str, Type], given: tuple[Any, ...]
) -> Iterator[tuple[Any, ...]]:
    if i == operation.arity:
        yield given
        return
    parameter = operation.parameters[i]
    for kind, values in _TYPES.items():
        extended = match_type(parameter.args[-1] if i == operation.binder else parameter, kind, bound)
        looped = i == 0 and operation.binder > 0 and not operation.sequential
        if extended is None or (looped and element_of(kind) is None):
            continue
        for value in values:
            argument: Any = list(value) if looped else value
            if operation.sequential and i == operation.binder:
                argument = bounded(lambda *_, value=value: value)
            elif i == operation.binder:
                argument = [value] * len(given[0])
            yield from _arguments(operation, i + 1, extended, (*given, argument))


def main(names: list[str]) -> None:
    """Calls the named operations; the limits end this process where one of them runs away."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, resource.RLIM_INFINITY))
    failed = False
    for name in names:
        operation = operations()[name]
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime) + 1 + CPU_S
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
        rows = calls(operation)
        problems = {_call(operation, arguments) for arguments in rows} if rows else {"no arguments for it"}
        for problem in problems - {""}:
            failed = True
            sys.stderr.write(f"{name}: {problem}\n")
    raise SystemExit(failed)


def _call(operation: Operation, arguments: tuple[Any, ...]) -> str:
    """What is wrong with the call; empty for nothing."""
    try:
        value = operation.evaluate(*arguments)
        held = _weight(value, set())
    except MemoryError:
        return "out of memory"
    except Exception:  # noqa: BLE001  # a guard's refusal, or Python's own error on senseless arguments
        return ""
    return f"a result of {held} items" if held > LARGEST else ""


def _weight(value: Any, seen: set[int]) -> int:
    if id(value) in seen:
        return 0
    seen.add(id(value))
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return len(value) + sum(_weight(v, seen) for v in value.values())
    if isinstance(value, (list, tuple, set, frozenset)):
        return len(value) + sum(_weight(v, seen) for v in value)
    return value.bit_length() // 8 if isinstance(value, int) else 1


if __name__ == "__main__":
    main(sys.argv[2:] if sys.argv[1:2] == ["--only"] else list(operations()))
