"""One replica at the broker: receives requests, has them answered, and carries out what `delivery` decides.

Owns flow: how many messages are held, the pause when load is shed, and the way out (finish, hand back, close). Who answers
is a coroutine that it is given: the synthesizer's handle, or a function of a test.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable
from typing import Any

from deployments.pulsar_ingress.client import LOGGER, BrokerError
from deployments.pulsar_ingress.connection import Connection, Receiver
from deployments.pulsar_ingress.delivery import (
    Arrival,
    Begin,
    Bury,
    Delivery,
    Entry,
    Hold,
    Join,
    Policy,
    Postpone,
    Replay,
    Retry,
    Settle,
    Token,
)
from deployments.pulsar_ingress.ledger import Ledger
from deployments.pulsar_ingress.outlet import Outlet, attempts_of
from deployments.pulsar_ingress.pause import Pause
from deployments.settings import AppSettings
from synthesis_graph.answer import refuse
from synthesis_graph.errors import StageUnavailable, SynthesisError
from synthesis_graph.request import RequestLimits, identify
from synthesis_graph.result import Result

Answer = Callable[[bytes], Awaitable[Result]]
IN_A_THREAD_BYTES = 65_536
"""A larger payload is read in a thread: others wait on this loop."""
LAST_SECONDS = 3.0
"""For each of the last steps of stopping (handing back, ending calls, closing), when the broker may be away."""


class Ingress:
    """Takes requests until it is told to stop; survives the broker's absence."""

    def __init__(self, settings: AppSettings, answer: Answer) -> None:
        self._settings = settings
        self._options = options = settings.pulsar_ingress
        self._answer = answer
        self._limits = RequestLimits(
            max_deadline_s=settings.max_deadline_s, max_bytes=settings.max_body_bytes
        )
        self._delivery = Delivery(
            Policy(
                options.max_attempts,
                options.retry_delay_s,
                options.max_retry_delay_s,
                options.dedupe_window_s,
                lease_s=settings.max_deadline_s + 5 * settings.grace_s,
                longest_hold_s=options.longest_hold_s,
            )
        )
        self._ledger = Ledger(settings, self._delivery)
        self._outlet = Outlet(settings)
        self._turns = asyncio.Semaphore(options.concurrency)
        self._alone = asyncio.Lock()
        self._pause = Pause(options.pause_s, options.max_pause_s)
        self._messages: dict[Token, Any] = {}
        """Messages that are held: received, not acknowledged."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._receiver: Receiver
        self._stop = asyncio.Event()
        self.receiving = False

    @property
    def held(self) -> int:
        """Messages received and not acknowledged."""
        return len(self._messages)

    def stop(self) -> None:
        """Ends `run` in good order."""
        self._stop.set()

    async def run(self) -> None:
        """Serves until `stop`; raises what no waiting mends, such as a refused token."""
        connection = Connection(self._settings)
        stopping = asyncio.ensure_future(self._stop.wait())
        running: list[asyncio.Future[None]] = [asyncio.ensure_future(self._open(connection))]
        try:
            await _first(stopping, *running)
            if not self._stop.is_set():
                loops = (self._ledger.follow(), self._sweep())
                running = [self._receiver.ended, *(asyncio.ensure_future(loop) for loop in loops)]
                self.receiving = True
                await _first(stopping, *running)
                await self._drain()
        finally:
            self.receiving = False
            ending: list[asyncio.Future[Any]] = [stopping, *running, *self._tasks, *self._ledger.under_way]
            for each in ending:
                each.cancel()
            await connection.close(LAST_SECONDS)

    async def _open(self, connection: Connection) -> None:
        await self._outlet.open(connection)
        await self._ledger.open(connection)
        self._receiver = await connection.receiver(self._pause, self._start)

    # -- in ------------------------------------------------------------------------------------------------------------

    def _start(self, message: Any) -> None:
        task = asyncio.ensure_future(self._take(message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _take(self, message: Any) -> None:
        token: Token = str(message.message_id())
        if token in self._messages:  # delivered again after a reconnection, while it is in work
            self._receiver.make_room()
        self._messages[token] = message
        try:
            await self._follow_up(token, message)
        except Exception as error:  # noqa: BLE001 - whatever a message does to us, it must not circulate
            LOGGER.exception("the ingress failed on a message")
            for each in self._delivery.abandoned(token):
                await self._bury(each, f"the ingress failed: {type(error).__name__}: {error}")

    async def _follow_up(self, token: Token, message: Any) -> None:
        payload: bytes = message.data()
        if len(payload) > IN_A_THREAD_BYTES:
            request_id, fingerprint = await asyncio.to_thread(identify, payload, self._limits)
        else:
            request_id, fingerprint = identify(payload, self._limits)
        if message.redelivery_count():  # another replica may have begun with it
            await self._ledger.catch_up()
        await self._decide(Arrival(token, request_id, fingerprint, attempts_of(message)), message)

    async def _decide(self, arrival: Arrival, message: Any) -> None:
        step = self._delivery.arrived(arrival, time.time())
        if isinstance(step, Begin):
            await self._finish(*await self._work(step, message.data()), message)
        elif isinstance(step, Replay):
            if not await self._publish_recorded(step):
                self._delivery.forget(step.request_id)
                await self._decide(arrival, message)
        elif isinstance(step, Settle):
            await self._settle(step, _poisoned(arrival.request_id, step.dead_letter))
        elif isinstance(step, Bury):
            await self._bury(step.token, step.reason)
        elif isinstance(step, Postpone):
            await asyncio.sleep(step.delay_s)
            await self._decide(arrival, message)
        else:
            assert isinstance(step, Join)

    # -- work ----------------------------------------------------------------------------------------------------------

    async def _work(self, step: Begin, payload: bytes) -> tuple[Replay | Settle | Retry, Result]:
        async with self._alone if step.alone else contextlib.nullcontext():
            await self._ledger.append(step.request_id, step.entry)
            while True:
                async with self._turns:
                    result = await self._ask(step.request_id, payload)
                after = self._delivery.finished(step.request_id, result, time.time())
                if not isinstance(after, Hold):
                    self._pause.end()
                    return after, result
                self._pause.begin()
                await self._pause.over()

    async def _ask(self, request_id: str, payload: bytes) -> Result:
        try:
            result = await self._answer(payload)
        except SynthesisError as error:
            return refuse(request_id, error)
        except Exception as error:  # noqa: BLE001 - logged with its trace; the caller still gets a result
            LOGGER.exception("the synthesizer failed")
            return refuse(
                request_id, SynthesisError(f"internal error: {type(error).__name__}", "see the log")
            )
        if result.request_id != request_id:
            result = result.model_copy(update={"request_id": request_id})
        return result

    # -- out -----------------------------------------------------------------------------------------------------------

    async def _finish(self, step: Replay | Settle | Retry, result: Result, message: Any) -> None:
        if isinstance(step, Settle):
            await self._settle(step, result)
        elif isinstance(step, Retry):
            await self._outlet.again(message, step.request_id, step.entry.attempt, step.delay_s)
            for token in self._delivery.landed(step.request_id, step.entry):
                self._acknowledge(token)
        elif not await self._publish_recorded(
            step
        ):  # the other's answer was too large to keep: ours is as good
            await self._answer_all(step.request_id, step.tokens, result.model_dump_json().encode())

    async def _settle(self, step: Settle, result: Result) -> None:
        answer = result.model_dump_json().encode()
        await self._ledger.append(step.request_id, step.entry, answer)
        tokens = self._delivery.landed(step.request_id, step.entry)
        for token in tokens:
            await self._outlet.result(step.request_id, step.entry, answer)
            if step.dead_letter and token == tokens[0]:
                await self._bury(token, step.dead_letter)
            else:
                self._acknowledge(token)

    async def _publish_recorded(self, step: Replay) -> bool:
        answer = await self._ledger.answer(step.request_id)
        if answer is not None:
            await self._answer_all(step.request_id, step.tokens, answer)
        return answer is not None

    async def _answer_all(self, request_id: str, tokens: tuple[Token, ...], answer: bytes) -> None:
        for token in tokens:
            await self._outlet.result(request_id, self._delivery.entries[request_id], answer)
            self._acknowledge(token)

    async def _bury(self, token: Token, reason: str) -> None:
        message = self._messages.get(token)
        if message is None:
            return
        await self._outlet.dead_letter(message, reason)
        self._acknowledge(token)

    def _acknowledge(self, token: Token) -> None:
        message = self._messages.pop(token, None)
        if message is not None:
            self._receiver.acknowledge(message)

    # -- the way out ---------------------------------------------------------------------------------------------------

    async def _drain(self) -> None:
        """Finishes what it can in time, and hands the rest back so that its attempt does not count."""
        self._receiver.stop()
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=self._options.drain_s)
        left = list(self._tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        given_up = [(r, self._delivery.handed_back(r, time.time())) for r in list(self._delivery.flights)]
        with contextlib.suppress(*BrokerError):
            await asyncio.wait_for(self._hand_back(given_up), LAST_SECONDS)
        LOGGER.info("the Pulsar ingress stopped; %d requests were handed back", len(given_up))

    async def _hand_back(self, given_up: list[tuple[str, Entry | None]]) -> None:
        # Nothing else is left to flush: whoever sends awaits the receipt.
        await asyncio.gather(*(self._ledger.append(r, entry) for r, entry in given_up if entry is not None))
        await self._receiver.close()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(min(60.0, self._options.dedupe_window_s / 2))
            await self._ledger.forget(self._delivery.expire(time.time()))


async def _first(*futures: asyncio.Future[Any]) -> None:
    """Waits for one of them; raises what it raised."""
    done, _ = await asyncio.wait(futures, return_when=asyncio.FIRST_COMPLETED)
    for future in done:
        future.result()


def _poisoned(request_id: str, reason: str) -> Result:
    return refuse(request_id, StageUnavailable(reason, "the request is kept among the dead letters"))
