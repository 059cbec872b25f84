"""A frontier never passes what another wrote, and needs no reading while one writer is alone."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from deployments.pulsar_ingress.frontier import START, Frontier, Position

STORED = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=30)
"""For each stored entry, whether it is ours, and whether the broker began another of its ledgers with it."""


def numbered(stored: list[tuple[bool, bool]]) -> list[tuple[Position, bool]]:
    found, at = [], (7, -1)
    for ours, begins in stored:
        at = (at[0] + 3, 0) if begins else (at[0], at[1] + 1)
        found.append((at, ours))
    return found


@given(STORED, st.integers(0, 30), st.randoms(use_true_random=False))
def test_it_passes_our_entries_and_stops_at_others(
    stored: list[tuple[bool, bool]], read: int, order: random.Random
) -> None:
    entries = numbered(stored)
    frontier = Frontier()
    if before := entries[:read]:
        frontier.read(before[-1][0])
    after = entries[read:]
    ours = [position for position, mine in after if mine]
    order.shuffle(ours)
    for position in ours:
        frontier.wrote(position)
    for position, mine in after:
        if not frontier.reaches(position):
            frontier.read(position)
        else:
            assert mine, "another's entry was passed unread"
        assert frontier.known >= position


def test_whoever_is_alone_reads_nothing_after_the_start() -> None:
    frontier = Frontier()
    assert frontier.reaches(START), "an empty topic"
    frontier.read((4, 2))
    for entry in (5, 3, 4, 4):
        frontier.wrote((4, entry))
    assert frontier.reaches((4, 5))
    assert not frontier.reaches((4, 6)), "not ours, or not yet told so"
    frontier.wrote((4, 6))
    assert frontier.reaches((4, 6))


def test_what_is_told_late_of_entries_that_were_read_is_not_kept() -> None:
    frontier = Frontier()
    frontier.read((4, 9))
    frontier.wrote((4, 8))
    assert frontier.reaches((4, 9))
    assert not frontier.reaches((5, 0)), "another ledger of the broker's is read"
