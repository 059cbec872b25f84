"""One call to another deployment: bounded in time, cancelled with its caller, its faults turned into our errors.

Owns what Ray Serve's exceptions mean here. Knows no stage by name.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable
from typing import Any, Final, cast

from ray.exceptions import RayError, RayTaskError
from ray.serve.exceptions import BackPressureError, RayServeException
from ray.serve.handle import DeploymentHandle, DeploymentResponse

from synthesis_graph.errors import DeadlineExceeded, Overloaded, StageUnavailable, SynthesisError

_END: Final = object()


async def call(name: str, method: DeploymentHandle[Any], *arguments: Any, timeout_s: float) -> Any:
    """What `method` answers within `timeout_s`; else the call is cancelled, in the replica too.

    Raises the SynthesisError of the replica as it was, DeadlineExceeded past the time, Overloaded when the queue in
    front is full, StageUnavailable when the replica died or stops.
    """
    response = cast("DeploymentResponse[Any]", method.remote(*arguments))
    return await _within(name, response, response, timeout_s)


async def stream(
    name: str, method: DeploymentHandle[Any], *arguments: Any, timeout_s: float
) -> AsyncGenerator[Any, None]:
    """What `method` yields, the last of it within `timeout_s`; ends, is cancelled and raises as `call`."""
    responses: Any = method.options(stream=True).remote(*arguments)
    ends = time.monotonic() + timeout_s
    item = None
    try:
        while (
            item := await _within(name, anext(responses, _END), responses, ends - time.monotonic())
        ) is not _END:
            yield item
    finally:
        if item is not _END:  # the reader is gone
            responses.cancel()


async def _within(name: str, answer: Awaitable[Any], response: Any, timeout_s: float) -> Any:
    waiting = asyncio.ensure_future(_answer(answer))
    waiting.add_done_callback(
        lambda task: task.cancelled() or task.exception()
    )  # seen, though nobody may ask
    try:
        await asyncio.wait({waiting}, timeout=max(0.0, timeout_s))
        if not waiting.done():
            raise DeadlineExceeded(f"no answer from the {name} within {timeout_s:.1f} s", "raise deadline_s")
    finally:
        if not waiting.done():  # past the time, or our own caller is gone: stop the work behind it as well
            response.cancel()
            waiting.cancel()
    if waiting.cancelled():  # not by us: the replica was told to stop
        raise StageUnavailable(f"the {name} stopped during the call", "send the request again")
    error = waiting.exception()
    if error is not None:
        raise translate(name, error) from error
    return waiting.result()


async def _answer(response: Awaitable[Any]) -> Any:
    return await response


def translate(name: str, error: BaseException) -> SynthesisError:
    """Our error for what came out of a call to the deployment `name`."""
    cause = error.cause if isinstance(error, RayTaskError) else error  # Ray wraps what a replica raised
    match cause:
        case SynthesisError():
            return cause
        case BackPressureError():
            return Overloaded(
                f"the queue in front of the {name} is full", "send the request again a little later"
            )
        case RayServeException() | RayError() | asyncio.CancelledError():
            return StageUnavailable(
                f"the {name} cannot be reached: {type(cause).__name__}", "send the request again"
            )
    return SynthesisError(f"the {name} failed: {type(cause).__name__}", "see the log of the deployment")
