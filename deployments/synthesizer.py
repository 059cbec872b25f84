"""The synthesizer as a deployment: takes a payload through the graph, each stage being a handle, and always answers.

Owns one request's deadline across processes, and what becomes of a stage that overruns it. The order of the stages
is `synthesis_graph.graph`; HTTP and brokers are the ingresses, which all call `answer`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Any

from ray.serve.handle import DeploymentHandle

from deployments.calls import call, stream
from deployments.drafts import Tell, told
from deployments.settings import AppSettings
from deployments.telemetry import LOGGER, Telemetry
from synthesis_graph import graph
from synthesis_graph.answer import refuse
from synthesis_graph.artifacts import Assignment, Batch, Check, Context, Outline, Verdict
from synthesis_graph.errors import DeadlineExceeded, Overloaded, SynthesisError
from synthesis_graph.graph import Stages
from synthesis_graph.request import RequestLimits, parse_request, request_id_of
from synthesis_graph.result import Result
from synthesis_graph.spec import Specification

Handle = DeploymentHandle[Any]


@dataclass(frozen=True)
class StageHandles:
    """The four stages as handles; the field names are the deployments'."""

    retriever: Handle
    outline_planner: Handle
    implementer: Handle
    ast_validator: Handle


class Synthesizer:
    """Answers payloads; holds no state but when each stage answered last."""

    def __init__(self, handles: StageHandles, settings: AppSettings) -> None:
        self._handles = handles
        self._settings = settings
        self._limits = RequestLimits(
            max_deadline_s=settings.max_deadline_s, max_bytes=settings.max_body_bytes
        )
        self._telemetry = Telemetry()
        self._answered_at: dict[str, float] = {}

    async def answer(self, payload: bytes) -> Result:
        """The result for a request in wire form; an error becomes a result too, whatever it is."""
        return await self._answer(payload)

    async def drafts(self, payload: bytes) -> AsyncIterator[str | Result]:
        """The likeliest text so far each time that it changes, unchecked; then what `answer` answers."""
        async with aclosing(told(partial(self._answer, payload))) as items:
            async for item in items:
                yield item

    async def _answer(self, payload: bytes, tell: Tell | None = None) -> Result:
        started = time.monotonic()
        try:
            result = await self._synthesize(payload, started, tell)
        except SynthesisError as error:
            result = refuse(request_id_of(payload, self._limits), error)
        except Exception:  # noqa: BLE001 - logged with its trace; the caller still gets a result
            LOGGER.exception("the synthesizer failed")
            fault = SynthesisError("internal error", "see the log of the synthesizer")
            result = refuse(request_id_of(payload, self._limits), fault)
        self._telemetry.answered(result, time.monotonic() - started)
        return result

    async def _synthesize(self, payload: bytes, started: float, tell: Tell | None) -> Result:
        # In a thread: a request of a megabyte takes a second to read, and others wait on this loop.
        spec = await asyncio.to_thread(parse_request, payload, self._limits)
        way = _Way(self, started + spec.deadline_s, tell)
        try:
            result = await graph.synthesize(spec, Stages(way, way, way, way, self._settings.engine))
        except SynthesisError as error:
            return refuse(spec.request_id, error)
        if result.result is None and way.refused is not None:
            return refuse(spec.request_id, way.refused)  # a search could not begin: that is load, not failure
        return result

    async def ready(self, timeout_s: float) -> dict[str, str]:
        """What each stage says when asked for at most `timeout_s`: `ok`, `asleep`, or why not.

        A stage that is full, or that answered a call within the last minute, is ready: load must not make it look dead.
        """
        names = list(StageHandles.__dataclass_fields__)
        return dict(
            zip(names, await asyncio.gather(*(self._probe(name, timeout_s) for name in names)), strict=True)
        )

    async def _probe(self, name: str, timeout_s: float) -> str:
        if getattr(self._settings, name).min_replicas == 0:
            return "asleep"  # or not; asking would wake it
        if self._answered_lately(name):
            return "ok"
        try:
            await self.ask(name, "ready", timeout_s=timeout_s)
        except Overloaded:
            return "ok"
        except SynthesisError as error:
            return error.code
        return "ok"

    def asleep(self, name: str) -> bool:
        """Whether a stage that did not answer may have no replica: it may sleep, and nothing was heard of it lately."""
        return getattr(self._settings, name).min_replicas == 0 and not self._answered_lately(name)

    def _answered_lately(self, name: str) -> bool:
        return time.monotonic() - self._answered_at.get(name, -60.0) < 60.0

    async def ask(
        self, stage: str, method: str, *arguments: Any, timeout_s: float, tell: Tell | None = None
    ) -> Any:
        """One call to a stage, measured; with `tell`, of a method that yields texts before its answer."""
        started, outcome = time.monotonic(), "cancelled"
        asked: Handle = getattr(getattr(self._handles, stage), method)
        limit_s = timeout_s + self._settings.grace_s
        answer = None
        try:
            if tell is None:
                answer = await call(stage, asked, *arguments, timeout_s=limit_s)
            else:
                async with aclosing(stream(stage, asked, *arguments, timeout_s=limit_s)) as items:
                    async for answer in items:
                        if isinstance(answer, str):
                            tell(answer)
            outcome = "ok"
            self._answered_at[stage] = time.monotonic()
        except SynthesisError as error:
            outcome = error.code
            self._answered_at.pop(stage, None)
            raise
        finally:
            self._telemetry.stage(stage, outcome, time.monotonic() - started)
        return answer


