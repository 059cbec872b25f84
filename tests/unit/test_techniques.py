from __future__ import annotations

import pytest

from synthesis_graph.errors import SpecificationError
from synthesis_graph.techniques import of_engine, portfolio


def test_all_is_every_row_and_all_but_one_is_without_it() -> None:
    rows = of_engine("embedded")
    assert portfolio("all", "embedded") == rows
    assert [r.name for r in portfolio("all-grammar", "embedded")] == [
        r.name for r in rows if r.name != "grammar"
    ]
    assert [r.name for r in portfolio("tree", "embedded")] == ["tree"]


@pytest.mark.parametrize("name", ["all-novels", "novels", "grammar-all"])
def test_what_the_engine_has_not_is_refused_with_what_it_has(name: str) -> None:
    with pytest.raises(SpecificationError, match="has no technique"):
        portfolio(name, "embedded")


def test_the_six_techniques_have_rows() -> None:
    assert {"retrieval", "tree", "beam", "grammar", "hierarchical"} <= {r.name for r in of_engine("embedded")}
