"""Operations recognised in texts that are trees of the language, and in those that are not."""

from __future__ import annotations

import pytest

from synthesis_graph.language.occurrences import occurring


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return [x * 2 for x in xs]", {"map", "mul"}),
        ("out = []\n    for x in xs:\n        out.append(abs(x))\n    return out", {"map", "abs"}),
        ("t = 0\n    for x in xs:\n        t += abs(x)\n    return t", {"sum_of", "abs"}),
        ("for x in xs:\n        if x == n:\n            return True\n    return False", {"any_of", "eq"}),
        ("if n < 2:\n        return 1\n    return 2", {"if_else", "lt"}),
        ("while n:\n        n //= 10\n    return n", {"floordiv"}),
    ],
)
def test_statements_count_as_the_expressions_they_amount_to(body: str, expected: set[str]) -> None:
    assert expected <= occurring(f"def f(xs, n):\n    {body}\n")


def test_annotations_targets_and_broken_texts_hold_no_operation() -> None:
    assert occurring(
        "def f(xs: list[int], n: int | None) -> list[int]:\n    a, b = n, n\n    return xs\n"
    ) <= {"pair"}
    assert occurring("def f(:") == frozenset()


def test_a_name_of_the_function_s_own_is_no_builtin() -> None:
    assert "len" in occurring("def f(xs):\n    return len(xs)\n")
    assert "len" not in occurring("def f(xs, len):\n    return len(xs)\n")
