"""Counting formulas: binomials, Catalan, Bell, Stirling, partitions, lattice paths."""

# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import math

from synthesis_graph.language.operations import concept


@concept(6, "binomial coefficient combination choose ncr", limit="0 <= k <= n <= 100")
def binomial(n: int, k: int) -> int:
    """The number of ways to choose k of n things."""
    return math.comb(n, k)


@concept(7, "permutation arrangement count npr number", limit="0 <= k <= n <= 100")
def permutation_count(n: int, k: int) -> int:
    """The number of ways to arrange k of n things."""
    return math.perm(n, k)


@concept(7, "catalan nth", limit="0 <= n <= 100")
def catalan(n: int) -> int:
    """The nth Catalan number, from 0."""
    return math.comb(2 * n, n) // (n + 1)


@concept(8, "bell number partition set ways", limit="0 <= n <= 40")
def bell(n: int) -> int:
    """The number of ways to partition a set of n items."""
    row = [1]
    for _ in range(n):
        following = [row[-1]]
        for x in row:
            following.append(following[-1] + x)
        row = following
    return row[0]


@concept(8, "derangement subfactorial", limit="0 <= n <= 100")
def derangements(n: int) -> int:
    """The number of permutations of n items that leave none in place."""
    count = 1
    for k in range(1, n + 1):
        count = k * count + (-1) ** k
    return count


@concept(8, "double factorial semifactorial", limit="n <= 150")
def double_factorial(n: int) -> int:
    """The product of n, n - 2, ... down to 1 or 2."""
    return math.prod(range(n, 0, -2))


@concept(8, "primorial product first prime", limit="n <= 40")
def primorial(n: int) -> int:
    """The product of the first n primes."""
    primes, candidate = [], 2
    while len(primes) < n:
        if all(candidate % p for p in primes):
            primes.append(candidate)
        candidate += 1
    return math.prod(primes)


@concept(8, "stirling second kind partition subset", limit="0 <= k <= n <= 40")
def stirling_second(n: int, k: int) -> int:
    """The number of ways to partition n items into k non-empty sets."""
    return sum((-1) ** i * math.comb(k, i) * (k - i) ** n for i in range(k + 1)) // math.factorial(k)


@concept(9, "stirling first kind cycle", limit="0 <= k <= n <= 12")
def stirling_first(n: int, k: int) -> int:
    """The number of permutations of n items with k cycles."""
    row = [1]
    for m in range(n):
        row = [m * a + b for a, b in zip([*row, 0], [0, *row])]
    return row[k]


@concept(8, "eulerian ascent permutation", limit="0 <= k <= n <= 40")
def eulerian(n: int, k: int) -> int:
    """The number of permutations of 1 to n with exactly k ascents."""
    return sum((-1) ** i * math.comb(n + 1, i) * (k + 1 - i) ** n for i in range(k + 1))


@concept(8, "partition integer ways number sum", limit="0 <= n <= 60")
def partition_count(n: int) -> int:
    """The number of ways to write n as a sum of positive integers, the order ignored."""
    ways = [1] + [0] * n
    for part in range(1, n + 1):
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
    return ways[n]


@concept(9, "motzkin nth chord", limit="0 <= n <= 60")
def motzkin(n: int) -> int:
    """The nth Motzkin number, from 0."""
    return sum(math.comb(n, 2 * k) * math.comb(2 * k, k) // (k + 1) for k in range(n // 2 + 1))


@concept(9, "narayana number", limit="0 < k <= n <= 100")
def narayana(n: int, k: int) -> int:
    """The number of Dyck words of n pairs with k peaks."""
    return math.comb(n, k) * math.comb(n, k - 1) // n


@concept(9, "delannoy path grid diagonal", limit="0 <= min(m, n) and max(m, n) <= 60")
def delannoy(m: int, n: int) -> int:
    """The number of paths over an m by n grid by steps right, up and diagonal."""
    return sum(math.comb(m, k) * math.comb(n, k) * 2**k for k in range(min(m, n) + 1))


@concept(9, "euler zigzag alternating permutation", limit="0 <= n <= 40")
def zigzag_number(n: int) -> int:
    """The number of alternating permutations of n items."""
    row = [1]
    for _ in range(n):
        following = [0]
        for x in reversed(row):
            following.append(following[-1] + x)
        row = following
    return row[-1]


@concept(
    8, "path paths unique grid ways right down", limit="0 < min(rows, columns) and max(rows, columns) <= 60"
)
def grid_paths(rows: int, columns: int) -> int:
    """The number of ways through a grid from corner to corner by steps right and down."""
    return math.comb(rows + columns - 2, rows - 1)


@concept(8, "pascal triangle row", limit="0 <= n <= 60")
def pascal_row(n: int) -> list[int]:
    """Row n of Pascal's triangle, from 0."""
    return [math.comb(n, k) for k in range(n + 1)]


@concept(9, "josephus circle survivor eliminate", limit="0 < n <= 3000")
def josephus(n: int, k: int) -> int:
    """The place, from 1, of the last of n in a circle when every kth is removed."""
    place = 0
    for size in range(2, n + 1):
        place = (place + k) % size
    return place + 1


@concept(7, "trailing zero zeroes factorial")
def factorial_trailing_zeros(n: int) -> int:
    """How many zeros the factorial of n ends in."""
    zeros = 0
    while n > 0:
        n //= 5
        zeros += n
    return zeros
