"""Bad input of two hundred kinds: each ends as an error result and a dead letter with its reason, and nothing restarts."""

from __future__ import annotations

import asyncio
import json

import pytest

from synthesis_graph.answer import refuse
from synthesis_graph.errors import SpecificationError
from synthesis_graph.request import RequestLimits, parse_request, request_id_of
from synthesis_graph.result import Result
from tests.fixtures.bad_requests import GOOD, bad_requests
from tests.fixtures.pulsar_traffic import echo, ingress, request, settings_for, traffic

pytestmark = pytest.mark.needs_broker
LIMITS = RequestLimits(max_deadline_s=60)


async def judge(payload: bytes) -> Result:
    """As the synthesizer does: refuses what is invalid, in a result."""
    try:
        parse_request(payload, LIMITS)
    except SpecificationError as error:
        return refuse(request_id_of(payload, LIMITS), error)
    return await echo(payload)


def test_there_are_two_hundred_kinds_and_each_is_bad() -> None:
    kinds = bad_requests()
    assert len(kinds) >= 200
    assert len({payload for _, payload in kinds}) == len(kinds)
    parse_request(json.dumps(GOOD), LIMITS)
    accepted = []
    for name, payload in kinds:
        try:
            parse_request(payload, LIMITS)
        except SpecificationError:
            continue
        accepted.append(name)
    assert accepted == []


def test_each_kind_has_an_error_result_and_a_dead_letter_with_the_reason(service_url: str) -> None:
    kinds = bad_requests()

    async def scenario() -> None:
        settings = settings_for(service_url, in_flight=16)
        async with traffic(settings) as ends, ingress(settings, judge) as running:
            await ends.send(payload for _, payload in kinds)
            ids = {request_id_of(payload, LIMITS) for _, payload in kinds}
            await ends.settled(len(ids), dead_letters=len(kinds), timeout_s=120)
            assert ends.results.keys() == ids
            assert {found[0]["status"] for found in ends.results.values()} == {"rejected"}
            assert {payload for payload, _ in ends.dead_letters} == {payload for _, payload in kinds}
            assert all(
                "invalid_specification: " in properties["reason"] for _, properties in ends.dead_letters
            )
            await ends.send([request("good")])
            await ends.settled(len(ids) + 1)
            assert running.receiving

    asyncio.run(scenario())


def test_hostile_properties_and_keys_are_only_data(service_url: str) -> None:
    async def scenario() -> None:
        settings = settings_for(service_url)
        async with traffic(settings) as ends, ingress(settings, judge):
            for i, value in enumerate(["", "-1", "x" * 10_000, "9" * 500, "²", "1e3"]):
                await ends.send([request(f"p{i}")], attempts=value, reason=value)
            await ends.settled(6)
            assert {found[0]["status"] for found in ends.results.values()} == {"success"}

    asyncio.run(scenario())