@dataclass
class _Way:
    """One request's way to the stages: the graph's four Protocols over handles, each call inside the deadline."""

    synthesizer: Synthesizer
    deadline: float
    tell: Tell | None = None
    """Hears what the implementer writes."""
    judged: int = 0
    """Verdicts that came in time."""
    refused: Overloaded | None = None
    """The last refusal of a busy implementer."""

    async def retrieve(self, spec: Specification, limit: int) -> Context:
        answer: Context = await self._ask("retriever", "retrieve", spec, limit)
        return answer

    async def plan(
        self, spec: Specification, context: Context, kind: str, budget_s: float
    ) -> tuple[Outline, ...]:
        answer: tuple[Outline, ...] = await self._ask(
            "outline_planner", "plan", spec, context, kind, budget_s
        )
        return answer

    async def implement(self, spec: Specification, work: Assignment) -> Batch:
        """What the implementer finds; one that overruns or is busy does not take from what other searches find."""
        try:
            method = "implement" if self.tell is None else "drafts"
            batch: Batch = await self._ask(
                "implementer", method, spec, work, budget_s=work.budget_s, tell=self.tell
            )
        except Overloaded as error:
            self.refused = error
            return Batch((), {"not_begun": 1.0})
        except DeadlineExceeded:
            if self.synthesizer.asleep("implementer"):
                self.refused = Overloaded("the implementer sleeps, and did not wake in time", "send it again")
                return Batch((), {"not_begun": 1.0})
            return Batch((), {"overran": 1.0})
        return batch

    async def validate(self, spec: Specification, code: str, budget_s: float) -> Verdict:
        """The verdict; without one in time the code was not checked, so it did not pass."""
        try:
            verdict: Verdict = await self._ask(
                "ast_validator", "validate", spec, code, budget_s, budget_s=budget_s
            )
        except (DeadlineExceeded, Overloaded) as error:
            if isinstance(error, Overloaded) and not self.judged:
                raise
            return Verdict(False, (Check("example", "all examples", "not checked", str(error)),))
        self.judged += 1
        return verdict

    async def _ask(
        self,
        stage: str,
        method: str,
        *arguments: Any,
        budget_s: float | None = None,
        tell: Tell | None = None,
    ) -> Any:
        left_s = max(0.0, self.deadline - time.monotonic())
        timeout_s = left_s if budget_s is None else min(left_s, budget_s)
        return await self.synthesizer.ask(stage, method, *arguments, timeout_s=timeout_s, tell=tell)
