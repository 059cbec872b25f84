"""Whether the constraint refuses a valid file: every file of the standard library and of installed packages, token by token.

Files go in as a byte-level BPE cuts them. The scope check is swept as well, in its open reading, since a module's function may
read what the module binds later; what it refuses is listed, name by name. Section `completeness` of docs/benchmarks.md.
"""

from __future__ import annotations

import datetime as dt
import itertools
import multiprocessing
import os
import random
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks import report
from benchmarks.constraints.corpus import EOS, LIBRARY, Files, tokenizer_file, valid
from synthesis_graph.decoding import PythonSyntax, ScopedState
from synthesis_graph.decoding.tokenizers import from_tokenizer
from synthesis_graph.errors import ConstraintViolated

_UNDERSTOOD = {
    "_compat_pickle.py": "right: this Python has no such name, and the file expects the error",
    "asyncore.py": "right: nothing bound it at a first import, and the file expects the error",
    "distutils/tests/test_versionpredicate.py": "right: the file never imports it",
    "pip/_vendor/distlib/compat.py": "right: the branch is Python 2's",
    "ssl.py": "false: a call puts the name among the globals of the module",
    "torch/testing/_internal/distributed/_shard/sharded_tensor/_test_ops_common.py": (
        "false: the condition, which stands later, binds the name by `:=`"
    ),
}
"""What each refusal of the scope check comes from, looked up by hand."""


@dataclass
class Swept:
    """What came of one folder: valid files and their tokens, what is no valid file and why, and the refusals."""

    files: int = 0
    tokens: int = 0
    left_out: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    unbound: dict[str, str] = field(default_factory=dict)
    """Files that the scope check refuses, with the place."""


class Reader:
    """Reads files through both states; one a process."""

    def __init__(self) -> None:
        import tokenizers

        self.tokenizer: Any = tokenizers.Tokenizer.from_file(str(tokenizer_file()))
        self.tokenizer.encode_special_tokens = True  # a file may hold the end token's name
        self.syntax = PythonSyntax(from_tokenizer(self.tokenizer, eos=EOS))

    def read(self, root: Path, paths: Iterable[Path]) -> Swept:
        """The files at these paths; names are from the root on."""
        swept = Swept()
        for path in paths:
            name = path.relative_to(root).as_posix()
            try:
                text = valid(path)
            except (SyntaxError, ValueError, RecursionError) as error:
                said = str(error).split(" (", 1)[0].replace(f"{root}{os.sep}", "")
                swept.left_out[name] = f"{type(error).__name__}: {said}"
                continue
            ids = self.tokenizer.encode(text).ids
            swept.files += 1
            swept.tokens += len(ids)
            for refused, start in (
                (swept.refused, self.syntax.beginning),
                (swept.unbound, ScopedState.beginning(self.syntax, closed=False)),
            ):
                where = self._refusal(start, ids)
                if where is not None:
                    refused[name] = where
        return swept

    def _refusal(self, state: Any, ids: Sequence[int]) -> str | None:
        """Where the state refuses the text, with what stands before; None where it accepts all."""
        for at, token in enumerate(ids):
            try:
                state = state.advance(token)
            except ConstraintViolated:
                before = self.tokenizer.decode(ids[:at])
                last = self.tokenizer.decode(ids[max(0, at - 6) : at + 1]).strip().rsplit("\n", 1)[-1]
                return f"line {before.count(chr(10)) + 1}: `{last}`"
        return None if state.is_complete() else "at the end"


def sweep(root: Path, most: int, processes: int) -> Swept:
    """The files below the root, a draw of so many at most, shared among processes."""
    paths = Files(root).paths()
    drawn = random.Random(20).sample(paths, min(most, len(paths)))
    shares = [(root, drawn[start::processes]) for start in range(processes)]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        parts = pool.starmap(_read, shares)
    whole = Swept(sum(p.files for p in parts), sum(p.tokens for p in parts))
    for part in parts:
        whole.left_out |= part.left_out
        whole.refused |= part.refused
        whole.unbound |= part.unbound
    return whole


def _read(root: Path, paths: Sequence[Path]) -> Swept:
    return Reader().read(root, paths)


def completeness(
    packages: Annotated[
        Path | None, typer.Option(help="A folder of packages; default: this environment's.")
    ] = None,
    most: Annotated[int, typer.Option(help="Files of packages, drawn from all.")] = 2000,
    publish: Annotated[bool, typer.Option(help="Write the section of docs/benchmarks.md.")] = False,
) -> None:
    """False refusals of the syntax and of the scope check, over the standard library and installed packages."""
    folders = {
        "standard library": LIBRARY,
        "installed packages": packages or Path(sysconfig.get_path("purelib")),
    }
    counts = {"standard library": sys.maxsize, "installed packages": most}
    cores = len(os.sched_getaffinity(0))
    swept = {name: sweep(root, counts[name], cores) for name, root in folders.items()}
    rows = [
        (
            name,
            f"{s.files:,}",
            f"{s.tokens:,}",
            str(len(s.left_out)),
            str(len(s.refused)),
            str(len(s.unbound)),
        )
        for name, s in swept.items()
    ]
    header = (
        "files of",
        "valid",
        "tokens",
        "left out: no valid file",
        "refused",
        "refused by the scope check",
    )
    text = "\n\n".join((report.markdown(header, rows), *_lists(swept)))
    print(text)
    if publish:
        today = dt.datetime.now(dt.timezone.utc).date().isoformat()
        told = f"## Completeness of the constraint\n\n{today}, {report.machine()}. `./dev bench completeness --publish`\n\n{text}"
        document = report.DOCUMENT.read_text(encoding="utf-8")
        report.DOCUMENT.write_text(report.replace_section(document, "completeness", told), encoding="utf-8")


def _lists(swept: dict[str, Swept]) -> Iterator[str]:
    for name, one in swept.items():
        reasons = Counter(one.left_out.values())
        if reasons:
            by_reason = {r: sorted(f for f, why in one.left_out.items() if why == r) for r in reasons}
            told = (f"{reason} (`{'`, `'.join(files)}`)" for reason, files in sorted(by_reason.items()))
            yield f"Left out of the {name}, by what `ast.parse` or the declared encoding says: {'; '.join(told)}."
        for title, refused in (("Refused", one.refused), ("Refused by the scope check", one.unbound)):
            if refused:
                first = itertools.islice(sorted(refused.items()), 40)
                told = (
                    f"`{file}` {where} ({_UNDERSTOOD.get(file, 'not explained')})" for file, where in first
                )
                yield f"{title} in the {name}: {'; '.join(told)}."
