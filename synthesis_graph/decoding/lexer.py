"""The lexer as an automaton over bytes: a `Config` is all that it remembers, a step yields terminals and the next Config.

Owns lines, names, numbers, operators, brackets and comments; `literals` owns what stands between quotes. Configs are
interned and keep their transitions, so that a byte seen before costs one dictionary look-up. Indentation is only
measured here: a line's columns are emitted as `Line`, and `state` compares them with the enclosing blocks. Knows no parser.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from synthesis_graph.decoding import frames, numbers, unicode_input
from synthesis_graph.decoding.frames import Frame
from synthesis_graph.decoding.terminals import PREFIXES, Names, operator_beginnings


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
_LETTERS: Final = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_")
_DIGITS: Final = frozenset(b"0123456789")
_OPERATORS: Final = {op.encode(): tuple(o for o in ops) for op, ops in operator_beginnings().items()}
_IN_NAMES: Final = frozenset((*_LETTERS, *_DIGITS, *b"\"'", *range(0x80, 0x100)))
_IN_NUMBERS: Final = frozenset((*_LETTERS, *_DIGITS, *b".", *range(0x80, 0x100)))
_IN_DOTS: Final = frozenset((*_DIGITS, *b"."))
_IN_OPERATORS: Final = frozenset(b"<>=*/!")
_OPENING: Final = frozenset(("'('", "'['", "'{'"))
_CLOSING: Final = frozenset(("')'", "']'", "'}'"))


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

        self.names = names
        self.number = names.number
        self.isolated = version < (3, 12)
        self.strict_numbers = version >= (3, 11)
        self.base = Frame(frames.BASE, None)
        self._configs: dict[tuple[int, Any, Frame, int], Config] = {}
        self._steps = {**OF_CODE, **OF_LITERALS}
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
            return tuple(number[f"'{op}'"] for op in _OPERATORS[data] if f"'{op}'" in number)
        if kind == BANG:
            return (number["'!='"], number["FCONV"])
        if kind == COMMENT and not data and config.frame.kind == frames.BASE:
            return (number["NEWLINE"],)
        if kind == UTF8:
            then: Config = data[2]
            return self.names.plain if data[1] != unicode_input.ANY else then.may_become
        return None


def _code(lexer: Lexer, config: Config, byte: int) -> Step:
    frame = config.frame
    if byte in _LETTERS:
        text = chr(byte)
        return (), lexer.config(NAME, text if text in lexer.names.beginnings else None, frame)
    if byte in SPACE:
        return (), lexer.code(frame)
    if byte in NEWLINES:
        if frame.kind != frames.BASE:
            return (), lexer.code(frame)
        return (lexer.number["NEWLINE"],), lexer.beginning
    if byte in _DIGITS:
        return (), lexer.config(NUMBER, numbers.first(byte), frame)
    if byte in b"\"'":
        return (lexer.number["STRING"],), lexer.config(OPENED, (byte, "STRING", False), frame)
    if byte == ord("#"):
        return None if lexer.isolated and frame.level else ((), lexer.config(COMMENT, False, frame))
    if byte == ord("\\"):
        return (), lexer.config(BACKSLASH, None, frame)
    if byte == ord("."):
        return (), lexer.config(DOTS, 1, frame)
    if byte >= 0x80:
        return _wide(lexer, lexer.code(frame), bytes((byte,)), unicode_input.START)
    return _operator_start(lexer, frame, byte)


def _operator_start(lexer: Lexer, frame: Frame, byte: int) -> Step:
    if frame.kind == frames.FIELD:
        if byte == ord("!"):
            return (), lexer.config(BANG, None, frame)
        if byte in b":}":
            return field_end(lexer, frame, byte)
    text = bytes((byte,))
    if text not in _OPERATORS:
        return None
    if _OPERATORS[text] == (text.decode(),):
        return _operator(lexer, frame, text)
    return (), lexer.config(OPERATOR, text, frame)


def _operator(lexer: Lexer, frame: Frame, text: bytes) -> Step:
    """A finished operator; brackets change the frame."""
    symbol = f"'{text.decode()}'"
    if symbol not in lexer.number:
        return None
    after: Frame | None = frame
    if symbol in _OPENING:
        after = frame.bracket()
    elif symbol in _CLOSING:
        after = frame.parent if frame.kind == frames.BRACKET else None
    return None if after is None else ((lexer.number[symbol],), lexer.code(after))


def field_end(lexer: Lexer, frame: Frame, byte: int) -> Step:
    """The colon or the brace that ends the expression of an f-string's field."""
    if byte == ord(":"):
        return (lexer.number["FCOLON"],), lexer.config(F_BODY, 0, frame.spec())
    if byte == ord("}"):
        assert frame.parent is not None
        return (lexer.number["FRB"],), lexer.config(F_BODY, 0, frame.parent)
    return None


def _in_operator(lexer: Lexer, config: Config, byte: int) -> Step:
    longer = config.data + bytes((byte,))
    frame = config.frame
    if longer in _OPERATORS:
        if len(_OPERATORS[longer]) == 1:
            return _operator(lexer, frame, longer)
        return (), lexer.config(OPERATOR, longer, frame)
    if config.data == b"=" and frame.kind == frames.FIELD:
        return lexer.then((lexer.number["FEQ"],), lexer.config(AFTER_EQUALS, None, frame), byte)
    done = _operator(lexer, frame, config.data)
    return None if done is None else lexer.then(done[0], done[1], byte)


