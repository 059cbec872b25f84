"""XGrammar behind the contract: a token is checked by accepting it and rolling back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import xgrammar
from xgrammar.contrib.hf import LogitsProcessor

from benchmarks.constraints.contract import Job, vocabulary
from benchmarks.constraints.generating import generate


class Matchers:
    """`GrammarMatcher`s."""

    def __init__(self, compiled: Any, job: Job) -> None:
        self._compiled, self._eos = compiled, job.eos
        self._mask = xgrammar.allocate_token_bitmask(1, job.size)

    def begin(self) -> Any:
        """A new matcher."""
        return xgrammar.GrammarMatcher(self._compiled)

    def legal(self, state: Any, ranked: Sequence[int], count: int) -> list[int]:
        """By accepting and rolling back, which is faster than a mask for so few."""
        found: list[int] = []
        for token in ranked:
            if state.accept_token(token):
                state.rollback(1)
                found.append(token)
                if len(found) == count:
                    break
        return found

    def advance(self, state: Any, token: int) -> Any | None:
        """The matcher itself, a token further."""
        return state if state.accept_token(token) else None

    def fork(self, state: Any) -> Any:
        """A copy."""
        return state.fork()

    def mask(self, state: Any) -> object:
        """Its bits in a tensor that is reused."""
        state.fill_next_token_bitmask(self._mask)
        return self._mask

    def is_complete(self, state: Any) -> bool:
        """Whether the end token is accepted."""
        return bool(state.accept_token(self._eos))

    def beams(self, job: Job) -> list[list[int] | str]:
        """Beam search of transformers under the library's processor."""
        return generate(job, lambda: LogitsProcessor(self._compiled))


def prepare(job: Job) -> Matchers:
    """The compiled grammar with what it knows of the tokens."""
    _, tokens = vocabulary(job)
    kind = xgrammar.VocabType.BYTE_LEVEL
    info = xgrammar.TokenizerInfo(tokens, kind, vocab_size=job.size, stop_token_ids=[job.eos])
    grammar = xgrammar.Grammar.from_ebnf(job.grammars["ebnf"])
    return Matchers(xgrammar.GrammarCompiler(info, max_threads=1).compile_grammar(grammar), job)
