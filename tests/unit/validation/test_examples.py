"""How an answer is compared with what the caller expects."""

from __future__ import annotations

from typing import Any

import pytest

from synthesis_graph.language.types import parse_type
from synthesis_graph.spec import Example
from synthesis_graph.validation.examples import agrees, check_example
from synthesis_graph.validation.outcomes import Outcome
from tests.unit.validation.specs import make_spec

NAN, INF = float("nan"), float("inf")

BY_VALUE = [
    # expected, actual, declared type, the same?
    (1, 1, "int", True),
    (1, 1.0, "Any", True),
    (0.3, 0.1 + 0.2, "float", True),
    (0.3, 0.31, "float", False),
    (1e-13, 0.0, "float", True),
    (10**400, 1.5, "Any", False),
    (True, 1, "Any", False),
    (1, True, "Any", False),
    (True, True, "bool", True),
    (NAN, NAN, "float", True),
    (INF, -INF, "float", False),
    ("a", b"a", "Any", False),
    (None, 0, "Any", False),
    (None, False, "Any", False),
    ([1, 2], (1, 2), "Any", True),
    ([1, 2], (1, 2), "list[int]", False),
    ((1, 2), [1, 2], "tuple[int, int]", False),
    ((1, 2), (1, 2), "tuple[int, ...]", True),
    ([(1, 2)], [[1, 2]], "list[tuple[int, int]]", False),
    ([(1, 2)], [[1, 2]], "list", True),
    ([1, 2], [2, 1], "list[int]", False),
    ([1], [1, 1], "Any", False),
    ({1, 2}, {2, 1}, "set[int]", True),
    ({0.3}, {0.1 + 0.2}, "set[float]", True),
    ({1}, {True}, "Any", False),
    ({1, 2}, [1, 2], "Any", False),
    ({"a": 0.3}, {"a": 0.1 + 0.2}, "dict[str, float]", True),
    ({"a": (1,)}, {"a": [1]}, "dict[str, tuple[int]]", False),
    ({1: "x"}, {True: "x"}, "Any", False),
    ({"a": 1}, {"a": 1, "b": 2}, "Any", False),
    ({"a": 1, "b": 2}, {"b": 2, "a": 1}, "Any", True),
    ([1], [1], "list[int] | None", True),
    ([1], (1,), "list[int] | None", False),
    ([NAN, [1, {"k": NAN}]], [NAN, [1.0, {"k": NAN}]], "Any", True),
    ({(1, NAN)}, {(1, NAN)}, "Any", True),
]


@pytest.mark.parametrize(("expected", "actual", "declared", "same"), BY_VALUE)
def test_values_from_json(expected: Any, actual: Any, declared: str, same: bool) -> None:
    assert agrees(expected, actual, parse_type(declared)) is same


STRICT = [
    (True, 1, True),
    (1, 1.0, True),
    ([1, 2], (1, 2), False),
    (0.3, 0.1 + 0.2, False),
    ({1: "x"}, {True: "x"}, True),
    ({1}, frozenset({1}), True),
]


@pytest.mark.parametrize(("expected", "actual", "same"), STRICT)
def test_assertions_mean_pythons_own_equality(expected: Any, actual: Any, same: bool) -> None:
    spec = make_spec("f(x: Any)")
    check = check_example(spec, Example((0,), expected), Outcome("returned", actual))
    assert check.status == ("passed" if same else "failed")


LOOKUP = ("KeyError", "LookupError", "Exception", "BaseException", "object")
RAISES = [
    ("KeyError", Outcome("raised", exception=LOOKUP), True),
    ("LookupError", Outcome("raised", exception=LOOKUP), True),
    ("ValueError", Outcome("raised", exception=LOOKUP), False),
    ("object", Outcome("raised", exception=LOOKUP), False),
    ("KeyError", Outcome("returned", None), False),
    ("KeyError", Outcome("crashed"), False),
    ("json.JSONDecodeError", Outcome("raised", exception=("JSONDecodeError", "ValueError", "object")), True),
]


@pytest.mark.parametrize(("name", "outcome", "passes"), RAISES)
def test_an_exception_is_met_by_its_class_or_a_subclass(name: str, outcome: Outcome, passes: bool) -> None:
    check = check_example(make_spec("f(x: Any)"), Example((0,), raises=name), outcome)
    assert check.status == ("passed" if passes else "failed")


@pytest.mark.parametrize("kind", ["raised", "timeout", "crashed", "refused"])
def test_no_answer_is_a_failure_even_where_none_is_expected(kind: Any) -> None:
    check = check_example(make_spec("f(x: Any)"), Example((0,), None), Outcome(kind, message="why"))
    assert check.status == "failed"
    assert "why" in check.detail or kind == "raised"


def test_what_was_not_run_is_not_checked() -> None:
    check = check_example(make_spec("f(x: Any)"), Example((0,), None), Outcome("not run"))
    assert check.status == "not checked"


def test_a_failure_shows_the_call_and_both_values() -> None:
    check = check_example(
        make_spec("f(xs: list[int])"), Example(([1, 2],), 3, text=""), Outcome("returned", 4)
    )
    assert check.subject == "f([1, 2]) == 3"
    assert check.detail == "expected 3, got 4"
    assert check.failing_input == "xs=[1, 2]"


def test_large_sets_are_compared_by_value() -> None:
    assert agrees(set(range(5_000)), set(range(5_000)))
    assert not agrees(set(range(5_000)), set(range(1, 5_001)))
