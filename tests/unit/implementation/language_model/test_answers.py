"""What is read out of a model's text: the program, its normal form, the typed outline."""

from __future__ import annotations

import pytest

from synthesis_graph.implementation.language_model.answers import code_of, normal_form
from synthesis_graph.implementation.language_model.outlines import read_outline
from synthesis_graph.language.types import parse_type

FUNCTION = "def f(x):\n    return x + 1\n"


@pytest.mark.parametrize(
    "text",
    [
        FUNCTION,
        f"```python\n{FUNCTION}```",
        f"Here it is:\n\n```py\n{FUNCTION}```\nIt adds one. `f(1)` is 2.",
        f"```python\n{FUNCTION}\nprint(f(1))\nassert f(1) == 2\n```",
        f"```\n$ run\n```\n```python\n{FUNCTION}\nif __name__ == '__main__':\n    f(2)\n```",
        f"```python\n{FUNCTION}",
    ],
)
def test_the_program_in_a_text(text: str) -> None:
    assert code_of(text, "f") == FUNCTION


def test_imports_helpers_constants_and_comments_stay() -> None:
    code = "import math\n\n# how far\nLIMIT = 3\n\n\n@staticmethod\ndef g(x):\n    return x\n\n\n" + FUNCTION
    assert code_of(f"```python\n{code}```", "f") == code


@pytest.mark.parametrize(
    "text", ["", "no code", "```python\ndef g(x):\n    return 1\n```", "def f(x:\n", "\x00"]
)
def test_no_program(text: str) -> None:
    assert code_of(text, "f") is None


def test_layout_comments_docstrings_and_names_of_locals_do_not_make_another_program() -> None:
    one = "def f(xs):\n    total = 0\n    for x in xs:\n        total += x\n    return total\n"
    two = 'def f(xs):\n    """Sum."""\n    s = 0  # so far\n    for item in (xs):\n        s += item\n    return s\n'
    assert normal_form(one) == normal_form(two)


@pytest.mark.parametrize(
    "other",
    [
        "def f(ys):\n    return sum(ys)\n",  # a parameter's name is part of the signature
        "def f(xs):\n    return max(xs)\n",
        "def f(xs):\n    return sum(xs) + 0\n",
    ],
)
def test_another_program_has_another_normal_form(other: str) -> None:
    assert normal_form(other) != normal_form("def f(xs):\n    return sum(xs)\n")


def test_a_name_of_the_module_is_no_local() -> None:
    one = "import a\ndef f(x):\n    return a.b(x)\n"
    assert normal_form(one) != normal_form(one.replace("a.b", "c.b").replace("import a", "import c"))
    hidden = "def f(x):\n    import json\n    return json\n"
    assert normal_form(hidden) != normal_form(hidden.replace("json", "math"))


def test_a_typed_outline() -> None:
    text = "Sure!\n1. split the text into words -> list[str]\n2) count them -> Foo Bar\n- the result -> str\n"
    outline = read_outline(text, parse_type("int"), 3.0)
    assert outline is not None
    assert outline.steps == ("split the text into words -> list[str]", "count them", "the result -> int")
    assert outline.origin == "model"


def test_no_steps_is_no_outline() -> None:
    assert read_outline("def f(x): return x", parse_type("int"), 0.0) is None
