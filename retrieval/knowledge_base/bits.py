"""Recipes for bit manipulation: reading, setting and counting bits, shifts, rotations and exclusive or."""

from functools import reduce
from operator import xor
from typing import TypeVar

T = TypeVar("T")


def count_set_bits(n: int) -> int:
    """Count the one bits in the binary representation of a number: its population count or Hamming weight.

    >>> count_set_bits(13)
    3
    >>> count_set_bits(0)
    0
    """
    return format(n, "b").count("1")


def count_zero_bits(n: int) -> int:
    """Count the zero bits in the binary representation of a positive number, without leading zeros.

    >>> count_zero_bits(10)
    2
    >>> count_zero_bits(7)
    0
    """
    return format(n, "b").count("0")


def count_set_bits_by_clearing(n: int) -> int:
    """Count the one bits of a number by clearing the lowest one bit until none is left (Kernighan's method).

    >>> count_set_bits_by_clearing(29)
    4
    >>> count_set_bits_by_clearing(0)
    0
    """
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


def total_set_bits(n: int) -> int:
    """Count the one bits of all numbers from 1 to n together.

    >>> total_set_bits(3)
    4
    >>> total_set_bits(0)
    0
    """
    return sum(i.bit_count() for i in range(1, n + 1))


def is_power_of_two(n: int) -> bool:
    """Check whether a number is a power of two with one bitwise and.

    >>> is_power_of_two(16)
    True
    >>> is_power_of_two(0)
    False
    """
    return n > 0 and n & (n - 1) == 0


def next_power_of_two(n: int) -> int:
    """Return the smallest power of two that is at least n.

    >>> next_power_of_two(5)
    8
    >>> next_power_of_two(8)
    8
    >>> next_power_of_two(0)
    1
    """
    return 1 << max(n - 1, 0).bit_length()


def previous_power_of_two(n: int) -> int:
    """Return the largest power of two that does not exceed a positive n.

    >>> previous_power_of_two(10)
    8
    >>> previous_power_of_two(1)
    1
    """
    return 1 << (n.bit_length() - 1)


def get_bit(n: int, position: int) -> int:
    """Return the bit of a number at a position, counting from 0 at the right.

    >>> get_bit(10, 1)
    1
    >>> get_bit(10, 2)
    0
    """
    return (n >> position) & 1


def set_bit(n: int, position: int) -> int:
    """Set the bit of a number at a position to one.

    >>> set_bit(8, 1)
    10
    >>> set_bit(10, 1)
    10
    """
    return n | (1 << position)


def clear_bit(n: int, position: int) -> int:
    """Clear the bit of a number at a position: set it to zero.

    >>> clear_bit(10, 1)
    8
    >>> clear_bit(8, 1)
    8
    """
    return n & ~(1 << position)


def toggle_bit(n: int, position: int) -> int:
    """Flip the bit of a number at a position.

    >>> toggle_bit(10, 0)
    11
    >>> toggle_bit(10, 1)
    8
    """
    return n ^ (1 << position)


def invert_bits(n: int) -> int:
    """Flip every bit of a positive number within its own bit length: its one's complement.

    >>> invert_bits(10)
    5
    >>> invert_bits(1)
    0
    """
    return n ^ ((1 << n.bit_length()) - 1)


def reverse_bits(n: int, width: int) -> int:
    """Reverse the order of the lowest bits of a number, for a given width.

    >>> reverse_bits(6, 4)
    6
    >>> reverse_bits(1, 8)
    128
    """
    return int(format(n, f"0{width}b")[::-1], 2)


def lowest_set_bit(n: int) -> int:
    """Return the value of the lowest (rightmost) one bit of a number.

    >>> lowest_set_bit(12)
    4
    >>> lowest_set_bit(0)
    0
    """
    return n & -n


def highest_set_bit_position(n: int) -> int:
    """Return the position of the highest (leftmost) one bit of a number, counting from 0, or -1 for zero.

    >>> highest_set_bit_position(12)
    3
    >>> highest_set_bit_position(0)
    -1
    """
    return n.bit_length() - 1


