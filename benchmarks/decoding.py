"""What the syntax constraint costs a decoder, and whether it refuses a valid file.

Cost is of the constraint alone, with no model: rankings come from which token followed which in the standard library.
A byte-level BPE of 32,000 tokens is trained on the standard library once, with the `tokenizers` library, and kept in the
user's cache folder. Section `decoding` of docs/benchmarks.md.
"""

from __future__ import annotations

import ast
import collections
import datetime as dt
import itertools
import os
import random
import sys
import sysconfig
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks import report
from synthesis_graph.decoding import PythonSyntax, SyntaxState
from synthesis_graph.decoding.tokenizers import from_tokenizer

SIZE = 32_000
BEAMS = 4
LONGEST = 4_096
RANKED = 48  # candidates a beam's ranking holds


@dataclass
class Costs:
    """Seconds of processor time of each operation, and of each step by its place in the output."""

    accepts: list[float] = field(default_factory=list)
    advance: list[float] = field(default_factory=list)
    mask: list[float] = field(default_factory=list)
    steps: list[tuple[int, float]] = field(default_factory=list)


def tokenizer() -> Any:
    """The byte-level BPE, trained on the standard library at the first call (about a minute)."""
    import tokenizers

    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "synthesis-graph"
    path = root / f"stdlib-bpe-{SIZE}.json"
    if not path.exists():
        trained = tokenizers.ByteLevelBPETokenizer()
        texts = (text for _, text in valid_files(Path(sysconfig.get_path("stdlib"))))
        trained.train_from_iterator(texts, vocab_size=SIZE, min_frequency=2, special_tokens=["<eos>"])
        root.mkdir(parents=True, exist_ok=True)
        trained.save(str(path))
    return tokenizers.Tokenizer.from_file(str(path))


def valid_files(root: Path) -> Iterator[tuple[Path, str]]:
    """The files below a folder that `ast.parse` takes, decoded as they declare; nested site-packages left out."""
    import tokenize

    for path in sorted(root.rglob("*.py")):
        if "site-packages" in path.relative_to(root).parts:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                with tokenize.open(path) as file:
                    text = file.read()
                ast.parse(text)
            except (SyntaxError, UnicodeDecodeError, ValueError, RecursionError, OSError):
                continue
        yield path, text


def refused(syntax: PythonSyntax, bpe: Any, root: Path) -> tuple[int, int, list[str]]:
    """Valid files below a folder, their tokens, and the names of those that were refused."""
    files = tokens = 0
    names = []
    for path, text in valid_files(root):
        state: SyntaxState | None = syntax.beginning
        ids = bpe.encode(text).ids
        files, tokens = files + 1, tokens + len(ids)
        for token in ids:
            if state is None or not state.accepts(token):
                state = None
                break
            state = state.advance(token)
        if state is None or not state.is_complete():
            names.append(path.name)
    return files, tokens, names


def measure(
    syntax: PythonSyntax, streams: Sequence[list[int]], follow: dict[int, list[int]], masks: bool
) -> Costs:
    """Feeds the streams, `BEAMS` at a time as the beams of a search; a step checks rankings and advances each beam."""
    costs, clock = Costs(), time.thread_time
    for group in zip(*[iter(streams)] * BEAMS):
        states = [syntax.beginning] * BEAMS
        for at in range(min(LONGEST, *map(len, group))):
            rankings = [[s[at], *follow.get(s[at - 1] if at else -1, [])][:RANKED] for s in group]
            before = clock()
            for state, ranking in zip(states, rankings):
                state.legal(ranking, 2 * BEAMS)
            for i, stream in enumerate(group):
                states[i] = states[i].advance(stream[at])
            costs.steps.append((at, clock() - before))
            if masks:
                before = clock()
                states[0].allowed_tokens()
                costs.mask.append(clock() - before)
    return costs


def single(syntax: PythonSyntax, streams: Sequence[list[int]]) -> Costs:
    """Accepts and advances one token at a time."""
    costs, clock = Costs(), time.thread_time
    for stream in streams:
        state = syntax.beginning
        for token in stream[:LONGEST]:
            before = clock()
            state.accepts(token)
            middle = clock()
            state = state.advance(token)
            costs.accepts.append(middle - before)
            costs.advance.append(clock() - middle)
    return costs


