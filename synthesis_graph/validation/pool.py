"""Several sandboxes behind the interface of one, so that as many executions run at once as there are cores.

Owns who has which sandbox; confinement and the replacement of a dead process are each sandbox's own. Between the
validator and `sandbox`, for surfaces that judge more than one candidate at a time.
"""

from __future__ import annotations

import os
import queue
from collections.abc import Sequence
from typing import Any

from typing_extensions import Self

from synthesis_graph.validation.outcomes import Outcome
from synthesis_graph.validation.sandbox import Budget, Manner, Sandbox

_WAIT_S = 0.02  # how often a wait for a sandbox looks at the caller's budget
_NO_END, _PLAIN = Budget(), Manner()


class SandboxPool:
    """Runs generated functions, `size` executions at a time (none given: one a core); share it between threads.

    Every process is started at once, in the background. Raises SandboxUnavailable as a sandbox does.
    """

    def __init__(self, size: int | None = None, minimum: str | None = None, hash_seed: int = 0) -> None:
        self.size = size or len(os.sched_getaffinity(0))
        self._sandboxes = [Sandbox(minimum, hash_seed) for _ in range(self.size)]
        self._idle: queue.LifoQueue[Sandbox] = queue.LifoQueue()  # the one used last is the warmest
        self._isolation = ""
        for sandbox in self._sandboxes:
            self._idle.put(sandbox)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends every process, each once the execution in it has ended; the pool cannot be used again."""
        for sandbox in self._sandboxes:
            sandbox.close()

    @property
    def isolation(self) -> str:
        """The layers that hold here; the kernel is one, so the first sandbox that was asked speaks for all."""
        if not self._isolation:
            sandbox = self._idle.get()
            try:
                self._isolation = sandbox.isolation
            finally:
                self._idle.put(sandbox)
        return self._isolation

    def run(
        self,
        code: str,
        function: str,
        inputs: Sequence[tuple[Any, ...]],
        *,
        budget: Budget = _NO_END,
        manner: Manner = _PLAIN,
    ) -> list[Outcome]:
        """As `Sandbox.run`; waits for an idle sandbox while the budget lasts, and what never got one is `not run`."""
        sandbox = self._borrow(budget)
        if sandbox is None:
            return [Outcome("not run")] * len(inputs)
        try:
            return sandbox.run(code, function, inputs, budget=budget, manner=manner)
        finally:
            self._idle.put(sandbox)

    def _borrow(self, budget: Budget) -> Sandbox | None:
        while not budget.is_over():
            try:
                return self._idle.get(timeout=_WAIT_S)
            except queue.Empty:
                continue
        return None
