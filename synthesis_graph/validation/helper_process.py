"""The helper, seen from the parent: one process started by exec, its frames, and its replacement when it dies.

Between `sandbox`, which asks for executions, and `confined/helper.py`, which runs on the other side. Knows the frames,
not what their payloads mean.
"""

from __future__ import annotations

import os
import select
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from synthesis_graph.errors import SandboxUnavailable
from synthesis_graph.validation.confined import codec

_PROGRAM = Path(__file__).with_name("confined") / "helper.py"
_REQUEST = struct.Struct("<IIdQ")
_REPLY = struct.Struct("<cI")
_SECONDS = struct.Struct("<d")
_START_S = 20.0
_BIND_ONCE = {"LD_BIND_NOW": "1"}  # symbols are looked up at the start, not again in every child
_GRACE_S = 5.0  # how long the helper may be silent beyond the time slice of an input before it counts as dead
_WAIT_S = 0.05  # how often a wait looks whether it is over
_TRIES = 3


def _never() -> bool:
    return False


class HelperEnded(Exception):
    """The helper went away, or the caller's budget did."""


@dataclass(frozen=True)
class Request:
    """One execution: the packed part is read by the confined child only."""

    packed: bytes
    inputs: int
    timeout_s: float
    memory_bytes: int
    is_over: Callable[[], bool]
    """Asked while waiting: whether the caller has gone."""


@dataclass(frozen=True)
class Hello:
    """What the helper's proof found: the layers that hold, and why the others do not."""

    layers: tuple[str, ...]
    faults: dict[str, str] = field(default_factory=dict)


class HelperProcess:
    """One process and the frames to and from it; HelperEnded from every method once it is gone."""

    def __init__(self, hash_seed: int) -> None:
        ours, theirs = socket.socketpair()
        self._socket = ours
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-S", "-s", "-B", "-X", "utf8", str(_PROGRAM)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={"PYTHONHASHSEED": str(hash_seed), **_BIND_ONCE},
                cwd="/",
                start_new_session=True,
            )
        self._hello: Hello | None = None
        self._read = bytearray()

    @property
    def pid(self) -> int:
        """The process id of the helper."""
        return self._process.pid

    def lives(self) -> bool:
        """Whether the process has not ended."""
        return self._process.poll() is None

    def hello(self) -> Hello:
        """What its proof found; waits for the start the first time."""
        if self._hello is None:
            kind, payload = self._frame(time.monotonic() + _START_S, _never)
            try:
                layers, faults, _version = codec.decode(payload)
                self._hello = Hello(tuple(layers), dict(faults))
            except (codec.CodecError, TypeError, ValueError):
                raise HelperEnded from None
            if kind != b"H":
                raise HelperEnded
        return self._hello

    def send(self, request: Request) -> None:
        """Hands an execution over; its replies must all be received before the next."""
        header = _REQUEST.pack(len(request.packed), request.inputs, request.timeout_s, request.memory_bytes)
        try:
            self._socket.settimeout(_GRACE_S)
            self._socket.sendall(header + request.packed)
        except OSError:
            raise HelperEnded from None

    def report(self, request: Request) -> tuple[bytes, float] | tuple[str, int]:
        """The next report with its seconds, or at the end of the child why it ended and its exit status."""
        kind, payload = self._frame(time.monotonic() + request.timeout_s + _GRACE_S, request.is_over)
        if kind == b"R":
            return payload[_SECONDS.size :], _SECONDS.unpack_from(payload)[0]
        reason, status = codec.decode(payload)
        return reason, status

    def _frame(self, until: float, is_over: Callable[[], bool]) -> tuple[bytes, bytes]:
        kind, length = _REPLY.unpack(self._take(_REPLY.size, until, is_over))
        if length > codec.MAX_BYTES + _SECONDS.size:
            raise HelperEnded
        return kind, self._take(length, until, is_over)

    def _take(self, count: int, until: float, is_over: Callable[[], bool]) -> bytes:
        while len(self._read) < count:
            left = until - time.monotonic()
            if left <= 0 or is_over():
                raise HelperEnded
            try:
                if not select.select([self._socket], [], [], min(left, _WAIT_S))[0]:
                    continue
                piece = self._socket.recv(1 << 16)
            except (OSError, ValueError):  # the socket was closed by another thread
                raise HelperEnded from None
            if not piece:
                raise HelperEnded
            self._read += piece
        block = bytes(self._read[:count])
        del self._read[:count]
        return block

    def stop(self) -> None:
        """Closes the socket, at which the helper ends its child and itself."""
        self._socket.close()
        try:
            self._process.wait(1.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class WarmHelper:
    """A helper that is always there: started at once in the background, replaced when it died. One user at a time."""

    def __init__(self, hash_seed: int) -> None:
        self._hash_seed = hash_seed
        self._turn = threading.Lock()
        self._owner = os.getpid()
        self._closed = False
        self._process: HelperProcess | None = self._start()

    @contextmanager
    def turn(self, is_over: Callable[[], bool] = _never) -> Iterator[bool]:
        """Waits for this thread's turn and holds it for the block; False when the caller went first."""
        while not (taken := self._turn.acquire(timeout=_WAIT_S)) and not is_over():
            pass
        try:
            yield taken
        finally:
            if taken:
                self._turn.release()

    def ready(self, accept: Callable[[Hello], None]) -> HelperProcess:
        """A living helper whose hello was accepted; `accept` raises for one that is not to be used."""
        if self._closed:
            raise SandboxUnavailable("the sandbox is closed")
        for _ in range(_TRIES):
            if self._process is None or not self._process.lives() or self._owner != os.getpid():
                self.drop()
                self._process, self._owner = self._start(), os.getpid()
            try:
                hello = self._process.hello()
            except HelperEnded:
                self.drop()
            else:
                accept(hello)
                return self._process
        raise SandboxUnavailable(
            "the sandbox helper does not start", hint=f"run `{sys.executable} -S -s -B {_PROGRAM}` by hand"
        )

    def _start(self) -> HelperProcess:
        try:
            return HelperProcess(self._hash_seed)
        except OSError as error:
            raise SandboxUnavailable(f"the sandbox helper cannot be started: {error}") from None

    def drop(self) -> None:
        """Ends the present process; the next use starts another."""
        if self._process is not None:
            self._process.stop()
            self._process = None

    def close(self) -> None:
        """Ends it for good, once whoever has the turn is done."""
        with self.turn():
            self._closed = True
            self.drop()
