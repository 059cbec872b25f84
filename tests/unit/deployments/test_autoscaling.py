"""The scaling policy: a pure function of what is in work and what waits."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ray.serve._private.common import DeploymentID, TimeStampedValue

from deployments.autoscaling import Backlog, BacklogPolicy, Load, latest, wanted

IDLE = Load(ongoing=0, target_ongoing=1, replicas=0, target=0)
numbers = st.floats(0, 1e6)
loads = st.builds(Load, numbers, st.floats(0.1, 100), st.integers(0, 50), st.integers(0, 50))


@pytest.mark.parametrize(
    ("load", "backlog", "replicas"),
    [
        (IDLE, Backlog(0, 0, 0, 0, 1), 0),  # nothing to do
        (IDLE, Backlog(1, 0, 0, 0, 1), 1),  # from zero
        (IDLE, Backlog(200, 0, 0, 0, 1), 20),
        (IDLE, Backlog(200, 0, 0, 0, 60), 0),  # stale: hold
        (Load(3, 1, 2, 2), Backlog(0, 0, 0, 0, 1), 3),  # HTTP alone
        (Load(3, 1, 2, 2), Backlog(10, 0, 0, 0, 1), 4),  # both
        (Load(3, 1, 2, 2), Backlog(13, 3, 0, 0, 1), 4),  # what is held is in the load
        (Load(0, 1, 4, 4), Backlog(0, 0, 0, 0, 60), 4),  # stale: not down
        (Load(9, 1, 4, 4), Backlog(0, 0, 0, 0, 60), 9),  # stale: what is seen here counts
        (Load(9, 1, 4, 4), None, 9),
        (Load(0, 1, 4, 4), None, 4),
        (
            Load(1, 1, 4, 4),
            Backlog(1, 0, rate_in=8, rate_out=8, age_s=1),
            4,
        ),  # it keeps up with four: leave them
        (Load(1, 1, 4, 4), Backlog(1, 0, rate_in=4, rate_out=8, age_s=1), 2),
    ],
)
def test_replicas_wanted(load: Load, backlog: Backlog | None, replicas: int) -> None:
    assert wanted(load, backlog, stale_s=15, backlog_per_replica=10) == replicas


@given(loads, numbers, numbers, numbers)
def test_more_waiting_never_wants_fewer(load: Load, waiting: float, more: float, rate: float) -> None:
    few, many = (Backlog(w, 0, rate, rate, 1) for w in (waiting, waiting + more))
    assert wanted(load, many, 15, 10) >= wanted(load, few, 15, 10)


@given(loads, numbers)
def test_without_news_it_never_goes_down(load: Load, waiting: float) -> None:
    assert wanted(load, Backlog(waiting, 0, 0, 0, 16), 15, 10) >= load.target


@dataclass
class Context:
    total_num_requests: float = 0.0
    current_num_replicas: int = 0
    target_num_replicas: int = 0
    raw_metrics: dict[str, Any] = field(default_factory=dict)
    target_ongoing: float = 1.0

    @property
    def config(self) -> Any:
        return SimpleNamespace(get_target_ongoing_requests=lambda: self.target_ongoing)


def told(**values: float) -> dict[str, Any]:
    return {
        name: {"replica": [TimeStampedValue(0.0, -1.0), TimeStampedValue(1.0, value)]}
        for name, value in values.items()
    }


def identity(name: str) -> DeploymentID:
    return DeploymentID(name=name, app_name="synthesis_graph")


def test_the_policy_reads_the_newest_statistics_and_leaves_the_others_to_their_own_load() -> None:
    source = Context(raw_metrics=told(waiting=70, held=6, rate_in=0, rate_out=0, age_s=1))
    contexts = {
        identity("pulsar_ingress"): source,
        identity("implementer"): Context(),
        identity("synthesizer"): Context(total_num_requests=40, target_ongoing=16),
    }
    decisions, state = BacklogPolicy(backlog_per_replica=8)(contexts)
    assert decisions == {
        identity("pulsar_ingress"): 0, identity("implementer"): 8, identity("synthesizer"): 3,
    }  # fmt: skip
    assert state == {}


def test_without_a_pulsar_ingress_the_load_alone_counts() -> None:
    decisions, _ = BacklogPolicy()(
        {identity("implementer"): Context(total_num_requests=2, target_num_replicas=5)}
    )
    assert decisions == {identity("implementer"): 2}


def test_an_ingress_that_says_nothing_holds_the_implementers() -> None:
    contexts = {
        identity("pulsar_ingress"): Context(),
        identity("implementer"): Context(target_num_replicas=5),
    }
    assert BacklogPolicy()(contexts)[0][identity("implementer")] == 5


def test_the_freshest_of_several_replicas_counts() -> None:
    fresh, old = (
        told(waiting=1, held=2, rate_in=0, rate_out=0, age_s=1),
        told(waiting=9, held=3, rate_in=0, rate_out=0, age_s=8),
    )
    metrics = {name: {"a": fresh[name]["replica"], "b": old[name]["replica"]} for name in fresh}
    assert latest(Context(raw_metrics=metrics)) == Backlog(1, 5, 0, 0, 1)


def test_options_out_of_range_fail_at_start() -> None:
    with pytest.raises(ValueError, match="above 0"):
        BacklogPolicy(backlog_per_replica=0)
