"""Numbers with a name and an index: recurrences, figurate numbers, series."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import math

from synthesis_graph.language.operations import concept


@concept(5, "factorial", limit="n <= 100")
def factorial(n: int) -> int:
    """The product of 1 to n."""
    return math.factorial(n)


@concept(6, "fibonacci nth", limit="n <= 500")
def fibonacci(n: int) -> int:
    """The nth Fibonacci number; those at 0 and 1 are 0 and 1."""
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


@concept(7, "fibonacci first sequence series list", limit="n <= 100")
def first_fibonacci(n: int) -> list[int]:
    """The first n Fibonacci numbers, from 0."""
    terms = [0, 1]
    while len(terms) < n:
        terms.append(terms[-1] + terms[-2])
    return terms[:n]


@concept(8, "fibonacci number check belongs")
def is_fibonacci(n: int) -> bool:
    """Whether n is a Fibonacci number."""
    a, b = 0, 1
    while a < n:
        a, b = b, a + b
    return a == n


@concept(8, "lucas nth", limit="n <= 500")
def lucas(n: int) -> int:
    """The nth Lucas number; those at 0 and 1 are 2 and 1."""
    a, b = 2, 1
    for _ in range(n):
        a, b = b, a + b
    return a


@concept(8, "tribonacci nth", limit="n <= 500")
def tribonacci(n: int) -> int:
    """The nth tribonacci number; the first three are 0, 0 and 1."""
    a, b, c = 0, 0, 1
    for _ in range(n):
        a, b, c = b, c, a + b + c
    return a


@concept(8, "pell nth", limit="n <= 500")
def pell(n: int) -> int:
    """The nth Pell number, twice the last and the one before; those at 0 and 1 are 0 and 1."""
    a, b = 0, 1
    for _ in range(n):
        a, b = b, 2 * b + a
    return a


@concept(8, "jacobsthal nth", limit="n <= 500")
def jacobsthal(n: int) -> int:
    """The nth Jacobsthal number, the last and twice the one before; those at 0 and 1 are 0 and 1."""
    a, b = 0, 1
    for _ in range(n):
        a, b = b, b + 2 * a
    return a


@concept(9, "jacobsthal lucas nth", limit="0 <= n <= 500")
def jacobsthal_lucas(n: int) -> int:
    """The nth Jacobsthal-Lucas number; those at 0 and 1 are 2 and 1."""
    return 2**n + (-1) ** n


@concept(8, "padovan nth", limit="n <= 500")
def padovan(n: int) -> int:
    """The nth Padovan number; the first three are 1."""
    a, b, c = 1, 1, 1
    for _ in range(n):
        a, b, c = b, c, a + b
    return a


@concept(8, "perrin nth", limit="n <= 500")
def perrin(n: int) -> int:
    """The nth Perrin number; the first three are 3, 0 and 2."""
    a, b, c = 3, 0, 2
    for _ in range(n):
        a, b, c = b, c, a + b
    return a


@concept(8, "sylvester nth", limit="n <= 8")
def sylvester(n: int) -> int:
    """The nth Sylvester number, from 0: one more than the product of those before."""
    term = 2
    for _ in range(n):
        term = term * (term - 1) + 1
    return term


@concept(8, "look say count nth", limit="n <= 20")
def look_and_say(n: int) -> str:
    """The nth look-and-say term, from 1."""
    term = "1"
    for _ in range(n - 1):
        groups, start = [], 0
        for i in range(1, len(term) + 1):
            if i == len(term) or term[i] != term[start]:
                groups.append(f"{i - start}{term[start]}")
                start = i
        term = "".join(groups)
    return term


@concept(6, "triangular triangle nth sum first natural", limit="abs(n) < 10**9")
def triangular(n: int) -> int:
    """The sum of 1 to n."""
    return n * (n + 1) // 2


@concept(8, "triangular triangle number check")
def is_triangular(n: int) -> bool:
    """Whether n is a triangular number."""
    return n >= 0 and math.isqrt(8 * n + 1) ** 2 == 8 * n + 1


@concept(8, "polygonal figurate sided nth", limit="abs(n) < 10**9 and abs(sides) < 10**9")
def polygonal(sides: int, n: int) -> int:
    """The nth polygonal number of that many sides."""
    return ((sides - 2) * n * n - (sides - 4) * n) // 2


@concept(9, "centered polygonal figurate sided nth", limit="abs(n) < 10**9 and abs(sides) < 10**9")
def centered_polygonal(sides: int, n: int) -> int:
    """The nth centered polygonal number of that many sides, from 1."""
    return sides * n * (n - 1) // 2 + 1


@concept(9, "pentagonal nth", limit="abs(n) < 10**9")
def pentagonal(n: int) -> int:
    """The nth pentagonal number."""
    return n * (3 * n - 1) // 2


@concept(9, "hexagonal nth", limit="abs(n) < 10**9")
def hexagonal(n: int) -> int:
    """The nth hexagonal number."""
    return n * (2 * n - 1)


@concept(9, "heptagonal nth", limit="abs(n) < 10**9")
def heptagonal(n: int) -> int:
    """The nth heptagonal number."""
    return n * (5 * n - 3) // 2


@concept(9, "octagonal nth", limit="abs(n) < 10**9")
def octagonal(n: int) -> int:
    """The nth octagonal number."""
    return n * (3 * n - 2)


@concept(9, "nonagonal enneagonal nth", limit="abs(n) < 10**9")
def nonagonal(n: int) -> int:
    """The nth nonagonal number."""
    return n * (7 * n - 5) // 2


@concept(9, "decagonal nth", limit="abs(n) < 10**9")
def decagonal(n: int) -> int:
    """The nth decagonal number."""
    return n * (4 * n - 3)


@concept(9, "centered hexagonal hex nth", limit="abs(n) < 10**9")
def centered_hexagonal(n: int) -> int:
    """The nth centered hexagonal number, from 1."""
    return 3 * n * (n - 1) + 1


@concept(9, "star centered dodecagram nth", limit="abs(n) < 10**9")
def star_number(n: int) -> int:
    """The nth star number, from 1."""
    return 6 * n * (n - 1) + 1


@concept(8, "pronic rectangular oblong heteromecic sum first even", limit="abs(n) < 10**9")
def pronic(n: int) -> int:
    """The nth pronic number, also the sum of the first n positive even numbers."""
    return n * (n + 1)


@concept(8, "tetrahedral pyramid nth", limit="abs(n) < 10**9")
def tetrahedral(n: int) -> int:
    """The nth tetrahedral number."""
    return n * (n + 1) * (n + 2) // 6


@concept(7, "sum square squares first natural pyramidal", limit="abs(n) < 10**9")
def sum_of_first_squares(n: int) -> int:
    """The sum of the squares of 1 to n."""
    return n * (n + 1) * (2 * n + 1) // 6


@concept(7, "sum cube cubes first natural", limit="abs(n) < 10**9")
def sum_of_first_cubes(n: int) -> int:
    """The sum of the cubes of 1 to n."""
    return (n * (n + 1) // 2) ** 2


@concept(8, "sum square squares first odd natural", limit="abs(n) < 10**9")
def sum_of_odd_squares(n: int) -> int:
    """The sum of the squares of the first n odd numbers."""
    return n * (4 * n * n - 1) // 3


@concept(8, "sum square squares first even natural", limit="abs(n) < 10**9")
def sum_of_even_squares(n: int) -> int:
    """The sum of the squares of the first n positive even numbers."""
    return 2 * n * (n + 1) * (2 * n + 1) // 3


@concept(7, "harmonic number sum reciprocal", limit="n <= 3000")
def harmonic(n: int) -> float:
    """The sum of 1/k for k from 1 to n."""
    return sum(1 / k for k in range(1, n + 1))


@concept(8, "arithmetic progression series nth term", limit="abs(n) < 10**9")
def arithmetic_term(first: N, step: N, n: int) -> N:
    """The nth term, from 1, of the arithmetic progression."""
    return first + (n - 1) * step


@concept(8, "geometric progression series nth term", limit="1 <= n <= 64 and abs(ratio) < 10**6")
def geometric_term(first: N, ratio: N, n: int) -> N:
    """The nth term, from 1, of the geometric progression."""
    return first * ratio ** (n - 1)


@concept(8, "mersenne number", limit="0 <= n <= 200")
def mersenne(n: int) -> int:
    """One less than the nth power of two; also the moves that solve the tower of Hanoi with n discs."""
    return 2**n - 1


@concept(9, "woodall nth", limit="0 <= n <= 200")
def woodall(n: int) -> int:
    """The nth Woodall number."""
    return n * 2**n - 1


@concept(9, "cullen nth", limit="0 <= n <= 200")
def cullen(n: int) -> int:
    """The nth Cullen number."""
    return n * 2**n + 1
