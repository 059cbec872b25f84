"""How measurements are told: Markdown tables, plots, and sections of a document between markers.

Owns the documents' markers and the description of the machine. Used by every benchmark; measures nothing.
"""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import math
import os
import platform
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.scoring import (
    CAUSES,
    Ratio,
    Row,
    Score,
    causes,
    effort,
    judged_answers,
    pairs,
    reliability,
    rows,
)

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "benchmarks.md"
README = ROOT / "README.md"
PLOTS = ROOT / "docs" / "plots"

HEADER = (
    "set", "tasks", "technique", "s a task", "n", "fits", "right", "success is right", "coverage",
    "ECE", "success that fails an example", "crashed", "candidates/s", "median s", "slowest s",
)  # fmt: skip

MAIN = "synthesis"
"""The section that the README shows."""

TITLES = {
    MAIN: "Ten seconds a task",
    "budgets": "One, ten and sixty seconds a task",
    "techniques": "Each technique by itself, and each removed",
    "model-off": "Without the tree transformer",
    "third-assertion": "The third assertion, two being shown",
    "third-assertion-1s": "The third assertion, at one second",
}
"""The headings of the sections that the synthesis benchmark writes; another section is headed by its name."""

LEGEND = """\
*fits*: the returned code passes every shown example. *right*: it passes every check that was kept back, whatever its
status (for `mbpp_dev` the last of three assertions, two being shown). *success is right*: the same among answers with
the status `success`; *coverage* is their share; *ECE* the expected calibration error of all confidences, in ten bins.
`NAME!model` is a technique without the tree transformer, at the costs of words and types alone. Brackets hold Wilson's 95% intervals. One core a task."""


def replace_section(text: str, name: str, body: str) -> str:
    """The document with the section between its markers replaced, or added at the end if it has none."""
    begin, end = f"<!-- begin:{name} -->", f"<!-- end:{name} -->"
    section = f"{begin}\n{body.strip()}\n{end}"
    if begin not in text:
        return f"{text.rstrip()}\n\n{section}\n" if text.strip() else f"{section}\n"
    if end not in text[text.index(begin) :]:
        raise ValueError(f"the document has {begin} without {end}")
    return re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: section, text, count=1, flags=re.DOTALL)


def markdown(header: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """A Markdown table, its columns padded."""
    lines = [list(header), *(list(row) for row in body)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(header))]
    texts = [
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    texts.insert(1, "| " + " | ".join("-" * w for w in widths) + " |")
    return "\n".join(texts)


def table(measured: Iterable[Row]) -> str:
    """The table of the synthesis benchmark."""
    return markdown(HEADER, [_cells(row) for row in measured])


def causes_table(scores: Iterable[Score]) -> str:
    """What became of the tasks of each set, by technique and budget."""
    cells: dict[tuple[str, str, float], list[Score]] = {}
    for score in scores:
        cells.setdefault((score.dataset, score.technique, score.budget_s), []).append(score)
    body = []
    for (dataset, technique, budget_s), members in sorted(cells.items()):
        counts = causes(members)
        shares = (f"{Ratio(n, sum(counts.values())).share:.0%}" for n in counts.values())
        body.append((dataset, technique, f"{budget_s:g}", str(sum(counts.values())), *shares))
    return markdown(("set", "technique", "s a task", "n", *CAUSES), body)


def effort_table(scores: Sequence[Score]) -> str:
    """Candidates until a part of the tasks is solved, for each set and technique, with the model's speed-up.

    As DeepCoder's speed-up at 20, 40 and 60% solved (Balog et al. 2017). Not of portfolios, which enumerate only what
    other techniques left.
    """
    cells: dict[tuple[str, str], list[Score]] = {}
    for score in scores:
        cells.setdefault((score.dataset, score.technique), []).append(score)
    body = []
    for (dataset, technique), members in sorted(cells.items()):
        other = cells.get((dataset, f"{technique}!model"))
        if other is None or technique.startswith("all"):
            continue
        ours, theirs = effort(members), effort(other)
        for share in ours:
            speedup = (
                "–"
                if math.inf in (ours[share], theirs[share])
                else f"{theirs[share] / max(1.0, ours[share]):.1f}"
            )
            told = (f"{v:,.0f}" if v < math.inf else "never" for v in (ours[share], theirs[share]))
            body.append((dataset, technique, str(len(members)), f"{share:.0%}", *told, speedup))
    header = ("set", "technique", "n", "solved", "candidates, model on", "model off", "speed-up")
    return markdown(header, body) if body else ""


def paired_table(scores: Sequence[Score], against: str = "all") -> str:
    """Each technique against `all` on the same tasks, by set and budget; empty where there is no other."""
    cells: dict[tuple[str, float, str], list[Score]] = {}
    for score in scores:
        cells.setdefault((score.dataset, score.budget_s, score.technique), []).append(score)
    body = []
    for (dataset, budget_s, technique), members in sorted(cells.items()):
        whole = cells.get((dataset, budget_s, against), [])
        if technique != against and whole:
            found = pairs(whole, members)
            counts = (found.both, found.first, found.second, found.neither)
            body.append((dataset, f"{budget_s:g}", technique, *map(str, counts), f"{found.chance:.2f}"))
    header = ("set", "s a task", "technique", "both right", f"`{against}` alone", "it alone", "neither", "p")
    return markdown(header, body) if body else ""


def _cells(row: Row) -> tuple[str, ...]:
    f = row.figures
    return (
        row.dataset, row.group, row.technique, f"{row.budget_s:g}", str(f.tasks), percent(f.fits), percent(f.right),
        percent(f.precision), f"{f.coverage.share:.0%}", f"{f.calibration_error:.2f}", str(f.false_success), str(f.crashed), f"{f.rate:,.0f}",
        f"{f.median_s:.2f}", f"{f.slowest_s:.2f}",
    )  # fmt: skip


def percent(ratio: Ratio) -> str:
    """A share with its interval, as text."""
    if not ratio.of:
        return "–"
    return f"{100 * ratio.share:.1f}% [{100 * ratio.low:.0f}, {100 * ratio.high:.0f}]"


def machine() -> str:
    """The processor, the Python and the packages that a figure depends on, in one line."""
    packages = ("numpy", "faiss-cpu", "scikit-learn", "bm25s")
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in packages if _installed(name)
    )
    cores = len(os.sched_getaffinity(0))
    return f"{_processor()}, {cores} cores; Python {platform.python_version()}; {versions}"


