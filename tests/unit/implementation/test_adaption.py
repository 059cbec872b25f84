"""Retrieved functions under another signature; they run in the sandbox."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from synthesis_graph.artifacts import Snippet
from synthesis_graph.implementation.adaption import Adapted, Ends, adapt
from synthesis_graph.validation.sandbox import Sandbox
from tests.unit.search.problems import Golden, spec_of


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


def snippet(code: str, name: str) -> Snippet:
    return Snippet(name, "", "what it does", code, f"ours:{name}", 1.0)


def adapted(sandbox: Sandbox, golden: Golden, *snippets: Snippet) -> list[Adapted]:
    return adapt(spec_of(golden), snippets, sandbox, until(20.0))[0]


def until(seconds: float, cancelled: Callable[[], bool] | None = None) -> Ends:
    ends = time.monotonic() + seconds
    return Ends(ends, ends, cancelled)


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
    assert adapt(spec, [SQUARES], sandbox, until(-1)) == ([], {"tried": 0.0})
    assert adapt(spec, [SQUARES], sandbox, until(9, lambda: True)) == ([], {"tried": 0.0})


def test_the_nearest_are_called_as_they_are_even_after_the_technique_s_own_time(sandbox: Sandbox) -> None:
    spec = spec_of(Golden("s", {"n": "int"}, "int", ((3, 5), (4, 14), (1, 0)), ()))
    now = time.monotonic()
    found, cost = adapt(spec, [SQUARES], sandbox, Ends(usual=now - 1, latest=now + 20))
    assert cost == {"tried": 1.0}
    assert found


def test_a_hole_inside_is_filled_where_no_plain_call_fits(sandbox: Sandbox) -> None:
    golden = Golden(
        "List the powers.", {"n": "int"}, "List[int]", ((3, [0, 1, 8]), (4, [0, 1, 8, 27]), (1, [0])), ()
    )
    powers = snippet("def powers(n: int) -> list[int]:\n    return [i ** 2 for i in range(n)]\n", "powers")
    found = adapted(sandbox, golden, powers)
    assert found
    best = min(found, key=lambda a: a.features["changes"] + a.features["conversion"])
    assert best.changes == ("2 to 3",)
    assert "i ** 3" in best.code
    assert best.features["changes"] > 0


def test_two_holes_are_filled_and_the_old_docstring_goes(sandbox: Sandbox) -> None:
    shown = (([4, 9, 7], [10, 8]), ([1, 30], [31]), ([8, 2, 6, 12], [13, 9, 7]))
    source = """def kept(xs: list[int]) -> list[int]:
    \"\"\"The large ones, less one.\"\"\"
    return sorted(x - 1 for x in xs if x > 5)
"""
    found = adapted(
        sandbox,
        Golden("Sort the large numbers.", {"xs": "List[int]"}, "List[int]", shown, ()),
        snippet(source, "kept"),
    )
    assert any(set(a.changes) == {"Sub to Add", "sorted the other way"} for a in found)
    assert all("less one" not in a.code for a in found)


def test_examples_that_say_little_pay_for_no_change(sandbox: Sandbox) -> None:
    golden = Golden("Check whether it is odd.", {"n": "int"}, "bool", ((4, True), (9, False), (6, True)), ())
    odd = snippet("def odd(n: int) -> bool:\n    return n % 3 == 1 or n % 7 == 0\n", "odd")
    assert adapted(sandbox, golden, odd) == []


def test_an_endless_version_does_not_spoil_the_others(sandbox: Sandbox) -> None:
    steps = snippet(
        "def steps(n: int) -> int:\n    count = 0\n    while n > 0:\n        n -= 2\n        count += 1\n    return count\n",
        "steps",
    )
    golden = Golden("Count the steps.", {"n": "int"}, "int", ((9, 3), (30, 10), (99, 33)), ())
    assert any(a.changes == ("2 to 3",) for a in adapted(sandbox, golden, steps))
