"""The sandbox, seen from the parent: runs generated code in confined children of a warm helper and reads plain data.

Owns the helper process, its replacement and the meaning of its frames. Knows nothing of expected outputs: what comes
back is compared elsewhere. The confinement itself is `confined/`.
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
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from typing_extensions import Self

from synthesis_graph.errors import SandboxUnavailable
from synthesis_graph.validation.confined import codec
from synthesis_graph.validation.outcomes import Outcome, ending, read_report

MINIMUM = ("rlimits", "no-privileges", "landlock")
"""The layers without which nothing is executed, unless the operator asks for other ones."""

_HELPER = Path(__file__).with_name("confined") / "helper.py"
_REQUEST = struct.Struct("<I")
_REPLY = struct.Struct("<cI")
_SECONDS = struct.Struct("<d")
_START_S = 20.0
_GRACE_S = 5.0  # how long the helper may be silent beyond the time slice of an input before it counts as dead
_WAIT_S = 0.05  # how often a wait looks at `cancel`
_TRIES = 3  # helpers that one request may outlive
_MAX_REQUEST_BYTES = 64 << 20


@dataclass(frozen=True)
class Budget:
    """What one call of `Sandbox.run` may use: a slice an input, memory a child, and an end for all of it."""

    timeout_s: float = 1.0
    memory_bytes: int = 512 << 20
    deadline: float | None = None
    """On the clock of `time.monotonic`."""
    cancel: threading.Event | None = field(default=None, compare=False)

    def is_over(self) -> bool:
        """Whether the deadline has passed or the caller has cancelled."""
        late = self.deadline is not None and time.monotonic() >= self.deadline
        return late or (self.cancel is not None and self.cancel.is_set())


class Executor(Protocol):
    """What runs generated code for a check: one `Sandbox`, or the several of `pool.SandboxPool`."""

    @property
    def isolation(self) -> str:
        """The layers that hold."""
        ...

    def run(
        self,
        code: str,
        function: str,
        inputs: Sequence[tuple[Any, ...]],
        *,
        budget: Budget = Budget(),
        isolate: bool = False,
    ) -> list[Outcome]:
        """One outcome an input, in order."""
        ...


class _EndedError(Exception):
    """The helper went away, or the caller's budget did."""


