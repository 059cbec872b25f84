"""The texts that constraints are measured on: files of the standard library, a tokenizer trained on it, mutants.

Owns what is drawn and how; the same seed draws the same from one library. Nothing is tuned to a constraint.
"""

from __future__ import annotations

import ast
import collections
import contextlib
import io
import itertools
import os
import random
import sysconfig
import tokenize
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.constraints.contract import Job
from benchmarks.constraints.measuring import LONGEST
from benchmarks.constraints.notations import ebnf, lark
from benchmarks.constraints.unrolled import unroll

SIZE = 32_000
EOS = 0
STREAMS = 12
TEXTS = 100
RANKED = 48  # candidates a beam's ranking holds
LIBRARY = Path(sysconfig.get_path("stdlib"))


@dataclass(frozen=True)
class Files:
    """The Python files below a folder; iterating gives the texts of the valid ones."""

    root: Path

    def paths(self) -> list[Path]:
        """All of them but those of packages installed into the library."""
        found = sorted(self.root.rglob("*.py"))
        return [path for path in found if "site-packages" not in path.relative_to(self.root).parts]

    def __iter__(self) -> Iterator[str]:
        for path in self.paths():
            with contextlib.suppress(SyntaxError, ValueError, RecursionError):
                yield valid(path)


def valid(path: Path) -> str:
    """The file's text; what `ast.parse` or the file's encoding refuses is raised."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with tokenize.open(path) as file:
            text = file.read()
        ast.parse(text)
    return text


def tokenizer_file() -> Path:
    """The byte-level BPE, trained on the standard library at the first call (a minute or two) and kept in the cache."""
    import tokenizers

    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "synthesis-graph"
    path = root / f"stdlib-bpe-{SIZE}.json"
    if not path.exists():
        trained = tokenizers.ByteLevelBPETokenizer()
        texts = iter(Files(LIBRARY))
        trained.train_from_iterator(texts, vocab_size=SIZE, min_frequency=2, special_tokens=["<eos>"])
        root.mkdir(parents=True, exist_ok=True)
        trained.save(str(path))
    return path


def job(budget_s: float) -> Job:
    """Long files to step through, and short ones, whole and broken, to judge."""
    import tokenizers

    path = tokenizer_file()
    bpe: Any = tokenizers.Tokenizer.from_file(str(path))
    rng = random.Random(20)
    texts = list(Files(LIBRARY))
    rng.shuffle(texts)
    long = (bpe.encode(body).ids for text in texts if len(body := _body(text)) > 3 * LONGEST)
    streams = list(itertools.islice((ids for ids in long if len(ids) >= LONGEST), STREAMS))
    short = [item for text in texts for item in _items(text)][: 50 * TEXTS]
    short = rng.sample(short, TEXTS)
    grammar = unroll(exact=False)
    return Job(
        tokenizer=str(path),
        size=SIZE,
        eos=EOS,
        streams=streams,
        follow=_rankings(streams),
        valid=[bpe.encode(text).ids for text in short],
        mutants=[bpe.encode(mutant(text, rng)).ids for text in short],
        grammars={"lark": lark(grammar), "lark_exact": lark(unroll(exact=True)), "ebnf": ebnf(grammar)},
        budget_s=budget_s,
    )


def _body(text: str) -> str:
    """A module from its first statement on that is no docstring."""
    first = [node for node in ast.parse(text).body if not isinstance(node, ast.Expr)][:1]
    return "".join(text.splitlines(keepends=True)[first[0].lineno - 1 :]) if first else ""


def _items(text: str) -> Iterator[str]:
    """The functions and classes of a module, each as a program."""
    lines = text.splitlines(keepends=True)
    for node in ast.parse(text).body:
        if (
            isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
            and not node.decorator_list
        ):
            item = "".join(lines[node.lineno - 1 : node.end_lineno])
            if 200 < len(item) < 16_000:
                yield item


def mutant(text: str, rng: random.Random) -> str:
    """The text with one word left out, doubled, or put in the place of another, so that it no longer parses."""
    lines = [0, *itertools.accumulate(map(len, text.splitlines(keepends=True)))]
    words = [
        (lines[t.start[0] - 1] + t.start[1], t.string)
        for t in tokenize.generate_tokens(io.StringIO(text).readline)
        if t.string.strip() and t.type != tokenize.COMMENT and "\n" not in t.string
    ]
    while True:
        at, word = rng.choice(words)
        instead = rng.choice(("", f"{word} {word}", rng.choice(words)[1]))
        changed = text[:at] + instead + text[at + len(word) :]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                ast.parse(changed)
            except (SyntaxError, ValueError):
                return changed


def _rankings(streams: Sequence[list[int]]) -> dict[int, list[int]]:
    """The tokens that most often followed each token (-1: the beginning); the commonest of all fill up."""
    counts: dict[int, collections.Counter[int]] = {-1: collections.Counter()}
    every: collections.Counter[int] = collections.Counter()
    for stream in streams:
        every.update(stream)
        for before, after in itertools.pairwise(stream):
            counts.setdefault(before, collections.Counter())[after] += 1
    common = [token for token, _ in every.most_common(RANKED)]
    return {
        token: list(dict.fromkeys([n for n, _ in counter.most_common(RANKED)] + common))[:RANKED]
        for token, counter in counts.items()
    }
