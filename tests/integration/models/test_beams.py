"""Beam search and sampler on a tiny model: equal to the library's without a constraint, always valid with one."""

from __future__ import annotations

import ast
import itertools
import random
import time
from collections import Counter
from typing import Any

import pytest

from synthesis_graph.decoding import PythonSyntax
from synthesis_graph.decoding.tokenizers import from_tokenizer
from synthesis_graph.implementation.language_model.answers import normal_form
from synthesis_graph.implementation.language_model.writing import Watch
from synthesis_graph.implementation.transformers.hypotheses import Grammar
from tests.fixtures import tiny_models

pytestmark = pytest.mark.needs_transformers

TOKENS = 16


def watch(**more: Any) -> Watch:
    return Watch(time.monotonic() + 1e6, **more)


def search(
    model: Any, prompts: list[list[int]], grammar: Grammar, watches: Any = None, **settings: Any
) -> list[Any]:
    from synthesis_graph.implementation.transformers.beams import BeamSettings, beam_search
    from synthesis_graph.implementation.transformers.rows import Rows

    chosen = BeamSettings(**{"max_tokens": TOKENS, **settings})
    return beam_search(
        Rows(model, prompts, 0), [grammar] * len(prompts), chosen, watches or [watch()] * len(prompts)
    )


def draw(model: Any, prompts: list[list[int]], grammar: Grammar, **settings: Any) -> list[Any]:
    from synthesis_graph.implementation.transformers.rows import Rows
    from synthesis_graph.implementation.transformers.sampling import SampleSettings, sample

    chosen = SampleSettings(**{"temperatures": (1.0,) * 4, "max_tokens": TOKENS, **settings})
    return sample(Rows(model, prompts, 0), [grammar] * len(prompts), chosen, [watch()] * len(prompts))


def bare(tokenizer: Any, ends: list[int]) -> Grammar:
    return Grammar([b""] * len(tokenizer), frozenset(ends))


@pytest.fixture(scope="module")
def grammar(tokenizer: Any) -> Grammar:
    vocabulary = from_tokenizer(tokenizer)
    return Grammar(vocabulary.tokens, frozenset({tokenizer.eos_token_id}), PythonSyntax(vocabulary).beginning)


@pytest.mark.parametrize("beams", [1, 4, 8])
@pytest.mark.parametrize(
    ("early_stopping", "penalty"), [(True, 1.0), (False, 1.0), (False, 0.0), ("never", 0.7)]
)
def test_without_a_constraint_it_is_the_library_s_beam_search_token_for_token(
    model: Any, tokenizer: Any, prompts: list[list[int]], beams: int, early_stopping: Any, penalty: float
) -> None:
    ended = 0
    for number, prompt in enumerate(prompts[:6]):
        ends = sorted(random.Random(number).sample(range(3, len(tokenizer)), (1, 30, 200)[number % 3]))
        found = search(
            model,
            [prompt],
            bare(tokenizer, ends),
            beams=beams,
            early_stopping=early_stopping,
            length_penalty=penalty,
        )[0]
        expected = tiny_models.library_beams(
            model, prompt, ends, max_new_tokens=TOKENS, num_beams=beams, early_stopping=early_stopping,
            length_penalty=penalty,
        )  # fmt: skip
        assert [list(text.tokens) for text in found.texts] == expected
        ended += any(text.why == "eos" for text in found.texts)
    assert ended >= 2  # the cases in which ending matters are among them


def test_a_batch_of_prompts_of_different_lengths_is_each_by_itself(
    model: Any, tokenizer: Any, prompts: list[list[int]]
) -> None:
    ends = random.Random(5).sample(range(3, len(tokenizer)), 60)
    grammar = bare(tokenizer, ends)
    together = search(model, prompts[:5], grammar, beams=3)
    alone = [search(model, [prompt], grammar, beams=3)[0] for prompt in prompts[:5]]
    assert [[t.tokens for t in found.texts] for found in together] == [
        [t.tokens for t in f.texts] for f in alone
    ]


@pytest.mark.parametrize("beams", [1, 4, 8])
def test_every_beam_that_ends_is_python(
    model: Any, grammar: Grammar, prompts: list[list[int]], beams: int
) -> None:
    found = search(model, prompts[:8], grammar, beams=beams, max_tokens=48)
    texts = [text for one in found for text in one.texts]
    assert len(texts) >= beams
    assert sum(one.counts.refused for one in found) > 100  # the model alone would have gone elsewhere
    for text in texts:
        ast.parse(text.text)


def test_every_sample_that_ends_is_python(model: Any, grammar: Grammar, prompts: list[list[int]]) -> None:
    found = draw(model, prompts[:6], grammar, top_p=0.9, max_tokens=48)
    texts = [text for one in found for text in one.texts]
    assert len(texts) >= 6
    for text in texts:
        ast.parse(text.text)


