"""A file of results, one JSON line each, that survives a crash: what it holds is not computed again.

Owns the repair of a line cut short, the lock against a second writer, and the flush of every line.
"""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from typing_extensions import Self

from synthesis_graph.standalone.intake import UsageError


class ResultsFile:
    """Appends lines to a file and knows the `key` of every line in it; use it as a context.

    Opening cuts off a last line without its end. UsageError if the file holds anything else than such results, is
    being written by another process, or cannot be opened.
    """

    def __init__(self, path: Path, key: str = "request_id") -> None:
        self._path = path
        self._key = key
        self.lines: dict[str, dict[str, Any]] = {}
        try:
            self._file: BinaryIO = path.open("a+b")
        except OSError as error:
            raise UsageError(
                f"cannot write {path}: {error.strerror or error}", "choose another --output"
            ) from None
        try:
            self._lock()
            self._recover()
        except BaseException:
            self._file.close()
            raise

    def append(self, line: bytes) -> None:
        """Writes one line, without its newline, to the disk before it returns."""
        self._file.write(line + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _lock(self) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(f"another process is writing {self._path}", "wait for it to end") from None

    def _recover(self) -> None:
        self._file.seek(0)
        content = self._file.read()
        whole = content[: content.rfind(b"\n") + 1]
        for number, line in enumerate(whole.splitlines(), 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                self.lines[record[self._key]] = record
            except (ValueError, TypeError, KeyError):
                raise UsageError(
                    f"line {number} of {self._path} is no result",
                    "choose another --output; it was left as it is",
                ) from None
        if len(whole) < len(content):
            self._file.truncate(len(whole))
