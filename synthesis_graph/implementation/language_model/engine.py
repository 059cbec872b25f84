"""The engine over a language model: outline, implementation and repair, each within the budget and checked here.

Owns the order of prompts and what goes back to the model. Which prompts a technique means is data (`WAYS`); the writer
knows the model. What is said to be wrong with an answer is what the validator found, in the sandbox.
"""

from __future__ import annotations

import math
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from synthesis_graph.artifacts import Assignment, Batch, Candidate, Outline, Verdict
from synthesis_graph.implementation.conversions import shown
from synthesis_graph.implementation.language_model.answers import code_of, normal_form
from synthesis_graph.implementation.language_model.options import LanguageModelOptions
from synthesis_graph.implementation.language_model.outlines import read_outline
from synthesis_graph.implementation.language_model.packing import pack
from synthesis_graph.implementation.language_model.prompts import IMPLEMENT, OUTLINE, Parts, complaint
from synthesis_graph.implementation.language_model.writing import (
    Asked,
    Message,
    Watch,
    Writer,
    Writing,
    Written,
)
from synthesis_graph.sampling import fresh_inputs
from synthesis_graph.spec import Specification
from synthesis_graph.validation.sandbox import Budget, Sandbox
from synthesis_graph.validation.validator import AstValidator

WRITING_SHARE = 0.95
"""The part of a budget that is for writing; the rest is for checking the last answers."""

FAILING_KEPT = 3
"""Answers that fail are handed on, the best few, only where none passes."""

OUTLINE_TOKENS = 256


@dataclass(frozen=True)
class Way:
    """How a search goes about an implementation."""

    decoding: Literal["beams", "samples"]
    outlined: bool = False


WAYS: dict[str, Way] = {
    "beams": Way("beams"),
    "draw": Way("samples"),
    "outlined_beams": Way("beams", outlined=True),
    "outlined_draw": Way("samples", outlined=True),
}


@dataclass(frozen=True)
class _Judged:
    """An answer with the validator's verdict."""

    code: str
    verdict: Verdict
    share: float
    """Its part of the weight of all that was written for the same prompt, what is no program among it."""
    order: int

    def rank(self) -> tuple[int, float, int]:
        """What passes first, then what fails least, then the likelier."""
        return (len(self.verdict.failures()), -self.share, self.order)


class LanguageModelEngine:
    """Asks a writer; holds nothing, so that threads may share it. The same seed and the same texts give the same candidates."""

    def __init__(self, writer: Writer, sandbox: Sandbox, options: LanguageModelOptions) -> None:
        self._writer, self._sandbox, self._options = writer, sandbox, options

    def implement(
        self,
        spec: Specification,
        work: Assignment,
        cancelled: Callable[[], bool] | None = None,
        on_best: Callable[[str], None] | None = None,
    ) -> Batch:
        """Candidates by the way that the assignment's search names; those that pass, or the best that fail."""
        run = _Run(self._writer, self._sandbox, self._options, spec, work)
        return run.batch(Watch(time.monotonic() + work.budget_s, cancelled, on_best))


