"""A pause that all wait out together, twice as long each time it begins again."""

from __future__ import annotations

import asyncio
import random
import time


class Pause:
    """Begun when the synthesizer sheds load, ended when it takes a request again."""

    def __init__(self, first_s: float, longest_s: float) -> None:
        self._first_s = first_s
        self._longest_s = longest_s
        self._length_s = 0.0
        self._until = 0.0

    def begin(self) -> None:
        """Pauses; begun again during a pause changes nothing, begun after one it lasts twice as long."""
        now = time.monotonic()
        if now < self._until:
            return
        self._length_s = min(self._longest_s, 2 * self._length_s or self._first_s)
        self._until = now + self._length_s

    def end(self) -> None:
        """Work was taken: the next pause is a short one."""
        self._length_s = 0.0

    def left_s(self) -> float:
        """Seconds that are left of a pause; not above zero when there is none. Any thread may ask."""
        return self._until - time.monotonic()

    async def over(self) -> None:
        """Returns when there is no pause; those that waited do not all come back at once."""
        while (left_s := self.left_s()) > 0:  # noqa: ASYNC110 - a pause may begin anew meanwhile
            await asyncio.sleep(left_s + random.uniform(0, 0.25) * self._length_s)
