"""Every concept does what its name says, stands alone as source, leaves its arguments be and refuses to run away."""

from __future__ import annotations

import ast
import copy
import importlib
import inspect
import math
import sys
from typing import Any

import pytest

from synthesis_graph.language import concepts
from synthesis_graph.language.operations import MODULES, TABLE, Operation, bounded, match_type, result_type
from synthesis_graph.language.types import FLOAT, INT, Type, conforms, infer
from tests.unit.language.concept_cases import CASES

concepts.load()
CONCEPTS = {
    name: TABLE[name]
    for topic in concepts.TOPICS
    for name, value in vars(importlib.import_module(f"{concepts.__name__}.{topic}")).items()
    if inspect.isfunction(value) and value.__module__.endswith(f".concepts.{topic}")
}
IDS = [f"{name}-{i}" for i, (name, *_) in enumerate(CASES)]
LARGE = (10**9, -(10**9), 10**12, -(10**12))
WORK = 200_000
"""Line and call events that one call may cost; far above any honest call, reached at once by a runaway one."""


def same(actual: Any, expected: Any) -> bool:
    """Equality of value and type, with rounding allowed in floats and the order of dictionaries observed."""
    if isinstance(expected, float) and isinstance(actual, (int, float)):
        return math.isclose(actual, expected, abs_tol=1e-9)
    if type(actual) is not type(expected):
        return False
    if isinstance(expected, (list, tuple)):
        return len(actual) == len(expected) and all(map(same, actual, expected))
    if isinstance(expected, dict):
        return same(list(actual.items()), list(expected.items()))
    return bool(actual == expected)


def test_every_concept_has_a_case() -> None:
    assert {name for name, *_ in CASES} == set(CONCEPTS)


@pytest.mark.parametrize(("name", "arguments", "expected"), CASES, ids=IDS)
def test_value_and_arguments_untouched(name: str, arguments: tuple[Any, ...], expected: Any) -> None:
    given = copy.deepcopy(arguments)
    assert same(CONCEPTS[name].evaluate(*given), expected)
    assert given == arguments


@pytest.mark.parametrize(("name", "arguments", "expected"), CASES, ids=IDS)
def test_source_stands_alone(name: str, arguments: tuple[Any, ...], expected: Any) -> None:
    helper = CONCEPTS[name].helper
    used = {node.id for node in ast.walk(ast.parse(helper)) if isinstance(node, ast.Name)} & set(MODULES)
    imports = "".join(f"import {module}\n" for module in sorted(used))
    namespace: dict[str, Any] = {}
    exec(f"from __future__ import annotations\n{imports}{helper}", namespace)  # the table's own text
    assert same(namespace[name](*copy.deepcopy(arguments)), expected)


@pytest.mark.parametrize(("name", "arguments", "expected"), CASES, ids=IDS)
def test_types_accept_the_case_and_tell_its_result(
    name: str, arguments: tuple[Any, ...], expected: Any
) -> None:
    operation = CONCEPTS[name]
    bound: dict[str, Type] = {}
    for pattern, argument in zip(operation.parameters, arguments):
        matched = match_type(pattern, _actual(pattern, argument), bound) if not callable(argument) else bound
        assert matched is not None, f"{pattern} does not match {argument!r}"
        bound = matched
    assert conforms(expected, result_type(operation.returns, bound))


def _actual(pattern: Type, argument: Any) -> Type:
    """The type that a declaration would give: one of a row of any length where the pattern asks for items."""
    inferred = infer(argument)
    if inferred.name == "tuple" and pattern.is_variable and len(set(inferred.args)) == 1:
        return Type("tuple...", inferred.args[:1])
    return inferred


@pytest.mark.parametrize("operation", CONCEPTS.values(), ids=list(CONCEPTS))
def test_form_of_the_row(operation: Operation) -> None:
    function = ast.parse(operation.helper).body[0]
    assert isinstance(function, ast.FunctionDef)
    assert ast.get_docstring(function)
    assert function.name == operation.name
    assert 3 <= operation.bits <= 10
    assert all(word == word.lower() for word in operation.words)


def large_arguments(operation: Operation) -> list[tuple[Any, ...]]:
    """A case of the concept with one numeric argument large, and with every list or text long, one at a time."""
    rows = []
    for name, arguments, _ in CASES:
        if name == operation.name:
            for i, argument in enumerate(arguments):
                rows += [(*arguments[:i], large, *arguments[i + 1 :]) for large in _enlarged(argument)]
    return rows


def _enlarged(argument: Any) -> list[Any]:
    if type(argument) is int:
        return list(LARGE)
    if isinstance(argument, (str, list)) and argument:
        return [argument * (400 // len(argument))]
    return []


class Runaway(Exception):
    """A call did far more work than a guard should let through."""


@pytest.mark.parametrize("operation", CONCEPTS.values(), ids=list(CONCEPTS))
def test_large_arguments_stay_cheap(operation: Operation) -> None:
    for arguments in large_arguments(operation):
        value = _measured(operation, arguments)
        assert len(repr(value)) < 200_000, f"a result of {len(repr(value))} characters for {arguments!r:.200}"


def _measured(operation: Operation, arguments: tuple[Any, ...]) -> Any:
    events = 0

    def watch(_frame: Any, _event: str, _argument: Any) -> Any:
        nonlocal events
        events += 1
        if events > WORK:
            raise Runaway(f"{operation.name}{arguments!r:.200}")
        return watch

    previous = sys.gettrace()
    sys.settrace(watch)
    try:
        return operation.evaluate(*(bounded(a) if callable(a) else a for a in arguments))
    except Runaway:
        raise
    except Exception as refused:  # noqa: BLE001  # a guard, or Python's own error on a value that makes no sense
        return refused
    finally:
        sys.settrace(previous)


def test_the_watch_sees_a_runaway() -> None:
    endless = Operation("endless", (INT,), FLOAT, "", lambda n: sum(1 / k for k in range(1, n)), 5.0)
    with pytest.raises(Runaway):
        _measured(endless, LARGE[:1])
