"""What is told on the way to an answer: work that tells texts, as the stream of them with the answer at its end.

Owns the way from a working thread to whoever reads, who is never behind: only the newest text waits for him. Knows no
stage.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")
Tell = Callable[[str], None]
"""Hears the newest text; may be called from any thread."""


async def told(work: Callable[[Tell], Awaitable[T]]) -> AsyncGenerator[str | T, None]:
    """The texts that `work` tells, then what it returns; cancelled with its reader."""
    loop, changed = asyncio.get_running_loop(), asyncio.Event()
    newest: list[str] = []

    def keep(text: str) -> None:
        newest[:] = [text]
        changed.set()

    def tell(text: str) -> None:
        loop.call_soon_threadsafe(keep, text)

    working = asyncio.ensure_future(work(tell))
    working.add_done_callback(lambda _: changed.set())
    try:
        while not working.done():
            await changed.wait()
            changed.clear()
            if newest:
                yield newest.pop()
        yield working.result()
    finally:
        working.cancel()
