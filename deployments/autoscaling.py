"""How many implementers there should be: from what waits at the broker and what is in work, over Pulsar and HTTP alike.

An application-level policy of Serve: one function of all deployments' contexts, run in Serve's controller. It does no I/O and
keeps no state; the backlog is read by the Pulsar ingress and arrives as its statistics. Serve applies the deployments' delays
and bounds afterwards. The other deployments scale by their own load, as Serve's default policy has it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

SCALED = "implementer"
SOURCE = "pulsar_ingress"
READINGS = ("waiting", "held", "rate_in", "rate_out", "age_s")


@dataclass(frozen=True)
class Backlog:
    """What the Pulsar ingress last said."""

    waiting: float
    """Messages that are not acknowledged."""
    held: float
    """Those of them that an ingress has taken: they are in the load of the implementers, or on their way."""
    rate_in: float
    rate_out: float
    age_s: float


@dataclass(frozen=True)
class Load:
    """What one deployment has to do: requests running or queued at its callers, and what a replica should have."""

    ongoing: float
    target_ongoing: float
    replicas: int
    """Those that run."""
    target: int
    """Those that were asked for last."""

    @property
    def wanted(self) -> int:
        """Replicas for the load alone."""
        return math.ceil(self.ongoing / self.target_ongoing)


class Source(Protocol):
    """The part of Serve's AutoscalingContext that readings come from."""

    @property
    def raw_metrics(self) -> Any:
        """Metric → replica → points in time, as `record_autoscaling_stats` gave them."""


def wanted(load: Load, backlog: Backlog | None, stale_s: float, backlog_per_replica: float) -> int:
    """Replicas of the implementer. Without a fresh backlog never fewer than now: no news is not good news."""
    if backlog is None or backlog.age_s > stale_s:
        return max(load.target, load.wanted)
    waiting = max(0.0, backlog.waiting - backlog.held)
    count = math.ceil(load.ongoing / load.target_ongoing + waiting / backlog_per_replica)
    if backlog.waiting and load.replicas and backlog.rate_out > 0:  # busy: what one replica does can be seen
        count = max(count, min(load.target, math.ceil(backlog.rate_in * load.replicas / backlog.rate_out)))
    return count


class BacklogPolicy:
    """The policy as Serve constructs it from `policy_kwargs`.

    `backlog_per_replica`: messages that may wait for each implementer; `stale_s`: age past which a reading is none.
    """

    def __init__(self, backlog_per_replica: float = 8.0, stale_s: float = 15.0) -> None:
        if backlog_per_replica <= 0 or stale_s <= 0:
            raise ValueError("backlog_per_replica and stale_s must be above 0")
        self._backlog_per_replica = backlog_per_replica
        self._stale_s = stale_s

    def __call__(self, contexts: Mapping[Any, Any]) -> tuple[dict[Any, float], dict[Any, dict[str, Any]]]:
        """Replicas for each deployment, by its id."""
        sources = [context for identity, context in contexts.items() if identity.name == SOURCE]
        decisions: dict[Any, float] = {}
        for identity, context in contexts.items():
            load = Load(
                context.total_num_requests,
                context.config.get_target_ongoing_requests(),
                context.current_num_replicas,
                context.target_num_replicas,
            )
            if identity.name == SCALED and sources:
                freshest = latest(sources[0])
                decisions[identity] = wanted(load, freshest, self._stale_s, self._backlog_per_replica)
            else:
                decisions[identity] = load.wanted
        return decisions, {}


def latest(source: Source) -> Backlog | None:
    """The freshest reading of all replicas of the Pulsar ingress, which read the same subscription, and what all hold."""
    metrics = source.raw_metrics or {}
    readings = []
    for replica in metrics.get("age_s", {}):
        values = {name: _last(metrics.get(name, {}).get(replica)) for name in READINGS}
        given = {name: value for name, value in values.items() if value is not None}
        if len(given) == len(READINGS):
            readings.append(Backlog(**given))
    if not readings:
        return None
    freshest = min(readings, key=lambda reading: reading.age_s)
    return replace(freshest, held=sum(reading.held for reading in readings))


def _last(points: Any) -> float | None:
    return points[-1].value if points else None
