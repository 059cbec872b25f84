"""Bits of an integer: counting, setting, toggling, rotating, codes."""

# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import functools
import operator

from synthesis_graph.language.operations import concept


@concept(6, "bit bits set count one ones binary popcount")
def count_set_bits(n: int) -> int:
    """How many ones the binary notation of n has."""
    return n.bit_count()


@concept(7, "bit bits unset zero zeros count binary")
def count_zero_bits(n: int) -> int:
    """How many zeros the binary notation of n has."""
    return bin(n)[2:].count("0")


@concept(7, "toggle flip invert complement bit bits all")
def toggle_all_bits(n: int) -> int:
    """The number with every bit of n up to the highest set one inverted."""
    return n ^ ((1 << n.bit_length()) - 1)


@concept(7, "bit position check set ith kth", limit="0 <= i < 1000")
def bit_at(n: int, i: int) -> int:
    """The bit of n at position i, from 0 for the lowest."""
    return n >> i & 1


@concept(8, "set bit position turn", limit="0 <= i < 100")
def set_bit(n: int, i: int) -> int:
    """The number with bit i of n set, from 0 for the lowest."""
    return n | 1 << i


@concept(8, "clear unset bit position turn", limit="0 <= i < 100")
def clear_bit(n: int, i: int) -> int:
    """The number with bit i of n cleared, from 0 for the lowest."""
    return n & ~(1 << i)


@concept(8, "toggle flip bit position", limit="0 <= i < 100")
def toggle_bit(n: int, i: int) -> int:
    """The number with bit i of n inverted, from 0 for the lowest."""
    return n ^ 1 << i


@concept(7, "highest most significant set bit leftmost power two largest")
def highest_set_bit(n: int) -> int:
    """The value of the highest set bit of n, 0 for 0."""
    return 1 << n.bit_length() - 1 if n else 0


@concept(7, "lowest least significant set bit rightmost")
def lowest_set_bit(n: int) -> int:
    """The value of the lowest set bit of n, 0 for 0."""
    return n & -n


@concept(8, "position rightmost first lowest set bit")
def lowest_set_bit_position(n: int) -> int:
    """The position of the lowest set bit of n, from 1, 0 for 0."""
    return (n & -n).bit_length()


@concept(6, "xor exclusive all list single")
def xor_of_all(numbers: iter[int]) -> int:
    """The bitwise exclusive or of the numbers."""
    return functools.reduce(operator.xor, numbers, 0)


@concept(8, "or bitwise all list")
def or_of_all(numbers: iter[int]) -> int:
    """The bitwise or of the numbers."""
    return functools.reduce(operator.or_, numbers, 0)


@concept(8, "and bitwise all list")
def and_of_all(numbers: iter[int]) -> int:
    """The bitwise and of the numbers."""
    return functools.reduce(operator.and_, numbers)


@concept(6, "power two check")
def is_power_of_two(n: int) -> bool:
    """Whether n is a power of two."""
    return n > 0 and n & (n - 1) == 0


@concept(7, "next smallest power two greater")
def next_power_of_two(n: int) -> int:
    """The smallest power of two that is at least n."""
    return 1 << max(n - 1, 0).bit_length()


@concept(8, "odd parity bit")
def has_odd_parity(n: int) -> bool:
    """Whether the binary notation of n has an odd number of ones."""
    return n.bit_count() % 2 == 1


@concept(8, "gray code binary reflected")
def gray_code(n: int) -> int:
    """The nth code of the reflected binary Gray code."""
    return n ^ n >> 1


@concept(8, "reverse bit bits binary")
def reverse_bits(n: int) -> int:
    """The number with the binary notation of n backwards."""
    return int(bin(n)[:1:-1], 2)


@concept(7, "hamming distance bit bits differ different flip convert", commutative=True)
def bit_distance(a: int, b: int) -> int:
    """The number of bits in which a and b differ."""
    return (a ^ b).bit_count()


@concept(9, "rotate bit bits left circular", limit="0 < width <= 128")
def rotate_bits_left(n: int, k: int, width: int) -> int:
    """The lowest `width` bits of n rotated k places to the left."""
    k %= width
    return (n << k | n >> width - k) & (1 << width) - 1


@concept(9, "rotate bit bits right circular", limit="0 < width <= 128")
def rotate_bits_right(n: int, k: int, width: int) -> int:
    """The lowest `width` bits of n rotated k places to the right."""
    k %= width
    return (n >> k | n << width - k) & (1 << width) - 1