def _dots(lexer: Lexer, config: Config, byte: int) -> Step:
    number, frame = lexer.number, config.frame
    if byte == ord("."):
        return (
            ((), lexer.config(DOTS, 2, frame))
            if config.data == 1
            else ((number["'...'"],), lexer.code(frame))
        )
    emitted = (number["'.'"],) * config.data
    if byte in _DIGITS:
        return emitted[1:], lexer.config(NUMBER, "frac", frame)
    return lexer.then(emitted, lexer.code(frame), byte)


def _number(lexer: Lexer, config: Config, byte: int) -> Step:
    frame, state = config.frame, config.data
    moved = numbers.MOVES[state].get(byte)
    if moved is not None:
        return (), lexer.config(NUMBER, moved, frame)
    number = (lexer.number["IMAG" if state == "imag" else "NUM"],)
    if state == "e" and byte == ord("l"):
        return number, lexer.config(NAME, "1el", frame)
    if state not in numbers.FINISHED or byte >= 0x80:
        return None
    if byte in _LETTERS:
        beginning = chr(byte)
        known = beginning in lexer.names.after_number if lexer.strict_numbers else beginning != "_"
        if not known:
            return None
        return number, lexer.config(NAME, "1" + beginning if lexer.strict_numbers else beginning, frame)
    return lexer.then(number, lexer.code(frame), byte)


def _name(lexer: Lexer, config: Config, byte: int) -> Step:
    names, text, frame = lexer.names, config.data, config.frame
    if byte in _LETTERS or byte in _DIGITS:
        if text is None:
            return (), config
        longer = text + chr(byte)
        if text[0] == "1":
            return ((), lexer.config(NAME, longer, frame)) if longer[1:] in names.after_number else None
        return (), lexer.config(NAME, longer if longer in names.beginnings else None, frame)
    if text is not None and byte in b"\"'" and text in PREFIXES:
        return _open_string(lexer, frame, text, byte)
    if byte >= 0x80:
        plain = lexer.config(NAME, None, frame)
        return (
            None if text and text[0] == "1" else _wide(lexer, plain, bytes((byte,)), unicode_input.CONTINUE)
        )
    found = names.plain if text is None else names.finished.get(text.lstrip("1"), names.plain)
    if text is not None and text[0] == "1" and found == names.plain:
        return None
    return lexer.then((found[0] if len(found) == 1 else found,), lexer.code(frame), byte)


def _open_string(lexer: Lexer, frame: Frame, prefix: str, quote: int) -> Step:
    kind, raw = PREFIXES[prefix], "r" in prefix.lower()
    return (lexer.number[kind],), lexer.config(
        F_OPENED if kind == "FSTART" else OPENED, (quote, kind, raw), frame
    )


def _wide(lexer: Lexer, then: Config, beginning: bytes, role: int) -> Step:
    """Part of a character beyond ASCII; when it is whole, `then` (or the name that it begins) follows."""
    if not unicode_input.viable(beginning, role):
        return None
    if len(beginning) < unicode_input.length(beginning[0]):
        return (), lexer.config(UTF8, (beginning, role, then), then.frame)
    return (), lexer.config(NAME, None, then.frame) if role == unicode_input.START else then


def wide_character(lexer: Lexer, then: Config, byte: int) -> Step:
    """The first byte of any character beyond ASCII, after which the text goes on as `then`."""
    return _wide(lexer, then, bytes((byte,)), unicode_input.ANY)


def _utf8(lexer: Lexer, config: Config, byte: int) -> Step:
    beginning, role, then = config.data
    return _wide(lexer, then, beginning + bytes((byte,)), role)


def _comment(lexer: Lexer, config: Config, byte: int) -> Step:
    if byte in NEWLINES:
        if config.data:
            return (), lexer.beginning
        return lexer.then((), lexer.code(config.frame), byte)
    return wide_character(lexer, config, byte) if byte >= 0x80 else ((), config)


def _backslash(lexer: Lexer, config: Config, byte: int) -> Step:
    return ((), lexer.config(CONTINUED, byte == ord("\r"), config.frame)) if byte in NEWLINES else None


def _continued(lexer: Lexer, config: Config, byte: int) -> Step:
    if config.data and byte == ord("\n"):
        return (), lexer.config(CONTINUED, False, config.frame)
    return _code(lexer, config, byte)


def _line(lexer: Lexer, config: Config, byte: int) -> Step:
    """At the start of a line: `data` is both columns, the column before a backslash, and whether one just stood here."""
    column, alternate, kept, _ = config.data
    if byte == ord(" "):
        return (), lexer.config(LINE, (column + 1, alternate + 1, kept, False), config.frame)
    if byte == ord("\t"):
        return (), lexer.config(LINE, ((column // 8 + 1) * 8, alternate + 1, kept, False), config.frame)
    if byte == ord("\f"):
        return (), lexer.config(LINE, (0, 0, kept, False), config.frame)
    if byte in NEWLINES:
        return (), lexer.beginning
    if byte == ord("#"):
        return (), lexer.config(COMMENT, True, config.frame)
    if byte == ord("\\"):
        return (), lexer.config(LINE_BACKSLASH, (kept or column, False), config.frame)
    line = Line(kept or column, kept or alternate)
    return lexer.then((line,), lexer.code(config.frame), byte)


def _line_backslash(lexer: Lexer, config: Config, byte: int) -> Step:
    kept, _ = config.data
    return ((), lexer.config(LINE, (0, 0, kept, True), config.frame)) if byte in NEWLINES else None


OF_CODE: Final = {
    CODE: _code, CONTINUED: _continued, BACKSLASH: _backslash, LINE: _line, LINE_BACKSLASH: _line_backslash,
    COMMENT: _comment, NAME: _name, NUMBER: _number, DOTS: _dots, OPERATOR: _in_operator, UTF8: _utf8,
}  # fmt: skip
