"""Where requests come from: a sentence, a file, a file of many, standard input; and the options laid over them.

Owns the rule that tells a path from a sentence. What a request means is `request`.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from synthesis_graph.errors import SynthesisError
from synthesis_graph.request import RequestLimits, parse_request
from synthesis_graph.spec import Specification
from synthesis_graph.strict_json import read_json

Payload = bytes | str | dict[str, Any]

LIMITS = RequestLimits(max_deadline_s=3600.0)
"""The command's limits: who runs it pays for the time, so a deadline may be long."""


class UsageError(SynthesisError):
    """The command line itself is wrong; nothing was started. Exit code 2."""

    code = "usage"


@dataclass(frozen=True)
class Overrides:
    """Fields of a request that the command line sets; None leaves the request's own."""

    language: str | None = None
    technique: str | None = None
    deadline_s: float | None = None
    seed: int | None = None
    n: int | None = None

    def given(self) -> dict[str, Any]:
        """The fields that are set, by their wire names."""
        return {f.name: v for f in fields(self) if (v := getattr(self, f.name)) is not None}


def names_file(source: str) -> bool:
    """Whether a `--spec` is a path: it ends in .json or .jsonl, or holds a path separator."""
    return source.endswith((".json", ".jsonl")) or os.sep in source


def read_source(source: str) -> Payload:
    """The request behind a `--spec` that is not a .jsonl file; UsageError if a named file cannot be read.

    A .json file is JSON whatever it holds; standard input and other files may also hold a sentence.
    """
    if source == "-":
        return _json_or_sentence(sys.stdin.buffer.read())
    if not names_file(source):
        return _json_or_sentence(source.encode("utf-8", "surrogateescape"))
    content = read_file(Path(source))
    return content if source.endswith(".json") else _json_or_sentence(content)


def _json_or_sentence(content: bytes) -> Payload:
    if content.lstrip().startswith((b"{", b"[")):
        return content
    try:
        return {"description": content.decode("utf-8-sig").strip()}
    except UnicodeDecodeError:
        return content  # refused, with the place, where requests are read


def read_file(path: Path) -> bytes:
    """The bytes of a file; UsageError if it cannot be read, with the rule that made the argument a path."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"cannot read {path}: {error.strerror or error}",
            "--spec names a file when it ends in .json or .jsonl or holds a path separator; "
            "a sentence with such a character can come from standard input: --spec -",
        ) from None


def read_request(payload: Payload, overrides: Overrides) -> Specification:
    """The specification of a request with the overrides laid over it; SpecificationError if it is invalid."""
    fields_of = read_json(payload, max_bytes=LIMITS.max_bytes, max_depth=LIMITS.max_depth)
    return parse_request({**fields_of, **overrides.given()}, LIMITS)
