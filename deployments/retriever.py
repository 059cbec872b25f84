"""The retriever as a deployment: functions near the specification, from an index in memory.

Owns the process boundary only; what is found and how is `synthesis_graph.retrieving`.
"""

from __future__ import annotations

from pathlib import Path

from deployments.working import Stage
from synthesis_graph.artifacts import Context
from synthesis_graph.spec import Specification


class Retriever(Stage):
    """Opens the index at start (and builds the default one where there is none); fails to start when it cannot."""

    name = "retriever"

    def __init__(self, index_path: Path | None = None, stuck_after_s: float = 30.0) -> None:
        from synthesis_graph.retrieving import SnippetRetriever

        super().__init__(stuck_after_s)
        self._retriever = SnippetRetriever(index_path)
        self._retriever.open()

    async def retrieve(self, spec: Specification, limit: int) -> Context:
        """At most `limit` snippets, the nearest first."""
        return await self._worker.run(lambda _left_s, _cancelled: self._retriever.retrieve(spec, limit))
