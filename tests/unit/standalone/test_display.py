from __future__ import annotations

import ast

import pytest

from synthesis_graph.standalone.display import plain
from tests.unit.standalone.standins import start

DOUBLE = {"request_id": "d", "function_name": "double", "examples": ["assert double(2) == 4"]}


@pytest.mark.parametrize("explain", [False, True])
def test_plain_text_is_python_and_holds_the_evidence(explain: bool) -> None:
    text = plain(start().answer(DOUBLE), explain)
    assert [type(node).__name__ for node in ast.parse(text).body] == ["FunctionDef"]
    assert "passed      example: assert double(2) == 4" in text
    assert "success by retrieval" in text
    assert ("technique retrieval" in text) is explain


def test_a_rejection_says_where_why_and_how_to_mend_it() -> None:
    text = plain(start().answer({**DOUBLE, "n": -1}))
    assert ast.parse(text).body == []
    assert "n: " in text
    assert "hint: " in text


def test_text_of_several_lines_stays_a_comment() -> None:
    request = {**DOUBLE, "examples": [">>> double(2)\n4"]}
    assert [type(node).__name__ for node in ast.parse(plain(start().answer(request))).body] == ["FunctionDef"]
