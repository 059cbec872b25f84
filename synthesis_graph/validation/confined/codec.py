"""Plain values as bytes: the only language that confined code and its parent speak. No pickle, no code, no classes.

Only exact types count: None, bool, int, float, complex, str, bytes, list, tuple, set, frozenset and dict. A subclass
is refused, because its own `__eq__` could lie; `Counter`, `defaultdict` and `OrderedDict` are the exceptions: they
are written under a tag of their own and read back as a plain `dict` with a remark (`==` holds between them and dict).

The reader treats every byte as hostile: depth, length, counts, and hash collisions (a set of integers that all hash
alike would cost quadratic time) are limited before anything is built.
"""

from __future__ import annotations

import struct
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable
from typing import Any

MAX_DEPTH = 64
MAX_BYTES = 1 << 20
MAX_EQUAL_HASHES = 64

_LENGTH = struct.Struct("<I")
_FLOAT = struct.Struct("<d")
_COMPLEX = struct.Struct("<dd")
_ROWS: dict[type[Any], bytes] = {list: b"l", tuple: b"t", set: b"S", frozenset: b"Z"}
_MAPPINGS: dict[type[Any], bytes] = {dict: b"d", Counter: b"C", defaultdict: b"D", OrderedDict: b"O"}
_REMARKS = {b"C": "Counter", b"D": "defaultdict", b"O": "OrderedDict"}


class CodecError(ValueError):
    """The value is not plain data, or too large, or the bytes are not a value."""


def encode(value: Any, max_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a plain value; raises CodecError for any other. A cycle ends at the depth limit."""
    out = bytearray()
    _write(value, out, MAX_DEPTH, max_bytes)
    if len(out) > max_bytes:
        raise CodecError(f"the value takes more than {max_bytes} bytes")
    return bytes(out)


def _write(value: Any, out: bytearray, depth: int, room: int) -> None:
    if len(out) > room:
        raise CodecError(f"the value takes more than {room} bytes")
    kind = type(value)
    scalar = _SCALARS.get(kind)
    if scalar is not None:
        out += scalar(value)
    elif depth == 0:
        raise CodecError(f"the value is nested deeper than {MAX_DEPTH}")
    elif kind in _ROWS:
        out += _ROWS[kind] + _LENGTH.pack(len(value))
        if kind is list or kind is tuple:
            for item in value:
                _write(item, out, depth - 1, room)
        else:
            _write_set(value, out, depth - 1, room)
    elif kind in _MAPPINGS:
        out += _MAPPINGS[kind] + _LENGTH.pack(len(value))
        for key, item in dict.items(value):
            _write(key, out, depth - 1, room)
            _write(item, out, depth - 1, room)
    else:
        raise CodecError(f"a value of type {kind.__name__} is not plain data")


def _block(tag: bytes, block: bytes) -> bytes:
    return tag + _LENGTH.pack(len(block)) + block


_SCALARS: dict[type[Any], Callable[[Any], bytes]] = {
    type(None): lambda _: b"N",
    bool: lambda value: b"T" if value else b"F",
    int: lambda value: _block(b"i", value.to_bytes((value.bit_length() + 8) // 8, "little", signed=True)),
    float: lambda value: b"f" + _FLOAT.pack(value),
    complex: lambda value: b"c" + _COMPLEX.pack(value.real, value.imag),
    str: lambda value: _block(b"s", value.encode("utf-8", "surrogatepass")),
    bytes: lambda value: _block(b"b", value),
}


def _write_set(value: Any, out: bytearray, depth: int, room: int) -> None:
    """In the order of their bytes, so that the same set is the same bytes whatever the hash seed."""
    blocks = []
    for item in value:
        block = bytearray()
        _write(item, block, depth, room)
        blocks.append(bytes(block))
    for written in sorted(blocks):
        out += written


def decode(data: bytes, max_bytes: int = MAX_BYTES) -> Any:
    """The plain value that the bytes mean; raises CodecError for anything malformed."""
    return decode_with_remarks(data, max_bytes)[0]


def decode_with_remarks(data: bytes, max_bytes: int = MAX_BYTES) -> tuple[Any, tuple[str, ...]]:
    """The value, and the names of the dictionary subclasses that were read as plain dictionaries."""
    if len(data) > max_bytes:
        raise CodecError(f"the value takes more than {max_bytes} bytes")
    reader = _Reader(data)
    value = reader.value(MAX_DEPTH)
    if reader.at != len(data):
        raise CodecError("bytes are left over after the value")
    return value, tuple(sorted(reader.remarks))


class _Reader:
    """A cursor over hostile bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.remarks: set[str] = set()

    def take(self, count: int) -> bytes:
        end = self.at + count
        if end > len(self.data):
            raise CodecError("the bytes end inside a value")
        block = self.data[self.at : end]
        self.at = end
        return block

    def length(self) -> int:
        size: int = _LENGTH.unpack(self.take(4))[0]
        if size > len(self.data) - self.at:  # every item takes a byte at least
            raise CodecError("a length runs past the end")
        return size

    def value(self, depth: int) -> Any:
        tag = self.take(1)
        constant = _CONSTANTS.get(tag)
        if constant is not None:
            return constant[0]
        if tag == b"i":
            return int.from_bytes(self.take(self.length()), "little", signed=True)
        if tag == b"f":
            return _FLOAT.unpack(self.take(8))[0]
        if tag == b"s":
            return self.text()
        if tag == b"b":
            return self.take(self.length())
        if tag == b"c":
            return complex(*_COMPLEX.unpack(self.take(16)))
        if depth == 0:
            raise CodecError(f"the value is nested deeper than {MAX_DEPTH}")
        if tag in (b"l", b"t"):
            row = [self.value(depth - 1) for _ in range(self.length())]
            return row if tag == b"l" else tuple(row)
        if tag in (b"S", b"Z"):
            counts: dict[int, int] = {}
            members = {self.key(depth - 1, counts) for _ in range(self.length())}
            return members if tag == b"S" else frozenset(members)
        if tag in (b"d", b"C", b"D", b"O"):
            return self.mapping(tag, depth - 1)
        raise CodecError(f"unknown tag {tag!r}")

    def text(self) -> str:
        try:
            return self.take(self.length()).decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            raise CodecError("a string is not UTF-8") from None

    def mapping(self, tag: bytes, depth: int) -> dict[Any, Any]:
        if tag in _REMARKS:
            self.remarks.add(_REMARKS[tag])
        built: dict[Any, Any] = {}
        counts: dict[int, int] = {}
        for _ in range(self.length()):
            key = self.key(depth, counts)
            built[key] = self.value(depth)
        return built

    def key(self, depth: int, counts: dict[int, int]) -> Any:
        key = self.value(depth)
        try:
            code = hash(key)
        except TypeError:
            raise CodecError("a key is not hashable") from None
        counts[code] = counts.get(code, 0) + 1
        if counts[code] > MAX_EQUAL_HASHES:
            raise CodecError("too many keys hash alike")
        return key


_CONSTANTS: dict[bytes, tuple[Any]] = {b"N": (None,), b"T": (True,), b"F": (False,)}
