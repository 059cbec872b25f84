"""What leaves the ingress: results, requests published again, dead letters. Each call returns once the broker has it.

Owns the producers and the properties of messages. When something leaves, and whether, is `delivery`'s to say.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from deployments.pulsar_ingress.client import DEAD_LETTER_SUBSCRIPTION, persist, topics
from deployments.pulsar_ingress.connection import Connection, Sender
from deployments.pulsar_ingress.delivery import Entry
from deployments.settings import AppSettings

ATTEMPTS = "attempts"
"""The property in which a request published again carries how often it was tried."""
LARGE_BYTES = 1_000_000
"""A larger result goes by itself, in chunks where it is past the broker's limit."""
REASON_CHARACTERS = 1_000


class Outlet:
    """The producers of one replica; survives the broker's absence by waiting."""

    def __init__(self, settings: AppSettings) -> None:
        self._topics = topics(settings)
        self._senders: dict[str, Sender] = {}

    async def open(self, connection: Connection) -> None:
        """Connects each producer, and makes sure that dead letters are kept while nobody reads them."""
        await connection.keep(self._topics.dead_letters, DEAD_LETTER_SUBSCRIPTION)
        for name, topic, batching in (
            ("results", self._topics.results, True),
            ("large results", self._topics.results, False),
            ("requests", self._topics.requests, False),
            ("dead letters", self._topics.dead_letters, False),
        ):
            self._senders[name] = await connection.sender(topic, batching=batching)

    async def result(self, request_id: str, entry: Entry, answer: bytes) -> None:
        """A result, with what consumers dedupe by in its properties."""
        await self._send(
            "results" if len(answer) < LARGE_BYTES else "large results",
            answer,
            {"request_id": request_id, "fingerprint": entry.fingerprint, "attempt": str(entry.attempt)},
            partition_key=request_id,
        )

    async def again(self, message: Any, request_id: str, attempt: int, delay_s: float) -> None:
        """The request once more, to be delivered after the delay."""
        properties = {**message.properties(), ATTEMPTS: str(attempt), "request_id": request_id}
        await self._send(
            "requests",
            message.data(),
            properties,
            partition_key=request_id,
            deliver_after=timedelta(seconds=delay_s),
        )

    async def dead_letter(self, message: Any, reason: str) -> None:
        """The request as it came, with the reason."""
        properties = {
            **message.properties(),
            "reason": reason[:REASON_CHARACTERS],
            "message_id": str(message.message_id()),
        }
        await self._send("dead letters", message.data(), properties)

    async def _send(self, name: str, content: bytes, properties: dict[str, str], **options: Any) -> None:
        sender = self._senders[name]
        await persist(f"take {name}", lambda: sender.send(content, properties=properties, **options))


def attempts_of(message: Any) -> int:
    """How often a message says that it was tried; 0 for anything but a small number."""
    given = message.properties().get(ATTEMPTS, "0")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 4 else 0
