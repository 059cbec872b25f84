"""The Pulsar ingress as a deployment: an `Ingress` for as long as the replica lives, and the backlog for scaling.

Owns the replica's two background tasks. Nobody calls it but Serve and `/readyz`; requests come from the broker.
"""

from __future__ import annotations

import asyncio
import time

from deployments.calls import call
from deployments.pulsar_ingress.admin import COMPACTION_S, Backlog, compact, read_backlog
from deployments.pulsar_ingress.client import LOGGER, topics
from deployments.pulsar_ingress.ingress import Ingress
from deployments.pulsar_ingress.ledger import KEEPER
from deployments.pulsar_ingress.threads import in_thread
from deployments.settings import AppSettings
from deployments.synthesizer import Handle
from synthesis_graph.result import Result


class PulsarIngress:
    """Starts to receive when it is constructed, on the running event loop."""

    def __init__(self, synthesizer: Handle, settings: AppSettings) -> None:
        self._synthesizer = synthesizer
        self._settings = settings
        self._backlog: Backlog | None = None
        self._ingress = Ingress(settings, self._ask)
        self._running = asyncio.get_running_loop().create_task(self._ingress.run())
        self._housekeeping: list[asyncio.Task[None]] = []
        if settings.pulsar_admin_url is not None:
            self._housekeeping = [asyncio.create_task(self._watch()), asyncio.create_task(self._compact())]

    async def ready(self) -> str:
        """`receiving`, or `waiting for the broker`."""
        return "receiving" if self._ingress.receiving else "waiting for the broker"

    def check_health(self) -> None:
        """Serve's own check of a replica: raises when receiving ended, which only a fault does. A broker's absence is none."""
        if self._running.done():
            raise RuntimeError("the Pulsar ingress ended") from self._running.exception()

    def record_autoscaling_stats(self) -> dict[str, float]:
        """The last reading of the backlog and its age, for `deployments.autoscaling`; nothing before the first one."""
        if self._backlog is None:
            return {}
        return {
            "waiting": float(self._backlog.waiting),
            "rate_in": self._backlog.rate_in,
            "rate_out": self._backlog.rate_out,
            "held": float(self._ingress.held),
            "age_s": time.monotonic() - self._backlog.read_at,
        }

    async def _ask(self, payload: bytes) -> Result:
        limit_s = self._settings.longest_request_s
        result: Result = await call("synthesizer", self._synthesizer.answer, payload, timeout_s=limit_s)
        return result

    async def _watch(self) -> None:
        while True:
            try:
                self._backlog = await in_thread(read_backlog, self._settings)
            except (OSError, asyncio.TimeoutError, ValueError, KeyError) as error:
                LOGGER.warning("the backlog could not be read: %r", error)
            await asyncio.sleep(self._settings.pulsar_ingress.backlog_period_s)

    async def _compact(self) -> None:
        ledger = topics(self._settings).ledger
        while True:
            await asyncio.sleep(self._settings.pulsar_ingress.compaction_period_s)
            try:
                await in_thread(compact, self._settings, ledger, KEEPER, limit_s=2 * COMPACTION_S)
            except (OSError, asyncio.TimeoutError, ValueError) as error:
                LOGGER.warning("the ledger could not be compacted: %r", error)

    async def __del__(self) -> None:  # Serve awaits it when a replica stops, within the grace period
        for task in self.__dict__.get("_housekeeping", []):
            task.cancel()
        if "_running" in self.__dict__:
            self._ingress.stop()
            await asyncio.wait({self._running})
