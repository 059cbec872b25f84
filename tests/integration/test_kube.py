"""The client against a real Kubernetes API server with KubeRay's real definitions; no operator, no kubelet."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kuberay import deploying
from kuberay.cluster import Cluster
from kuberay.errors import Refused, Unreachable
from kuberay.kustomize import Manifest
from kuberay.options import load_options
from kuberay.rendering import OVERLAYS, Choices, render
from tests.fixtures.broken_manifests import BROKEN, POD, Broken, break_one, put
from tests.fixtures.kube_server import MISSING, api_server, free_port, has_definitions
from tests.fixtures.ray_services import SERVING, TRACEBACK, application, condition
from tests.needs import ROOT

pytestmark = [pytest.mark.kube, pytest.mark.slow]
IMAGE = "registry.example.com/synthesis-graph:1"


@pytest.fixture(scope="module")
def kubeconfig() -> Iterator[str]:
    """A running API server that knows RayService and RayCluster."""
    if not has_definitions():
        pytest.skip(f"not run: {MISSING}")
    with api_server() as path:
        yield path


@pytest.fixture
def cluster(kubeconfig: str, request: pytest.FixtureRequest) -> Cluster:
    """A namespace of the test's own."""
    name = "".join(c if c.isalnum() else "-" for c in request.node.name.lower())[:50].strip("-")
    made = Cluster(name, kubeconfig=kubeconfig)
    deploying.create_namespace(made)
    return made


@pytest.fixture(scope="module")
def shared(kubeconfig: str) -> Cluster:
    """One namespace for tests that write nothing."""
    made = Cluster("nothing-written", kubeconfig=kubeconfig)
    deploying.create_namespace(made)
    return made


def objects(namespace: str, overlay: str = "cpu") -> list[Manifest]:
    return render(Choices(overlay, namespace, IMAGE))


def set_status(cluster: Cluster, status: dict[str, Any]) -> None:
    """What the operator would write."""
    from kubernetes import client

    client.CustomObjectsApi(cluster._api).patch_namespaced_custom_object_status(
        "ray.io", "v1", cluster.namespace, "rayservices", "synthesis-graph", {"status": status}
    )


@pytest.mark.parametrize("overlay", sorted(path.name for path in OVERLAYS.iterdir()))
def test_the_server_takes_every_overlay(overlay: str, shared: Cluster) -> None:
    plan = deploying.plan(shared, objects(shared.namespace, overlay), [])
    assert plan.change is None
    assert shared.read("ray.io/v1", "RayService", "synthesis-graph") is None, "a plan writes nothing"


def test_deploying_twice_changes_nothing(cluster: Cluster) -> None:
    wanted = objects(cluster.namespace)
    assert {done for _, done in deploying.apply(cluster, wanted)} == {"created"}
    assert [what for what, done in deploying.apply(cluster, wanted) if done != "unchanged"] == []
    assert deploying.plan(cluster, wanted, []).change.fields == ()  # type: ignore[union-attr]


def test_an_edit_in_place_and_one_that_builds_a_second_cluster(cluster: Cluster) -> None:
    wanted = objects(cluster.namespace)
    deploying.apply(cluster, wanted)
    in_place = copy.deepcopy(wanted)
    put("spec.serveConfigV2", wanted[-1]["spec"]["serveConfigV2"].replace("75", "80"))(in_place[-1])
    plan = deploying.plan(cluster, in_place, [])
    assert plan.change is not None
    assert (plan.change.fields, plan.builds_second_cluster) == (("spec.serveConfigV2",), False)
    second = copy.deepcopy(wanted)
    put(f"{POD}.containers[0].image", "registry.example.com/synthesis-graph:2")(second[-1])
    plan = deploying.plan(cluster, second, [])
    assert plan.change is not None
    assert plan.change.new_cluster == (f"{POD}.containers[0].image",)


def test_what_another_manager_touched_is_taken_back(cluster: Cluster) -> None:
    wanted = objects(cluster.namespace)
    deploying.apply(cluster, wanted)
    touched = copy.deepcopy(wanted[-1])
    put("spec.rayClusterConfig.workerGroupSpecs[0].maxReplicas", 7)(touched)
    resource = cluster._resource("ray.io/v1", "RayService")
    cluster._dynamic.server_side_apply(
        resource, touched, field_manager="kuberay-operator", force_conflicts="true"
    )
    assert dict(deploying.apply(cluster, wanted))["RayService synthesis-graph"] == "changed"
    live = cluster.read("ray.io/v1", "RayService", "synthesis-graph")
    assert live is not None
    assert live["spec"]["rayClusterConfig"]["workerGroupSpecs"][0]["maxReplicas"] == 1


def test_a_job_that_differs_is_made_anew(cluster: Cluster) -> None:
    wanted = objects(cluster.namespace)
    deploying.apply(cluster, wanted)
    other = render(Choices("cpu", cluster.namespace, "registry.example.com/synthesis-graph:2"))
    assert dict(deploying.apply(cluster, other))["Job knowledge-base"] == "changed"
    job = cluster.read("batch/v1", "Job", "knowledge-base")
    assert job is not None
    assert job["spec"]["template"]["spec"]["containers"][0]["image"].endswith(":2")


@pytest.mark.parametrize("row", BROKEN, ids=lambda row: row.name)
def test_a_broken_manifest_is_refused_by_the_client_or_the_server(row: Broken, shared: Cluster) -> None:
    from kuberay.checks import check

    broken = break_one(objects(shared.namespace), row)
    found = [finding for finding in check(broken, load_options()) if finding.severity == "error"]
    if row.by == "server":
        with pytest.raises(Refused) as refused:
            deploying.plan(shared, broken, [])
        found = list(refused.value.findings)
    assert any(row.field in finding.field or row.field in finding.message for finding in found), found


