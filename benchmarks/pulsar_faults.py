"""Faults while requests are in flight and queued: what dies, when, and the counting of what came out.

Owns the faults as rows of a table. The ingress is a process of its own over a synthesizer that takes a tenth of a second; for
the faults of Serve it is `serve run` over the tests' stand-in stages. Everything real: broker, client, ledger, signals.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from deployments.settings import AppSettings
from tests.fixtures.pulsar_broker import ROOT, Broker, free_ports
from tests.fixtures.pulsar_replica import start
from tests.fixtures.pulsar_traffic import Traffic, request, settings_for, traffic, until

SETTLE_S = 400
OUTAGE_S = 60
TINY = {"num_cpus": 0.02, "health_check_period_s": 1, "graceful_shutdown_timeout_s": 1}
STAGES = ("http_ingress", "synthesizer", "retriever", "outline_planner", "implementer", "ast_validator")


@dataclass(frozen=True)
class Outcome:
    """The counts of one fault."""

    sent: int
    before: int
    lost: int
    succeeded: int
    failed: int
    duplicates: int
    seconds: float


@dataclass(frozen=True)
class Fault:
    """One row: its name for the command line, what it is, and how it is run."""

    name: str
    what: str
    run: Callable[[Broker, int], Coroutine[Any, Any, Outcome]]


async def _counted(ends: Traffic, requests: int, strike: Callable[[], Awaitable[None]]) -> Outcome:
    """Sends, strikes when a fifth is answered, waits for the rest, counts."""
    started = time.monotonic()
    await ends.send(request(f"r{i}") for i in range(requests))
    await until(lambda: len(ends.results) >= requests // 5, SETTLE_S)
    before = len(ends.results)
    await strike()
    with contextlib.suppress(TimeoutError):
        await ends.settled(requests, timeout_s=SETTLE_S)
    await asyncio.sleep(5)  # late duplicates count too
    firsts = [found[0] for found in ends.results.values()]
    unequal = [found for found in ends.results.values() if any(again != found[0] for again in found)]
    if unequal:
        raise AssertionError(f"results of one id differ: {unequal[:1]}")
    succeeded = sum(result["error"] is None for result in firsts)
    return Outcome(
        requests, before, requests - len(firsts), succeeded, len(firsts) - succeeded, ends.duplicates,
        time.monotonic() - started,
    )  # fmt: skip


@contextlib.contextmanager
def _replica(settings: AppSettings) -> Iterator[subprocess.Popen[bytes]]:
    process = start(settings, 0.1)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def _broker_down(broker: Broker, requests: int, seconds: float) -> Outcome:
    settings = settings_for(broker.url)
    async with traffic(settings) as ends:
        with _replica(settings) as process:

            async def strike() -> None:
                broker.kill()
                await asyncio.sleep(seconds)
                await asyncio.to_thread(broker.start)

            outcome = await _counted(ends, requests, strike)
            if process.poll() is not None:
                raise AssertionError("the ingress did not survive")
    return outcome


async def _broker_killed(broker: Broker, requests: int) -> Outcome:
    return await _broker_down(broker, requests, 0)


async def _outage(broker: Broker, requests: int) -> Outcome:
    return await _broker_down(broker, requests, OUTAGE_S)


async def _ingress_killed(broker: Broker, requests: int) -> Outcome:
    settings = settings_for(broker.url)
    async with traffic(settings) as ends:
        with _replica(settings) as first, contextlib.ExitStack() as later:

            async def strike() -> None:
                first.kill()
                later.enter_context(_replica(settings))

            return await _counted(ends, requests, strike)


@dataclass
class _Graph:
    """`serve run` over stand-in stages, with the Pulsar ingress."""

    folder: Path
    settings: AppSettings
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        home = tempfile.mkdtemp(prefix="r", dir=self.folder)
        environment = {k: v for k, v in os.environ.items() if not k.startswith("RAY_")} | {
            "HOME": home, "RAY_AUTH_MODE": "disabled", "RAY_ADDRESS": "local", "RAY_TMPDIR": home,
            "RAY_USAGE_STATS_ENABLED": "0", "PYTHONPATH": str(ROOT), "SG_FAULT": str(self.folder),
        }  # fmt: skip
        config = self.folder / "serve.yaml"
        config.write_text(yaml.safe_dump(self._config()))
        with (self.folder / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(Path(sys.executable).with_name("serve")), "run", str(config)], cwd=ROOT, env=environment,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    async def supervise(self) -> None:
        """Starts it again whenever it ended, as a supervisor would: after `kill`, or a start that took Ray too long."""
        while True:
            if self.process is None or self.process.poll() is not None:
                self.kill()
                self.start()
            await asyncio.sleep(1)

    def _config(self) -> dict[str, Any]:
        names = {"pulsar_service_url", "input_topic", "output_topic"}
        mine = {"in_flight": 64, "concurrency": 16, "drain_s": 0.5, "retry_delay_s": 0.5}
        implementer = {**TINY, "max_ongoing_requests": 16, "max_queued_requests": 200}
        args = {
            **self.settings.model_dump(mode="json", include=names), **dict.fromkeys(STAGES, TINY),
            "implementer": implementer, "pulsar_ingress": {**TINY, **mine},
        }  # fmt: skip
        application = {"name": "graph", "import_path": "tests.fixtures.stand_ins:build", "args": args}
        return {
            "http_options": {"port": free_ports(1)[0], "host": "127.0.0.1"},
            "applications": [application],
        }

    def kill(self, deployment: str = "") -> int:
        """`kill -9` for the replicas of one deployment, or for every process of the graph; how many."""
        mark, killed = f"SG_FAULT={self.folder}".encode(), 0
        for path in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                title = (path / "cmdline").read_bytes()
                wanted = f"ServeReplica:graph:{deployment}".encode() in title if deployment else True
                if wanted and mark in (path / "environ").read_bytes():
                    os.kill(int(path.name), signal.SIGKILL)
                    killed += 1
        return killed


@contextlib.asynccontextmanager
async def _graph(settings: AppSettings) -> AsyncIterator[_Graph]:
    with tempfile.TemporaryDirectory(prefix="sg-", ignore_cleanup_errors=True) as folder:
        graph = _Graph(Path(folder), settings)
        supervising = asyncio.ensure_future(graph.supervise())
        try:
            yield graph
        finally:
            supervising.cancel()
            graph.kill()


async def _implementer_killed(broker: Broker, requests: int) -> Outcome:
    settings = settings_for(broker.url)
    async with traffic(settings) as ends, _graph(settings) as graph:

        async def strike() -> None:
            if not graph.kill("implementer"):
                raise AssertionError("no implementer was found to kill")

        return await _counted(ends, requests, strike)


async def _graph_restarted(broker: Broker, requests: int) -> Outcome:
    settings = settings_for(broker.url)
    async with traffic(settings) as ends, _graph(settings) as graph:

        async def strike() -> None:
            graph.kill()

        return await _counted(ends, requests, strike)


FAULTS = (
    Fault("broker", "broker `kill -9` and restart", _broker_killed),
    Fault("ingress", "ingress `kill -9`", _ingress_killed),
    Fault("implementer", "implementer replica `kill -9`", _implementer_killed),
    Fault("outage", f"broker away for {OUTAGE_S} s", _outage),
    Fault("graph", "every process of the graph `kill -9`, restart", _graph_restarted),
)
