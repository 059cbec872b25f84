"""How a long build tells how far it is: one callback type, and the one that tells nothing."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]  # (stage, done, total); stages are those of `build`


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """The callback of a caller that does not ask."""
