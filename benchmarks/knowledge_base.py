"""Measures the knowledge base: how long it builds, how soon a fresh process answers, and how well it finds.

    python -m benchmarks.knowledge_base [--index FOLDER | --embedding-model NAME]

Prints one Markdown table. Quality is measured on `retrieval_queries.json`: sentences of ours, each with the functions
of the standard library it asks for; the recipes, which often answer too, are left out. `rank` is the place of the first of them: MRR is the mean of 1/rank, hit@k the
share with rank ≤ k.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from retrieval.build import build_index
from retrieval.corpus import STANDARD_LIBRARY, recipes_source, standard_library_source
from retrieval.embed import DEFAULT_EMBEDDING_MODEL
from retrieval.search import Retriever
from retrieval.terms import terms
from retrieval.vectors import best_rows

QUERIES = Path(__file__).with_name("retrieval_queries.json")
FRESH_PROCESSES = 9
DEPTH = 100

_FRESH = """
import time
start = time.perf_counter()
import numpy
numpy_ms = (time.perf_counter() - start) * 1e3
from pathlib import Path
from retrieval.search import Retriever
import_ms = (time.perf_counter() - start) * 1e3
retriever = Retriever.open(Path({folder!r}))
open_ms = (time.perf_counter() - start) * 1e3
retriever.search("sort a list of dictionaries by a given key", 10)
print(numpy_ms, import_ms - numpy_ms, open_ms - import_ms, (time.perf_counter() - start) * 1e3 - open_ms)
"""

_IMPORT = """
import time
start = time.perf_counter()
import {library}
print((time.perf_counter() - start) * 1e3)
"""

Ranking = Callable[[str], list[str]]  # query → snippet ids, best first


def main(
    index: Annotated[Path | None, typer.Option(help="An index to measure; built anew without it.")] = None,
    embedding_model: Annotated[str, typer.Option(help="For the index built anew.")] = DEFAULT_EMBEDDING_MODEL,
) -> None:
    """Build the default index anew, unless one is given, and measure it."""
    with tempfile.TemporaryDirectory() as temporary:
        print("| what | value |\n| --- | --- |")
        folder = index or _build(Path(temporary) / "index", embedding_model)
        _measure_fresh_processes(folder)
        _measure_quality(Retriever.open(folder))


def _build(folder: Path, embedding_model: str) -> Path:
    sources = [recipes_source(), standard_library_source()]
    start = time.perf_counter()
    manifest, report = build_index(sources, folder, embedding_model=embedding_model)
    print(f"| snippets, of these running alone | {manifest.snippets:,}, {report.self_contained:,} |")
    print(f"| first build | {time.perf_counter() - start:.1f} s |")
    for stage, seconds in report.seconds.items():
        print(f"| – {stage} | {seconds:.1f} s |")
    start = time.perf_counter()
    build_index(sources, folder, embedding_model=embedding_model)
    print(f"| build again, nothing changed | {time.perf_counter() - start:.1f} s |")
    return folder


def _measure_fresh_processes(folder: Path) -> None:
    times = _run_fresh(_FRESH.format(folder=str(folder)))
    rows = [*zip(("import numpy", "import retrieval", "open", "first query"), times.T, strict=True)]
    rows.append(("all of these", times.sum(axis=1)))
    rows.extend(
        (f"import {library}, which no query needs", _run_fresh(_IMPORT.format(library=library))[:, 0])
        for library in ("faiss", "bm25s")
    )
    for name, column in rows:
        print(
            f"| fresh process: {name}, median (min) of {len(column)} "
            f"| {np.median(column):.1f} ({column.min():.1f}) ms |"
        )


def _run_fresh(program: str) -> NDArray[np.float64]:
    """What the program prints, in FRESH_PROCESSES processes that find all bytecode compiled."""
    with tempfile.TemporaryDirectory() as bytecode:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-c", program]
        runs = [
            subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
            for _ in range(FRESH_PROCESSES + 1)
        ]
    return np.array([[float(part) for part in run.stdout.split()] for run in runs[1:]])


def _measure_quality(retriever: Retriever) -> None:
    queries: dict[str, list[str]] = json.loads(QUERIES.read_bytes())
    snippets = retriever.snippets()
    rows = np.flatnonzero([snippet.corpus == STANDARD_LIBRARY for snippet in snippets])

    def by_bm25(query: str) -> list[str]:
        scores = retriever.index.bm25.score(terms(query))[rows]
        return [snippets[row].id for row in best_rows(rows, scores, DEPTH)[0]]

    def by_embedding(query: str) -> list[str]:
        vector = retriever.index.embedder.encode([query])[0]
        return [snippets[row].id for row in retriever.index.vectors.nearest(vector, rows, DEPTH)[0]]

    def fused(query: str) -> list[str]:
        return [hit.snippet.id for hit in retriever.search(query, DEPTH, corpus=STANDARD_LIBRARY)]

    model = Path(retriever.index.manifest.embedding_model).name
    ways: dict[str, Ranking] = {"BM25": by_bm25, model: by_embedding, "fused": fused}
    for name, ranking in ways.items():
        ranks = np.array([_rank(ranking(query), wanted) for query, wanted in queries.items()])
        hits = ", ".join(f"{np.mean(ranks <= k):.2f}" for k in (1, 5, 10))
        print(f"| {name}: MRR; hit@1, @5, @10 ({len(queries)} queries) | {np.mean(1 / ranks):.2f}; {hits} |")


def _rank(found: list[str], wanted: list[str]) -> float:
    names = {f"stdlib/{name}" for name in wanted}
    return next((float(place) for place, identity in enumerate(found, 1) if identity in names), float("inf"))


if __name__ == "__main__":
    typer.run(main)
