"""How far the project's own functions overlap with the tasks it is measured on: names, and what sentences say.

Owns the comparison; runs nothing. For each set of tasks and each source of ours (the recipes of the knowledge base, the
named concepts of the language): how many tasks ask for a function of exactly such a name, and how many sentences are
near a description of ours by the cosine of TF-IDF vectors. A share that stands out says where a figure flatters us.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.report import DOCUMENT, markdown, replace_section

LEGEND = """\
`./dev bench overlap --data data --threshold {threshold:g} --write`

*same name*: tasks that ask for a function of exactly the name of one of ours. *same sentence*: tasks whose description
has a TF-IDF cosine (words and pairs of words, stop words left out) of at least {threshold:g} with the description of
one of ours; *median* and *highest* are of each task's nearest. Textbook names recur by themselves."""
HEADER = (
    "set",
    "tasks",
    "ours",
    "functions",
    "same name",
    "same sentence",
    "median cosine",
    "highest cosine",
)


@dataclass(frozen=True)
class Described:
    """A function by its name and the sentence that describes it."""

    name: str
    sentence: str


@dataclass(frozen=True)
class Overlap:
    """What a set of tasks and a source of ours share; `cosines` has one item a task with a sentence."""

    names: tuple[str, ...]
    cosines: tuple[float, ...]

    def near(self, threshold: float) -> int:
        """How many tasks have a sentence of ours at least as near as `threshold`."""
        return sum(c >= threshold for c in self.cosines)


def overlap(
    data: Annotated[Path, typer.Option(help="A folder of *.jsonl files of requests.")],
    threshold: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="The cosine that counts as the same.")
    ] = 0.7,
    names: Annotated[bool, typer.Option("--names", help="List the shared names below the table.")] = False,
    write: Annotated[bool, typer.Option("--write", help="Put the table into docs/benchmarks.md.")] = False,
) -> None:
    """Report the overlap of recipes and concepts with the tasks of each file."""
    sets = [(path.stem, tasks) for path in sorted(data.glob("*.jsonl")) if (tasks := read_tasks(path))]
    if not sets:
        raise typer.BadParameter(f"{data} holds no *.jsonl file of requests", param_hint="--data")
    sources = (("recipes", recipes()), ("concepts", concepts()))
    found = [
        (name, tasks, kind, ours, compare(tasks, ours)) for name, tasks in sets for kind, ours in sources
    ]
    text = markdown(HEADER, [_cells(*row, threshold) for row in found])
    print(text)
    if names:
        for name, _, kind, _, shared in found:
            print(f"\n{name}, {kind}: {', '.join(shared.names) or 'none'}")
    if write:
        body = f"## Overlap with the tasks\n\n{LEGEND.format(threshold=threshold)}\n\n{text}"
        document = DOCUMENT.read_text(encoding="utf-8")
        DOCUMENT.write_text(replace_section(document, "overlap", body), encoding="utf-8")


def read_tasks(path: Path) -> list[Described]:
    """The named functions that a file of requests asks for; lines in another form are no tasks of ours."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [
        Described(row["function_name"], row.get("description") or "")
        for row in rows
        if isinstance(row, dict) and "function_name" in row
    ]


def recipes() -> list[Described]:
    """The public functions of the knowledge base, with the first line of their docstring."""
    from retrieval.corpus import recipes_source

    source = recipes_source()
    return [
        f for path in source.paths() for f in _functions((source.root / path).read_text(encoding="utf-8"))
    ]


def concepts() -> list[Described]:
    """The named concepts of the language, with the first line of their docstring."""
    from synthesis_graph.language.operations import operations

    return [f for op in operations().values() if op.helper for f in _functions(op.helper)]


def _functions(text: str) -> Iterator[Described]:
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield Described(node.name, (ast.get_docstring(node) or "").split("\n", 1)[0])


def compare(tasks: Sequence[Described], ours: Sequence[Described]) -> Overlap:
    """Shared names, each once, and for each task with a sentence the cosine of the nearest of ours."""
    shared = {task.name for task in tasks} & {function.name for function in ours}
    return Overlap(tuple(sorted(shared)), tuple(_nearest(_sentences(tasks), _sentences(ours))))


def _sentences(described: Iterable[Described]) -> list[str]:
    return [f"{d.name.replace('_', ' ')} {d.sentence}" for d in described if d.sentence]


def _nearest(queries: list[str], documents: list[str]) -> list[float]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not queries or not documents:
        return []
    model = TfidfVectorizer(stop_words="english", ngram_range=(1, 2), sublinear_tf=True)
    vectors = model.fit_transform([*queries, *documents])
    cosines = vectors[: len(queries)] @ vectors[len(queries) :].T  # rows have length 1
    return [float(c) for c in cosines.max(axis=1).toarray().ravel()]


def _cells(
    name: str, tasks: list[Described], kind: str, ours: list[Described], found: Overlap, threshold: float
) -> tuple[str, ...]:
    import numpy as np

    same = sum(task.name in found.names for task in tasks)
    of = len(found.cosines)
    cosines = (f"{np.median(found.cosines):.2f}", f"{max(found.cosines):.2f}") if of else ("–", "–")
    return (
        name, str(len(tasks)), kind, str(len(ours)), _share(same, len(tasks)), _share(found.near(threshold), of), *cosines,
    )  # fmt: skip


def _share(count: int, of: int) -> str:
    return f"{count} ({count / of:.0%})" if of else "–"
