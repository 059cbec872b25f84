"""Recipes for writing and reading numbers in other bases: binary, octal, hexadecimal and any base."""

import string


def to_binary(n: int) -> str:
    """Convert a non-negative integer to its binary representation as a string.

    >>> to_binary(10)
    '1010'
    >>> to_binary(0)
    '0'
    """
    return format(n, "b")


def from_binary(text: str) -> int:
    """Convert a binary string to a decimal integer.

    >>> from_binary("1010")
    10
    >>> from_binary("0")
    0
    """
    return int(text, 2)


def to_binary_by_division(n: int) -> str:
    """Convert a non-negative integer to binary by repeated division by two.

    >>> to_binary_by_division(6)
    '110'
    >>> to_binary_by_division(0)
    '0'
    """
    bits = ""
    while n > 0:
        n, bit = divmod(n, 2)
        bits = str(bit) + bits
    return bits or "0"


def to_padded_binary(n: int, width: int) -> str:
    """Convert an integer to binary, padded with leading zeros to a fixed width.

    >>> to_padded_binary(5, 8)
    '00000101'
    >>> to_padded_binary(5, 2)
    '101'
    """
    return format(n, f"0{width}b")


def to_octal(n: int) -> str:
    """Convert a non-negative integer to its octal representation.

    >>> to_octal(64)
    '100'
    >>> to_octal(0)
    '0'
    """
    return format(n, "o")


def to_hexadecimal(n: int) -> str:
    """Convert a non-negative integer to its hexadecimal representation in lower case.

    >>> to_hexadecimal(255)
    'ff'
    >>> to_hexadecimal(0)
    '0'
    """
    return format(n, "x")


def from_hexadecimal(text: str) -> int:
    """Convert a hexadecimal string to a decimal integer.

    >>> from_hexadecimal("ff")
    255
    >>> from_hexadecimal("10")
    16
    """
    return int(text, 16)


def to_base(n: int, base: int) -> str:
    """Write a non-negative integer in a base from 2 to 36 with digits and lower-case letters.

    >>> to_base(255, 16)
    'ff'
    >>> to_base(0, 7)
    '0'
    """
    symbols = string.digits + string.ascii_lowercase
    text = ""
    while n > 0:
        n, digit = divmod(n, base)
        text = symbols[digit] + text
    return text or "0"


def from_base(text: str, base: int) -> int:
    """Read a number written in a base from 2 to 36.

    >>> from_base("zz", 36)
    1295
    >>> from_base("101", 3)
    10
    """
    return int(text, base)


def base_digits(n: int, base: int) -> list[int]:
    """List the digits of a non-negative integer in a base, most significant first.

    >>> base_digits(100, 7)
    [2, 0, 2]
    >>> base_digits(0, 2)
    [0]
    """
    digits: list[int] = []
    while n >= base:
        n, digit = divmod(n, base)
        digits.append(digit)
    return [n, *reversed(digits)]


def from_base_digits(digits: list[int], base: int) -> int:
    """Combine a list of digits in a base into a number by Horner's scheme.

    >>> from_base_digits([2, 0, 2], 7)
    100
    >>> from_base_digits([], 10)
    0
    """
    value = 0
    for digit in digits:
        value = value * base + digit
    return value


def convert_base(text: str, from_base: int, to_base: int) -> str:
    """Convert the digits of a number from one base up to 36 to another base up to 10.

    >>> convert_base("ff", 16, 2)
    '11111111'
    >>> convert_base("0", 10, 3)
    '0'
    """
    n = int(text, from_base)
    digits: list[str] = []
    while n > 0:
        n, digit = divmod(n, to_base)
        digits.append(str(digit))
    return "".join(reversed(digits)) or "0"


def binary_as_decimal_integer(n: int) -> int:
    """Return the integer whose decimal digits are the binary digits of a number.

    >>> binary_as_decimal_integer(5)
    101
    >>> binary_as_decimal_integer(0)
    0
    """
    return int(format(n, "b"))


def add_binary_strings(a: str, b: str) -> str:
    """Add two numbers given as binary strings and return the sum in binary.

    >>> add_binary_strings("101", "11")
    '1000'
    >>> add_binary_strings("0", "0")
    '0'
    """
    return format(int(a, 2) + int(b, 2), "b")


def is_binary_string(text: str) -> bool:
    """Check whether a string consists of the digits 0 and 1 only.

    >>> is_binary_string("0101")
    True
    >>> is_binary_string("012")
    False
    >>> is_binary_string("")
    False
    """
    return bool(text) and set(text) <= {"0", "1"}


def binary_is_palindrome(n: int) -> bool:
    """Check whether the binary representation of a number is a palindrome.

    >>> binary_is_palindrome(9)
    True
    >>> binary_is_palindrome(10)
    False
    """
    bits = format(n, "b")
    return bits == bits[::-1]


def balanced_ternary(n: int) -> str:
    """Write an integer in balanced ternary with the digits +, 0 and - for one, zero and minus one.

    >>> balanced_ternary(5)
    '+--'
    >>> balanced_ternary(0)
    '0'
    """
    digits = ""
    while n != 0:
        remainder = (n + 1) % 3 - 1
        digits = "-0+"[remainder + 1] + digits
        n = (n - remainder) // 3
    return digits or "0"


def column_letters(index: int) -> str:
    """Convert a column number, counting from 1, to spreadsheet letters: bijective base 26.

    >>> column_letters(28)
    'AB'
    >>> column_letters(1)
    'A'
    """
    letters = ""
    while index > 0:
        index, remainder = divmod(index - 1, 26)
        letters = string.ascii_uppercase[remainder] + letters
    return letters


def column_index(letters: str) -> int:
    """Convert the letters of a spreadsheet column to its number, counting from 1.

    >>> column_index("AB")
    28
    >>> column_index("Z")
    26
    """
    index = 0
    for letter in letters.upper():
        index = index * 26 + string.ascii_uppercase.index(letter) + 1
    return index


def binary_coded_decimal(n: int) -> str:
    """Encode each decimal digit of a number as four bits: binary-coded decimal (BCD).

    >>> binary_coded_decimal(29)
    '0010 1001'
    >>> binary_coded_decimal(0)
    '0000'
    """
    return " ".join(format(int(digit), "04b") for digit in str(n))
