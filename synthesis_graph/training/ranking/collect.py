"""Candidates with labels: the engine's own answers to each task, right or wrong by the reference code.

Reference code and candidates run in the sandbox on mutated inputs; a candidate is right when it agrees on nine of ten
of those where the reference answers. Hidden checks are never read.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from synthesis_graph.confidence import information
from synthesis_graph.implementation.adaption import Ends, adapt
from synthesis_graph.implementation.embedded import heading_of
from synthesis_graph.language.render import render
from synthesis_graph.model.guide import guide
from synthesis_graph.retrieving import SnippetRetriever
from synthesis_graph.sampling import fresh_inputs
from synthesis_graph.search.costs import operation_levels
from synthesis_graph.search.enumeration import Limits, search
from synthesis_graph.search.features import Told, tree_features
from synthesis_graph.search.problem import problem_of
from synthesis_graph.spec import Specification
from synthesis_graph.training.processes import shared
from synthesis_graph.training.ranking.exercises import Exercise
from synthesis_graph.validation.outcomes import Outcome
from synthesis_graph.validation.sandbox import Budget, Sandbox

PROBES = 24
AGREEMENT = 0.9


def collect(exercises: Iterable[Exercise], samples: Path, seconds: float, jobs: int) -> None:
    """Appends a line a candidate set to `samples`; exercises that it holds already are left out."""
    lines = samples.read_text().splitlines() if samples.exists() else []
    done = {(row["task"], row["told"]) for row in map(json.loads, lines)}
    work = [(a, seconds) for a in exercises if (a.task, a.told) not in done]
    with samples.open("a") as out:
        for row in shared(_collect_one, work, jobs):
            out.write(json.dumps(row) + "\n")
            out.flush()


_STAGES: list[Any] = []


def _collect_one(job: tuple[Exercise, float]) -> dict[str, Any]:
    if not _STAGES:
        _STAGES.extend((SnippetRetriever(), Sandbox()))
    retriever, sandbox = _STAGES
    exercise, seconds = job
    spec = exercise.spec
    told = Told.by(spec)
    problem = problem_of(spec)
    context = retriever.retrieve(spec, 40)
    near = context.snippets[:12]
    model = guide(spec, near)
    levels = operation_levels(spec, problem.all_types, near, model.production_bits())
    found, _ = search(problem, levels, seconds, Limits(solutions=80))
    likely = model.likelihoods([f.tree for f in found])
    ends = time.monotonic() + seconds
    adapted, _ = adapt(spec, context.snippets, sandbox, Ends(ends, ends))
    heading = heading_of(spec)
    rows = [
        (render(f.tree, heading), tree_features(f.tree, f.bits, of, told, f.answers), f.answers)
        for f, of in zip(found, likely)
    ]
    rows += [(a.code, a.features, a.answers) for a in adapted]
    judge = _Judge(exercise.asked, exercise.reference, sandbox)
    return {
        "task": exercise.task,
        "told": exercise.told,
        "known": information(spec),
        "candidates": [
            {
                "features": features,
                "right": judge.is_right(code, spec.signature.name),
                "code": code,
                "answers": "|".join(answers),
            }
            for code, features, answers in rows
        ],
    }


class _Judge:
    def __init__(self, spec: Specification, reference: str, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._inputs = fresh_inputs(spec, PROBES)
        self._expected = self._run(reference, spec.signature.name)

    def _run(self, code: str, name: str) -> Sequence[Outcome]:
        budget = Budget(timeout_s=0.3, deadline=time.monotonic() + 3)
        return self._sandbox.run(code, name, self._inputs, budget=budget)

    def is_right(self, code: str, name: str) -> bool:
        pairs = [(e, o) for e, o in zip(self._expected, self._run(code, name)) if e.kind == "returned"]
        agreeing = sum(o.kind == "returned" and bool(o.value == e.value) for e, o in pairs)
        return bool(pairs) and agreeing >= AGREEMENT * len(pairs)
