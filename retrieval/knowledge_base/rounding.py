"""Recipes for rounding numbers and for comparing and splitting floating-point values."""

import math
from decimal import ROUND_HALF_UP, Decimal


def round_to_decimals(x: float, decimals: int) -> float:
    """Round a number to some decimal places with the built-in banker's rounding.

    >>> round_to_decimals(3.14159, 2)
    3.14
    >>> round_to_decimals(2.0, 3)
    2.0
    """
    return round(x, decimals)


def round_half_up(x: float) -> int:
    """Round a number to the nearest integer, halves upwards.

    >>> round_half_up(2.5)
    3
    >>> round_half_up(-2.5)
    -2
    """
    return math.floor(x + 0.5)


def round_half_away_from_zero(x: float) -> int:
    """Round a number to the nearest integer, halves away from zero.

    >>> round_half_away_from_zero(2.5)
    3
    >>> round_half_away_from_zero(-2.5)
    -3
    """
    return int(math.copysign(math.floor(abs(x) + 0.5), x))


def round_up(x: float) -> int:
    """Round a number up to the next integer: its ceiling.

    >>> round_up(2.1)
    3
    >>> round_up(-2.9)
    -2
    """
    return math.ceil(x)


def round_down(x: float) -> int:
    """Round a number down to the previous integer: its floor.

    >>> round_down(2.9)
    2
    >>> round_down(-2.1)
    -3
    """
    return math.floor(x)


def truncate(x: float) -> int:
    """Drop the fractional part of a number: round towards zero.

    >>> truncate(2.9)
    2
    >>> truncate(-2.9)
    -2
    """
    return math.trunc(x)


def truncate_to_decimals(x: float, decimals: int) -> float:
    """Cut a number off after some decimal places without rounding.

    >>> truncate_to_decimals(3.19, 1)
    3.1
    >>> truncate_to_decimals(-3.19, 1)
    -3.1
    """
    factor: int = 10**decimals
    return math.trunc(x * factor) / factor


def fractional_part(x: float) -> float:
    """Return the part of a number after the decimal point.

    >>> fractional_part(3.25)
    0.25
    >>> fractional_part(4.0)
    0.0
    """
    return math.modf(x)[0]


def split_number(x: float) -> tuple[int, float]:
    """Split a number into its integer part and its fractional part.

    >>> split_number(3.25)
    (3, 0.25)
    >>> split_number(0.0)
    (0, 0.0)
    """
    fraction, whole = math.modf(x)
    return int(whole), fraction


def round_to_multiple(x: float, step: float) -> float:
    """Round a number to the nearest multiple of a step.

    >>> round_to_multiple(7.3, 0.5)
    7.5
    >>> round_to_multiple(0, 5)
    0
    """
    return round(x / step) * step


def round_up_to_multiple(n: int, step: int) -> int:
    """Round an integer up to the next multiple of a step.

    >>> round_up_to_multiple(13, 5)
    15
    >>> round_up_to_multiple(15, 5)
    15
    """
    return -(-n // step) * step


def round_down_to_multiple(n: int, step: int) -> int:
    """Round an integer down to the previous multiple of a step.

    >>> round_down_to_multiple(13, 5)
    10
    >>> round_down_to_multiple(4, 5)
    0
    """
    return n // step * step


def round_to_significant_digits(x: float, digits: int) -> float:
    """Round a number to some significant digits.

    >>> round_to_significant_digits(1234.5, 2)
    1200.0
    >>> round_to_significant_digits(0.0, 3)
    0.0
    """
    if x == 0:
        return 0.0
    return round(x, digits - 1 - math.floor(math.log10(abs(x))))


def round_currency(amount: str) -> str:
    """Round an amount written in decimal to two decimal places, halves up.

    >>> round_currency("2.345")
    '2.35'
    >>> round_currency("7")
    '7.00'
    """
    return str(Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def round_all(numbers: list[float], decimals: int) -> list[float]:
    """Round every number of a list to some decimal places.

    >>> round_all([1.234, 5.678], 1)
    [1.2, 5.7]
    >>> round_all([], 2)
    []
    """
    return [round(x, decimals) for x in numbers]


def is_whole_number(x: float) -> bool:
    """Check whether a number has no fractional part.

    >>> is_whole_number(3.0)
    True
    >>> is_whole_number(3.5)
    False
    """
    return x == math.floor(x)


def is_close(a: float, b: float, tolerance: float = 1e-9) -> bool:
    """Check whether two floating-point numbers are equal up to an absolute tolerance.

    >>> is_close(0.1 + 0.2, 0.3)
    True
    >>> is_close(1.0, 1.1)
    False
    """
    return abs(a - b) <= tolerance


def nearest_value(numbers: list[float], target: float) -> float:
    """Return the number of a non-empty list that is closest to a target, the first of equals.

    >>> nearest_value([1, 4, 9], 6)
    4
    >>> nearest_value([2, 4], 3)
    2
    """
    return min(numbers, key=lambda x: abs(x - target))
