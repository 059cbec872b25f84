"""The graph fed by a real broker, as `configs/pulsar.yaml` starts it: the README's request in, its answer out."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from synthesis_graph.result import Result, Status
from tests.e2e.conftest import ROOT, free_port, processes_below, stop, wait_until_ready
from tests.fixtures.pulsar_broker import Broker
from tests.needs import installable

pytestmark = [pytest.mark.needs_broker, pytest.mark.serve, pytest.mark.slow, pytest.mark.timeout(600)]

EXAMPLE = ROOT / "examples" / "sort_dictionaries.json"
ANSWER_S = 180
COMMAND_S = ANSWER_S + 60
BIN = Path(sys.executable).parent


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    """What an operator sets, and a home of its own; afterwards no process with it is left."""
    if not installable():
        pytest.skip("a broker with an admin interface needs Java and Maven here")
    folder = Path(tempfile.mkdtemp(prefix="sg-"))  # short: Ray puts sockets below it
    broker = Broker(folder / "broker").start()
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("RAY_") and k != "PYTHONPATH"}
    try:
        yield inherited | {
            "HOME": str(folder), "RAY_AUTH_MODE": "disabled", "RAY_ADDRESS": "local", "RAY_TMPDIR": str(folder),
            "RAY_USAGE_STATS_ENABLED": "0", "PULSAR_SERVICE_URL": broker.url, "PULSAR_ADMIN_URL": broker.admin_url,
        }  # fmt: skip
    finally:
        for pid in processes_below(folder):
            os.kill(pid, signal.SIGKILL)
        broker.kill()
        shutil.rmtree(folder, ignore_errors=True)


def configuration(port: int) -> dict[str, Any]:
    """The shipped configuration, listening on this machine only."""
    config: dict[str, Any] = yaml.safe_load((ROOT / "configs" / "pulsar.yaml").read_text())
    config["http_options"] |= {"port": port, "host": "127.0.0.1"}
    return config


def command(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    line = [str(BIN / "synthesis-graph"), *arguments]
    return subprocess.run(
        line, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=COMMAND_S, check=False
    )


def test_the_request_of_the_readme_is_answered_over_the_broker(environment: dict[str, str]) -> None:
    port, home = free_port(), Path(environment["HOME"])
    config, log = home / "pulsar.yaml", home / "serve.log"
    config.write_text(yaml.safe_dump(configuration(port)))
    with log.open("w") as output:
        serving = subprocess.Popen(
            [str(BIN / "serve"), "run", str(config)], cwd=ROOT, env=environment,
            stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        wait_until_ready(f"http://127.0.0.1:{port}/healthz", serving, log)
        sent = command(environment, "send", str(EXAMPLE), "--wait", str(ANSWER_S))
        assert sent.returncode == 0, sent.stderr + log.read_text()[-4000:]
        result = Result.model_validate_json(sent.stdout)
        assert (result.request_id, result.status) == ("req-123", Status.SUCCESS), sent.stdout
        assert [example.status for example in result.verification.examples] == ["passed"]
        heard = command(environment, "listen", "--earliest", "--count", "1")
        assert json.loads(heard.stdout) == json.loads(sent.stdout)
    finally:
        stop(serving)
