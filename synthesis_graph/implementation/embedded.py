"""The embedded engine: the typed search, and the adaption of retrieved functions, behind the implementer's contract.

Knows which search a technique's row names; the searches know nothing of techniques. Needs neither GPU nor download.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from synthesis_graph.artifacts import Assignment, Batch, Candidate, Outline
from synthesis_graph.implementation.acceptance import acceptance
from synthesis_graph.implementation.adaption import Ends, adapt
from synthesis_graph.implementation.guards import SHARE as GUARDS_SHARE
from synthesis_graph.implementation.guards import guarded, guards
from synthesis_graph.language.render import Heading, render
from synthesis_graph.model.guide import Guide, Likelihood, guide
from synthesis_graph.model.pace import pays
from synthesis_graph.search.costs import operation_levels, tree_bits
from synthesis_graph.search.enumeration import Limits, Problem, search
from synthesis_graph.search.features import Told, tree_features, weigh
from synthesis_graph.search.guided import by_beam, by_sampling
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
        self._searches: dict[str, Callable[[_Task], Batch]] = {
            "enumerate": _enumerate, "fill": _fill, "adapt": self._adapt, "beam": _beam, "sample": _sample,
        }  # fmt: skip

    def implement(
        self,
        spec: Specification,
        work: Assignment,
        cancelled: Cancelled = None,
        on_best: Callable[[str], None] | None = None,  # noqa: ARG002 - it writes trees, and whole
    ) -> Batch:
        """Candidates by the search that the assignment names."""
        search = self._searches[work.search]
        if not any(e.raises for e in spec.examples):
            return search(_Task(spec, work, cancelled))
        found = guards(spec, work.budget_s, cancelled)
        rest = replace(work, budget_s=work.budget_s * (1 - GUARDS_SHARE))
        batch = search(_Task(spec, rest, cancelled))
        return replace(batch, candidates=guarded(batch.candidates, found, spec.signature.name))

    def _adapt(self, task: _Task) -> Batch:
        spec, work, now = task.spec, task.work, time.monotonic()
        adapted, cost = adapt(
            spec,
            work.context.snippets,
            self._sandbox,
            Ends(now + work.budget_s, now + max(work.budget_s, work.left_s), task.cancelled),
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


class _Task:
    """One assignment with what its search starts from, each made when it is asked for."""

    def __init__(self, spec: Specification, work: Assignment, cancelled: Cancelled) -> None:
        self.spec, self.work, self.cancelled = spec, work, cancelled
        self.ends = time.monotonic() + work.budget_s * SEARCH_SHARE

    @cached_property
    def problem(self) -> Problem:
        """The search problem, its programs held to what the constraints ask as far as that can be executed."""
        return replace(problem_of(self.spec), accepts=acceptance(self.spec))

    @cached_property
    def model(self) -> Guide | None:
        """What the model says of the specification; None where reading it would take too much of the time."""
        return guide(self.spec, self.work.context.snippets) if pays(self.work.budget_s) else None

    @cached_property
    def levels(self) -> dict[str, int]:
        """What each operation costs."""
        likely = None if self.model is None else self.model.production_bits()
        return operation_levels(self.spec, self.problem.all_types, self.work.context.snippets, likely)

    def enumerated(
        self, seconds: float, top: frozenset[str] | None = None
    ) -> tuple[list[Found], dict[str, float]]:
        """What the enumeration finds."""
        limits = limits_for(self.work.wider)
        return search(self.problem, self.levels, seconds, limits, self.cancelled, top)

    def over(self) -> bool:
        """Whether the caller wants no more."""
        return self.cancelled is not None and self.cancelled()


def _enumerate(task: _Task) -> Batch:
    task.levels  # noqa: B018 - before the time that is left is measured
    found, cost = task.enumerated(max(0.0, task.ends - time.monotonic()))
    return Batch(_candidates(task, found), cost, settled=bool(cost.pop("settled")))


def _beam(task: _Task) -> Batch:
    if task.model is None:
        return _UNREAD
    return _guided(task, *by_beam(task.problem, task.model, task.ends, task.over))


def _sample(task: _Task) -> Batch:
    if task.model is None:
        return _UNREAD
    return _guided(task, *by_sampling(task.problem, task.model, task.ends, task.spec.seed, task.over))


_UNREAD = Batch((), {"unread": 1.0})
"""There was no time to ask the model."""


def _guided(task: _Task, found: list[Found], cost: dict[str, float]) -> Batch:
    """What the model's own searches found, at the price that the enumeration would ask."""
    priced = [replace(f, bits=tree_bits(f.tree, task.levels, task.problem.constants)) for f in found]
    return Batch(_candidates(task, priced), cost)


_SUMMED = ("evaluated", "entries", "search_s")
"""What adds up over the searches of several outlines."""


def _fill(task: _Task) -> Batch:
    total: dict[str, float] = {}
    candidates: list[Candidate] = []
    outlines = task.work.outlines
    task.levels  # noqa: B018 - before the time that is left is measured
    for position, outline in enumerate(outlines):
        left_s = task.ends - time.monotonic()
        if left_s <= 0.02:
            break
        found, cost = task.enumerated(left_s / (len(outlines) - position), frozenset(outline.operations))
        summed = {name: value for name, value in cost.items() if name in _SUMMED}
        total = {name: total.get(name, 0.0) + value for name, value in summed.items()}
        candidates += _candidates(task, found, outline)
    return Batch(tuple(candidates), total)


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


def _candidates(task: _Task, found: list[Found], outline: Outline | None = None) -> tuple[Candidate, ...]:
    heading, told, shown = heading_of(task.spec), Told.by(task.spec), bool(task.spec.examples)
    trees = [f.tree for f in found]
    likely = task.model.likelihoods(trees) if task.model else [Likelihood()] * len(found)
    priced = [
        (weigh(tree_features(f.tree, f.bits, of, told, f.answers), shown), f)
        for f, of in zip(found, likely, strict=True)
    ]
    return tuple(
        Candidate(
            code=render(f.tree, heading),
            bits=bits,
            technique=task.work.technique,
            origin=outline.origin if outline else "search",
            outline=outline.steps if outline else (),
            behaviour=f.answers,
        )
        for bits, f in sorted(priced, key=lambda pair: pair[0])[:MAX_CANDIDATES]
    )
