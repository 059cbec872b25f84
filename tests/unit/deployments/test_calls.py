import asyncio
import contextlib
import pickle
from typing import Any

import pytest
from ray.exceptions import RayTaskError, WorkerCrashedError
from ray.serve.exceptions import BackPressureError

from deployments.calls import call, stream, translate
from synthesis_graph import errors
from tests.fixtures.handles import Method, Yielding


def ask(method: Method, timeout_s: float = 20.0) -> Any:
    return asyncio.run(call("implementer", method, timeout_s=timeout_s))  # type: ignore[arg-type]


def test_an_answer_comes_back_and_nothing_is_cancelled() -> None:
    method = Method(42)
    assert ask(method) == 42
    assert not method.response.cancelled


def test_a_call_past_its_time_is_cancelled() -> None:
    method = Method(...)
    with pytest.raises(errors.DeadlineExceeded, match="implementer"):
        ask(method, timeout_s=0.01)
    assert method.response.cancelled


def test_a_call_is_cancelled_with_its_caller() -> None:
    method = Method(...)

    async def scenario() -> None:
        caller = asyncio.create_task(call("implementer", method, timeout_s=20.0))  # type: ignore[arg-type]
        await asyncio.sleep(0.01)
        caller.cancel()
        with pytest.raises(asyncio.CancelledError):
            await caller

    asyncio.run(scenario())
    assert method.response.cancelled


def test_a_replica_that_stops_is_not_a_cancelled_caller() -> None:
    with pytest.raises(errors.StageUnavailable):
        ask(Method(asyncio.CancelledError()))


def read(method: Yielding, most: int = 9, timeout_s: float = 20.0) -> list[Any]:
    async def scenario() -> list[Any]:
        found = []
        async with contextlib.aclosing(stream("implementer", method, timeout_s=timeout_s)) as items:  # type: ignore[arg-type]
            async for item in items:
                found.append(item)
                if len(found) == most:
                    break
        return found

    return asyncio.run(scenario())


def test_a_stream_gives_each_item_and_is_not_cancelled_at_its_end() -> None:
    method = Yielding("a", "b", 3)
    assert read(method) == ["a", "b", 3]
    assert not method.responses.cancelled


def test_a_stream_is_cancelled_when_its_reader_goes_or_its_time_is_over() -> None:
    left = Yielding("a", "b")
    assert read(left, most=1) == ["a"]
    assert left.responses.cancelled
    late = Yielding("a", ...)
    with pytest.raises(errors.DeadlineExceeded):
        read(late, timeout_s=0.05)
    assert late.responses.cancelled


def test_what_a_stream_raises_is_one_of_our_errors() -> None:
    with pytest.raises(errors.Overloaded):
        read(Yielding("a", BackPressureError(9, 8)))


CAUSES = [
    (errors.SpecificationError("no", "mend", "n"), errors.SpecificationError),
    (BackPressureError(9, 8), errors.Overloaded),
    (WorkerCrashedError(), errors.StageUnavailable),
    (ValueError("secret"), errors.SynthesisError),
]


def raised_remotely(cause: Exception) -> Any:
    """The exception as it reaches a caller from another process."""
    sent = pickle.dumps(RayTaskError("implement", "trace", cause))  # type: ignore[no-untyped-call]
    return pickle.loads(sent).as_instanceof_cause()


@pytest.mark.parametrize(("cause", "kind"), CAUSES, ids=lambda c: getattr(c, "__name__", type(c).__name__))
@pytest.mark.parametrize("wrapped", [False, True])
def test_each_fault_becomes_one_of_our_errors(cause: Exception, kind: type, wrapped: bool) -> None:
    error = raised_remotely(cause) if wrapped else cause
    ours = translate("implementer", error)
    assert type(ours) is kind
    assert "secret" not in str(ours)


def test_an_error_keeps_what_it_says_across_processes() -> None:
    error = errors.SpecificationError("wrong", "mend it", "examples[1]")
    arrived = raised_remotely(error)
    ours = translate("outline_planner", arrived)
    assert (str(ours), ours.hint, ours.field) == ("examples[1]: wrong", "mend it", "examples[1]")
