"""`python -m synthesis_graph.training data|network|rank …`: training data, the tree transformer, the ranker's weights."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Makes training data and fits the weights that ship."
)
_console = Console(stderr=True)


@app.command()
def data(  # noqa: PLR0913, PLR0917 - typer reads the options from the parameters
    out: Annotated[Path, typer.Option(help="Folder for the records; what it holds is not made again.")],
    tasks: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the tasks: MBPP 601-800 is learnt from, programs that solve others are left out."
        ),
    ] = None,
    records: Annotated[int, typer.Option(help="How many sampled records.")] = 250_000,
    idioms: Annotated[int, typer.Option(help="How many idiomatic records.")] = 150_000,
    library: Annotated[int, typer.Option(help="At most this many library functions.")] = 20_000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same records.")] = 0,
    processes: Annotated[
        int, typer.Option(help="Processes for the sampled records; they do not change the result.")
    ] = 1,
) -> None:
    """Makes the training records: sampled programs, recipes, concepts, library functions and tasks that may be fitted on."""
    from synthesis_graph.training.records.generate import Order, generate
    from synthesis_graph.training.records.record import read_records
    from synthesis_graph.training.records.report import lines_of, report_on

    order = Order(out, tasks, records=records, idioms=idioms, seed=seed, processes=processes, library=library)
    with _console.status("making records") as status:

        def said(text: str) -> None:
            _console.print(text)
            status.update(text)

        generate(order, said)
        status.update("reading the records for the report")
        figures = report_on(read_records(out)).figures()
    (out / "report.json").write_text(json.dumps(figures, indent=1) + "\n")
    for line in lines_of(figures):
        typer.echo(line)


@app.command()
def network(  # noqa: PLR0913, PLR0917 - typer reads the options from the parameters
    records: Annotated[Path, typer.Option(help="Folder of the records that `data` made.")],
    out: Annotated[
        Path, typer.Option(help="Folder for log and checkpoint; a run that it holds is gone on with.")
    ],
    minutes: Annotated[float, typer.Option(help="Minutes of training in all.")] = 60.0,
    steps: Annotated[
        int | None, typer.Option(min=1, help="An end before that, to compare runs after as many steps.")
    ] = None,
    seed: Annotated[int, typer.Option(help="The same seed begins with the same weights.")] = 0,
    weights: Annotated[
        Path | None, typer.Option(help="Folder for the weights; none: those of the model.")
    ] = None,
    positions: Annotated[
        Literal["tree", "sequence"], typer.Option(help="Where a node stands; sequence: only to compare with.")
    ] = "tree",
) -> None:
    """Trains the tree transformer and writes its weights."""
    from synthesis_graph.model.weights import FOLDER
    from synthesis_graph.training.network.train import train
    from synthesis_graph.training.network.trainer import Recipe

    if positions != "tree" and weights is None:
        raise typer.BadParameter(
            "the model reads trees: name another folder for these", param_hint="--weights"
        )
    recipe = Recipe(seed=seed, minutes=minutes, steps=steps, positions=positions)
    for name, value in train(records, out, recipe, weights or FOLDER).items():
        typer.echo(f"{name}: {value:.4f}")


@app.command()
def rank(  # noqa: PLR0913, PLR0917 - typer reads the options from the parameters
    tasks: Annotated[Path, typer.Option(help="MBPP as published, JSON lines with `code` and `task_id`.")],
    requests: Annotated[Path, typer.Option(help="The same tasks as requests, JSON lines.")],
    records: Annotated[
        Path, typer.Option(help="Folder of the records that `data` made; those held out are taken.")
    ],
    samples: Annotated[
        Path, typer.Option(help="Where collected candidates go; what it holds is not run again.")
    ],
    programs: Annotated[
        int, typer.Option(help="Sampled programs that the confidence is fitted on too.")
    ] = 200,
    seconds: Annotated[float, typer.Option(help="Search time a task.")] = 3.0,
    jobs: Annotated[int, typer.Option(help="Processes.")] = 2,
) -> None:
    """Collects candidates for the tasks that may be fitted on, then fits and writes the weights of ranker and confidence."""
    from synthesis_graph.training.ranking.ranker import Collection, fit_ranker

    work = Collection(tasks, requests, records, samples, programs, seconds, jobs)
    for name, value in fit_ranker(work).items():
        typer.echo(f"{name}: {value}")


def main() -> None:
    """Runs the command; an error that someone can act on is told without a traceback."""
    from synthesis_graph.errors import SynthesisError

    try:
        app()
    except SynthesisError as error:
        _console.print(f"{error}\n  {error.hint}", style="red", markup=False)
        raise SystemExit(1) from error


if __name__ == "__main__":
    main()
