"""The ingress against a real broker, with a synthesizer of this process."""

from __future__ import annotations

import asyncio
import json
from collections import Counter

import pytest

from deployments.pulsar_ingress.client import topics
from synthesis_graph.errors import Overloaded, SpecificationError, StageUnavailable
from synthesis_graph.request import parse_request, request_id_of
from synthesis_graph.result import Result
from tests.fixtures.pulsar_traffic import echo, ingress, request, settings_for, traffic, until

pytestmark = pytest.mark.needs_broker


class Counting:
    """Answers, and counts how often each id was asked."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.at_once = 0
        self.most_at_once = 0

    async def __call__(self, payload: bytes) -> Result:
        self.asked[request_id_of(payload)] += 1
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.01)
        self.at_once -= 1
        return await echo(payload)


def test_each_request_is_answered_with_its_id_fingerprint_and_attempt(service_url: str) -> None:
    async def scenario() -> None:
        settings = settings_for(service_url)
        async with traffic(settings) as ends, ingress(settings):
            await ends.send(request(f"r{i}") for i in range(50))
            await ends.settled(50)
            assert ends.duplicates == 0
            properties = ends.results["r7"][0]["properties"]
            assert properties.keys() == {"request_id", "fingerprint", "attempt"}
            assert (properties["request_id"], properties["attempt"]) == ("r7", "1")
            assert ends.dead_letters == []

    asyncio.run(scenario())


def test_an_id_already_answered_is_answered_from_the_record_also_after_a_restart(service_url: str) -> None:
    async def scenario() -> None:
        settings = settings_for(service_url)
        answer = Counting()
        async with traffic(settings) as ends:
            async with ingress(settings, answer):
                await ends.send([request("a"), request("b")])
                await ends.settled(2)
                await ends.send([request("a")])
                await until(lambda: len(ends.results["a"]) == 2)
            async with ingress(settings, answer):
                await ends.send([request("b")])
                await until(lambda: len(ends.results["b"]) == 2)
            assert ends.results["b"][0] == ends.results["b"][1]
        assert answer.asked == {"a": 1, "b": 1}

    asyncio.run(scenario())


def test_an_id_reused_for_another_request_is_a_dead_letter_and_the_first_answer_stands(
    service_url: str,
) -> None:
    async def scenario() -> None:
        settings = settings_for(service_url)
        async with traffic(settings) as ends, ingress(settings):
            await ends.send([request("a")])
            await ends.settled(1)
            await ends.send([request("a", "another request")])
            await ends.settled(1, dead_letters=1)
            assert "already used" in ends.dead_letters[0][1]["reason"]
            assert ends.duplicates == 0

    asyncio.run(scenario())


def test_a_failing_attempt_is_retried_and_the_attempt_told(service_url: str) -> None:
    async def scenario() -> None:
        asked: Counter[str] = Counter()

        async def answer(payload: bytes) -> Result:
            request_id = request_id_of(payload)
            asked[request_id] += 1
            if asked[request_id] < 3:
                raise StageUnavailable("the replica died")
            return await echo(payload)

        settings = settings_for(service_url)
        async with traffic(settings) as ends, ingress(settings, answer):
            await ends.send([request("a")])
            await ends.settled(1)
            assert ends.results["a"][0]["properties"]["attempt"] == "3"
            assert asked["a"] == 3

    asyncio.run(scenario())


def test_after_the_last_attempt_there_is_an_error_result_and_a_dead_letter(service_url: str) -> None:
    async def scenario() -> None:
        async def answer(payload: bytes) -> Result:
            raise StageUnavailable("the replica died")

        settings = settings_for(service_url, max_attempts=3)
        async with traffic(settings) as ends, ingress(settings, answer):
            await ends.send([request("a")])
            await ends.settled(1, dead_letters=1)
            assert ends.results["a"][0]["error"]["code"] == "stage_unavailable"
            payload, properties = ends.dead_letters[0]
            assert payload == request("a")
            assert "the replica died (attempt 3)" in properties["reason"]

    asyncio.run(scenario())


def test_an_invalid_request_is_rejected_and_kept_with_the_reason(service_url: str) -> None:
    async def scenario() -> None:
        async def answer(payload: bytes) -> Result:
            parse_request(payload)
            return await echo(payload)

        settings = settings_for(service_url)
        async with traffic(settings) as ends, ingress(settings, answer):
            await ends.send([b"\xff\xfe", b"{", request("good")])
            await ends.settled(3, dead_letters=2)
            assert ends.results["good"][0]["status"] == "success"
            assert sum(found[0]["status"] == "rejected" for found in ends.results.values()) == 2
            assert all("invalid_specification" in p["reason"] for _, p in ends.dead_letters)

    asyncio.run(scenario())


def test_never_more_in_flight_than_the_limit(service_url: str) -> None:
    async def scenario() -> None:
        answer = Counting()
        settings = settings_for(service_url, in_flight=7, concurrency=3)
        async with traffic(settings) as ends, ingress(settings, answer) as running:
            most = 0
            await ends.send(request(f"r{i}") for i in range(100))
            while len(ends.results) < 100:
                most = max(most, running.held)
                await asyncio.sleep(0.001)
            assert 3 < most <= 7
        assert answer.most_at_once == 3

    asyncio.run(scenario())


def test_shed_load_pauses_the_receiving_and_costs_no_attempt(service_url: str) -> None:
    async def scenario() -> None:
        asked = 0
        full = True

        async def answer(payload: bytes) -> Result:
            nonlocal asked
            asked += 1
            if full:
                raise Overloaded("the queue is full")
            return await echo(payload)

        settings = settings_for(service_url, in_flight=8, pause_s=0.1, max_pause_s=0.2, max_attempts=2)
        async with traffic(settings) as ends, ingress(settings, answer):
            await ends.send(request(f"r{i}") for i in range(20))
            await asyncio.sleep(1.5)
            assert 8 <= asked < 8 * 20, "it waits instead of spinning"
            full = False
            await ends.settled(20)
            assert {found[0]["properties"]["attempt"] for found in ends.results.values()} == {"1"}

    asyncio.run(scenario())


def test_a_drain_finishes_what_it_can_and_hands_back_the_rest(service_url: str) -> None:
    async def scenario() -> None:
        async def answer(payload: bytes) -> Result:
            if json.loads(payload)["description"].startswith("slow"):
                await asyncio.sleep(60)
            await asyncio.sleep(0.2)
            return await echo(payload)

        settings = settings_for(service_url, drain_s=1, graceful_shutdown_timeout_s=5)
        async with traffic(settings) as ends:
            async with ingress(settings, answer) as running:
                await ends.send([request(f"r{i}") for i in range(10)] + [request("s", "slow")])
                await until(lambda: running.held == 11)
            await ends.settled(10)
            assert "s" not in ends.results
            async with ingress(settings):
                await ends.settled(11)
            assert ends.results["s"][0]["properties"]["attempt"] == "1"
            assert ends.duplicates == 0

    asyncio.run(scenario())


def test_answers_and_requests_larger_than_a_message_go_in_chunks(service_url: str) -> None:
    async def scenario() -> None:
        async def answer(payload: bytes) -> Result:
            if len(payload) > 1_000_000:
                raise SpecificationError("too long")
            result = await echo(payload)
            return result.model_copy(
                update={"provenance": result.provenance.model_copy(update={"origin": "x" * 7_000_000})}
            )

        settings = settings_for(service_url)
        async with traffic(settings) as ends, ingress(settings, answer):
            await ends.send([request("a"), request("b", size=10_000_000)])
            await ends.settled(2, dead_letters=1)
            assert len(ends.results["a"][0]["provenance"]["origin"]) == 7_000_000
            assert ends.dead_letters[0][0] == request("b", size=10_000_000)
            await ends.send([request("a")])
            await until(lambda: len(ends.results["a"]) == 2)
            assert ends.results["a"][0] == ends.results["a"][1]

    asyncio.run(scenario())


def test_the_names_of_the_topics_follow_the_settings() -> None:
    settings = settings_for("pulsar://nowhere:1", subscription="s")
    assert topics(settings).dead_letters == f"{settings.input_topic}-dlq"
    assert topics(settings).ledger == f"{settings.input_topic}-s-ledger"
