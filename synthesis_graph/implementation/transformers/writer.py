"""The writer over a loaded model: messages become token ids, and beam search or the sampler makes texts of them.

Owns the chat template's use, the opening of the code block and the choice of the constraint. Knows no specification.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Protocol

from synthesis_graph.implementation.language_model.answers import normal_form
from synthesis_graph.implementation.language_model.writing import Asked, Message, Watch, Writing, Written
from synthesis_graph.implementation.transformers.beams import BeamSettings, Found, beam_search
from synthesis_graph.implementation.transformers.constraint import Constraint
from synthesis_graph.implementation.transformers.ending import FunctionEnding
from synthesis_graph.implementation.transformers.hypotheses import Ended, Grammar
from synthesis_graph.implementation.transformers.loading import Loaded
from synthesis_graph.implementation.transformers.pieces import token_bytes
from synthesis_graph.implementation.transformers.rows import Rows
from synthesis_graph.implementation.transformers.sampling import SampleSettings, sample
from synthesis_graph.implementation.transformers.settings import TransformersOptions

OPENING = "```python\n"
"""How an answer begins where code is wanted: what follows is Python from its first character."""


class Syntax(Protocol):
    """Makes the constraint at the beginning of a source."""

    @property
    def beginning(self) -> Constraint:
        """The constraint before the first token."""
        ...


class TransformersWriter:
    """Writes with one model; one call at a time."""

    def __init__(self, loaded: Loaded, options: TransformersOptions, syntax: Syntax | None = None) -> None:
        self._loaded, self._options = loaded, options
        self._syntax = syntax
        self._pieces = token_bytes(loaded.tokenizer)

    @property
    def context_tokens(self) -> int:
        """As configured, and no more than the model has."""
        return self._loaded.context_tokens

    def count(self, messages: Sequence[Message]) -> int:
        """The tokens of the rendered prompt with the opening of an answer; exact."""
        return len(self._ids(messages, OPENING))

    def write(self, asked: Asked, watch: Watch) -> Writing:
        """Texts by the asked decoding. Where code is wanted, each is a Python source and defines the function."""
        return self.write_all([asked], [watch])[0]

    def write_all(self, asked: Sequence[Asked], watches: Sequence[Watch]) -> list[Writing]:
        """Several requests of one decoding and one length, in one batch."""
        first = asked[0]
        started = time.monotonic()
        prompts = [self._ids(one.messages, OPENING if one.function else "") for one in asked]
        rows = Rows(self._loaded.model, prompts, self._pad())
        grammars = [self._grammar(one) for one in asked]
        if first.decoding == "beams":
            found = beam_search(rows, grammars, self._beams(first), watches)
        else:
            found = sample(rows, grammars, self._samples(first), watches)
        seconds = time.monotonic() - started
        return [
            _writing(len(prompt), one.n, texts, seconds) for prompt, one, texts in zip(prompts, asked, found)
        ]

    def _ids(self, messages: Sequence[Message], opening: str) -> list[int]:
        tokenizer = self._loaded.tokenizer
        text = tokenizer.apply_chat_template(list(messages), tokenize=False, add_generation_prompt=True)
        ids: list[int] = tokenizer(text + opening, add_special_tokens=False)["input_ids"]
        return ids

    def _pad(self) -> int:
        tokenizer = self._loaded.tokenizer
        return int(tokenizer.eos_token_id if tokenizer.pad_token_id is None else tokenizer.pad_token_id)

    def _grammar(self, asked: Asked) -> Grammar:
        if not asked.function:
            return Grammar(self._pieces, self._loaded.ends)
        start = self._syntax.beginning if self._syntax else None
        return Grammar(self._pieces, self._loaded.ends, start, FunctionEnding(asked.function))

    def _beams(self, asked: Asked) -> BeamSettings:
        return BeamSettings(
            beams=max(asked.n, self._options.beams),
            max_tokens=asked.max_tokens,
            length_penalty=self._options.length_penalty,
            early_stopping=self._options.early_stopping,
            distinct=_tree if asked.function else None,
        )

    def _samples(self, asked: Asked) -> SampleSettings:
        temperatures = (0.0, *[self._options.temperature] * (asked.n - 1))
        return SampleSettings(temperatures, self._options.top_p, asked.max_tokens, asked.seed)


def _tree(text: bytes) -> str:
    return normal_form(text.decode("utf-8", "replace"))


def _writing(prompt_tokens: int, n: int, found: Found, seconds: float) -> Writing:
    return Writing(
        tuple(map(_written, found.texts[:n])),
        {
            "prompt_tokens": float(prompt_tokens),
            "steps": float(found.steps),
            "checked": float(found.counts.checked),
            "refused": float(found.counts.refused),
            "model_seconds": round(seconds, 3),
        },
    )


def _written(ended: Ended) -> Written:
    return Written(ended.text.decode("utf-8", "replace"), ended.logprob, len(ended.tokens), ended.why)
