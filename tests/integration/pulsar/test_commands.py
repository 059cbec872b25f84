"""`synthesis-graph send` and `listen` against a real broker, as a newcomer types them."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from deployments.settings import AppSettings
from tests.fixtures.pulsar_traffic import echo, ingress, settings_for

pytestmark = pytest.mark.needs_broker
ROOT = Path(__file__).parents[3]
SPEC = ROOT / "examples" / "sort_dictionaries.json"
RUN = "import typer, sys; from deployments.topic_commands import send, listen; app = typer.Typer();"
RUN += "app.command('send')(send); app.command('listen')(listen); app()"


def run(settings: AppSettings, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ, "PULSAR_SERVICE_URL": str(settings.pulsar_service_url), "INPUT_TOPIC": settings.input_topic,
        "OUTPUT_TOPIC": settings.output_topic, "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    command = [sys.executable, "-c", RUN, *arguments]
    return subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_request_is_sent_answered_and_listened_to(service_url: str) -> None:
    settings = settings_for(service_url)
    done = threading.Event()

    async def serve() -> None:
        async with ingress(settings, echo):
            await asyncio.to_thread(done.wait, 60)

    serving = threading.Thread(target=lambda: asyncio.run(serve()))
    serving.start()
    try:
        waited = run(settings, "send", str(SPEC), "--wait", "30")
        assert waited.returncode == 0, waited.stderr
        request_id = json.loads(SPEC.read_text()).get("request_id") or json.loads(waited.stdout)["request_id"]
        assert json.loads(waited.stdout)["request_id"] == request_id
        assert request_id in waited.stderr
        heard = run(settings, "listen", "--earliest", "--count", "1")
        assert json.loads(heard.stdout) == json.loads(waited.stdout)
        sent = run(settings, "send", str(SPEC))
        assert sent.stdout.strip() == request_id
    finally:
        done.set()
        serving.join()


def test_a_broker_that_is_not_there_is_said_in_a_line(service_url: str) -> None:
    failed = run(settings_for("pulsar://127.0.0.1:1"), "listen", "--count", "1")
    assert failed.returncode == 1
    assert "the broker did not answer" in failed.stderr
