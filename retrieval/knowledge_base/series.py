"""Recipes for arithmetic and geometric progressions and for sums of series."""

import math


def arithmetic_progression(first: int, difference: int, count: int) -> list[int]:
    """List the first terms of an arithmetic progression, each a constant difference after the last.

    >>> arithmetic_progression(2, 3, 4)
    [2, 5, 8, 11]
    >>> arithmetic_progression(2, 3, 0)
    []
    """
    return [first + difference * i for i in range(count)]


def nth_arithmetic_term(first: int, difference: int, n: int) -> int:
    """Return the n-th term of an arithmetic progression, counting from 1.

    >>> nth_arithmetic_term(2, 3, 4)
    11
    >>> nth_arithmetic_term(7, 5, 1)
    7
    """
    return first + (n - 1) * difference


def arithmetic_series_sum(first: int, count: int, difference: int) -> int:
    """Add up the first terms of an arithmetic progression.

    >>> arithmetic_series_sum(1, 5, 2)
    25
    >>> arithmetic_series_sum(1, 0, 2)
    0
    """
    return count * (2 * first + (count - 1) * difference) // 2


def geometric_progression(first: float, ratio: float, count: int) -> list[float]:
    """List the first terms of a geometric progression, each a constant ratio times the last.

    >>> geometric_progression(3, 2, 4)
    [3, 6, 12, 24]
    >>> geometric_progression(3, 2, 0)
    []
    """
    terms = []
    for _ in range(count):
        terms.append(first)
        first *= ratio
    return terms


def nth_geometric_term(first: float, ratio: float, n: int) -> float:
    """Return the n-th term of a geometric progression, counting from 1.

    >>> nth_geometric_term(3, 2, 4)
    24.0
    >>> nth_geometric_term(5, 3, 1)
    5.0
    """
    return first * math.pow(ratio, n - 1)


def geometric_series_sum(first: float, count: int, ratio: float) -> float:
    """Add up the first terms of a geometric progression.

    >>> geometric_series_sum(1, 4, 2)
    15.0
    >>> geometric_series_sum(3, 5, 1)
    15
    """
    if ratio == 1:
        return first * count
    return first * (1 - math.pow(ratio, count)) / (1 - ratio)


def infinite_geometric_sum(first: float, ratio: float) -> float | None:
    """Return the sum of an infinite geometric series, or None when it does not converge.

    >>> infinite_geometric_sum(1, 0.5)
    2.0
    >>> infinite_geometric_sum(1, 2) is None
    True
    """
    return first / (1 - ratio) if abs(ratio) < 1 else None


def is_arithmetic_progression(numbers: list[int]) -> bool:
    """Check whether consecutive numbers of a list differ by a constant.

    >>> is_arithmetic_progression([2, 5, 8])
    True
    >>> is_arithmetic_progression([1, 2, 4])
    False
    >>> is_arithmetic_progression([])
    True
    """
    return len({b - a for a, b in zip(numbers, numbers[1:])}) <= 1


def is_geometric_progression(numbers: list[int]) -> bool:
    """Check whether consecutive non-zero numbers of a list have a constant ratio.

    >>> is_geometric_progression([2, 6, 18])
    True
    >>> is_geometric_progression([1, 2, 3])
    False
    """
    return all(b * b == a * c for a, b, c in zip(numbers, numbers[1:], numbers[2:]))


def sum_of_first_n(n: int) -> int:
    """Add up the natural numbers from 1 to n.

    >>> sum_of_first_n(100)
    5050
    >>> sum_of_first_n(0)
    0
    """
    return n * (n + 1) // 2


def sum_of_range(low: int, high: int) -> int:
    """Add up the integers from a lower to an upper bound, both included.

    >>> sum_of_range(3, 6)
    18
    >>> sum_of_range(5, 4)
    0
    """
    return sum(range(low, high + 1))


def sum_of_squares(n: int) -> int:
    """Add up the squares of the numbers from 1 to n.

    >>> sum_of_squares(3)
    14
    >>> sum_of_squares(0)
    0
    """
    return n * (n + 1) * (2 * n + 1) // 6


def sum_of_cubes(n: int) -> int:
    """Add up the cubes of the numbers from 1 to n.

    >>> sum_of_cubes(3)
    36
    >>> sum_of_cubes(0)
    0
    """
    return (n * (n + 1) // 2) ** 2


def sum_of_powers(n: int, exponent: int) -> int:
    """Add up the numbers from 1 to n, each raised to a power.

    >>> sum_of_powers(3, 4)
    98
    >>> sum_of_powers(0, 2)
    0
    """
    return sum(k**exponent for k in range(1, n + 1))


def sum_of_first_even_numbers(n: int) -> int:
    """Add up the first n positive even numbers.

    >>> sum_of_first_even_numbers(4)
    20
    >>> sum_of_first_even_numbers(0)
    0
    """
    return n * (n + 1)


def sum_of_first_odd_numbers(n: int) -> int:
    """Add up the first n odd numbers, which gives the square of n.

    >>> sum_of_first_odd_numbers(4)
    16
    >>> sum_of_first_odd_numbers(0)
    0
    """
    return n * n


def harmonic_number(n: int) -> float:
    """Add up the reciprocals of the numbers from 1 to n: the n-th harmonic number.

    >>> round(harmonic_number(4), 4)
    2.0833
    >>> harmonic_number(0)
    0
    """
    return sum(1 / k for k in range(1, n + 1))


def evaluate_polynomial(coefficients: list[float], x: float) -> float:
    """Evaluate a polynomial at a point by Horner's rule, the highest coefficient first.

    >>> evaluate_polynomial([2, -6, 2, -1], 3)
    5
    >>> evaluate_polynomial([], 4)
    0
    """
    value: float = 0
    for coefficient in coefficients:
        value = value * x + coefficient
    return value


def solve_quadratic(a: float, b: float, c: float) -> list[float]:
    """Find the real roots of a quadratic equation a*x^2 + b*x + c = 0 in increasing order.

    >>> solve_quadratic(1, -3, 2)
    [1.0, 2.0]
    >>> solve_quadratic(1, 2, 1)
    [-1.0]
    >>> solve_quadratic(1, 0, 1)
    []
    """
    discriminant = b * b - 4 * a * c
    if discriminant < 0:
        return []
    root = math.sqrt(discriminant)
    return sorted({(-b - root) / (2 * a), (-b + root) / (2 * a)})


def exponential_series(x: float, terms: int) -> float:
    """Approximate the exponential function by the first terms of its Taylor series.

    >>> round(exponential_series(1, 15), 6)
    2.718282
    >>> exponential_series(5, 1)
    1.0
    """
    return sum((x**k / math.factorial(k) for k in range(terms)), 0.0)


def leibniz_pi(terms: int) -> float:
    """Approximate pi by the first terms of the alternating Leibniz series.

    >>> round(leibniz_pi(1000), 2)
    3.14
    >>> leibniz_pi(1)
    4.0
    """
    return 4 * sum(((-1) ** k / (2 * k + 1) for k in range(terms)), 0.0)
