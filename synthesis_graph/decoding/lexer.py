"""The lexer as an automaton over bytes: a `Config` is all that it remembers, a step yields terminals and the next Config.

Owns the configurations and what an unfinished word may become; the steps themselves are in `words` and `literals`. Configs are
interned and keep their transitions, so that a byte seen before costs one dictionary look-up. Indentation is only
measured here: a line's columns are emitted as `Line`, and `state` compares them with the enclosing blocks. Knows no parser.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from synthesis_graph.decoding import frames, numbers, unicode_input
from synthesis_graph.decoding.frames import Frame
from synthesis_graph.decoding.terminals import Names, operator_beginnings


class Line(NamedTuple):
    """The first word of a logical line: its column with tabs to multiples of 8, and with tabs of one column."""

    column: int
    alternate: int


Emitted = int | tuple[int, ...] | Line
"""A terminal; terminals of which the grammar must choose (`match` is a name too); the beginning of a line."""

Step = tuple[tuple[Emitted, ...], "Config"] | None

CODE, CONTINUED, BACKSLASH, LINE, LINE_BACKSLASH, COMMENT, NAME, NUMBER, DOTS, OPERATOR, UTF8 = range(11)
BANG, AFTER_EQUALS, CONVERTED, OPENED, EMPTY, BODY, F_OPENED, F_EMPTY, F_BODY, F_BRACE, F_CLOSING, ESCAPE = (
    range(11, 23)
)
"""What has been read of the current word: the `kind` of a Config; the first row is code, the second strings."""

SPACE: Final = frozenset(b" \t\f")
NEWLINES: Final = frozenset(b"\n\r")
LETTERS: Final = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
DIGITS: Final = frozenset(b"0123456789")
OPERATORS: Final = {op.encode(): tuple(o for o in ops) for op, ops in operator_beginnings().items()}
_IN_NAMES: Final = frozenset((*LETTERS, *DIGITS, *b"\"'", *range(0x80, 0x100)))
_IN_NUMBERS: Final = frozenset((*LETTERS, *DIGITS, *b".", *range(0x80, 0x100)))
_IN_DOTS: Final = frozenset((*DIGITS, *b"."))
_IN_OPERATORS: Final = frozenset(b"<>=*/!")


class Config:
    """What the lexer remembers. Equal configurations are the same object; made by `Lexer.config` alone."""

    __slots__ = ("data", "frame", "kind", "may_become", "next", "outcomes", "run")

    def __init__(self, kind: int, data: Any, frame: Frame, run: int) -> None:
        self.kind = kind
        self.data = data
        self.frame = frame
        self.run = run
        self.next: dict[int, Step] = {}
        self.outcomes: dict[bytes, Step] = {}
        self.may_become: tuple[int, ...] | None = None
        """The terminals that the unfinished word can still become; None where any valid text may follow."""


class Lexer:
    """The automaton of one version of Python; `base` frame and `beginning` are where a file starts."""

    def __init__(self, names: Names, version: tuple[int, int]) -> None:
        from synthesis_graph.decoding.literals import STEPS as OF_LITERALS
        from synthesis_graph.decoding.words import STEPS as OF_WORDS

        self.names = names
        self.number = names.number
        self.isolated = version < (3, 12)
        self.strict_numbers = version >= (3, 11)
        self.base = Frame(frames.BASE, None)
        self._configs: dict[tuple[int, Any, Frame, int], Config] = {}
        self._steps = {**OF_WORDS, **OF_LITERALS}
        self.beginning = self.config(LINE, (0, 0, 0, False), self.base)

    def config(self, kind: int, data: Any, frame: Frame, run: int = 0) -> Config:
        """The one Config with this content."""
        key = (kind, data, frame, run)
        found = self._configs.get(key)
        if found is None:
            found = self._configs[key] = Config(kind, data, frame, run)
            found.may_become = self._may_become(found)
        return found

    def code(self, frame: Frame) -> Config:
        """Between two words."""
        return self.config(CODE, None, frame)

    def step(self, config: Config, byte: int) -> Step:
        """What one more byte completes, and the configuration after it; None if it cannot stand here."""
        try:
            return config.next[byte]
        except KeyError:
            result = config.next[byte] = self._guarded(config, byte)
            return result

    def run(self, config: Config, text: bytes) -> Step:
        """As `step`, for several bytes."""
        try:
            return config.outcomes[text]
        except KeyError:
            pass
        emitted: tuple[Emitted, ...] = ()
        at = config
        result: Step = None
        for byte in text:
            moved = self.step(at, byte)
            if moved is None:
                break
            if moved[0]:
                emitted += moved[0]
            at = moved[1]
        else:
            result = (emitted, at)
        config.outcomes[text] = result
        return result

    def _guarded(self, config: Config, byte: int) -> Step:
        """The step, under what an enclosing f-string forbids before 3.12: its own quote, newlines, backslashes."""
        frame = config.frame
        if byte == 0 or byte in frame.banned:
            return None
        result = self._steps[config.kind](self, config, byte)
        if result is None:
            return None
        run, after = 0, result[1]
        if byte in frame.runs or byte in after.frame.runs:
            run = config.run + 1 if config.run >> 8 == byte else (byte << 8) + 1
            if run & 0xFF == 3:
                return None
        if run != after.run:
            result = result[0], self.config(after.kind, after.data, after.frame, run)
        return result

    def then(self, emitted: tuple[Emitted, ...], config: Config, byte: int) -> Step:
        """Emits, then reads the byte in `config`: for a word that ends where the next one begins."""
        following = self._steps[config.kind](self, config, byte)
        return None if following is None else (emitted + following[0], following[1])

    def finish(self, config: Config) -> Step:
        """The end of the text: as a newline, except right after a backslash; None if more must come."""
        if config.kind in (CONTINUED, BACKSLASH, LINE_BACKSLASH) or (config.kind == LINE and config.data[3]):
            return None
        result = self.step(config, ord("\n"))
        return result if result and result[1].kind == LINE else None

    def end(self, config: Config) -> tuple[tuple[Emitted, ...], Config, frozenset[int]] | None:
        """Where the open word may end: what it emits then, what follows it, and the bytes that do not end it.

        None where no word is open that any other byte would end.
        """
        if config.run or config.frame.runs or config.frame.banned:
            return None
        code, data = self.code(config.frame), config.data
        if config.kind == NAME and (data is None or data[0] != "1"):
            found = self.names.plain if data is None else self.names.finished.get(data, self.names.plain)
            return (found[0] if len(found) == 1 else found,), code, _IN_NAMES
        if config.kind == NUMBER and data in numbers.FINISHED:
            return (self.number["IMAG" if data == "imag" else "NUM"],), code, _IN_NUMBERS
        if (
            config.kind == OPERATOR
            and f"'{data.decode()}'" in self.number
            and config.frame.kind != frames.FIELD
        ):
            return (self.number[f"'{data.decode()}'"],), code, _IN_OPERATORS
        if config.kind == DOTS:
            return (self.number["'.'"],) * data, code, _IN_DOTS
        return ((), code, frozenset(b"\"'")) if config.kind == EMPTY else None

    def _may_become(self, config: Config) -> tuple[int, ...] | None:
        number, kind, data = self.number, config.kind, config.data
        if kind == NAME:
            if data is None:
                return self.names.plain
            table = self.names.beginnings if data[0] != "1" else self.names.after_number
            return table.get(data.lstrip("1"), self.names.plain)
        if kind == NUMBER:
            return (number["NUM"],) if data in numbers.ONLY_REAL else (number["NUM"], number["IMAG"])
        if kind == DOTS:
            return (
                (number["'...'"],)
                if data == 2
                else (number["'.'"], number["'...'"], number["NUM"], number["IMAG"])
            )
        if kind == OPERATOR:
            ends = (number["FEQ"],) if data == b"=" and config.frame.kind == frames.FIELD else ()
            if ends:
                return (number["'=='"], *ends)
            return tuple(number[f"'{op}'"] for op in OPERATORS[data] if f"'{op}'" in number)
        if kind == BANG:
            return (number["'!='"], number["FCONV"])
        if kind == COMMENT and not data and config.frame.kind == frames.BASE:
            return (number["NEWLINE"],)
        if kind == UTF8:
            then: Config = data[2]
            return self.names.plain if data[1] != unicode_input.ANY else then.may_become
        return None
