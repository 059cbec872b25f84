import asyncio
import threading
from collections.abc import Iterator

import pytest

from deployments.working import Worker
from synthesis_graph.errors import Overloaded

WAIT_S = 20.0  # a bound on waiting for another thread; reached only when the test fails


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker("engine", stuck_after_s=0.0)
    yield worker
    worker.close()


class Search:
    """Work that says when it began and goes on until it is told to stop, or let go."""

    def __init__(self) -> None:
        self.began = threading.Event()
        self.let_go = threading.Event()
        self.flag: threading.Event | None = None

    def __call__(self, left_s: float, cancelled: threading.Event) -> float:
        self.flag = cancelled
        self.began.set()
        assert cancelled.wait(WAIT_S)
        assert self.let_go.wait(WAIT_S)
        return left_s

    async def wait_until_begun(self) -> None:
        assert await asyncio.to_thread(self.began.wait, WAIT_S)


def test_an_answer_and_an_error_come_back(worker: Worker) -> None:
    def fail(_left_s: float, _cancelled: threading.Event) -> None:
        raise ValueError("as it was")

    assert asyncio.run(worker.run(lambda left_s, _: left_s)) == float("inf")
    with pytest.raises(ValueError, match="as it was"):
        asyncio.run(worker.run(fail))


def test_cancelling_the_caller_tells_the_work_to_stop_and_frees_the_thread(worker: Worker) -> None:
    async def scenario() -> str:
        search = Search()
        search.let_go.set()
        call = asyncio.create_task(worker.run(search))
        await search.wait_until_begun()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        return await worker.run(
            lambda _left_s, _cancelled: "next"
        )  # only once the search has left the thread

    assert asyncio.run(scenario()) == "next"


def test_work_cancelled_while_it_waits_never_runs(worker: Worker) -> None:
    async def scenario() -> bool:
        first, second = Search(), Search()
        first.let_go.set()
        running = asyncio.create_task(worker.run(first))
        await first.wait_until_begun()
        waiting = asyncio.create_task(worker.run(second))
        await asyncio.sleep(0)  # the second is submitted
        waiting.cancel()
        await asyncio.wait({waiting})
        running.cancel()
        await worker.run(lambda _left_s, _cancelled: None)
        return second.began.is_set()

    assert asyncio.run(scenario()) is False


def test_the_end_of_the_budget_tells_the_work_to_stop(worker: Worker) -> None:
    search = Search()
    search.let_go.set()
    left_s = asyncio.run(worker.run(search, budget_s=0.05))
    assert left_s <= 0.05


def test_waiting_longer_than_the_budget_is_overload(worker: Worker) -> None:
    async def scenario() -> None:
        first = Search()
        running = asyncio.create_task(worker.run(first))
        await first.wait_until_begun()
        late = asyncio.create_task(worker.run(lambda _left_s, _cancelled: None, budget_s=0.0))
        await asyncio.sleep(0)
        first.let_go.set()
        running.cancel()
        with pytest.raises(Overloaded, match="engine"):
            await late

    asyncio.run(scenario())


def test_a_replica_whose_work_ignores_cancellation_is_unhealthy_until_it_ends(worker: Worker) -> None:
    async def scenario() -> None:
        search = Search()
        worker.check_health()
        call = asyncio.create_task(worker.run(search))
        await search.wait_until_begun()
        worker.check_health()
        call.cancel()
        await asyncio.wait({call})
        await asyncio.sleep(0.01)  # the clock moves on past the zero seconds that this worker allows
        with pytest.raises(RuntimeError, match="ignored a cancellation"):
            worker.check_health()
        search.let_go.set()
        await worker.run(lambda _left_s, _cancelled: None)
        worker.check_health()

    asyncio.run(scenario())


def test_waiting_work_whose_budget_ends_is_refused_while_another_still_runs(worker: Worker) -> None:
    async def scenario() -> None:
        first = Search()
        running = asyncio.create_task(worker.run(first))
        await first.wait_until_begun()
        with pytest.raises(Overloaded, match="engine was busy"):
            await worker.run(lambda _left_s, _cancelled: None, budget_s=0.01)
        assert not running.done()
        first.let_go.set()
        running.cancel()

    asyncio.run(scenario())


def test_past_its_bound_work_is_refused_and_cancelled_work_makes_room() -> None:
    worker = Worker("engine", max_held=2)

    async def scenario() -> str:
        first = Search()
        first.let_go.set()
        running = asyncio.create_task(worker.run(first))
        await first.wait_until_begun()
        waiting = asyncio.create_task(worker.run(lambda _left_s, _cancelled: "never"))
        await asyncio.sleep(0)
        with pytest.raises(Overloaded, match="too much waits"):
            await worker.run(lambda _left_s, _cancelled: "refused")
        waiting.cancel()
        await asyncio.wait({waiting})
        held = asyncio.create_task(worker.run(lambda _left_s, _cancelled: "in its place"))
        await asyncio.sleep(0)
        running.cancel()
        return await held

    assert asyncio.run(scenario()) == "in its place"
    worker.close()


def test_several_threads_work_at_once() -> None:
    worker = Worker("validator", threads=2)

    async def scenario() -> None:
        searches = [Search(), Search()]
        running = [asyncio.create_task(worker.run(search)) for search in searches]
        for search in searches:
            await search.wait_until_begun()
            search.let_go.set()
        for task in running:
            task.cancel()

    asyncio.run(scenario())
    worker.close()


def test_a_timer_that_fires_before_its_time_is_overload_too(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        first = Search()
        running = asyncio.create_task(worker.run(first))
        await first.wait_until_begun()
        loop = asyncio.get_running_loop()
        call_later = loop.call_later
        monkeypatch.setattr(loop, "call_later", lambda _delay_s, callback: call_later(0.01, callback))
        with pytest.raises(Overloaded, match="engine was busy"):
            await worker.run(lambda _left_s, _cancelled: None, budget_s=60.0)
        first.let_go.set()
        running.cancel()

    asyncio.run(scenario())
