"""Number theory: primes, divisors, digits, named kinds of numbers."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import itertools
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


@concept(7, "proper divisor divisors factor excluding itself", limit="0 <= n < 10**4")
def proper_divisors(n: int) -> list[int]:
    """The positive divisors of n below n, ascending."""
    return [d for d in range(1, n // 2 + 1) if n % d == 0]


@concept(6, "prime factor factors factorization factorize", limit="n < 10**7")
def prime_factors(n: int) -> list[int]:
    """The prime factors of n, ascending, each as often as it divides n."""
    factors, d = [], 2
    while d * d <= n:
        while n % d == 0:
            factors.append(d)
            n //= d
        d += 1
    return factors + [n] if n > 1 else factors


@concept(6, "prime primes below upto sieve eratosthenes list", limit="n <= 1000")
def primes_up_to(n: int) -> list[int]:
    """The primes up to n, ascending."""
    return [p for p in range(2, n + 1) if all(p % d for d in range(2, math.isqrt(p) + 1))]


@concept(7, "first prime primes", limit="n <= 200")
def first_primes(n: int) -> list[int]:
    """The first n primes."""
    primes = (p for p in itertools.count(2) if all(p % d for d in range(2, math.isqrt(p) + 1)))
    return list(itertools.islice(primes, n))


@concept(7, "nth prime", limit="0 < n <= 200")
def nth_prime(n: int) -> int:
    """The nth prime, from 1."""
    primes = (p for p in itertools.count(2) if all(p % d for d in range(2, math.isqrt(p) + 1)))
    return next(itertools.islice(primes, n - 1, None))


@concept(7, "next prime greater after", limit="n < 10**6")
def next_prime(n: int) -> int:
    """The smallest prime above n."""
    return next(p for p in itertools.count(max(n + 1, 2)) if all(p % d for d in range(2, math.isqrt(p) + 1)))


@concept(8, "previous prime smaller before below", limit="n < 10**6")
def previous_prime(n: int) -> int:
    """The largest prime below n."""
    return next(p for p in range(n - 1, 1, -1) if all(p % d for d in range(2, math.isqrt(p) + 1)))


@concept(7, "perfect number divisor sum equal", limit="n < 10**4")
def is_perfect(n: int) -> bool:
    """Whether n is the sum of its proper divisors."""
    return n > 1 and sum(d for d in range(1, n // 2 + 1) if n % d == 0) == n


@concept(8, "abundant number divisor sum greater", limit="n < 10**4")
def is_abundant(n: int) -> bool:
    """Whether the proper divisors of n add up to more than n."""
    return sum(d for d in range(1, n // 2 + 1) if n % d == 0) > n


@concept(8, "deficient number divisor sum less", limit="n < 10**4")
def is_deficient(n: int) -> bool:
    """Whether the proper divisors of n add up to less than n."""
    return sum(d for d in range(1, n // 2 + 1) if n % d == 0) < n


@concept(8, "amicable friendly pair number divisor sum", limit="a < 5000 and b < 5000", commutative=True)
def are_amicable(a: int, b: int) -> bool:
    """Whether each of two different numbers is the sum of the other's proper divisors."""
    sums = [sum(d for d in range(1, n // 2 + 1) if n % d == 0) for n in (a, b)]
    return a != b and sums == [b, a]


@concept(8, "totient euler phi coprime count", limit="n < 3000")
def totient(n: int) -> int:
    """How many of 1 to n are coprime to n."""
    return sum(math.gcd(n, k) == 1 for k in range(1, n + 1))


@concept(7, "coprime relatively prime common", commutative=True)
def are_coprime(a: int, b: int) -> bool:
    """Whether a and b have no common divisor but 1."""
    return math.gcd(a, b) == 1


@concept(6, "gcd greatest common divisor highest factor hcf")
def gcd_of_all(numbers: iter[int]) -> int:
    """The greatest common divisor of the numbers."""
    return math.gcd(*numbers)


@concept(6, "lcm least common multiple lowest smallest", limit="len(numbers) <= 300")
def lcm_of_all(numbers: iter[int]) -> int:
    """The least common multiple of the numbers."""
    return math.lcm(*numbers)


@concept(8, "common divisor divisors factor", limit="0 < min(a, b) < 10**4", commutative=True)
def common_divisors(a: int, b: int) -> list[int]:
    """The positive common divisors, ascending."""
    return [d for d in range(1, min(a, b) + 1) if a % d == b % d == 0]


@concept(6, "perfect square root check")
def is_square(n: int) -> bool:
    """Whether n is the square of an integer."""
    return n >= 0 and math.isqrt(n) ** 2 == n


@concept(7, "perfect cube root check", limit="abs(n) < 10**15")
def is_cube(n: int) -> bool:
    """Whether n is the cube of an integer."""
    return round(abs(n) ** (1 / 3)) ** 3 == abs(n)


@concept(7, "power check exponent")
def is_power_of(n: int, base: int) -> bool:
    """Whether n is the base to some exponent from 0 on, for a base above 1."""
    while base > 1 and n > 1 and n % base == 0:
        n //= base
    return n == 1


@concept(8, "nth root integer cube floor", limit="0 <= n < 10**15 and 0 < k < 64")
def integer_root(n: int, k: int) -> int:
    """The largest integer whose kth power is at most n."""
    root = round(n ** (1 / k))
    return root if root**k <= n else root - 1


@concept(8, "sum two squares", limit="n < 10**7")
def is_sum_of_two_squares(n: int) -> bool:
    """Whether n is the sum of the squares of two integers."""
    return any(math.isqrt(n - a * a) ** 2 == n - a * a for a in range(math.isqrt(n) + 1))


@concept(8, "square free squarefree factor repeated", limit="n < 10**7")
def is_square_free(n: int) -> bool:
    """Whether no square above 1 divides n."""
    return all(n % (d * d) for d in range(2, math.isqrt(n) + 1))


@concept(8, "composite number", limit="n < 10**9")
def is_composite(n: int) -> bool:
    """Whether n is above 1 and not prime."""
    return n > 1 and any(n % d == 0 for d in range(2, math.isqrt(n) + 1))


@concept(8, "collatz hailstone steps", limit="0 < n < 10**12")
def collatz_steps(n: int) -> int:
    """How many steps of halving or 3n + 1 lead from n to 1."""
    steps = 0
    while n > 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


@concept(8, "collatz hailstone sequence", limit="0 < n < 10**12")
def collatz_sequence(n: int) -> list[int]:
    """The numbers from n to 1 under halving or 3n + 1."""
    terms = [n]
    while terms[-1] > 1:
        terms.append(terms[-1] // 2 if terms[-1] % 2 == 0 else 3 * terms[-1] + 1)
    return terms


@concept(
    7,
    "modular power exponentiation modulo remainder",
    limit="abs(exponent) < 10**30 and abs(modulus) < 10**30",
)
def modular_power(base: int, exponent: int, modulus: int) -> int:
    """The base to the exponent modulo the modulus."""
    return pow(base, exponent, modulus)


@concept(8, "modular multiplicative inverse modulo")
def modular_inverse(a: int, modulus: int) -> int:
    """The number whose product with a leaves remainder 1."""
    return pow(a, -1, modulus)


@concept(7, "parity even odd")
def parity(n: int) -> str:
    """The word "even" or "odd"."""
    return "odd" if n % 2 else "even"


@concept(7, "sign signum positive negative zero")
def sign(x: N) -> int:
    """-1, 0 or 1 as x is negative, zero or positive."""
    return (x > 0) - (x < 0)


@concept(7, "opposite sign signs", commutative=True)
def have_opposite_signs(a: N, b: N) -> bool:
    """Whether one number is negative and the other is not."""
    return (a < 0) != (b < 0)


@concept(7, "clamp clip limit bound within range restrict")
def clamp(x: N, low: N, high: N) -> N:
    """The number in the range from low to high nearest to x."""
    return max(low, min(x, high))


@concept(8, "nearest round multiple")
def round_to_multiple(n: int, m: int) -> int:
    """The multiple of m nearest to n, the higher of two."""
    return (2 * n + m) // (2 * m) * m
