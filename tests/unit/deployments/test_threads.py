"""Between a loop and threads: every wait has an end, and many outcomes are one wake-up."""

from __future__ import annotations

import asyncio
import threading
import time
from queue import SimpleQueue
from typing import Any

import pulsar
import pytest

from deployments.pulsar_ingress.connection import Outbox, Receiver
from deployments.pulsar_ingress.pause import Pause
from deployments.pulsar_ingress.threads import Handover, in_thread


def test_a_call_returns_or_raises_what_it_does_in_its_thread() -> None:
    assert asyncio.run(in_thread(divmod, 7, 2)) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        asyncio.run(in_thread(divmod, 1, 0))


def test_a_call_that_never_returns_keeps_neither_its_caller_nor_the_loop() -> None:
    never = threading.Event()
    started = time.monotonic()
    with pytest.raises(asyncio.TimeoutError):
        asyncio.run(in_thread(never.wait, limit_s=0.05))
    assert time.monotonic() - started < 5
    never.set()  # its outcome meets a loop that has ended


def test_what_threads_hand_over_comes_in_order_and_in_few_wake_ups(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> tuple[list[int], int]:
        loop = asyncio.get_running_loop()
        handover = Handover()
        wake_ups = 0
        wake = loop.call_soon_threadsafe

        def counted(*arguments: Any) -> Any:
            nonlocal wake_ups
            wake_ups += 1
            return wake(*arguments)

        monkeypatch.setattr(loop, "call_soon_threadsafe", counted)
        found: list[int] = []

        def work() -> None:
            for i in range(1000):
                handover.put(found.append, i)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()  # the loop stands still meanwhile
        await asyncio.sleep(0.01)
        return found, wake_ups

    found, wake_ups = asyncio.run(scenario())
    assert found == list(range(1000))
    assert wake_ups == 1


class Consumer:
    """A consumer whose messages are numbers; closed, it says so to who receives."""

    def __init__(self) -> None:
        self.received = 0
        self.acknowledged: list[int] = []
        self.waiting: SimpleQueue[int | None] = SimpleQueue()

    def receive(self) -> int:
        message = self.waiting.get()
        if message is None:
            raise pulsar.AlreadyClosed
        self.received += 1
        return message

    def acknowledge(self, message: int) -> None:
        self.acknowledged.append(message)

    def close(self) -> None:
        self.waiting.put(None)


def test_no_more_is_received_than_there_is_room_for_and_nothing_in_a_pause() -> None:
    async def scenario() -> None:
        consumer, pause = Consumer(), Pause(0.3, 1.0)
        taken: list[int] = []
        for i in range(10):
            consumer.waiting.put(i)
        receiver = Receiver(consumer, 3, pause, Outbox(), Handover(), taken.append)
        await asyncio.sleep(0.1)
        assert taken == [0, 1, 2]
        pause.begin()
        receiver.acknowledge(0)
        await asyncio.sleep(0.1)
        assert taken == [0, 1, 2], "there is room, but also a pause"
        await asyncio.sleep(0.5)
        assert taken == [0, 1, 2, 3]
        receiver.acknowledge(1)
        await receiver.close()
        await asyncio.wait_for(receiver.ended, 5)
        assert sorted(consumer.acknowledged) == [0, 1], "what was done is acknowledged before the end"
        assert len(taken) <= 5

    asyncio.run(scenario())


def test_a_consumer_that_is_closed_under_it_is_a_fault() -> None:
    async def scenario() -> None:
        consumer = Consumer()
        receiver = Receiver(consumer, 1, Pause(1, 1), Outbox(), Handover(), lambda _message: None)
        consumer.close()
        with pytest.raises(pulsar.AlreadyClosed):
            await asyncio.wait_for(receiver.ended, 5)

    asyncio.run(scenario())
