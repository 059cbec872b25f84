"""The incremental syntax state: which tokens can still become a valid program, kept step by step.

`PythonSyntax` joins a vocabulary to the grammar and holds everything that its states have found out; a `SyntaxState` is a
place in a program, immutable and shared: a fork is the same object, and the text before it is never read again. Nothing
falls back: a token that cannot stand raises.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from synthesis_graph.decoding.lexer import Config, Line
from synthesis_graph.decoding.machine import MAX_INDENT, Machine, Position
from synthesis_graph.decoding.masks import Masks
from synthesis_graph.decoding.vocabulary import Mask, Vocabulary
from synthesis_graph.errors import ConstraintViolated

REMEMBERED = 50_000
"""Positions kept before the tables are begun anew (about 250 MB)."""


class PythonSyntax:
    """The grammar of one version of Python (default: the running one) over a vocabulary; `beginning` is an empty program.

    `strict` also refuses part of what only `compile()` refuses: `return` outside a function, `break` outside a loop.
    """

    def __init__(
        self, vocabulary: Vocabulary, strict: bool = False, version: tuple[int, int] | None = None
    ) -> None:
        self.vocabulary = vocabulary
        self.machine = Machine(strict, version)
        self.states: dict[Position, SyntaxState] = {}
        self.points: dict[tuple[Config, int], Point] = {}
        self.masks = Masks(self.machine, vocabulary)

    @property
    def beginning(self) -> SyntaxState:
        """The state before the first token."""
        return self.state(self.machine.beginning)

    def state(self, position: Position) -> SyntaxState:
        """The one state at a position."""
        found = self.states.get(position)
        if found is None:
            if len(self.states) >= REMEMBERED:
                self.forget()
            found = self.states[position] = SyntaxState(self, position)
        return found

    def point(self, position: Position) -> Point:
        """What is known wherever the lexer stands like this and the statement has come this far."""
        if len(position.stacks) > 1 or position.block.depth >= MAX_INDENT - 1:
            return Point()
        return self.points.setdefault((position.config, position.stacks[0].local), Point())

    def forget(self) -> None:
        """Empties the tables, to free memory; states in use stay good."""
        self.states.clear()
        self.points.clear()
        self.machine.forget()


class Point:
    """What holds for every state whose lexer and whose statement stand alike, whatever blocks are around."""

    __slots__ = ("legal", "mask")

    def __init__(self) -> None:
        self.legal: dict[int, bool] = {}
        self.mask: NDArray[np.uint8] | None = None


class SyntaxState:
    """A place in a program that can still become valid; made by `PythonSyntax.beginning` and `advance`."""

    __slots__ = (
        "_after",
        "_complete",
        "_legal",
        "_lines",
        "_mask",
        "_point",
        "_syntax",
        "finished",
        "position",
    )

    def __init__(self, syntax: PythonSyntax, position: Position, finished: bool = False) -> None:
        self.position = position
        self.finished = finished
        self._syntax = syntax
        self._point = syntax.point(position)
        self._legal = {} if finished else self._point.legal
        self._lines: dict[int, bool] = {}
        self._after: dict[int, SyntaxState] = {}
        self._complete: bool | None = None
        self._mask: NDArray[np.uint8] | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        """The tokens that this state is asked about."""
        return self._syntax.vocabulary

    def accepts(self, token: int) -> bool:
        """Whether some valid program goes on with this token; for `eos`, whether the program is whole.

        Cost: 0.1 µs for a token tried before at a place like this, about 5 µs for another.
        """
        try:
            return self._legal[token]
        except KeyError:
            return self._accepts(token)

    def _accepts(self, token: int) -> bool:
        if token in self._lines:
            return self._lines[token]
        syntax = self._syntax
        if self.finished or token == syntax.vocabulary.eos:
            return not self.finished and self.is_complete()
        text = syntax.vocabulary.tokens[token]
        step = syntax.machine.lexer.run(self.position.config, text) if text else None
        legal = step is not None and syntax.machine.follow(self.position, step[0], step[1]) is not None
        begins_line = step is not None and any(type(item) is Line for item in step[0])
        (self._lines if begins_line else self._legal)[token] = legal
        return legal

    def legal(self, ranked: Iterable[int], count: int) -> list[int]:
        """The first `count` legal tokens of `ranked`, checked in their order and no further than needed."""
        found: list[int] = []
        if count <= 0:
            return found
        known = self._legal
        for token in ranked:
            if known[token] if token in known else self._accepts(token):
                found.append(token)
                if len(found) == count:
                    break
        return found

    def advance(self, token: int) -> SyntaxState:
        """The state after one more token; raises ConstraintViolated if it cannot stand here."""
        try:
            return self._after[token]
        except KeyError:
            result = self._after[token] = self._advance(token)
            return result

    def _advance(self, token: int) -> SyntaxState:
        syntax = self._syntax
        if token == syntax.vocabulary.eos and self.accepts(token):
            return SyntaxState(syntax, self.position, finished=True)
        text = b"" if self.finished else syntax.vocabulary.tokens[token]
        position = syntax.machine.advance(self.position, text) if text else None
        if position is None:
            raise ConstraintViolated(
                f"the token {token} {syntax.vocabulary.tokens[token]!r} cannot stand here",
                hint="expected " + ", ".join(self.expected()[:12]),
            )
        return syntax.state(position)

    def is_complete(self) -> bool:
        """Whether the text up to here is a whole program, so that `eos` may follow."""
        if self._complete is None:
            self._complete = self._syntax.machine.is_complete(self.position)
        return self._complete

    def allowed_tokens(self) -> Mask:
        """A new mask over the whole vocabulary. Cost: about 10 µs at a place like one before, else milliseconds."""
        size = len(self._syntax.vocabulary)
        if self._mask is None:
            self._mask = np.packbits(self._find_mask(size))
        return np.unpackbits(self._mask, count=size).view(np.bool_)

    def _find_mask(self, size: int) -> Mask:
        if self.finished:
            return np.zeros(size, dtype=np.bool_)
        syntax, point = self._syntax, self._point
        if point.mask is None:
            point.mask = np.packbits(syntax.masks.within(self.position))
        mask = np.unpackbits(point.mask, count=size).view(np.bool_)
        lines = syntax.masks.lines(self.position)
        if lines is not None:
            mask |= lines
        for position, tokens in syntax.masks.after(self.position):
            mask |= syntax.state(position).allowed_tokens() & tokens
        mask[syntax.vocabulary.eos] = self.is_complete()
        return mask

    def expected(self) -> list[str]:
        """What may come next, for a message: the grammar's terminals, the unfinished word's own among them."""
        return self._syntax.machine.expected(self.position)
