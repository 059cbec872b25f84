"""The engine with a writer that has its answers ready: prompts in order, repairs, budget, what is handed on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

import pytest

from synthesis_graph.artifacts import Assignment, Batch, Context, Snippet
from synthesis_graph.implementation.language_model.engine import WAYS, LanguageModelEngine
from synthesis_graph.implementation.language_model.options import LanguageModelOptions
from synthesis_graph.implementation.language_model.prompts import OUTLINE
from synthesis_graph.implementation.language_model.writing import Asked, Message, Watch, Writing, Written
from synthesis_graph.request import parse_request
from synthesis_graph.techniques import TECHNIQUES
from synthesis_graph.validation.sandbox import Sandbox

SPEC = parse_request(
    {"function_name": "f", "description": "Add one.", "examples": ["assert f(1) == 2", "assert f(5) == 6"]}
)
RIGHT = "```python\ndef f(x):\n    return x + 1\n```"
ALSO_RIGHT = "```python\ndef f(n):\n    return 1 + n\n```"
WRONG = "```python\ndef f(x):\n    return x * 2\n```"
STEPS = "1. add one to the number -> int\n"


class Ready:
    """Answers with one batch of texts after the other, and remembers what it was asked."""

    context_tokens = 4000

    def __init__(self, *batches: Sequence[str]) -> None:
        self.batches = iter(batches)
        self.asked: list[Asked] = []

    def count(self, messages: Sequence[Message]) -> int:
        return sum(len(m["content"]) for m in messages) // 2

    def write(self, asked: Asked, watch: Watch) -> Writing:
        self.asked.append(asked)
        texts = next(self.batches, ())
        return Writing(
            tuple(Written(t, -float(i + 1), 9, "eos") for i, t in enumerate(texts)), {"steps": 1.0}
        )


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


Run = Callable[..., Batch]


@pytest.fixture
def run(sandbox: Sandbox) -> Run:
    def implement(writer: Ready, search: str = "beams", budget_s: float = 20.0, **context: object) -> Batch:
        engine = LanguageModelEngine(writer, sandbox, LanguageModelOptions())
        work = Assignment("beam", search, Context(**context), (), budget_s)  # type: ignore[arg-type]
        return engine.implement(SPEC, work)

    return implement


def test_what_passes_is_handed_on_with_its_bits_and_behaviour(run: Run) -> None:
    batch = run(Ready([RIGHT, WRONG, ALSO_RIGHT]))
    assert [c.code for c in batch.candidates] == [
        "def f(x):\n    return x + 1\n",
        "def f(n):\n    return 1 + n\n",
    ]
    assert batch.settled
    shares = [2**-c.bits for c in batch.candidates]  # of weights e⁻¹, e⁻² and e⁻³; the second fails
    assert shares == pytest.approx([0.665, 0.090], abs=1e-3)
    assert batch.candidates[0].behaviour == batch.candidates[1].behaviour
    assert "!" not in batch.candidates[0].behaviour


def test_a_failing_answer_goes_back_with_the_example_that_it_fails(run: Run) -> None:
    writer = Ready([WRONG], [RIGHT])
    batch = run(writer)
    assert batch.settled
    assert batch.cost["rounds"] == 2
    first, second = writer.asked
    assert (first.decoding, second.decoding) == ("beams", "samples")
    assert [m["role"] for m in second.messages] == ["user", "assistant", "user"]
    assert "return x * 2" in second.messages[1]["content"]
    assert "f(5) == 6: expected 6, returned 10" in second.messages[2]["content"].replace("got", "returned")


def test_rounds_end_and_the_best_that_fail_are_attached(run: Run) -> None:
    half = "```python\ndef f(x):\n    return 2\n```"
    writer = Ready(*[[WRONG, half, "nothing"]] * 9)
    batch = run(writer)
    assert len(writer.asked) == 1 + LanguageModelOptions().repair_rounds
    assert not batch.settled
    assert len(batch.candidates) == 2
    assert batch.cost["without_function"] == 4


def test_an_outline_comes_first_is_followed_and_shown(run: Run) -> None:
    writer = Ready([STEPS], [RIGHT])
    batch = run(writer, "outlined_beams")
    assert writer.asked[0].messages[0]["content"].endswith(OUTLINE)
    assert writer.asked[0].function == ""
    assert "add one to the number" in writer.asked[1].messages[0]["content"]
    assert [o.steps for o in batch.outlines] == [batch.candidates[0].outline]


def test_without_an_outline_it_goes_on_and_says_so(run: Run) -> None:
    batch = run(Ready(["no steps"], [RIGHT]), "outlined_draw")
    assert batch.settled
    assert batch.cost["without_outline"] == 1
    assert batch.outlines == ()


def test_no_time_is_no_prompt(run: Run) -> None:
    writer = Ready([RIGHT])
    assert run(writer, budget_s=0.0).candidates == ()
    assert writer.asked == []


def test_what_has_no_place_in_the_context_is_told(run: Run) -> None:
    large = Snippet("g", "def g()", "", "x = 1\n" * 4000, "own:g", 1.0)
    assert run(Ready([RIGHT]), snippets=(large,)).left_out == ("function own:g",)


def test_a_cancelled_search_writes_no_more(sandbox: Sandbox) -> None:
    writer = Ready(*[[WRONG]] * 9)
    engine = LanguageModelEngine(writer, sandbox, LanguageModelOptions())
    started = time.monotonic()
    engine.implement(SPEC, Assignment("beam", "beams", Context(), (), 60.0), lambda: len(writer.asked) > 0)
    assert len(writer.asked) == 1
    assert time.monotonic() - started < 30


def test_each_row_of_a_language_model_has_its_way() -> None:
    searches = {row.search for row in TECHNIQUES if row.engines & {"transformers", "openai"}}
    assert searches == set(WAYS)
