"""Tasks and sampled programs as exercises: who gives words, and which records may be taken."""

from __future__ import annotations

import json
from pathlib import Path

from synthesis_graph.language.parse import parse_expression
from synthesis_graph.language.types import INT, list_of
from synthesis_graph.training.ranking.exercises import DEAREST_BITS, of_programs, of_tasks
from synthesis_graph.training.records.parts import write_records
from synthesis_graph.training.records.record import HELD_OUT_EVERY, Record

XS = (("numbers", list_of(INT)),)


def record(number: int, bits: float = 10.0) -> Record:
    shown = tuple((([i, number],), i + number) for i in range(3))
    return Record(
        "sampled",
        "total",
        "add them up",
        XS,
        INT,
        shown,
        parse_expression("sum(numbers)", dict(XS)),
        ("sum",),
        bits,
    )


def test_a_task_comes_told_and_untold_if_it_may_be_fitted_on(tmp_path: Path) -> None:
    tasks, requests = tmp_path / "tasks.jsonl", tmp_path / "requests.jsonl"
    tasks.write_text("".join(json.dumps({"task_id": n, "code": f"code {n}"}) + "\n" for n in (600, 601)))
    asked = {"description": "the sum", "ast": {"name": "total", "parameters": [{"name": "numbers"}]}}
    shown = {"examples": ["assert total([1, 2]) == 3"]}
    requests.write_text(
        "".join(json.dumps({"request_id": f"mbpp/{n}", **asked, **shown}) + "\n" for n in (600, 601, 602))
    )
    told, untold = of_tasks(tasks, requests, range(601, 801))
    assert (told.task, told.reference, told.spec.description) == ("mbpp/601", "code 601", "the sum")
    assert (untold.task, untold.spec.description) == ("mbpp/601", "")
    assert str(untold.spec.signature).startswith("def f(x0: ")
    assert untold.asked == told.asked


def test_only_cheap_programs_that_the_network_never_saw_are_taken(tmp_path: Path) -> None:
    rows = [
        record(i, DEAREST_BITS + 1 if i == HELD_OUT_EVERY else 10.0) for i in range(2 * HELD_OUT_EVERY + 1)
    ]
    write_records(tmp_path / "sampled-000.jsonl.gz", rows)
    write_records(tmp_path / "recipe.jsonl.gz", rows)
    taken = list(of_programs(tmp_path))
    assert [a.task for a in taken] == ["sampled-000/0", f"sampled-000/{2 * HELD_OUT_EVERY}"]
    assert not taken[0].told
    assert taken[1].spec.examples[1].arguments == ([1, 2 * HELD_OUT_EVERY],)
    assert "return sum(numbers)" in taken[0].reference
