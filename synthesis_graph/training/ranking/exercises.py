"""What candidates are collected for: tasks that may be fitted on, and programs of our own that the network never saw.

An exercise is a specification with reference code that judges the answers. Tasks come twice, as they are told and by
their examples alone, for callers ask both ways; sampled programs by examples alone, for their sentences are our wording.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from synthesis_graph.language.module import Heading
from synthesis_graph.language.render import render
from synthesis_graph.language.trees import Tree
from synthesis_graph.request import parse_request
from synthesis_graph.spec import Specification
from synthesis_graph.training.records.record import HELD_OUT_EVERY, SUFFIX, Record, read_lines
from synthesis_graph.training.records.tree_codec import literal_text

DEAREST_BITS = 45.0
"""Prior cost above which a program is none that people mean by a few examples."""


@dataclass(frozen=True)
class Exercise:
    """A specification, code that is right, and whether the words of the specification are told."""

    task: str
    asked: Specification
    reference: str
    told: bool

    @property
    def spec(self) -> Specification:
        """What the engine is given."""
        return self.asked if self.told else _untold(self.asked)


def of_tasks(tasks: Path, requests: Path, ids: Container[int]) -> Iterator[Exercise]:
    """The tasks of these ids that have reference code, each told and untold."""
    codes = {row["task_id"]: row["code"] for row in map(json.loads, tasks.read_text().splitlines())}
    for line in requests.read_text().splitlines():
        asked = parse_request(line)
        number = int(asked.request_id.rsplit("/", 1)[1])
        if number in ids and number in codes:
            for told in (True, False):
                yield Exercise(asked.request_id, asked, codes[number], told)


def of_programs(records: Path) -> Iterator[Exercise]:
    """The sampled programs that were held out when the network was trained, by their examples alone."""
    for file in sorted(records.glob(f"sampled-*{SUFFIX}")):
        for i, record in enumerate(read_lines(file)):
            if i % HELD_OUT_EVERY == 0 and record.tree is not None and record.bits <= DEAREST_BITS:
                yield _sampled(f"{file.name.removesuffix(SUFFIX)}/{i}", record, record.tree)


def _sampled(task: str, record: Record, tree: Tree) -> Exercise:
    parameters = [{"name": name, "type": str(type_)} for name, type_ in record.parameters]
    calls = ((", ".join(map(literal_text, given)), literal_text(output)) for given, output in record.examples)
    request = {
        "request_id": task,
        "ast": {"name": "f", "parameters": parameters, "return_type": str(record.returns)},
        "examples": [f"assert f({given}) == {output}" for given, output in calls],
    }
    reference = render(tree, Heading("f", record.parameters, record.returns))
    return Exercise(task, parse_request(json.dumps(request)), reference, told=False)


def _untold(spec: Specification) -> Specification:
    """The same by its examples alone: no sentence, and names that say nothing."""
    signature = spec.signature
    parameters = tuple(replace(p, name=f"x{i}") for i, p in enumerate(signature.parameters))
    return replace(spec, description="", signature=replace(signature, name="f", parameters=parameters))
