"""The techniques, one data row each: which retrieval, which outline, which search, for which engines.

Every technique runs the same four stages; stages read the row's fields and branch on no technique's name.
To add one: add a row here, and at most one module for a search or an outline that does not exist yet.
"""

from __future__ import annotations

from dataclasses import dataclass

from synthesis_graph.errors import SpecificationError


@dataclass(frozen=True)
class Technique:
    """A way through the four stages; `share` is its part of the budget when several run as a portfolio."""

    name: str
    engines: frozenset[str]
    snippets: int
    """How many functions to retrieve; 0 for none."""
    outline: str
    """What the planner makes: `none`, or `skeletons` (steps with holes, and the operations outside them)."""
    search: str
    """What the implementer does: `adapt` retrieved functions, `fill` outlines, `enumerate` the grammar."""
    share: float
    summary: str


TECHNIQUES: dict[str, Technique] = {
    row.name: row
    for row in (
        Technique(
            "retrieval", frozenset({"embedded"}), 40, "none", "adapt", 0.12,
            "functions near the specification are adapted to its signature, whole or with holes inside",
        ),
        Technique(
            "grammar", frozenset({"embedded"}), 12, "none", "enumerate", 0.45,
            "enumeration of the typed grammar, cheapest first, costs moved by words, types, examples and what is retrieved",
        ),
        Technique(
            "hierarchical", frozenset({"embedded"}), 8, "skeletons", "fill", 0.4,
            "an outline of typed steps with holes first, then each hole",
        ),
    )
}  # fmt: skip


def portfolio(name: str, engine: str) -> tuple[Technique, ...]:
    """The rows to run for a requested technique (`all` = every row of the engine); SpecificationError if none."""
    rows = tuple(row for row in TECHNIQUES.values() if engine in row.engines)
    chosen = rows if name == "all" else tuple(row for row in rows if row.name == name)
    if not chosen:
        known = ", ".join(("all", *(row.name for row in rows)))
        raise SpecificationError(
            f"the engine {engine!r} has no technique {name!r}", f"use one of: {known}", "technique"
        )
    return chosen
