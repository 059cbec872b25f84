"""What each measured constraint has to answer, whatever library is behind it. Imports nothing: it is read in all environments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class Lost(Exception):
    """The library holds the text to nothing any more, and says so nowhere."""


class Constraint(Protocol):
    """A library over its own states; `advance` may change one or make a new one: the caller keeps what it returns."""

    def begin(self) -> Any:
        """A new text's first place."""
        ...

    def legal(self, state: Any, ranked: Sequence[int], count: int) -> list[int]:
        """The first `count` tokens of the ranking that may follow, the cheapest way that the library has."""
        ...

    def advance(self, state: Any, token: int) -> Any | None:
        """The place after a token; None where it is refused; raises Lost."""
        ...

    def fork(self, state: Any) -> Any:
        """The same place, for another beam."""
        ...

    @property
    def mask(self) -> Callable[[Any], object] | None:
        """Which tokens of the whole vocabulary may follow a state, as the library gives it; None where it has no mask."""
        ...

    def is_complete(self, state: Any) -> bool:
        """Whether the text may end here; the state is done with."""
        ...


Prepare = Callable[["Job"], Constraint]
"""What each module of a library has by the name `prepare`."""


@dataclass(frozen=True)
class Job:
    """What is measured, the same for all: plain data, since it crosses to other environments."""

    tokenizer: str
    """Path of a `tokenizers` file, byte-level BPE."""
    size: int
    eos: int
    streams: list[list[int]]
    """Token ids of long files, in the order in which they are fed."""
    follow: dict[int, list[int]]
    """For each token, the ranking of those that come after it."""
    valid: list[list[int]]
    mutants: list[list[int]]
    grammars: dict[str, str]
    """The unrolled grammar by notation."""
    budget_s: float
    """Seconds for each measurement; a slow constraint gets as far as it gets."""


def vocabulary(job: Job) -> tuple[Any, list[str]]:
    """The tokenizer, and its tokens by number as the byte-level alphabet spells them."""
    import tokenizers

    tokenizer = tokenizers.Tokenizer.from_file(job.tokenizer)
    found = [""] * job.size
    for text, number in tokenizer.get_vocab().items():
        found[number] = text
    return tokenizer, found
