"""One client and what goes over it: producers whose receipts are awaited, the thread that receives, readers.

Owns the client's threads and its end. Built on the library's blocking client: its asyncio client wakes the loop for each
receipt, which was a third of the work of a request. What is sent, and when, is the business of those who use it.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import threading
import time
from collections.abc import Awaitable, Callable
from queue import SimpleQueue
from typing import Any, TypeVar

import pulsar
import pulsar.asyncio

from deployments.pulsar_ingress.client import (
    LOGGER,
    BrokerError,
    connect,
    consumer_options,
    name_of,
    persist,
    producer_options,
)
from deployments.pulsar_ingress.pause import Pause
from deployments.pulsar_ingress.threads import Handover, fail, in_thread, succeed
from deployments.settings import AppSettings

T = TypeVar("T")

AGAIN_S = 1.0
"""Between two tries to receive where the first failed; the library itself waits for an absent broker without failing."""


class Outbox:
    """One thread that makes calls in their order: each hands the interpreter over, for which a busy loop would have to wait,
    and so would each further thread.
    """

    def __init__(self) -> None:
        self._calls: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        threading.Thread(target=self._run, name="pulsar-sender", daemon=True).start()

    def put(self, call: Callable[[], None]) -> None:
        """Makes the call soon; it must raise nothing."""
        self._calls.put(call)

    def close(self) -> None:
        """Ends the thread after what was put before."""
        self._calls.put(None)

    def _run(self) -> None:
        while (call := self._calls.get()) is not None:
            call()


class Sender:
    """A producer: each send is awaited until the broker has the message."""

    def __init__(self, producer: Any, outbox: Outbox, handover: Handover) -> None:
        self._producer = producer
        self._outbox = outbox
        self._handover = handover

    def send(self, content: bytes, **options: Any) -> Awaitable[Any]:
        """Sends soon, in the order of the calls; the message's id once the broker has it, or what the library raises."""
        receipt: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._outbox.put(functools.partial(self._send, receipt, content, options))
        return receipt

    def _send(self, receipt: asyncio.Future[Any], content: bytes, options: dict[str, Any]) -> None:
        called_back = functools.partial(self._handover.put, _receive_receipt, receipt)
        try:
            self._producer.send_async(content, called_back, **options)
        except Exception as error:  # noqa: BLE001 - handed over to who awaits the receipt
            self._handover.put(fail, receipt, error)


class Receiver:
    """A consumer and the thread that receives, as long as there is room and no pause.

    Each message is given to `take`, on the loop. Acknowledgements go out as sends do.
    """

    def __init__(
        self, consumer: Any, room: int, pause: Pause, outbox: Outbox, handover: Handover, take: Callable[[Any], None]
    ) -> None:  # fmt: skip
        self._consumer = consumer
        self._outbox = outbox
        self._room: SimpleQueue[None] = SimpleQueue()
        for _ in range(room):
            self.make_room()
        self._pause = pause
        self._handover = handover
        self._take = take
        self._stopped = threading.Event()
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done when receiving is: with a fault that no waiting mends, else after `stop`."""
        threading.Thread(target=self._run, name="pulsar-receiver", daemon=True).start()

    def stop(self) -> None:
        """No message is taken from now on; what was received meanwhile is another's once the consumer is closed."""
        self._stopped.set()
        self.make_room()

    def acknowledge(self, message: Any) -> None:
        """Only queues it: lost with the connection, the message comes again and is answered from the record."""
        self._outbox.put(functools.partial(self._acknowledge, message))
        self.make_room()

    def make_room(self) -> None:
        """For one more message."""
        self._room.put(None)

    async def close(self) -> None:
        """Acknowledgements are flushed, and what is held goes to others."""
        self.stop()
        sent = threading.Event()
        self._outbox.put(sent.set)
        await in_thread(sent.wait)
        await in_thread(self._consumer.close)

    def _acknowledge(self, message: Any) -> None:
        with contextlib.suppress(*BrokerError):
            self._consumer.acknowledge(message)

    def _run(self) -> None:
        fault = None
        while not self._stopped.is_set() and fault is None:
            self._room.get()
            while not self._stopped.is_set() and (left_s := self._pause.left_s()) > 0:
                time.sleep(min(0.1, left_s))
            fault = None if self._stopped.is_set() else self._receive()
        self._handover.put(self._end, fault)

    def _receive(self) -> Exception | None:
        """Takes one message; what no waiting mends is returned."""
        try:
            self._handover.put(self._give, self._consumer.receive())
        except pulsar.AlreadyClosed as error:
            fault: Exception = error
            return fault
        except pulsar.PulsarException as error:
            LOGGER.warning("the broker did not give a message: %s; trying again", name_of(error))
            self.make_room()
            time.sleep(AGAIN_S)
        return None

    def _give(self, message: Any) -> None:
        if not self._stopped.is_set():
            self._take(message)

    def _end(self, fault: Exception | None) -> None:
        if self.ended.done():
            return
        if fault is None or self._stopped.is_set():
            self.ended.set_result(None)
        else:
            self.ended.set_exception(fault)


