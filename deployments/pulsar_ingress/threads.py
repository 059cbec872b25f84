"""Between one event loop and threads: calls that block, and outcomes that the client's threads report.

Owns two bounds. A blocking call is waited for no longer than its limit: one that waits for its connection when the client
is closed never returns, and on asyncio's pool it would keep the loop, and then the process, from ending. And outcomes wake
the loop once for many: a wake-up for each (a system call, and the interpreter handed over twice) costs more than the send.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

LONGEST_S = 30.0
"""Well past the time after which the library itself gives up an operation."""


async def in_thread(call: Callable[..., T], *arguments: Any, limit_s: float = LONGEST_S, **named: Any) -> T:
    """What the call returns or raises; TimeoutError past the limit, and the thread is left to itself."""
    handover = Handover()
    outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()

    def work() -> None:
        try:
            result = call(*arguments, **named)
        except BaseException as error:  # noqa: BLE001 - handed over to who awaits it
            handover.put(fail, outcome, error)
        else:
            handover.put(succeed, outcome, result)

    threading.Thread(target=work, name=f"blocking-{call.__name__}", daemon=True).start()
    return await asyncio.wait_for(outcome, limit_s)


class Handover:
    """Calls that any thread orders and the loop makes, in the order they came; made on the running loop."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ordered: deque[tuple[Callable[..., None], tuple[Any, ...]]] = deque()
        self._woken = False

    def put(self, call: Callable[..., None], *arguments: Any) -> None:
        """From any thread: the loop calls this soon. Nothing happens once the loop has ended."""
        self._ordered.append((call, arguments))
        if (
            not self._woken
        ):  # a race here wakes the loop twice, never not at all: it clears the mark before it looks
            self._woken = True
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._make)

    def _make(self) -> None:
        self._woken = False
        while self._ordered:
            call, arguments = self._ordered.popleft()
            call(*arguments)


def succeed(outcome: asyncio.Future[T], result: T) -> None:
    """Gives the result to who awaits the outcome, if anybody still does."""
    if not outcome.done():
        outcome.set_result(result)


def fail(outcome: asyncio.Future[Any], error: BaseException) -> None:
    """Raises the error for who awaits the outcome, if anybody still does."""
    if not outcome.done():
        outcome.set_exception(error)
