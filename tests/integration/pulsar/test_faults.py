"""What dies while requests are in work: counted, each request has exactly one outcome after dedupe."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
from collections.abc import Iterator

import pytest

from deployments.settings import AppSettings
from tests.fixtures.pulsar_broker import Broker
from tests.fixtures.pulsar_replica import start
from tests.fixtures.pulsar_traffic import ingress as ingress_of
from tests.fixtures.pulsar_traffic import nothing, request, settings_for, traffic, until

pytestmark = [pytest.mark.needs_broker, pytest.mark.slow]
MANY = 400


@contextlib.contextmanager
def replica(settings: AppSettings, seconds: float = 0.05) -> Iterator[subprocess.Popen[bytes]]:
    process = start(settings, seconds)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_killed_ingress_loses_nothing(service_url: str) -> None:
    async def scenario() -> None:
        settings = settings_for(service_url)
        async with traffic(settings) as ends:
            with replica(settings) as first:
                await ends.send(request(f"r{i}") for i in range(MANY))
                await until(lambda: len(ends.results) > MANY // 4)
                first.kill()
            with replica(settings):
                await ends.settled(MANY, timeout_s=60)
            assert {found[0]["status"] for found in ends.results.values()} == {"success"}
            attempts = {found[0]["properties"]["attempt"] for found in ends.results.values()}
            assert attempts == {"1", "2"}, "what was in work has a second attempt"

    asyncio.run(scenario())


def test_a_request_that_kills_its_worker_ends_and_the_others_are_answered(service_url: str) -> None:
    async def scenario() -> None:
        settings = settings_for(service_url, max_attempts=3, in_flight=16)
        async with traffic(settings) as ends:
            await ends.send([request(f"r{i}") for i in range(30)] + [request("killer", "die")])
            lives = 0
            while len(ends.results) < 31:
                lives += 1
                assert lives <= 5
                with replica(settings, 0.01) as process:
                    await until(lambda: len(ends.results) == 31 or process.poll() is not None)
            assert lives == 4, "three deaths, then the verdict"
            assert ends.results["killer"][0]["error"]["code"] == "stage_unavailable"
            assert ends.results["killer"][0]["properties"]["attempt"] == "3"
            others = {found[0]["status"] for name, found in ends.results.items() if name != "killer"}
            assert others == {"success"}
            await ends.settled(31, dead_letters=1)
            assert [payload for payload, _ in ends.dead_letters] == [request("killer", "die")]

    asyncio.run(scenario())


def test_a_broker_killed_and_restarted_loses_nothing_and_the_ingress_lives_on(own_broker: Broker) -> None:
    async def scenario() -> None:
        settings = settings_for(own_broker.url)

        async def slowly(payload: bytes) -> object:
            await asyncio.sleep(0.02)
            return await nothing(payload)

        async with traffic(settings) as ends, ingress_of(settings, slowly) as running:  # type: ignore[arg-type]
            await ends.send(request(f"r{i}") for i in range(MANY))
            await until(lambda: len(ends.results) > MANY // 4)
            await asyncio.to_thread(own_broker.kill)
            await asyncio.sleep(2)
            await asyncio.to_thread(own_broker.start)
            await ends.settled(MANY, timeout_s=60)
            await ends.send([request("afterwards")])
            await ends.settled(MANY + 1)
            assert running.receiving
            assert {found[0]["status"] for found in ends.results.values()} == {"success"}

    asyncio.run(scenario())


def test_an_ingress_ends_when_told_to_also_while_the_broker_is_away(own_broker: Broker) -> None:
    async def scenario() -> None:
        settings = settings_for(own_broker.url, drain_s=1)
        async with traffic(settings) as ends:
            with replica(settings, 0.01) as process:
                await ends.send([request("r")])
                await ends.settled(1)
                await asyncio.to_thread(own_broker.kill)
                await asyncio.sleep(2)  # its reader waits for its connection
                process.terminate()
                await until(lambda: process.poll() is not None)
                assert process.returncode == 0

    asyncio.run(scenario())


def test_two_replicas_share_the_work_and_one_takes_over(service_url: str) -> None:
    async def scenario() -> None:
        settings = settings_for(service_url, in_flight=16)
        async with traffic(settings) as ends:
            with replica(settings), replica(settings) as second:
                await ends.send(request(f"r{i}") for i in range(MANY))
                await until(lambda: len(ends.results) > MANY // 4)
                second.kill()
                await ends.settled(MANY, timeout_s=60)
            assert {found[0]["status"] for found in ends.results.values()} == {"success"}

    asyncio.run(scenario())
