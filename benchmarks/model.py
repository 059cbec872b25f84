"""What the tree transformer costs a request on one core: loading, reading a task, retrieved programs, one step of a beam.

    ./dev bench model [--write]

Every figure is a median over the repetitions; each task is read with nothing kept, then with its retrieved programs kept.
"""

from __future__ import annotations

import datetime as dt
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from benchmarks.report import DOCUMENT, ROOT, machine, markdown, replace_section
from synthesis_graph.model import programs
from synthesis_graph.model.guide import Guide, Place, told_by
from synthesis_graph.model.vocabulary import START
from synthesis_graph.model.weights import FOLDER, load
from synthesis_graph.request import parse_request
from synthesis_graph.retrieving import SnippetRetriever

_LOAD = """
import time
import numpy, safetensors.numpy, threadpoolctl
start = time.perf_counter()
from synthesis_graph.model.weights import load
load()
print(time.perf_counter() - start)
"""
RETRIEVED = 12
WIDTHS = (1, 16, 128)
FRESH_PROCESSES = 5


def model(
    spec: Annotated[Path, typer.Option(help="The request that is read.")] = ROOT
    / "examples"
    / "sort_dictionaries.json",
    repeats: Annotated[int, typer.Option(min=3, help="Repetitions of each figure.")] = 15,
    write: Annotated[bool, typer.Option("--write", help="Put the table into docs/benchmarks.md.")] = False,
) -> None:
    """What the tree transformer costs a request."""
    told = markdown(("what", "ms"), [(name, f"{1e3 * s:.1f}") for name, s in measured(spec, repeats)])
    typer.echo(told)
    if write:
        today = dt.datetime.now(dt.timezone.utc).date().isoformat()
        size = sum(file.stat().st_size for file in FOLDER.iterdir()) / 1e6
        count = sum(p.size for p in load()[0].p.values())
        body = f"{today}, {machine()}. {count / 1e6:.2f} M parameters, {size:.1f} MB on disk; one core.\n\n{told}"
        DOCUMENT.write_text(
            replace_section(DOCUMENT.read_text(encoding="utf-8"), "model", body), encoding="utf-8"
        )


def measured(path: Path, repeats: int) -> list[tuple[str, float]]:
    """(what, seconds) a row."""
    spec = parse_request(path.read_bytes())
    network, vocabulary = load()
    told, snippets = told_by(spec), SnippetRetriever().retrieve(spec, RETRIEVED).snippets
    guide = Guide(told, network, vocabulary, snippets)
    read = programs.near(snippets, network, vocabulary)
    nodes = 0 if read is None else read.counts.size

    def alone() -> None:
        Guide(told, network, vocabulary)

    def kept() -> None:
        Guide(told, network, vocabulary, snippets)

    return [
        ("weights and vocabulary loaded by a fresh process, NumPy there", _median(_loaded, FRESH_PROCESSES)),
        ("a task read, and both its distributions", _median(_timed(alone), repeats)),
        (
            f"the same with {len(snippets)} retrieved programs of {nodes:,} nodes, known to the process",
            _median(_timed(kept), repeats),
        ),
        ("the same, the programs not known yet", _median(_timed(kept, programs.forget), repeats)),
        *(
            (
                f"one production of {width} derivation{'s' * (width > 1)}",
                _median(_timed(_step(guide, width)), repeats),
            )
            for width in WIDTHS
        ),
    ]


def _step(guide: Guide, width: int) -> Callable[[], object]:
    hole = Place((), START, 0)
    return lambda: guide.next_bits([START] * width, [hole] * width, None, np.arange(width))


def _timed(do: Callable[[], object], before: Callable[[], object] = lambda: None) -> Callable[[], float]:
    def once() -> float:
        before()
        started = time.perf_counter()
        do()
        return time.perf_counter() - started

    return once


def _median(seconds: Callable[[], float], repeats: int) -> float:
    seconds()
    return statistics.median(seconds() for _ in range(repeats))


def _loaded() -> float:
    done = subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True, cwd=ROOT)
    return float(done.stdout)