def trailing_zero_bits(n: int) -> int:
    """Count the zero bits at the right end of a positive number.

    >>> trailing_zero_bits(12)
    2
    >>> trailing_zero_bits(7)
    0
    """
    return (n & -n).bit_length() - 1


def bit_length(n: int) -> int:
    """Return how many bits are needed to write a non-negative number in binary.

    >>> bit_length(12)
    4
    >>> bit_length(0)
    0
    """
    return n.bit_length()


def hamming_distance_of_integers(a: int, b: int) -> int:
    """Count the bit positions in which two numbers differ: the bits to flip to turn one into the other.

    >>> hamming_distance_of_integers(1, 4)
    2
    >>> hamming_distance_of_integers(7, 7)
    0
    """
    return (a ^ b).bit_count()


def has_odd_parity(n: int) -> bool:
    """Check whether the number of one bits is odd.

    >>> has_odd_parity(7)
    True
    >>> has_odd_parity(5)
    False
    """
    return n.bit_count() % 2 == 1


def has_opposite_signs(a: int, b: int) -> bool:
    """Check whether one of two integers is negative and the other is not, by exclusive or of the sign bits.

    >>> has_opposite_signs(3, -4)
    True
    >>> has_opposite_signs(3, 4)
    False
    """
    return (a ^ b) < 0


def has_adjacent_set_bits(n: int) -> bool:
    """Check whether two neighbouring bits of a number are both one.

    >>> has_adjacent_set_bits(6)
    True
    >>> has_adjacent_set_bits(5)
    False
    """
    return n & (n >> 1) != 0


def rotate_bits_left(n: int, count: int, width: int) -> int:
    """Rotate the bits of a number to the left within a fixed width.

    >>> rotate_bits_left(0b1001, 1, 4)
    3
    >>> rotate_bits_left(5, 0, 4)
    5
    """
    count %= width
    mask = (1 << width) - 1
    return ((n << count) | (n >> (width - count))) & mask


def binary_to_gray(n: int) -> int:
    """Convert a number to its reflected Gray code.

    >>> [binary_to_gray(n) for n in range(5)]
    [0, 1, 3, 2, 6]
    >>> binary_to_gray(0)
    0
    """
    return n ^ (n >> 1)


def gray_to_binary(code: int) -> int:
    """Convert a reflected Gray code back to the number it stands for.

    >>> gray_to_binary(6)
    4
    >>> gray_to_binary(0)
    0
    """
    n = 0
    while code:
        n ^= code
        code >>= 1
    return n


def xor_of_list(numbers: list[int]) -> int:
    """Combine all numbers of a list with exclusive or.

    When every number but one occurs twice, this is the number that occurs once.

    >>> xor_of_list([4, 1, 2, 1, 2])
    4
    >>> xor_of_list([])
    0
    """
    return reduce(xor, numbers, 0)


def missing_number_by_xor(numbers: list[int]) -> int:
    """Find the one number missing from the numbers 0 to n, given in any order, with exclusive or.

    >>> missing_number_by_xor([3, 0, 1])
    2
    >>> missing_number_by_xor([])
    0
    """
    return reduce(xor, numbers, 0) ^ reduce(xor, range(len(numbers) + 1), 0)


def swap_adjacent_bits(n: int) -> int:
    """Exchange each even bit of a 32-bit number with the odd bit beside it.

    >>> swap_adjacent_bits(0b1001)
    6
    >>> swap_adjacent_bits(0)
    0
    """
    return ((n & 0xAAAAAAAA) >> 1) | ((n & 0x55555555) << 1)


def two_complement(n: int, width: int) -> str:
    """Write a signed integer in two's complement with a fixed number of bits.

    >>> two_complement(-3, 8)
    '11111101'
    >>> two_complement(3, 4)
    '0011'
    """
    return format(n & ((1 << width) - 1), f"0{width}b")


def subsets_by_bitmask(items: list[T]) -> list[list[T]]:
    """List all subsets of a list by counting through bit masks.

    >>> subsets_by_bitmask(["a", "b"])
    [[], ['a'], ['b'], ['a', 'b']]
    >>> subsets_by_bitmask([])
    [[]]
    """
    return [[item for i, item in enumerate(items) if mask >> i & 1] for mask in range(1 << len(items))]
