import dataclasses
import io
import json

import pytest
from rich.console import Console

from kuberay.causes import diagnose
from kuberay.display import show_causes, status_view
from kuberay.snapshot import Snapshot, summary
from tests.fixtures.ray_services import (
    CLUSTER,
    INITIALIZING,
    READY,
    SERVING,
    STATES,
    TRACEBACK,
    application,
    condition,
    pod,
    ray_service,
    snapshot,
    waiting,
)


@pytest.mark.parametrize("name", STATES)
def test_a_state_has_its_cause_and_mend(name: str) -> None:
    state, code, fatal, message, mend = STATES[name]
    first = diagnose(state)[0]
    assert (first.code, first.fatal) == (code, fatal)
    assert message in first.message
    assert mend in first.mend
    assert not state.ready


def test_nothing_is_held_against_a_service_that_is_ready() -> None:
    assert READY.ready
    assert diagnose(READY) == []


def test_the_traceback_is_shown_whole() -> None:
    (cause,) = diagnose(STATES["deploy failed"][0])
    assert cause.detail == TRACEBACK
    console = Console(record=True, width=200, file=io.StringIO())
    show_causes(console, [cause])
    shown = console.export_text()
    assert all(line.strip() in shown for line in TRACEBACK.splitlines())


def test_pods_that_fail_alike_are_named_once_each() -> None:
    many = snapshot(pods=[pod(name, waiting=("ErrImagePull", "no")) for name in ("a", "b")])
    assert len(diagnose(many)) == 1


def test_a_pod_that_starts_is_no_cause() -> None:
    assert diagnose(waiting("ContainerCreating")) == []
    assert diagnose(waiting("PodInitializing")) == []


@pytest.mark.parametrize(
    "change",
    [
        {"generation": 2},
        {"conditions": [SERVING, condition("UpgradeInProgress", "True", "BothActivePendingClustersExist")]},
        {"conditions": [INITIALIZING]},
    ],
)
def test_ready_means_the_present_specification_serves(change: dict) -> None:
    service = ray_service(SERVING, application(), "active")
    service["metadata"]["generation"] = change.pop("generation", 1)
    service["status"].update(change)
    assert not snapshot(service).ready


def test_an_application_that_does_not_run_is_not_ready() -> None:
    assert not snapshot(ray_service(SERVING, application("UNHEALTHY"), "active")).ready


def test_the_summary_joins_what_belongs_together() -> None:
    asked = {
        "synthesis_graph": {"deployments": {"retriever": {"replicas": [{}, {}], "target_num_replicas": 3}}}
    }
    seen = dataclasses.replace(READY, applications=asked)
    made = json.loads(json.dumps(summary(seen)))
    assert made["ready"] is True
    (app,) = made["applications"]
    assert (app["role"], app["cluster"], app["status"]) == ("active", CLUSTER, "RUNNING")
    assert app["deployments"] == [
        {"name": "retriever", "status": "HEALTHY", "message": "", "replicas": 2, "target": 3}
    ]
    assert made["pods"][0]["ready"] is True


@pytest.mark.parametrize("state", [READY, *(row[0] for row in STATES.values())])
def test_every_state_can_be_shown(state: Snapshot) -> None:
    console = Console(record=True, width=160, file=io.StringIO())
    causes = diagnose(state)
    console.print(status_view(state, causes))
    shown = console.export_text()
    assert state.name in shown
    assert all(cause.code in shown for cause in causes)
