"""Lexer and parser together: one position in a program, and where a piece of text leads from it.

Owns indentation (the blocks that are open) and the choice of a soft keyword: where `match` may be a name or a keyword,
both stacks are kept until one of them can go no further. A `Position` is interned: forks and repeated steps are free.
Knows bytes; `vocabulary` and `state` know tokens.
"""

from __future__ import annotations

import functools
import sys

from synthesis_graph.decoding import lexer as lexing
from synthesis_graph.decoding.grammar import grammar_text
from synthesis_graph.decoding.lalr import Tables, build
from synthesis_graph.decoding.lexer import Config, Emitted, Lexer, Line
from synthesis_graph.decoding.notation import read
from synthesis_graph.decoding.parser import Node, Parser
from synthesis_graph.decoding.terminals import Names

MAX_INDENT = 99
"""CPython's tokenizer keeps a hundred columns, the first of them 0."""


_IN_WORDS = {
    "NAME": "a name", "USCORE": "a name", "MATCH": "match", "CASE": "case", "TYPE": "type", "NUM": "a number",
    "IMAG": "a number", "STRING": "a string", "BYTES": "a string", "FSTART": "a string", "NEWLINE": "the end of the line",
    "INDENT": "an indented block", "DEDENT": "the end of the block", "EOF": "the end of the file", "FEQ": "=", "FCONV": "!",
    "FCOLON": ":", "FRB": "}", "FEND": "the end of the string", "FLB": "{", "TSTART": "a string",
}  # fmt: skip
_INSIDE = {
    lexing.BODY: "the end of the string", lexing.OPENED: "the end of the string", lexing.F_OPENED: "the end of the string",
    lexing.F_BODY: "the end of the string", lexing.F_CLOSING: "}", lexing.ESCAPE: "the rest of the escape",
    lexing.BACKSLASH: "the end of the line", lexing.LINE_BACKSLASH: "the end of the line", lexing.CONTINUED: "a line",
    lexing.UTF8: "the rest of the character", lexing.CONVERTED: "} or :",
}  # fmt: skip


class Block:
    """An open block: its column with tabs to multiples of 8, the same with tabs of one column, and what encloses it."""

    __slots__ = ("alternate", "column", "depth", "inner", "outer")

    def __init__(self, column: int, alternate: int, outer: Block | None, depth: int) -> None:
        self.column = column
        self.alternate = alternate
        self.outer = outer
        self.depth = depth
        self.inner: dict[tuple[int, int], Block] = {}

    def inside(self, column: int, alternate: int) -> Block:
        """The block one deeper at these columns; the same object each time."""
        found = self.inner.get((column, alternate))
        if found is None:
            found = self.inner[column, alternate] = Block(column, alternate, self, self.depth + 1)
        return found


class Position:
    """A place in a program. Equal places are the same object; made by `Machine` alone."""

    __slots__ = ("block", "config", "next", "stacks")

    def __init__(self, config: Config, stacks: tuple[Node, ...], block: Block) -> None:
        self.config = config
        self.stacks = stacks
        self.block = block
        self.next: dict[bytes, Position | None] = {}


def _columns(block: Block) -> list[int]:
    """The columns at which a line may stand, the outermost first."""
    return [block.column] if block.outer is None else [*_columns(block.outer), block.column]


@functools.lru_cache(maxsize=8)
def tables(version: tuple[int, int]) -> Tables:
    """The parser's tables for a version of Python. Cost: 0.1 s, once a process."""
    return build(read(grammar_text(), version), "file")


