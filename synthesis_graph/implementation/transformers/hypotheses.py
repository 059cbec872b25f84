"""Texts being written: a token, what stood before it, and the constraint there; and what happens to the next token.

Owns the one decision that beam search and sampler share: a token is refused, goes on, or ends the text. Knows no
tensor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from synthesis_graph.implementation.transformers.constraint import Constraint, Ending


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A text: its last token, the text before it, its log-probability, and where the constraint stands."""

    token: int = -1
    before: Hypothesis | None = None
    length: int = 0
    logprob: float = 0.0
    text: bytes = b""
    constraint: Constraint | None = None

    def tokens(self) -> list[int]:
        """The tokens, first to last."""
        found: list[int] = []
        at: Hypothesis | None = self
        while at is not None and at.before is not None:
            found.append(at.token)
            at = at.before
        return found[::-1]


@dataclass(frozen=True, slots=True)
class Ended:
    """A text that has ended: its tokens (with the end token), its bytes, its log-probability, and why."""

    tokens: tuple[int, ...]
    text: bytes
    logprob: float
    score: float
    why: str


@dataclass(frozen=True)
class Grammar:
    """What holds for the texts of a request: bytes of the tokens, end tokens, a constraint to start from, an ending."""

    pieces: Sequence[bytes]
    ends: frozenset[int]
    start: Constraint | None = None
    ending: Ending | None = None


@dataclass
class Counts:
    """What the constraint was asked in one run."""

    checked: int = 0
    refused: int = 0


REFUSED = None


def begin(grammar: Grammar) -> Hypothesis:
    """The empty text."""
    return Hypothesis(constraint=grammar.start)


def grow(
    grammar: Grammar, hypothesis: Hypothesis, token: int, logprob: float, counts: Counts
) -> Hypothesis | Ended | None:
    """The text with this token, or ended by it, or None where the token is refused."""
    counts.checked += 1
    grown = _grow(grammar, hypothesis, token, logprob)
    counts.refused += grown is None
    return grown


def _grow(grammar: Grammar, hypothesis: Hypothesis, token: int, logprob: float) -> Hypothesis | Ended | None:
    constraint, ending = hypothesis.constraint, grammar.ending
    if token in grammar.ends:
        legal = constraint is None or constraint.is_complete()
        if not legal or (ending is not None and not ending.may_end(hypothesis.text)):
            return REFUSED
        return _ended(hypothesis, token, hypothesis.text, logprob, "eos")
    piece = grammar.pieces[token] if token < len(grammar.pieces) else b""
    if ending is not None and (whole := ending.cut(hypothesis.text, piece)) is not None:
        return _ended(hypothesis, token, whole, logprob, "stop")
    if constraint is not None:
        if not constraint.accepts(token):
            return REFUSED
        constraint = constraint.advance(token)
    return Hypothesis(token, hypothesis, hypothesis.length + 1, logprob, hypothesis.text + piece, constraint)


def _ended(hypothesis: Hypothesis, token: int, text: bytes, logprob: float, why: str) -> Ended:
    return Ended((*hypothesis.tokens(), token), text, logprob, logprob, why)


def cut_off(grammar: Grammar, hypothesis: Hypothesis, why: str) -> Ended | None:
    """The text as it stands, ended from outside; None where it is not a legal one."""
    if hypothesis.constraint is not None and not hypothesis.constraint.is_complete():
        return None
    if grammar.ending is not None and not grammar.ending.may_end(hypothesis.text):
        return None
    return Ended(tuple(hypothesis.tokens()), hypothesis.text, hypothesis.logprob, hypothesis.logprob, why)


def scored(ended: Ended, length_penalty: float) -> Ended:
    """The same with its score: log-probability over length to the power of the penalty."""
    return replace(ended, score=ended.logprob / max(1, len(ended.tokens)) ** length_penalty)
