"""The implementer as a deployment: one engine a replica, as many searches at once as it takes, stopped when nobody waits for it.

Owns the process boundary only; engines are `synthesis_graph.implementation`. It is the stage that takes GPUs.
"""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from functools import partial

from deployments.drafts import Tell, told
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
        return await self._implement(spec, work)

    async def drafts(self, spec: Specification, work: Assignment) -> AsyncIterator[str | Batch]:
        """The likeliest text so far each time that it changes, then what `implement` answers."""
        async with aclosing(told(partial(self._implement, spec, work))) as items:
            async for item in items:
                yield item

    async def _implement(self, spec: Specification, work: Assignment, tell: Tell | None = None) -> Batch:
        def search(left_s: float, cancelled: threading.Event) -> Batch:
            return self._engine.implement(spec, replace(work, budget_s=left_s), cancelled.is_set, tell)

        return await self._worker.run(search, work.budget_s)

    def close(self) -> None:
        """Stop the thread and the sandbox process."""
        super().close()
        if "_sandbox" in self.__dict__:
            self._sandbox.close()
