"""What a constraint costs a decoder: ours beside llguidance, XGrammar and SynCode, on the same tokens, in one run.

Each runs in an environment of its own, made at the first call. Cost is of the constraint alone, with no model: rankings
come from which token followed which. Section `decoding` of docs/benchmarks.md, with a plot of the cost by length.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks import report
from benchmarks.constraints.contract import Job
from benchmarks.constraints.environments import STORE, NotHere, interpreter
from benchmarks.constraints.measuring import ACCEPTED, BEAMS, LONGEST, LOST

GOAL_P50_US, GOAL_P99_US, GOAL_MASK_US = 50.0, 1000.0, 300.0
BUCKET = 256
"""Tokens that a point of the curve covers."""


@dataclass(frozen=True)
class Measured:
    """One constraint with its figures."""

    name: str
    grammar: str
    figures: dict[str, Any]


CONSTRAINTS = {
    "ours": ("this project", "", "the running Python's, any indentation"),
    "ours_scoped": ("… with the scope check", "", "the same"),
    "with_llguidance": ("llguidance 1.9.1", "llguidance", "generated, 20 blocks of 4, 2 or a tab"),
    "with_llguidance_exact": ("… with exact targets", "llguidance", "the same, targets as ours has them"),
    "with_xgrammar": ("XGrammar 0.2.8", "xgrammar", "generated, 20 blocks of 4, 2 or a tab"),
    "with_syncode": ("SynCode 0.4.16", "syncode", "its own `python.lark`"),
}
"""Module: name, environment (none: this one), grammar."""


def decoding(
    budget_s: Annotated[float, typer.Option(help="Seconds that each measurement of each may take.")] = 12.0,
    only: Annotated[list[str] | None, typer.Option(help=f"Some of {', '.join(CONSTRAINTS)}.")] = None,
    publish: Annotated[bool, typer.Option(help="Write the section of docs/benchmarks.md.")] = False,
) -> None:
    """The cost of the syntax constraint by itself, beside the libraries that can hold a decoder to Python."""
    from benchmarks.constraints.corpus import job

    asked = job(budget_s)
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        for module in only or CONSTRAINTS:
            try:
                measured.append(_measured(module, asked, Path(folder)))
            except NotHere as error:
                print(f"{module} is left out: {error}", file=sys.stderr)
    text = "\n\n".join((_comparison(measured, asked), _legend(asked), _goals(measured), _curve(measured)))
    print(text)
    if publish:
        report.PLOTS.mkdir(parents=True, exist_ok=True)
        _plot(measured, report.PLOTS / "decoding-length.png")
        today = dt.datetime.now(dt.timezone.utc).date().isoformat()
        told = (
            f"## Constrained decoding\n\n{today}, {report.machine()}. `./dev bench decoding --publish`\n\n{text}\n\n"
            "![cost of a step by its place](plots/decoding-length.png)"
        )
        document = report.DOCUMENT.read_text(encoding="utf-8")
        report.DOCUMENT.write_text(report.replace_section(document, "decoding", told), encoding="utf-8")


def _measured(module: str, job: Job, folder: Path) -> Measured:
    """One constraint in its environment, which finds this package but none of ours there."""
    name, environment, grammar = CONSTRAINTS[module]
    python = str(interpreter(environment)) if environment else sys.executable
    source, target = folder / "job.json", folder / f"{module}.json"
    source.write_text(json.dumps(asdict(job)), encoding="utf-8")
    print(f"measuring {name}", file=sys.stderr)
    command = [python, "-m", "benchmarks.constraints.measuring", module, str(source), str(target)]
    cache = {"SYNCODE_CACHE": f"{STORE}/", "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    done = subprocess.run(
        command, cwd=report.ROOT, env={**os.environ, **cache}, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise NotHere(done.stderr.strip().rsplit("\n", 1)[-1])
    figures = json.loads(target.read_text(encoding="utf-8"))
    if environment == "syncode":
        figures |= _first_preparation(figures)
    return Measured(name, grammar, figures)


def _first_preparation(figures: dict[str, Any]) -> dict[str, Any]:
    """What preparing SynCode cost when its store was made; later starts only read it."""
    kept = STORE / "prepared.json"
    if not kept.exists():
        kept.write_text(json.dumps({k: figures[k] for k in ("prepare_s", "prepare_mib")}), encoding="utf-8")
    found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return found


Cell = Callable[[Measured], str]


def _comparison(measured: Sequence[Measured], job: Job) -> str:
    rows: dict[str, Cell] = {
        "grammar": lambda m: m.grammar,
        "preparation": lambda m: f"{m.figures['prepare_s']:.1f} s, {m.figures['prepare_mib']:,.0f} MiB",
        f"step of {BEAMS} beams, cold": lambda m: _spread(_seconds(m.figures["cold"])),
        "… warm, files not seen": lambda m: _spread(_seconds(m.figures["warm"])),
        "… places seen before": lambda m: _spread(_seconds(m.figures["again"])),
        "check of a token": lambda m: _spread(m.figures["singles"]["accepts"]),
        "advance": lambda m: _spread(m.figures["singles"]["advance"]),
        "mask of the vocabulary, first files": lambda m: _spread(m.figures["singles_cold"]["mask"]),
        "… the next files": lambda m: _spread(m.figures["singles"]["mask"]),
        "copy for a beam at 64 / 512 / 4,095": _forks,
        "valid items accepted": lambda m: _share(m.figures["valid"], lambda v: v == ACCEPTED),
        "… the constraint lost": lambda m: _share(m.figures["valid"], lambda v: v == LOST),
        "mutants refused": lambda m: _share(m.figures["mutants"], lambda v: v >= 0),
        "texts of beam search that stay Python": lambda m: _beams(m, job),
        "most memory": lambda m: f"{m.figures['peak_mib']:,.0f} MiB",
    }
    body = [(label, *(cell(m) for m in measured)) for label, cell in rows.items()]
    return report.markdown(("", *(m.name for m in measured)), body)


def _legend(job: Job) -> str:
    return (
        f"Microseconds of processor time, p50 / p99 (how often). A step checks, for each beam, its ranking of 48 until "
        f"{2 * BEAMS} are legal, then advances each; what a library copies for beams is not in it. Each measurement ends "
        f"after {job.budget_s:g} s, which slow ones do not get through. Tokens: a byte-level BPE of {job.size:,}, trained on "
        "the standard library; long files without their docstring for cost; functions and classes, and mutants of them that `ast.parse` refuses, for "
        "verdicts. SynCode's preparation is that of its first run. "
        "The generated grammar is made of ours, with plain expressions, which is the fastest, and f-strings as plain strings. "
        "Beam search is that of transformers under the library's own logits processor on a tiny random model, ours is our "
        "loop; llguidance brings no processor."
    )


def _goals(measured: Sequence[Measured]) -> str:
    """Whether the goals are met by the first, which is ours."""
    figures = measured[0].figures
    warm = sorted(_seconds(figures["warm"]))
    p50, p99 = (1e6 * _percentile(warm, share) for share in (0.5, 0.99))
    mask = 1e6 * statistics.median(figures["singles"]["mask"])
    met = {True: "met", False: "missed"}
    return (
        f"Goals for {measured[0].name}: a warm step p50 under {GOAL_P50_US:g} µs: {p50:.0f}, {met[p50 < GOAL_P50_US]}; "
        f"p99 under {GOAL_P99_US:g} µs: {p99:.0f}, {met[p99 < GOAL_P99_US]}; "
        f"a mask p50 under {GOAL_MASK_US:g} µs: {mask:.0f}, {met[mask < GOAL_MASK_US]}."
    )


def _curve(measured: Sequence[Measured]) -> str:
    ranges = [(low, 2 * low) for low in (64, 128, 256, 512, 1024, 2048)]
    body = [
        (
            f"{low:,} to {high:,}",
            *(_spread([s for at, s in m.figures["warm"] if low <= at < high]) for m in measured),
        )
        for low, high in ranges
    ]
    told = report.markdown(("tokens", *(m.name for m in measured)), body)
    return f"A warm step by its place in the text:\n\n{told}"


def _plot(measured: Sequence[Measured], path: Path) -> None:
    """A step's p50 and p99 against its place, one colour a constraint."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4.5), layout="constrained")
    axes = figure.subplots()
    for number, one in enumerate(measured):
        points = [
            (low + BUCKET / 2, sorted(s for at, s in one.figures["warm"] if low <= at < low + BUCKET))
            for low in range(0, LONGEST, BUCKET)
        ]
        points = [(at, values) for at, values in points if len(values) >= 20]
        places = [at for at, _ in points]
        for share, style in ((0.5, "-"), (0.99, ":")):
            micros = [1e6 * _percentile(values, share) for _, values in points]
            label = f"{one.name}, p{100 * share:.0f}"
            axes.plot(places, micros, style, color=f"C{number}", marker=".", label=label)
    axes.axhline(GOAL_P50_US, color="grey", linewidth=0.8, linestyle="--")
    axes.set(
        yscale="log", xlabel="tokens before the step", ylabel=f"µs a step of {BEAMS} beams", xlim=(0, LONGEST)
    )
    axes.legend(fontsize="x-small", ncols=2)
    figure.savefig(path, dpi=120, metadata={"Software": None})


