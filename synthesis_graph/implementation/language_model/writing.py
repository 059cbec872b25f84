"""A writer: messages in, texts out, within a budget. The contract that every language model stands behind.

Owns the request to a model and its answer as plain data. Knows no model, no prompt and no specification.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Message = dict[str, str]
"""`role` (`system`, `user` or `assistant`) and `content`."""


@dataclass(frozen=True)
class Watch:
    """When writing has to stop, and who wants to see the best text so far."""

    deadline: float
    """On the clock of `time.monotonic`."""
    cancelled: Callable[[], bool] | None = None
    on_best: Callable[[str], None] | None = None
    """Hears the likeliest text each time that it changes."""

    def is_over(self) -> bool:
        """Whether the time is up or nobody waits any more."""
        return time.monotonic() >= self.deadline or (self.cancelled is not None and self.cancelled())

    def left_s(self) -> float:
        """Seconds until the deadline, at least 0."""
        return max(0.0, self.deadline - time.monotonic())

    def until(self, share: float) -> Watch:
        """The same watch over a share (0..1) of the time that is left."""
        return Watch(time.monotonic() + self.left_s() * share, self.cancelled, self.on_best)


@dataclass(frozen=True)
class Asked:
    """What a model is to write."""

    messages: Sequence[Message]
    decoding: Literal["beams", "samples"]
    """`beams`: the likeliest texts. `samples`: the likeliest first, then drawn ones."""
    n: int
    function: str = ""
    """Python source that defines this function is wanted, and nothing else; empty: any text."""
    max_tokens: int = 1024
    seed: int = 0


@dataclass(frozen=True)
class Written:
    """One text; `logprob` is the natural logarithm of its probability under the model, None where it does not say."""

    text: str
    logprob: float | None
    tokens: int
    ended: str
    """Why it ends: `eos`, `stop` (the function is complete), `length`, or `cut` (by the deadline)."""


@dataclass(frozen=True)
class Writing:
    """What came of a request, the best first, and what it cost (counters such as `generated_tokens`)."""

    texts: tuple[Written, ...]
    cost: dict[str, float] = field(default_factory=dict)


class Writer(Protocol):
    """A language model that writes; EngineUnavailable or Overloaded where it cannot."""

    @property
    def context_tokens(self) -> int:
        """The most tokens that a prompt and its answer may have together."""
        ...

    def count(self, messages: Sequence[Message]) -> int:
        """The tokens of a prompt as the model will read it, never too few."""
        ...

    def write(self, asked: Asked, watch: Watch) -> Writing:
        """Up to `asked.n` texts within the watch."""
        ...
