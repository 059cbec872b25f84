"""Sampled and idiomatic records in parts, each made by itself and written to a file of its own, in one process or several."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from synthesis_graph.training.processes import shared
from synthesis_graph.training.programs.drawing import Tally
from synthesis_graph.training.programs.excluded import Excluded, reserved_tasks
from synthesis_graph.training.programs.idiomatic import idiomatic
from synthesis_graph.training.programs.sampled import PART, sample
from synthesis_graph.training.records.record import SUFFIX, Record


@dataclass(frozen=True)
class PartJob:
    """One part to make: its number of how many, how many records, and where it goes."""

    source: Literal["sampled", "idiom"]
    number: int
    parts: int
    count: int
    seed: int
    folder: Path
    tasks: Path | None
    bits: Mapping[str, float]

    @property
    def path(self) -> Path:
        """The part's file."""
        return self.folder / f"{self.source}-{self.number:03}{SUFFIX}"


def jobs_for(
    source: Literal["sampled", "idiom"], records: int, seed: int, folder: Path, tasks: Path | None, bits: Mapping[str, float]
) -> list[PartJob]:  # fmt: skip
    """The parts that make up so many records."""
    parts = max(1, -(-records // PART))
    counts = [min(PART, records - i * PART) for i in range(parts)]
    return [PartJob(source, i, parts, count, seed, folder, tasks, bits) for i, count in enumerate(counts)]


def make_part(job: PartJob) -> int:
    """Makes one part, unless its file is there; the number of programs refused for solving a reserved task."""
    if job.path.exists():
        return 0
    excluded = Excluded(reserved_tasks(job.tasks) if job.tasks is not None else ())
    write_records(job.path, _records(job, f"{job.seed}/{job.number}", excluded))
    return excluded.refused


def _records(job: PartJob, seed: str, excluded: Excluded) -> Iterator[Record]:
    if job.source == "idiom":
        return idiomatic(job.bits, seed, job.count, excluded)
    return sample(job.bits, seed, job.count, Tally.for_part(job.number, job.parts), excluded)


def make_parts(jobs: list[PartJob], processes: int) -> Iterator[int]:
    """Makes all parts in processes of their own; yields for each what `make_part` gives, in their order."""
    os.environ["PYTHONHASHSEED"] = (
        "0"  # for the processes to come: the order of sets of texts is in the values
    )
    yield from shared(make_part, jobs, processes)


def write_records(path: Path, records: Iterable[Record]) -> int:
    """Writes a file of records, whole or not at all; how many it holds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    count = 0
    with gzip.open(unfinished, "wt", compresslevel=6, encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps(record.to_json(), ensure_ascii=False, separators=(",", ":")) + "\n")
            count += 1
    unfinished.rename(path)
    return count
