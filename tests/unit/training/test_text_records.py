"""Functions that somebody wrote become records, their statements one expression where they amount to one."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from retrieval.harvest import harvest_source
from synthesis_graph.language.parse import parse_function
from synthesis_graph.training.functions.concept_records import concept_records
from synthesis_graph.training.functions.straightening import straightened
from synthesis_graph.training.functions.text_records import library_records, recipe_records, task_records
from synthesis_graph.training.programs.usage import prior_bits
from synthesis_graph.training.records.record import operations_in
from synthesis_graph.training.words.paraphrasing import first_sentence, paraphrased
from synthesis_graph.validation.sandbox import Sandbox

RECIPE = b'''
def double_evens(numbers: list[int]) -> list[int]:
    """Double the even numbers of a list and leave out the others.

    >>> double_evens([1, 2, 4])
    [4, 8]
    """
    found = []
    for n in numbers:
        if n % 2 == 0:
            found.append(n * 2)
    return found
'''


@pytest.mark.parametrize(
    ("body", "operations"),
    [
        ("y = sorted(xs)\n    z = y[0]\n    return z", {"first", "sorted"}),
        (
            "if len(xs) > 2:\n        return xs[0]\n    return xs[-1]",
            {"if_else", "lt", "len", "first", "last"},
        ),
        ("if 3 in xs:\n        return True\n    else:\n        return False", {"contains"}),
        ("total = 0\n    for x in xs:\n        total += x * x\n    return total", {"sum_of", "mul"}),
        (
            "n = 0\n    for x in xs:\n        if x % 2 == 0:\n            n += 1\n    return n",
            {"count_if", "is_even"},
        ),
        ("out = []\n    for x in xs:\n        out.append(x + 1)\n    return out", {"map", "add"}),
    ],
)
def test_statements_become_one_expression(body: str, operations: set[str]) -> None:
    source = f"def f(xs: list[int]):\n    {body}\n"
    assert set(operations_in(parse_function(straightened(source))[1])) == operations


@pytest.mark.parametrize(
    "body",
    [
        "while xs:\n        xs.pop()\n    return xs",
        "out = [1]\n    for x in xs:\n        out.append(x)\n    return out",
        "xs.sort()\n    return xs",
    ],
)
def test_what_does_more_stays_as_it_is(body: str) -> None:
    source = f"def f(xs: list[int]):\n    {body}\n"
    assert straightened(source) == source


def test_a_recipe_gets_its_tree_and_examples_from_running() -> None:
    snippets = harvest_source(RECIPE, "recipes.py", "recipes").snippets
    with Sandbox() as sandbox:
        made = list(recipe_records(snippets, prior_bits({}), 4, sandbox, Random(1)))
    assert len(made) == 4
    for record in made:
        assert record.source == "recipe"
        assert record.tree is not None
        assert set(record.operations) == {"map", "filter", "is_even", "mul"}
        assert record.examples
        for (numbers,), output in record.examples:
            assert output == [n * 2 for n in numbers if n % 2 == 0]


def test_library_functions_without_words_of_the_table_are_left_out() -> None:
    source = b'def get_thing_now(x):\n    """The thing."""\n    return x.frobnicate(1)\n' + RECIPE
    made = list(
        library_records(harvest_source(source, "a.py", "lib").snippets, prior_bits({}), 10, Random(0))
    )
    assert [record.source for record in made] == ["library"]


def test_only_tasks_that_may_be_fitted_on_become_records(tmp_path: Path) -> None:
    code = "def f(xs):\n    return max(xs)"
    rows, raw = [], []
    for number in (600, 601, 800, 801):
        ast = {"name": "f", "parameters": [{"name": "xs", "type": "List[int]"}], "return_type": "int"}
        rows.append(
            {
                "request_id": f"mbpp/{number}",
                "description": f"Write a function to find the maximum {number}.",
                "ast": ast,
                "examples": ["assert f([1, 3]) == 3"],
            }
        )
        raw.append({"task_id": number, "code": code})
    (tmp_path / "mbpp_dev.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "mbpp_dev_raw.jsonl").write_text("\n".join(map(json.dumps, raw)))
    made = list(task_records(tmp_path, prior_bits({}), 3, Random(0)))
    assert len(made) == 6
    assert made[0].description.endswith("maximum 601.")
    assert all(record.operations == ("max",) and record.tree is not None for record in made)
    assert not any("600" in record.description or "801" in record.description for record in made)


def test_every_plain_operation_gets_records_of_its_own() -> None:
    made = list(concept_records(prior_bits({}), 1, Random(0)))
    names = {record.operations[0] for record in made}
    assert len(names) > 650
    assert all(record.examples and record.tree is not None for record in made)


def test_a_sentence_is_put_otherwise() -> None:
    sentence = "Return the largest number of a list."
    told = {paraphrased(sentence, "largest_number", Random(i)) for i in range(80)}
    texts = {words.description for words in told}
    assert sentence in texts
    assert "" in texts
    assert len(texts) > 25
    assert first_sentence("Return the sum. Of all.\n\n>>> f(1)\n1") == "Return the sum."
