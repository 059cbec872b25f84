"""Implementers: specifications, context and outlines in, candidates out. One module an engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from synthesis_graph.artifacts import Assignment, Batch
from synthesis_graph.errors import ConfigurationError
from synthesis_graph.spec import Specification
from synthesis_graph.validation.sandbox import Sandbox


class Engine(Protocol):
    """What stands behind the implementer stage; one call at a time."""

    def implement(
        self, spec: Specification, work: Assignment, cancelled: Callable[[], bool] | None = None
    ) -> Batch:
        """Candidates within `work.budget_s`, best first; returns early when `cancelled` says so."""
        ...


def load_engine(name: str, sandbox: Sandbox) -> Engine:
    """The engine of a name; ConfigurationError for one that does not exist."""
    if name != "embedded":
        raise ConfigurationError(f"there is no engine {name!r}", "use ENGINE=embedded", "ENGINE")
    from synthesis_graph.implementation.embedded import EmbeddedEngine

    return EmbeddedEngine(sandbox)
