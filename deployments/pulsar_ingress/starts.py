"""Starts of attempts, recorded together: those of one moment in one record, which goes once each of them is superseded.

A group commit (DeWitt et al. 1984): a start must be safe before its work begins, but many may be safe at once, and each send
costs about what all else of a request does. Such a record has a key of its own, so that compaction keeps it; it is
removed when every start in it is followed by a record under the request's own key, or in a later group. Owns which those
are; how records are written is the ledger's.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Iterable

import orjson

from deployments.pulsar_ingress.delivery import Entry

HEAD = b"group\n"
Started = tuple[str, Entry]
Write = Callable[[str, bytes], Awaitable[object]]


class Starts:
    """Gathers the starts of one turn of the loop; `write` records under a key, an empty record removing it."""

    def __init__(self, write: Write, encode: Callable[[Entry], bytes]) -> None:
        self._write, self._encode = write, encode
        self._gathered: dict[str, Entry] = {}
        self._written: asyncio.Future[None] | None = None
        self._open: dict[str, set[str]] = {}
        """Key of a group → the requests whose latest record it holds."""
        self._group_of: dict[str, str] = {}
        self.under_way: set[asyncio.Future[None]] = set()
        """Writes that are not safe yet."""

    async def record(self, request_id: str, entry: Entry) -> None:
        """Returns when the start is safe."""
        if request_id in self._gathered:  # such as given back in the turn that took it up: in their order
            await self._next()
        self._gathered[request_id] = entry
        await asyncio.shield(self._next())

    def superseded(self, request_id: str) -> None:
        """A later record of the request is safe; the group that held the one before goes when it was its last."""
        key = self._group_of.pop(request_id, None)
        if key is None:
            return
        left = self._open[key]
        left.discard(request_id)
        if not left:
            del self._open[key]
            self._begin(self._remove(key))

    def knows(self, key: str) -> bool:
        """Whether the key is that of a group whose starts are known here."""
        return key in self._open

    def adopt(self, key: str, request_ids: Iterable[str]) -> None:
        """The group is known from now on; one in which nothing is open, such as an earlier process left, is removed."""
        request_ids = set(request_ids)
        if not request_ids:
            self._begin(self._remove(key))
            return
        for request_id in request_ids:
            self.superseded(request_id)
        self._open[key] = request_ids
        self._group_of |= dict.fromkeys(request_ids, key)

    def _next(self) -> asyncio.Future[None]:
        if self._written is None:
            self._written = asyncio.get_running_loop().create_future()
            asyncio.get_running_loop().call_soon(lambda: self._begin(self._flush()))
        return self._written

    def _begin(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self.under_way.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Future[None]) -> None:
        self.under_way.discard(task)
        if not task.cancelled():
            task.exception()  # whoever waits was told; what was not removed is once the ledger is read anew

    async def _flush(self) -> None:
        gathered, self._gathered = self._gathered, {}
        written, self._written = self._written, None
        assert written is not None
        try:
            await self._record(gathered)
        except BaseException as error:  # noqa: BLE001 - whoever waits for the record is told
            if not written.done():
                written.set_exception(error)
                written.exception()  # it may be that nobody waits any more
            return
        if not written.done():
            written.set_result(None)

    async def _record(self, gathered: dict[str, Entry]) -> None:
        if len(gathered) == 1:
            ((request_id, entry),) = gathered.items()
            await self._write(request_id, self._encode(entry))
            self.superseded(request_id)
            return
        key = f"starts/{uuid.uuid4().hex}"
        await self._write(key, encode_group(gathered))
        self.adopt(key, gathered)

    async def _remove(self, key: str) -> None:
        await self._write(key, b"")


def encode_group(gathered: dict[str, Entry]) -> bytes:
    """The record of several starts."""
    rows = [[r, e.attempt, e.serial, round(e.at_s, 3), e.fingerprint] for r, e in gathered.items()]
    return HEAD + orjson.dumps(rows)


def decode_group(record: bytes) -> list[Started] | None:
    """The starts of a record; None where it is not one of several."""
    if not record.startswith(HEAD):
        return None
    try:
        return [
            (r, Entry(int(a), int(n), float(at), str(f)))
            for r, a, n, at, f in orjson.loads(record[len(HEAD) :])
        ]
    except (ValueError, TypeError):
        return None
