"""Calls that block, for a loop: in threads of their own that nobody has to wait for.

Owns the bound on such a call. A call of the client's library can stay for ever: one that waits for its connection
when the client is closed is never called back. On asyncio's pool it would keep the loop, and then the process, from ending.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

LONGEST_S = 30.0
"""Well past the time after which the library itself gives up an operation."""


async def in_thread(call: Callable[..., T], *arguments: Any, limit_s: float = LONGEST_S) -> T:
    """What the call returns or raises; TimeoutError past the limit, and the thread is left to itself."""
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if outcome.done():  # nobody waits any more
            return
        if error is None:
            outcome.set_result(result)  # type: ignore[arg-type]
        else:
            outcome.set_exception(error)

    def work() -> None:
        result, error = None, None
        try:
            result = call(*arguments)
        except BaseException as raised:  # noqa: BLE001 - handed over to who awaits it
            error = raised
        with contextlib.suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=work, name=f"blocking-{call.__name__}", daemon=True).start()
    return await asyncio.wait_for(outcome, limit_s)