def test_a_component_that_the_cluster_does_not_know_is_named(shared: Cluster, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    above = os.path.relpath(OVERLAYS.parent, folder)
    (folder / "kustomization.yaml").write_text(
        yaml.safe_dump(
            {"resources": [f"{above}/base"], "components": [f"{above}/components/service-monitor"]}
        )
    )
    with pytest.raises(Refused, match="Prometheus operator"):
        deploying.plan(shared, render(Choices(str(folder), shared.namespace, IMAGE)), [])


def test_a_secret_that_is_not_there_is_named(cluster: Cluster) -> None:
    wanted = objects(cluster.namespace)
    password = {"valueFrom": {"secretKeyRef": {"name": "synthesis-graph-redis", "key": "password"}}}
    options = {"redisAddress": "redis:6379", "redisPassword": password}
    put("spec.rayClusterConfig.gcsFaultToleranceOptions", options)(wanted[-1])
    with pytest.raises(Refused, match="Secret synthesis-graph-redis"):
        deploying.plan(cluster, wanted, [])


def test_a_namespace_that_is_not_there_is_named(kubeconfig: str) -> None:
    with pytest.raises(Refused, match="no-such-place does not exist"):
        deploying.plan(Cluster("no-such-place", kubeconfig=kubeconfig), objects("no-such-place"), [])


def test_volumes_stay_when_the_rest_is_deleted(cluster: Cluster) -> None:
    wanted = objects(cluster.namespace)
    deploying.apply(cluster, wanted)
    done = dict(deploying.delete(cluster, wanted, with_volumes=False))
    assert done["PersistentVolumeClaim knowledge-base"] == "kept"
    assert cluster.read("v1", "PersistentVolumeClaim", "knowledge-base") is not None
    assert cluster.read("v1", "ConfigMap", "synthesis-graph-environment") is None
    assert (
        dict(deploying.delete(cluster, wanted, with_volumes=True))["RayService synthesis-graph"]
        == "was not there"
    )


def run(kubeconfig: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "KUBECONFIG": kubeconfig, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    line = [sys.executable, "-m", "kuberay", *arguments]
    return subprocess.run(line, env=environment, capture_output=True, text=True, check=False)


def test_the_command_from_deploy_to_delete(kubeconfig: str, cluster: Cluster) -> None:
    here = ("--namespace", cluster.namespace)
    server = run(kubeconfig, "deploy", *here, "--image", IMAGE, "--dry-run", "server")
    assert server.returncode == 0, server.stderr
    assert "nothing was applied" in server.stderr
    missing = run(kubeconfig, "status", *here, "-o", "json")
    assert (missing.returncode, json.loads(missing.stdout)["causes"][0]["code"]) == (1, "missing")

    made = run(kubeconfig, "deploy", *here, "--image", IMAGE)
    assert made.returncode == 0, made.stderr
    assert "RayService synthesis-graph: created" in made.stderr
    nobody = run(kubeconfig, "wait", *here, "--timeout", "1")
    assert (nobody.returncode, "no operator" in nobody.stderr) == (1, True)

    failed = {
        "conditions": [condition("Ready", "False", "Initializing")],
        "observedGeneration": 1,
        "pendingServiceStatus": {
            "rayClusterName": "synthesis-graph-abcde",
            "applicationStatuses": {"synthesis_graph": application("DEPLOY_FAILED", TRACEBACK)},
        },
    }
    set_status(cluster, failed)
    status = json.loads(run(kubeconfig, "status", *here, "-o", "json").stdout)
    assert [(c["code"], c["detail"]) for c in status["causes"]] == [("deploy_failed", TRACEBACK)]
    waited = run(kubeconfig, "wait", *here, "--timeout", "1")
    assert waited.returncode == 1
    assert "No module named 'deployments.ap'" in waited.stderr

    serving = {
        "rayClusterName": "synthesis-graph-abcde",
        "applicationStatuses": {"synthesis_graph": application()},
    }
    set_status(
        cluster, {"conditions": [SERVING], "activeServiceStatus": serving, "pendingServiceStatus": None}
    )
    assert run(kubeconfig, "wait", *here, "--timeout", "5").returncode == 0
    table = run(kubeconfig, "status", *here)
    assert (table.returncode, "RUNNING" in table.stdout) == (0, True)
    gone = run(kubeconfig, "delete", *here, "--volumes")
    assert gone.returncode == 0
    assert cluster.read("ray.io/v1", "RayService", "synthesis-graph") is None


def test_a_server_that_does_not_answer_is_said(tmp_path: Path, kubeconfig: str) -> None:
    config = yaml.safe_load(Path(kubeconfig).read_text())
    config["clusters"][0]["cluster"]["server"] = f"https://127.0.0.1:{free_port()}"
    (tmp_path / "config").write_text(yaml.safe_dump(config))
    with pytest.raises(Unreachable, match="does not answer"):
        Cluster("default", kubeconfig=str(tmp_path / "config")).has_namespace()


def test_a_token_that_nobody_knows_is_said(tmp_path: Path, kubeconfig: str) -> None:
    config = yaml.safe_load(Path(kubeconfig).read_text())
    config["users"][0]["user"]["token"] = "wrong"
    (tmp_path / "config").write_text(yaml.safe_dump(config))
    with pytest.raises(Unreachable, match="does not know us"):
        Cluster("default", kubeconfig=str(tmp_path / "config")).has_namespace()
