"""The lexer's steps in code, byte by byte: lines, names, numbers, operators, brackets and comments.

One half of the lexer's automaton; `literals` is the other, for what stands between quotes.
"""

from __future__ import annotations

from typing import Final

from synthesis_graph.decoding import frames, numbers, unicode_input
from synthesis_graph.decoding.frames import Frame
from synthesis_graph.decoding.lexer import (
    AFTER_EQUALS,
    BACKSLASH,
    BANG,
    CODE,
    COMMENT,
    CONTINUED,
    DIGITS,
    DOTS,
    F_BODY,
    F_OPENED,
    LETTERS,
    LINE,
    LINE_BACKSLASH,
    NAME,
    NEWLINES,
    NUMBER,
    OPENED,
    OPERATOR,
    OPERATORS,
    SPACE,
    UTF8,
    Config,
    Lexer,
    Line,
    Step,
)
from synthesis_graph.decoding.terminals import PREFIXES

_OPENING: Final = frozenset(("'('", "'['", "'{'"))
_CLOSING: Final = frozenset(("')'", "']'", "'}'"))


def _code(lexer: Lexer, config: Config, byte: int) -> Step:
    frame = config.frame
    if byte in LETTERS:
        text = chr(byte)
        return (), lexer.config(NAME, text if text in lexer.names.beginnings else None, frame)
    if byte in SPACE:
        return (), lexer.code(frame)
    if byte in NEWLINES:
        if frame.kind != frames.BASE:
            return (), lexer.code(frame)
        return (lexer.number["NEWLINE"],), lexer.beginning
    if byte in DIGITS:
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
    if text not in OPERATORS:
        return None
    if OPERATORS[text] == (text.decode(),):
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
    if longer in OPERATORS:
        if len(OPERATORS[longer]) == 1:
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
    if byte in DIGITS:
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
    if byte in LETTERS:
        beginning = chr(byte)
        known = beginning in lexer.names.after_number if lexer.strict_numbers else beginning != "_"
        if not known:
            return None
        return number, lexer.config(NAME, "1" + beginning if lexer.strict_numbers else beginning, frame)
    return lexer.then(number, lexer.code(frame), byte)


def _name(lexer: Lexer, config: Config, byte: int) -> Step:
    names, text, frame = lexer.names, config.data, config.frame
    if byte in LETTERS or byte in DIGITS:
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


STEPS: Final = {
    CODE: _code, CONTINUED: _continued, BACKSLASH: _backslash, LINE: _line, LINE_BACKSLASH: _line_backslash,
    COMMENT: _comment, NAME: _name, NUMBER: _number, DOTS: _dots, OPERATOR: _in_operator, UTF8: _utf8,
}  # fmt: skip
