from __future__ import annotations

import json

from synthesis_graph.implementation.acceptance import acceptance
from synthesis_graph.language.parse import parse_expression
from synthesis_graph.language.trees import Tree
from synthesis_graph.language.types import INT, list_of
from synthesis_graph.request import parse_request
from synthesis_graph.search.enumeration import search
from synthesis_graph.search.problem import problem_of
from synthesis_graph.spec import Specification


def spec(*constraints: str) -> Specification:
    return parse_request(
        json.dumps({
            "language": "python", "function_name": "f", "description": "", "constraints": constraints,
            "ast": {"name": "f", "parameters": [{"name": "xs", "type": "List[int]"}], "return_type": "List[int]"},
            "examples": ["assert f([3, 1]) == [1, 3]", "assert f([2, 1]) == [1, 2]"],
        })
    )  # fmt: skip


def tree(text: str) -> Tree:
    return parse_expression(text, {"xs": list_of(INT)})


def test_a_program_that_breaks_a_constraint_is_no_solution() -> None:
    accepts = acceptance(spec("The result must be sorted"))
    assert accepts is not None
    assert accepts(tree("sorted(xs)"))
    assert not accepts(tree("xs[::-1]"))


def test_where_nothing_can_be_tried_everything_is_accepted() -> None:
    assert acceptance(spec()) is None
    assert acceptance(spec("It should feel nice")) is None


def test_the_search_goes_on_past_what_is_not_accepted() -> None:
    from dataclasses import replace

    held = spec("The result must be sorted")
    levels = {"reverse": 2, "sorted": 12}
    loose, _ = search(problem_of(held), levels, 5.0)
    strict, _ = search(replace(problem_of(held), accepts=acceptance(held)), levels, 5.0)
    assert tree("xs[::-1]") in [f.tree for f in loose]
    assert tree("xs[::-1]") not in [f.tree for f in strict]
    assert tree("sorted(xs)") in [f.tree for f in strict]
