r"""Strings, bytes and f-strings, byte by byte: quotes, escapes, and the text around an f-string's fields.

The second half of the lexer's automaton. A string is handed to the parser when it opens, for from there it can
always be finished; escapes that CPython refuses (`\x1`, `\N{no such name}`) are refused here at once.
"""

from __future__ import annotations

from typing import Final

from synthesis_graph.decoding import frames, unicode_input
from synthesis_graph.decoding.lexer import (
    AFTER_EQUALS,
    BANG,
    BODY,
    CONVERTED,
    EMPTY,
    ESCAPE,
    F_BODY,
    F_BRACE,
    F_CLOSING,
    F_EMPTY,
    F_OPENED,
    NEWLINES,
    OPENED,
    SPACE,
    Config,
    Lexer,
    Step,
)  # fmt: skip
from synthesis_graph.decoding.words import field_end, wide_character

_HEX: Final = frozenset(b"0123456789abcdefABCDEF")
_ESCAPE_DIGITS: Final = {ord("x"): 2, ord("u"): 4, ord("U"): 8}


def _opened(lexer: Lexer, config: Config, byte: int) -> Step:
    """One quote has been read: the string may be empty, or triple."""
    quote, kind, raw = config.data
    if byte == quote:
        return (), lexer.config(EMPTY, config.data, config.frame)
    return lexer.then((), lexer.config(BODY, (quote, kind, raw, False, 0), config.frame), byte)


def _empty(lexer: Lexer, config: Config, byte: int) -> Step:
    quote, kind, raw = config.data
    if byte == quote:
        return (), lexer.config(BODY, (quote, kind, raw, True, 0), config.frame)
    return lexer.then((), lexer.code(config.frame), byte)


def _body(lexer: Lexer, config: Config, byte: int) -> Step:
    quote, kind, raw, triple, run = config.data
    if byte == quote:
        if not triple or run == 2:
            return (), lexer.code(config.frame)
        return (), lexer.config(BODY, (quote, kind, raw, True, run + 1), config.frame)
    inside = config if run == 0 else lexer.config(BODY, (quote, kind, raw, triple, 0), config.frame)
    if byte == ord("\\"):
        return (), lexer.config(ESCAPE, (b"", raw, kind == "BYTES", inside), config.frame)
    if byte in NEWLINES and not triple:
        return None
    if byte >= 0x80:
        return None if kind == "BYTES" else wide_character(lexer, inside, byte)
    return (), inside


def _escape(lexer: Lexer, config: Config, byte: int) -> Step:
    """After a backslash: `data` is what followed it, whether the string is raw or bytes, and where the string goes on."""
    read, raw, is_bytes, inside = config.data
    if read == b"\r":
        return ((), inside) if byte == ord("\n") else lexer.then((), inside, byte)
    if read:
        return _long_escape(lexer, config, byte)
    if byte == ord("\r"):
        return (), lexer.config(ESCAPE, (b"\r", raw, is_bytes, inside), config.frame)
    if inside.kind == F_BODY and byte in b"{}":
        return lexer.then((), inside, byte)
    if not raw and (byte == ord("x") or (byte in b"uUN" and not is_bytes)):
        return (), lexer.config(ESCAPE, (bytes((byte,)), raw, is_bytes, inside), config.frame)
    if byte >= 0x80:
        return None if is_bytes else wide_character(lexer, inside, byte)
    return (), inside


def _long_escape(lexer: Lexer, config: Config, byte: int) -> Step:
    read, raw, is_bytes, inside = config.data
    longer = read + bytes((byte,))
    if read[0] == ord("N"):
        if len(read) == 1:
            allowed = byte == ord("{")
        elif byte == ord("}"):
            return ((), inside) if unicode_input.is_name(read[2:].decode()) else None
        else:
            allowed = byte < 0x80 and unicode_input.name_begins(longer[2:].decode())
    else:
        digits = _ESCAPE_DIGITS[read[0]]
        allowed = byte in _HEX
        if allowed and digits == 8:
            allowed = int(longer[1:].ljust(8, b"0"), 16) <= 0x10FFFF
        if allowed and len(longer) == digits + 1:
            return (), inside
    return ((), lexer.config(ESCAPE, (longer, raw, is_bytes, inside), config.frame)) if allowed else None


