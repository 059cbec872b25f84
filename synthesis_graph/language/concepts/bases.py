"""Notations of integers: binary, octal, hexadecimal, any base up to 36, Roman, words."""

# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import string

from synthesis_graph.language.operations import concept


@concept(5, "binary convert representation string base two")
def to_binary(n: int) -> str:
    """The binary notation of n."""
    return format(n, "b")


@concept(7, "octal convert representation string base eight")
def to_octal(n: int) -> str:
    """The octal notation of n."""
    return format(n, "o")


@concept(6, "hex hexadecimal convert representation string base sixteen")
def to_hex(n: int) -> str:
    """The hexadecimal notation of n, in small letters."""
    return format(n, "x")


@concept(7, "base radix convert representation", limit="0 <= n and 1 < base <= 36")
def to_base(n: int, base: int) -> str:
    """The notation of n >= 0 in a base from 2 to 36, with small letters above 9."""
    digits = ""
    while n > 0 or not digits:
        n, digit = divmod(n, base)
        digits = (string.digits + string.ascii_lowercase)[digit] + digits
    return digits


@concept(6, "base radix convert decimal parse")
def from_base(text: str, base: int) -> int:
    """The integer that the text means in the base."""
    return int(text, base)


@concept(6, "binary convert decimal parse string")
def from_binary(text: str) -> int:
    """The integer that the binary notation means."""
    return int(text, 2)


@concept(7, "hex hexadecimal convert decimal parse string")
def from_hex(text: str) -> int:
    """The integer that the hexadecimal notation means."""
    return int(text, 16)


@concept(6, "binary convert decimal equivalent number", limit="abs(n) < 10**9")
def decimal_to_binary(n: int) -> int:
    """The number whose decimal digits are the binary notation of n."""
    return int(format(n, "b"))


@concept(6, "binary convert decimal equivalent number", limit="abs(n) < 10**40")
def binary_to_decimal(n: int) -> int:
    """The number whose binary notation is the decimal notation of n."""
    return int(str(n), 2)


@concept(7, "octal convert decimal equivalent number", limit="abs(n) < 10**9")
def decimal_to_octal(n: int) -> int:
    """The number whose decimal digits are the octal notation of n."""
    return int(format(n, "o"))


@concept(7, "octal convert decimal equivalent number", limit="abs(n) < 10**40")
def octal_to_decimal(n: int) -> int:
    """The number whose octal notation is the decimal notation of n."""
    return int(str(n), 8)


@concept(8, "binary digit digits bits list convert")
def binary_digits(n: int) -> list[int]:
    """The binary digits of n >= 0, most significant first."""
    return [int(c) for c in format(n, "b")]


@concept(8, "binary pad padded width fixed bits zero leading", limit="0 <= width <= 1000")
def padded_binary(n: int, width: int) -> str:
    """The binary notation of n with leading zeros up to the width."""
    return format(n, f"0{width}b")


@concept(8, "binary add sum string")
def add_binary(first: str, second: str) -> str:
    """The sum of two binary notations, as one."""
    return format(int(first, 2) + int(second, 2), "b")


@concept(7, "binary string check only zero one")
def is_binary(text: str) -> bool:
    """Whether the text is made of the digits 0 and 1 alone."""
    return set(text) <= {"0", "1"}


@concept(6, "roman numeral numerals convert integer", limit="n < 10**5")
def to_roman(n: int) -> str:
    """The Roman numeral for n."""
    values = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1]
    symbols = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"]
    numeral = ""
    for value, symbol in zip(values, symbols):
        numeral += symbol * (n // value)
        n %= value
    return numeral


@concept(6, "roman numeral numerals convert integer")
def from_roman(numeral: str) -> int:
    """The integer that a Roman numeral means."""
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[c] for c in numeral]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0]))


@concept(7, "ordinal suffix st nd rd th")
def ordinal(n: int) -> str:
    """The number with its ordinal suffix, as in 1st, 2nd, 11th."""
    suffix = "th" if n // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


@concept(8, "number word words english spell spelled")
def number_to_words(n: int) -> str:
    """The English words for n from 0 to 999."""
    small = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
    ]
    small += ["fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    rest = n % 100
    words = [small[n // 100], "hundred"] if n >= 100 else []
    if rest >= 20:
        words.append(tens[rest // 10 - 2] + ("-" + small[rest % 10] if rest % 10 else ""))
    elif rest or not words:
        words.append(small[rest])
    return " ".join(words)
