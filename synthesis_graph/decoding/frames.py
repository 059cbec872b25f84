"""What encloses the place in the text: brackets and f-strings, as an interned linked list.

A frame tells the lexer what a newline, a quote, a brace or a colon means here. Knows no byte beyond that.
"""

from __future__ import annotations

MAX_BRACKETS = 200
"""CPython's tokenizer refuses the next one."""

BASE, BRACKET, LITERAL, FIELD, SPEC = range(5)
"""Statements; inside ( [ {; the text of an f-string; the expression in its braces; the format after the colon."""


class Frame:
    """One enclosing construct. Two frames with the same history are the same object."""

    __slots__ = ("banned", "depth", "inner", "kind", "level", "parent", "quote", "raw", "runs", "triple")

    def __init__(self, kind: int, parent: Frame | None) -> None:
        self.kind = kind
        self.parent = parent
        self.inner: dict[tuple[int, int, bool, bool], Frame] = {}
        self.depth: int = parent.depth if parent else 0
        self.quote: int = parent.quote if parent else 0
        self.triple: bool = parent.triple if parent else False
        self.raw: bool = parent.raw if parent else False
        self.level: int = parent.level if parent else 0
        self.banned: frozenset[int] = parent.banned if parent else frozenset()
        self.runs: frozenset[int] = parent.runs if parent else frozenset()

    def bracket(self) -> Frame | None:
        """Inside one more bracket; None past CPython's limit."""
        return self._enter((BRACKET, 0, False, False)) if self.depth < MAX_BRACKETS else None

    def f_string(self, quote: int, triple: bool, raw: bool) -> Frame:
        """Inside an f-string that opened with `quote`."""
        return self._enter((LITERAL, quote, triple, raw))

    def field(self, isolated: bool) -> Frame | None:
        """Inside the braces of an f-string (or of its format); None where CPython nests no deeper.

        `isolated`: before 3.12 the f-string ends at its quote wherever that stands, and a field holds no backslash.
        """
        if self.level >= 2 if isolated else self.level >= 3:
            return None
        return self._enter((FIELD, 0, False, isolated))

    def spec(self) -> Frame:
        """The format after the colon of this field; it replaces the field."""
        assert self.parent is not None
        return self.parent._enter((SPEC, 0, False, False))

    def alike(self) -> tuple[object, ...] | None:
        """What two brackets have in common in which the same text means the same; None where it depends on more."""
        if self.kind != BRACKET or self.banned or self.runs or self.depth > MAX_BRACKETS // 2:
            return None
        return (self.quote, self.triple, self.raw, self.level)

    def _enter(self, key: tuple[int, int, bool, bool]) -> Frame:
        found = self.inner.get(key)
        if found is None:
            found = self.inner[key] = Frame(key[0], self)
            kind, quote, triple, flag = key
            if kind == BRACKET:
                found.depth += 1
            elif kind == LITERAL:
                found.quote, found.triple, found.raw, found.level, found.depth = quote, triple, flag, 0, 0
            elif kind == SPEC:
                found.level += 1
            elif kind == FIELD:
                found.level += 1
                found.depth = 0
                if flag:
                    found._isolate(self)
        return found

    def _isolate(self, literal: Frame) -> None:
        if literal.triple:
            self.runs |= {literal.quote}
            self.banned |= frozenset(b"\\")
        else:
            self.banned |= frozenset((literal.quote, *b"\\\n\r"))
