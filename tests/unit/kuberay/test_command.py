import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from kuberay.command import app

ROOT = Path(__file__).parents[3]
RUNNER = CliRunner()


def run(*arguments: str, **environment: str) -> tuple[int, str, str]:
    done = RUNNER.invoke(
        app, list(arguments), env={"REGISTRY": "", "TAG": "", "KUBECONFIG": "/nowhere", **environment}
    )
    return done.exit_code, done.stdout, done.stderr


def test_render_takes_the_names_of_the_environment() -> None:
    code, out, _ = run("render", REGISTRY="r.example.com/team", TAG="7", NAMESPACE="elsewhere")
    objects = list(yaml.safe_load_all(out))
    assert code == 0
    assert {m["metadata"]["namespace"] for m in objects} == {"elsewhere"}
    assert set(out.split("image: ")[1:2][0].split("\n")[:1]) == {"r.example.com/team/synthesis-graph:7"}
    assert out.count("r.example.com/team/synthesis-graph:7") == out.count("image: ") == 5


def test_the_storage_class_is_set_on_every_volume() -> None:
    _, out, _ = run("render", "--overlay", "gpu", "--storage-class", "fast")
    claims = [m for m in yaml.safe_load_all(out) if m["kind"] == "PersistentVolumeClaim"]
    assert [claim["spec"]["storageClassName"] for claim in claims] == ["fast", "fast"]


def test_a_check_without_a_server() -> None:
    code, _, err = run("deploy", "--dry-run", "client", "--image", "r.example.com/a:1")
    assert (code, "objects are in order" in err) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("deploy", "--overlay", "tpu"), 2, "no overlay 'tpu'"),
        (("deploy", "--name", "Not_A_Name"), 2, "metadata.name"),
        (("deploy",), 3, "no Kubernetes cluster is configured"),
        (("status",), 3, "KUBECONFIG"),
        (("wait",), 3, "KUBECONFIG"),
        (("delete",), 3, "KUBECONFIG"),
        (("logs", "--follow"), 2, "--pod"),
        (("deploy", "--wrong"), 2, "--wrong"),
    ],
)
def test_exit_codes(arguments: tuple[str, ...], code: int, said: str) -> None:
    got, _, err = run(*arguments)
    assert got == code
    assert said in err


def test_the_script_is_the_command() -> None:
    script = ROOT / "kuberay" / "deploy.sh"
    assert len(script.read_text().splitlines()) == 3
    done = subprocess.run(
        [str(script), "--dry-run", "client", "--image", "r.example.com/a:1"],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHON": sys.executable},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_the_console_command_has_the_same_functions() -> None:
    declared = (ROOT / "pyproject.toml").read_text()
    for command in app.registered_commands:
        assert command.callback is not None
        name = command.callback.__name__
        assert name == "generate" or f'{name} = "kuberay.command:{name}"' in declared
    for point in entry_points(group="synthesis_graph.commands"):
        if point.value.startswith("kuberay"):
            assert point.load() in [command.callback for command in app.registered_commands]
