"""What may hold a decoder: a constraint that grows with the text, and an ending that knows when the text is whole.

Two Protocols, so that the search works with any constraint and with none. Knows no model and no grammar.
"""

from __future__ import annotations

from typing import Protocol

from typing_extensions import Self


class Constraint(Protocol):
    """Which tokens may follow a text; immutable, so that beams share what they have in common."""

    def advance(self, token: int) -> Self:
        """The constraint after one more token; raises where the token is not legal."""
        ...

    def accepts(self, token: int) -> bool:
        """Whether the text with this token can still become a legal one."""
        ...

    def is_complete(self) -> bool:
        """Whether the text is legal as it stands."""
        ...


class Ending(Protocol):
    """Knows when a text is all that was asked for, before the model says so."""

    def cut(self, text: bytes, piece: bytes) -> bytes | None:
        """The whole text if it ends within or before this piece; None if it goes on."""
        ...

    def may_end(self, text: bytes) -> bool:
        """Whether the model may end here."""
        ...
