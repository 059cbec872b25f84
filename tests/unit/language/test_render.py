"""How programs read: golden texts, names that are taken, long lines, descriptions of any kind."""

from __future__ import annotations

import ast

import pytest

from synthesis_graph.language.layout import WIDTH
from synthesis_graph.language.parse import parse_function
from synthesis_graph.language.render import Heading, expression, render
from synthesis_graph.language.trees import Constant, Hole, Tree, Variable
from synthesis_graph.language.types import ANY, FLOAT, INT, STR, Type, callable_of, dict_of, list_of, tuple_of
from tests.unit.language.programs import XS, YS, X, Y, fn, op

P = Variable("p")
ITEM0, ITEM1 = op("item0", P), op("item1", P)
EXPRESSIONS: list[tuple[Tree, str]] = [
    (op("mul", op("add", X, Constant(1)), X), "(x + 1) * x"),
    (op("square", Constant(-1)), "(-1) ** 2"),
    (op("take_last", XS, Constant(3)), "xs[-3:]"),
    (op("sum_of", XS, fn("x", op("square", X))), "sum(x ** 2 for x in xs)"),
    (op("map", op("zip", XS, YS), fn("p", op("add", ITEM0, ITEM1))), "[a + b for a, b in zip(xs, ys)]"),
    (op("map", op("items", X), fn("p", ITEM1)), "[value for _, value in x.items()]"),
    (op("map", op("enumerate", XS), fn("p", op("mul", ITEM0, ITEM1))), "[i * x for i, x in enumerate(xs)]"),
    (op("filter", XS, fn("p", op("lt", ITEM0, ITEM1))), "[p for p in xs if p[0] < p[1]]"),
    (op("sort_by", XS, fn("p", ITEM1)), "sorted(xs, key=lambda p: p[1])"),
    (op("index_where", XS, fn("p", op("lt", ITEM0, ITEM1))), "next(i for i, (a, b) in enumerate(xs) if a < b)"),
    (op("map", XS, fn("p", op("add", op("len", P), ITEM0))), "[len(p) + p[0] for p in xs]"),
    (op("flat_map", XS, fn("x", op("pair_list", X, Y))), "[a for x in xs for a in [x, y]]"),
    (op("sum", op("values", X)), "sum(x.values())"),
    (op("map", op("filter", XS, fn("y", op("is_even", Y))), fn("x", op("neg", X))), "[-x for x in xs if x % 2 == 0]"),
    (op("map", op("filter", XS, fn("y", op("lt", X, Y))), fn("x", op("neg", X))), "[-x for x in [y for y in xs if x < y]]"),
    (op("count_if", op("filter", XS, fn("x", op("is_even", X))), fn("x", op("lt", X, Y))),
     "sum(1 for x in [x for x in xs if x % 2 == 0] if x < y)"),
    (op("len", op("zip", XS, YS)), "len(list(zip(xs, ys)))"),
    (op("map", XS, fn("list", op("to_list", Variable("list")))), "[list_(list) for list in xs]"),
    (op("sqrt", Variable("math")), "math_.sqrt(math)"),
    (Constant((1j, complex(-0.0, float("inf")))), "(complex(0.0, 1.0), complex(-0.0, float('inf')))"),
    (Constant([float("inf"), -0.5, {1: ()}, set(), frozenset({2})]),
     "[float('inf'), -0.5, {1: ()}, set(), frozenset({2})]"),
    (Constant(3.141592653589793), "math.pi"),
    (op("add", X, Hole(INT)), "x + ..."),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "text"), EXPRESSIONS, ids=[text for _, text in EXPRESSIONS])
def test_expressions(tree: Tree, text: str) -> None:
    read = render(tree, Heading("f", (), ANY)).rpartition("return ")[2].strip()
    assert read == text
    assert ast.dump(expression(tree)) == ast.dump(ast.parse(text, mode="eval").body)


MODULE = '''import math as math_
from collections.abc import Callable, Collection
from typing import Any

list_ = list


def mean_(numbers: Collection[float]) -> float:
    """The arithmetic mean."""
    return sum(numbers) / len(numbers)


def mean(list: list[int], math: Callable[[int], float]) -> dict[str, Any]:
    """Says \\"quoted\\"."""
    return math_.sqrt(mean_(list_(list)))
'''


