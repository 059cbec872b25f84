"""The embedded engine: the typed search, and the adaption of retrieved functions, behind the implementer's contract.

Knows which search a technique's row names; the searches know nothing of techniques. Needs neither GPU nor download.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from synthesis_graph.artifacts import Assignment, Batch, Candidate, Outline
from synthesis_graph.implementation.adaption import Ends, adapt
from synthesis_graph.implementation.guards import SHARE as GUARDS_SHARE
from synthesis_graph.implementation.guards import guarded, guards
from synthesis_graph.language.render import Heading, render
from synthesis_graph.search.costs import operation_levels
from synthesis_graph.search.enumeration import Limits, search
from synthesis_graph.search.features import Told, tree_features, weigh
from synthesis_graph.search.problem import problem_of
from synthesis_graph.search.solutions import Found
from synthesis_graph.spec import Specification
from synthesis_graph.validation.sandbox import Sandbox

Cancelled = Callable[[], bool] | None


MAX_CANDIDATES = 30
SEARCH_SHARE = 0.93
"""The part of a budget that is for searching; the rest is for writing the programs out."""


class EmbeddedEngine:
    """Searches on this machine's CPU; deterministic for a specification and its seed, up to where time cuts it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def implement(
        self,
        spec: Specification,
        work: Assignment,
        cancelled: Cancelled = None,
        on_best: Callable[[str], None] | None = None,  # noqa: ARG002 - it writes trees, and whole
    ) -> Batch:
        """Candidates by the search that the assignment names."""
        searches = {"enumerate": self._enumerate, "fill": self._fill, "adapt": self._adapt}
        if not any(e.raises for e in spec.examples):
            return searches[work.search](spec, work, cancelled)
        found = guards(spec, work.budget_s, cancelled)
        rest = replace(work, budget_s=work.budget_s * (1 - GUARDS_SHARE))
        batch = searches[work.search](spec, rest, cancelled)
        return replace(batch, candidates=guarded(batch.candidates, found, spec.signature.name))

    def _enumerate(self, spec: Specification, work: Assignment, cancelled: Cancelled) -> Batch:
        ends = time.monotonic() + work.budget_s * SEARCH_SHARE
        problem = problem_of(spec)
        levels = operation_levels(spec, problem.all_types, work.context.snippets)
        left_s = max(0.0, ends - time.monotonic())
        found, cost = search(problem, levels, left_s, limits_for(work.wider), cancelled=cancelled)
        return Batch(_candidates(spec, found, work.technique), cost, settled=bool(cost.pop("settled")))

    def _fill(self, spec: Specification, work: Assignment, cancelled: Cancelled) -> Batch:
        ends = time.monotonic() + work.budget_s * SEARCH_SHARE
        problem = problem_of(spec)
        levels = operation_levels(spec, problem.all_types, work.context.snippets)
        total: dict[str, float] = {}
        candidates: list[Candidate] = []
        for position, outline in enumerate(work.outlines):
            left_s = ends - time.monotonic()
            if left_s <= 0.02:
                break
            found, cost = search(
                problem, levels, left_s / (len(work.outlines) - position), limits_for(work.wider), cancelled=cancelled,
                top=frozenset(outline.operations),
            )  # fmt: skip
            cost.pop("settled")
            total = {name: total.get(name, 0.0) + value for name, value in cost.items()}
            candidates += _candidates(spec, found, work.technique, outline)
        return Batch(tuple(candidates), total)

    def _adapt(self, spec: Specification, work: Assignment, cancelled: Cancelled) -> Batch:
        now = time.monotonic()
        adapted, cost = adapt(
            spec,
            work.context.snippets,
            self._sandbox,
            Ends(now + work.budget_s, now + max(work.budget_s, work.left_s), cancelled),
        )
        candidates = tuple(
            Candidate(
                a.code,
                weigh(a.features, bool(spec.examples)),
                work.technique,
                a.snippet.origin,
                (a.snippet.description, *(f"changed {told}" for told in a.changes)),
                a.answers,
            )
            for a in adapted
        )
        return Batch(candidates, cost)


def limits_for(wider: int) -> Limits:
    """How widely to search; each time wider, further past the first programs that fit."""
    usual = Limits()
    return replace(usual, margin=usual.margin * (1 + wider))


def heading_of(spec: Specification) -> Heading:
    """The heading of the function asked for."""
    signature = spec.signature
    return Heading(
        signature.name,
        tuple((p.name, p.type) for p in signature.parameters),
        signature.returns,
        spec.description,
        None if spec.allowed_imports is None else frozenset(spec.allowed_imports),
    )


def _candidates(
    spec: Specification, found: list[Found], technique: str, outline: Outline | None = None
) -> tuple[Candidate, ...]:
    heading, told, shown = heading_of(spec), Told.by(spec), bool(spec.examples)
    priced = [(weigh(tree_features(f.tree, f.bits, told, f.answers), shown), f) for f in found]
    return tuple(
        Candidate(
            code=render(f.tree, heading),
            bits=bits,
            technique=technique,
            origin=outline.origin if outline else "search",
            outline=outline.steps if outline else (),
            behaviour=f.answers,
        )
        for bits, f in sorted(priced, key=lambda pair: pair[0])[:MAX_CANDIDATES]
    )
