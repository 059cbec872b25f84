"""The wiring, in one process: Serve's local testing mode starts no Ray, and enforces no queue bound."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ray import serve
from ray.serve import Application

from deployments.app import STAGES, build, synthesizer
from deployments.http_ingress import http_status
from deployments.settings import AppSettings
from synthesis_graph.result import Result, Status
from synthesis_graph.techniques import of_engine
from tests.fixtures import stand_ins

SPEC = {"function_name": "f", "examples": ["assert f(1) == 1"], "technique": "all", "deadline_s": 20}
Answer = Callable[..., Result]


@pytest.fixture(scope="module")
def handle() -> Any:
    settings = AppSettings(grace_s=0.2)
    return serve.run(synthesizer(settings, stand_ins.STAND_INS), _local_testing_mode=True)


@pytest.fixture(scope="module")
def answer(handle: Any) -> Iterator[Answer]:
    def ask(payload: bytes | None = None, **changes: Any) -> Result:
        body = json.dumps({**SPEC, **changes}).encode() if payload is None else payload
        result: Result = handle.answer.remote(body).result(timeout_s=60)
        return result

    yield ask
    assert set(handle.ready.remote(5.0).result()) == set(STAGES)


def test_a_request_goes_through_all_four_stages(answer: Answer) -> None:
    result = answer(request_id="r1")
    assert (result.request_id, result.status) == ("r1", Status.SUCCESS)
    assert [a.technique for a in result.provenance.attempts] == [row.name for row in of_engine("embedded")]
    planned = {a.technique for a in result.provenance.attempts if a.outlines == ["stand in"]}
    assert planned == {row.name for row in of_engine("embedded") if row.outline != "none"}
    assert result.verification.examples[0].subject == "stand in"


def test_drafts_come_before_the_result(handle: Any) -> None:
    payload = json.dumps({**SPEC, "description": "as it goes", "technique": "grammar"}).encode()
    *drafts, result = handle.options(stream=True).drafts.remote(payload)
    assert drafts == ["as it goes"]
    assert result.status is Status.SUCCESS


def test_a_refused_request_has_no_drafts(handle: Any) -> None:
    (result,) = handle.options(stream=True).drafts.remote(b"{")
    assert result.status is Status.REJECTED


@pytest.mark.parametrize("payload", [b"", b"{", b"[]", b"\xff\xfe", b'{"request_id": "r2", "exampels": []}'])
def test_an_invalid_request_is_rejected_with_its_id(answer: Answer, payload: bytes) -> None:
    result = answer(payload)
    assert result.status is Status.REJECTED
    assert result.request_id.startswith("r2" if b"r2" in payload else "req-")
    assert result.error
    assert result.error.hint


def test_a_stage_that_raises_becomes_an_internal_error_with_the_id(answer: Answer) -> None:
    result = answer(request_id="r3", description="fail")
    assert result.error
    assert (result.request_id, result.status, result.error.code) == ("r3", Status.FAILURE, "internal")


def test_an_implementer_that_overruns_is_cancelled_and_the_request_still_ends(
    answer: Answer, tmp_path: Path
) -> None:
    journal = tmp_path / "journal"
    result = answer(description=f"wait {journal}", deadline_s=0.5, technique="grammar")
    assert result.provenance.attempts[0].technique == "grammar"
    assert journal.read_text().split()[-1] == "stopped"


def test_the_application_is_built_from_the_real_stages_with_their_options() -> None:
    application = build(
        AppSettings.model_validate({"implementer": {"num_gpus": 1, "min_replicas": 0, "max_replicas": 3}})
    )
    assert isinstance(application, Application)
    ingress = application._bound_deployment
    assert ingress.name == "http_ingress"
    by_name = {d.name: d for d in deployments(ingress)}
    assert set(by_name) == {"http_ingress", "synthesizer", *STAGES}
    implementer = by_name["implementer"]
    assert implementer.ray_actor_options["num_gpus"] == 1
    scaling = implementer._deployment_config.autoscaling_config
    assert scaling
    assert (scaling.min_replicas, scaling.max_replicas) == (0, 3)
    assert by_name["retriever"].ray_actor_options["num_cpus"] == 0.1


def test_a_replaced_replica_may_finish_the_longest_request() -> None:
    args = {"max_deadline_s": 120, "grace_s": 2, "retriever": {"graceful_shutdown_timeout_s": 5}}
    settings = AppSettings.model_validate(args)
    by_name = {d.name: d for d in deployments(build(settings)._bound_deployment)}
    drains_s = {n: d._deployment_config.graceful_shutdown_timeout_s for n, d in by_name.items()}
    assert drains_s == {**dict.fromkeys(drains_s, 128), "retriever": 5}


def deployments(deployment: Any) -> list[Any]:
    bound = [*deployment.init_args, *deployment.init_kwargs.values()]
    bound += [v for b in bound if hasattr(b, "__dataclass_fields__") for v in vars(b).values()]
    below = [b._bound_deployment for b in bound if isinstance(b, Application)]
    return [deployment, *(d for b in below for d in deployments(b))]


def test_the_pulsar_ingress_is_part_of_the_graph_only_when_a_broker_is_configured() -> None:
    pytest.importorskip("pulsar")
    without, with_broker = (
        {d.name for d in deployments(build(AppSettings.model_validate(args))._bound_deployment)}
        for args in ({}, {"pulsar_service_url": "pulsar://localhost:6650"})
    )
    assert with_broker - without == {"pulsar_ingress"}
    assert "pulsar_ingress" not in without


def test_a_request_that_meets_a_sleeping_implementer_is_told_to_come_back() -> None:
    settings = AppSettings.model_validate({"grace_s": 0.1, "implementer": {"min_replicas": 0}})
    handle = serve.run(synthesizer(settings, stand_ins.STAND_INS), name="sleeper", _local_testing_mode=True)
    body = {
        **SPEC,
        "technique": "grammar",
        "deadline_s": 0.3,
        "description": "take 1.5",
    }  # as long as waking takes
    result: Result = handle.answer.remote(json.dumps(body).encode()).result(timeout_s=60)
    assert result.error
    assert (result.error.code, result.error.retryable) == ("overloaded", True)
    assert http_status(result) == 503
