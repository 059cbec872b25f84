from __future__ import annotations

import itertools
import re
from random import Random

import pytest

from synthesis_graph.language.interpret import interpret
from synthesis_graph.language.parse import parse_expression
from synthesis_graph.language.trees import Apply, walk
from synthesis_graph.language.types import BOOL, Type, conforms, parse_type
from synthesis_graph.training.programs.idiomatic import expand, idiomatic
from synthesis_graph.training.programs.idioms import GRAMMAR, ROLES
from synthesis_graph.training.programs.usage import prior_bits
from synthesis_graph.training.records.record import Record
from synthesis_graph.training.words.describing import orders

LINES = [(symbol, text) for symbol, lines in GRAMMAR.items() for _, text in lines]


def made(count: int, seed: str = "0") -> list[Record]:
    return list(idiomatic(prior_bits({}), seed, count))


def test_the_grammar_names_only_what_it_has() -> None:
    for symbol, text in LINES:
        assert set(re.findall(r"<([a-z ]+)>", text)) <= GRAMMAR.keys() | {"c"}, symbol
        assert set(re.findall(r"\$([a-z]+)", text)) <= ROLES.keys(), symbol


def test_every_symbol_is_reached_and_ends() -> None:
    reached, todo = {"program"}, ["program"]
    while todo:
        for symbol in re.findall(r"<([a-z ]+)>", " ".join(text for _, text in GRAMMAR[todo.pop()])):
            if symbol not in reached and symbol != "c":
                reached.add(symbol)
                todo.append(symbol)
    assert reached == GRAMMAR.keys()
    assert not any(
        "<" in text and re.search(r"<[a-z ]+>", text) for text in map(expand, map(Random, range(300)))
    )


def test_records_give_what_they_say_and_vary() -> None:
    records = made(150)
    for record in records:
        assert record.tree is not None
        names = [name for name, _ in record.parameters]
        outputs = []
        for row, output in record.examples:
            assert interpret(record.tree, dict(zip(names, row))) == output
            assert conforms(output, record.returns)
            outputs.append(repr(output))
        assert len(record.examples) >= 3
        assert len(set(outputs)) > 1
    assert len({repr(r.tree) for r in records}) > 100
    assert (
        sum(len({n.operation for n in walk(r.tree) if isinstance(n, Apply)}) >= 3 for r in records if r.tree)
        > 50
    )


def test_the_seed_decides() -> None:
    assert [r.tree for r in made(20)] == [r.tree for r in made(20)]
    assert [r.tree for r in made(20)] != [r.tree for r in made(20, "1")]


def test_what_is_refused_does_not_come() -> None:
    told = idiomatic(prior_bits({}), "0", 30, lambda record: record.returns == BOOL)
    assert BOOL not in {r.returns for r in told}


@pytest.mark.parametrize(
    ("text", "types", "words"),
    [
        ("' '.join([w for w in s.split() if len(w) != k])", "str; int", r"(equals|equal|is|has).* k"),
        ("sum([x for x in range(a, b + 1) if x % 2 == 1])", "int; int", r"odd"),
        (
            "all(x < y for x, y in zip(xs, ys))",
            "list[int]; list[int]",
            r"correspond|same (index|position)|item0",
        ),
        ("sum(i * x for i, x in enumerate(xs))", "list[int]", r"ind(ex|ices)|position"),
    ],
)
def test_loops_over_pairs_and_words_are_told_as_people_do(text: str, types: str, words: str) -> None:
    names = list(dict.fromkeys(re.findall(r"\b(s|k|a|b|xs|ys)\b", text)))
    parameters: list[tuple[str, Type]] = list(
        zip(sorted(names, key=["s", "xs", "ys", "a", "b", "k"].index), map(parse_type, types.split("; ")))
    )
    tree = parse_expression(text, dict(parameters))
    told = [orders(tree, parameters, parse_type("Any"), Random(i))[0] for i in range(40)]
    assert len(set(told)) > 10
    hits = sum(bool(re.search(words, sentence)) for sentence in told)
    assert hits > 20, list(itertools.islice(told, 10))
