"""Programs said in words: every operation has phrases, and the sentence names what the program does."""

from __future__ import annotations

from random import Random

import pytest

from synthesis_graph.language.operations import operations
from synthesis_graph.language.parse import parse_expression
from synthesis_graph.language.trees import Tree
from synthesis_graph.language.types import BOOL, INT, STR, Type, list_of
from synthesis_graph.training.words.concept_phrases import CONCEPTS
from synthesis_graph.training.words.describing import describe, orders
from synthesis_graph.training.words.phrases import LOOPS, VALUES
from synthesis_graph.training.words.speaking import phrases_of

SCOPE: dict[str, Type] = {"xs": list_of(INT), "s": STR, "n": INT}


def said(text: str, returns: Type = INT, tries: int = 60) -> set[str]:
    tree = parse_expression(text, SCOPE)
    parameters = [(name, t) for name, t in SCOPE.items() if name in text]
    return {orders(tree, parameters, returns, Random(i))[0] for i in range(tries)}


def test_every_operator_has_phrases_and_no_phrase_is_of_nothing() -> None:
    plain = {name for name, op in operations().items() if not op.helper}
    assert plain <= VALUES.keys() | LOOPS.keys()
    assert (VALUES.keys() | LOOPS.keys() | CONCEPTS.keys()) <= operations().keys()


@pytest.mark.parametrize("name", [n for n in operations() if n not in LOOPS])
def test_phrases_have_no_slots_but_those_of_their_arguments(name: str) -> None:
    operation = operations()[name]
    nouns, ordered = phrases_of(operation)
    assert nouns or ordered
    slots = {f"{e}{i}": "item" for e in ("e", "es") for i in ("", 1)}
    filled = [
        phrase.format(*("ARG" for _ in range(operation.arity)), **slots) for phrase in (*nouns, *ordered)
    ]
    assert any("ARG" in text for text in filled)


def test_truth_values_are_asked_for() -> None:
    for text in said("s == s[::-1]", BOOL):
        assert any(word in text for word in ("whether", "if", "that"))


def test_a_loop_says_its_condition() -> None:
    texts = said("[x for x in xs if x % 2 == 0]", list_of(INT))
    assert all("even" in t or "divisible by 2" in t for t in texts)
    assert len(texts) > 10


def test_what_things_are_sorted_by_is_named_shortly() -> None:
    words = said("sorted(s.split(), key=lambda w: len(w))", list_of(STR))
    assert any("by length" in t or "by size" in t for t in words)


def test_constants_are_told() -> None:
    assert all(any(w in t for w in ("7", "seven")) for t in said("sum(xs) + 7"))


@pytest.mark.parametrize("text", ["xs[0]", "xs[2]"])
def test_places_are_told(text: str) -> None:
    assert all(t for t in said(text))


def test_words_vary_and_are_the_same_for_a_seed() -> None:
    tree: Tree = parse_expression("max(xs) - min(xs)", SCOPE)
    made = [describe(tree, [("xs", list_of(INT))], INT, Random(i)) for i in range(100)]
    assert made == [describe(tree, [("xs", list_of(INT))], INT, Random(i)) for i in range(100)]
    silent = sum(not words.description for words in made)
    assert 15 <= silent <= 45
    assert len({words.description for words in made}) > 40
    assert all(words.name.isidentifier() for words in made)
