"""Numbers in order in place of paths: as many, all different, and nothing left of the tree."""

from __future__ import annotations

import numpy as np

from synthesis_graph.training.network.batches import Dataset
from synthesis_graph.training.network.sequence import in_sequence, number_array
from tests.unit.training.test_batches import OF, record


def test_numbers_differ() -> None:
    assert len({tuple(row) for row in number_array(1000)}) == 1000


def test_a_batch_keeps_its_shapes_and_loses_its_paths() -> None:
    data = Dataset.of((record(text) for text in ("len(xs)", "len(sorted(xs))")), OF, 0)
    batch = next(data.batches(0))
    made = in_sequence(batch)
    for name, array in batch.items():
        assert made[name].shape == array.shape
        assert np.array_equal(made[name], array) == (not name.endswith("places"))
    assert np.array_equal(made["places"][0], made["places"][1])
