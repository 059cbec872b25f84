"""The AST validator as a deployment: warm sandbox processes, and as many candidates judged at once.

Owns the process boundary only; checks and sandbox are `synthesis_graph.validation`.
"""

from __future__ import annotations

import threading
import time

from deployments.working import Stage
from synthesis_graph.artifacts import Verdict
from synthesis_graph.spec import Specification


class AstValidator(Stage):
    """Starts its sandboxes once; a call raises SandboxUnavailable when code cannot be confined here.

    A sandbox process that dies is replaced, and what it was running is run again. Overloaded past `max_held` calls.
    """

    name = "ast_validator"

    def __init__(self, stuck_after_s: float = 30.0, sandboxes: int = 2, max_held: int = 256) -> None:
        from synthesis_graph.validation.pool import SandboxPool
        from synthesis_graph.validation.validator import AstValidator as Validator

        super().__init__(stuck_after_s, sandboxes, max_held)
        self._pool = SandboxPool(sandboxes)
        self._validator = Validator(self._pool)

    async def validate(self, spec: Specification, code: str, budget_s: float) -> Verdict:
        """The verdict within the budget; checks that it leaves no time for are `not checked`."""

        def judge(left_s: float, cancelled: threading.Event) -> Verdict:
            return self._validator.validate(spec, code, time.monotonic() + left_s, cancelled)

        return await self._worker.run(judge, budget_s)

    def close(self) -> None:
        """Stop the threads and the sandbox processes."""
        super().close()
        if "_pool" in self.__dict__:
            self._pool.close()
