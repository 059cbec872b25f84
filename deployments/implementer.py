"""The implementer as a deployment: one engine a replica, as many searches at once as it takes, stopped when nobody waits for it.

Owns the process boundary only; engines are `synthesis_graph.implementation`. It is the stage that takes GPUs.
"""

from __future__ import annotations

import threading
from dataclasses import replace

from deployments.working import Stage
from synthesis_graph.artifacts import Assignment, Batch
from synthesis_graph.implementation import EngineChoice
from synthesis_graph.spec import Specification


class Implementer(Stage):
    """Loads the chosen engine once; EngineUnavailable at start when it cannot run here."""

    name = "implementer"

    def __init__(self, engine: EngineChoice | None = None, stuck_after_s: float = 30.0) -> None:
        from synthesis_graph.implementation import choose_engine, load_engine
        from synthesis_graph.validation.sandbox import Sandbox

        choice = engine or choose_engine("embedded")
        super().__init__(stuck_after_s, choice.concurrency)
        self._sandbox = Sandbox()
        self._engine = load_engine(choice, self._sandbox)

    async def implement(self, spec: Specification, work: Assignment) -> Batch:
        """Candidates within the assignment's budget; waiting for the engine counts as part of it."""

        def search(left_s: float, cancelled: threading.Event) -> Batch:
            return self._engine.implement(spec, replace(work, budget_s=left_s), cancelled.is_set)

        return await self._worker.run(search, work.budget_s)

    def close(self) -> None:
        """Stop the thread and the sandbox process."""
        super().close()
        if "_sandbox" in self.__dict__:
            self._sandbox.close()
