from __future__ import annotations

from pathlib import Path

import pytest

from synthesis_graph.model.vocabulary import (
    LEAVES,
    START,
    Vocabulary,
    constant_production,
    float_symbol,
    integer_symbol,
    learn_subwords,
)
from tests.unit.model.small import vocabulary


def test_frequent_pairs_become_one_piece() -> None:
    assert "sort" in learn_subwords([("sort", 50), ("sorted", 20), ("so", 2)], 40)


def test_a_word_is_cut_into_its_longest_known_pieces() -> None:
    of = Vocabulary(("s", "##o", "##r", "##t", "sort", "##ed", "##e", "##d"), ())
    assert list(of.pieces("sorted")) == ["sort", "##ed"]


def test_what_no_piece_begins_with_is_left_out() -> None:
    assert list(Vocabulary(("a", "##b"), ()).pieces("éab")) == ["##b"]


@pytest.mark.parametrize(
    ("value", "symbol"),
    [
        (0, "int:0"),
        (-20, "int:-20"),
        (100, "int:100"),
        (101, "int:d3"),
        (-4321, "int:-d4"),
        (10**30, "int:d9"),
    ],
)
def test_integers(value: int, symbol: str) -> None:
    assert integer_symbol(value) == symbol
    assert symbol in vocabulary().symbols


@pytest.mark.parametrize(
    ("value", "symbol"),
    [
        (0.0, "float:0"),
        (3.5, "float:e0"),
        (-250.0, "float:-e2"),
        (1e30, "float:e6"),
        (float("inf"), "float:0"),
    ],
)
def test_floats(value: float, symbol: str) -> None:
    assert float_symbol(value) == symbol
    assert symbol in vocabulary().symbols


@pytest.mark.parametrize("value", [0, 7, 12345, -1, 2.5, "", " ", "abc", [], [1], None, True, (1, 2), {1: 2}])
def test_every_constant_has_a_production(value: object) -> None:
    assert constant_production(value) in LEAVES


def test_it_is_read_as_it_was_written(tmp_path: Path) -> None:
    of = vocabulary()
    of.write(tmp_path / "vocabulary.json")
    again = Vocabulary.read(tmp_path / "vocabulary.json")
    assert again == of
    assert again.productions[START] == 0
    assert again.number("no such word") == again.symbols["<unknown>"]
