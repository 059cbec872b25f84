from __future__ import annotations

import json
from pathlib import Path

import pytest

from synthesis_graph.result import Status
from synthesis_graph.standalone.intake import Overrides, UsageError
from synthesis_graph.standalone.many import Many, read_tasks, solve_all
from tests.unit.standalone.standins import start


def request(name: str, **fields: object) -> str:
    return json.dumps({"function_name": name, "examples": [f"assert {name}(2) == 4"], **fields})


def test_every_line_gets_a_status_whatever_becomes_of_it(tmp_path: Path) -> None:
    path = tmp_path / "tasks.jsonl"
    lines = [
        request("double", request_id="ok"),
        "",
        request("die"),
        "{oops",
        request("explode"),
        '"Double a number n."',
    ]
    path.write_text("\n".join(lines))
    results = {r.request_id: r for r in solve_all(read_tasks(path), Many(Overrides(), 2, start))}
    assert {name: r.status for name, r in results.items()} == {
        "ok": Status.SUCCESS,
        "tasks.jsonl:3": Status.FAILURE,
        "tasks.jsonl:4": Status.REJECTED,
        "tasks.jsonl:5": Status.FAILURE,
        "tasks.jsonl:6": Status.UNVERIFIED,
    }
    lost = results["tasks.jsonl:3"].error
    assert lost is not None
    assert "ended with code 9" in lost.message


def test_an_id_that_occurs_twice_is_a_usage_error(tmp_path: Path) -> None:
    path = tmp_path / "tasks.jsonl"
    path.write_text(f"{request('double', request_id='a')}\n{request('double', request_id='a')}\n")
    with pytest.raises(UsageError, match="line 2"):
        read_tasks(path)
