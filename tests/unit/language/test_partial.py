from __future__ import annotations

import pytest

from synthesis_graph.language.operations import operations, parse_signature
from synthesis_graph.language.parse import parse_expression
from synthesis_graph.language.partial import Slot, canonical, fitting, opened, resolved, type_of, unify
from synthesis_graph.language.types import ANY, FLOAT, INT, STR, Type, parse_type

NUMBERS = parse_type("list[int]")


def pattern(text: str) -> Type:
    """The result type of a signature, whose capitals are variables."""
    return parse_signature(f"int -> {text}")[1]


@pytest.mark.parametrize(
    ("wanted", "offered"),
    [
        ("int", "int"), ("float", "int"), ("A", "str"), ("list[A]", "list[int]"), ("iter[A]", "dict[str, int]"),
        ("iter[A]", "tuple[int, int]"), ("K", "str"), ("S", "list[int]"), ("C", "tuple[int, str]"), ("list[int]", "S"),
        ("int", "join[N, M]"), ("float", "join[N, M]"), ("str", "item[S]"),
    ],
)  # fmt: skip
def test_what_fits(wanted: str, offered: str) -> None:
    assert unify(pattern(wanted), pattern(offered), {}) is not None


@pytest.mark.parametrize(
    ("wanted", "offered"),
    [
        ("int", "float"), ("int", "str"), ("list[int]", "list[str]"), ("iter[A]", "int"), ("K", "list[int]"),
        ("S", "int"), ("N", "str"), ("C", "dict[str, int]"), ("iter[A]", "tuple[int, str]"), ("str", "join[N, M]"),
    ],
)  # fmt: skip
def test_what_does_not(wanted: str, offered: str) -> None:
    assert unify(pattern(wanted), pattern(offered), {}) is None


def test_one_hole_decides_the_type_of_the_next() -> None:
    made = opened(operations()["map"], Slot(NUMBERS), {}, "1", "x")
    assert made is not None
    source, body = made.slots
    assert resolved(body.type, made.bindings) == INT
    bound = unify(source.type, parse_type("list[str]"), made.bindings)
    assert bound is not None
    assert resolved(body.bound[0][1], bound) == STR


def test_a_sum_of_an_integer_is_of_integers() -> None:
    made = opened(operations()["add"], Slot(INT), {}, "1", "x")
    assert made is not None
    assert unify(made.slots[0].type, FLOAT, made.bindings) is None


def test_nothing_opens_where_it_does_not_fit() -> None:
    assert opened(operations()["len"], Slot(STR), {}, "1", "x") is None


def test_operations_are_offered_by_their_result() -> None:
    offered = {op.name for op in fitting(canonical(parse_type("bool")))}
    assert {"eq", "all_of", "contains", "first"} <= offered
    assert not {"len", "sorted", "upper"} & offered


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("len(xs)", "int"), ("[x + 1 for x in xs]", "list[int]"), ("xs[0] / n", "float"), ("sorted(xs)[0]", "int"),
        ("{x: str(x) for x in xs}", "dict[int, str]"),
    ],
)  # fmt: skip
def test_the_type_of_a_finished_tree(text: str, type_: str) -> None:
    variables = {"xs": NUMBERS, "n": INT}
    assert type_of(parse_expression(text, variables), variables) == parse_type(type_)


def test_an_operation_that_does_not_take_its_argument_has_no_type() -> None:
    tree = parse_expression("len(xs)", {"xs": NUMBERS})
    assert type_of(tree, {"xs": INT}) is None
    assert type_of(tree, {}) is None


def test_any_fits_everything() -> None:
    assert unify(ANY, INT, {}) is not None
    assert unify(INT, ANY, {}) is not None
