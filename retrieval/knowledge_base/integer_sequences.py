"""Recipes for named integer sequences defined by recurrences or rules: Fibonacci, Collatz, Pell and more."""

from itertools import groupby


def fibonacci(n: int) -> int:
    """Return the n-th Fibonacci number, counting from 0: the sequence 0, 1, 1, 2, 3, 5 and so on.

    >>> fibonacci(10)
    55
    >>> fibonacci(0)
    0
    """
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def fibonacci_sequence(count: int) -> list[int]:
    """List the first numbers of the Fibonacci sequence, starting 0, 1.

    >>> fibonacci_sequence(7)
    [0, 1, 1, 2, 3, 5, 8]
    >>> fibonacci_sequence(0)
    []
    """
    sequence = []
    a, b = 0, 1
    for _ in range(count):
        sequence.append(a)
        a, b = b, a + b
    return sequence


def fibonacci_up_to(limit: int) -> list[int]:
    """List the Fibonacci numbers that do not exceed a limit.

    >>> fibonacci_up_to(10)
    [0, 1, 1, 2, 3, 5, 8]
    >>> fibonacci_up_to(-1)
    []
    """
    sequence = []
    a, b = 0, 1
    while a <= limit:
        sequence.append(a)
        a, b = b, a + b
    return sequence


def is_fibonacci_number(n: int) -> bool:
    """Check whether a number belongs to the Fibonacci sequence.

    >>> is_fibonacci_number(21)
    True
    >>> is_fibonacci_number(22)
    False
    """
    a, b = 0, 1
    while a < n:
        a, b = b, a + b
    return a == n


def lucas_number(n: int) -> int:
    """Return the n-th Lucas number: 2, 1, then each the sum of the two before it.

    >>> [lucas_number(n) for n in range(6)]
    [2, 1, 3, 4, 7, 11]
    >>> lucas_number(0)
    2
    """
    a, b = 2, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def tribonacci(n: int) -> int:
    """Return the n-th tribonacci number: 0, 0, 1, then each the sum of the three before it.

    >>> [tribonacci(n) for n in range(8)]
    [0, 0, 1, 1, 2, 4, 7, 13]
    >>> tribonacci(0)
    0
    """
    a, b, c = 0, 0, 1
    for _ in range(n):
        a, b, c = b, c, a + b + c
    return a


def linear_recurrence(initial: list[int], coefficients: list[int], n: int) -> int:
    """Return the n-th term of a linear recurrence, each term a weighted sum of the terms before it.

    The first coefficient weighs the latest term.

    >>> linear_recurrence([0, 1], [1, 1], 10)
    55
    >>> linear_recurrence([5], [2], 0)
    5
    """
    terms = list(initial)
    while len(terms) <= n:
        terms.append(sum(c * t for c, t in zip(coefficients, reversed(terms))))
    return terms[n]


def pell_number(n: int) -> int:
    """Return the n-th Pell number: 0, 1, then twice the last plus the one before.

    >>> [pell_number(n) for n in range(6)]
    [0, 1, 2, 5, 12, 29]
    >>> pell_number(1)
    1
    """
    a, b = 0, 1
    for _ in range(n):
        a, b = b, 2 * b + a
    return a


def padovan_number(n: int) -> int:
    """Return the n-th number of the Padovan sequence: 1, 1, 1, then P(n) = P(n - 2) + P(n - 3).

    >>> [padovan_number(n) for n in range(8)]
    [1, 1, 1, 2, 2, 3, 4, 5]
    >>> padovan_number(0)
    1
    """
    a, b, c = 1, 1, 1
    for _ in range(n):
        a, b, c = b, c, a + b
    return a


def collatz_sequence(n: int) -> list[int]:
    """List the Collatz (hailstone) sequence from a number to 1: halve when even, else triple and add one.

    >>> collatz_sequence(6)
    [6, 3, 10, 5, 16, 8, 4, 2, 1]
    >>> collatz_sequence(1)
    [1]
    """
    sequence = [n]
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        sequence.append(n)
    return sequence


def collatz_steps(n: int) -> int:
    """Count the steps a number takes to reach 1 in the Collatz problem.

    >>> collatz_steps(6)
    8
    >>> collatz_steps(1)
    0
    """
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def look_and_say(text: str) -> str:
    """Describe the runs of equal digits of a term: the next term of the look-and-say sequence.

    >>> look_and_say("1211")
    '111221'
    >>> look_and_say("")
    ''
    """
    return "".join(f"{len(list(run))}{digit}" for digit, run in groupby(text))


