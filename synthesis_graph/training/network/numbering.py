"""Files of records to two data sets, a process a core: one to train on, one held out."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from synthesis_graph.model.vocabulary import Vocabulary
from synthesis_graph.training.functions.corpora import recipes
from synthesis_graph.training.network.batches import Dataset, Numbered, numbered
from synthesis_graph.training.network.nearby import Nearby
from synthesis_graph.training.processes import shared
from synthesis_graph.training.records.record import HELD_OUT_EVERY, read_lines

Job = tuple[Path, Path, int]
"""A file of records, that of the vocabulary, and the seed."""


def datasets(files: Iterable[Path], vocabulary: Path, seed: int) -> tuple[Dataset, Dataset]:
    """The records of these files in numbers, each hundredth of a file in the second set."""
    jobs: list[Job] = [(file, vocabulary, seed) for file in files]
    training, held_out = Dataset(Vocabulary.read(vocabulary)), Dataset(Vocabulary.read(vocabulary))
    for made in shared(_number, jobs, os.cpu_count() or 1):
        for i, record in enumerate(made):
            if record is not None:
                (training if i % HELD_OUT_EVERY else held_out).records.append(record)
    return training, held_out


def _number(job: Job) -> list[Numbered | None]:
    file, vocabulary, seed = job
    nearby, rng = _nearby(vocabulary), random.Random(f"{seed}/{file.name}")
    return [numbered(record, nearby.vocabulary, rng, nearby) for record in read_lines(file)]


@cache
def _nearby(vocabulary: Path) -> Nearby:
    return Nearby(list(recipes()), Vocabulary.read(vocabulary))