class _Helper:
    """One helper process and the frames to and from it."""

    def __init__(self, hash_seed: int) -> None:
        ours, theirs = socket.socketpair()
        self.socket = ours
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-S", "-s", "-B", "-X", "utf8", str(_HELPER)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={"PYTHONHASHSEED": str(hash_seed)},
                cwd="/",
                start_new_session=True,
            )
        self.layers: tuple[str, ...] | None = None
        self._read = bytearray()

    def hello(self) -> tuple[str, ...]:
        """The layers that its probe saw to hold; waits for the start the first time."""
        if self.layers is None:
            kind, payload = self.receive(time.monotonic() + _START_S, Budget())
            if kind != b"H":
                raise _EndedError
            self.layers = tuple(codec.decode(payload)[0])
        return self.layers

    def send(self, request: bytes) -> None:
        try:
            self.socket.settimeout(_GRACE_S)
            self.socket.sendall(_REQUEST.pack(len(request)) + request)
        except OSError:
            raise _EndedError from None

    def receive(self, until: float, budget: Budget) -> tuple[bytes, bytes]:
        kind, length = _REPLY.unpack(self._take(_REPLY.size, until, budget))
        if length > codec.MAX_BYTES + _SECONDS.size:
            raise _EndedError
        return kind, self._take(length, until, budget)

    def _take(self, count: int, until: float, budget: Budget) -> bytes:
        while len(self._read) < count:
            left = until - time.monotonic()
            if left <= 0 or budget.is_over():
                raise _EndedError
            if not select.select([self.socket], [], [], min(left, _WAIT_S))[0]:
                continue
            try:
                piece = self.socket.recv(1 << 16)
            except OSError:
                raise _EndedError from None
            if not piece:
                raise _EndedError
            self._read += piece
        block = bytes(self._read[:count])
        del self._read[:count]
        return block

    def stop(self) -> None:
        """Closes the socket, at which the helper ends its child and itself."""
        self.socket.close()
        try:
            self.process.wait(1.0)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Sandbox:
    """Runs generated functions; one execution at a time, safe to share between threads.

    The helper starts in the background at once and is waited for at the first use. It is not a fork of this process.
    Raises SandboxUnavailable at the first use where the kernel lacks a layer of `minimum`, and then runs nothing.
    `hash_seed` fixes the order of sets of strings in the code that runs, so that answers repeat.
    """

    def __init__(self, minimum: Sequence[str] = MINIMUM, hash_seed: int = 0) -> None:
        self.minimum = tuple(minimum)
        self._hash_seed = hash_seed
        self._lock = threading.Lock()
        self._helper: _Helper | None = None
        self._closed = False
        self._owner = os.getpid()
        self._helper = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the helper; the sandbox cannot be used again."""
        with self._lock:
            self._closed = True
            self._drop()

    @property
    def isolation(self) -> str:
        """The layers that hold here, such as `rlimits+no-privileges+landlock+no-tcp+seccomp`."""
        with self._lock:
            return "+".join(self._ready().hello())

    def run(
        self,
        code: str,
        function: str,
        inputs: Sequence[tuple[Any, ...]],
        *,
        budget: Budget = Budget(),
        isolate: bool = False,
    ) -> list[Outcome]:
        """One outcome an input, in order. Raises CodecError for an input that is not plain data.

        All inputs run one after the other in one child; the first after a timeout or a death gets a fresh child, with
        `isolate` each does. About 2 ms for three small inputs.
        """
        packed = [codec.encode(tuple(arguments), _MAX_REQUEST_BYTES) for arguments in inputs]
        outcomes: list[Outcome] = []
        if not self._acquire(budget):
            return [Outcome("not run")] * len(packed)
        try:
            while len(outcomes) < len(packed) and not budget.is_over():
                waiting = packed[len(outcomes) :]
                outcomes += self._run_batch(code, function, waiting[:1] if isolate else waiting, budget)
        finally:
            self._lock.release()
        return outcomes + [Outcome("not run")] * (len(packed) - len(outcomes))

    def _acquire(self, budget: Budget) -> bool:
        while not self._lock.acquire(timeout=_WAIT_S):
            if budget.is_over():
                return False
        return True

    def _run_batch(self, code: str, function: str, batch: list[bytes], budget: Budget) -> list[Outcome]:
        """The outcomes of one child: as many as it got to, the last one saying how it ended."""
        request = (code, function, batch, budget.timeout_s, budget.memory_bytes)
        data = codec.encode(request, _MAX_REQUEST_BYTES)
        for _ in range(_TRIES):
            outcomes: list[Outcome] = []
            helper = self._ready()
            try:
                helper.hello()
                helper.send(data)
                reason, status = self._collect(helper, outcomes, budget)
            except _EndedError:
                self._drop()
                if outcomes or budget.is_over():
                    return outcomes
                continue  # nothing is lost: a fresh helper gets the same request
            if len(outcomes) < len(batch):
                outcomes.append(ending(reason, status, budget.timeout_s))
            return outcomes
        return [Outcome("crashed", message="the sandbox died with this input")]

    def _collect(self, helper: _Helper, outcomes: list[Outcome], budget: Budget) -> tuple[str, int]:
        while True:
            kind, payload = helper.receive(time.monotonic() + budget.timeout_s + _GRACE_S, budget)
            if kind == b"E":
                reason, status = codec.decode(payload)
                return reason, status
            outcomes.append(read_report(payload[_SECONDS.size :], _SECONDS.unpack_from(payload)[0]))

    def _ready(self) -> _Helper:
        """A living helper whose layers suffice; a dead one is replaced."""
        if self._closed:
            raise SandboxUnavailable("the sandbox is closed")
        for _ in range(_TRIES):
            if self._helper is None or self._helper.process.poll() is not None or self._owner != os.getpid():
                self._drop()
                self._helper, self._owner = self._start(), os.getpid()
            try:
                layers = self._helper.hello()
            except (_EndedError, codec.CodecError, IndexError, TypeError):
                self._drop()
            else:
                self._insist(layers)
                return self._helper
        raise SandboxUnavailable("the sandbox helper does not start", hint=f"run {_HELPER.name} by hand")

    def _insist(self, layers: tuple[str, ...]) -> None:
        missing = [name for name in self.minimum if name not in layers]
        if missing:
            self._drop()
            raise SandboxUnavailable(
                f"this machine lacks {', '.join(missing)} (it has {'+'.join(layers) or 'nothing'})",
                hint="run on Linux 5.13 or later with Landlock enabled, or lower the minimum isolation",
            )

    def _start(self) -> _Helper:
        try:
            return _Helper(self._hash_seed)
        except OSError as error:
            raise SandboxUnavailable(f"the sandbox helper cannot be started: {error}") from None

    def _drop(self) -> None:
        if self._helper is not None:
            self._helper.stop()
            self._helper = None
