"""`check`: feeds files through the grammar and says which are accepted, or where no valid program can go on.

Owns reading files and the report. Needs no tokenizer: bytes go in one by one, so a place is exact.
"""

from __future__ import annotations

import io
import sys
import tokenize
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import orjson
import typer

from synthesis_graph.decoding.machine import Machine


@dataclass(frozen=True)
class Verdict:
    """One file: accepted, or refused at a line and column (both from 1, in characters) with what could have come."""

    file: str
    accepted: bool
    line: int | None = None
    column: int | None = None
    expected: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        if self.accepted:
            return f"{self.file}: accepted"
        return f"{self.file}:{self.line}:{self.column}: refused; expected {', '.join(self.expected)}"


def check_text(machine: Machine, text: bytes, file: str = "<text>") -> Verdict:
    """The verdict on UTF-8 text without a byte order mark."""
    position = machine.beginning
    for at in range(len(text)):
        after = machine.advance(position, text[at : at + 1])
        if after is None:
            return Verdict(file, False, *_place(text[:at]), machine.expected(position))
        position = after
    if machine.is_complete(position):
        return Verdict(file, True)
    return Verdict(file, False, *_place(text), machine.expected(position))


def check_file(machine: Machine, path: Path) -> Verdict:
    """The verdict on a file, read in the encoding that it declares."""
    data = path.read_bytes()
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        text = data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError) as error:
        line = data[: getattr(error, "start", 0)].count(b"\n") + 1
        return Verdict(str(path), False, line, 1, ["text in the encoding that the file declares"])
    return check_text(machine, text.encode("utf-8", "surrogatepass"), str(path))


def _place(before: bytes) -> tuple[int, int]:
    lines = before.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rsplit(b"\n", 1)
    return lines[0].count(b"\n") + len(lines), len(lines[-1].decode("utf-8", "ignore")) + 1


def check(
    files: Annotated[list[Path], typer.Argument(help="Python files.", exists=True, dir_okay=False)],
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Also refuse part of what only compile() refuses.")
    ] = False,
) -> None:
    """Says which files are valid Python of the running version, and where the others go wrong."""
    machine = Machine(strict)
    refused = False
    for path in files:
        verdict = check_file(machine, path)
        refused |= not verdict.accepted
        shown = orjson.dumps(verdict) if json else str(verdict).encode("utf-8", "surrogateescape")
        sys.stdout.buffer.write(shown + b"\n")
    sys.stdout.flush()
    raise typer.Exit(1 if refused else 0)
