import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from fastapi.testclient import TestClient

from deployments.http_ingress import HttpIngress, http_status
from deployments.settings import AppSettings
from synthesis_graph import errors
from synthesis_graph.answer import refuse
from synthesis_graph.result import ErrorBody, Result, Status
from tests.fixtures.handles import Method, Yielding

ALIVE = {"retriever": "ok", "outline_planner": "ok", "implementer": "asleep", "ast_validator": "ok"}
DONE = Result(request_id="r", status=Status.UNVERIFIED)


class Handle:
    """The synthesizer's handle, with prepared answers."""

    def __init__(self, answer: Any = DONE, ready: Any = ALIVE, drafts: Sequence[Any] = ()) -> None:
        self.answer = Method(answer)
        self.drafts = Yielding(*drafts)
        self.ready = Method(ready)


def client(handle: Handle, **settings: Any) -> TestClient:
    ingress = HttpIngress(handle, AppSettings(**settings))  # type: ignore[arg-type]
    return TestClient(ingress.__serve_build_asgi_app__())


@pytest.mark.parametrize("kind", errors.ERRORS.values(), ids=lambda k: k.__name__)
@pytest.mark.parametrize("raised", [False, True])
def test_an_error_has_the_status_of_the_table(kind: type[errors.SynthesisError], raised: bool) -> None:
    error = kind("why", "how to mend it")
    answer = client(Handle(error if raised else refuse("r", error))).post("/v1/synthesize", content=b"{}")
    assert answer.status_code == kind.http_status
    assert Result.model_validate(answer.json()).error == refuse("", error).error
    assert ("retry-after" in answer.headers) == (kind.http_status == 503)


def test_codes_are_unique() -> None:
    def tree(root: type[errors.SynthesisError]) -> Iterator[type[errors.SynthesisError]]:
        yield root
        for child in root.__subclasses__():
            yield from tree(child)

    codes = [kind.code for kind in tree(errors.SynthesisError)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("status", [Status.SUCCESS, Status.FAILURE, Status.UNVERIFIED])
def test_a_finished_synthesis_is_200_whatever_came_of_it(status: Status) -> None:
    error = ErrorBody(code="no_candidate", message="none") if status is Status.FAILURE else None
    assert http_status(Result(request_id="r", status=status, error=error)) == 200


def test_a_body_over_the_limit_is_rejected_and_goes_no_further() -> None:
    handle = Handle(AssertionError("must not be asked"))
    answer = client(handle, max_body_bytes=10).post("/v1/synthesize", content=b"x" * 11)
    assert (answer.status_code, answer.json()["status"]) == (422, "rejected")
    assert answer.json()["error"]["field"] == "body"


def events(handle: Handle) -> list[tuple[str, Any]]:
    answer = client(handle).post("/v1/synthesize", content=b"{}", headers={"Accept": "text/event-stream"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    blocks = [
        dict(line.split(": ", 1) for line in b.splitlines()) for b in answer.text.split("\r\n\r\n") if b
    ]
    return [(block["event"], json.loads(block["data"])) for block in blocks]


def test_who_asks_for_events_sees_the_drafts_and_then_the_result() -> None:
    *drafts, (kind, result) = events(Handle(drafts=("def f", "def f(x):\n    pass", DONE)))
    assert drafts == [("draft", {"text": "def f"}), ("draft", {"text": "def f(x):\n    pass"})]
    assert (kind, Result.model_validate(result)) == ("result", DONE)


def test_an_error_is_the_last_event() -> None:
    ((kind, result),) = events(Handle(drafts=(errors.StageUnavailable("gone"),)))
    assert (kind, result["error"]["code"]) == ("result", "stage_unavailable")


def test_health_and_readiness() -> None:
    alive = client(Handle())
    assert alive.get("/healthz").status_code == 200
    assert alive.get("/readyz").status_code == 200
    lame = client(Handle(ready={**ALIVE, "implementer": "deadline_exceeded"})).get("/readyz")
    assert (lame.status_code, lame.json()["ready"]) == (503, False)
    dead = client(Handle(ready=errors.StageUnavailable("gone"))).get("/readyz")
    assert (dead.status_code, dead.json()["stages"]) == (503, {"synthesizer": "stage_unavailable"})


def test_the_health_routes_can_be_removed() -> None:
    without = client(Handle(), enable_health_check=False)
    assert [without.get(path).status_code for path in ("/healthz", "/readyz")] == [404, 404]
    assert without.post("/v1/synthesize", content=b"{}").status_code == 200


def test_the_openapi_document_holds_the_request_and_every_reference_resolves() -> None:
    document = client(Handle()).get("/openapi.json").json()
    body = document["paths"]["/v1/synthesize"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert "examples" in body["properties"]
    known = document["components"]["schemas"]
    missing = [ref for ref in references(document) if ref.removeprefix("#/components/schemas/") not in known]
    assert not missing


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [ref for value in node.values() for ref in references(value)]
    return [ref for value in node for ref in references(value)] if isinstance(node, list) else []


def test_techniques_are_those_of_the_engine() -> None:
    names = {row["name"] for row in client(Handle()).get("/v1/techniques").json()}
    assert "grammar" in names
    assert client(Handle(), engine="none").get("/v1/techniques").json() == []
