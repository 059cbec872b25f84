"""Reading Python back: types choose among rows with one text, and what is not ours is refused."""

from __future__ import annotations

import pytest

from synthesis_graph.language.parse import ParseError, parse_expression, parse_function
from synthesis_graph.language.trees import Constant, Tree, Variable
from synthesis_graph.language.types import (
    FLOAT,
    INT,
    STR,
    Type,
    dict_of,
    list_of,
    parse_type,
    tuple_of,
    tuple_row,
)
from synthesis_graph.training.programs.drawing import anonymous
from tests.unit.language.programs import XS, X, Y, fn, op

CHOSEN: list[tuple[str, str, Tree]] = [
    ("x + x", "int", op("add", X, X)),
    ("x + x", "str", op("concat", X, X)),
    ("x * 2", "float", op("mul", X, Constant(2))),
    ("x * 2", "list[int]", op("repeat", X, Constant(2))),
    ("x[0]", "list[int]", op("first", X)),
    ("x[0]", "tuple[int, str]", op("item0", X)),
    ("x[0]", "tuple[int, str, int]", op("item0_of3", X)),
    ("x[0]", "dict[int, str]", op("get_item", X, Constant(0))),
    ("x[3]", "str", op("index", X, Constant(3))),
    ("int(x)", "str", op("parse_int", X)),
    ("int(x)", "bool", op("bool_to_int", X)),
    ("x & x", "set[int]", op("set_and", X, X)),
    ("x.count(x)", "str", op("count_text", X, X)),
    ("list(x)", "dict[str, int]", op("to_list", X)),
    ("x % 2 == 0", "int", op("is_even", X)),
    ("x % 3 == 0", "int", op("divides", X, Constant(3))),
    ("x[-1:]", "list[int]", op("take_last", X, Constant(1))),
    ("-1", "int", Constant(-1)),
    ("-0", "int", op("neg", Constant(0))),
    ("[1, (2, 'a')]", "int", Constant([1, (2, "a")])),
    ("[1, x]", "int", op("pair_list", Constant(1), X)),
    ("[y + 1 for y in x]", "list[int]", op("map", X, fn("y", op("add", Y, Constant(1))))),
    ("''.join(y for y in x if y.isalpha())", "str", op("filter_text", X, fn("y", op("is_alpha", Y)))),
    ("mean(x)", "list[int]", op("mean", X)),
    ("sum(x.values())", "dict[str, int]", op("sum", op("values", X))),
    ("[b for a, b in x]", "list[tuple[int, str]]", op("map", X, fn("pair", op("item1", Variable("pair"))))),
    ("sum(x)", "list", op("sum", X)),
    ("[] + x", "list[int]", op("concat", Constant([]), X)),
    ("x >= 2", "int", op("le", Constant(2), X)),
    ("[y + 1 for y in x if 2 < y]", "list[int]",
     op("map", op("filter", X, fn("y", op("lt", Constant(2), Y))), fn("y", op("add", Y, Constant(1))))),
    ("sum(y * y for y in x if y > 2)", "list[int]",
     op("sum_of", op("filter", X, fn("y", op("lt", Constant(2), Y))), fn("y", op("mul", Y, Y)))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "tree"), CHOSEN, ids=[f"{t} {k}" for t, k, _ in CHOSEN])
def test_types_choose(text: str, kind: str, tree: Tree) -> None:
    assert parse_expression(text, {"x": parse_type(kind)}) == tree


@pytest.mark.parametrize(
    "text",
    ["x +", "y", "x.foo()", "open(x)", "lambda y: y", "x + 'a'", "[y for y in x]", "x if x else", "print(x)", "...",
     "x\x00", "(" * 300 + "x" + ")" * 300, "f'{x}'", "x := 1", "1j", "len(x for x in x)"],
)  # fmt: skip
def test_what_is_no_tree_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        parse_expression(text, {"x": INT})


