import pytest

from kuberay.checks import check
from kuberay.options import load_options
from kuberay.rendering import OVERLAYS, Choices, render
from tests.fixtures.broken_manifests import BROKEN, Broken, break_one

OPTIONS = load_options()
IMAGE = "registry.example.com/synthesis-graph:1"


@pytest.mark.parametrize("overlay", sorted(path.name for path in OVERLAYS.iterdir()))
def test_our_overlays_are_in_order(overlay: str) -> None:
    assert check(render(Choices(overlay, "here", IMAGE)), OPTIONS) == []


def test_there_are_sixty_rows_with_names_of_their_own() -> None:
    assert len(BROKEN) >= 60
    assert len({row.name for row in BROKEN}) == len(BROKEN)


@pytest.mark.parametrize("row", [row for row in BROKEN if row.by == "client"], ids=lambda row: row.name)
def test_the_client_refuses_and_names_the_field(row: Broken) -> None:
    found = [
        f
        for f in check(break_one(render(Choices("cpu", "here", IMAGE)), row), OPTIONS)
        if f.severity == "error"
    ]
    assert any(row.field in finding.field for finding in found), found
    assert all(finding.mend for finding in found)


@pytest.mark.parametrize("row", [row for row in BROKEN if row.by == "server"], ids=lambda row: row.name)
def test_what_the_server_refuses_does_not_stop_the_checks(row: Broken) -> None:
    check(break_one(render(Choices("cpu", "here", IMAGE)), row), OPTIONS)


def test_a_volume_of_one_node_for_many_workers_is_warned_of() -> None:
    objects = render(Choices("cpu", "here", IMAGE))
    objects[-1]["spec"]["rayClusterConfig"]["workerGroupSpecs"][0]["maxReplicas"] = 3
    (finding,) = check(objects, OPTIONS)
    assert (finding.severity, "ReadWriteOnce" in finding.message) == ("warning", True)


def test_an_image_without_a_registry_is_warned_of_once_an_object() -> None:
    found = check(render(Choices("cpu", "here")), OPTIONS)
    assert {finding.severity for finding in found} == {"warning"}
    assert len(found) == 2  # the RayService and the Job


@pytest.mark.parametrize("variable", ["RAY_LOG_LEVEL", "HF_HOME", "TZ", "OMP_NUM_THREADS"])
def test_variables_of_others_pass(variable: str) -> None:
    objects = render(Choices("cpu", "here", IMAGE))
    next(m for m in objects if m["kind"] == "ConfigMap")["data"][variable] = "1"
    assert check(objects, OPTIONS) == []
