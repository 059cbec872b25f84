"""Our own state behind the contract."""

from __future__ import annotations

from benchmarks.constraints.contract import Job, vocabulary
from benchmarks.constraints.generating import BEAMS, NEW_TOKENS, PROMPT_TOKENS, PROMPTS, model
from synthesis_graph.decoding import PythonSyntax, SyntaxState
from synthesis_graph.decoding.tokenizers import from_tokenizer
from synthesis_graph.errors import ConstraintViolated


class Ours:
    """`SyntaxState`s, which are immutable: a fork is the same object."""

    legal = staticmethod(SyntaxState.legal)
    mask = staticmethod(SyntaxState.allowed_tokens)
    is_complete = staticmethod(SyntaxState.is_complete)

    def __init__(self, syntax: PythonSyntax) -> None:
        self.syntax = syntax

    def begin(self) -> SyntaxState:
        """The empty program."""
        return self.syntax.beginning

    def advance(self, state: SyntaxState, token: int) -> SyntaxState | None:
        """The next state."""
        try:
            return state.advance(token)
        except ConstraintViolated:
            return None

    def fork(self, state: SyntaxState) -> SyntaxState:
        """Itself."""
        return state

    def beams(self, job: Job) -> list[list[int] | str]:
        """Our own loop over the same model."""
        import time

        from synthesis_graph.implementation.language_model.writing import Watch
        from synthesis_graph.implementation.transformers.beams import BeamSettings, beam_search
        from synthesis_graph.implementation.transformers.hypotheses import Grammar
        from synthesis_graph.implementation.transformers.rows import Rows

        llama = model(job)
        held = Grammar(self.syntax.vocabulary.tokens, frozenset((job.eos,)), self.begin())
        settings = BeamSettings(BEAMS, NEW_TOKENS)
        found: list[list[int] | str] = []
        for text in job.valid[:PROMPTS]:
            rows = Rows(llama, [text[:PROMPT_TOKENS]], job.eos)
            ended = beam_search(rows, [held], settings, [Watch(time.monotonic() + 600)])[0].texts
            found += [list(one.tokens) for one in ended]
        return found


def prepare(job: Job) -> Ours:
    """The tables of the grammar and the bytes of the tokens."""
    tokenizer, _ = vocabulary(job)
    return Ours(PythonSyntax(from_tokenizer(tokenizer, eos=job.eos)))
