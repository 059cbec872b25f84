"""SynCode behind the contract: its own grammar of Python, which has indentation; all it answers is a mask of a prefix.

A text has an incremental parser of its own, so that beams do not make one another start anew. Where its parser fails
SynCode masks nothing from there on; that is `Lost`.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from syncode.grammar_mask.grammar_constrainer import GrammarConstrainer
from syncode.mask_store.byte_tokenizer import ByteTokenizer
from syncode.parsers import create_parser
from syncode.parsers.grammars import Grammar
from transformers import PreTrainedTokenizerFast

from benchmarks.constraints.contract import Job, Lost
from benchmarks.constraints.generating import PROMPT_TOKENS, generate


@dataclass
class Prefix:
    """A text: its tokens, its constrainer, and the mask of the next token where it was asked for."""

    constrainer: Any
    tokens: list[int] = field(default_factory=list)
    allowed: Any = None


class Prefixes:
    """Prefixes under one mask store."""

    def __init__(self, first: Any, job: Job) -> None:
        self._first, self._size, self._eos = first, job.size, job.eos

    def begin(self) -> Prefix:
        """An empty text."""
        constrainer = copy.copy(self._first)
        blank = self._first._ignore_whitespace
        constrainer.inc_parser = create_parser(self._first.grammar, parser="lalr", ignore_whitespace=blank)
        constrainer.reset()
        constrainer.start_from = 0
        return Prefix(constrainer)

    def legal(self, state: Prefix, ranked: Sequence[int], count: int) -> list[int]:
        """By the mask."""
        allowed = self.mask(state)
        return [token for token in ranked if allowed[token]][:count]

    def advance(self, state: Prefix, token: int) -> Prefix | None:
        """The text itself, a token longer, if the mask has it."""
        if not self.mask(state)[token]:
            return None
        state.tokens.append(token)
        state.allowed = None
        return state

    def fork(self, state: Prefix) -> Prefix:
        """A new text, which is parsed from its beginning."""
        other = self.begin()
        other.tokens = list(state.tokens)
        self.mask(other)
        return other

    def mask(self, state: Prefix) -> Any:
        """The scores that its logits processor leaves; found once for a prefix."""
        if state.allowed is None:
            ids = torch.tensor([state.tokens], dtype=torch.long)
            scores = state.constrainer.mask_scores(ids, torch.zeros((1, self._size)))[0]
            if state.constrainer.parse_failed:
                raise Lost
            state.allowed = scores == 0
        return state.allowed

    def is_complete(self, state: Prefix) -> bool:
        """Whether the mask has the end token."""
        return bool(self.mask(state)[self._eos])

    def beams(self, job: Job) -> list[list[int] | str]:
        """Beam search of transformers under what the library's processor calls."""

        def processor() -> Any:
            constrainer = self.begin().constrainer
            constrainer.start_from = PROMPT_TOKENS
            return constrainer.mask_scores

        return generate(job, processor)


def prepare(job: Job) -> Prefixes:
    """The parser's tables and the mask store, which the library keeps in its cache: minutes, once."""
    torch.set_num_threads(1)
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=job.tokenizer, eos_token="<eos>")  # noqa: S106 - no secret
    first = GrammarConstrainer(
        grammar=Grammar("python"),
        tokenizer=tokenizer,
        byte_tokenizer=ByteTokenizer(tokenizer),
        indent=True,
    )
    return Prefixes(first, job)
