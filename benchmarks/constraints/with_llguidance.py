"""llguidance behind the contract: one matcher a text, its own check of a token, a deep copy for a fork."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import llguidance
import llguidance.numpy

from benchmarks.constraints.contract import Job


class Matchers:
    """`LLMatcher`s; an error in one is a refusal, for it answers nothing more."""

    def __init__(self, first: Any, size: int) -> None:
        self._first = first
        self._mask = llguidance.numpy.allocate_token_bitmask(1, size)

    def begin(self) -> Any:
        """A copy of the compiled one."""
        return self._first.deep_copy()

    def legal(self, state: Any, ranked: Sequence[int], count: int) -> list[int]:
        """By `validate_tokens`, which is faster than a mask for so few."""
        found: list[int] = []
        for token in ranked:
            if state.validate_tokens([token]):
                found.append(token)
                if len(found) == count:
                    break
        return found

    def advance(self, state: Any, token: int) -> Any | None:
        """The matcher itself, a token further."""
        return state if state.consume_token(token) else None

    def fork(self, state: Any) -> Any:
        """A deep copy."""
        return state.deep_copy()

    def mask(self, state: Any) -> object:
        """Its bits in an array that is reused."""
        llguidance.numpy.fill_next_token_bitmask(state, self._mask, 0)
        return self._mask

    def is_complete(self, state: Any) -> bool:
        """Whether the grammar is satisfied."""
        return bool(state.is_accepting())


def prepare(job: Job, grammar: str = "lark") -> Matchers:
    """The tokenizer's tries and the compiled grammar, one of the job's."""
    tokenizer = llguidance.LLTokenizer(job.tokenizer, n_vocab=job.size, eos_token=job.eos)
    compiled = llguidance.LLMatcher.grammar_from_lark(job.grammars[grammar])
    first = llguidance.LLMatcher(tokenizer, compiled, log_level=0)
    if first.is_error():
        raise ValueError(first.get_error())
    return Matchers(first, job.size)
