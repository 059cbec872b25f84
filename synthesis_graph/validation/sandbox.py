"""The sandbox, seen from the parent: runs generated code in confined children of warm helpers and reads plain data.

Owns what is asked of a helper and what its answers mean. Knows nothing of expected outputs: what comes back is compared
elsewhere. The process is `helper_process`, the confinement `confined/`, what is enough of it `isolation`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from typing_extensions import Self

from synthesis_graph.validation import isolation
from synthesis_graph.validation.confined import codec
from synthesis_graph.validation.helper_process import Hello, HelperEnded, HelperProcess, Request, WarmHelper
from synthesis_graph.validation.outcomes import Outcome, ending, read_report

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


@dataclass(frozen=True)
class Manner:
    """How the inputs are run; by default one after the other in one child, under the first hash seed."""

    isolate: bool = False
    """Each input in a child of its own."""
    reseeded: bool = False
    """Under the second hash seed: what depends on the order of a set of strings then answers otherwise."""


class Executor(Protocol):
    """What runs generated code for a check: one `Sandbox`, or the several of `pool.SandboxPool`."""

    @property
    def isolation(self) -> str:
        """The level and the layers that hold."""
        ...

    def run(
        self,
        code: str,
        function: str,
        inputs: Sequence[tuple[Any, ...]],
        *,
        budget: Budget = Budget(),
        manner: Manner = Manner(),
    ) -> list[Outcome]:
        """One outcome an input, in order."""
        ...


class Sandbox:
    """Runs generated functions; one execution at a time under each hash seed, safe to share between threads.

    Two helpers start in the background at once, one a hash seed; they are waited for at the first use and are no forks
    of this process. Raises SandboxUnavailable at the first use where the isolation is below `minimum` (a level of
    `isolation.LEVELS`; none given: the configured one), and then runs nothing. The hash seeds are fixed, so that
    answers repeat.
    """

    def __init__(self, minimum: str | None = None, hash_seed: int = 0) -> None:
        self.minimum = isolation.configured_minimum() if minimum is None else minimum
        if self.minimum not in isolation.LEVELS:
            raise ValueError(f"{self.minimum!r} is no isolation level: {', '.join(isolation.LEVELS)}")
        self._first, self._second = WarmHelper(hash_seed), WarmHelper(hash_seed + 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the helpers; the sandbox cannot be used again."""
        self._first.close()
        self._second.close()

    @property
    def isolation(self) -> str:
        """The level and the layers that hold here, such as `full: rlimits+no-privileges+landlock+seccomp`."""
        with self._first.turn():
            return isolation.shown(self._first.ready(self._insist).hello().layers)

    def run(
        self,
        code: str,
        function: str,
        inputs: Sequence[tuple[Any, ...]],
        *,
        budget: Budget = Budget(),
        manner: Manner = Manner(),
    ) -> list[Outcome]:
        """One outcome an input, in order. Raises CodecError for an input that is not plain data.

        All inputs run one after the other in one child; the first after a timeout or a death gets a fresh child.
        About 2 ms for three small inputs.
        """
        packed = [codec.encode(tuple(arguments), _MAX_REQUEST_BYTES) for arguments in inputs]
        outcomes: list[Outcome] = []
        helper = self._second if manner.reseeded else self._first
        with helper.turn(budget.is_over) as has_turn:
            while has_turn and len(outcomes) < len(packed) and not budget.is_over():
                waiting = packed[len(outcomes) : len(outcomes) + 1 if manner.isolate else None]
                whole = codec.encode((code, function, waiting), _MAX_REQUEST_BYTES)
                request = Request(whole, len(waiting), budget.timeout_s, budget.memory_bytes, budget.is_over)
                outcomes += self._run_child(helper, request)
        return outcomes + [Outcome("not run")] * (len(packed) - len(outcomes))

    def _run_child(self, helper: WarmHelper, request: Request) -> list[Outcome]:
        """The outcomes of one child: as many as it got to, the last one saying how it ended."""
        for _ in range(_TRIES):
            outcomes: list[Outcome] = []
            process = helper.ready(self._insist)
            try:
                process.send(request)
                reason, status = _collect(process, request, outcomes)
            except HelperEnded:
                helper.drop()
                if outcomes or request.is_over():
                    return outcomes
                continue  # nothing is lost: a fresh helper gets the same request
            if len(outcomes) < request.inputs:
                outcomes.append(ending(reason, status, request.timeout_s))
            return outcomes
        return [Outcome("crashed", message="the sandbox died with this input")]

    def _insist(self, hello: Hello) -> None:
        isolation.insist(self.minimum, hello.layers, hello.faults)


def _collect(process: HelperProcess, request: Request, outcomes: list[Outcome]) -> tuple[str, int]:
    """Reads the reports of one child into `outcomes`; why it ended."""
    while True:
        said, number = process.report(request)
        if isinstance(said, str):
            return said, int(number)
        outcomes.append(read_report(said, number))
