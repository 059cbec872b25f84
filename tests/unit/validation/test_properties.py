"""The tables of constraints: each row's own example, other words for it, and sentences that no row may claim."""

from __future__ import annotations

import pytest

from synthesis_graph.validation.bounds import Bound, read_bound
from synthesis_graph.validation.properties import PROPERTIES, Property, recognise, unread
from synthesis_graph.validation.raising import CONDITIONS, read_demands
from tests.unit.validation.sentences import BOUNDS, NOT_UNDERSTOOD, PARAPHRASES, RAISES


@pytest.mark.parametrize("row", PROPERTIES, ids=lambda row: row.name)
def test_a_row_recognises_its_own_example_and_no_other_row_does(row: Property) -> None:
    assert [found.name for found in recognise(row.example)] == [row.name]


def test_each_row_has_ten_other_wordings() -> None:
    assert {row.name for row in PROPERTIES} == set(PARAPHRASES)
    assert min(map(len, PARAPHRASES.values())) >= 10


@pytest.mark.parametrize(("name", "sentence"), [(n, s) for n, found in PARAPHRASES.items() for s in found])
def test_other_words_for_the_same(name: str, sentence: str) -> None:
    assert [row.name for row in recognise(sentence)] == [name]
    assert unread(sentence) == ""


@pytest.mark.parametrize(("sentence", "parameters", "name"), RAISES)
def test_sentences_that_ask_for_an_exception(sentence: str, parameters: tuple[str, ...], name: str) -> None:
    assert [row.name for row in recognise(sentence, parameters)] == [name]


def test_every_condition_has_a_sentence() -> None:
    met = {
        c.name for sentence, parameters, _ in RAISES for d in read_demands(sentence, parameters)
        for c, _ in d.conditions
    }  # fmt: skip
    others = {"positive", "at least", "above", "too many items"}
    assert met | others == {condition.name for condition in CONDITIONS}


def test_two_clauses_are_two_demands() -> None:
    demands = read_demands("Raises ValueError if n is negative and TypeError if n is not an integer", ["n"])
    assert [d.name for d in demands] == [
        "raises ValueError on negative (n)", "raises TypeError on another type than integer (n)",
    ]  # fmt: skip
    assert read_demands("Raises ValueError if n is negative; TypeError if n is weird", ["n"]) == []


@pytest.mark.parametrize(("sentence", "degree", "logs"), BOUNDS)
def test_sentences_that_bound_the_time(sentence: str, degree: float, logs: int) -> None:
    (bound,) = recognise(sentence)
    assert isinstance(bound, Bound)
    assert (bound.degree, bound.logs) == (degree, logs)


@pytest.mark.parametrize("sentence", NOT_UNDERSTOOD)
def test_a_sentence_that_says_something_else_is_not_recognised(sentence: str) -> None:
    assert recognise(sentence, ["n", "xs", "key"]) == []


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("The output must be sorted and contain only primes", "contain only primes"),
        ("Handle empty input, and round to two digits", "round to two digits"),
        ("Must not modify its input; must please the reader", "must please the reader"),
        ("Handle missing keys and empty input", ""),
        ("Must be deterministic and idempotent", ""),
    ],
)
def test_a_clause_that_nobody_checks_is_told(sentence: str, part: str) -> None:
    assert unread(sentence).strip() == part


GROWTHS = [
    # bound, how the steps grow, kept?
    ("O(n)", lambda n: 7 * n + 40, True),
    ("O(n)", lambda n: n - 3, True),
    ("O(n)", lambda n: n * n.bit_length(), False),
    ("O(n)", lambda n: n * n // 8, False),
    ("O(1)", lambda n: 12, True),
    ("O(1)", lambda n: n.bit_length(), False),
    ("O(log n)", lambda n: 3 * n.bit_length(), True),
    ("O(log n)", lambda n: int(n**0.5) * 4, False),
    ("O(n log n)", lambda n: 5 * n * n.bit_length(), True),
    ("O(n log n)", lambda n: n * n // 2, False),
    ("O(n^2)", lambda n: 9 * n * n, True),
    ("O(n^2)", lambda n: n**3 // 4, False),
    ("faster than O(n^2)", lambda n: n * n // 2, False),
    ("faster than O(n^2)", lambda n: 4 * n * n.bit_length(), True),
]


@pytest.mark.parametrize(("sentence", "steps", "kept"), GROWTHS)
def test_growth_is_judged_by_its_last_sizes(sentence: str, steps: object, kept: bool) -> None:
    bound = read_bound(sentence)
    assert bound is not None
    sizes = [2**k for k in range(2, 11)]
    assert bound.allows(sizes, [steps(n) for n in sizes]) is kept  # type: ignore[operator]
