"""The wire request: good forms become the specification they mean; bad ones name the field and how to mend it."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from synthesis_graph.errors import SpecificationError
from synthesis_graph.language.types import parse_type
from synthesis_graph.request import RequestLimits, parse_request
from synthesis_graph.schemas import MODELS, schema_text
from synthesis_graph.spec import Specification
from synthesis_graph.techniques import NAMES

ROOT = Path(__file__).parents[2]


def from_texts(*texts: str, **fields: Any) -> Specification:
    return parse_request({"examples": list(texts), **fields})


def declared(parameters: dict[str, str | None], returns: str | None, *examples: Any) -> dict[str, Any]:
    rows = [{"name": name} | ({"type": t} if t else {}) for name, t in parameters.items()]
    return {"ast": {"name": "f", "parameters": rows, "return_type": returns}, "examples": list(examples)}


def refused(payload: Any, **limits: Any) -> SpecificationError:
    with pytest.raises(SpecificationError) as caught:
        parse_request(payload, RequestLimits(**limits))
    assert caught.value.message
    assert caught.value.hint
    return caught.value


# -- good forms --------------------------------------------------------------------------------------------------------


def test_the_quick_start_keeps_what_the_caller_wrote() -> None:
    spec = parse_request((ROOT / "examples/sort_dictionaries.json").read_bytes())
    assert str(spec.signature) == (
        "def sort_dictionaries(items: list[dict[Any, Any]], key: str) -> list[dict[Any, Any]]"
    )
    assert spec.request_id == "req-123"
    assert spec.wire_parameters == ({"name": "items", "type": "List[Dict]"}, {"name": "key", "type": "str"})
    assert spec.wire_return_type == "List[Dict]"
    assert spec.signature.inferred == ()
    assert len(spec.constraints) == 3
    (example,) = spec.examples
    assert example.arguments[1] == "id"
    assert [row["id"] for row in example.output] == [1, 2, 3]
    assert not example.strict
    assert (spec.technique, spec.alternatives, spec.deadline_s, spec.seed) == ("all", 3, 10.0, 0)
    assert spec.allowed_imports is None


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.json*")), ids=lambda p: p.name)
def test_every_example_file_is_accepted(path: Path) -> None:
    texts = path.read_text().splitlines() if path.suffix == ".jsonl" else [path.read_text()]
    for text in texts:
        assert parse_request(text).examples


@pytest.mark.parametrize(
    ("text", "arguments", "output"),
    [
        ("assert f((1, 2)) == 3", ((1, 2),), 3),
        ("f((1, 2)) == 3", ((1, 2),), 3),
        ("assert 3 == f(1, 2)", (1, 2), 3),
        ('assert f("a") == "b", "a message"', ("a",), "b"),
        ("assert f(-1.5) == +2", (-1.5,), 2),
        ("assert f(1)", (1,), True),
        ("assert not f(1)", (1,), False),
        ("assert f(1) is None", (1,), None),
        ("assert f(1) is True", (1,), True),
        ("assert False is f(1)", (1,), False),
        ("assert f() == 1", (), 1),
        ("assert f({1, 2}) == set()", ({1, 2},), set()),
        ("assert set([1]) == f(frozenset({2}))", (frozenset({2}),), {1}),
        ("assert f(dict(a=1)) == {'a': [b'x', None]}", ({"a": 1},), {"a": [b"x", None]}),
        ("assert f(float('inf')) == -math.inf", (math.inf,), -math.inf),
        ("assert f(1+2j) == -1j", (1 + 2j,), -1j),
        ("assert f('a' 'b') == (1,)  # a comment", ("ab",), (1,)),
        (">>> f(2)\n4", (2,), 4),
        ("  >>> f(2)\n  [4,\n   5]", (2,), [4, 5]),
        (">>> f(\n...   2)\n4", (2,), 4),
        (">>> f(2) == 4\nTrue", (2,), 4),
        (">>> import math\n>>> xs = [1, 2]\n>>> f(xs)\n'ok'", ([1, 2],), "ok"),
        (">>> f(2)", (2,), None),
        (">>> f(2)\ninf", (2,), math.inf),
    ],
)
def test_texts(text: str, arguments: tuple[Any, ...], output: Any) -> None:
    (example,) = from_texts(text).examples
    assert (example.arguments, example.output) == (arguments, output)
    assert [type(a) for a in example.arguments] == [type(a) for a in arguments]
    assert type(example.output) is type(output)
    assert example.strict
    assert example.raises == ""


def test_a_text_may_state_several_examples() -> None:
    assert [e.output for e in from_texts("assert f(1) == 2\nassert f(2) == 3", ">>> f(5)\n6\n>>> f(6)\n7").examples] == [
        2, 3, 6, 7,
    ]  # fmt: skip


def test_isclose_is_an_example_by_value() -> None:
    (example,) = from_texts("assert math.isclose(f(2), 1.5)").examples
    assert (example.output, example.strict) == (1.5, False)


@pytest.mark.parametrize(
    "example",
    [
        {"input": {"n": -1}, "raises": "ValueError"},
        ">>> f(-1)\nTraceback (most recent call last):\n  ...\nValueError: not -1\n",
    ],
)
def test_raises(example: Any) -> None:
    spec = parse_request(declared({"n": "int"}, "int", example, "assert f(1) == 1"))
    assert spec.examples[0].raises == "ValueError"
    assert spec.examples[0].arguments == (-1,)
    assert spec.examples[1].raises == ""


def test_json_values_are_decoded_to_the_declared_types() -> None:
    body = declared(
        {"pairs": "List[Tuple[int, str]]", "tags": "Set[str]", "by_id": "Dict[int, float]"},
        "Optional[bytes]",
        {"input": {"tags": ["a"], "by_id": {"7": 2}, "pairs": [[1, "x"]]}, "output": "raw"},
    )
    (example,) = parse_request(body).examples
    assert example.arguments == ([(1, "x")], {"a"}, {7: 2})
    assert example.output == b"raw"


def test_keyword_arguments_take_the_place_of_their_parameter() -> None:
    spec = parse_request(declared({"a": "int", "b": "str"}, "str", "assert f(b='x', a=2) == 'xx'"))
    assert spec.examples[0].arguments == (2, "x")


def test_types_not_declared_are_joined_over_the_examples() -> None:
    spec = from_texts("assert f([1], 'a') == 1", "assert f([], 'b') == 2.5", "assert f([2.5], 'c') == None")
    assert str(spec.signature) == "def f(items: list[float], text: str) -> float | None"
    assert not any(p.declared for p in spec.signature.parameters)
    assert spec.signature.inferred == ("name", "parameters", "type of items", "type of text", "return type")


def test_an_inferred_type_holds_every_value() -> None:
    spec = from_texts("assert f(1j) == 1", "assert f(1) == 1")  # no type is known for complex numbers
    assert str(spec.signature.parameters[0].type) == "Any"


def test_json_follows_the_literals_where_both_are_given() -> None:
    spec = parse_request(
        declared({"p": None}, None, "assert f((1, 2)) == {3}", {"input": {"p": [3, 4]}, "output": [7]})
    )
    assert [e.arguments for e in spec.examples] == [((1, 2),), ((3, 4),)]
    assert spec.examples[1].output == {7}


def test_a_declared_any_is_kept() -> None:
    spec = parse_request(declared({"rows": "List[Dict]"}, "Any", "assert f([{'a': 1}]) == 1"))
    assert spec.signature.parameters[0].type == parse_type("List[Dict]")
    assert spec.signature.parameters[0].declared


def test_literals_that_contradict_a_declaration_widen_it() -> None:
    spec = parse_request(
        declared({"t": "Tuple[int, ...]"}, "int", "assert f((1, 'a')) == 1", "assert f((2,)) == 0.5")
    )
    assert str(spec.signature) == "def f(t: tuple[int | str, ...]) -> float"
    assert not spec.signature.parameters[0].declared
    assert not spec.signature.returns_declared
    assert len(spec.signature.inferred) == 2
    assert spec.wire_parameters[0]["type"] == "Tuple[int, ...]"


def test_doctests_in_the_description_are_examples_once() -> None:
    text = "Double a number.\n\n    >>> f(2)\n    4\n    Mind the sign.\n\n    >>> f(-1)\n    -2\n    >>> print(f(1))\n    2\n"
    spec = parse_request({"description": text, "examples": [">>> f(2)\n4"]})
    assert [e.arguments for e in spec.examples] == [(2,), (-1,)]
    assert spec.description == "Double a number.\n\nMind the sign."
    assert any("print(f(1))" in note for note in spec.signature.inferred)


@pytest.mark.parametrize(
    ("sentence", "signature"),
    [
        (
            "Generate a function to sort a list of dictionaries by a given key",
            "sort_dictionaries(items: list[dict[Any, Any]], key: str) -> list[dict[Any, Any]]",
        ),
        ("Write a function to check whether a number is prime", "is_prime(n: int) -> bool"),
        ("Count the vowels in a string.", "count_vowels(text: str) -> int"),
        ("Compute the average of a list of numbers", "compute_average(numbers: list[int]) -> float"),
        ("Check if two strings are anagrams", "are_anagrams(first: str, second: str) -> bool"),
        ("Find the longest word in a sentence", "find_longest_word(text: str) -> str"),
        ("Flatten a list of lists", "flatten_lists(rows: list[list[Any]]) -> list[Any]"),
        ("Split a string by a delimiter", "split_string(text: str, character: str) -> list[str]"),
        ("Convert a string to a list of words", "convert_string(text: str) -> list[str]"),
        (
            "A function named add_up that takes two integers and returns their sum",
            "add_up(a: int, b: int) -> int",
        ),
        ("Find the n largest items in a list", "find_n_largest_items(items: list[Any], n: int) -> list[Any]"),
        ("Group a list of words by length", "group_words(words: list[str]) -> dict[Any, Any]"),
        ("sum", "sum_values(value: Any) -> Any"),
    ],
)
def test_a_bare_sentence_is_a_whole_request(sentence: str, signature: str) -> None:
    spec = parse_request({"description": sentence})
    assert str(spec.signature) == f"def {signature}"
    assert spec.signature.inferred[:2] == ("name", "parameters")
    assert not spec.signature.returns_declared


def test_the_same_content_has_the_same_id() -> None:
    one = parse_request('{"description": "reverse a string", "seed": 1}').request_id
    assert one == parse_request('{"seed": 1,\n "description": "reverse a string"}').request_id
    assert one != parse_request('{"description": "reverse a string", "seed": 2}').request_id
    assert one.startswith("req-")
    assert len(one) == 16


def test_options_reach_the_specification() -> None:
    options = {"technique": "grammar", "n": 0, "deadline_s": 2, "seed": 7, "min_confidence": 0.5}
    spec = from_texts("assert f(1) == 1", allowed_imports=["math", "collections.abc"], **options)
    assert (spec.technique, spec.alternatives, spec.deadline_s, spec.seed) == ("grammar", 0, 2, 7)
    assert spec.min_confidence == 0.5
    assert spec.allowed_imports == ("math", "collections.abc")


def test_the_default_deadline_is_below_the_maximum() -> None:
    assert parse_request({"description": "reverse a string"}, RequestLimits(max_deadline_s=3)).deadline_s == 3


def test_the_payload_is_not_shared_with_the_caller() -> None:
    body = declared({"rows": "List[Dict]"}, "int", {"input": {"rows": [{"a": 1}]}, "output": 1})
    spec = parse_request(body)
    body["examples"][0]["input"]["rows"][0]["a"] = 2
    assert spec.examples[0].arguments == ([{"a": 1}],)


# -- bad input ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("payload", "field", "says"),
    [
        (b"", "", "not JSON"),
        (b"\xff{}", "", "UTF-8"),
        (b'{"description": "a', "", "line 1"),
        (b"[]", "", "object"),
        (b'{"seed": NaN}', "seed", "NaN"),
        (b'{"examples": [{"input": {"x": -Infinity}}]}', "examples[0].input.x", "Infinity"),
        (b'{"seed": 1e999}', "seed", "too large"),
        (b'{"n": 1, "n": 2}', "n", "twice"),
        (b'{"seed": ' + b"9" * 5000 + b"}", "seed", "digits"),
        (b'{"description": "\\ud800"}', "description", "surrogate"),
        (b'{"\\ud800": 1}', "", "surrogate"),
        (b"[" * 100_000, "", "nested"),
        (b'{"a":' * 100_000, "", "nested"),
        (b" " * 10_000_000, "", "bytes"),
        (b'"' + b'\\"' * 400_000, "", "not JSON"),
        ({"seed": math.nan}, "seed", "NaN"),
        ({1: 2}, "", "key 1"),
        ({"examples": [{1, 2}]}, "examples[0]", "set"),
    ],
    ids=str,
)
def test_bytes_that_are_no_request(payload: Any, field: str, says: str) -> None:
    error = refused(payload)
    assert error.field == field
    assert says in error.message


def test_an_object_that_holds_itself() -> None:
    body: dict[str, Any] = {}
    body["description"] = body
    assert "nested" in refused(body).message
    shared: list[Any] = []
    for _ in range(40):
        shared = [shared, shared]
    assert "too many values" in refused({"examples": shared}).message


@pytest.mark.parametrize(
    ("body", "field", "says"),
    [
        ({}, "description", "signature"),
        ({"description": " \n"}, "description", "examples"),
        ({"description": "???"}, "description", "function_name"),
        ({"descripton": "sort"}, "descripton", "'description'"),
        ({"description": 5}, "description", "string"),
        ({"description": "sort", "language": "rust"}, "language", "python"),
        ({"description": "sort", "technique": "magic"}, "technique", ", ".join(("all", *NAMES))),
        ({"description": "sort", "deadline_s": 0}, "deadline_s", "schema"),
        ({"description": "sort", "deadline_s": 1e6}, "deadline_s", "300"),
        ({"description": "sort", "n": True}, "n", "whole"),
        ({"description": "sort", "n": 1000}, "n", "schema"),
        ({"description": "sort", "seed": 2**70}, "seed", "schema"),
        ({"description": "sort", "min_confidence": 2}, "min_confidence", "schema"),
        ({"description": "sort", "allowed_imports": ["os", "a b"]}, "allowed_imports[1]", "math"),
        ({"description": "sort", "constraints": [1]}, "constraints[0]", "string"),
        ({"description": "sort", "request_id": "a\nb"}, "request_id", "visible"),
        ({"function_name": "1f", "description": "sort"}, "function_name", "sort_items"),
        ({"function_name": "class", "description": "sort"}, "function_name", "class_"),
        ({"function_name": "__init__", "description": "sort"}, "function_name", "sort_items"),
        ({"function_name": "ﬁt", "description": "sort"}, "function_name", "'fit'"),
        ({"function_name": "g", **declared({}, None)}, "ast.name", "same name"),
        ({"ast": {"name": "f"}}, "ast.parameters", "add"),
        ({"ast": {"name": "f", "parameters": [{"nam": "x"}]}}, "ast.parameters[0].name", "add"),
        ({"ast": {"name": "f", "parameters": [{"name": "x", "typ": "int"}]}}, "ast.parameters[0].typ", "'type'"),
        ({"ast": {"name": "f", "parameters": [{"name": "x"}, {"name": "x"}]}}, "ast.parameters[1].name", "rename"),
        ({"ast": {"name": "f", "parameters": [{"name": "for"}]}}, "ast.parameters[0].name", "for_"),
        (declared({"x": "Listt[int]"}, None), "ast.parameters[0].type", "List[str]"),
        (declared({"x": "int"}, "int["), "ast.return_type", "List[str]"),
        (declared({"x": "int"}, "int", 5), "examples[0]", "assert"),
        (declared({"x": "int"}, "int", {"output": 1}), "examples[0].input", "add"),
        (declared({"x": "int"}, "int", {"input": {"x": 1}}), "examples[0]", "output"),
        (declared({"x": "int"}, "int", {"input": {"x": 1}, "output": 1, "raises": "ValueError"}), "examples[0]", "output"),
        (declared({"x": "int"}, "int", {"input": {"x": 1}, "raises": "Oops"}), "examples[0].raises", "ValueError"),
        (declared({"x": "int"}, "int", {"input": {"x": 1}, "raises": "SystemExit"}), "examples[0].raises", "ValueError"),
        (declared({"x": "int"}, "int", {"input": {}, "output": 1}), "examples[0].input", "takes (x)"),
        (declared({"x": "int"}, "int", {"input": {"x": 1, "y": 2}, "output": 1}), "examples[0].input.y", "takes (x)"),
        (declared({"x": "List[int]"}, "int", {"input": {"x": [1, "a"]}, "output": 1}), "examples[0].input.x[1]", "list[int]"),
        (declared({"x": "int"}, "Tuple[int, int]", {"input": {"x": 1}, "output": [1]}), "examples[0].output", "tuple[int, int]"),
        (declared({"x": "Dict[List[int], int]"}, "int", {"input": {"x": {"[1]": 1}}, "output": 1}), "examples[0].input.x", "dict"),
        (declared({"x": "int"}, "int", "assert f(1, 2) == 3"), "examples[0]", "takes (x)"),
        (declared({"x": "int"}, "int", "assert f(y=2) == 3"), "examples[0]", "takes (x)"),
        (declared({"x": "int"}, "int", "assert f(1, x=2) == 3"), "examples[0]", "takes (x)"),
        (declared({"x": "int"}, "int", "assert f(1) == 1", "assert g(1) == 1"), "examples[1]", "one function"),
        (declared({"x": "int"}, "int", "assert f(1) == 1", "assert f(1) == 2"), "examples[1]", "remove"),
        (declared({"x": "int"}, "int", "assert f(1) == 1", {"input": {"x": 1}, "raises": "KeyError"}), "examples[1]", "remove"),
        ({"examples": ["assert f(1) == 1", "assert f(1, 2) == 1"]}, "examples[0]", "takes (n, other)"),
        ({"examples": [{"input": {"a b": 1}, "output": 1}]}, "examples[0].input", "sort_items"),
    ],
    ids=lambda value: json.dumps(value)[:90] if isinstance(value, dict) else "",
)  # fmt: skip
def test_requests_that_are_wrong(body: dict[str, Any], field: str, says: str) -> None:
    error = refused(json.dumps(body))
    assert error.field == field
    assert says in error.hint
    assert (refused(body).field, refused(body).message) == (error.field, error.message)


def test_a_contradiction_names_both_examples() -> None:
    error = refused(declared({"x": "int"}, "int", "assert f(1) == 1", "assert f(2) == 1", "assert f(1) == 2"))
    assert error.field == "examples[2]"
    assert "examples[0]" in error.message


def test_equal_arguments_of_different_types_do_not_contradict() -> None:
    assert (
        len(
            from_texts(
                "assert f(1) == 'int'", "assert f(True) == 'bool'", "assert f(1.0) == 'float'"
            ).examples
        )
        == 3
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        ">>>",
        ">>> x = 1",
        "def f(): pass",
        "assert",
        "f(1)",
        "assert f(1) != 2",
        "assert f(1) in (1, 2)",
        "assert 1 < f(1)",
        "assert f(1) == 1 == 1",
        "assert f(1) == g(1)",
        "assert sorted(f(1)) == [1]",
        "assert f(x) == 1",
        "assert f(open('x')) == 1",
        "assert f(lambda: 0) == 1",
        "assert f(*[1]) == 1",
        "assert f(**{'a': 1}) == 1",
        "assert f([i for i in (1,)]) == 1",
        "assert f(10 ** 10 ** 10) == 1",
        "assert f(list(range(10))) == 1",
        "assert f({[]: 1}) == 1",
        "assert f({**{}}) == 1",
        "assert f(float('x')) == 1",
        "assert f(-'a') == 1",
        "assert f(...) == 1",
        "assert f('\\ud800') == 1",
        "assert f(1) == 1\0",
        "assert a.f(1) == 1",
        "assert f(1) is (1, 2)",
        "assert math.isclose(f(1), 2.0, rel_tol=0.1)",
        "assert f(1) == 0x" + "f" * 50_000,
        "assert f(1) == " + "9" * 5_000,
        "assert f(1) == " + "1+" * 30_000 + "1",
        "assert f(" + "-" * 30_000 + "1) == 1",
        "assert f(" + "[" * 150 + "]" * 150 + ") == 1",
        "assert f(a" + ".a" * 30_000 + ") == 1",
        "assert f" + "()" * 30_000 + " == 1",
        "assert f(1) == '" + "x" * 200_000 + "'",
        ">>> f(1)\nTraceback (most recent call last):\nOops: no",
        ">>> f(1)\nfour",
        ">>> print(f(1))\n1",
    ],
    ids=lambda text: text[:40],
)
def test_texts_that_are_no_examples(text: str) -> None:
    error = refused({"examples": ["assert f(7) == 7", text]})
    assert error.field == "examples[1]"
    assert len(error.message) < 300


def test_too_many_examples() -> None:
    error = refused({"examples": ["assert f(1) == 1"] * 4}, max_examples=3)
    assert error.field == "examples"
    assert "3" in error.hint
    refused({"examples": ["assert f(1) == 1\n" * 4]}, max_examples=3)


def test_many_kinds_of_values_are_joined_quickly_enough() -> None:
    rows: list[Any] = []
    for shape in range(4_000):  # each a type of its own: without care the join is quadratic and takes minutes
        value: Any = 1
        for bit in f"{shape:b}":
            value = [value] if bit == "0" else {"": value}
        rows.append(value)
    spec = parse_request({"examples": [{"input": {"rows": rows}, "output": 1}]})
    assert spec.signature.parameters[0].type.name == "list"


@pytest.mark.parametrize("name", MODELS)
def test_the_committed_schemas_are_those_of_the_models(name: str) -> None:
    committed = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert committed == schema_text(MODELS[name]), "run `python -m synthesis_graph.schemas`"
