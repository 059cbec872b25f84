from __future__ import annotations

import random

import numpy as np

from synthesis_graph.language.parse import parse_expression
from synthesis_graph.language.trees import Tree, Variable
from synthesis_graph.language.types import INT, list_of
from synthesis_graph.training.network.batches import Dataset, collate, numbered
from synthesis_graph.training.records.record import Record, operations_in
from tests.unit.model.small import vocabulary

OF = vocabulary()
XS = (("xs", list_of(INT)),)


def record(text: str, count: int = 3) -> Record:
    tree: Tree = parse_expression(text, dict(XS))
    shown = tuple((([i, 3, 1],), i) for i in range(count))
    return Record("sampled", "f", "sort the numbers", XS, INT, shown, tree, operations_in(tree))


def test_targets_are_the_productions_and_what_stood_before_them() -> None:
    made = numbered(record("len(sorted(xs))"), OF, random.Random(0))
    assert made is not None
    batch = collate([made], OF)
    expected = [OF.productions[name] for name in ("len", "sorted", "<parameter 0>")]
    assert batch["next"][0].tolist() == expected
    assert batch["before"][0].tolist() == [0, *expected[:-1]]
    assert batch["parent"][0].tolist() == [0, *expected[:-1]]
    assert batch["counts"][0].sum() == 3


def test_what_is_padded_is_masked() -> None:
    rows = [numbered(record(t), OF, random.Random(0)) for t in ("len(xs)", "len(sorted(sorted(xs)))")]
    batch = collate([r for r in rows if r is not None], OF)
    assert batch["steps_mask"].sum(axis=1).tolist() == [2, 4]
    assert np.all(batch["mask"].sum(axis=1) == [len(r.symbols) for r in rows if r is not None])


def test_a_record_without_a_tree_tells_which_operations_occur() -> None:
    told = Record("library", "f", "sort", XS, INT, (), None, ("sorted", "len", "no longer in the table"))
    made = numbered(told, OF, random.Random(0))
    assert made is not None
    assert len(made.steps) == 0
    assert {int(p) for p, _ in made.counts} == {OF.productions["sorted"], OF.productions["len"]}


def test_what_cannot_be_learnt_from_is_left_out() -> None:
    foreign = Record("recipe", "f", "", XS, INT, (), Variable("other"), ())
    nothing = Record("library", "f", "", XS, INT, (), None, ())
    assert numbered(foreign, OF, random.Random(0)) is None
    assert numbered(nothing, OF, random.Random(0)) is None


def test_every_record_comes_once_and_no_batch_is_too_large() -> None:
    texts = ["len(xs)", "sorted(xs)[0]", "sum(xs)", "max(xs) + 1"] * 10
    data = Dataset.of((record(t) for t in texts), OF, 0)
    batches = list(data.batches(1, nodes=400))
    assert sum(len(b["symbols"]) for b in batches) == len(texts)
    assert all(b["symbols"].size <= 400 for b in batches)
    assert [b["next"].tolist() for b in batches] == [b["next"].tolist() for b in data.batches(1, nodes=400)]
