"""The packer with a plain counter: order of rights, worth, and what it says it left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis_graph.artifacts import Snippet
from synthesis_graph.errors import SpecificationError
from synthesis_graph.implementation.language_model.packing import pack
from synthesis_graph.implementation.language_model.prompts import IMPLEMENT, Parts
from synthesis_graph.implementation.language_model.writing import Message
from synthesis_graph.request import parse_request

SPEC = parse_request({"function_name": "f", "description": "Add one.", "examples": ["assert f(1) == 2"]})


def words(messages: Sequence[Message]) -> int:
    """A counter whose whole is more than its parts, as a chat template's may be."""
    return 5 + sum(len(re.findall(r"\w+|\W", m["content"])) + 3 for m in messages)


def snippet(name: str, size: int, score: float) -> Snippet:
    body = "\n".join(f"    x{i} = {i}" for i in range(size))
    return Snippet(name, f"def {name}()", "", f"def {name}():\n{body}\n", f"own:{name}", score)


def parts(*snippets: Snippet, **more: object) -> Parts:
    return Parts(SPEC, IMPLEMENT, snippets=snippets, **more)  # type: ignore[arg-type]


def test_all_that_fits_is_in_the_nearest_first() -> None:
    packed = pack(parts(snippet("far", 2, 0.1), snippet("near", 2, 0.9)), words, 10_000)
    content = packed.messages[0]["content"]
    assert packed.left_out == ()
    assert content.index("Add one.") < content.index("def near") < content.index("def far")
    assert packed.tokens == words(packed.messages)


def test_a_long_function_leaves_its_place_to_a_shorter_one_and_is_named() -> None:
    bare = words(pack(parts(), words, 10_000).messages)
    packed = pack(parts(snippet("long", 500, 0.9), snippet("short", 1, 0.1)), words, bare + 120)
    assert "def short" in packed.messages[0]["content"]
    assert packed.left_out == ("function own:long",)


def test_an_outline_goes_before_functions_and_falls_after_them() -> None:
    bare = words(pack(parts(), words, 10_000).messages)
    given_ = parts(snippet("near", 30, 0.9), outline=("add one -> int",))
    packed = pack(given_, words, bare + 40)
    assert "add one -> int" in packed.messages[0]["content"]
    assert packed.left_out == ("function own:near",)
    assert pack(given_, words, bare + 2).left_out == ("the outline", "function own:near")


def test_late_examples_are_left_out_before_the_specification_is_refused() -> None:
    spec = parse_request({"function_name": "f", "examples": [f"assert f({i}) == {i}" for i in range(60)]})
    packed = pack(Parts(spec, IMPLEMENT), words, 250)
    assert packed.tokens <= 250
    assert packed.left_out[0] == "examples 31 to 60"
    with pytest.raises(SpecificationError, match="context") as refused:
        pack(Parts(spec, IMPLEMENT), words, 20)
    assert "MAX_CONTEXT_LENGTH" in refused.value.hint


@given(
    st.lists(st.tuples(st.integers(0, 80), st.floats(0, 1)), max_size=12),
    st.integers(150, 2000),
)
def test_never_over_the_budget_and_everything_is_in_or_named(
    sizes: list[tuple[int, float]], budget: int
) -> None:
    snippets = [snippet(f"f{i}", size, score) for i, (size, score) in enumerate(sizes)]
    packed = pack(parts(*snippets), words, budget)
    assert words(packed.messages) == packed.tokens <= budget
    for one in snippets:
        inside = f"def {one.name}():" in packed.messages[0]["content"]
        assert inside != (f"function {one.origin}" in packed.left_out)
