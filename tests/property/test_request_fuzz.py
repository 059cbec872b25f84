"""Whatever the payload, a Specification or a SpecificationError comes out, and what comes out is coherent."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis_graph.errors import SpecificationError
from synthesis_graph.inference import guess_signature
from synthesis_graph.language.types import conforms, infer, join_all
from synthesis_graph.request import Request, parse_request
from synthesis_graph.spec import Specification

EXAMPLES = Path(__file__).parents[2] / "examples"
VALID = [json.loads(path.read_text()) for path in sorted(EXAMPLES.glob("*.json"))]

leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
json_values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)
hashable = st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.binary(max_size=4)
python_values = st.recursive(
    hashable | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.sets(hashable, max_size=3)
        | st.dictionaries(hashable, inner, max_size=3)
    ),
    max_leaves=10,
)
words = st.sampled_from(
    [
        "write",
        "a",
        "function",
        "to",
        "sort",
        "check",
        "whether",
        "list",
        "of",
        "the",
        "given",
        "number",
        "n",
        "string",
        "strings",
        "key",
        "two",
        "dictionaries",
        "is",
        "in",
        "prime",
        "count",
        "return",
        "and",
        "by",
        ".",
        ",",
        "dictionary",
        "matrix",
        "k",
        "words",
        "convert",
        "into",
        "sum",
    ]
)
pieces = st.sampled_from(
    ["assert ", "f(", ")", " == ", "1", "'a'", "[", "]", "{", "}", ", ", "not ", " is ", "None", ">>> ", "\n", "set(",
     "-", "x=", "Traceback (most recent call last):", "ValueError: x", "(", ":", "*", "...", "\\", '"', "#", "\0"]
)  # fmt: skip


def checked(error: SpecificationError) -> SpecificationError:
    copied: SpecificationError = pickle.loads(pickle.dumps(error))
    assert (copied.message, copied.hint, copied.field) == (error.message, error.hint, error.field)
    assert error.message
    assert error.hint
    return error


def outcome(payload: Any) -> Specification | SpecificationError:
    """What the payload means; any other exception is the bug that these tests look for."""
    try:
        spec = parse_request(payload)
    except SpecificationError as error:
        return checked(error)
    signature = spec.signature
    assert signature.name.isidentifier()
    for example in spec.examples:
        assert len(example.arguments) == len(signature.parameters)
        assert all(conforms(a, p.type) for a, p in zip(example.arguments, signature.parameters, strict=True))
        assert example.raises or conforms(example.output, signature.returns)
    assert len(spec.wire_parameters) == len(signature.parameters)
    assert pickle.loads(pickle.dumps(signature)) == signature
    return spec


@given(st.binary(max_size=200) | st.text(max_size=200))
@settings(deadline=None)
def test_any_bytes_and_any_text(payload: bytes | str) -> None:
    outcome(payload)


@given(json_values)
@settings(deadline=None)
def test_any_json(value: Any) -> None:
    outcome(json.dumps(value))


@given(st.dictionaries(st.sampled_from(sorted(Request.model_fields)), json_values, max_size=5))
@settings(deadline=None)
def test_known_fields_with_any_values(body: dict[str, Any]) -> None:
    outcome(body)


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of a tree."""
    if not isinstance(value, (dict, list)):
        return []
    keys = list(value) if isinstance(value, dict) else range(len(value))
    return [place for key in keys for place in ((value, key), *places(value[key]))]


@given(st.sampled_from(VALID), st.data())
@settings(deadline=None, max_examples=200)
def test_a_valid_request_with_one_value_replaced_or_removed(
    valid: dict[str, Any], data: st.DataObject
) -> None:
    body = copy.deepcopy(valid)
    container, key = data.draw(st.sampled_from(places(body)))
    if data.draw(st.booleans()):
        container[key] = data.draw(json_values)
    else:
        del container[key]
    outcome(json.dumps(body))


@given(st.sampled_from(VALID), st.data())
@settings(deadline=None)
def test_a_valid_request_cut_or_with_a_byte_changed(valid: dict[str, Any], data: st.DataObject) -> None:
    text = json.dumps(valid).encode()
    at = data.draw(st.integers(0, len(text) - 1))
    outcome(text[:at])
    outcome(text[:at] + data.draw(st.binary(min_size=1, max_size=2)) + text[at + 1 :])


@given(st.lists(pieces, max_size=25).map("".join))
@settings(deadline=None, max_examples=300)
def test_texts_that_look_like_examples(text: str) -> None:
    outcome({"examples": [text]})
    outcome({"description": text, "function_name": "f"})


@given(st.lists(words, max_size=14).map(" ".join) | st.text(max_size=80))
@settings(deadline=None)
def test_sentences(sentence: str) -> None:
    guess = guess_signature(sentence)
    assert guess == guess_signature(sentence)
    assert guess.name == "" or guess.name.isidentifier()
    outcome({"description": sentence})


@given(st.lists(python_values, max_size=3), python_values)
@settings(deadline=None)
def test_literals_survive_the_way_through_text(arguments: list[Any], output: Any) -> None:
    inside = ", ".join(map(repr, arguments))
    (example,) = parse_request({"examples": [f"assert f({inside}) == {output!r}"]}).examples
    read = [*example.arguments, example.output]
    assert read == [*arguments, output]
    assert list(map(infer, read)) == list(map(infer, [*arguments, output]))  # True == 1 == 1.0 are told apart


@given(st.dictionaries(st.sampled_from("abc"), python_values, max_size=3), python_values)
@settings(deadline=None)
def test_json_values_survive_under_their_own_type(arguments: dict[str, Any], output: Any) -> None:
    body = {"examples": [{"input": arguments, "output": output}]}
    try:
        text = json.dumps(body, allow_nan=False)
        same = json.loads(text) == body
    except (TypeError, ValueError):
        return  # sets, bytes, infinities and keys of other kinds are not JSON
    if same:
        (example,) = parse_request(text).examples
        assert example.arguments == tuple(arguments.values())
        assert example.output == output


@given(st.lists(python_values, min_size=1, max_size=5))
@settings(deadline=None)
def test_the_join_holds_every_value_and_ignores_their_order(values: list[Any]) -> None:
    joined = join_all(map(infer, values))
    assert all(conforms(value, joined) for value in values)
    assert join_all([*map(infer, reversed(values))]) == joined
