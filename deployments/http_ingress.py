"""The HTTP ingress: routes, body limit and status codes around one call to the synthesizer.

Owns HTTP only. Each answer of `/v1/synthesize` is a result of the wire contract, errors included; the status code
comes from the error table (`http_status` in `synthesis_graph.errors`).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from sse_starlette import EventSourceResponse, ServerSentEvent

from deployments.calls import call, stream
from deployments.settings import AppSettings
from deployments.synthesizer import Handle
from synthesis_graph.answer import refuse
from synthesis_graph.errors import ERRORS, SpecificationError, SynthesisError
from synthesis_graph.request import Request as SynthesisRequest
from synthesis_graph.result import Result
from synthesis_graph.techniques import of_engine


def http_status(result: Result) -> int:
    """200 for every finished synthesis, whatever came of it; else the status of its error's class, found by code."""
    kind = ERRORS.get(result.error.code) if result.error else None
    return kind.http_status if kind else 200


class _Api(FastAPI):
    """FastAPI, with the request's own schema in its document: the body is read raw, so FastAPI cannot know it."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document."""
        document = super().openapi()
        schema = SynthesisRequest.model_json_schema(ref_template="#/components/schemas/{model}")
        document["components"]["schemas"].update(schema.pop("$defs", {}))
        body = {"required": True, "content": {"application/json": {"schema": schema}}}
        document["paths"]["/v1/synthesize"]["post"]["requestBody"] = body
        return document


class HttpIngress:
    """The routes as a plain class; Serve asks it for its ASGI application when a replica starts."""

    def __init__(
        self, synthesizer: Handle, settings: AppSettings, pulsar_ingress: Handle | None = None
    ) -> None:
        self._synthesizer = synthesizer
        self._settings = settings
        self._pulsar_ingress = pulsar_ingress

    def __serve_build_asgi_app__(self) -> FastAPI:
        """The FastAPI application; the health routes are left out when they are switched off."""
        app = _Api(title="Synthesis graph", description="A specification in, a verified function out.")
        app.post("/v1/synthesize", response_model=Result, responses=_RESPONSES)(self.synthesize)
        app.get("/v1/techniques")(self.techniques)
        if self._settings.enable_health_check:
            app.get("/healthz")(self.healthz)
            app.get("/readyz")(self.readyz)
        return app

    async def synthesize(self, request: Request) -> Response:
        """A verified function for a specification, with the evidence.

        With `Accept: text/event-stream`: an event `draft` each time that the likeliest text changes (`text`, unchecked;
        engines over a language model only), then one event `result`, which tells errors too.
        """
        limit_s = self._settings.longest_request_s
        try:
            payload = await self._body(request)
            if "text/event-stream" in request.headers.get("accept", ""):
                return EventSourceResponse(self._events(payload, limit_s))
            result: Result = await call("synthesizer", self._synthesizer.answer, payload, timeout_s=limit_s)
        except SynthesisError as error:
            result = refuse("", error)
        return self._reply(result)

    async def _events(self, payload: bytes, limit_s: float) -> AsyncIterator[ServerSentEvent]:
        asked = stream("synthesizer", self._synthesizer.drafts, payload, timeout_s=limit_s)
        try:
            async with aclosing(asked) as items:
                async for item in items:
                    if isinstance(item, Result):
                        yield ServerSentEvent(item.model_dump_json(), event="result")
                    else:
                        yield ServerSentEvent(orjson.dumps({"text": item}).decode(), event="draft")
        except SynthesisError as error:
            yield ServerSentEvent(refuse("", error).model_dump_json(), event="result")

    async def healthz(self) -> dict[str, str]:
        """This process answers."""
        return {"status": "alive"}

    async def readyz(self) -> Response:
        """200 when each stage answers, else 503 with what each one said; a broker's absence does not count."""
        timeout_s = self._settings.ready_timeout_s
        try:
            stages = await call(
                "synthesizer",
                self._synthesizer.ready,
                timeout_s,
                timeout_s=timeout_s + 2 * self._settings.grace_s,
            )
        except SynthesisError as error:
            stages = {"synthesizer": error.code}
        ready = all(said in ("ok", "asleep") for said in stages.values())
        told = {"ready": ready, "stages": stages, **await self._of_pulsar(timeout_s)}
        return JSONResponse(told, status_code=200 if ready else 503)

    async def _of_pulsar(self, timeout_s: float) -> dict[str, str]:
        if self._pulsar_ingress is None:
            return {}
        try:
            return {
                "pulsar_ingress": await call(
                    "pulsar_ingress", self._pulsar_ingress.ready, timeout_s=timeout_s
                )
            }
        except SynthesisError as error:
            return {"pulsar_ingress": error.code}

    async def techniques(self) -> list[dict[str, str]]:
        """The techniques of the configured engine."""
        engine = self._settings.engine
        return [{"name": t.name, "summary": t.summary} for t in of_engine(engine)]

    async def _body(self, request: Request) -> bytes:
        limit = self._settings.max_body_bytes
        body = bytearray()
        async for chunk in request.stream():  # counted as it comes: a declared length may lie
            body += chunk
            if len(body) > limit:
                raise SpecificationError(
                    f"the body has more than {limit} bytes", "send a shorter request", "body"
                )
        return bytes(body)

    def _reply(self, result: Result) -> Response:
        status = http_status(result)
        headers = {"Retry-After": str(self._settings.retry_after_s)} if status == 503 else {}
        return Response(result.model_dump_json(), status, headers, "application/json")


_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"text/event-stream": {}},
        "description": "finished, whatever came of it; or its events",
    },
    422: {"model": Result, "description": "rejected: which field, why, how to mend it"},
    503: {
        "model": Result,
        "description": "overloaded, or a stage is away: retry after `Retry-After` seconds",
    },
    504: {"model": Result, "description": "the deadline passed before an answer"},
}