def thue_morse_sequence(count: int) -> list[int]:
    """List the first terms of the Thue-Morse sequence: the parity of the binary ones of 0, 1, 2 and so on.

    >>> thue_morse_sequence(8)
    [0, 1, 1, 0, 1, 0, 0, 1]
    >>> thue_morse_sequence(0)
    []
    """
    return [i.bit_count() % 2 for i in range(count)]


def sylvester_sequence(count: int) -> list[int]:
    """List the first terms of Sylvester's sequence: 2, then each the product of all before it plus one.

    >>> sylvester_sequence(4)
    [2, 3, 7, 43]
    >>> sylvester_sequence(0)
    []
    """
    sequence = []
    term = 2
    for _ in range(count):
        sequence.append(term)
        term = term * (term - 1) + 1
    return sequence


def smooth_numbers(primes: list[int], count: int) -> list[int]:
    """List the first numbers, from 1, whose only prime factors are the given primes.

    With 2, 3 and 5 these are the Hamming numbers, also known as regular or ugly numbers.

    >>> smooth_numbers([2, 3, 5], 10)
    [1, 2, 3, 4, 5, 6, 8, 9, 10, 12]
    >>> smooth_numbers([2], 4)
    [1, 2, 4, 8]
    """
    numbers = [1]
    while len(numbers) < count:
        numbers.append(min(p * n for p in primes for n in numbers if p * n > numbers[-1]))
    return numbers[:count]


def recaman_sequence(count: int) -> list[int]:
    """List the first terms of Recaman's sequence: step back by n when that is new and positive, else forward.

    >>> recaman_sequence(7)
    [0, 1, 3, 6, 2, 7, 13]
    >>> recaman_sequence(0)
    []
    """
    sequence: list[int] = []
    seen: set[int] = set()
    current = 0
    for step in range(count):
        back = current - step
        current = back if back >= 0 and back not in seen else current + step
        sequence.append(current)
        seen.add(current)
    return sequence


def stern_diatomic(n: int) -> int:
    """Return the n-th term of Stern's diatomic sequence: s(2n) = s(n), s(2n + 1) = s(n) + s(n + 1).

    >>> [stern_diatomic(n) for n in range(8)]
    [0, 1, 1, 2, 1, 3, 2, 3]
    >>> stern_diatomic(1)
    1
    """
    if n < 2:
        return n
    half = n // 2
    return stern_diatomic(half) if n % 2 == 0 else stern_diatomic(half) + stern_diatomic(half + 1)


def farey_sequence(n: int) -> list[tuple[int, int]]:
    """List the reduced fractions from 0 to 1 with denominators up to n, as (numerator, denominator) pairs.

    This is the Farey sequence of order n.

    >>> farey_sequence(3)
    [(0, 1), (1, 3), (1, 2), (2, 3), (1, 1)]
    >>> farey_sequence(1)
    [(0, 1), (1, 1)]
    """
    a, b, c, d = 0, 1, 1, n
    fractions = [(a, b)]
    while c <= n:
        k = (n + b) // d
        a, b, c, d = c, d, k * c - a, k * d - b
        fractions.append((a, b))
    return fractions


def mersenne_number(n: int) -> int:
    """Return the n-th Mersenne number, two to the power n minus one.

    >>> mersenne_number(5)
    31
    >>> mersenne_number(0)
    0
    """
    return (1 << n) - 1


def repunit(n: int) -> int:
    """Return the number written as n ones in decimal.

    >>> repunit(4)
    1111
    >>> repunit(0)
    0
    """
    return int("1" * n or "0")


def zeckendorf(n: int) -> list[int]:
    """Write a number as the sum of non-consecutive Fibonacci numbers, largest first, chosen greedily.

    >>> zeckendorf(11)
    [8, 3]
    >>> zeckendorf(0)
    []
    """
    fibonacci_numbers = [1, 2]
    while fibonacci_numbers[-1] < n:
        fibonacci_numbers.append(fibonacci_numbers[-1] + fibonacci_numbers[-2])
    parts = []
    for f in reversed(fibonacci_numbers):
        if f <= n:
            parts.append(f)
            n -= f
    return parts
