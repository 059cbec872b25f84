"""A helper must not take the name of the function asked for, nor of a parameter: it would call itself, or a value."""

from __future__ import annotations

from typing import Any

import pytest

from synthesis_graph.language.render import Heading, render
from synthesis_graph.language.trees import Apply, Variable
from synthesis_graph.language.types import STR


@pytest.mark.parametrize(("function", "parameter"), [("initials", "text"), ("f", "initials"), ("f", "text")])
def test_a_helper_gives_way_to_the_names_that_were_asked_for(function: str, parameter: str) -> None:
    tree = Apply("initials", (Variable(parameter),))
    names: dict[str, Any] = {}
    exec(render(tree, Heading(function, ((parameter, STR),), STR)), names)
    assert names[function]("grace hopper") == "GH"
