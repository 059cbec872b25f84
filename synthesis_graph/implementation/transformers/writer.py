"""The writer over a loaded model: messages become token ids, and beam search or the sampler makes texts of them.

Owns the chat template's use, the opening of the code block and the choice of the constraint. Knows no specification.
"""

from __future__ import annotations

import ast
import time
from collections.abc import Sequence

import torch

from synthesis_graph.decoding import PythonSyntax, ScopedState
from synthesis_graph.decoding.tokenizers import from_tokenizer
from synthesis_graph.errors import Overloaded
from synthesis_graph.implementation.language_model.answers import normal_form
from synthesis_graph.implementation.language_model.writing import Asked, Message, Watch, Writing, Written
from synthesis_graph.implementation.transformers.batching import Batcher
from synthesis_graph.implementation.transformers.beams import BeamSettings, Found, beam_search
from synthesis_graph.implementation.transformers.constraint import Constraint
from synthesis_graph.implementation.transformers.ending import FunctionEnding
from synthesis_graph.implementation.transformers.hypotheses import Ended, Grammar
from synthesis_graph.implementation.transformers.loading import Loaded
from synthesis_graph.implementation.transformers.rows import Rows
from synthesis_graph.implementation.transformers.sampling import SampleSettings, sample
from synthesis_graph.implementation.transformers.settings import TransformersOptions

OPENING = "```python\n"
"""How an answer begins where code is wanted: what follows is Python from its first character."""


class TransformersWriter:
    """Writes with one model, for several threads at once: what waits is decoded together, up to `batch_size`."""

    def __init__(self, loaded: Loaded, options: TransformersOptions) -> None:
        self._loaded, self._options = loaded, options
        vocabulary = from_tokenizer(loaded.tokenizer, size=loaded.model.config.vocab_size)
        self._pieces = vocabulary.tokens
        self._syntax = PythonSyntax(vocabulary, strict=True) if options.constrain_syntax else None
        self._batcher = Batcher(self._write_all, _kind, options.batch_size)

    @property
    def context_tokens(self) -> int:
        """As configured, and no more than the model has."""
        return self._loaded.context_tokens

    def count(self, messages: Sequence[Message]) -> int:
        """The tokens of the rendered prompt with the opening of an answer; exact."""
        return len(self._ids(messages, OPENING))

    def write(self, asked: Asked, watch: Watch) -> Writing:
        """Texts by the asked decoding. Where code is wanted, each is a Python source and defines the function."""
        return self._batcher.write(asked, watch)

    def _write_all(self, asked: Sequence[Asked], watches: Sequence[Watch]) -> list[Writing]:
        """Several requests of one kind in one batch; Overloaded where the device has not the memory for it."""
        try:
            return self._decode(asked, watches)
        except torch.OutOfMemoryError as error:
            raise Overloaded(
                f"{len(asked)} prompts together do not fit the device's memory",
                "lower BATCH_SIZE, BEAMS, SAMPLES or MAX_CONTEXT_LENGTH",
            ) from error

    def _decode(self, asked: Sequence[Asked], watches: Sequence[Watch]) -> list[Writing]:
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
            _writing(len(prompt), one.n, texts, seconds, bool(one.function and self._syntax))
            for prompt, one, texts in zip(prompts, asked, found)
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
        return Grammar(self._pieces, self._loaded.ends, self._start(), FunctionEnding(asked.function))

    def _start(self) -> Constraint | None:
        if self._syntax is None:
            return None
        return ScopedState.beginning(self._syntax) if self._options.check_scope else self._syntax.beginning

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


def _kind(asked: Asked) -> tuple[object, ...]:
    """Requests that can be decoded together have this in common; a seed matters to those that draw."""
    return (asked.decoding, asked.n, asked.max_tokens, asked.seed if asked.decoding == "samples" else None)


def _tree(text: bytes) -> str:
    return normal_form(text.decode("utf-8", "replace"))


def _parses(text: bytes) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True


def _writing(prompt_tokens: int, n: int, found: Found, seconds: float, constrained: bool) -> Writing:
    return Writing(
        tuple(map(_written, found.texts[:n])),
        {
            "prompt_tokens": float(prompt_tokens),
            "steps": float(found.steps),
            "checked": float(found.counts.checked),
            "refused": float(found.counts.refused),
            "constraint_lost": float(constrained and sum(not _parses(text.text) for text in found.texts)),
            "model_seconds": round(seconds, 3),
        },
    )


def _written(ended: Ended) -> Written:
    return Written(ended.text.decode("utf-8", "replace"), ended.logprob, len(ended.tokens), ended.why)