def publish(scores: Sequence[Score], arguments: Sequence[str], section: str = MAIN) -> None:
    """Writes the table into a section of docs/benchmarks.md, with a plot where there are several budgets.

    The section `synthesis` goes into the README too, and has a plot of how far the confidence can be trusted.
    The date, the machine and the command line stand with each.
    """
    today = dt.datetime.now(dt.timezone.utc).date().isoformat()
    command = " ".join(_without_paths(arguments))
    body = f"## {TITLES.get(section, section)}\n\n{today}, {machine()}. `./dev bench {command}`\n\n{LEGEND}\n\n{table(rows(scores))}"
    body += f"\n\nWhat became of the tasks:\n\n{causes_table(scores)}"
    if told := paired_table(scores):
        body += f"\n\nAgainst `all` on the same tasks, with the sign test's p:\n\n{told}"
    if told := effort_table(scores):
        body += f"\n\nCandidates evaluated by the enumeration until the first fits, at each share of the tasks:\n\n{told}"
    PLOTS.mkdir(parents=True, exist_ok=True)
    if len({score.budget_s for score in scores}) > 1:
        plot_budgets(scores, PLOTS / f"{section}.png")
        body += f"\n\n![right by seconds a task](plots/{section}.png)"
    if section == MAIN:
        plot_reliability(scores, PLOTS / f"{section}-reliability.png")
        body += f"\n\n![right by confidence](plots/{section}-reliability.png)"
    text = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else "# Benchmarks\n"
    DOCUMENT.write_text(replace_section(text, section, body), encoding="utf-8")
    if section == MAIN:
        told = f"{today}, {machine()}.\n\n{short_table(rows(scores))}"
        README.write_text(
            replace_section(README.read_text(encoding="utf-8"), section, told), encoding="utf-8"
        )


def short_table(measured: Iterable[Row]) -> str:
    """The columns and rows that the README shows: every technique together, no task that weights were fitted on."""
    chosen = [row for row in measured if row.technique == "all" and "fit" not in row.group]
    body = [
        (r.dataset, r.group, f"{r.budget_s:g}", str(r.figures.tasks), percent(r.figures.right),
         percent(r.figures.precision), f"{r.figures.coverage.share:.0%}", f"{r.figures.median_s:.2f}")
        for r in chosen
    ]  # fmt: skip
    header = ("tasks", "which", "seconds a task", "n", "right", "success is right", "coverage", "median s")
    return markdown(header, body)


def plot_budgets(scores: Iterable[Score], path: Path) -> None:
    """Right against seconds a task, one line a set, group and technique."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4.5), layout="constrained")
    axes = figure.subplots()
    lines: dict[str, list[Row]] = {}
    for row in rows(scores):
        lines.setdefault(f"{row.dataset} {row.group}, {row.technique}", []).append(row)
    for label, points in lines.items():
        rights = [p.figures.right for p in points]
        spread = _spread(rights)
        axes.errorbar(
            [p.budget_s for p in points],
            [r.share for r in rights],
            yerr=spread,
            marker="o",
            label=label,
            capsize=2,
        )
    axes.set(xscale="log", xlabel="seconds a task", ylabel="share right", ylim=(0, 1))
    axes.legend(fontsize="x-small")
    figure.savefig(path, dpi=120, metadata={"Software": None})


def plot_reliability(scores: Iterable[Score], path: Path) -> None:
    """Share right against confidence, one line a budget, technique `all` where it was run."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4.5, 4.5), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8, linestyle="--")
    lines: dict[tuple[str, float], list[Score]] = {}
    for score in scores:
        lines.setdefault((score.technique, score.budget_s), []).append(score)
    for (technique, budget_s), members in sorted(lines.items()):
        points = reliability(judged_answers(members))
        spread = _spread([r for _, r in points])
        label = f"{technique}, {budget_s:g} s"
        axes.errorbar(
            [c for c, _ in points],
            [r.share for _, r in points],
            yerr=spread,
            marker="o",
            label=label,
            capsize=2,
        )
    axes.set(xlabel="confidence", ylabel="share right", xlim=(0, 1), ylim=(0, 1))
    axes.legend(fontsize="x-small")
    figure.savefig(path, dpi=120, metadata={"Software": None})


def _without_paths(arguments: Sequence[str]) -> list[str]:
    """The command line without this machine's folders."""
    return [Path(a).name if a.startswith("/") else a for a in arguments]


def _installed(package: str) -> bool:
    try:
        importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _processor() -> str:
    try:
        found = re.search(
            r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE
        )
    except OSError:
        found = None
    return found.group(1) if found else platform.processor() or platform.machine()


def _spread(ratios: Sequence[Ratio]) -> list[list[float]]:
    """Lengths of the error bars; rounding may put an end of the interval past the share itself."""
    return [[max(0.0, r.share - r.low) for r in ratios], [max(0.0, r.high - r.share) for r in ratios]]
