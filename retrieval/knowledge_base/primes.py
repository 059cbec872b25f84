"""Recipes about prime numbers: tests, sieves, factorization and functions built on the factors."""

import math


def is_prime(n: int) -> bool:
    """Check whether a number is prime by trial division up to its square root.

    >>> is_prime(17)
    True
    >>> is_prime(15)
    False
    >>> is_prime(1)
    False
    """
    if n < 2:
        return False
    return all(n % d != 0 for d in range(2, math.isqrt(n) + 1))


def is_composite(n: int) -> bool:
    """Check whether a number is composite: greater than one and not prime.

    >>> is_composite(9)
    True
    >>> is_composite(7)
    False
    >>> is_composite(1)
    False
    """
    return any(n % d == 0 for d in range(2, math.isqrt(max(n, 0)) + 1))


def primes_up_to(n: int) -> list[int]:
    """List all prime numbers up to and including n with the sieve of Eratosthenes.

    >>> primes_up_to(20)
    [2, 3, 5, 7, 11, 13, 17, 19]
    >>> primes_up_to(1)
    []
    """
    is_candidate = [True] * (n + 1)
    primes = []
    for i in range(2, n + 1):
        if is_candidate[i]:
            primes.append(i)
            for multiple in range(i * i, n + 1, i):
                is_candidate[multiple] = False
    return primes


def primes_between(low: int, high: int) -> list[int]:
    """List the prime numbers in a range, both ends included.

    >>> primes_between(10, 20)
    [11, 13, 17, 19]
    >>> primes_between(14, 16)
    []
    """
    return [n for n in range(max(low, 2), high + 1) if all(n % d for d in range(2, math.isqrt(n) + 1))]


def count_primes_below(n: int) -> int:
    """Count the prime numbers strictly less than n.

    >>> count_primes_below(10)
    4
    >>> count_primes_below(2)
    0
    """
    return sum(1 for k in range(2, n) if all(k % d for d in range(2, math.isqrt(k) + 1)))


def first_primes(count: int) -> list[int]:
    """List the first few prime numbers.

    >>> first_primes(5)
    [2, 3, 5, 7, 11]
    >>> first_primes(0)
    []
    """
    primes: list[int] = []
    candidate = 2
    while len(primes) < count:
        if all(candidate % p for p in primes):
            primes.append(candidate)
        candidate += 1
    return primes


def nth_prime(n: int) -> int:
    """Return the n-th prime number, counting from 1.

    >>> nth_prime(1)
    2
    >>> nth_prime(6)
    13
    """
    candidate = 1
    while n > 0:
        candidate += 1
        if all(candidate % d for d in range(2, math.isqrt(candidate) + 1)):
            n -= 1
    return candidate


def next_prime(n: int) -> int:
    """Return the smallest prime number greater than n.

    >>> next_prime(14)
    17
    >>> next_prime(0)
    2
    """
    candidate = max(n + 1, 2)
    while any(candidate % d == 0 for d in range(2, math.isqrt(candidate) + 1)):
        candidate += 1
    return candidate


def previous_prime(n: int) -> int | None:
    """Return the largest prime number smaller than n, or None when there is none.

    >>> previous_prime(10)
    7
    >>> previous_prime(2) is None
    True
    """
    for candidate in range(n - 1, 1, -1):
        if all(candidate % d for d in range(2, math.isqrt(candidate) + 1)):
            return candidate
    return None


def prime_factors(n: int) -> list[int]:
    """List the prime factors of a number in increasing order, repeated by multiplicity.

    This is the prime factorization or decomposition into primes.

    >>> prime_factors(60)
    [2, 2, 3, 5]
    >>> prime_factors(1)
    []
    """
    factors = []
    divisor = 2
    while divisor * divisor <= n:
        while n % divisor == 0:
            factors.append(divisor)
            n //= divisor
        divisor += 1
    if n > 1:
        factors.append(n)
    return factors


