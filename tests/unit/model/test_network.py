from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from synthesis_graph.language.types import parse_type
from synthesis_graph.model.arrays import path_array, places, task_arrays
from synthesis_graph.model.task_tree import Told, task_tree
from tests.unit.model.small import network, vocabulary

OF = vocabulary()
NETWORK = network(OF)
NUMBERS = parse_type("list[int]")
TOLD = Told("sort the numbers", "f", [("xs", NUMBERS)], NUMBERS, [(([3, 1],), [1, 3])])
LONG = Told("sort the numbers", "f", [("xs", NUMBERS)], NUMBERS, [((list(range(9)),), [1, 3])] * 3)
PATHS = [(), (1,), (2,), (2, 1)]


def steps(size: int) -> dict[str, Any]:
    before = np.tile(np.array([[0, 5, 9, 12]]), (size, 1))
    return {
        "before": before,
        "parent": before[:, ::-1].copy(),
        "argument": np.tile(np.array([[0, 1, 2, 1]]), (size, 1)),
        "places": places([path_array(PATHS)] * size, len(PATHS)),
    }


def decoded(tolds: list[Told]) -> Any:
    symbols, places_, mask, relations = task_arrays([task_tree(t, OF) for t in tolds])
    memory = NETWORK.encode(symbols, places_, mask, relations)
    states, _ = NETWORK.decode(NETWORK.reads(memory), mask, steps(len(tolds)))
    return NETWORK.following(states), NETWORK.value(states), *NETWORK.prior(memory, mask)


def test_a_task_beside_a_longer_one_is_read_as_if_alone() -> None:
    for alone, beside in zip(decoded([TOLD]), decoded([TOLD, LONG])):
        np.testing.assert_allclose(alone[0], beside[0], atol=1e-4)


def test_step_by_step_is_the_same_as_at_once() -> None:
    symbols, places_, mask, relations = task_arrays([task_tree(TOLD, OF)])
    reads = NETWORK.reads(NETWORK.encode(symbols, places_, mask, relations))
    whole, _ = NETWORK.decode(reads, mask, steps(1))
    past, parts = None, []
    for t in range(len(PATHS)):
        one = {name: array[:, t : t + 1] for name, array in steps(1).items()}
        logits, past = NETWORK.decode(reads, mask, one, past)
        parts.append(logits)
    np.testing.assert_allclose(np.concatenate(parts, axis=1), whole, atol=1e-4)


def test_a_step_reads_nothing_after_it() -> None:
    symbols, places_, mask, relations = task_arrays([task_tree(TOLD, OF)])
    changed = steps(1)
    changed["before"][:, -1] = 30
    reads = NETWORK.reads(NETWORK.encode(symbols, places_, mask, relations))
    whole, _ = NETWORK.decode(reads, mask, steps(1))
    other, _ = NETWORK.decode(reads, mask, changed)
    np.testing.assert_allclose(whole[:, :-1], other[:, :-1], atol=1e-5)
    assert np.abs(whole[:, -1] - other[:, -1]).max() > 1e-3


def test_where_a_node_stands_matters() -> None:
    symbols, places_, mask, relations = task_arrays([task_tree(TOLD, OF)])
    moved = places_.copy()
    moved[:, 3:] = places_[:, 3:][:, ::-1]
    memory = NETWORK.encode(symbols, places_, mask, relations)
    other = NETWORK.encode(symbols, moved, mask, relations)
    assert np.abs(memory - other).max() > 1e-3


def test_it_computes_in_single_precision() -> None:
    assert all(array.dtype == np.float32 for array in decoded([TOLD]))


@pytest.mark.needs_transformers
def test_torch_trains_what_numpy_serves() -> None:
    import torch

    from synthesis_graph.training.network.trainer import TrainedNetwork

    parameters = {name: torch.from_numpy(value) for name, value in NETWORK.p.items()}
    trained = TrainedNetwork(torch, NETWORK.shape, parameters)
    arrays = task_arrays([task_tree(t, OF) for t in (TOLD, LONG)])
    symbols, places_, mask, relations = map(torch.from_numpy, arrays)
    memory = trained.encode(symbols, places_, mask, relations)
    given = {name: torch.from_numpy(array) for name, array in steps(2).items()}
    states, _ = trained.decode(trained.reads(memory), mask, given)
    made = (trained.following(states), trained.value(states), *trained.prior(memory, mask))
    for ours, served in zip(made, decoded([TOLD, LONG]), strict=True):
        np.testing.assert_allclose(ours.numpy(), served, atol=1e-4)
