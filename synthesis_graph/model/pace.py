"""How long the network takes on this machine: a running mean of seconds a unit, by which a search decides whether it pays.

Starts from a figure of a slow core; the first calls correct it. Knows no network.
"""

from __future__ import annotations

from dataclasses import dataclass

_WEIGHT = 0.3
"""What the last call counts in the mean."""


@dataclass
class Pace:
    """Seconds a unit of one kind of call."""

    seconds: float

    def took(self, units: float, seconds: float) -> None:
        """Notes a call."""
        self.seconds += _WEIGHT * (seconds / max(1.0, units) - self.seconds)

    def expected(self, units: float) -> float:
        """Seconds that a call of so many units is expected to take."""
        return units * self.seconds


READING = Pace(2e-4)
"""A node of a task, read by the encoder and the prior."""
STEPPING = Pace(2e-3)
"""A derivation, taken one production further; that a step of few costs more than its share is on the safe side."""
READING_SHARE = 0.2
"""The part of a search's time that reading the task may take."""


_NODES = 120
"""Nodes of a usual task."""
_STEPS = 10
"""Productions of a usual program."""


def pays(budget_s: float) -> bool:
    """Whether a search of so many seconds should read the task by the network at all."""
    return READING.expected(_NODES) <= READING_SHARE * budget_s


def derivations_in(seconds: float) -> int:
    """How many derivations, taken to their ends together, the network makes in so many seconds."""
    return int(seconds / max(1e-9, STEPPING.expected(_STEPS)))
