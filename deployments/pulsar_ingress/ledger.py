"""What is known of each request, kept on one compacted topic keyed by `request_id`: written ahead, read at start.

Owns the form of a record and the reading of it, here and by other replicas. What a record means is `delivery`'s. A record
is a line (attempt, serial, time, fingerprint, state) and, once answered, the answer itself, deflated where large.
Memory: of an answer only its place on the topic.
"""

from __future__ import annotations

import asyncio
import zlib
from typing import Any

import pulsar
import pulsar.asyncio

from deployments.pulsar_ingress.client import LOGGER, BrokerError, keep, persist, produce
from deployments.pulsar_ingress.delivery import Delivery, Entry

KEEPER = "ledger-keeper"
"""A subscription that never reads: without one the broker would drop records that are not compacted yet."""
DEFLATE_BYTES = 65_536
LARGEST_BYTES = 4_500_000
"""A larger answer is not kept: asked again, it is worked out again. Chunks and compaction do not go together."""


class Ledger:
    """One replica's hand in the ledger; every record it reads goes to the delivery."""

    def __init__(self, topic: str, delivery: Delivery, send_timeout_s: float) -> None:
        self.topic = topic
        self._delivery = delivery
        self._send_timeout_s = send_timeout_s
        self._places: dict[str, Any] = {}
        """Request id → message id of its answer."""
        self._client: Any = None
        self._producer: Any = None
        self._reader: Any = None

    async def open(self, client: pulsar.asyncio.Client) -> None:
        """Reads the ledger from its start; a tenth of a millisecond a record."""
        self._client = client
        await keep(client, self.topic, KEEPER)
        # Batches are safe here: records are told apart by their serial, not by the broker's sequence ids.
        self._producer = await produce(client, self.topic, self._send_timeout_s, batching=True)
        self._reader = await self._read_from(pulsar.MessageId.earliest)
        while await persist("say where the ledger ends", self._reader.has_message_available):
            self._take(await persist("read the ledger", self._reader.read_next))
        LOGGER.info("the ledger holds %d requests", len(self._delivery.entries))

    async def append(self, request_id: str, entry: Entry, answer: bytes = b"") -> None:
        """Records the entry; returns when it is safe."""
        record = encode(entry, answer)
        place = await persist("record", lambda: self._producer.send(record, partition_key=request_id))
        if entry.answered:
            self._places.setdefault(request_id, place)

    async def answer(self, request_id: str) -> bytes | None:
        """The recorded answer; None when there is none, or it was too large to keep. Milliseconds."""
        place = self._places.get(request_id)
        if place is None:
            return None
        reader = await self._read_from(place)
        try:
            message = await asyncio.wait_for(reader.read_next(), 2 * self._send_timeout_s)
        except (*BrokerError, asyncio.TimeoutError):
            return None
        finally:
            await reader.close()
        found = decode(message.data()) if message.partition_key() == request_id else None
        return found[1] or None if found is not None and found[0].answered else None

    async def follow(self) -> None:
        """Reads on, for ever: what other replicas record."""
        while True:
            self._take(await persist("read the ledger", self._reader.read_next))

    async def caught_up(self) -> None:
        """Returns once everything that is recorded by now has been read; needs `follow` to be running."""
        while await persist(  # noqa: ASYNC110 - `follow` reads, and the reader tells nobody
            "say where the ledger ends", self._reader.has_message_available
        ):
            await asyncio.sleep(0.002)

    async def forget(self, request_ids: list[str]) -> None:
        """Removes records for good; compaction then drops them from the topic."""
        for request_id in request_ids:
            self._places.pop(request_id, None)
            await persist("forget", lambda key=request_id: self._producer.send(b"", partition_key=key))  # type: ignore[misc]

    async def close(self) -> None:
        """Everything recorded is flushed; the client itself is closed by its owner."""
        await self._producer.flush()

    async def _read_from(self, place: Any) -> Any:
        return await persist(
            "let us read the ledger",
            lambda: self._client.create_reader(
                self.topic,
                place,
                is_read_compacted=True,
                start_message_id_inclusive=True,
                receiver_queue_size=1000,
            ),
        )

    def _take(self, message: Any) -> None:
        request_id = message.partition_key()
        found = decode(message.data())
        if found is None:
            return
        if self._delivery.observed(request_id, found[0]) and found[0].answered:
            self._places[request_id] = message.message_id()


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
        return entry, zlib.decompress(answer) if state == b"deflated" and answer else answer
    except (ValueError, zlib.error):
        return None
