"""Sampling over a batch of texts: temperature and nucleus, under the same constraint as beam search.

Owns the draw. A token is drawn by a race (Gumbel noise on the log-probabilities, best first): the first *legal* one of
the order has exactly the model's distribution over the legal tokens, and no mask of the vocabulary is needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch

from synthesis_graph.implementation.language_model.writing import Watch
from synthesis_graph.implementation.transformers.beams import Found
from synthesis_graph.implementation.transformers.candidates import ranked
from synthesis_graph.implementation.transformers.hypotheses import (
    Counts,
    Ended,
    Grammar,
    Hypothesis,
    begin,
    cut_off,
    grow,
)  # fmt: skip
from synthesis_graph.implementation.transformers.rows import Rows

_OUTSIDE = -1.0e4
"""Put on tokens outside the nucleus: they come, in the order of the race, only when no token of it is legal."""


@dataclass(frozen=True)
class SampleSettings:
    """How texts are drawn."""

    temperatures: Sequence[float]
    """One a text of a request; 0 takes the likeliest legal token each time."""
    top_p: float = 1.0
    """The nucleus: the likeliest tokens that together have this probability, before the constraint."""
    max_tokens: int = 1024
    seed: int = 0


@dataclass
class _Text:
    """One text being drawn; `counts` are its request's."""

    request: int
    grammar: Grammar
    temperature: float
    noise: torch.Generator
    at: Hypothesis
    counts: Counts
    ended: Ended | None = None
    steps: int = 0

    def take(self, candidates: Iterator[tuple[float, int]], logprobs: torch.Tensor) -> bool:
        """One step: whether the text goes on."""
        self.steps += 1
        for _, token in candidates:
            grown = grow(self.grammar, self.at, token, self.at.logprob + float(logprobs[token]), self.counts)
            if isinstance(grown, Hypothesis):
                self.at = grown
                return True
            if grown is not None:
                self.ended = grown
                return False
        return False  # nothing is legal

    def cut(self, why: str) -> None:
        """Ends it from outside, where it is legal as it stands."""
        self.ended = self.ended or cut_off(self.grammar, self.at, why)


def sample(
    rows: Rows, grammars: Sequence[Grammar], settings: SampleSettings, watches: Sequence[Watch]
) -> list[Found]:
    """One text for each temperature and request, the likeliest first; `rows` has one row a request.

    The same seed draws the same texts, whatever else is in the batch. Log-probabilities are the model's own.
    """
    texts = [
        _Text(i, grammar, temperature, _noise(settings.seed, j), begin(grammar), Counts())
        for i, grammar in enumerate(grammars)
        for j, temperature in enumerate(settings.temperatures)
    ]
    rows.select([text.request for text in texts])
    live = texts
    for step in range(settings.max_tokens):
        logprobs = torch.log_softmax(rows.logits, dim=-1)
        keys = torch.stack([_race(row, text, settings.top_p) for row, text in zip(logprobs, live)])
        going = [text.take(look, row) for text, look, row in zip(live, ranked(keys, 32), logprobs)]
        over = [watches[text.request].is_over() for text in live]
        if step + 1 == settings.max_tokens:
            for text, goes in zip(live, going):
                if goes:
                    text.cut("length")
            break
        sources = [i for i, (goes, late) in enumerate(zip(going, over)) if goes and not late]
        for text, goes, late in zip(live, going, over):
            if goes and late:
                text.cut("cut")
        live = [live[i] for i in sources]
        if not live:
            break
        _tell(live, watches)
        rows.step(sources, [text.at.token for text in live])
    return [_found([t for t in texts if t.request == i]) for i in range(len(grammars))]


def _race(logprobs: torch.Tensor, text: _Text, top_p: float) -> torch.Tensor:
    if text.temperature <= 0:
        return logprobs
    scaled = torch.log_softmax(logprobs / text.temperature, dim=-1)
    uniform = torch.rand(scaled.shape, generator=text.noise).to(scaled.device)
    keys = scaled - torch.log(-torch.log(uniform.clamp(1e-20, 1 - 1e-7)))
    if top_p < 1:
        sorted_, order = torch.sort(scaled, descending=True)
        before = sorted_.exp().cumsum(-1) - sorted_.exp()
        keys[order[before >= top_p]] += _OUTSIDE
    return keys


def _noise(seed: int, text: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed * 1_000_003 + text)


def _tell(live: Sequence[_Text], watches: Sequence[Watch]) -> None:
    told: set[int] = set()
    for text in live:
        on_best = watches[text.request].on_best
        if on_best is not None and text.request not in told:
            told.add(text.request)
            on_best(text.at.text.decode("utf-8", "ignore"))


def _found(texts: Sequence[_Text]) -> Found:
    ended = sorted((t.ended for t in texts if t.ended is not None), key=lambda e: -e.logprob)
    counts = Counts(sum(t.counts.checked for t in texts), sum(t.counts.refused for t in texts))
    return Found(ended, counts, sum(t.steps for t in texts))
