"""The outline planner as a deployment: ranked outlines for a specification.

Owns the process boundary only; how outlines are made is `synthesis_graph.planning`.
"""

from __future__ import annotations

from deployments.working import Stage
from synthesis_graph.artifacts import Context, Outline
from synthesis_graph.spec import Specification


class OutlinePlanner(Stage):
    """Plans with the planner of the library."""

    name = "outline_planner"

    def __init__(self, stuck_after_s: float = 30.0) -> None:
        from synthesis_graph.planning import ModelPlanner

        super().__init__(stuck_after_s)
        self._planner = ModelPlanner()

    async def plan(
        self, spec: Specification, context: Context, kind: str, budget_s: float
    ) -> tuple[Outline, ...]:
        """Outlines of the asked kind, the likeliest first."""
        return await self._worker.run(
            lambda left_s, _cancelled: self._planner.plan(spec, context, kind, min(left_s, budget_s))
        )