class Connection:
    """One client of the running loop; never use one across a fork."""

    def __init__(self, settings: AppSettings) -> None:
        self._settings = settings
        self._client = connect(settings, pulsar.Client)
        self._handover = Handover()
        self._outbox = Outbox()
        self._calls: set[asyncio.Future[Any]] = set()

    async def call(self, blocking: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """What a call that uses this client returns, made in a thread; the client is not closed under it."""
        made = asyncio.ensure_future(in_thread(blocking, *arguments, **named))
        self._calls.add(made)
        made.add_done_callback(self._calls.discard)
        return await asyncio.shield(made)

    async def sender(self, topic: str, *, batching: bool = False) -> Sender:
        """A producer; without batching each message may be larger than the broker's limit, and goes in chunks."""
        options = producer_options(self._settings, batching=batching)
        producer = await persist(
            f"let us produce to {topic}", lambda: self.call(self._client.create_producer, topic, **options)
        )
        return Sender(producer, self._outbox, self._handover)

    async def receiver(self, pause: Pause, take: Callable[[Any], None]) -> Receiver:
        """Receives requests from now on; the subscription starts at the earliest message when it is new."""
        options = consumer_options(self._settings)
        consumer = await persist("let us subscribe", lambda: self.call(self._client.subscribe, **options))
        return Receiver(
            consumer, self._settings.pulsar_ingress.in_flight, pause, self._outbox, self._handover, take
        )

    async def keep(self, topic: str, subscription: str) -> None:
        """Makes a durable subscription at the topic's start, so that an idle topic keeps what nobody has read."""
        options = {
            "consumer_type": pulsar.ConsumerType.Shared,
            "initial_position": pulsar.InitialPosition.Earliest,
            "receiver_queue_size": 1,
        }
        consumer = await persist(
            f"let us subscribe to {topic}",
            lambda: self.call(self._client.subscribe, topic, subscription, **options),
        )
        await self.call(consumer.close)

    def reader(self, topic: str, place: Any) -> Any:
        """A reader of a compacted topic, from this place on. Blocks, as it does."""
        return self._client.create_reader(
            topic, place, is_read_compacted=True, start_message_id_inclusive=True
        )

    async def close(self, limit_s: float) -> None:
        """Everything ends, in good order if the broker lets it within the limit; one left open aborts the process."""
        self._outbox.close()
        if self._calls:  # one that waits for its connection would never be called back
            await asyncio.wait(self._calls, timeout=limit_s)
        try:
            await in_thread(self._client.close, limit_s=limit_s)
        except BrokerError:
            with contextlib.suppress(*BrokerError):
                await in_thread(self._client.shutdown, limit_s=limit_s)


def _receive_receipt(receipt: asyncio.Future[Any], outcome: pulsar.Result, place: Any) -> None:
    if outcome == pulsar.Result.Ok:
        succeed(receipt, place)
    else:
        fail(receipt, pulsar.asyncio.PulsarException(outcome))
