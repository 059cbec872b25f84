"""The graph with plain objects: the stages are built here, once, and called in this process; no Ray is started.

Owns the stages' life. Knows what each stage is called and how it is made; the order of the stages is `graph`.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from typing_extensions import Self

from synthesis_graph.answer import refuse
from synthesis_graph.artifacts import Assignment, Batch, Context, Outline, Verdict
from synthesis_graph.errors import SynthesisError
from synthesis_graph.graph import Stages, synthesize
from synthesis_graph.request import request_id_of
from synthesis_graph.result import Result
from synthesis_graph.spec import Specification
from synthesis_graph.standalone.intake import LIMITS, Overrides, Payload, read_request
from synthesis_graph.techniques import portfolio

if TYPE_CHECKING:
    from synthesis_graph.implementation import EngineChoice
    from synthesis_graph.retrieving import SnippetRetriever

log = logging.getLogger(__name__)


class Retriever(Protocol):
    """Finds functions near a specification."""

    def retrieve(self, spec: Specification, limit: int) -> Context:
        """Up to `limit` functions, nearest first."""


class Planner(Protocol):
    """Makes ranked outlines of the asked kind."""

    def plan(self, spec: Specification, context: Context, kind: str, budget_s: float) -> tuple[Outline, ...]:
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
    open_index: Callable[[], None] = lambda: None
    """Makes the retriever ready; may take long the first time, so it is called before a deadline starts."""
    close: Callable[[], None] = lambda: None


def assemble(engine: EngineChoice | None = None, index: Path | None = None) -> Parts:
    """The real stages around one sandbox; without a choice the embedded engine's.

    EngineUnavailable, ConfigurationError or SandboxUnavailable if they cannot run here.
    """
    from synthesis_graph.implementation import choose_engine, load_engine
    from synthesis_graph.planning import ModelPlanner
    from synthesis_graph.retrieving import SnippetRetriever
    from synthesis_graph.validation.sandbox import Sandbox
    from synthesis_graph.validation.validator import AstValidator

    engine = engine or choose_engine("embedded")
    sandbox = Sandbox()
    try:
        retriever = SnippetRetriever(index)
        return Parts(
            retriever=retriever,
            planner=ModelPlanner(),
            engine=load_engine(engine, sandbox),
            validator=AstValidator(sandbox),
            engine_name=engine.name,
            open_index=lambda: _open_index(retriever),
            close=sandbox.close,
        )
    except BaseException:
        sandbox.close()
        raise


def _open_index(retriever: SnippetRetriever) -> None:
    """Opens the index; where it must first be built, standard error says so."""
    told: set[str] = set()

    def tell(stage: str, _done: int, _total: int) -> None:
        if not told:
            sys.stderr.write("building the index of functions (once for this Python; about 20 s): ")
        if stage not in told:
            told.add(stage)
            sys.stderr.write(f"{stage}… ")
            sys.stderr.flush()

    retriever.open(tell)
    if told:
        sys.stderr.write("done\n")


class Synthesizer:
    """Answers requests one at a time in this process; owns a sandbox, so close it or use it as a context."""

    def __init__(self, parts: Parts | None = None) -> None:
        self._parts = parts or assemble()
        here = _InProcess(self._parts)
        self._stages = Stages(here, here, here, here, self._parts.engine_name)

    def synthesize(self, spec: Specification) -> Result:
        """The verified answer; SynthesisError if a stage cannot serve it.

        Takes up to `spec.deadline_s` seconds, and the first time that functions are retrieved also the opening of the
        index, which builds it where there is none.
        """
        if any(row.snippets for row in portfolio(spec.technique, self._parts.engine_name)):
            self._parts.open_index()
        return asyncio.run(synthesize(spec, self._stages))

    def answer(self, payload: Payload, overrides: Overrides | None = None) -> Result:
        """The answer to a request in wire form; whatever goes wrong is a status with an error, never an exception."""
        try:
            return self.synthesize(read_request(payload, overrides or Overrides()))
        except SynthesisError as error:
            return refuse(request_id_of(payload, LIMITS), error)
        except Exception:
            log.exception("a stage failed in a way it should not")
            return refuse(
                request_id_of(payload, LIMITS),
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


def synthesizer_of(choice: EngineChoice) -> Synthesizer:
    """A synthesizer with that engine; the errors of `assemble`."""
    return Synthesizer(assemble(choice))


class _InProcess:
    """The graph's four Protocols over plain objects: each call runs to its end before it returns."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def retrieve(self, spec: Specification, limit: int) -> Context:
        return self._parts.retriever.retrieve(spec, limit)

    async def plan(
        self, spec: Specification, context: Context, kind: str, budget_s: float
    ) -> tuple[Outline, ...]:
        return self._parts.planner.plan(spec, context, kind, budget_s)

    async def implement(self, spec: Specification, work: Assignment) -> Batch:
        return self._parts.engine.implement(spec, work, None)

    async def validate(self, spec: Specification, code: str, budget_s: float) -> Verdict:
        return self._parts.validator.validate(spec, code, time.monotonic() + budget_s, None)
