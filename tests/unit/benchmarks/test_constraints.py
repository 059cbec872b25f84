"""The comparison of constraints: its grammar is whole, and its loop counts what it should; no other library is needed."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.constraints.contract import Job, Lost
from benchmarks.constraints.measuring import ACCEPTED, LOST, steps, verdicts
from benchmarks.constraints.notations import ebnf, lark
from benchmarks.constraints.unrolled import INDENTS, Unrolled, unroll

WORD = re.compile(r"blank|end|line \d+ \d+|\S+ (in|out)")


@pytest.fixture(scope="module", params=[True, False])
def grammar(request: pytest.FixtureRequest) -> Unrolled:
    return unroll(request.param, depth=3)


def test_every_symbol_is_a_rule_or_a_word(grammar: Unrolled) -> None:
    symbols = {s for alternatives in grammar.rules.values() for line in alternatives for s in line}
    assert all(WORD.fullmatch(s) for s in symbols - set(grammar.rules))
    assert all(grammar.rules.values())
    assert set(grammar.rules) - symbols == {"start"}


def test_blocks_go_as_deep_as_asked_by_each_indentation(grammar: Unrolled) -> None:
    lines = {
        s for alternatives in grammar.rules.values() for line in alternatives for s in line if s[:4] == "line"
    }
    assert lines == {f"line {i} {d}" for i in range(len(INDENTS)) for d in range(1, 4)} | {"line 0 0"}


def test_both_notations_define_what_they_use(grammar: Unrolled) -> None:
    for text, arrow, name in (
        (lark(grammar), r"\w+(?=:)", r"\b[rT]\d+\b"),
        (ebnf(grammar), r"\w+(?= ::=)", r"\b[rt]\d+\b"),
    ):
        defined = {found[0] for line in text.splitlines() if (found := re.match(arrow, line))}
        assert set(re.findall(name, text)) <= defined


@pytest.mark.needs_transformers
def test_a_mutant_is_refused_by_python() -> None:
    from benchmarks.constraints.corpus import mutant

    for seed in range(20):
        with pytest.raises(SyntaxError):
            ast.parse(mutant("def f(a):\n    # it is\n    return [a, 1]\n", random.Random(seed)))


class Rising:
    """Tokens have to rise; 9 loses the constraint, and a text is complete above 3."""

    mask: Callable[[Any], object] | None = None

    def begin(self) -> int:
        return -1

    def legal(self, state: int, ranked: Any, count: int) -> list[int]:
        return [token for token in ranked if token > state][:count]

    def advance(self, state: int, token: int) -> int | None:
        if token == 9:
            raise Lost
        return token if token > state else None

    def fork(self, state: int) -> int:
        return state

    def is_complete(self, state: int) -> bool:
        return state > 3


def test_verdicts_tell_the_place_of_a_refusal_and_the_loss() -> None:
    texts = [[1, 4], [1, 2], [2, 1], [1, 9, 1]]
    assert verdicts(Rising(), texts, 10.0) == [ACCEPTED, 2, 1, LOST]
    assert verdicts(Rising(), texts, 0.0) == []


def test_steps_end_where_a_beam_is_refused() -> None:
    follow = {token: [5] for token in range(-1, 9)}
    job = Job("", 9, 0, [], follow, [], [], {}, 10.0)
    streams = [[1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 1]]
    assert [at for at, _ in steps(Rising(), job, streams)] == [0, 1, 2]
    assert [at for at, _ in steps(Rising(), job, [[1, 9, 3]] * 4)] == [0]