def test_beams_of_one_tree_are_one(model: Any, grammar: Grammar, prompts: list[list[int]]) -> None:
    def tree(text: bytes) -> str:
        return normal_form(text.decode("utf-8", "replace"))

    merged = search(model, prompts[:6], grammar, beams=6, max_tokens=40, distinct=tree)
    for found in merged:
        trees = [tree(text.text) for text in found.texts]
        assert len(set(trees)) == len(trees)
    usual = search(model, prompts[:6], grammar, beams=6, max_tokens=40)
    repeated = [len(f.texts) - len({tree(t.text) for t in f.texts}) for f in usual]
    assert sum(repeated) > 0  # without the merge there are twins


def test_a_seed_draws_the_same_whatever_else_is_in_the_batch(
    model: Any, tokenizer: Any, prompts: list[list[int]]
) -> None:
    grammar = bare(tokenizer, [2])
    first = draw(model, prompts[:1], grammar, seed=4)[0]
    again = draw(model, prompts[:3], grammar, seed=4)[0]
    other = draw(model, prompts[:1], grammar, seed=5)[0]
    assert [t.tokens for t in first.texts] == [t.tokens for t in again.texts]
    assert [t.tokens for t in first.texts] != [t.tokens for t in other.texts]


class Even:
    """Allows even tokens; complete at any place."""

    def advance(self, token: int) -> Even:
        assert token % 2 == 0
        return self

    def accepts(self, token: int) -> bool:
        return token % 2 == 0

    def is_complete(self) -> bool:
        return True


class FixedRows:
    """Rows of a model that always says the same."""

    def __init__(self, probabilities: list[float]) -> None:
        import torch

        self.row = torch.tensor(probabilities).log()
        self.logits = self.row.unsqueeze(0)

    def select(self, sources: list[int]) -> None:
        self.logits = self.row.repeat(len(sources), 1)

    def step(self, sources: list[int], tokens: list[int]) -> None:
        self.select(sources)


def test_samples_follow_the_model_s_distribution_over_what_is_legal() -> None:
    from synthesis_graph.implementation.transformers.sampling import SampleSettings, sample

    rows: Any = FixedRows([0.1, 0.5, 0.2, 0.1, 0.1])
    grammar = Grammar([b"a"] * 5, frozenset(), Even())
    count = 4000
    found = sample(rows, [grammar], SampleSettings((1.0,) * count, max_tokens=1, seed=1), [watch()])[0]
    drawn = Counter(text.tokens[0] for text in found.texts)
    assert set(drawn) == {0, 2, 4}
    for token, share in ((0, 0.25), (2, 0.5), (4, 0.25)):
        assert drawn[token] / count == pytest.approx(share, abs=0.03)


def test_a_nucleus_without_a_legal_token_goes_on_to_the_next_likeliest() -> None:
    from synthesis_graph.implementation.transformers.sampling import SampleSettings, sample

    rows: Any = FixedRows([0.004, 0.98, 0.003, 0.01, 0.003])
    grammar = Grammar([b"a"] * 5, frozenset(), Even())
    found = sample(rows, [grammar], SampleSettings((0.7,) * 20, top_p=0.5, max_tokens=3), [watch()])[0]
    assert len(found.texts) == 20


def test_where_nothing_is_legal_there_is_no_text(
    model: Any, tokenizer: Any, prompts: list[list[int]]
) -> None:
    class Nothing(Even):
        def advance(self, token: int) -> Nothing:
            raise AssertionError

        def accepts(self, token: int) -> bool:
            return False

        def is_complete(self) -> bool:
            return False

    grammar = Grammar([b"a"] * len(tokenizer), frozenset({2}), Nothing())
    assert search(model, prompts[:1], grammar)[0].texts == []
    assert draw(model, prompts[:1], grammar)[0].texts == []


def test_a_cancelled_request_stops_within_a_step_and_the_others_go_on(
    model: Any, tokenizer: Any, prompts: list[list[int]]
) -> None:
    stopped, goes_on = search(
        model, prompts[:2], bare(tokenizer, [2]), watches=[watch(cancelled=lambda: True), watch()]
    )
    assert (stopped.steps, goes_on.steps) == (1, TOKENS)
    assert goes_on.texts


def test_the_best_beam_is_streamed(model: Any, grammar: Grammar, prompts: list[list[int]]) -> None:
    heard: list[str] = []
    search(model, prompts[:1], grammar, watches=[watch(on_best=heard.append)])
    assert len(heard) > 3
    assert all(one != next_ for one, next_ in itertools.pairwise(heard))
