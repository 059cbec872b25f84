import copy
from typing import Any

import pytest

from kuberay.changes import compare
from kuberay.rendering import Choices, render
from tests.fixtures.broken_manifests import put

LIVE = render(Choices("cpu", "here", "r.example.com/synthesis-graph:1"))[-1]
GROUP = "spec.rayClusterConfig.workerGroupSpecs[0]"


@pytest.mark.parametrize(
    ("path", "value", "new_cluster"),
    [
        ("spec.serveConfigV2", "applications: []", False),
        (f"{GROUP}.minReplicas", 2, False),
        (f"{GROUP}.maxReplicas", 9, False),
        (f"{GROUP}.template.spec.tolerations", [{"operator": "Exists"}], False),
        ("spec.rayClusterConfig.headGroupSpec.template.spec.tolerations", [{"operator": "Exists"}], False),
        ("spec.rayClusterDeletionDelaySeconds", 5, False),
        ("metadata.labels.a", "b", False),
        (f"{GROUP}.template.spec.containers[0].image", "r.example.com/synthesis-graph:2", True),
        (f"{GROUP}.template.spec.containers[0].resources.limits.memory", "5Gi", True),
        (f"{GROUP}.rayStartParams.num-cpus", "4", True),
        (f"{GROUP}.template.metadata.labels.a", "b", True),
        ("spec.rayClusterConfig.rayVersion", "2.61.0", True),
        ("spec.rayClusterConfig.autoscalerOptions.idleTimeoutSeconds", 10, True),
    ],
)
def test_what_builds_a_second_cluster(path: str, value: Any, new_cluster: bool) -> None:
    wanted = copy.deepcopy(LIVE)
    put(path, value)(wanted)
    change = compare(LIVE, wanted)
    assert bool(change.new_cluster) == new_cluster
    assert change.fields == ((path,) if path.startswith("spec") else ())
    assert change.new_cluster == ((path,) if new_cluster else ())


def test_a_group_added_at_the_end_joins_the_running_cluster() -> None:
    wanted = copy.deepcopy(LIVE)
    groups = wanted["spec"]["rayClusterConfig"]["workerGroupSpecs"]
    groups.append({**copy.deepcopy(groups[0]), "groupName": "more"})
    assert compare(LIVE, wanted).new_cluster == ()
    assert compare(wanted, LIVE).new_cluster != ()


def test_the_same_again_changes_nothing() -> None:
    assert compare(LIVE, copy.deepcopy(LIVE)).fields == ()


def test_what_the_operator_writes_into_a_group_is_no_difference_of_clusters() -> None:
    without = copy.deepcopy(LIVE)
    del without["spec"]["rayClusterConfig"]["workerGroupSpecs"][0]["scaleStrategy"]
    assert compare(LIVE, without).new_cluster == ()
    emptied = copy.deepcopy(LIVE)
    put(f"{GROUP}.scaleStrategy", {"workersToDelete": ["a"]})(emptied)
    assert compare(LIVE, emptied).new_cluster == ()
