"""Recipes about the decimal digits of integers: listing, summing, reversing, and digit-based classes."""

import math
from collections import Counter


def digits_of(n: int) -> list[int]:
    """List the decimal digits of a number from left to right, the sign ignored.

    >>> digits_of(407)
    [4, 0, 7]
    >>> digits_of(0)
    [0]
    """
    return [int(digit) for digit in str(abs(n))]


def number_from_digits(digits: list[int]) -> int:
    """Join a list of decimal digits into one integer.

    >>> number_from_digits([4, 0, 7])
    407
    >>> number_from_digits([])
    0
    """
    number = 0
    for digit in digits:
        number = number * 10 + digit
    return number


def count_digits(n: int) -> int:
    """Count the decimal digits of a number, the sign ignored.

    >>> count_digits(4070)
    4
    >>> count_digits(0)
    1
    """
    return len(str(abs(n)))


def digit_sum(n: int) -> int:
    """Add up the decimal digits of a number.

    >>> digit_sum(407)
    11
    >>> digit_sum(-25)
    7
    """
    return sum(int(digit) for digit in str(abs(n)))


def digit_product(n: int) -> int:
    """Multiply the decimal digits of a number.

    >>> digit_product(234)
    24
    >>> digit_product(405)
    0
    """
    return math.prod(int(digit) for digit in str(abs(n)))


def digital_root(n: int) -> int:
    """Add up the digits of a number again and again until one digit remains.

    >>> digital_root(9875)
    2
    >>> digital_root(0)
    0
    """
    while n > 9:
        n = sum(int(digit) for digit in str(n))
    return n


def sum_of_digit_powers(n: int, exponent: int) -> int:
    """Raise each digit of a number to a power and add the results.

    >>> sum_of_digit_powers(123, 2)
    14
    >>> sum_of_digit_powers(0, 3)
    0
    """
    return sum(int(digit) ** exponent for digit in str(abs(n)))


def alternating_digit_sum(n: int) -> int:
    """Add the digits of a number with alternating signs, the leftmost positive.

    >>> alternating_digit_sum(918)
    16
    >>> alternating_digit_sum(7)
    7
    """
    return sum(int(d) if i % 2 == 0 else -int(d) for i, d in enumerate(str(abs(n))))


def reverse_digits(n: int) -> int:
    """Reverse the decimal digits of an integer and keep its sign.

    >>> reverse_digits(-120)
    -21
    >>> reverse_digits(0)
    0
    """
    reversed_number = int(str(abs(n))[::-1])
    return -reversed_number if n < 0 else reversed_number


def is_palindromic_number(n: int) -> bool:
    """Check whether a number reads the same forwards and backwards: a palindrome number.

    >>> is_palindromic_number(1221)
    True
    >>> is_palindromic_number(-11)
    False
    """
    return str(n) == str(n)[::-1]


def next_palindromic_number(n: int) -> int:
    """Return the smallest palindromic number greater than n.

    >>> next_palindromic_number(129)
    131
    >>> next_palindromic_number(9)
    11
    """
    candidate = n + 1
    while str(candidate) != str(candidate)[::-1]:
        candidate += 1
    return candidate


def is_narcissistic_number(n: int) -> bool:
    """Check whether a number equals the sum of its digits each raised to the number of digits.

    Also known as an Armstrong number.

    >>> is_narcissistic_number(153)
    True
    >>> is_narcissistic_number(154)
    False
    """
    text = str(n)
    powers: list[int] = [int(digit) ** len(text) for digit in text]
    return n == sum(powers)


def is_harshad_number(n: int) -> bool:
    """Check whether a positive number is divisible by the sum of its digits: a Harshad or Niven number.

    >>> is_harshad_number(18)
    True
    >>> is_harshad_number(19)
    False
    """
    return n % sum(int(digit) for digit in str(n)) == 0


def is_happy_number(n: int) -> bool:
    """Check whether repeatedly replacing a number by the sum of its squared digits ends in 1.

    >>> is_happy_number(19)
    True
    >>> is_happy_number(4)
    False
    """
    seen = set()
    while n != 1 and n not in seen:
        seen.add(n)
        n = sum(int(digit) ** 2 for digit in str(n))
    return n == 1


def is_automorphic_number(n: int) -> bool:
    """Check whether the square of a number ends in the number itself.

    >>> is_automorphic_number(25)
    True
    >>> is_automorphic_number(7)
    False
    """
    return str(n * n).endswith(str(n))


