"""The served application over HTTP, as `serve run` starts it. What Serve does around a stage is seen on stand-ins."""

import ast
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from synthesis_graph.result import Result, Status
from tests.e2e.conftest import ROOT, Served, configuration, environment_of

pytestmark = [pytest.mark.serve, pytest.mark.slow]

EXAMPLE = (ROOT / "examples" / "sort_dictionaries.json").read_bytes()
SPEC = {"function_name": "f", "examples": ["assert f(1) == 1"], "technique": "grammar", "deadline_s": 20}
HOPELESS_S = 90.0  # a bound on waiting; reached only when the test fails


def post(served: Served, payload: bytes, prefix: str = "", timeout: float = HOPELESS_S) -> httpx.Response:
    return httpx.post(f"{served.url}{prefix}/v1/synthesize", content=payload, timeout=timeout)


def order(served: Served, description: str, timeout: float = HOPELESS_S, **changes: Any) -> httpx.Response:
    """Post a request whose description the stand-in stages obey."""
    payload = json.dumps({**SPEC, "description": description, **changes}).encode()
    return post(served, payload, "/stand-ins", timeout)


def until(condition: Callable[[], bool]) -> bool:
    ends = time.monotonic() + HOPELESS_S
    while time.monotonic() < ends:
        if condition():
            return True
        time.sleep(0.1)
    return False


# -- the application as shipped ----------------------------------------------------------------------------------------


def test_the_quick_start_example_is_answered_and_verified(served: Served) -> None:
    answer = post(served, EXAMPLE)
    result = Result.model_validate(answer.json())
    assert (answer.status_code, result.status, result.request_id) == (200, Status.SUCCESS, "req-123"), (
        answer.text
    )
    assert result.result
    names = [
        n.name for n in ast.walk(ast.parse(result.result.program_ast.code)) if isinstance(n, ast.FunctionDef)
    ]
    assert "sort_dictionaries" in names
    assert [e.status for e in result.verification.examples] == ["passed"]
    assert [c.status for c in result.verification.constraints] == ["passed"] * 3


