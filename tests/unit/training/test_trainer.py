"""A few steps of training: the losses fall, a run goes on from its checkpoint, and NumPy reads the weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from synthesis_graph.model.network import Shape
from synthesis_graph.model.weights import load, save
from synthesis_graph.training.network.batches import Dataset
from tests.unit.training.test_batches import OF, record

pytestmark = pytest.mark.needs_transformers

SHAPE = Shape(len(OF.symbols), len(OF.productions), 16, 2, 1, 1, 24)
DATA = Dataset.of((record(t) for t in ("len(xs)", "sum(xs)", "max(xs)", "len(sorted(xs))") * 8), OF, 0)


def trainer(folder: Path, minutes: float) -> Any:
    from synthesis_graph.training.network.trainer import Recipe, Trainer

    recipe = Recipe(minutes=minutes, peak_rate=1e-2, warmup_steps=5, log_every=1, save_every=10_000)
    return Trainer(SHAPE, recipe, folder)


def test_losses_fall_and_a_run_goes_on_where_it_was_left(tmp_path: Path) -> None:
    first = trainer(tmp_path, 0.03)
    before = first.evaluate(DATA)
    after = first.fit(DATA, DATA)
    assert all(after[name] < before[name] for name in before)
    again = trainer(tmp_path, 0.031)
    again.fit(DATA, DATA)
    assert again.step > first.step
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [line["step"] for line in lines if "next" in line] == list(range(1, again.step + 1))
    assert [line["step"] for line in lines if "held-out next" in line] == [first.step, again.step]


def test_another_shape_is_refused(tmp_path: Path) -> None:
    trainer(tmp_path, 0.01).save()
    from synthesis_graph.training.network.trainer import Recipe, Trainer

    other = Trainer(Shape(len(OF.symbols), len(OF.productions), 16, 2, 1, 2, 24), Recipe(), tmp_path)
    with pytest.raises(ValueError, match="another shape"):
        other.fit(DATA, DATA)


def test_numpy_reads_what_was_trained(tmp_path: Path) -> None:
    made = trainer(tmp_path, 0.01)
    save(tmp_path, SHAPE, OF, {name: p.detach().numpy() for name, p in made.parameters.items()})
    network, vocabulary = load(tmp_path)
    assert network.shape == SHAPE
    assert vocabulary == OF
    assert set(network.p) == set(SHAPE.parameters())


def test_a_run_may_end_after_a_number_of_steps(tmp_path: Path) -> None:
    from synthesis_graph.training.network.trainer import Recipe, Trainer

    made = Trainer(SHAPE, Recipe(minutes=60.0, steps=3, warmup_steps=1, log_every=1), tmp_path)
    made.fit(DATA, DATA)
    assert made.step == 3
    rates = [json.loads(line).get("rate") for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert rates[0] > rates[1] > rates[2]