def test_a_whole_module() -> None:
    tree = op("sqrt", op("mean", op("to_list", Variable("list"))))
    parameters = (("list", list_of(INT)), ("math", callable_of((INT,), FLOAT)))
    text = render(tree, Heading("mean", parameters, dict_of(STR, ANY), 'Says "quoted".'))
    assert text == MODULE.replace('\\"', '"')


def test_a_function_named_like_a_builtin_that_a_helper_uses() -> None:
    text = render(op("mean", XS), Heading("sum", (("xs", list_of(INT)),), FLOAT))
    assert "sum_ = sum\n" in text
    assert "return sum_(numbers) / len(numbers)" in text
    assert parse_function(text)[1] == op("mean", XS)


def test_a_recursive_helper_is_renamed_inside_too() -> None:
    text = render(op("deep_sum", XS), Heading("deep_sum", (("xs", list_of(ANY)),), INT))
    assert text.count("deep_sum_(") == 3
    assert parse_function(text)[1] == op("deep_sum", XS)


def test_imports_that_are_not_allowed_are_not_needed() -> None:
    heading = Heading("f", (("xs", list_of(ANY)),), FLOAT, allowed_imports=frozenset({"math"}))
    text = render(op("mean", XS), heading)
    assert "import" not in text
    assert "def f(xs) -> float:" in text


LONG: list[tuple[Tree, Type]] = [
    (op("sort_by", op("map", XS, fn("x", op("sum_of", op("filter", XS, fn("y", op("lt", X, Y))), fn(
        "y", op("mul", op("add", Y, X), op("sub", Y, op("max", op("map", XS, fn("z", op("square", Variable("z")))))))
    )))), fn("w", op("neg", Variable("w")))), list_of(INT)),
    (Constant([*range(100_000, 100_040)]), list_of(INT)),
    (op("map", XS, fn("x", Constant({f"a long key {i}": (i, "text" * 8) for i in range(9)}))), ANY),
    (op("concat", op("concat", Constant(["a" * 40]), Constant(["b" * 40])), Constant(["c" * 40])), list_of(STR)),
    (op("filter", op("zip", XS, XS), fn("p", op("and", op("lt", ITEM0, Constant(10**20)), op("lt", ITEM1, Constant(
        10**31))))), list_of(tuple_of(INT, INT))),
]  # fmt: skip


@pytest.mark.parametrize(("tree", "kind"), LONG)
def test_long_lines_are_broken(tree: Tree, kind: Type) -> None:
    heading = Heading("deep", (("xs", list_of(INT)),), kind, ("some words " * 40).strip())
    text = render(tree, heading)
    assert max(map(len, text.splitlines())) <= WIDTH
    assert len(text.splitlines()) > 9
    read, canonical = parse_function(text)
    assert read == heading
    assert render(canonical, read) == text


def test_many_parameters_are_broken_too() -> None:
    parameters = tuple((f"parameter_{i}", list_of(INT)) for i in range(6))
    text = render(Constant(1), Heading("f", parameters, INT))
    assert max(map(len, text.splitlines())) <= WIDTH
    assert parse_function(text)[0].parameters == parameters


@pytest.mark.parametrize(
    "description",
    ['"', '""', '"""', '""""', 'a"""b"', "\\", '\\"', "a\\", "\x00", "\ud800", "a\nb\r\n c", "\u202e\u2028x", "é ✓",
     "'''", "{x}", '\\"""', "x" * 700, "\x1b[0m", "\\N{DASH} \\u12 \\x"],
)  # fmt: skip
def test_any_description_is_a_docstring(description: str) -> None:
    text = render(X, Heading("f", (("x", INT),), INT, description))
    text.encode()
    function = ast.parse(text).body[0]
    assert isinstance(function, ast.FunctionDef)
    said = " ".join((ast.get_docstring(function) or "").split())
    expected = " ".join(description.split())
    assert said == (expected if len(expected) <= 600 else expected[:597] + "...")


def test_a_blank_description_is_none() -> None:
    assert '"""' not in render(X, Heading("f", (("x", INT),), INT, " \n "))
