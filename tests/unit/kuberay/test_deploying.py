from collections.abc import Iterator

import pytest

from kuberay import deploying
from kuberay.errors import Refused, Unreachable
from kuberay.rendering import Choices
from kuberay.snapshot import Snapshot
from tests.fixtures.ray_services import READY, STATES, snapshot


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def waited(states: Iterator[Snapshot | Exception], timeout_s: float) -> tuple[bool, list[str], float]:
    """Whether it became ready, the codes of the causes at the end, and the seconds that took."""
    clock = Clock()

    def look() -> Snapshot:
        state = next(states)
        if isinstance(state, Exception):
            raise state
        return state

    ready, _, causes = deploying.wait(look, timeout_s, lambda *_: None, 1.0, clock, clock.sleep)
    return ready, [cause.code for cause in causes], clock.now


def forever(state: Snapshot) -> Iterator[Snapshot]:
    while True:
        yield state


def test_waiting_ends_when_the_service_is_ready() -> None:
    assert waited(iter([snapshot(), snapshot(), READY]), 60) == (True, [], 2.0)


def test_what_waiting_does_not_mend_ends_it_early() -> None:
    assert waited(forever(STATES["deploy failed"][0]), 900) == (False, ["deploy_failed"], deploying.GRACE_S)


def test_what_waiting_may_mend_lasts_to_the_end_of_the_time() -> None:
    assert waited(forever(STATES["no GPU"][0]), 100) == (False, ["no_gpu_node"], 100.0)


def test_a_fatal_cause_that_goes_is_forgotten() -> None:
    states = [STATES["no such image"][0]] * 15 + [snapshot()] + [STATES["no such image"][0]] * 15 + [READY]
    assert waited(iter(states), 900)[0]


def test_a_server_that_is_away_for_a_moment_is_asked_again() -> None:
    assert waited(iter([Unreachable("gone"), READY]), 60) == (True, [], 1.0)


def test_a_server_that_stays_away_is_the_answer() -> None:
    def gone() -> Iterator[Exception]:
        while True:
            yield Unreachable("gone")

    with pytest.raises(Unreachable):
        waited(gone(), 10)


def test_our_overlay_passes_its_own_checks() -> None:
    objects, warnings = deploying.checked(Choices("cpu", "here", "r.example.com/synthesis-graph:1"))
    assert objects[-1]["kind"] == "RayService"
    assert warnings == []


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(Refused) as refused:
        deploying.checked(Choices("cpu", "here", "r.example.com/synthesis graph:1", name="S" * 50))
    assert {"metadata.name", "containers[ray-head].image"} <= {f.field for f in refused.value.findings}
