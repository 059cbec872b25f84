"""One `serve run` for all end-to-end tests: the application as shipped, and beside it the same over stand-in stages."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

ROOT = Path(__file__).parents[2]
START_S = 240  # the first start builds the retrieval index
STOP_S = 60
TINY = {"num_cpus": 0.02, "health_check_period_s": 1, "graceful_shutdown_timeout_s": 1}
STAGES = ("http_ingress", "synthesizer", "retriever", "outline_planner", "implementer", "ast_validator")


@dataclass(frozen=True)
class Served:
    """A running `serve run`: where it listens, and what was printed."""

    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """The two applications, answering; afterwards no process of theirs is left."""
    folder = Path(
        tempfile.mkdtemp(prefix="sg-")
    )  # short: Ray puts sockets below it, whose paths may not be long
    port = free_port()
    config = folder / "serve.yaml"
    config.write_text(yaml.safe_dump(configuration(port)))
    log = folder / "serve.log"
    environment = environment_of(folder) | {
        "RAY_ADDRESS": "local"
    }  # never join a cluster that happens to run here
    command = [str(Path(sys.executable).with_name("serve")), "run", str(config)]
    with log.open("w") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        for path in ("/readyz", "/stand-ins/readyz"):
            wait_until_ready(f"http://127.0.0.1:{port}{path}", process, log)
        yield Served(port, log)
    finally:
        stop(process)
        left = processes_below(folder)
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)
    assert not left, f"processes were left behind: {left}"


def environment_of(folder: Path) -> dict[str, str]:
    """The environment of what belongs to the Ray of this folder."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RAY_") and k != "PYTHONPATH"}
    return kept | {
        "HOME": str(folder),  # a Ray token in the real one would switch authentication on
        "RAY_AUTH_MODE": "disabled",
        "RAY_TMPDIR": str(folder),
        "RAY_USAGE_STATS_ENABLED": "0",
    }


def configuration(port: int) -> dict[str, Any]:
    """The shipped configuration on a free port, with the stand-ins as a second application."""
    config: dict[str, Any] = yaml.safe_load((ROOT / "serve_config.yaml").read_text())
    config["http_options"]["port"] = port
    config["applications"].append(
        {
            "name": "stand_ins",
            "route_prefix": "/stand-ins",
            "import_path": "tests.fixtures.stand_ins:build",
            "args": {"stuck_after_s": 2, **dict.fromkeys(STAGES, TINY)},
        }
    )
    return config


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_ready(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    ends = time.monotonic() + START_S
    said = ""
    while time.monotonic() < ends:
        if process.poll() is not None:
            break
        try:
            answer = httpx.get(url, timeout=10)
            if answer.status_code == 200:
                return
            said = answer.text
        except httpx.HTTPError as error:
            said = repr(error)
        time.sleep(0.5)
    raise AssertionError(f"{url} never was ready: {said}\n{log.read_text()[-4000:]}")


def stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(STOP_S)


def processes_below(folder: Path) -> list[int]:
    """Processes that still run with this session's environment, after some seconds to end by themselves."""
    mark = f"RAY_TMPDIR={folder}".encode()
    left: list[int] = []
    for _ in range(40):
        left = [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/environ") if holds(path, mark)]
        if not left:
            return []
        time.sleep(0.5)
    return left


def holds(path: Path, mark: bytes) -> bool:
    try:
        return mark in path.read_bytes()
    except OSError:  # gone meanwhile, or another user's
        return False
