"""Trees, values and records go to text and come back the same."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from synthesis_graph.language.parse import parse_expression
from synthesis_graph.language.trees import Apply, Constant, Function, Hole, Tree, Variable
from synthesis_graph.language.types import INT, STR, dict_of, list_of, set_of, tuple_of
from synthesis_graph.training.records.parts import write_records
from synthesis_graph.training.records.record import SUFFIX, Record, operations_in, read_records
from synthesis_graph.training.records.tree_codec import decode, encode, literal_text, value_of_text

TREES: list[Tree] = [
    Variable("xs"),
    Constant(-3),
    Constant({2, 1}),
    Constant(("x", 1.5, None, True)),
    Apply("map", (Variable("xs"), Function(("x",), Apply("add", (Variable("x"), Constant(1)))))),
    parse_expression("sorted({w.lower() for w in s.split(',')}, key=lambda w: (len(w), w))[:2]", {"s": STR}),
]


@pytest.mark.parametrize("tree", TREES, ids=str)
def test_a_tree_comes_back_the_same(tree: Tree) -> None:
    assert decode(encode(tree)) == tree


def test_a_hole_has_no_form() -> None:
    with pytest.raises(ValueError, match="no form"):
        encode(Apply("len", (Hole(list_of(INT)),)))


@pytest.mark.parametrize(
    "value", [0, -1, 2.5, "it's", b"x", [], (), (1,), {}, set(), {3, 1, 2}, {"k": [(1, {"z", "a"})]}, None]
)
def test_a_value_comes_back_the_same(value: Any) -> None:
    assert value_of_text(literal_text(value)) == value
    assert type(value_of_text(literal_text(value))) is type(value)


def test_sets_are_written_in_order() -> None:
    assert literal_text({"b", "c", "a"}) == "{'a', 'b', 'c'}"


@pytest.mark.parametrize("value", [float("inf"), [float("nan")], frozenset({1}), object()])
def test_what_has_no_literal_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="no literal"):
        literal_text(value)


def record(name: str, tree: Tree | None = TREES[4]) -> Record:
    return Record(
        "sampled",
        name,
        "add one to each",
        (("xs", list_of(INT)), ("d", dict_of(STR, set_of(INT)))),
        list_of(tuple_of(INT, STR)),
        ((([1, 2], {"a": {1}}), [(2, "x")]),),
        tree,
        () if tree is None else operations_in(tree),
        12.25,
    )


def test_records_come_back_file_by_file(tmp_path: Path) -> None:
    first, second = [record("a"), record("b", None)], [record("c")]
    write_records(tmp_path / f"one{SUFFIX}", first)
    write_records(tmp_path / f"two{SUFFIX}", second)
    assert list(read_records(tmp_path)) == first + second


def test_operations_are_named_once_the_outermost_first() -> None:
    tree = parse_expression("len(xs) + len(xs[1:])", {"xs": list_of(INT)})
    assert operations_in(tree) == ("add", "len", "tail")


def test_the_order_of_a_set_does_not_depend_on_how_it_was_made() -> None:
    rng = Random(1)
    items = [str(n) for n in range(50)]
    shuffled = rng.sample(items, len(items))
    assert literal_text(set(items)) == literal_text(set(shuffled))
