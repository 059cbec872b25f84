"""Holes inside functions: each kind's fillings, their prices, and that a change changes nothing else."""

from __future__ import annotations

import ast

import pytest

from synthesis_graph.implementation.holes import Change, changed, changes

CONSTANTS = ((7, 3.0), (",", 4.0), (0.5, 6.0))


def function(body: str) -> ast.FunctionDef:
    made = ast.parse(f"def f(xs, n):\n    {body}\n").body[0]
    assert isinstance(made, ast.FunctionDef)
    return made


def texts(body: str) -> dict[str, Change]:
    """Every single change of a body, by the body it makes."""
    opened = function(body)
    return {
        ast.unparse(changed(opened, [c])).partition("\n")[2].strip(): c for c in changes(opened, CONSTANTS)
    }


@pytest.mark.parametrize(
    ("body", "made"),
    [
        ("return n + 3", "return n + 7"),
        ("return n + 3", "return n + 4"),
        ("return n + 3", "return n - 3"),
        ("return xs.split(' ')", "return xs.split(',')"),
        ("return n < 3", "return n <= 3"),
        ("return n in xs", "return n not in xs"),
        ("n *= 2", "n += 2"),
        ("return n and xs", "return n or xs"),
        ("return max(xs)", "return min(xs)"),
        ("return xs.upper()", "return xs.lower()"),
        ("return xs[n:]", "return xs[:n]"),
        ("return xs[-n:]", "return xs[:n]"),
        ("return xs[:n]", "return xs[1:n]"),
        ("return xs[::2]", "return xs[::]"),
        ("return [x for x in xs if x.isdigit()]", "return [x for x in xs if not x.isdigit()]"),
        ("return sorted(xs)", "return sorted(xs, reverse=True)"),
        ("xs.sort(key=n, reverse=True)", "xs.sort(key=n)"),
    ],
)
def test_each_kind_of_hole_has_its_fillings(body: str, made: str) -> None:
    assert made in texts(body) or ast.unparse(ast.parse(made)) in texts(body)


def test_texts_about_the_code_types_and_truth_values_are_no_holes() -> None:
    assert texts("'a text'") == {}
    assert texts("n: 'int'") == {}
    assert texts("return f'{n}, {3}'") == {}
    assert texts("return True") == {}


def test_more_holes_to_choose_from_cost_more_bits_and_so_does_a_loop_that_may_not_end() -> None:
    alone, among = (
        texts("return n < 3")["return n <= 3"],
        texts("return n < 3 + 4 * 5")["return n <= 3 + 4 * 5"],
    )
    assert among.bits > alone.bits
    once = min(c.bits for c in changes(function("if n < xs: return 1"), ()))
    endless = min(c.bits for c in changes(function("while n < xs: return 1"), ()))
    assert endless == once + 2.0


def test_changes_leave_the_function_as_it_was_and_are_cheapest_first() -> None:
    opened = function("return sorted(xs)[:n + 1]")
    before = ast.dump(opened)
    found = changes(opened, CONSTANTS)
    for change in found:
        changed(opened, [change])
    assert ast.dump(opened) == before
    assert [c.bits for c in found] == sorted(c.bits for c in found)
    assert len({(c.place, c.told) for c in found}) == len(found)
