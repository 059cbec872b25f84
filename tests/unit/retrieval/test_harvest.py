"""Harvesting: what is taken, with which fields, and why the rest is left."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.corpus import Source
from retrieval.harvest import MAX_LINES, SKIP_REASONS, harvest_file, harvest_source
from retrieval.snippet import Parameter, Snippet


def harvest(text: str) -> tuple[dict[str, Snippet], Counter[str]]:
    found = harvest_source(text.encode("utf-8"), "pkg/module.py", "corpus")
    return {snippet.name: snippet for snippet in found.snippets}, Counter(s.reason for s in found.skipped)


def test_fields_of_a_snippet(source: Source) -> None:
    found = {
        snippet.name: snippet for snippet in harvest_file(source.root, "numbers.py", source.name).snippets
    }
    snippet = found["digit_sum"]
    assert snippet.id == "knowledge_base/numbers.digit_sum"
    assert snippet.origin == "knowledge_base:numbers.py:13"
    assert snippet.summary == "Add up the digits of a number."
    assert snippet.returns == "int"
    assert snippet.parameters == (
        Parameter("number", "int", None, "positional_only"),
        Parameter("base", "int", "10"),
        Parameter("rest", "int", None, "var_positional"),
        Parameter("key", "str", '"x"', "keyword_only"),
        Parameter("options", "str", None, "var_keyword"),
    )
    assert snippet.signature == (
        'digit_sum(number: int, /, base: int = 10, *rest: int, key: str = "x", **options: str) -> int'
    )


def test_no_path_of_the_machine_is_kept(source: Source) -> None:
    for path in source.paths():
        for snippet in harvest_file(source.root, path, source.name).snippets:
            assert str(source.root) not in str(snippet.to_record())


def test_a_snippet_survives_its_record(source: Source) -> None:
    for snippet in harvest_file(source.root, "numbers.py", source.name).snippets:
        assert Snippet.from_record(snippet.to_record()) == snippet


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("method", 'class C:\n    def area_of_it(self):\n        """Area."""\n        return 1\n'),
        (
            "nested",
            'def outer_one_here():\n    """Doc."""\n    def inner():\n        return 1\n    return inner\n',
        ),
        ("dunder", 'def __getattr__(name):\n    """Doc."""\n    return name\n'),
        ("test", 'def test_it(name):\n    """Doc."""\n    return name\n'),
        ("too_short", 'def later(name):\n    """Doc."""\n    raise NotImplementedError\n'),
        ("too_long", 'def long(name):\n    """Doc."""\n' + "    name += 1\n" * MAX_LINES),
        ("undocumented", "def run(name):\n    return name\n"),
        ("syntax_error", 'def broken(name):\n    """Doc."""\n    return name +\n'),
    ],
)
def test_reason_to_skip(reason: str, text: str) -> None:
    _, skipped = harvest(text)
    assert skipped[reason] == 1
    assert reason in SKIP_REASONS


def test_a_file_that_is_no_text_is_reported() -> None:
    found = harvest_source(b"# coding: no-such-encoding\n", "a.py", "corpus")
    assert [skipped.reason for skipped in found.skipped] == ["unreadable"]


def test_static_methods_are_taken_without_their_class() -> None:
    found, _ = harvest(
        "class Shape:\n"
        "    @staticmethod\n"
        "    def square_area(side: float) -> float:\n"
        '        """The area of a square."""\n'
        "        return side * side\n"
    )
    assert found["square_area"].source.startswith("def square_area(side: float) -> float:\n    ")


def test_a_speaking_name_replaces_a_docstring() -> None:
    found, _ = harvest("def reverse_words(text):\n    return text[::-1]\n")
    assert found["reverse_words"].docstring == ""


def test_kinds() -> None:
    found, _ = harvest(
        "def yield_every_number(n):\n    yield from range(n)\n\n\n"
        "async def wait_for_it(n):\n    return n\n\n\n"
        "def make_counter_list(n):\n    return [lambda: (yield)]\n"
    )
    assert {name: snippet.kind for name, snippet in found.items()} == {
        "yield_every_number": "generator",
        "wait_for_it": "coroutine",
        "make_counter_list": "function",
    }


def test_a_function_defined_twice_gets_two_ids() -> None:
    text = "try:\n    def give_the_one(x):\n        return 1\nexcept ImportError:\n    def give_the_one(x):\n        return 2\n"
    found = harvest_source(text.encode(), "m.py", "c")
    assert [snippet.id for snippet in found.snippets] == ["c/m.give_the_one", "c/m.give_the_one@5"]
    assert all(snippet.source.startswith("def give_the_one(x):\n    return") for snippet in found.snippets)


@given(
    st.binary(max_size=200)
    | st.text(alphabet="def f():\n \tclass@lambda[]{}=,.*'\"#:xy", max_size=200).map(str.encode)
)
def test_any_content_gives_snippets_or_reasons(content: bytes) -> None:
    found = harvest_source(content, "a.py", "corpus")
    assert {skipped.reason for skipped in found.skipped} <= SKIP_REASONS.keys()