def _seconds(steps: Sequence[tuple[int, float]]) -> list[float]:
    return [seconds for _, seconds in steps]


def _percentile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _spread(values: Sequence[float]) -> str:
    """p50 / p99 in microseconds, and how many."""
    if not values:
        return "–"
    low, high = (_micros(_percentile(sorted(values), share)) for share in (0.5, 0.99))
    return f"{low} / {high} ({len(values):,})"


def _micros(seconds: float) -> str:
    return f"{seconds * 1e6:,.{1 if seconds < 1e-5 else 0}f}"


def _forks(measured: Measured) -> str:
    forks = measured.figures["singles"]["fork"]
    medians = []
    for place in (64, 512, 4095):
        values = [seconds for at, seconds in forks if at == place]
        medians.append(_micros(statistics.median(values)) if values else "–")
    return " / ".join(medians)


def _share(verdicts: Sequence[int], good: Callable[[int], bool]) -> str:
    return f"{sum(map(good, verdicts))} of {len(verdicts)}" if verdicts else "–"


def _beams(measured: Measured, job: Job) -> str:
    """How many texts are the beginning of a program, by our own state, and what was raised instead of texts."""
    texts = measured.figures.get("beams")
    if texts is None:
        return "–"
    from benchmarks.constraints.ours import prepare

    held = prepare(job)
    good = sum(isinstance(text, list) and _is_python(held, text, job.eos) for text in texts)
    raised = sorted({text for text in texts if isinstance(text, str)})
    return f"{good} of {len(texts)}" + (f" ({', '.join(raised)})" if raised else "")


def _is_python(held: Any, text: Sequence[int], eos: int) -> bool:
    state = held.begin()
    for token in text:
        if token == eos:
            return bool(held.is_complete(state))
        state = held.advance(state, token)
        if state is None:
            return False
    return True
