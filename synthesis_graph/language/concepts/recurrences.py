"""Recurrences: sequences by their last two terms, and steps repeated until nothing changes."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

from synthesis_graph.language.operations import concept


@concept(6, "nth term sequence series recursive recurrence number", limit="0 <= n <= 500")
def recurrence(n: int, first: N, second: N, step: fn[tuple[N, N, int], N]) -> N:
    """Term n of the sequence that starts so and goes on with step(last but one, last, its position)."""
    for i in range(2, n + 2):
        first, second = second, step(first, second, i)
    return first


@concept(7, "repeat until unchanged repeatedly stable remains converge reduce")
def fixed_point(start: A, step: fn[A, A]) -> A:
    """What the start becomes when the step is repeated until it changes nothing."""
    while (following := step(start)) != start:
        start = following
    return start
