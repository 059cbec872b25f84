"""Decimal digits of a number and the kinds of numbers they define."""

# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import itertools
import math

from synthesis_graph.language.operations import concept


@concept(6, "digit digits list split integer")
def digits(n: int) -> list[int]:
    """The decimal digits of n, most significant first, the sign ignored."""
    return [int(c) for c in str(abs(n))]


@concept(5, "digit digits sum add total")
def digit_sum(n: int) -> int:
    """The sum of the decimal digits of n, the sign ignored."""
    return sum(int(c) for c in str(abs(n)))


@concept(7, "digit digits product multiply")
def digit_product(n: int) -> int:
    """The product of the decimal digits of n, the sign ignored."""
    return math.prod(int(c) for c in str(abs(n)))


@concept(6, "reverse digit digits number integer backward")
def reverse_number(n: int) -> int:
    """The number with the decimal digits of n in reverse order and its sign."""
    return int(str(abs(n))[::-1]) * (-1 if n < 0 else 1)


@concept(6, "digit digits count number length many")
def count_digits(n: int) -> int:
    """How many decimal digits n has."""
    return len(str(abs(n)))


@concept(7, "digit first leading most significant")
def first_digit(n: int) -> int:
    """The most significant decimal digit of n."""
    return int(str(abs(n))[0])


@concept(7, "digit digits join combine concatenate number single integer")
def number_from_digits(digits: iter[int]) -> int:
    """The number whose decimal notation is the given numbers side by side."""
    return int("".join(map(str, digits)))


@concept(7, "digital root repeated digit sum single")
def digital_root(n: int) -> int:
    """The digit that repeated digit sums of n end in."""
    return 1 + (n - 1) % 9 if n else 0


@concept(6, "palindrome palindromic number integer")
def is_palindrome_number(n: int) -> bool:
    """Whether the decimal notation of n reads the same backwards."""
    return str(n) == str(n)[::-1]


@concept(8, "next palindrome smallest greater", limit="-1 <= n < 10**6")
def next_palindrome(n: int) -> int:
    """The smallest palindromic number above n."""
    return next(m for m in itertools.count(n + 1) if str(m) == str(m)[::-1])


@concept(7, "armstrong narcissistic number digit power", limit="abs(n) < 10**40")
def is_armstrong(n: int) -> bool:
    """Whether n is the sum of its digits, each to the power of their number."""
    return n == sum(int(c) ** len(str(n)) for c in str(abs(n)))


@concept(8, "disarium number digit power position", limit="abs(n) < 10**40")
def is_disarium(n: int) -> bool:
    """Whether n is the sum of its digits, each to the power of its position from 1."""
    return n == sum(int(c) ** i for i, c in enumerate(str(abs(n)), 1))


@concept(8, "strong krishnamurthy number digit factorial sum")
def is_strong(n: int) -> bool:
    """Whether n is the sum of the factorials of its digits."""
    return n == sum(math.factorial(int(c)) for c in str(abs(n)))


@concept(8, "happy number digit square")
def is_happy(n: int) -> bool:
    """Whether repeated sums of the squares of the digits of n end in 1."""
    seen = set()
    while n not in seen:
        seen.add(n)
        n = sum(int(c) ** 2 for c in str(abs(n)))
    return n == 1


@concept(8, "automorphic number square end")
def is_automorphic(n: int) -> bool:
    """Whether the square of n ends in n."""
    return str(n * n).endswith(str(n))


@concept(8, "harshad niven number divisible digit sum")
def is_harshad(n: int) -> bool:
    """Whether n is divisible by the sum of its digits."""
    return n > 0 and n % sum(int(c) for c in str(n)) == 0


@concept(8, "kaprekar number square split", limit="n < 10**40")
def is_kaprekar(n: int) -> bool:
    """Whether the square of n can be cut into two parts, the right one not zero, that add up to n."""
    text = str(n * n)
    cuts = ((int(text[:i] or 0), int(text[i:])) for i in range(len(text)))
    return any(right > 0 and left + right == n for left, right in cuts)


@concept(8, "sort arrange digit digits largest biggest form descending")
def largest_with_digits(n: int) -> int:
    """The largest number with the decimal digits of n."""
    return int("".join(sorted(str(abs(n)), reverse=True)))


@concept(8, "sort arrange digit digits smallest form ascending")
def smallest_with_digits(n: int) -> int:
    """The smallest number with the decimal digits of n, leading zeros dropped."""
    return int("".join(sorted(str(abs(n)))))


@concept(9, "next greater higher bigger number same digit permutation", limit="abs(n) < 10**6")
def next_with_same_digits(n: int) -> int:
    """The smallest number above n with the same digits, or -1."""
    larger = (int("".join(p)) for p in itertools.permutations(str(abs(n))))
    return min((m for m in larger if m > n), default=-1)


@concept(8, "trailing zero zeroes end")
def trailing_zeros(n: int) -> int:
    """How many zeros the decimal notation of n ends in."""
    return len(str(n)) - len(str(n).rstrip("0"))


@concept(8, "divisible divide each every digit")
def divisible_by_each_digit(n: int) -> bool:
    """Whether every decimal digit of n divides n."""
    return all(c != "0" and n % int(c) == 0 for c in str(abs(n)))


@concept(8, "check luhn credit card checksum valid")
def passes_luhn(number: str) -> bool:
    """Whether the digits of the text pass the Luhn checksum."""
    values = [int(c) for c in number if c.isdigit()][::-1]
    return sum(values[::2] + [sum(divmod(2 * v, 10)) for v in values[1::2]]) % 10 == 0
