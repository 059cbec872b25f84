"""`python -m retrieval.initializer --source DIR... --output KB`: builds an index, with a progress bar and a report.

The command line over `build`; knows no more than how to ask and how to show.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from retrieval.build import BuildReport, build_index
from retrieval.corpus import named_source, recipes_source, standard_library_source
from retrieval.embed import DEFAULT_EMBEDDING_MODEL
from retrieval.errors import RetrievalError
from retrieval.harvest import SKIP_REASONS
from retrieval.index import Manifest
from retrieval.progress import Progress as OnProgress

app = typer.Typer(add_completion=False)


@app.command()
def initialize(
    output: Annotated[Path, typer.Option(help="Folder of the index; an index there is replaced at the end.")],
    source: Annotated[
        list[str] | None,
        typer.Option(
            help="Folder to harvest, or NAME=FOLDER; repeatable. Default: our recipes and the standard library."
        ),
    ] = None,
    embedding_model: Annotated[
        str, typer.Option(envvar="EMBEDDING_MODEL", help="`lsa`, or a sentence-transformers name or path.")
    ] = DEFAULT_EMBEDDING_MODEL,
) -> None:
    """Harvest Python functions from folders and build the index that the retriever searches."""
    console = Console(stderr=True)
    try:
        sources = [named_source(text) for text in source or ()] or [
            recipes_source(),
            standard_library_source(),
        ]
        with _progress_bar(console) as on_progress:
            manifest, report = build_index(
                sources, output, embedding_model=embedding_model, on_progress=on_progress
            )
    except RetrievalError as error:
        console.print(f"[red]{error.code}[/red]: {error.message}", highlight=False)
        if error.hint:
            console.print(f"  {error.hint}", highlight=False)
        raise typer.Exit(1) from error
    Console().print(report_table(manifest, report))


@contextmanager
def _progress_bar(console: Console) -> Iterator[OnProgress]:
    columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        tasks = {
            stage: bar.add_task(stage, total=None) for stage in ("harvest", "duplicates", "embed", "write")
        }
        yield lambda stage, done, total: bar.update(tasks[stage], completed=done, total=total)


def report_table(manifest: Manifest, report: BuildReport) -> Table:
    """What was taken, from where, and why the rest was not."""
    table = Table(
        title=f"{manifest.snippets:,} snippets, embedded by {manifest.embedding_model}", title_justify="left"
    )
    table.add_column("")
    table.add_column("count", justify="right")
    table.add_row("files read", f"{report.files:,}")
    table.add_row(
        "  of these unchanged since the last build", f"{report.files_from_cache:,}", end_section=True
    )
    for corpus, count in report.taken.items():
        table.add_row(f"taken from {corpus}", f"{count:,}")
    table.add_row("  of these run alone", f"{report.self_contained:,}", end_section=True)
    for reason, count in report.skipped.most_common():
        table.add_row(f"left: {SKIP_REASONS[reason]}", f"{count:,}")
    table.add_row(
        "left: nearly the same as one that was taken", f"{len(report.duplicates):,}", end_section=True
    )
    for stage, seconds in report.seconds.items():
        table.add_row(f"{stage} [s]", f"{seconds:.2f}")
    return table


if __name__ == "__main__":
    app()