def test_a_variable_hides_what_python_gives() -> None:
    with pytest.raises(ParseError):
        parse_expression("sum(sum)", {"sum": list_of(INT)})


def test_a_template_captures_no_variable() -> None:
    # `key` is the loop's own here: this is no grouping by the parameter
    text = "{key: [x for x in xs if x + key == key] for key in [x + key for x in xs]}"
    variables: dict[str, Type] = {"xs": list_of(INT), "key": INT}
    with pytest.raises(ParseError):
        parse_expression("[y for x in xs for y in [x, y]]", {**variables, "y": INT})
    assert "group_by" not in repr(parse_expression(text, variables))


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("[a for a, b in pairs if b > k]", "[p[0] for p in [p for p in pairs if p[1] > k]]"),
        ("[(a, b) for a, b in pairs if b > k]", "[p for p in pairs if p[1] > k]"),
        (
            "sum(a * b for a, b in pairs if a == b)",
            "sum(p[0] * p[1] for p in [p for p in pairs if p[0] == p[1]])",
        ),
        ("{a: b for a, b in table.items() if b > k}", "dict([p for p in table.items() if p[1] > k])"),
        ("{a + b for a, b in pairs if a}", None),
        ("{b: a for a, b in pairs if a > k}", None),
        ("[a for a, (b, c) in pairs if a > k]", None),
    ],
)
def test_components_that_meet_a_condition(text: str, same: str | None) -> None:
    variables = {"pairs": parse_type("list[tuple[int, int]]"), "table": dict_of(STR, INT), "k": INT}
    if same is None:
        with pytest.raises(ParseError):
            parse_expression(text, variables)
    else:
        assert anonymous(parse_expression(text, variables)) == anonymous(parse_expression(same, variables))


def test_a_function_with_its_surroundings() -> None:
    source = '''"""A module."""
import math as m
from typing import List

total = sum

def f(xs: List[float], t: tuple[int, str]) -> float:
    """Adds up
    the roots."""
    return total(m.sqrt(x) for x in xs)
'''
    heading, tree = parse_function(source)
    assert (heading.name, heading.description) == ("f", "Adds up the roots.")
    assert heading.parameters == (("xs", list_of(FLOAT)), ("t", tuple_of(INT, STR)))
    assert tree == op("sum_of", XS, fn("x", op("sqrt", X)))


@pytest.mark.parametrize(
    "source",
    [
        "def mean(xs: list) -> float:\n    return max(xs)\n\ndef f(xs: list[int]) -> float:\n    return mean(xs)\n",
        "def f(xs: list[int]) -> int:\n    return f(xs)\n",
        "def f(xs: list[int]) -> int:\n    y = 1\n    return y\n",
        "def f(xs: list[int] = []) -> int:\n    return sum(xs)\n",
        "def f(*xs: int) -> int:\n    return sum(xs)\n",
        "def f(xs: Foo) -> int:\n    return sum(xs)\n",
        "x = open('a')\n\ndef f(xs: list[int]) -> int:\n    return sum(xs)\n",
        "sum = max\n\ndef f(xs: list[list[int]]) -> int:\n    return sum(xs, key=lambda x: x)\n\nprint(1)\n",
        "def f(:",
        "",
    ],
)
def test_other_modules_are_refused(source: str) -> None:
    with pytest.raises(ParseError):
        parse_function(source)


def test_a_second_name_means_the_first() -> None:
    source = "sum = max\n\ndef f(xs: list[int]) -> int:\n    return sum(xs)\n"
    assert parse_function(source)[1] == op("max", XS)


def test_more_types() -> None:
    assert parse_expression("x[1]", {"x": tuple_row(INT)}) == op("index", X, Constant(1))
    assert parse_expression("x.get('a', 0)", {"x": dict_of(STR, FLOAT)}) == op(
        "get_or", X, Constant("a"), Constant(0)
    )
