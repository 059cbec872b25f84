"""Makes the whole training set: which sources there are, in what order they are written, and the report on the result.

Each source is a row of one table; a source whose file is there is not made again, so an interrupted run goes on.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from synthesis_graph.training.functions.concept_records import concept_records
from synthesis_graph.training.functions.corpora import installed_packages, recipes, standard_library
from synthesis_graph.training.functions.text_records import (
    library_records,
    recipe_records,
    task_codes,
    task_records,
)
from synthesis_graph.training.programs.usage import prior_bits, usage_of
from synthesis_graph.training.records.parts import jobs_for, make_parts, write_records
from synthesis_graph.training.records.record import SUFFIX, Record
from synthesis_graph.validation.sandbox import Sandbox

RECIPE_WEIGHT, TASK_WEIGHT, LIBRARY_WEIGHT = 2.0, 6.0, 0.2
"""What a function counts for in the prior: requests are more like recipes and tasks than like library code."""
BITS = "bits.json"


@dataclass(frozen=True)
class Order:
    """What to make, and where: `tasks` is the folder of the tasks, None to go without."""

    folder: Path
    tasks: Path | None
    records: int = 250_000
    idioms: int = 150_000
    seed: int = 0
    processes: int = 1
    concept_copies: int = 12
    recipe_copies: int = 10
    task_copies: int = 12
    library: int = 20_000


Said = Callable[[str], None]


def generate(order: Order, said: Said) -> None:
    """Writes every file of the training set that is not there yet, the records in parts last."""
    bits = operation_bits(order, said)
    for name, make in _SOURCES.items():
        path = order.folder / f"{name}{SUFFIX}"
        if not path.exists():
            count = write_records(path, make(order, bits, Random(f"{order.seed}/{name}")))
            said(f"{name}: {count:,} records")
    shared = (order.seed, order.folder, order.tasks, bits)
    jobs = [*jobs_for("idiom", order.idioms, *shared), *jobs_for("sampled", order.records, *shared)]
    for done, refused in enumerate(make_parts(jobs, order.processes), 1):
        said(f"part {done} of {len(jobs)}, {refused} programs refused that solve a reserved task")


def operation_bits(order: Order, said: Said) -> dict[str, float]:
    """The prior cost of every operation, by what real code uses; counted once and kept beside the records."""
    path = order.folder / BITS
    if path.exists():
        known: dict[str, float] = json.loads(path.read_text())
        return known
    said("counting which operations real code uses")
    weighted: Counter[str] = Counter()
    texts = (
        (RECIPE_WEIGHT, [s.source for s in recipes()]),
        (TASK_WEIGHT, [] if order.tasks is None else task_codes(order.tasks)),
        (LIBRARY_WEIGHT, [s.source for s in standard_library()]),
    )
    for weight, sources in texts:
        for name, count in usage_of(sources).items():
            weighted[name] += weight * count  # type: ignore[assignment]  # a Counter of weights
    bits = prior_bits(weighted)
    order.folder.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({name: round(value, 3) for name, value in bits.items()}, indent=1) + "\n")
    return bits


Bits = dict[str, float]


def _concepts(order: Order, bits: Bits, rng: Random) -> Iterator[Record]:
    return concept_records(bits, order.concept_copies, rng)


def _recipes(order: Order, bits: Bits, rng: Random) -> Iterator[Record]:
    with Sandbox() as sandbox:
        yield from recipe_records(recipes(), bits, order.recipe_copies, sandbox, rng)


def _tasks(order: Order, bits: Bits, rng: Random) -> Iterator[Record]:
    return iter(()) if order.tasks is None else task_records(order.tasks, bits, order.task_copies, rng)


def _library(order: Order, bits: Bits, rng: Random) -> Iterator[Record]:
    own = list(library_records(standard_library(), bits, order.library, rng))
    yield from own
    if len(own) < order.library:
        yield from library_records(installed_packages(rng), bits, order.library - len(own), rng)


_SOURCES: dict[str, Callable[[Order, Bits, Random], Iterator[Record]]] = {
    "task": _tasks, "recipe": _recipes, "concept": _concepts, "library": _library,
}  # fmt: skip
