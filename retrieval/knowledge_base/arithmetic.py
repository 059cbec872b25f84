"""Recipes for integer arithmetic: divisibility, powers, roots and modular arithmetic."""

import math
from functools import reduce


def greatest_common_divisor(a: int, b: int) -> int:
    """Return the greatest common divisor of two integers by Euclid's algorithm.

    Also known as the gcd or highest common factor (hcf).

    >>> greatest_common_divisor(12, 18)
    6
    >>> greatest_common_divisor(7, 0)
    7
    """
    while b:
        a, b = b, a % b
    return abs(a)


def least_common_multiple(a: int, b: int) -> int:
    """Return the least common multiple (lcm) of two integers.

    >>> least_common_multiple(4, 6)
    12
    >>> least_common_multiple(0, 5)
    0
    """
    if a == 0 or b == 0:
        return 0
    return abs(a * b) // math.gcd(a, b)


def gcd_of_list(numbers: list[int]) -> int:
    """Return the greatest common divisor of all numbers in a list.

    >>> gcd_of_list([12, 18, 30])
    6
    >>> gcd_of_list([])
    0
    """
    return reduce(math.gcd, numbers, 0)


def lcm_of_list(numbers: list[int]) -> int:
    """Return the least common multiple of all numbers in a list.

    >>> lcm_of_list([2, 3, 4])
    12
    >>> lcm_of_list([])
    1
    """
    return reduce(lambda a, b: a * b // math.gcd(a, b) if a and b else 0, numbers, 1)


def extended_gcd(a: int, b: int) -> tuple[int, int, int]:
    """Return (g, x, y) with a*x + b*y = g, the greatest common divisor, by the extended Euclidean algorithm.

    The numbers x and y are Bezout's coefficients.

    >>> extended_gcd(240, 46)
    (2, -9, 47)
    >>> extended_gcd(5, 0)
    (5, 1, 0)
    """
    x, next_x, y, next_y = 1, 0, 0, 1
    while b:
        quotient = a // b
        a, b = b, a % b
        x, next_x = next_x, x - quotient * next_x
        y, next_y = next_y, y - quotient * next_y
    return a, x, y


def modular_inverse(a: int, modulus: int) -> int | None:
    """Return the multiplicative inverse of a number modulo a modulus, or None when there is none.

    >>> modular_inverse(3, 11)
    4
    >>> modular_inverse(2, 4) is None
    True
    """
    if math.gcd(a, modulus) != 1:
        return None
    return pow(a, -1, modulus)


def modular_power(base: int, exponent: int, modulus: int) -> int:
    """Return a base raised to an exponent modulo a modulus, by repeated squaring.

    >>> modular_power(2, 10, 1000)
    24
    >>> modular_power(5, 0, 7)
    1
    """
    result = 1 % modulus
    base %= modulus
    while exponent > 0:
        if exponent % 2 == 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent //= 2
    return result


def power_by_squaring(base: int, exponent: int) -> int:
    """Compute a base to a non-negative integer power by fast exponentiation (repeated squaring).

    >>> power_by_squaring(3, 5)
    243
    >>> power_by_squaring(2, 0)
    1
    """
    if exponent == 0:
        return 1
    half = power_by_squaring(base, exponent // 2)
    return half * half if exponent % 2 == 0 else half * half * base


def integer_square_root(n: int) -> int:
    """Return the integer square root of a number: the square root rounded down.

    >>> integer_square_root(17)
    4
    >>> integer_square_root(0)
    0
    """
    return math.isqrt(n)


def integer_nth_root(n: int, k: int) -> int:
    """Return the largest integer whose k-th power does not exceed n, by binary search.

    >>> integer_nth_root(27, 3)
    3
    >>> integer_nth_root(80, 4)
    2
    """
    low, high = 0, max(1, n)
    while low < high:
        middle = (low + high + 1) // 2
        if middle**k <= n:
            low = middle
        else:
            high = middle - 1
    return low


def is_perfect_square(n: int) -> bool:
    """Check whether a number is a perfect square.

    >>> is_perfect_square(49)
    True
    >>> is_perfect_square(50)
    False
    >>> is_perfect_square(-4)
    False
    """
    return n >= 0 and math.isqrt(n) ** 2 == n


def is_perfect_cube(n: int) -> bool:
    """Check whether a number is a perfect cube, negative cubes included.

    >>> is_perfect_cube(27)
    True
    >>> is_perfect_cube(-8)
    True
    >>> is_perfect_cube(9)
    False
    """
    root: int = round(abs(n) ** (1 / 3))
    return root * root * root == abs(n)


def is_power_of(n: int, base: int) -> bool:
    """Check whether a positive number is a power of a base greater than one.

    >>> is_power_of(81, 3)
    True
    >>> is_power_of(12, 2)
    False
    >>> is_power_of(1, 5)
    True
    """
    if n < 1:
        return False
    while n % base == 0:
        n //= base
    return n == 1


def is_even(n: int) -> bool:
    """Check whether a number is even.

    >>> is_even(4)
    True
    >>> is_even(-3)
    False
    """
    return n % 2 == 0


def is_odd(n: int) -> bool:
    """Check whether a number is odd.

    >>> is_odd(7)
    True
    >>> is_odd(0)
    False
    """
    return n % 2 == 1


def is_divisible_by(n: int, divisor: int) -> bool:
    """Check whether a number is divisible by another: a multiple of it, with no remainder.

    >>> is_divisible_by(15, 5)
    True
    >>> is_divisible_by(16, 5)
    False
    """
    return n % divisor == 0


def ceiling_division(a: int, b: int) -> int:
    """Divide two integers and round the quotient up.

    >>> ceiling_division(7, 2)
    4
    >>> ceiling_division(6, 2)
    3
    """
    return -(-a // b)


def truncating_division(a: int, b: int) -> int:
    """Divide two integers and round the quotient towards zero.

    >>> truncating_division(-7, 2)
    -3
    >>> truncating_division(7, 2)
    3
    """
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


def sign(x: float) -> int:
    """Return the sign of a number: 1 when positive, -1 when negative, 0 when zero.

    >>> sign(-2.5)
    -1
    >>> sign(0)
    0
    >>> sign(9)
    1
    """
    return (x > 0) - (x < 0)


def clamp(x: float, low: float, high: float) -> float:
    """Limit a number to a range between a lower and an upper bound.

    >>> clamp(15, 0, 10)
    10
    >>> clamp(-3, 0, 10)
    0
    >>> clamp(5, 0, 10)
    5
    """
    return max(low, min(x, high))


def product(numbers: list[int]) -> int:
    """Multiply all numbers of a list together.

    >>> product([2, 3, 4])
    24
    >>> product([])
    1
    """
    return math.prod(numbers)


def multiples_up_to(n: int, limit: int) -> list[int]:
    """List the positive multiples of a number up to and including a limit.

    >>> multiples_up_to(3, 10)
    [3, 6, 9]
    >>> multiples_up_to(5, 4)
    []
    """
    return list(range(n, limit + 1, n))


def first_multiples(n: int, count: int) -> list[int]:
    """List the first few multiples of a number, starting with the number itself.

    >>> first_multiples(4, 3)
    [4, 8, 12]
    >>> first_multiples(4, 0)
    []
    """
    return [n * i for i in range(1, count + 1)]


def nearest_multiple(x: int, step: int) -> int:
    """Round a number to the nearest multiple of a step, halves rounded up.

    >>> nearest_multiple(14, 5)
    15
    >>> nearest_multiple(12, 5)
    10
    """
    return (2 * x + step) // (2 * step) * step


def sum_of_multiples_below(divisors: list[int], limit: int) -> int:
    """Add up the natural numbers below a limit that are multiples of at least one of the divisors.

    >>> sum_of_multiples_below([2, 7], 10)
    27
    >>> sum_of_multiples_below([], 10)
    0
    """
    return sum(n for n in range(1, limit) if any(n % d == 0 for d in divisors))


def solve_linear_congruence(a: int, b: int, modulus: int) -> list[int]:
    """Find all solutions x of a*x = b modulo a modulus, between 0 and the modulus.

    >>> solve_linear_congruence(2, 4, 6)
    [2, 5]
    >>> solve_linear_congruence(2, 1, 4)
    []
    """
    return [x for x in range(modulus) if (a * x - b) % modulus == 0]


def chinese_remainder(remainders: list[int], moduli: list[int]) -> int:
    """Find the smallest non-negative number with given remainders for pairwise coprime moduli.

    This is the Chinese remainder theorem.

    >>> chinese_remainder([2, 3, 2], [3, 5, 7])
    23
    >>> chinese_remainder([], [])
    0
    """
    total = math.prod(moduli)
    result = 0
    for remainder, modulus in zip(remainders, moduli):
        others = total // modulus
        result += remainder * others * pow(others, -1, modulus)
    return result % total
