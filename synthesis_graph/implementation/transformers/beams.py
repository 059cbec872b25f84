"""Syntax-aware beam search over a batch of requests: the best legal texts, in our own loop over the model.

Owns which texts live on and when a request is done. Without constraint, ending and diversity it finds, token for token,
what `model.generate(num_beams=…)` finds with the same `early_stopping` and `length_penalty`. Candidates are checked in
rank order until enough are legal; the KV cache follows the beams.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import torch

from synthesis_graph.implementation.language_model.writing import Watch
from synthesis_graph.implementation.transformers.candidates import DEAD, ranked
from synthesis_graph.implementation.transformers.hypotheses import (
    Counts,
    Ended,
    Grammar,
    Hypothesis,
    begin,
    cut_off,
    grow,
    scored,
)  # fmt: skip
from synthesis_graph.implementation.transformers.rows import Rows


@dataclass(frozen=True)
class BeamSettings:
    """How a beam search goes."""

    beams: int = 4
    max_tokens: int = 1024
    """The most tokens of a text, its end token included."""
    length_penalty: float = 1.0
    """Scores are log-probabilities over length to this power: above 0 longer texts gain."""
    early_stopping: bool | Literal["never"] = True
    """True: stop at `beams` ended texts. False: when none that runs can gain by ending now. `never`: nor later."""
    distinct: Callable[[bytes], Hashable] | None = None
    """Texts with one key are one: the likelier stays. None: all differ."""


@dataclass
class _Request:
    """One request of the batch: what runs, what has ended, and whether anything can still be gained."""

    grammar: Grammar
    settings: BeamSettings
    running: list[Hypothesis]
    ended: dict[Hashable, Ended] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    done: bool = False

    def take(self, candidates: Iterator[tuple[float, int]], vocabulary: int, last: bool) -> list[int]:
        """One step: the best continuations run on or end. The rows (of this request) that the new texts come from."""
        running: list[Hypothesis] = []
        sources: list[int] = []
        over: set[int] = set()
        texts: set[bytes] = set()
        rank, beams = 0, self.settings.beams
        for score, candidate in candidates:
            row, token = divmod(candidate, vocabulary)
            if score < DEAD or row >= len(self.running) or len(running) == beams or (last and rank >= beams):
                break
            grown = grow(self.grammar, self.running[row], token, score, self.counts)
            if grown is None or (isinstance(grown, Ended) and grown.why == "stop" and row in over):
                continue
            if last and isinstance(grown, Hypothesis):
                cut = cut_off(self.grammar, grown, "length")
                if cut is None:
                    continue
                grown = cut
            if isinstance(grown, Ended):
                if rank < beams:
                    self._end(grown)
                    over.add(row)
            elif self.settings.distinct and grown.text in texts:
                continue  # the same text in other tokens
            else:
                running.append(grown)
                sources.append(row)
                texts.add(grown.text)
            rank += 1
        self.running = running
        self._settle(last)
        return sources

    def _end(self, ended: Ended) -> None:
        ended = scored(ended, self.settings.length_penalty)
        key: Hashable = self.settings.distinct(ended.text) if self.settings.distinct else ended.tokens
        known = self.ended.get(key)
        if known is None or ended.score > known.score:
            self.ended[key] = ended
        if len(self.ended) > self.settings.beams:
            del self.ended[min(self.ended, key=lambda k: self.ended[k].score)]

    def _settle(self, last: bool) -> None:
        full = len(self.ended) >= self.settings.beams
        greedy = self.settings.beams == 1  # its first end is its end, as in `generate`
        if last or not self.running or (full and (greedy or self.settings.early_stopping is True)):
            self.done = True
        elif full:
            hopeful = self.settings.early_stopping == "never" and self.settings.length_penalty > 0
            length = self.settings.max_tokens if hopeful else self.running[0].length
            best = self.running[0].logprob / length**self.settings.length_penalty
            self.done = best <= min(e.score for e in self.ended.values())

    def answer(self, why: str = "") -> list[Ended]:
        """What has ended, best first; with a reason also what runs and is legal as it stands."""
        for hypothesis in self.running if why else ():
            cut = cut_off(self.grammar, hypothesis, why)
            if cut is not None:
                self._end(cut)
        return sorted(self.ended.values(), key=lambda e: -e.score)


@dataclass(frozen=True)
class Found:
    """What came of one request: texts, best first, and how often the constraint was asked and refused."""

    texts: list[Ended]
    counts: Counts
    steps: int


def beam_search(
    rows: Rows, grammars: Sequence[Grammar], settings: BeamSettings, watches: Sequence[Watch]
) -> list[Found]:
    """The best texts of each row's prompt, at most `settings.beams` each; `rows` has one row a request.

    A request whose watch is over gives what it has; one that is done leaves the batch. Each step is one call of the
    model, and one transfer of the best candidates.
    """
    requests = [_Request(g, settings, [begin(g)]) for g in grammars]
    steps = [0] * len(requests)
    live = list(range(len(requests)))
    tellers = [_teller(watch) for watch in watches]
    rows.select([row for row in live for _ in range(settings.beams)])
    for step in range(settings.max_tokens):
        scores = _totals(rows.logits, [requests[i] for i in live], settings.beams)
        first = max(2 * settings.beams, 32 if any(requests[i].grammar.start for i in live) else 0)
        last = step + 1 == settings.max_tokens
        sources: list[int] = []
        tokens: list[int] = []
        still: list[int] = []
        for place, (i, candidates) in enumerate(zip(live, ranked(scores, first))):
            request = requests[i]
            taken = request.take(candidates, rows.logits.shape[-1], last)
            steps[i] += 1
            tellers[i](request)
            if request.done or watches[i].is_over():
                continue
            still.append(i)
            padded = taken + taken[:1] * (settings.beams - len(taken))
            sources += [place * settings.beams + source for source in padded]
            texts = request.running + request.running[:1] * (settings.beams - len(taken))
            tokens += [text.token for text in texts]
        live = still
        if not live:
            break
        rows.step(sources, tokens)
    return [Found(r.answer("" if r.done else "cut"), r.counts, s) for r, s in zip(requests, steps)]


def _totals(logits: torch.Tensor, requests: Sequence[_Request], beams: int) -> torch.Tensor:
    """Log-probabilities of each request's continuations, (requests, beams · vocabulary); dead rows far below."""
    kept = [[h.logprob for h in r.running] + [10 * DEAD] * (beams - len(r.running)) for r in requests]
    scores = torch.tensor(kept, device=logits.device, dtype=torch.float32)
    totals = torch.log_softmax(logits, dim=-1) + scores.view(-1, 1)
    return totals.view(len(requests), -1)


def _teller(watch: Watch) -> Callable[[Any], None]:
    """Tells the watch the best running text of a request each time that it changes."""
    told = ""

    def tell(request: _Request) -> None:
        nonlocal told
        if watch.on_best is None or not request.running:
            return
        text = request.running[0].text.decode("utf-8", "ignore")
        if text != told:
            told = text
            watch.on_best(text)

    return tell