GARBAGE: dict[str, bytes] = {
    "nothing": b"",
    "spaces": b"  \n ",
    "a brace": b"{",
    "cut off": EXAMPLE[: len(EXAMPLE) // 2],
    "not text": bytes(range(256)),
    "broken utf-8": b'{"description": "\xff\xfe"}',
    "an array": b"[1, 2, 3]",
    "null": b"null",
    "a number": b"42",
    "a string": b'"sort a list"',
    "an empty object": b"{}",
    "an unknown field": b'{"description": "add one", "colour": "red"}',
    "a wrong type": b'{"description": 5}',
    "another language": b'{"description": "add one", "language": "cobol"}',
    "an unknown technique": b'{"description": "add one", "technique": "magic"}',
    "a negative deadline": b'{"description": "add one", "deadline_s": -1}',
    "an endless deadline": b'{"description": "add one", "deadline_s": 1e308}',
    "not a number": b'{"description": "add one", "deadline_s": NaN}',
    "a keyword as name": b'{"function_name": "import", "examples": ["assert f(1) == 2"]}',
    "a call as value": b'{"examples": ["assert f(open(\'x\')) == 2"]}',
    "deep nesting": b'{"examples": ' + b"[" * 100_000,
    "a field twice": b'{"description": "add one", "description": "add two"}',
    "a huge body": b'{"description": "' + b"a" * 2_000_000 + b'"}',
    "form data": b"description=add+one&n=3",
}


@pytest.mark.parametrize("payload", GARBAGE.values(), ids=GARBAGE.keys())
def test_garbage_is_rejected_with_a_hint(served: Served, payload: bytes) -> None:
    answer = post(served, payload)
    result = Result.model_validate(answer.json())
    assert (answer.status_code, result.status) == (422, Status.REJECTED), answer.text
    assert result.error
    assert result.error.message
    assert result.error.hint
    assert "Traceback" not in answer.text


def events(served: Served, description: str) -> Generator[tuple[str, Any], None, None]:
    payload = json.dumps({**SPEC, "description": description}).encode()
    asked = httpx.stream(
        "POST", f"{served.url}/stand-ins/v1/synthesize", content=payload, timeout=HOPELESS_S,
        headers={"Accept": "text/event-stream"},
    )  # fmt: skip
    kind = ""
    with asked as answer:
        for line in answer.iter_lines():
            name, _, value = line.partition(": ")
            if name == "event":
                kind = value
            elif name == "data":
                yield kind, json.loads(value)


def test_the_best_text_is_streamed_and_the_result_comes_last(served: Served) -> None:
    draft, (kind, result) = events(served, "as it goes")
    assert draft == ("draft", {"text": "as it goes"})
    assert (kind, result["status"]) == ("result", "success")


def test_a_reader_of_events_who_leaves_stops_the_search(served: Served, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    reading = events(served, f"wait {journal}")
    assert next(reading)[0] == "draft"
    assert until(journal.exists)
    reading.close()
    assert until(lambda: journal.read_text().split()[-1] == "stopped")


def test_health_readiness_and_the_probe(served: Served) -> None:
    assert httpx.get(f"{served.url}/healthz").json() == {"status": "alive"}
    ready = httpx.get(f"{served.url}/readyz").json()
    assert ready["ready"] is True
    assert set(ready["stages"]) == {"retriever", "outline_planner", "implementer", "ast_validator"}
    probe = subprocess.run(
        [sys.executable, "-m", "deployments.health_check", "readyz"],
        cwd=ROOT, env={**os.environ, "HEALTH_CHECK_PORT": str(served.port)}, capture_output=True, check=False,
    )  # fmt: skip
    assert probe.returncode == 0, probe.stdout


def test_the_openapi_document_is_served(served: Served) -> None:
    paths = httpx.get(f"{served.url}/openapi.json").json()["paths"]
    assert {"/v1/synthesize", "/healthz", "/readyz"} <= set(paths)


# -- what Serve does around a stage ------------------------------------------------------------------------------------


def test_a_client_that_goes_away_stops_the_work_behind_it(served: Served, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    with pytest.raises(httpx.ReadTimeout):
        order(served, f"wait {journal}", timeout=2.0)
    assert until(lambda: journal.read_text().split() == ["began", "stopped"])


def test_a_search_past_its_deadline_is_stopped_and_the_request_answered(
    served: Served, tmp_path: Path
) -> None:
    journal = tmp_path / "journal"
    answer = order(served, f"wait {journal}", deadline_s=1)
    assert answer.status_code == 200
    assert journal.read_text().split() == ["began", "stopped"]


def test_overload_is_told_with_a_time_to_come_back(served: Served, tmp_path: Path) -> None:
    def ask(number: int) -> httpx.Response:
        return order(served, f"wait {tmp_path / str(number)}", deadline_s=3)

    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(ask, range(40)))
    assert {answer.status_code for answer in answers} == {200, 503}
    refused = [answer for answer in answers if answer.status_code == 503]
    assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
    assert {answer.json()["error"]["code"] for answer in refused} == {"overloaded"}
    assert until(lambda: order(served, "go on").status_code == 200)


def test_a_dead_replica_is_told_and_replaced(served: Served) -> None:
    answer = order(served, "die")
    assert answer.status_code == 503
    assert answer.json()["error"]["retryable"] is True
    assert until(lambda: order(served, "go on").json()["status"] == "success")


def test_a_replica_that_ignores_its_cancellation_is_replaced(served: Served, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    answer = order(served, f"deaf {journal}", deadline_s=1)
    assert answer.json()["status"] == "failure"
    assert until(lambda: order(served, "go on", deadline_s=5).json()["status"] == "success")
    assert journal.read_text().split() == ["began"]


def test_an_edit_of_the_configuration_rolls_without_a_failed_request(served: Served, tmp_path: Path) -> None:
    """Each deployment of the stand-ins is replaced while clients ask; searches end with their budget meanwhile too."""
    over = threading.Event()

    def ask(description: str) -> list[tuple[int, str]]:
        answers = []
        while not over.is_set():
            answer = order(served, description, deadline_s=20)
            answers.append((answer.status_code, answer.json()["status"]))
        return answers

    config = configuration(served.port)
    config["applications"][1]["args"]["max_deadline_s"] = 59
    (tmp_path / "edited.yaml").write_text(yaml.safe_dump(config))
    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(ask, description) for description in ("go on", "take 0.1", "take 0.7")]
        try:
            done = subprocess.run(
                [sys.executable, "-m", "tests.fixtures.serve_edit", str(tmp_path / "edited.yaml")],
                cwd=ROOT, env=environment_of(served.log.parent), capture_output=True, text=True, check=False,
            )  # fmt: skip
        finally:
            over.set()
        answers = [answer for future in asked for answer in future.result()]
    assert done.returncode == 0, done.stderr[-2000:]
    assert len(answers) > 20
    assert set(answers) == {(200, "success")}
