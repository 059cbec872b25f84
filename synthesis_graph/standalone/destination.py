"""Where an answer is written: FILE.py takes the code alone, FILE.json and FILE.jsonl the whole result.

Owns the suffixes and the checks that are made before any work. Does not know how an answer came to be.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from synthesis_graph.result import Result, Status
from synthesis_graph.standalone.intake import UsageError

WRITABLE = {
    ".py": "the code alone",
    ".json": "the result",
    ".jsonl": "the results, one a line",
}


@dataclass(frozen=True)
class Destination:
    """A file that an answer can be written to."""

    path: Path

    def write(self, result: Result) -> str:
        """Replaces the file at once and returns the empty string; or why there is nothing to write.

        Code that failed its checks, or is missing, is never written to a .py file.
        """
        if self.path.suffix != ".py":
            text = result.model_dump_json(indent=2 if self.path.suffix == ".json" else None)
        elif result.result is None or result.status not in (Status.SUCCESS, Status.UNVERIFIED):
            return f"{self.path} was not written: no function passed ({result.status.value})"
        else:
            text = result.result.program_ast.code.rstrip("\n")
        replacement = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            replacement.write_text(text + "\n", encoding="utf-8")
            replacement.replace(self.path)
        except OSError as error:
            replacement.unlink(missing_ok=True)
            raise UsageError(
                f"cannot write {self.path}: {error.strerror or error}", "choose another --output"
            ) from None
        return ""


def destination(output: str, suffixes: tuple[str, ...]) -> Destination:
    """The file to write to; UsageError if its suffix is none of `suffixes` or its folder does not exist."""
    path = Path(output)
    if path.suffix not in suffixes:
        kinds = ", ".join(f"{suffix} ({WRITABLE[suffix]})" for suffix in suffixes)
        raise UsageError(
            f"--output {output}: the kind of file is not known here", f"use a name that ends in {kinds}"
        )
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise UsageError(f"--output {output}: there is no such folder to write a file in", "create it first")
    return Destination(path)
