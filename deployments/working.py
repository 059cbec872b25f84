"""Sync work inside an async replica: so many at once, so many waiting, told when nobody waits for it any more.

Owns the threads, the cancelled flag and the health of what runs there. Does not know what the work is; the four
stages are subclasses of `Stage`, plain classes that start no Ray.
"""

from __future__ import annotations

import asyncio
import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from synthesis_graph.errors import Overloaded

T = TypeVar("T")


class Worker:
    """A few threads (one owns an engine alone): work waits its turn, and cancelled work that has not begun never runs.

    It holds `max_held` pieces of work, running and waiting. Under Serve a replica's own bound is reached first.
    """

    def __init__(self, name: str, stuck_after_s: float = 30.0, threads: int = 1, max_held: int = 256) -> None:
        self._executor = ThreadPoolExecutor(max_workers=threads, thread_name_prefix=name)
        self._name = name
        self._stuck_after_s = stuck_after_s
        self._room = threading.Semaphore(max_held)
        self._cancelled_at: dict[threading.Event, float] = {}
        """Running work that was told to stop and has not, with the moment it was told."""

    async def run(self, work: Callable[[float, threading.Event], T], budget_s: float = math.inf) -> T:
        """What `work(left_s, cancelled)` returns; `left_s` is the budget less the time spent waiting for a turn.

        The flag is set when the caller is cancelled or the budget is over; work has to look at it.
        Overloaded at once when too much is held, and when the budget ends before the work could begin.
        """
        if not self._room.acquire(blocking=False):
            raise Overloaded(f"too much waits for the {self._name}", "send the request again later")
        cancelled = threading.Event()
        asked = time.monotonic()

        busy = Overloaded(f"the {self._name} was busy for the whole budget", "send the request again later")

        def begin() -> T:
            left_s = budget_s - (time.monotonic() - asked)
            if left_s <= 0:
                raise busy
            return work(left_s, cancelled)

        def cancel() -> None:
            if not future.cancel():  # it is no longer in the queue
                self._cancelled_at[cancelled] = time.monotonic()
                cancelled.set()
            if future.done():
                self._cancelled_at.pop(cancelled, None)

        def end(_: Future[T]) -> None:
            self._cancelled_at.pop(cancelled, None)
            self._room.release()

        over = False

        def expire() -> None:
            nonlocal over
            over = True
            cancel()

        future = self._executor.submit(begin)
        future.add_done_callback(end)
        loop = asyncio.get_running_loop()
        timer = None if budget_s == math.inf else loop.call_later(max(0.0, budget_s), expire)
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            # By its own mark and not by the clock: uvloop rounds to milliseconds, and a timer that fires before its time
            # would leave a cancellation that nobody asked for, which the caller sees as a replica that stopped.
            if future.cancelled() and over:
                raise busy from None
            cancel()
            raise
        finally:
            if timer is not None:
                timer.cancel()

    def check_health(self) -> None:
        """RuntimeError when cancelled work has gone on for longer than it may: the replica is then replaced."""
        told = min(list(self._cancelled_at.values()), default=math.inf)
        if time.monotonic() - told > self._stuck_after_s:
            raise RuntimeError(
                f"the {self._name} has ignored a cancellation for over {self._stuck_after_s:.0f} s"
            )

    def close(self) -> None:
        """Take no more work; what runs is told to stop by its own flag, and not waited for."""
        self._executor.shutdown(wait=False, cancel_futures=True)


class Stage:
    """What the four stage deployments share: a worker, Serve's health check and the answer to `/readyz`."""

    name = "stage"

    def __init__(self, stuck_after_s: float = 30.0, threads: int = 1, max_held: int = 256) -> None:
        self._worker = Worker(self.name, stuck_after_s, threads, max_held)

    async def ready(self) -> bool:
        """True once the constructor is done: the stage can take a call."""
        return True

    def check_health(self) -> None:
        """Serve's own check of a replica; raises when the work in it is stuck."""
        self._worker.check_health()

    def close(self) -> None:
        """Free what the stage holds."""
        self._worker.close()

    def __del__(self) -> None:  # Serve calls it when a replica stops
        if "_worker" in self.__dict__:
            self.close()
