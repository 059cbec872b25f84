"""Chains of known fragments: found as soon as the last part is there, whatever the order in which parts come."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from synthesis_graph.language.types import INT, STR, list_of
from synthesis_graph.search.bank import Entry, key_of
from synthesis_graph.search.chains import MOST_LINKS, MOST_PARTS, Chains
from synthesis_graph.search.programs import Literal


def entry(*values: Any) -> Entry:
    return Entry(list(values), STR, 2, None, (), 1)


def found(chains: Chains, *batches: list[Entry]) -> list[list[Any]]:
    """The parts' values of every whole chain, the fragments becoming known batch by batch."""
    known: dict[bytes, Entry] = {}
    made = []
    for batch in batches:
        known.update({key_of(e.values) or b"": e for e in batch})
        made += [[part.values for part in parts] for parts in chains.extend(batch, known)]
    return made


FIRST, LAST, MIDDLE = entry("ann", "bob"), entry("lee", "ray"), entry("x", "y")
WANTED = ["annxlee", "bobyray"]


@pytest.mark.parametrize("order", list(itertools.permutations((FIRST, MIDDLE, LAST))))
def test_a_chain_is_found_in_whatever_order_its_parts_come(order: tuple[Entry, ...]) -> None:
    parts = [FIRST.values, MIDDLE.values, LAST.values]
    assert parts in found(Chains(WANTED, STR), *([e] for e in order))
    assert parts in found(Chains(WANTED, STR), list(order))


def test_what_all_examples_share_between_parts_is_a_constant() -> None:
    (chain,) = Chains(["ann & lee", "bob & ray"], STR).extend(
        [FIRST, LAST], {key_of(LAST.values) or b"": LAST}
    )
    assert [part.values for part in chain] == [FIRST.values, [" & ", " & "], LAST.values]
    assert chain[1].leaf == Literal(" & ")


def test_what_all_examples_end_with_is_a_constant_too() -> None:
    (chain,) = Chains(["ann x.", "bob y."], STR).extend([FIRST, MIDDLE], {})
    assert [part.values for part in chain] == [FIRST.values, [" ", " "], MIDDLE.values, [".", "."]]


def test_rows_are_joined_like_texts() -> None:
    head, tail = (Entry(v, list_of(INT), 2, None, (), 1) for v in ([[1], [5]], [[2, 3], [6]]))
    chains = Chains([[1, 0, 0, 2, 3], [5, 0, 0, 6]], list_of(INT))
    assert [head.values, [[0, 0], [0, 0]], tail.values] in found(chains, [head, tail])


def test_a_part_that_is_not_a_beginning_everywhere_joins_nothing() -> None:
    assert found(Chains(WANTED, STR), [entry("ann", "rob"), MIDDLE, LAST]) == []


def test_a_part_may_be_empty_but_in_the_first_example() -> None:
    first, second = (Entry(v, list_of(INT), 2, None, (), 1) for v in ([[1], [5]], [[2], []]))
    wanted = [[1, 2, 1], [5, 5]]
    assert [first.values, second.values, first.values] in found(Chains(wanted, list_of(INT)), [first, second])
    assert found(Chains(wanted[::-1], list_of(INT)), [entry([5], [1]), entry([], [2])]) == []


def test_a_fragment_of_any_type_may_hold_what_joins_nothing() -> None:
    assert found(Chains(WANTED, STR), [entry(1, 2), entry(["ann"], None), FIRST, MIDDLE]) == []


def test_the_number_of_beginnings_is_bounded() -> None:
    text = "abcdefghijklmnopqrstuvwxyz" * 30
    chains = Chains([text, text], STR)
    found(chains, [entry(text[i:j], text[i:j]) for i in range(60) for j in range(i + 1, 60)])
    assert len(chains.links) <= MOST_LINKS
    assert all(len(link.parts) < MOST_PARTS for link in chains.links.values())
