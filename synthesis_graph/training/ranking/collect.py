"""Candidates with labels: the engine's own answers to each task, right or wrong by the reference code.

Each task comes twice, as it is told and by its examples alone, for callers ask both ways.

Reference code and candidates run in the sandbox on mutated inputs; a candidate is right when it agrees on nine of ten
of those where the reference answers. Hidden checks are never read.
"""

from __future__ import annotations

import json
import multiprocessing
import time
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from synthesis_graph.implementation.adaption import Ends, adapt
from synthesis_graph.implementation.embedded import heading_of
from synthesis_graph.language.render import render
from synthesis_graph.model.guide import guide
from synthesis_graph.request import parse_request
from synthesis_graph.retrieving import SnippetRetriever
from synthesis_graph.sampling import fresh_inputs
from synthesis_graph.search.costs import operation_levels
from synthesis_graph.search.enumeration import Limits, search
from synthesis_graph.search.features import Told, tree_features
from synthesis_graph.search.problem import problem_of
from synthesis_graph.spec import Specification
from synthesis_graph.validation.outcomes import Outcome
from synthesis_graph.validation.sandbox import Budget, Sandbox

PROBES = 24
AGREEMENT = 0.9


def collect(  # noqa: PLR0913, PLR0917 - the options of the command
    tasks: Path, requests: Path, samples: Path, ids: Container[int], seconds: float, jobs: int, limit: int = 0
) -> None:
    """Appends a line a candidate set to `samples`; tasks that it holds already are left out."""
    lines = samples.read_text().splitlines() if samples.exists() else []
    done = {(row["task"], row["told"]) for row in map(json.loads, lines)}
    codes = {row["task_id"]: row["code"] for row in map(json.loads, tasks.read_text().splitlines())}
    named = {
        int(json.loads(line)["request_id"].rsplit("/", 1)[1]): line
        for line in requests.read_text().splitlines()
    }
    numbers = [number for number in named if number in ids and number in codes][: limit or None]
    work = [
        _Job(number, named[number], codes[number], seconds, told)
        for number in numbers
        for told in (True, False)
        if (number, told) not in done
    ]
    with (
        multiprocessing.get_context("spawn").Pool(jobs, maxtasksperchild=25) as pool,
        samples.open("a") as out,
    ):
        for row in pool.imap_unordered(_collect_one, work):
            out.write(json.dumps(row) + "\n")
            out.flush()


@dataclass(frozen=True)
class _Job:
    number: int
    line: str
    reference: str
    seconds: float
    told: bool


_STAGES: list[Any] = []


def _untold(spec: Specification) -> Specification:
    """The same by its examples alone: no sentence, and names that say nothing."""
    signature = spec.signature
    parameters = tuple(replace(p, name=f"x{i}") for i, p in enumerate(signature.parameters))
    return replace(spec, description="", signature=replace(signature, name="f", parameters=parameters))


def _collect_one(job: _Job) -> dict[str, Any]:
    if not _STAGES:
        _STAGES.extend((SnippetRetriever(), Sandbox()))
    retriever, sandbox = _STAGES
    asked, seconds = parse_request(job.line), job.seconds
    spec = asked if job.told else _untold(asked)
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
    judge = _Judge(asked, job.reference, sandbox)
    return {
        "task": job.number,
        "told": job.told,
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
