"""Small specifications of our own, built as requests are, and a search whose clock never decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from synthesis_graph.request import parse_request
from synthesis_graph.search.costs import operation_levels
from synthesis_graph.search.enumeration import Limits, search
from synthesis_graph.search.problem import problem_of
from synthesis_graph.search.solutions import Found
from synthesis_graph.spec import Specification

LONG_S = 200.0
"""Longer than any of these searches takes: they end by themselves."""


@dataclass(frozen=True)
class Golden:
    """A task that the search must solve, and calls that it is not shown."""

    sentence: str
    parameters: dict[str, str]
    returns: str
    shown: tuple[tuple[Any, ...], ...]
    """Each row: the arguments, then the output."""
    held_out: tuple[tuple[Any, ...], ...]


def spec_of(golden: Golden, **fields: Any) -> Specification:
    """The specification of a task."""
    names = list(golden.parameters)
    return parse_request(
        {
            "description": golden.sentence,
            "ast": {
                "name": "answer",
                "parameters": [{"name": n, "type": t} for n, t in golden.parameters.items()],
                "return_type": golden.returns,
            },
            "examples": [
                f"assert answer({', '.join(map(repr, row[:-1]))}) == {row[-1]!r}" for row in golden.shown
            ],
            **fields,
        }
        if names
        else {}
    )


def solve(spec: Specification, limits: Limits | None = None) -> tuple[list[Found], dict[str, float]]:
    """Everything that the search finds before it settles."""
    problem = problem_of(spec)
    return search(problem, operation_levels(spec, problem.all_types), LONG_S, limits)
