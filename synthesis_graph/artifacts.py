"""What the stages hand to one another: context, outlines, candidates, verdicts. Plain, picklable data.

spec ─► Context ─► Outline… ─► Candidate… ─► Verdict… ─► result
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Snippet:
    """A retrieved function: self-contained source, where it comes from, and how near it is (0..1, best first)."""

    name: str
    signature: str
    description: str
    code: str
    origin: str
    score: float
    own: bool = False
    """Whether it is one of this project's own recipes."""


@dataclass(frozen=True)
class Context:
    """What the retriever found for a specification, and what the packer had to leave out."""

    snippets: tuple[Snippet, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outline:
    """A plan: readable steps (`?` is a hole), and what stands outside the holes; `bits` = -log2 of its weight."""

    steps: tuple[str, ...]
    bits: float
    origin: str
    operations: frozenset[str] = frozenset()
    """For the embedded engine: the operations that stand outside the holes."""
    text: str = ""
    """The outline as a language model wrote it."""


@dataclass(frozen=True)
class Candidate:
    """A program that fits the examples as far as the implementer could tell; the validator decides.

    `bits` is -log2 of the program's weight under the implementer's model: comparable within one engine. A language
    model's is its part of the weight of all that the model wrote for the prompt.
    `behaviour` is what it answers on the fresh inputs of the specification (`sampling.fresh_inputs`), one printed
    value an input, "!" where it fails: candidates that agree there are one cluster when the answer is ranked.
    """

    code: str
    bits: float
    technique: str
    origin: str = "search"
    outline: tuple[str, ...] = ()
    behaviour: tuple[str, ...] = ()


@dataclass(frozen=True)
class Batch:
    """What an implementer answers: candidates, best first, what they cost, and whether more time would help."""

    candidates: tuple[Candidate, ...]
    cost: dict[str, float] = field(default_factory=dict)
    """Counters such as `evaluated`, `seconds`; summed into `provenance`."""
    settled: bool = False
    """Whether the search ended by itself: likelier programs than those found are not to be expected."""
    outlines: tuple[Outline, ...] = ()
    """Outlines that the implementer's own model wrote."""
    left_out: tuple[str, ...] = ()
    """What had no place in the model's context."""


@dataclass(frozen=True)
class Assignment:
    """What the implementer is to do: by which search, from what, in how many seconds."""

    technique: str
    search: str
    context: Context
    outlines: tuple[Outline, ...]
    budget_s: float
    wider: int = 0
    """How often the search settled on programs of which none passed: it goes further each time."""
    left_s: float = 0.0
    """Seconds left to the request's searches in all: for the few tries that must not be missed; 0 where unknown."""


@dataclass(frozen=True)
class Check:
    """The evidence for one example, constraint or property."""

    kind: str
    """`static`, `example`, `constraint`, `type` or `purity`."""
    subject: str
    """The example or the sentence as the caller wrote it."""
    status: str
    """`passed`, `failed` or `not checked`."""
    detail: str = ""
    failing_input: str = ""
    """A Python literal of the arguments, shrunk where it was generated."""
    tried: int = 0
    """How many inputs were run."""


@dataclass(frozen=True)
class Verdict:
    """The validator's judgement of one candidate: passed, failed, and the evidence, each check by itself."""

    passed: bool
    checks: tuple[Check, ...]
    isolation: str = ""
    """The isolation level and its layers, such as `full: rlimits+no-privileges+landlock+seccomp`."""
    seconds: float = 0.0

    def failures(self) -> list[Check]:
        """The checks that failed."""
        return [check for check in self.checks if check.status == "failed"]


@dataclass(frozen=True)
class Attempt:
    """What one technique did for a request; shown in `provenance`."""

    technique: str
    candidates: int
    seconds: float
    cost: dict[str, Any] = field(default_factory=dict)
    outlines: tuple[str, ...] = ()
    retrieved: tuple[Snippet, ...] = ()
    left_out: tuple[str, ...] = ()