def is_factorion(n: int) -> bool:
    """Check whether a number equals the sum of the factorials of its digits.

    >>> is_factorion(145)
    True
    >>> is_factorion(10)
    False
    """
    return n == sum(math.factorial(int(digit)) for digit in str(n))


def is_kaprekar_number(n: int) -> bool:
    """Check whether the square of a number splits into two parts that add up to the number.

    >>> is_kaprekar_number(45)
    True
    >>> is_kaprekar_number(46)
    False
    """
    square = str(n * n)
    return n == 1 or any(
        int(square[:i]) + int(square[i:]) == n and int(square[i:]) > 0 for i in range(1, len(square))
    )


def digit_counts(n: int) -> dict[int, int]:
    """Count how often each digit occurs in a number.

    >>> digit_counts(1221)
    {1: 2, 2: 2}
    >>> digit_counts(0)
    {0: 1}
    """
    return dict(Counter(int(digit) for digit in str(abs(n))))


def count_digit_occurrences(n: int, digit: int) -> int:
    """Count how many times a digit appears in a number.

    >>> count_digit_occurrences(1211, 1)
    3
    >>> count_digit_occurrences(55, 0)
    0
    """
    return str(abs(n)).count(str(digit))


def largest_digit(n: int) -> int:
    """Return the largest decimal digit of a number.

    >>> largest_digit(4752)
    7
    >>> largest_digit(0)
    0
    """
    return max(int(digit) for digit in str(abs(n)))


def first_digit(n: int) -> int:
    """Return the first (most significant) decimal digit of a number.

    >>> first_digit(4752)
    4
    >>> first_digit(-31)
    3
    """
    return int(str(abs(n))[0])


def last_digit(n: int) -> int:
    """Return the last (units) decimal digit of a number.

    >>> last_digit(4752)
    2
    >>> last_digit(-31)
    1
    """
    return abs(n) % 10


def last_digit_of_power(base: int, exponent: int) -> int:
    """Return the last decimal digit of a base raised to an exponent.

    >>> last_digit_of_power(7, 4)
    1
    >>> last_digit_of_power(12, 0)
    1
    """
    return pow(base, exponent, 10)


def trailing_zeros_of_factorial(n: int) -> int:
    """Count the zeros at the end of n factorial by counting its factors of five.

    >>> trailing_zeros_of_factorial(25)
    6
    >>> trailing_zeros_of_factorial(4)
    0
    """
    count = 0
    while n > 0:
        n //= 5
        count += n
    return count


def has_repeated_digit(n: int) -> bool:
    """Check whether some decimal digit occurs more than once in a number.

    >>> has_repeated_digit(1231)
    True
    >>> has_repeated_digit(123)
    False
    """
    text = str(abs(n))
    return len(set(text)) < len(text)


def digits_are_increasing(n: int) -> bool:
    """Check whether the digits of a number never decrease from left to right.

    >>> digits_are_increasing(1337)
    True
    >>> digits_are_increasing(132)
    False
    """
    text = str(abs(n))
    return list(text) == sorted(text)


def sort_digits(n: int) -> int:
    """Rearrange the digits of a non-negative number in increasing order: the smallest number they form.

    >>> sort_digits(3142)
    1234
    >>> sort_digits(100)
    1
    """
    return int("".join(sorted(str(n))))


def largest_number_from_digits(digits: list[int]) -> int:
    """Arrange digits to form the largest possible number.

    >>> largest_number_from_digits([3, 9, 1])
    931
    >>> largest_number_from_digits([0, 0])
    0
    """
    return int("".join(map(str, sorted(digits, reverse=True))) or "0")


def concatenate_numbers(numbers: list[int]) -> int:
    """Write non-negative integers one after another and read the result as a single number.

    >>> concatenate_numbers([12, 3, 45])
    12345
    >>> concatenate_numbers([7])
    7
    """
    return int("".join(str(n) for n in numbers))


def rotate_digits(n: int, places: int) -> int:
    """Rotate the digits of a non-negative number to the left by some places.

    >>> rotate_digits(12345, 2)
    34512
    >>> rotate_digits(7, 3)
    7
    """
    text = str(n)
    shift = places % len(text)
    return int(text[shift:] + text[:shift])