def percentile(values: Sequence[float], share: float) -> str:
    """In microseconds."""
    ordered = sorted(values)
    return f"{ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1e6:,.1f}"


def decoding(
    packages: Annotated[
        Path | None, typer.Option(help="A folder of installed packages to read as well.")
    ] = None,
    quick: Annotated[bool, typer.Option(help="The costs alone, not the completeness.")] = False,
    publish: Annotated[bool, typer.Option(help="Write the section of docs/benchmarks.md.")] = False,
) -> None:
    """The cost of the syntax constraint, and its completeness on the standard library and installed packages."""
    bpe = tokenizer()
    syntax = PythonSyntax(from_tokenizer(bpe, eos=0))
    library = Path(sysconfig.get_path("stdlib"))
    rng = random.Random(20)
    texts = [text for _, text in valid_files(library) if 20_000 < len(text) < 400_000]
    rng.shuffle(texts)
    streams = [bpe.encode(text).ids for text in texts[:64]]
    streams = sorted((s for s in streams if len(s) >= LONGEST), key=lambda _: rng.random())[:24]
    follow = _bigrams(streams)
    body = []
    for name, part in (("cold (first files after the start)", streams[:8]), ("warm", streams[8:16])):
        costs = measure(syntax, part, follow, masks=False)
        body.append((f"step, {BEAMS} beams, {name}", *_row([s for _, s in costs.steps])))
    alone = single(syntax, streams[16:20])
    body += [("accepts, warm", *_row(alone.accepts)), ("advance, warm", *_row(alone.advance))]
    body.append(("mask, warming", *_row(measure(syntax, streams[16:20], follow, masks=True).mask)))
    body.append(("mask, warm", *_row(measure(syntax, streams[20:24], follow, masks=True).mask)))
    curve = measure(syntax, streams[:16], follow, masks=False).steps
    ranges = [(low, low * 2) for low in (64, 128, 256, 512, 1024, 2048)]
    flat = [(f"{low} to {high}", *_row([s for at, s in curve if low <= at < high])) for low, high in ranges]
    complete = []
    for folder in () if quick else filter(None, (library, packages)):
        files, tokens, names = refused(syntax, bpe, folder)
        complete.append((folder.name, f"{files:,}", f"{tokens:,}", str(len(names)), ", ".join(names[:5])))
    text = "\n\n".join(
        (
            report.markdown(("operation", "n", "p50 µs", "p90 µs", "p99 µs"), body),
            "A step by its place in the output:",
            report.markdown(("tokens", "n", "p50 µs", "p90 µs", "p99 µs"), flat),
            "Completeness, token by token:",
            report.markdown(("folder", "valid files", "tokens", "refused", "which"), complete),
        )
    )
    print(text)
    if publish:
        today = dt.datetime.now(dt.timezone.utc).date().isoformat()
        told = f"{today}, {report.machine()}. `./dev bench decoding`. BPE of {SIZE:,}.\n\n{text}"
        document = report.DOCUMENT.read_text(encoding="utf-8")
        report.DOCUMENT.write_text(report.replace_section(document, "decoding", told), encoding="utf-8")
    sys.stdout.flush()


def _row(values: Sequence[float]) -> tuple[str, ...]:
    return f"{len(values):,}", *(percentile(values, share) for share in (0.5, 0.9, 0.99))


def _bigrams(streams: Sequence[list[int]]) -> dict[int, list[int]]:
    """The tokens that most often followed each token; the commonest tokens of all fill up."""
    counts: dict[int, collections.Counter[int]] = {}
    every: collections.Counter[int] = collections.Counter()
    for stream in streams:
        every.update(stream)
        for before, after in itertools.pairwise(stream):
            counts.setdefault(before, collections.Counter())[after] += 1
    common = [token for token, _ in every.most_common(RANKED)]
    return {t: list(dict.fromkeys([n for n, _ in c.most_common(RANKED)] + common)) for t, c in counts.items()}
