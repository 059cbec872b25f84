"""Candidates with labels: the engine's own answers to each task, right or wrong by the reference code.

Reference code and candidates run in the sandbox on mutated inputs; a candidate is right when it agrees on nine of ten
of those where the reference answers. Hidden checks are never read.
"""

from __future__ import annotations

import json
import multiprocessing
import time
from collections.abc import Container, Sequence
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
    done = (
        {json.loads(line)["task"] for line in samples.read_text().splitlines()} if samples.exists() else set()
    )
    codes = {row["task_id"]: row["code"] for row in map(json.loads, tasks.read_text().splitlines())}
    work = []
    for line in requests.read_text().splitlines():
        number = int(json.loads(line)["request_id"].rsplit("/", 1)[1])
        if number in ids and number not in done and number in codes:
            work.append((number, line, codes[number], seconds))
    with (
        multiprocessing.get_context("spawn").Pool(jobs, maxtasksperchild=25) as pool,
        samples.open("a") as out,
    ):
        for row in pool.imap_unordered(_collect_one, work[: limit or None]):
            out.write(json.dumps(row) + "\n")
            out.flush()


_STAGES: list[Any] = []


def _collect_one(job: tuple[int, str, str, float]) -> dict[str, Any]:
    number, line, reference, seconds = job
    if not _STAGES:
        _STAGES.extend((SnippetRetriever(), Sandbox()))
    retriever, sandbox = _STAGES
    spec = parse_request(line)
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
    judge = _Judge(spec, reference, sandbox)
    return {
        "task": number,
        "candidates": [
            {"features": features, "right": judge.is_right(code), "code": code, "answers": "|".join(answers)}
            for code, features, answers in rows
        ],
    }


class _Judge:
    def __init__(self, spec: Specification, reference: str, sandbox: Sandbox) -> None:
        self._name, self._sandbox = spec.signature.name, sandbox
        self._inputs = fresh_inputs(spec, PROBES)
        self._expected = self._run(reference)

    def _run(self, code: str) -> Sequence[Outcome]:
        budget = Budget(timeout_s=0.3, deadline=time.monotonic() + 3)
        return self._sandbox.run(code, self._name, self._inputs, budget=budget)

    def is_right(self, code: str) -> bool:
        pairs = [(e, o) for e, o in zip(self._expected, self._run(code)) if e.kind == "returned"]
        agreeing = sum(o.kind == "returned" and bool(o.value == e.value) for e, o in pairs)
        return bool(pairs) and agreeing >= AGREEMENT * len(pairs)
