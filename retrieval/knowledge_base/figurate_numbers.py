"""Recipes for figurate numbers: counts of points that form triangles, squares, polygons and pyramids."""

import math


def triangular_number(n: int) -> int:
    """Return the n-th triangular number: the sum of the first n natural numbers.

    >>> triangular_number(4)
    10
    >>> triangular_number(0)
    0
    """
    return n * (n + 1) // 2


def is_triangular_number(x: int) -> bool:
    """Check whether a number is triangular.

    >>> is_triangular_number(10)
    True
    >>> is_triangular_number(11)
    False
    """
    return x >= 0 and math.isqrt(8 * x + 1) ** 2 == 8 * x + 1


def polygonal_number(sides: int, n: int) -> int:
    """Return the n-th polygonal number for a polygon of so many sides.

    Three sides give the triangular numbers, four the squares, five the pentagonal, six the hexagonal,
    seven the heptagonal and eight the octagonal numbers.

    >>> [polygonal_number(5, n) for n in range(1, 6)]
    [1, 5, 12, 22, 35]
    >>> polygonal_number(4, 7)
    49
    """
    return ((sides - 2) * n * n - (sides - 4) * n) // 2


def pentagonal_number(n: int) -> int:
    """Return the n-th pentagonal number.

    >>> [pentagonal_number(n) for n in range(1, 5)]
    [1, 5, 12, 22]
    >>> pentagonal_number(0)
    0
    """
    return n * (3 * n - 1) // 2


def hexagonal_number(n: int) -> int:
    """Return the n-th hexagonal number.

    >>> [hexagonal_number(n) for n in range(1, 5)]
    [1, 6, 15, 28]
    >>> hexagonal_number(0)
    0
    """
    return n * (2 * n - 1)


def centered_polygonal_number(sides: int, n: int) -> int:
    """Return the n-th centered polygonal number, a point surrounded by growing polygons, counting from 0.

    Four sides give the centered square numbers, six the centered hexagonal numbers.

    >>> [centered_polygonal_number(6, n) for n in range(4)]
    [1, 7, 19, 37]
    >>> centered_polygonal_number(4, 1)
    5
    """
    return sides * n * (n + 1) // 2 + 1


def pronic_number(n: int) -> int:
    """Return the n-th pronic (oblong) number: a number times its successor.

    >>> pronic_number(4)
    20
    >>> pronic_number(0)
    0
    """
    return n * (n + 1)


def is_pronic_number(x: int) -> bool:
    """Check whether a number is the product of two consecutive integers.

    >>> is_pronic_number(12)
    True
    >>> is_pronic_number(13)
    False
    """
    root = math.isqrt(max(x, 0))
    return root * (root + 1) == x


def tetrahedral_number(n: int) -> int:
    """Return the n-th tetrahedral number: the sum of the first n triangular numbers.

    >>> [tetrahedral_number(n) for n in range(1, 5)]
    [1, 4, 10, 20]
    >>> tetrahedral_number(0)
    0
    """
    return n * (n + 1) * (n + 2) // 6


def square_pyramidal_number(n: int) -> int:
    """Return the n-th square pyramidal number: the sum of the first n squares.

    >>> [square_pyramidal_number(n) for n in range(1, 5)]
    [1, 5, 14, 30]
    >>> square_pyramidal_number(0)
    0
    """
    return n * (n + 1) * (2 * n + 1) // 6


def centered_square_number(n: int) -> int:
    """Return the n-th centered square number, the sum of two consecutive squares, counting from 0.

    >>> [centered_square_number(n) for n in range(4)]
    [1, 5, 13, 25]
    >>> centered_square_number(0)
    1
    """
    return n * n + (n + 1) * (n + 1)


def squares_up_to(limit: int) -> list[int]:
    """List the perfect squares from 1 up to a limit.

    >>> squares_up_to(20)
    [1, 4, 9, 16]
    >>> squares_up_to(0)
    []
    """
    return [k * k for k in range(1, math.isqrt(limit) + 1)]
