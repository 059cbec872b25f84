"""The ledger on a real broker: kept across restarts of the broker and across compaction, read by all replicas."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import pulsar
import pytest

from deployments.pulsar_ingress.admin import compact, read_backlog
from deployments.pulsar_ingress.client import connect, topics
from deployments.pulsar_ingress.connection import Connection
from deployments.pulsar_ingress.delivery import Delivery, Entry, Policy
from deployments.pulsar_ingress.ledger import KEEPER, Ledger, decode, encode
from deployments.settings import AppSettings
from tests.fixtures.pulsar_broker import Broker
from tests.fixtures.pulsar_traffic import ingress, request, settings_for, traffic, until

pytestmark = pytest.mark.needs_broker
LIMIT_S = 60
STARTED = Entry(2, 3, 1000.5, "f" * 32)
ANSWERED = Entry(2, 4, 1001.5, "f" * 32, answered=True)


@pytest.mark.parametrize(
    ("entry", "answer"), [(STARTED, b""), (ANSWERED, b'{"a": "\n"}'), (ANSWERED, b"x" * 100_000)]
)
def test_a_record_reads_as_it_was_written(entry: Entry, answer: bytes) -> None:
    assert decode(encode(entry, answer)) == (entry, answer)


@pytest.mark.parametrize("record", [b"", b"\n", b"1 2 3 f", b"one 2 3 f started\n", b"\xff\xfe"])
def test_what_is_no_record_is_passed_over(record: bytes) -> None:
    assert decode(record) is None


def opened(settings: AppSettings, work: Callable[[Ledger, Delivery], Awaitable[None]]) -> None:
    """Runs `work` on a ledger that was opened anew."""

    async def scenario() -> None:
        connection = Connection(settings)
        delivery = Delivery(Policy())
        ledger = Ledger(settings, delivery)
        try:
            await asyncio.wait_for(ledger.open(connection), LIMIT_S)
            await asyncio.wait_for(work(ledger, delivery), LIMIT_S)
        finally:
            await connection.close(LIMIT_S)

    asyncio.run(scenario())


async def write(ledger: Ledger, delivery: Delivery) -> None:
    for i in range(50):
        await ledger.append(f"r{i}", STARTED)
        await ledger.append(f"r{i}", ANSWERED, b"answer %d" % i)
    await ledger.append("open", STARTED)
    await ledger.forget(["r49"])


async def expect(ledger: Ledger, delivery: Delivery) -> None:
    assert delivery.entries["r7"] == ANSWERED
    assert delivery.entries["open"] == STARTED
    assert await ledger.answer("r7") == b"answer 7"
    assert await ledger.answer("open") is None


def test_it_outlives_a_compaction_and_a_killed_broker(own_broker: Broker) -> None:
    settings = settings_for(own_broker.url, own_broker.admin_url)
    opened(settings, write)
    opened(settings, expect)
    assert compact(settings, topics(settings).ledger, KEEPER)
    own_broker.restart()

    async def expect_compacted(ledger: Ledger, delivery: Delivery) -> None:
        await expect(ledger, delivery)
        assert "r49" not in delivery.entries, "what was forgotten is gone"

    opened(settings, expect_compacted)
    own_broker.restart()  # the broker drops what nobody keeps when a topic is loaded
    opened(settings, expect_compacted)


def test_starts_of_one_moment_share_a_record_until_each_is_answered(service_url: str) -> None:
    settings = settings_for(service_url)
    ids = [f"r{i}" for i in range(20)]

    async def begin(ledger: Ledger, delivery: Delivery) -> None:
        await asyncio.gather(*(ledger.append(r, STARTED) for r in ids))
        await asyncio.gather(*(ledger.append(r, ANSWERED, b"early") for r in ids[:5]))

    async def go_on(ledger: Ledger, delivery: Delivery) -> None:
        assert [delivery.entries[r] for r in ids] == [ANSWERED] * 5 + [STARTED] * 15
        for r in ids[5:]:
            await ledger.append(r, ANSWERED, b"late")
        await asyncio.gather(*ledger.under_way)

    async def see(ledger: Ledger, delivery: Delivery) -> None:
        assert {delivery.entries[r] for r in ids} == {ANSWERED}
        assert await ledger.answer("r19") == b"late"

    opened(settings, begin)
    groups = [key for key, _ in records(settings) if key not in ids]
    assert len(groups) == 1, "one record of them all"
    opened(settings, go_on)
    assert [key for key, content in records(settings) if content == b""] == groups, (
        "gone with the last answer"
    )
    opened(settings, see)


def test_a_group_that_a_dead_process_left_is_removed_once_it_is_read(service_url: str) -> None:
    settings = settings_for(service_url)

    async def leave(ledger: Ledger, delivery: Delivery) -> None:
        await asyncio.gather(*(ledger.append(r, STARTED) for r in "ab"))

    async def look(ledger: Ledger, delivery: Delivery) -> None:
        await asyncio.gather(*ledger.under_way)

    async def answers(ledger: Ledger, delivery: Delivery) -> None:
        ledger._starts.superseded = lambda request_id: None  # type: ignore[method-assign]  # dies before it removes
        for r in "ab":
            await ledger.append(r, ANSWERED, b"x")

    opened(settings, leave)
    opened(settings, answers)
    assert not [key for key, content in records(settings) if content == b""]
    opened(settings, look)
    assert len([key for key, content in records(settings) if content == b""]) == 1


def records(settings: AppSettings) -> list[tuple[str, bytes]]:
    """What stands on the ledger's topic: keys and contents."""
    found = []
    client = connect(settings, pulsar.Client)
    try:
        reader = client.create_reader(topics(settings).ledger, pulsar.MessageId.earliest)
        while reader.has_message_available():
            message = reader.read_next(timeout_millis=5000)
            found.append((message.partition_key(), message.data()))
    finally:
        client.close()
    return found


def test_two_replicas_see_what_the_other_writes(service_url: str) -> None:
    settings = settings_for(service_url)

    async def both(one: Ledger, delivery: Delivery) -> None:
        connection = Connection(settings)
        other = Ledger(settings, Delivery(Policy()))
        try:
            await other.open(connection)
            await other.append("r", ANSWERED, b"of the other")
            await one.catch_up()
            assert delivery.entries == {"r": ANSWERED}
            assert await one.answer("r") == b"of the other"
        finally:
            await connection.close(LIMIT_S)

    opened(settings, both)


def test_the_backlog_is_what_is_not_acknowledged(own_broker: Broker) -> None:
    settings = settings_for(own_broker.url, own_broker.admin_url, in_flight=4)
    gate = asyncio.Event()

    async def scenario() -> None:
        async def answer(payload: bytes) -> object:
            await gate.wait()
            raise AssertionError

        async with traffic(settings) as ends, ingress(settings, answer) as running:  # type: ignore[arg-type]
            await ends.send(request(f"r{i}") for i in range(20))
            await until(lambda: running.held == 4)
            backlog = await asyncio.to_thread(read_backlog, settings)
            assert backlog.waiting == 20
            assert time.monotonic() - backlog.read_at < 60
            gate.set()
            await ends.settled(20, dead_letters=20)

    asyncio.run(scenario())
