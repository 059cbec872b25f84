"""Retrieved functions under another signature; they run in the sandbox."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from synthesis_graph.artifacts import Snippet
from synthesis_graph.implementation.adaption import Adapted, adapt
from synthesis_graph.validation.sandbox import Sandbox
from tests.unit.search.problems import Golden, spec_of


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


def snippet(code: str, name: str) -> Snippet:
    return Snippet(name, "", "what it does", code, f"ours:{name}", 1.0)


def adapted(sandbox: Sandbox, golden: Golden, *snippets: Snippet) -> list[Adapted]:
    return adapt(spec_of(golden), snippets, sandbox, time.monotonic() + 20)[0]


REMAINDER = snippet("def remainder(a: int, b: int) -> int:\n    return a % b\n", "remainder")
SQUARES = snippet("def squares(n: int) -> list[int]:\n    return [i * i for i in range(n)]\n", "squares")


def test_parameters_are_reordered_to_fit(sandbox: Sandbox) -> None:
    golden = Golden("r", {"by": "int", "of": "int"}, "int", ((5, 13, 3), (4, 7, 3), (9, 5, 5)), ())
    codes = [a.code for a in adapted(sandbox, golden, REMAINDER)]
    assert codes
    assert "remainder(of, by)" in codes[0]


def test_a_constant_of_the_sentence_fills_a_missing_argument(sandbox: Sandbox) -> None:
    golden = Golden("The rest after dividing by 7.", {"n": "int"}, "int", ((15, 1), (9, 2), (20, 6)), ())
    assert any("remainder(n, 7)" in a.code for a in adapted(sandbox, golden, REMAINDER))


def test_the_result_is_converted(sandbox: Sandbox) -> None:
    golden = Golden("s", {"n": "int"}, "int", ((3, 5), (4, 14), (1, 0)), ())
    found = adapted(sandbox, golden, SQUARES)
    assert any("sum(squares(n))" in a.code for a in found)
    assert all(a.features["conversion"] > 0 for a in found)


def test_a_snippet_gives_way_where_its_name_is_asked_for(sandbox: Sandbox) -> None:
    same = snippet("def answer(n: int) -> int:\n    return 1 if n < 2 else n * answer(n - 1)\n", "answer")
    found = adapted(sandbox, Golden("f", {"k": "int"}, "int", ((3, 6), (5, 120)), ()), same)
    names: dict[str, object] = {}
    exec(found[0].code, names)
    outer = names["answer"]
    assert callable(outer)
    assert outer(4) == 24


def test_what_answers_an_example_wrongly_or_fails_is_left_out(sandbox: Sandbox) -> None:
    broken = snippet("def broken(n: int) -> int:\n    raise ValueError(n)\n", "broken")
    golden = Golden("s", {"n": "int"}, "int", ((3, 1_000_003), (4, -77), (10, 5)), ())
    assert adapted(sandbox, golden, SQUARES, broken) == []


def test_a_passed_deadline_and_a_cancellation_end_it(sandbox: Sandbox) -> None:
    spec = spec_of(Golden("s", {"n": "int"}, "int", ((3, 5),), ()))
    assert adapt(spec, [SQUARES], sandbox, time.monotonic() - 1) == ([], {"tried": 0.0})
    assert adapt(spec, [SQUARES], sandbox, time.monotonic() + 9, lambda: True) == ([], {"tried": 0.0})
