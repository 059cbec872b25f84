"""The graph with plain objects: the stages are built here, once, and called in this process; no Ray is started.

Owns the stages' life. Knows what each stage is called and how it is made; the order of the stages is `graph`.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from typing_extensions import Self

from synthesis_graph.answer import refuse
from synthesis_graph.artifacts import Assignment, Batch, Context, Outline, Verdict
from synthesis_graph.errors import SynthesisError
from synthesis_graph.graph import Stages, synthesize
from synthesis_graph.result import Result
from synthesis_graph.spec import Specification
from synthesis_graph.standalone.intake import Overrides, Payload, read_request, request_id_of

log = logging.getLogger(__name__)


class Retriever(Protocol):
    """Finds functions near a specification."""

    def retrieve(self, spec: Specification, limit: int) -> Context:
        """Up to `limit` functions, nearest first."""


class Planner(Protocol):
    """Makes ranked outlines of the asked kind."""

    def plan(self, spec: Specification, context: Context, kind: str) -> tuple[Outline, ...]:
        """The outlines, likeliest first."""


class Engine(Protocol):
    """Writes candidates; `cancelled` is asked now and then."""

    def implement(
        self, spec: Specification, assignment: Assignment, cancelled: Callable[[], bool] | None
    ) -> Batch:
        """What was found within `assignment.budget_s`."""


class Validator(Protocol):
    """Judges code; `deadline` is a time of `time.monotonic`."""

    def validate(self, spec: Specification, code: str, deadline: float | None, cancel: Any) -> Verdict:
        """The verdict with its evidence."""


@dataclass(frozen=True)
class Parts:
    """The stages as plain objects, and how to release what they hold."""

    retriever: Retriever
    planner: Planner
    engine: Engine
    validator: Validator
    engine_name: str = "embedded"
    close: Callable[[], None] = lambda: None


def assemble(engine: str = "embedded", index: Path | None = None) -> Parts:
    """The real stages around one sandbox; EngineUnavailable or SandboxUnavailable if they cannot run here."""
    from synthesis_graph.implementation import load_engine
    from synthesis_graph.planning import SkeletonPlanner
    from synthesis_graph.retrieving import SnippetRetriever
    from synthesis_graph.validation.sandbox import Sandbox
    from synthesis_graph.validation.validator import AstValidator

    sandbox = Sandbox()
    try:
        return Parts(
            retriever=SnippetRetriever(index),
            planner=SkeletonPlanner(),
            engine=load_engine(engine, sandbox),
            validator=AstValidator(sandbox),
            engine_name=engine,
            close=sandbox.close,
        )
    except BaseException:
        sandbox.close()
        raise


class Synthesizer:
    """Answers requests one at a time in this process; owns a sandbox, so close it or use it as a context."""

    def __init__(self, parts: Parts | None = None) -> None:
        self._parts = parts or assemble()
        here = _InProcess(self._parts)
        self._stages = Stages(here, here, here, here, self._parts.engine_name)

    def synthesize(self, spec: Specification) -> Result:
        """The verified answer; SynthesisError if a stage cannot serve it. Takes up to `spec.deadline_s` seconds."""
        return asyncio.run(synthesize(spec, self._stages))

    def answer(self, payload: Payload, overrides: Overrides | None = None) -> Result:
        """The answer to a request in wire form; whatever goes wrong is a status with an error, never an exception."""
        try:
            return self.synthesize(read_request(payload, overrides or Overrides()))
        except SynthesisError as error:
            return refuse(request_id_of(payload), error)
        except Exception:
            log.exception("a stage failed in a way it should not")
            return refuse(
                request_id_of(payload),
                SynthesisError(
                    "a stage failed unexpectedly", "the log holds its traceback: please report it"
                ),
            )

    def close(self) -> None:
        """Ends the sandbox; the synthesizer cannot be used afterwards."""
        self._parts.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _InProcess:
    """The graph's four Protocols over plain objects: each call runs to its end before it returns."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def retrieve(self, spec: Specification, limit: int) -> Context:
        return self._parts.retriever.retrieve(spec, limit)

    async def plan(self, spec: Specification, context: Context, kind: str) -> tuple[Outline, ...]:
        return self._parts.planner.plan(spec, context, kind)

    async def implement(self, spec: Specification, work: Assignment) -> Batch:
        return self._parts.engine.implement(spec, work, None)

    async def validate(self, spec: Specification, code: str, budget_s: float) -> Verdict:
        return self._parts.validator.validate(spec, code, time.monotonic() + budget_s, None)
