"""Every error of the knowledge base, in one tree. Knows no surface: who calls maps `code` onto its own.

RetrievalError              something the caller or the operator can act on
├── SourceUnavailable       a folder to harvest does not exist, or nothing in it is worth taking
├── IndexUnavailable        there is no index at that place
│   ├── IndexIncompatible   there is one, of another format
│   └── IndexCorrupt        there is one, and its files are not those of its manifest
├── IndexBusy               another process is building that index; retry later
├── CacheUnavailable        the cache folder cannot be written
└── EmbedderUnavailable     the embedding model cannot run here: a missing extra, an unknown name or path
"""

from __future__ import annotations

from typing import ClassVar


class RetrievalError(Exception):
    """An error with a stable `code`, a `hint` that says how to mend it, and a retry policy; picklable."""

    code: ClassVar[str] = "retrieval"
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)  # all arguments in `args`: unpickling calls us back with them
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class SourceUnavailable(RetrievalError):
    """A source folder does not exist, or holds no function worth taking."""

    code = "source_unavailable"


class IndexUnavailable(RetrievalError):
    """No index lies at the given place."""

    code = "index_unavailable"


class IndexIncompatible(IndexUnavailable):
    """The index was written in a format that this version does not read."""

    code = "index_incompatible"


class IndexCorrupt(IndexUnavailable):
    """The files of the index do not agree with its manifest."""

    code = "index_corrupt"


class IndexBusy(RetrievalError):
    """Another process holds the lock of the index."""

    code = "index_busy"
    retryable = True


class CacheUnavailable(RetrievalError):
    """The folder for the default index cannot be created or written."""

    code = "cache_unavailable"


class EmbedderUnavailable(RetrievalError):
    """The embedding model is not installed, not found or not loadable on this machine."""

    code = "embedder_unavailable"
