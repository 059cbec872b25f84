"""Recipes about the divisors of a number: listing, counting, summing, and the classes they define."""

import math


def divisors(n: int) -> list[int]:
    """List all positive divisors (factors) of a number in increasing order.

    >>> divisors(12)
    [1, 2, 3, 4, 6, 12]
    >>> divisors(1)
    [1]
    """
    small = [d for d in range(1, math.isqrt(n) + 1) if n % d == 0]
    large = [n // d for d in reversed(small) if d * d != n]
    return small + large


def proper_divisors(n: int) -> list[int]:
    """List the positive divisors of a number that are smaller than the number itself.

    >>> proper_divisors(12)
    [1, 2, 3, 4, 6]
    >>> proper_divisors(1)
    []
    """
    return [d for d in range(1, n // 2 + 1) if n % d == 0]


def count_divisors(n: int) -> int:
    """Count the positive divisors of a number.

    >>> count_divisors(12)
    6
    >>> count_divisors(7)
    2
    """
    return sum(1 for d in range(1, n + 1) if n % d == 0)


def sum_of_divisors(n: int) -> int:
    """Add up all positive divisors of a number, the number included: the sigma function.

    >>> sum_of_divisors(6)
    12
    >>> sum_of_divisors(1)
    1
    """
    return sum(d for d in range(1, n + 1) if n % d == 0)


def aliquot_sum(n: int) -> int:
    """Add up the proper divisors of a number.

    >>> aliquot_sum(12)
    16
    >>> aliquot_sum(1)
    0
    """
    return sum(d for d in range(1, n // 2 + 1) if n % d == 0)


def is_perfect_number(n: int) -> bool:
    """Check whether a number is perfect: equal to the sum of its proper divisors.

    >>> is_perfect_number(28)
    True
    >>> is_perfect_number(12)
    False
    """
    return n > 1 and sum(d for d in range(1, n // 2 + 1) if n % d == 0) == n


def is_abundant_number(n: int) -> bool:
    """Check whether the proper divisors of a number add up to more than the number.

    >>> is_abundant_number(12)
    True
    >>> is_abundant_number(8)
    False
    """
    return sum(d for d in range(1, n // 2 + 1) if n % d == 0) > n


def is_deficient_number(n: int) -> bool:
    """Check whether the proper divisors of a number add up to less than the number.

    >>> is_deficient_number(8)
    True
    >>> is_deficient_number(12)
    False
    """
    return sum(d for d in range(1, n // 2 + 1) if n % d == 0) < n


def are_amicable(a: int, b: int) -> bool:
    """Check whether two different numbers are amicable: each is the sum of the proper divisors of the other.

    >>> are_amicable(220, 284)
    True
    >>> are_amicable(6, 6)
    False
    """
    return a != b and aliquot_sum(a) == b and aliquot_sum(b) == a


def common_divisors(a: int, b: int) -> list[int]:
    """List the divisors that two numbers share.

    >>> common_divisors(12, 18)
    [1, 2, 3, 6]
    >>> common_divisors(4, 9)
    [1]
    """
    g = math.gcd(a, b)
    return [d for d in range(1, g + 1) if g % d == 0]


def even_divisors(n: int) -> list[int]:
    """List the even divisors of a number.

    >>> even_divisors(12)
    [2, 4, 6, 12]
    >>> even_divisors(9)
    []
    """
    return [d for d in range(2, n + 1, 2) if n % d == 0]


def odd_divisors(n: int) -> list[int]:
    """List the odd divisors of a number.

    >>> odd_divisors(12)
    [1, 3]
    >>> odd_divisors(8)
    [1]
    """
    return [d for d in range(1, n + 1, 2) if n % d == 0]


def largest_proper_divisor(n: int) -> int:
    """Return the largest divisor of a number greater than one that is smaller than the number.

    >>> largest_proper_divisor(12)
    6
    >>> largest_proper_divisor(13)
    1
    """
    return next(d for d in range(n // 2, 0, -1) if n % d == 0)


def smallest_divisor_above_one(n: int) -> int:
    """Return the smallest divisor of a number greater than one.

    >>> smallest_divisor_above_one(25)
    5
    >>> smallest_divisor_above_one(7)
    7
    """
    return next(d for d in range(2, n + 1) if n % d == 0)


def divisible_by_all(numbers: list[int], divisors: list[int]) -> list[int]:
    """Keep the numbers that are divisible by every one of the divisors.

    >>> divisible_by_all([6, 8, 12, 15], [2, 3])
    [6, 12]
    >>> divisible_by_all([], [2])
    []
    """
    return [n for n in numbers if all(n % d == 0 for d in divisors)]


def divisible_by_any(numbers: list[int], divisors: list[int]) -> list[int]:
    """Keep the numbers that are divisible by at least one of the divisors.

    >>> divisible_by_any([6, 8, 9, 11], [2, 3])
    [6, 8, 9]
    >>> divisible_by_any([5], [])
    []
    """
    return [n for n in numbers if any(n % d == 0 for d in divisors)]


def factor_pairs(n: int) -> list[tuple[int, int]]:
    """List the pairs of factors whose product is a number, the smaller factor first.

    >>> factor_pairs(12)
    [(1, 12), (2, 6), (3, 4)]
    >>> factor_pairs(1)
    [(1, 1)]
    """
    return [(d, n // d) for d in range(1, math.isqrt(n) + 1) if n % d == 0]
