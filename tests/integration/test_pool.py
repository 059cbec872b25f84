"""Several sandboxes as one: what runs at once, what a death and a cancellation leave behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from synthesis_graph.errors import SandboxUnavailable
from synthesis_graph.validation import isolation
from synthesis_graph.validation.pool import SandboxPool
from synthesis_graph.validation.sandbox import Budget
from tests.fixtures.sandbox_processes import busy, kill, sandbox_processes

WAIT_S = 60.0  # a bound on waiting for others; reached only when the test fails
FOREVER = "def f(x):\n    while x: pass\n    return x\n"
DOUBLE = "def f(x):\n    return x * 2\n"


@pytest.fixture
def pool() -> Iterator[SandboxPool]:
    with SandboxPool(2) as made:
        yield made


def until(condition: threading.Event, done: threading.Event) -> None:
    """Sets `condition` once generated code runs, unless `done` comes first."""
    while not done.is_set() and not busy():
        done.wait(0.005)
    condition.set()


def test_what_hangs_in_one_sandbox_leaves_the_other_free_and_cancelling_it_frees_both(
    pool: SandboxPool,
) -> None:
    cancel, begun, done = threading.Event(), threading.Event(), threading.Event()
    endless = Budget(timeout_s=3600.0, cancel=cancel)
    with ThreadPoolExecutor(4) as threads:
        hanging = threads.submit(pool.run, FOREVER, "f", [(1,), (1,)], budget=endless)
        threads.submit(until, begun, done)
        assert begun.wait(WAIT_S)
        assert [o.value for o in pool.run(DOUBLE, "f", [(2,), (3,)])] == [4, 6]
        second = threads.submit(pool.run, FOREVER, "f", [(1,)], budget=endless)
        waiting = threads.submit(pool.run, DOUBLE, "f", [(1,)], budget=Budget(cancel=cancel))
        cancel.set()
        assert [o.kind for o in hanging.result(WAIT_S)] == ["not run", "not run"]
        assert [o.kind for o in second.result(WAIT_S)] == ["not run"]
        assert waiting.result(WAIT_S)[0].kind in ("not run", "returned")
        done.set()
    assert [o.value for o in pool.run(DOUBLE, "f", [(4,)])] == [8]


def test_many_threads_share_it_and_every_answer_is_its_own(pool: SandboxPool) -> None:
    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda i: pool.run(DOUBLE, "f", [(i,), (-i,)]), range(100)))
    assert [[o.value for o in outcomes] for outcomes in answers] == [[2 * i, -2 * i] for i in range(100)]


def test_what_kills_its_sandbox_each_time_gets_an_outcome_and_harms_nobody(pool: SandboxPool) -> None:
    done = threading.Event()

    def kill_each_time() -> int:
        killed = set()
        while not done.wait(0.005):
            for helper in busy():
                kill(helper)
                killed.add(helper)
        return len(killed)

    with ThreadPoolExecutor(2) as threads:
        killer = threads.submit(kill_each_time)
        try:
            outcome = pool.run(FOREVER, "f", [(1,)], budget=Budget(timeout_s=3600.0))[0]
        finally:
            done.set()
        assert killer.result(WAIT_S) >= 3
    assert (outcome.kind, outcome.message) == ("crashed", "the sandbox died with this input")
    assert [o.value for o in pool.run(DOUBLE, "f", [(4,)])] == [8]


def test_a_machine_below_the_minimum_runs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    needed = (*isolation.LEVELS["full"], "no such layer")
    monkeypatch.setitem(isolation.LEVELS, "full", needed)
    with SandboxPool(2, minimum="full") as pool:
        with pytest.raises(SandboxUnavailable, match="no such layer"):
            pool.run(DOUBLE, "f", [(1,)])
        with pytest.raises(SandboxUnavailable, match="no such layer"):
            _ = pool.isolation


def test_a_closed_pool_leaves_no_process_and_refuses(pool: SandboxPool) -> None:
    assert "landlock" in pool.isolation
    assert len(sandbox_processes()) >= 2
    pool.close()
    assert not sandbox_processes()
    with pytest.raises(SandboxUnavailable, match="closed"):
        pool.run(DOUBLE, "f", [(1,)])
