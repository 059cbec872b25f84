"""What is known of each request, kept on one compacted topic keyed by `request_id`: written ahead, read at start.

Owns the form of a record and the reading of it, here and by other replicas. What a record means is `delivery`'s, which
starts share one is `starts`'. A record is a line (attempt, serial, time, fingerprint, state) and, once answered, the answer
itself, deflated where large. Memory: of an answer only its place on the topic.
"""

from __future__ import annotations

import asyncio
import contextlib
import zlib
from typing import Any

import pulsar

from deployments.pulsar_ingress.client import LOGGER, persist, topics
from deployments.pulsar_ingress.connection import Connection, Sender
from deployments.pulsar_ingress.delivery import Delivery, Entry
from deployments.pulsar_ingress.starts import Started, Starts, decode_group
from deployments.settings import AppSettings

KEEPER = "ledger-keeper"
"""A subscription that never reads: without one the broker would drop records that are not compacted yet."""
FOLLOW_PERIOD_S = 0.1
READ_TIMEOUT_MS = 10_000
DEFLATE_BYTES = 65_536
LARGEST_BYTES = 4_500_000
"""A larger answer is not kept: asked again, it is worked out again. Chunks and compaction do not go together."""


class Ledger:
    """One replica's hand in the ledger; every record it reads goes to the delivery."""

    def __init__(self, settings: AppSettings, delivery: Delivery) -> None:
        self.topic = topics(settings).ledger
        self._delivery = delivery
        self._places: dict[str, Any] = {}
        """Request id → message id of its answer."""
        self._starts = Starts(self._write, lambda entry: encode(entry, b""))
        self._reading = asyncio.Lock()
        self._reader: Any = None

    async def open(self, connection: Connection) -> None:
        """Reads the ledger from its start, some ten thousand records a second."""
        self._connection = connection
        await connection.keep(self.topic, KEEPER)
        # Batches are safe here: records are told apart by their serial, not by the broker's sequence ids.
        self._sender: Sender = await connection.sender(self.topic, batching=True)
        for key, unanswered in (await self._read()).items():
            self._starts.adopt(key, unanswered)
        LOGGER.info("the ledger holds %d requests", len(self._delivery.entries))

    @property
    def under_way(self) -> set[asyncio.Future[None]]:
        """Writes that nobody may be waiting for."""
        return self._starts.under_way

    async def append(self, request_id: str, entry: Entry, answer: bytes = b"") -> None:
        """Records the entry; returns when it is safe."""
        if not entry.answered:
            await self._starts.record(request_id, entry)
            return
        self._places.setdefault(request_id, await self._write(request_id, encode(entry, answer)))
        self._starts.superseded(request_id)

    async def _write(self, key: str, record: bytes) -> Any:
        """Where the record is, once it is safe; an empty one removes those of the key at the next compaction."""
        return await persist("record", lambda: self._sender.send(record, partition_key=key))

    async def answer(self, request_id: str) -> bytes | None:
        """The recorded answer; None when there is none, or it was too large to keep. Milliseconds."""
        place = self._places.get(request_id)
        if place is None:
            return None
        return await persist(
            "show a record", lambda: self._connection.call(self._answer_at, place, request_id)
        )

    async def catch_up(self) -> None:
        """Reads all that is recorded by now, by whatever replica."""
        await self._read()

    async def _read(self) -> dict[str, set[str]]:
        """Takes in what is new; the groups of starts met, and the requests in them that have no answer."""
        async with self._reading:
            groups: dict[str, set[str]] = {}
            for key, request_id, place, entry in await persist(
                "show the ledger", lambda: self._connection.call(self._read_on)
            ):
                if self._delivery.observed(request_id, entry) and entry.answered:
                    self._places[request_id] = place
                    self._starts.superseded(request_id)
                if key != request_id:
                    groups.setdefault(key, set()).add(request_id)
            entries = self._delivery.entries
            return {key: {r for r in met if not entries[r].answered} for key, met in groups.items()}

    async def follow(self) -> None:
        """Catches up again and again, for ever."""
        while True:
            await asyncio.sleep(FOLLOW_PERIOD_S)
            await self.catch_up()

    async def forget(self, request_ids: list[str]) -> None:
        """Removes records for good; compaction then drops them from the topic."""
        for request_id in request_ids:
            self._places.pop(request_id, None)
            await self._write(request_id, b"")
            self._starts.superseded(request_id)

    # In threads: no state is changed here but the reader.

    def _read_on(self) -> list[tuple[str, str, Any, Entry]]:
        found = []
        reader = self._reader = self._reader or self._connection.reader(self.topic, pulsar.MessageId.earliest)
        if not reader.is_connected():  # asked now, it would wait for ten seconds
            raise pulsar.NotConnected
        while reader.has_message_available():
            with contextlib.suppress(
                pulsar.Timeout
            ):  # nothing more at hand; the loop asks whether that was all
                while True:
                    message = reader.read_next(timeout_millis=1)
                    key, place = message.partition_key(), message.message_id()
                    found += [(key, r, place, entry) for r, entry in self._entries_of(key, message)]
        return found

    def _entries_of(self, key: str, message: Any) -> list[Started]:
        """What a record says of which requests."""
        if self._is_answered(key) or self._starts.knows(key):
            return []
        content = message.data()
        started = decode_group(content)
        if started is not None:
            return started
        record = decode(content)
        return [] if record is None else [(key, record[0])]

    def _is_answered(self, request_id: str) -> bool:
        """Whether no record can be news: most are our own."""
        known = self._delivery.entries.get(request_id)
        return known is not None and known.answered

    def _answer_at(self, place: Any, request_id: str) -> bytes | None:
        reader = self._connection.reader(self.topic, place)
        try:
            if not reader.has_message_available():
                return None
            message = reader.read_next(timeout_millis=READ_TIMEOUT_MS)
        finally:
            reader.close()
        found = decode(message.data()) if message.partition_key() == request_id else None
        return found[1] or None if found is not None and found[0].answered else None


def encode(entry: Entry, answer: bytes) -> bytes:
    """A record as it stands on the topic; never empty, which would mean its removal."""
    state = b"started"
    if entry.answered:
        state = b"answered"
        if len(answer) > DEFLATE_BYTES:
            answer, state = zlib.compress(answer, 1), b"deflated"
        if len(answer) > LARGEST_BYTES:
            answer = b""
    head = f"{entry.attempt} {entry.serial} {entry.at_s:.3f} {entry.fingerprint} ".encode()
    return head + state + b"\n" + answer


def decode(record: bytes) -> tuple[Entry, bytes] | None:
    """The entry and the answer of a record; None for a removal, and for what no version of this wrote."""
    head, _, answer = record.partition(b"\n")
    words = head.split()
    try:
        attempt, serial, at_s, fingerprint, state = words
        entry = Entry(int(attempt), int(serial), float(at_s), fingerprint.decode(), state != b"started")
    except ValueError:
        return None
    return entry, zlib.decompress(answer) if state == b"deflated" and answer else answer
