"""Number theory: primes, divisors, digits, named kinds of numbers."""

# The annotations of concepts are data: they may hold the type variables of `operations`, so they stay unevaluated.
from __future__ import annotations

import math

from synthesis_graph.language.operations import concept


@concept(6, "prime primes", limit="n < 10**9")
def is_prime(n: int) -> bool:
    """Whether n is a prime number."""
    return n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1))


@concept(7, "divisor divisors factor factors", limit="0 <= n < 10**4")
def divisors(n: int) -> list[int]:
    """The positive divisors of n in ascending order."""
    return [d for d in range(1, n + 1) if n % d == 0]
