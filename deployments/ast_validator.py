"""The AST validator as a deployment: one warm sandbox process a replica, one candidate at a time.

Owns the process boundary only; checks and sandbox are `synthesis_graph.validation`.
"""

from __future__ import annotations

import threading
import time

from deployments.working import Stage
from synthesis_graph.artifacts import Verdict
from synthesis_graph.spec import Specification


class AstValidator(Stage):
    """Starts the sandbox once; a call raises SandboxUnavailable when code cannot be confined here."""

    name = "ast_validator"

    def __init__(self, stuck_after_s: float = 30.0) -> None:
        from synthesis_graph.validation.sandbox import Sandbox
        from synthesis_graph.validation.validator import AstValidator as Validator

        super().__init__(stuck_after_s)
        self._sandbox = Sandbox()
        self._validator = Validator(self._sandbox)

    async def validate(self, spec: Specification, code: str, budget_s: float) -> Verdict:
        """The verdict within the budget; checks that it leaves no time for are `not checked`."""

        def judge(left_s: float, cancelled: threading.Event) -> Verdict:
            return self._validator.validate(spec, code, time.monotonic() + left_s, cancelled)

        return await self._worker.run(judge, budget_s)

    def close(self) -> None:
        """Stop the thread and the sandbox process."""
        super().close()
        if "_sandbox" in self.__dict__:
            self._sandbox.close()
