"""The learning curves of training runs, from their logs: a plot, and the held-out losses where they were taken.

    ./dev bench training --run TREE=RUN --run SEQUENCE=OTHER [--write]

Two runs of the same records and recipe tell what a change is worth, at the same steps and at the same rates.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.report import DOCUMENT, PLOTS, machine, markdown, replace_section

LOSSES = ("next", "prior", "outline", "value")
SMOOTHED = 10
"""Logged batches that a point of a training curve is the mean of."""
SECTION, PLOT = "training", "training.png"


@dataclass(frozen=True)
class Curves:
    """One run: its name, and for each loss the points (step, nats) of training and held out."""

    name: str
    training: dict[str, list[tuple[int, float]]]
    held_out: dict[str, list[tuple[int, float]]]

    @classmethod
    def read(cls, name: str, log: Path) -> Curves:
        """The curves of a log."""
        lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
        training, held_out = (
            {loss: [(n["step"], n[prefix + loss]) for n in lines if prefix + loss in n] for loss in LOSSES}
            for prefix in ("", "held-out ")
        )
        return cls(name, training, held_out)


def training(
    run: Annotated[
        list[str], typer.Option(help="NAME=FOLDER of a run of ./dev train network; may be repeated.")
    ],
    write: Annotated[bool, typer.Option(help="Write table and plot into docs/.")] = False,
) -> None:
    """Learning curves of training runs, side by side."""
    curves = []
    for text in run:
        name, _, folder = text.partition("=")
        log = Path(folder) / "log.jsonl"
        if not log.is_file():
            raise typer.BadParameter(
                f"{text!r} is not NAME=FOLDER with a log.jsonl in it", param_hint="--run"
            )
        curves.append(Curves.read(name, log))
    told = table(curves)
    typer.echo(told)
    if not write:
        return
    PLOTS.mkdir(parents=True, exist_ok=True)
    plot(curves, PLOTS / PLOT)
    today = dt.datetime.now(dt.timezone.utc).date().isoformat()
    body = (
        f"{today}, {machine()}. Nats, on each hundredth record.\n\n{told}\n\n![learning curves](plots/{PLOT})"
    )
    DOCUMENT.write_text(
        replace_section(DOCUMENT.read_text(encoding="utf-8"), SECTION, body), encoding="utf-8"
    )


def table(curves: list[Curves]) -> str:
    """The held-out losses of each run at each step at which they were taken."""
    body = [
        (one.name, f"{row[0][0]:,}", *(f"{nats:.3f}" for _, nats in row))
        for one in curves
        for row in zip(*(one.held_out[loss] for loss in LOSSES), strict=True)
    ]
    return markdown(("run", "step", *LOSSES), body)


def plot(curves: list[Curves], path: Path) -> None:
    """One panel a loss: training as a line, held out as dots."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 6), layout="constrained")
    for axes, loss in zip(figure.subplots(2, 2).flat, LOSSES, strict=True):
        for number, one in enumerate(curves):
            line = _smoothed(one.training[loss])
            axes.plot([s for s, _ in line], [v for _, v in line], color=f"C{number}", label=one.name)
            points = one.held_out[loss]
            axes.plot(
                [s for s, _ in points], [v for _, v in points], "o", color=f"C{number}",
                label=f"{one.name}, held out",
            )  # fmt: skip
        axes.set(title=loss, xlabel="step", ylabel="nats")
        axes.legend(fontsize="x-small")
    figure.savefig(path, dpi=120, metadata={"Software": None})


def _smoothed(points: list[tuple[int, float]]) -> list[tuple[float, float]]:
    groups = [points[i : i + SMOOTHED] for i in range(0, len(points), SMOOTHED)]
    return [(sum(s for s, _ in g) / len(g), sum(v for _, v in g) / len(g)) for g in groups]