class Machine:
    """The grammar of one version of Python over bytes; by default the running one, whose `ast.parse` it agrees with.

    `strict` refuses in addition some of what only `compile()` refuses.
    """

    def __init__(self, strict: bool = False, version: tuple[int, int] | None = None) -> None:
        self.version = version or (sys.version_info[0], sys.version_info[1])
        self.parser = Parser(tables(self.version), strict)
        number = self.parser.number
        self.lexer = Lexer(Names(self.parser.tables.terminals), self.version)
        self._indent, self._dedent, self._end = number["INDENT"], number["DEDENT"], number["EOF"]
        self._positions: dict[tuple[Config, tuple[Node, ...], Block], Position] = {}
        self.origin = Block(0, 0, None, 0)
        self.beginning = self._position(self.lexer.beginning, (self.parser.bottom,), self.origin)

    def advance(self, position: Position, text: bytes) -> Position | None:
        """Where `text` leads; None if no valid program goes on so."""
        try:
            return position.next[text]
        except KeyError:
            result = position.next[text] = self._advance(position, text)
            return result

    def _advance(self, position: Position, text: bytes) -> Position | None:
        step = self.lexer.run(position.config, text)
        if step is None:
            return None
        return self.after(position, step[0], step[1])

    def after(self, position: Position, emitted: tuple[Emitted, ...], config: Config) -> Position | None:
        """The position after what the lexer emitted; None as for `follow`."""
        found = self.follow(position, emitted, config)
        return None if found is None else self._position(config, *found)

    def follow(
        self, position: Position, emitted: tuple[Emitted, ...], config: Config
    ) -> tuple[tuple[Node, ...], Block] | None:
        """The stacks and the block after what the lexer emitted, if a word like `config`'s can go on from there."""
        stacks, block = position.stacks, position.block
        for item in emitted:
            if type(item) is Line:
                found = self._line(stacks, block, item)
                if found is None:
                    return None
                stacks, block = found
            else:
                stacks = self._shift(stacks, item)
            if not stacks:
                return None
        if config.may_become is not None or config.kind == lexing.LINE:
            stacks = self._viable(stacks, config, block)
            if not stacks:
                return None
        return stacks, block

    def _shift(self, stacks: tuple[Node, ...], item: Emitted) -> tuple[Node, ...]:
        shift = self.parser.shift
        if type(item) is int and len(stacks) == 1:
            node = shift(stacks[0], item)
            return () if node is None else (node,)
        choices = (item,) if isinstance(item, int) else item
        found = (shift(stack, choice) for stack in stacks for choice in choices)
        return tuple(dict.fromkeys(node for node in found if node is not None))

    def _viable(self, stacks: tuple[Node, ...], config: Config, block: Block) -> tuple[Node, ...]:
        """The stacks that the unfinished word, or the line to come, can still go on from."""
        shift, words = self.parser.shift, config.may_become
        if words is not None:
            return tuple(s for s in stacks if any(shift(s, word) is not None for word in words))
        if block.depth < MAX_INDENT:
            return stacks
        return tuple(s for s in stacks if shift(s, self._indent) is None)

    def _line(
        self, stacks: tuple[Node, ...], block: Block, line: Line
    ) -> tuple[tuple[Node, ...], Block] | None:
        """Opens and closes blocks as CPython's tokenizer does; None for inconsistent indentation."""
        column, alternate = line
        if column > block.column:
            if alternate <= block.alternate or block.depth >= MAX_INDENT:
                return None
            return self._shift(stacks, self._indent), block.inside(column, alternate)
        while column < block.column:
            assert block.outer is not None
            block = block.outer
            stacks = self._shift(stacks, self._dedent)
        return (stacks, block) if (column, alternate) == (block.column, block.alternate) else None

    def is_complete(self, position: Position) -> bool:
        """Whether the text up to here is a whole program."""
        step = self.lexer.finish(position.config)
        if step is None:
            return False
        stacks = position.stacks
        for item in (*step[0], *(self._dedent,) * position.block.depth, self._end):
            if type(item) is Line:
                raise AssertionError("a newline begins no line")
            stacks = self._shift(stacks, item)
        return bool(stacks)

    def expected(self, position: Position) -> list[str]:
        """What may come next, in words, for a message; where a word is open, what may follow it as well."""
        inside = _INSIDE.get(position.config.kind)
        if inside is not None:
            return [inside]
        if position.config.kind == lexing.LINE and not any(
            self.parser.shift(s, self._indent) for s in position.stacks
        ):
            column, alternate, kept, _ = position.config.data
            line = Line(kept or column, kept or alternate)
            begun = self.after(position, (line,), self.lexer.code(position.config.frame))
            if begun is None:
                return [f"an indentation of {' or '.join(map(str, _columns(position.block)))} columns"]
            return self.expected(begun)
        after = self.advance(position, b" ")
        words = position.config.may_become
        if words is not None and (after is None or after.config.kind != lexing.CODE):
            found = {w for s in position.stacks for w in words if self.parser.shift(s, w)}
        else:
            stacks = position.stacks if after is None or words is None else after.stacks
            found = {t for stack in stacks for t in self.parser.expected(stack)}
        names = self.parser.tables.terminals
        if found and self._indent in found:
            return ["an indented block"]
        return sorted({_IN_WORDS.get(names[t], names[t].strip("'")) for t in found})

    def forget(self) -> None:
        """Drops what was found out about stacks, to free memory; positions in use stay good."""
        self._positions.clear()
        self.parser.forget()
        self.beginning = self._position(self.lexer.beginning, (self.parser.bottom,), self.origin)

    def size(self) -> int:
        """How many positions are remembered."""
        return len(self._positions)

    def _position(self, config: Config, stacks: tuple[Node, ...], block: Block) -> Position:
        key = (config, stacks, block)
        found = self._positions.get(key)
        if found is None:
            found = self._positions[key] = Position(config, stacks, block)
        return found
