"""The image as a container, as a stranger runs it: non-root, read-only, no capability, Docker's default seccomp profile."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IMAGE = "synthesis-graph:test"
pytestmark = [pytest.mark.image, pytest.mark.slow]
CONFINED = (
    "--network=host", "--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--shm-size=512m",
    "--tmpfs=/tmp:mode=1777,size=2g,exec", "--tmpfs=/home/ray:uid=1000,gid=1000",
)  # fmt: skip


def docker(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["docker", *arguments], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def container(port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A container that serves on the loopback of this machine."""
    config = tmp_path_factory.mktemp("config") / "config.yaml"
    config.write_text((ROOT / "serve_config.yaml").read_text().replace("port: 8000", f"port: {port}"))
    config.chmod(0o644)
    given = (
        f"--env=HEALTH_CHECK_PORT={port}",
        "--env=SERVE_HOST=127.0.0.1",
        f"--volume={config}:/app/config.yaml:ro",
    )
    started = docker("run", "--detach", *CONFINED, *given, IMAGE, "serve", "config.yaml")
    assert started.returncode == 0, started.stderr
    name = started.stdout.strip()
    try:
        yield name
    finally:
        docker("rm", "--force", name)


def state(name: str) -> str:
    return docker("inspect", "--format", "{{.State.Health.Status}}", name).stdout.strip()


def test_it_becomes_healthy(container: str) -> None:
    until = time.monotonic() + 200
    while state(container) != "healthy":
        assert time.monotonic() < until, docker("logs", container).stderr[-3000:]
        time.sleep(1)


def test_it_says_how_well_generated_code_is_confined(container: str) -> None:
    assert "sandbox: full: " in docker("logs", container).stderr


def test_it_answers_the_request_of_the_readme(container: str, port: int) -> None:
    body = (ROOT / "examples" / "sort_dictionaries.json").read_bytes()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/synthesize", data=body, timeout=60) as answer:
        result = json.load(answer)
    assert result["status"] == "success"
    assert result["verification"]["isolation"].startswith("full")


def test_nothing_in_it_runs_as_root(container: str) -> None:
    users = docker("top", container, "-eo", "pid,uid").stdout.split()[3::2]
    assert users
    assert set(users) == {"1000"}


def test_what_kubernetes_needs_is_in_it() -> None:
    line = "command -v bash wget ray serve python && id -u && python -c 'import kuberay, deployments.app'"
    done = docker(
        "run", "--rm", "--network=none", "--entrypoint=bash", IMAGE, "-lc", line
    )  # a login shell, as KubeRay may
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-1] == "1000"


def test_a_wrong_environment_starts_nothing() -> None:
    done = docker("run", "--rm", *CONFINED, "--env=MAX_DEADLINE_S=soon", IMAGE)
    assert done.returncode == 2
    assert "MAX_DEADLINE_S=soon" in done.stderr
