"""How far a topic is known to one of its writers: by what it read, and from there on by what it wrote itself. Pure.

A writer that is alone need not read what it wrote, which is most of the work of a record. The broker numbers what it stores
(a message, or a batch of one producer's) without gaps, until it begins another of its own ledgers.
"""

from __future__ import annotations

Position = tuple[int, int]
"""The broker's ledger and the entry in it: messages of one batch share it."""
START: Position = (-1, -1)


class Frontier:
    """Everything up to `known` was read or written here."""

    def __init__(self) -> None:
        self.known = START
        self._own: set[Position] = set()

    def wrote(self, position: Position) -> None:
        """An entry is ours; they may be told in any order, and more than once."""
        if position > self.known:
            self._own.add(position)

    def read(self, last: Position) -> None:
        """Everything up to here was read."""
        self.known = max(self.known, last)
        self._own = {position for position in self._own if position > self.known}

    def reaches(self, last: Position) -> bool:
        """Whether nothing up to here is another's; what is next and our own is known from now on."""
        ledger, entry = self.known
        while (following := (ledger, entry + 1)) in self._own:
            self._own.discard(following)
            self.known = following
            entry += 1
        return last <= self.known