def _f_opened(lexer: Lexer, config: Config, byte: int) -> Step:
    quote, _, raw = config.data
    if byte == quote:
        return (), lexer.config(F_EMPTY, config.data, config.frame)
    return lexer.then((), lexer.config(F_BODY, 0, config.frame.f_string(quote, False, raw)), byte)


def _f_empty(lexer: Lexer, config: Config, byte: int) -> Step:
    quote, _, raw = config.data
    if byte == quote:
        return (), lexer.config(F_BODY, 0, config.frame.f_string(quote, True, raw))
    return lexer.then((lexer.number["FEND"],), lexer.code(config.frame), byte)


def _f_body(lexer: Lexer, config: Config, byte: int) -> Step:
    """The text of an f-string, or of a field's format; `data` counts the quotes just read of a triple end."""
    frame, run = config.frame, config.data
    if byte == frame.quote:
        if frame.triple and run < 2:
            return (), lexer.config(F_BODY, run + 1, frame)
        if frame.kind != frames.LITERAL:
            return None
        assert frame.parent is not None
        return (lexer.number["FEND"],), lexer.code(frame.parent)
    inside = lexer.config(F_BODY, 0, frame)
    if byte in b"{}":
        return _brace(lexer, inside, byte)
    if byte == ord("\\"):
        return (), lexer.config(ESCAPE, (b"", frame.raw, False, inside), frame)
    if byte in NEWLINES and not frame.triple:
        return None
    return wide_character(lexer, inside, byte) if byte >= 0x80 else ((), inside)


def _brace(lexer: Lexer, inside: Config, byte: int) -> Step:
    frame = inside.frame
    if frame.kind == frames.LITERAL:  # `{{` and `}}` are characters here, not in a format
        return (), lexer.config(F_BRACE if byte == ord("{") else F_CLOSING, None, frame)
    if byte == ord("}"):
        assert frame.parent is not None
        return (lexer.number["FRB"],), lexer.config(F_BODY, 0, frame.parent)
    field = frame.field(lexer.isolated)
    return None if field is None else ((lexer.number["FLB"],), lexer.code(field))


def _f_brace(lexer: Lexer, config: Config, byte: int) -> Step:
    if byte == ord("{"):
        return (), lexer.config(F_BODY, 0, config.frame)
    field = config.frame.field(lexer.isolated)
    if field is None or byte in field.banned:
        return None
    return lexer.then((lexer.number["FLB"],), lexer.code(field), byte)


def _f_closing(lexer: Lexer, config: Config, byte: int) -> Step:
    return ((), lexer.config(F_BODY, 0, config.frame)) if byte == ord("}") else None


def _bang(lexer: Lexer, config: Config, byte: int) -> Step:
    """An exclamation mark after a field's expression: `!=`, or a conversion."""
    if byte == ord("="):
        return (lexer.number["'!='"],), lexer.code(config.frame)
    return ((lexer.number["FCONV"],), lexer.config(CONVERTED, None, config.frame)) if byte in b"sra" else None


def _after_equals(lexer: Lexer, config: Config, byte: int) -> Step:
    """After the `=` of `{expression=}`."""
    if byte in SPACE or byte in NEWLINES:
        return (), config
    if byte == ord("!"):
        return (), lexer.config(BANG, None, config.frame)
    return field_end(lexer, config.frame, byte)


def _converted(lexer: Lexer, config: Config, byte: int) -> Step:
    if not lexer.isolated and (byte in SPACE or byte in NEWLINES):
        return (), config
    return field_end(lexer, config.frame, byte)


STEPS: Final = {
    OPENED: _opened, EMPTY: _empty, BODY: _body, ESCAPE: _escape, F_OPENED: _f_opened, F_EMPTY: _f_empty, F_BODY: _f_body,
    F_BRACE: _f_brace, F_CLOSING: _f_closing, BANG: _bang, AFTER_EQUALS: _after_equals, CONVERTED: _converted,
}  # fmt: skip
