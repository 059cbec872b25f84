"""The codec carries plain values unchanged, and refuses everything else on either side."""

from __future__ import annotations

import math
import struct
from collections import Counter, OrderedDict, defaultdict, deque
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthesis_graph.validation.confined import codec

_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.complex_numbers(allow_nan=False)
    | st.text(st.characters(exclude_categories=()))  # surrogates too
    | st.binary()
)
_KEYS = st.recursive(
    _SCALARS, lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=3), max_leaves=4
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.sets(_KEYS, max_size=4)
        | st.dictionaries(_KEYS, inner, max_size=4)
    ),
    max_leaves=12,
)


def _types(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value), [_types(item) for item in value]
    if isinstance(value, dict):
        return dict, [(_types(k), _types(v)) for k, v in value.items()]
    return type(value)


@given(_VALUES)
def test_a_plain_value_comes_back_equal_and_of_the_same_types(value: Any) -> None:
    back = codec.decode(codec.encode(value))
    assert back == value
    assert _types(back) == _types(value)


@given(
    st.binary(max_size=60)
    | st.lists(st.sampled_from([b"l", b"d", b"S", b"i", b"s", b"N", b"\x01\0\0\0"])).map(b"".join)
)
@settings(max_examples=500)
def test_any_bytes_are_a_value_or_a_codec_error(data: bytes) -> None:
    try:
        value = codec.decode(data)
    except codec.CodecError:
        return
    assert codec.decode(codec.encode(value)) == value or "nan" in repr(value)


@given(_VALUES, st.integers(0, 200))
def test_a_cut_value_is_refused(value: Any, at: int) -> None:
    data = codec.encode(value)
    if at < len(data):
        with pytest.raises(codec.CodecError):
            codec.decode(data[:at])


class _LyingInt(int):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = int.__hash__


class _Point(NamedTuple):
    x: int
    y: int


class _List(list[int]):
    pass


@pytest.mark.parametrize(
    "value",
    [
        _LyingInt(3),
        [_LyingInt(3)],
        _List([1]),
        _Point(1, 2),
        deque([1]),
        range(3),
        iter([1]),
        object(),
        len,
        bytearray(b"x"),
        {1: object()},
    ],
)
def test_what_is_not_plain_data_is_refused(value: Any) -> None:
    with pytest.raises(codec.CodecError, match="not plain data"):
        codec.encode(value)


def test_dictionary_subclasses_are_read_as_dictionaries_with_a_remark() -> None:
    grouped = defaultdict(list, {"a": [1]})
    data = codec.encode([Counter("aab"), grouped, OrderedDict(x=1), {"plain": 1}])
    value, remarks = codec.decode_with_remarks(data)
    assert value == [{"a": 2, "b": 1}, {"a": [1]}, {"x": 1}, {"plain": 1}]
    assert [type(item) for item in value] == [dict] * 4
    assert remarks == ("Counter", "OrderedDict", "defaultdict")


def test_special_floats_and_huge_integers() -> None:
    assert math.isnan(codec.decode(codec.encode(float("nan"))))
    assert math.copysign(1, codec.decode(codec.encode(-0.0))) == -1
    assert codec.decode(codec.encode(-(7**40_000))) == -(7**40_000)


def test_cycles_depth_and_size_end() -> None:
    cycle: list[Any] = []
    cycle.append(cycle)
    wide: Any = []
    for _ in range(40):
        wide = [wide, wide]
    for value in (cycle, wide, "x" * (codec.MAX_BYTES + 1)):
        with pytest.raises(codec.CodecError):
            codec.encode(value)
    with pytest.raises(codec.CodecError, match="deeper"):
        codec.decode(b"l\x01\0\0\0" * 500 + b"N")


def test_keys_that_all_hash_alike_are_refused() -> None:
    modulus = (1 << 61) - 1
    blocks = [codec.encode(modulus * n) for n in range(1, 200)]
    assert len({hash(modulus * n) for n in range(1, 200)}) == 1
    with pytest.raises(codec.CodecError, match="hash alike"):
        codec.decode(b"S" + struct.pack("<I", len(blocks)) + b"".join(blocks))


def test_a_set_is_the_same_bytes_in_any_order() -> None:
    assert codec.encode({8, 0}) == codec.encode({0, 8})