def prime_factorization(n: int) -> dict[int, int]:
    """Map each prime factor of a number to its exponent.

    >>> prime_factorization(360)
    {2: 3, 3: 2, 5: 1}
    >>> prime_factorization(1)
    {}
    """
    exponents: dict[int, int] = {}
    divisor = 2
    while n > 1:
        if divisor * divisor > n:
            divisor = n
        while n % divisor == 0:
            exponents[divisor] = exponents.get(divisor, 0) + 1
            n //= divisor
        divisor += 1
    return exponents


def distinct_prime_factors(n: int) -> list[int]:
    """List the different prime factors of a number, each once.

    >>> distinct_prime_factors(60)
    [2, 3, 5]
    >>> distinct_prime_factors(1)
    []
    """
    return list(prime_factorization(n))


def smallest_prime_factor(n: int) -> int:
    """Return the smallest prime divisor of a number greater than one.

    >>> smallest_prime_factor(35)
    5
    >>> smallest_prime_factor(13)
    13
    """
    return next((d for d in range(2, math.isqrt(n) + 1) if n % d == 0), n)


def largest_prime_factor(n: int) -> int:
    """Return the largest prime divisor of a number greater than one.

    >>> largest_prime_factor(84)
    7
    >>> largest_prime_factor(2)
    2
    """
    divisor = 2
    while divisor * divisor <= n:
        if n % divisor == 0:
            n //= divisor
        else:
            divisor += 1
    return n


def are_coprime(a: int, b: int) -> bool:
    """Check whether two numbers are coprime (relatively prime): their only common divisor is 1.

    >>> are_coprime(8, 15)
    True
    >>> are_coprime(6, 9)
    False
    """
    return math.gcd(a, b) == 1


def euler_totient(n: int) -> int:
    """Count the numbers from 1 to n that are coprime to n: Euler's totient function phi.

    >>> euler_totient(9)
    6
    >>> euler_totient(1)
    1
    """
    return sum(1 for k in range(1, n + 1) if math.gcd(k, n) == 1)


def mobius(n: int) -> int:
    """Return the Moebius function: 0 if a square divides n, else 1 or -1 for an even or odd number of primes.

    >>> mobius(6)
    1
    >>> mobius(30)
    -1
    >>> mobius(12)
    0
    """
    exponents = prime_factorization(n).values()
    if any(exponent > 1 for exponent in exponents):
        return 0
    return -1 if len(exponents) % 2 else 1


def is_square_free(n: int) -> bool:
    """Check whether no perfect square greater than one divides a number.

    >>> is_square_free(30)
    True
    >>> is_square_free(12)
    False
    """
    return all(n % (d * d) != 0 for d in range(2, math.isqrt(n) + 1))


def is_semiprime(n: int) -> bool:
    """Check whether a number is the product of exactly two primes, equal or not.

    >>> is_semiprime(15)
    True
    >>> is_semiprime(9)
    True
    >>> is_semiprime(8)
    False
    """
    return sum(prime_factorization(n).values()) == 2


def twin_primes_up_to(n: int) -> list[tuple[int, int]]:
    """List the pairs of twin primes, primes that differ by two, up to n.

    >>> twin_primes_up_to(20)
    [(3, 5), (5, 7), (11, 13), (17, 19)]
    >>> twin_primes_up_to(4)
    []
    """
    primes = set(primes_up_to(n))
    return [(p, p + 2) for p in sorted(primes) if p + 2 in primes]


def goldbach_pair(n: int) -> tuple[int, int] | None:
    """Write a number as the sum of two primes, the smallest first, or return None when that is impossible.

    >>> goldbach_pair(28)
    (5, 23)
    >>> goldbach_pair(11) is None
    True
    """
    primes = set(primes_up_to(n))
    return next(((p, n - p) for p in sorted(primes) if n - p in primes), None)


def sum_of_primes_below(n: int) -> int:
    """Add up all prime numbers strictly less than n.

    >>> sum_of_primes_below(10)
    17
    >>> sum_of_primes_below(2)
    0
    """
    return sum(primes_up_to(n - 1))


def filter_primes(numbers: list[int]) -> list[int]:
    """Keep only the prime numbers of a list.

    >>> filter_primes([4, 5, 6, 7, 1])
    [5, 7]
    >>> filter_primes([])
    []
    """
    return [n for n in numbers if n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1))]
