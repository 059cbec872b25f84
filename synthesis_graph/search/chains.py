"""Outputs taken apart from the left: chains of known fragments, each the beginning of what the ones before it leave.

As the trace expressions of FlashFill (Gulwani 2011), over fragments of the bank in place of substrings: what all examples
share where a link ends may be a constant, and a chain is whole when what it leaves is itself known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from synthesis_graph.language.types import STR, Type
from synthesis_graph.search.bank import LEVELS_PER_BIT, Entry, key_of
from synthesis_graph.search.programs import Literal

MOST_PARTS = 4
MOST_LINKS = 300
"""How many beginnings are gone on from: the first found, which are the cheapest."""
_LONGEST_LITERAL = 12


@dataclass(frozen=True)
class _Link:
    """What is left of the wanted values after these parts."""

    rest: list[Any]
    parts: tuple[Entry, ...] = ()


@dataclass
class Chains:
    """The beginnings found so far for one vector of wanted texts or rows; `extend` gives those that became whole."""

    wanted: list[Any]
    type: Type
    links: dict[bytes, _Link] = field(default_factory=dict)
    _links_by_start: dict[Any, list[_Link]] = field(default_factory=dict)
    _pieces_by_start: dict[Any, list[Entry]] = field(default_factory=dict)

    def extend(self, fresh: list[Entry], known: Mapping[bytes, Entry]) -> Iterator[tuple[Entry, ...]]:
        """Whole chains of at least two parts that the fresh fragments make possible; `known` holds all by their values."""
        todo: list[_Link] = []
        for piece in fresh:
            yield from self._closing(piece)
        pieces = [
            p for p in fresh if p.values[0] and all(type(v) is type(w) for v, w in zip(p.values, self.wanted))
        ]
        if not self.links and pieces:
            todo.append(self._file(_Link(self.wanted)))
        for piece in pieces:
            for link in self._links_by_start.get(_start(piece.values[0]), ()):
                todo += self._after(link, piece)
            self._pieces_by_start.setdefault(_start(piece.values[0]), []).append(piece)
        while todo:
            link = todo.pop(0)
            whole = known.get(key_of(link.rest) or b"") or self._last(link)
            if whole is not None and link.parts:
                yield (*link.parts, whole)
            todo += self._gone_on(link)

    def _closing(self, piece: Entry) -> Iterator[tuple[Entry, ...]]:
        link = self.links.get(key_of(piece.values[: len(self.wanted)]) or b"")
        if link is not None and link.parts:
            yield (*link.parts, piece)

    def _gone_on(self, link: _Link) -> Iterator[_Link]:
        if len(link.parts) >= MOST_PARTS - 1 or not link.rest[0]:
            return
        for piece in self._pieces_by_start.get(_start(link.rest[0]), ()):
            yield from self._after(link, piece)
        literal = self._literal(link)
        if literal is not None:
            yield from self._after(link, literal)

    def _after(self, link: _Link, piece: Entry) -> Iterator[_Link]:
        """The link that this piece makes of another, unless the same is left elsewhere."""
        if len(link.parts) >= MOST_PARTS - 1 or len(self.links) >= MOST_LINKS:
            return
        rest = []
        for have, want in zip(piece.values, link.rest):
            if want[: len(have)] != have:
                return
            rest.append(want[len(have) :])
        key = key_of(rest)
        if key is not None and key not in self.links:
            yield self._file(_Link(rest, (*link.parts, piece)))

    def _file(self, link: _Link) -> _Link:
        self.links[key_of(link.rest) or b""] = link
        if link.rest[0]:
            self._links_by_start.setdefault(_start(link.rest[0]), []).append(link)
        return link

    def _last(self, link: _Link) -> Entry | None:
        """The constant that ends all that is wanted."""
        literal = self._literal(link)
        ends = literal is not None and all(rest == literal.values[0] for rest in link.rest)
        return literal if ends else None

    def _literal(self, link: _Link) -> Entry | None:
        """What all that is left begins with, as a constant."""
        columns = takewhile(lambda column: all(x == column[0] for x in column), zip(*link.rest))
        length = sum(1 for _ in columns)
        if len(link.rest) < 2 or not 0 < length <= _LONGEST_LITERAL:
            return None
        value = link.rest[0][:length]
        bits = 5.0 + length * (0.5 if self.type == STR else 2.0)
        width = len(link.parts[0].values) if link.parts else len(link.rest)
        return Entry(
            [value] * width, self.type, round(bits * LEVELS_PER_BIT), None, (), 0, False, Literal(value)
        )


def _start(value: Any) -> Any:
    first = value[0]
    return first if isinstance(first, (int, str)) else repr(first)
