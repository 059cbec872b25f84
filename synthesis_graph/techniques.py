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
    """What the planner makes: `none`, or `outlines` (steps with holes, and the operations outside them).

    A language model's outline is written by the implementer, which holds the model."""
    search: str
    """What the implementer does. Embedded: `adapt` retrieved functions, `sample` or `beam` over partial trees, `enumerate`
    the grammar, `fill` outlines.
    Language models: `beams` or `draw`, also `outlined_…`, with an outline first."""
    share: float
    summary: str


_EMBEDDED = frozenset({"embedded"})
_TRANSFORMERS = frozenset({"transformers"})
_OPENAI = frozenset({"openai"})

TECHNIQUES: tuple[Technique, ...] = (
    Technique(
        "retrieval", _EMBEDDED, 40, "none", "adapt", 0.12,
        "functions near the specification are adapted to its signature, whole or with holes inside",
    ),
    Technique(
        "beam", _EMBEDDED, 12, "none", "beam", 0.05,
        "the likeliest programs by a beam search over partial trees, under the grammar's types",
    ),
    Technique(
        "tree", _EMBEDDED, 12, "none", "sample", 0.05,
        "programs sampled from the tree transformer, production by production, with restarts",
    ),
    Technique(
        "grammar", _EMBEDDED, 12, "none", "enumerate", 0.6,
        "enumeration of the typed grammar, cheapest first, costs by the tree transformer, types and what is retrieved",
    ),
    Technique(
        "hierarchical", _EMBEDDED, 12, "outlines", "fill", 0.2,
        "an outline of typed steps with holes first, then each hole",
    ),
    Technique(
        "beam", _TRANSFORMERS, 0, "none", "beams", 0.35,
        "the likeliest programs by a beam search that keeps to Python's grammar",
    ),
    Technique(
        "retrieval", _TRANSFORMERS | _OPENAI, 24, "none", "draw", 0.3,
        "functions near the specification become context of the prompt; programs are drawn",
    ),
    Technique(
        "hierarchical", _TRANSFORMERS, 8, "none", "outlined_beams", 0.35,
        "the model writes an outline of typed steps first, then the implementation under it",
    ),
    Technique(
        "hierarchical", _OPENAI, 8, "none", "outlined_draw", 0.35,
        "the model writes an outline of typed steps first, then the implementation under it",
    ),
)  # fmt: skip
"""In the order in which a portfolio runs them; a name may stand once for each engine."""

NAMES = tuple(dict.fromkeys(row.name for row in TECHNIQUES))
"""The names of all techniques, whatever the engine."""

CHOICES = ("all", *NAMES, *(f"all-{name}" for name in NAMES))
"""What a request may ask for."""


def of_engine(engine: str) -> tuple[Technique, ...]:
    """The rows of an engine."""
    return tuple(row for row in TECHNIQUES if engine in row.engines)


def portfolio(name: str, engine: str) -> tuple[Technique, ...]:
    """The rows to run for a requested technique; SpecificationError if none.

    `all` is every row of the engine, `all-NAME` every row but those of one technique.
    """
    rows = of_engine(engine)
    whole, _, removed = name.partition("-")
    if whole == "all" and (not removed or removed in {row.name for row in rows}):
        chosen = tuple(row for row in rows if row.name != removed)
    else:
        chosen = tuple(row for row in rows if row.name == name)
    if not chosen:
        known = ", ".join(("all", *(row.name for row in rows), "all-… for all but one"))
        raise SpecificationError(
            f"the engine {engine!r} has no technique {name!r}", f"use one of: {known}", "technique"
        )
    return chosen