class _Run:
    """One assignment on its way: what was written, what it is worth, and what was left out of prompts."""

    def __init__(
        self,
        writer: Writer,
        sandbox: Sandbox,
        options: LanguageModelOptions,
        spec: Specification,
        work: Assignment,
    ) -> None:
        self.writer, self.options, self.spec, self.work = writer, options, spec, work
        self.sandbox, self.validator = sandbox, AstValidator(sandbox)
        self.way = WAYS[work.search]
        self.seed = spec.seed + 1000 * work.wider
        self.judged: dict[str, _Judged] = {}
        self.left_out: dict[str, None] = {}
        self.cost: Counter[str] = Counter()

    def batch(self, watch: Watch) -> Batch:
        """Outline, implementation, repairs; then the candidates."""
        parts = Parts(self.spec, IMPLEMENT, snippets=self.work.context.snippets)
        planning = replace(watch.until(self.options.outline_share), on_best=None)  # an outline is no draft
        outline = self._outline(parts, planning) if self.way.outlined else None
        if outline:
            parts = replace(parts, outline=outline.steps)
        passing = self._rounds(parts, watch)
        ranked = sorted(self.judged.values(), key=_Judged.rank)
        kept = [j for j in ranked if j.verdict.passed] or ranked[:FAILING_KEPT]
        return Batch(
            tuple(self._candidate(j, outline) for j in kept),
            dict(self.cost),
            settled=passing,
            outlines=(outline,) if outline else (),
            left_out=tuple(self.left_out),
        )

    def _outline(self, parts: Parts, watch: Watch) -> Outline | None:
        """What the model plans, typed; None where it wrote no steps in time, which the cost then says."""
        writing = self._write(replace(parts, task=OUTLINE), "", 1, OUTLINE_TOKENS, watch)
        for written in writing.texts:
            bits = -(written.logprob or 0.0) / math.log(2)
            outline = read_outline(written.text, self.spec.signature.returns, bits)
            if outline:
                return outline
        self.cost["without_outline"] += 1
        return None

    def _rounds(self, parts: Parts, watch: Watch) -> bool:
        """The first answers, then repairs while none passes and there is time; whether one passes."""
        for number in range(1 + self.options.repair_rounds):
            if watch.is_over():
                return False
            self.cost["rounds"] += 1
            writing = self._write(
                parts, self.spec.signature.name, self.options.samples, self.options.max_answer_tokens,
                watch.until(WRITING_SHARE), repair=number,
            )  # fmt: skip
            answers = self._judge(writing.texts, watch)
            if any(answer.verdict.passed for answer in answers):
                return True
            best = min(answers, key=_Judged.rank, default=None)
            if best is None or not best.verdict.failures():
                return False
            parts = replace(parts, conversation=_sent_back(best))
        return False

    def _write(
        self, parts: Parts, function: str, n: int, max_tokens: int, watch: Watch, repair: int = 0
    ) -> Writing:
        packed = pack(parts, self.writer.count, self.writer.context_tokens - max_tokens)
        self.left_out.update(dict.fromkeys(packed.left_out))
        decoding = self.way.decoding if function and not repair else "samples"
        asked = Asked(packed.messages, decoding, n, function, max_tokens, self.seed + repair)
        writing = self.writer.write(asked, watch)
        self.cost.update(writing.cost)
        self.cost["generated_tokens"] += sum(written.tokens for written in writing.texts)
        return writing

    def _judge(self, texts: Sequence[Written], watch: Watch) -> list[_Judged]:
        """The new programs among the texts, each with its verdict; those that say nothing are counted."""
        programs: dict[str, str] = {}
        shares: defaultdict[str, float] = defaultdict(float)
        for written, share in zip(texts, _shares(texts)):
            code = code_of(written.text, self.spec.signature.name)
            if code is None:
                self.cost["without_function"] += 1
                continue
            key = normal_form(code)
            programs.setdefault(key, code)
            shares[key] += share
        for key, code in programs.items():
            if key not in self.judged:
                verdict = self.validator.validate(self.spec, code, watch.deadline)
                self.judged[key] = _Judged(code, verdict, shares[key], len(self.judged))
        return [self.judged[key] for key in programs]

    def _candidate(self, judged: _Judged, outline: Outline | None) -> Candidate:
        return Candidate(
            judged.code,
            -math.log2(judged.share),
            self.work.technique,
            "model",
            outline.steps if outline else (),
            self._behaviour(judged.code),
        )

    def _behaviour(self, code: str) -> tuple[str, ...]:
        outcomes = self.sandbox.run(
            code, self.spec.signature.name, fresh_inputs(self.spec), budget=Budget(timeout_s=0.25)
        )
        return tuple(shown(o.value) if o.kind == "returned" else "!" for o in outcomes)


def _shares(texts: Sequence[Written]) -> list[float]:
    """What part of the weight each text has: by probability, or alike where the model does not say. Never 0."""
    told = [written.logprob for written in texts if written.logprob is not None]
    if len(told) < len(texts):
        return [1 / len(texts)] * len(texts)
    weights = [math.exp(max(logprob - max(told), -80.0)) for logprob in told]
    return [weight / sum(weights) for weight in weights]


def _sent_back(judged: _Judged) -> tuple[Message, ...]:
    """The answer and what is wrong with it, as the next words of the conversation."""
    return (
        {"role": "assistant", "content": f"```python\n{judged.code.rstrip()}\n```"},
        {"role": "user", "content": complaint(judged.verdict.failures())},
    )
