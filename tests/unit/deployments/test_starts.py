"""Starts that share a record: safe before their work begins, gone once each is superseded."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from deployments.pulsar_ingress.delivery import Entry
from deployments.pulsar_ingress.starts import HEAD, Starts, decode_group, encode_group


def started(serial: int = 1) -> Entry:
    return Entry(1, serial, 1000.5, "f" * 32)


class Topic:
    """What was written, key and content; each write takes a turn of the loop."""

    def __init__(self) -> None:
        self.records: list[tuple[str, bytes]] = []
        self.fault: Exception | None = None

    async def write(self, key: str, record: bytes) -> None:
        await asyncio.sleep(0)
        if self.fault is not None:
            raise self.fault
        self.records.append((key, record))

    @property
    def groups(self) -> list[str]:
        return [key for key, record in self.records if record.startswith(HEAD)]

    @property
    def removed(self) -> list[str]:
        return [key for key, record in self.records if not record]


def run(scenario: Callable[[Starts, Topic], Awaitable[None]]) -> None:
    async def whole() -> None:
        topic = Topic()
        starts = Starts(topic.write, lambda entry: b"single %d" % entry.serial)
        await scenario(starts, topic)
        while starts.under_way:
            await asyncio.gather(*starts.under_way)

    asyncio.run(whole())


def test_those_of_one_moment_share_a_record_that_goes_with_the_last() -> None:
    async def scenario(starts: Starts, topic: Topic) -> None:
        await asyncio.gather(*(starts.record(r, started()) for r in "abc"))
        assert len(topic.records) == 1
        assert decode_group(topic.records[0][1]) == [(r, started()) for r in "abc"]
        assert starts.knows(topic.groups[0])
        for r in "ab":
            starts.superseded(r)
        starts.superseded("a")
        assert not starts.under_way
        starts.superseded("c")
        await asyncio.gather(*starts.under_way)
        assert topic.removed == topic.groups

    run(scenario)


def test_one_alone_has_its_own_record() -> None:
    async def scenario(starts: Starts, topic: Topic) -> None:
        await starts.record("a", started(7))
        assert topic.records == [("a", b"single 7")]

    run(scenario)


def test_a_later_start_leaves_the_group_of_the_first() -> None:
    async def scenario(starts: Starts, topic: Topic) -> None:
        await asyncio.gather(*(starts.record(r, started()) for r in "ab"))
        await starts.record("a", started(2))
        await asyncio.gather(*(starts.record(r, started(3)) for r in "bc"))
        await asyncio.gather(*starts.under_way)
        assert topic.removed == topic.groups[:1]

    run(scenario)


def test_two_starts_of_one_request_are_recorded_in_their_order() -> None:
    async def scenario(starts: Starts, topic: Topic) -> None:
        await asyncio.gather(*(starts.record("a", started(n)) for n in (1, 2)))
        assert topic.records == [("a", b"single 1"), ("a", b"single 2")]

    run(scenario)


def test_a_fault_reaches_all_that_wait_and_the_next_are_written() -> None:
    async def scenario(starts: Starts, topic: Topic) -> None:
        topic.fault = ConnectionError("away for good")
        outcomes = await asyncio.gather(*(starts.record(r, started()) for r in "ab"), return_exceptions=True)
        assert outcomes == [topic.fault, topic.fault]
        topic.fault = None
        await starts.record("c", started())
        assert [key for key, _ in topic.records] == ["c"]

    run(scenario)


def test_who_gives_up_waiting_does_not_keep_the_others_from_it() -> None:
    async def scenario(starts: Starts, topic: Topic) -> None:
        one, other = (asyncio.ensure_future(starts.record(r, started())) for r in "ab")
        await asyncio.sleep(0)
        one.cancel()
        await other
        assert len(topic.groups) == 1

    run(scenario)


@pytest.mark.parametrize(
    "record", [b"", b"1 2 3 f started\n", HEAD, HEAD + b"[1]", HEAD + b'[["a", 1]]', HEAD + b"{"]
)
def test_what_is_no_group_is_passed_over(record: bytes) -> None:
    assert decode_group(record) is None


def test_any_id_reads_as_it_was_written() -> None:
    gathered = {"with\nlines": started(), "ünï 'quoted\" ✓": started(2), "": started(3)}
    assert dict(decode_group(encode_group(gathered)) or ()) == gathered
