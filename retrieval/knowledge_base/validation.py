"""Recipes that validate identifiers and input: passwords, email, IP addresses, checksums, times."""

import re
from string import punctuation


def is_valid_email(text: str) -> bool:
    """Check whether a text has the form of an email address.

    >>> is_valid_email("ann.lee@mail.example.org")
    True
    >>> is_valid_email("ann@com")
    False
    """
    return re.fullmatch(r"[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", text) is not None


def is_valid_ipv4(text: str) -> bool:
    """Check whether a text is an IPv4 address: four numbers from 0 to 255 without leading zeros.

    >>> is_valid_ipv4("192.168.0.1")
    True
    >>> is_valid_ipv4("256.1.1.1")
    False
    >>> is_valid_ipv4("01.2.3.4")
    False
    """
    parts = text.split(".")
    return len(parts) == 4 and all(
        part.isdecimal() and part.isascii() and str(int(part)) == part and int(part) <= 255 for part in parts
    )


def is_valid_url(text: str) -> bool:
    """Check whether a text has the form of a web address with http or https.

    >>> is_valid_url("https://example.org/path?q=1")
    True
    >>> is_valid_url("example")
    False
    """
    return re.fullmatch(r"https?://[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?", text) is not None


def is_valid_phone_number(text: str) -> bool:
    """Check whether a text is a phone number of 7 to 15 digits, with an optional plus, spaces and hyphens.

    >>> is_valid_phone_number("+49 30 123-4567")
    True
    >>> is_valid_phone_number("12a34567")
    False
    """
    digits = re.sub(r"[ -]", "", text)
    return re.fullmatch(r"\+?\d{7,15}", digits) is not None


def is_strong_password(text: str, length: int = 8) -> bool:
    """Check whether a password is long enough and has an upper and a lower case letter, a digit and a symbol.

    >>> is_strong_password("Secret#123")
    True
    >>> is_strong_password("secret123")
    False
    """
    return (
        len(text) >= length
        and any(char.isupper() for char in text)
        and any(char.islower() for char in text)
        and any(char.isdigit() for char in text)
        and any(char in punctuation for char in text)
    )


def password_problems(text: str, length: int = 8) -> list[str]:
    """List the reasons why a password is too weak.

    >>> password_problems("secret")
    ['too short', 'no upper-case letter', 'no digit']
    >>> password_problems("Secret123")
    []
    """
    rules = {
        "too short": len(text) < length,
        "no upper-case letter": not any(map(str.isupper, text)),
        "no lower-case letter": not any(map(str.islower, text)),
        "no digit": not any(map(str.isdigit, text)),
    }
    return [problem for problem, found in rules.items() if found]


def passes_luhn(number: str) -> bool:
    """Check the digits of a card number with the Luhn algorithm: its checksum is a multiple of ten.

    >>> passes_luhn("79927398713")
    True
    >>> passes_luhn("79927398710")
    False
    """
    digits = [int(char) for char in reversed(number) if char.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return bool(digits) and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def luhn_check_digit(number: str) -> int:
    """Return the digit to append to a number so that it passes the Luhn check.

    >>> luhn_check_digit("7992739871")
    3
    >>> luhn_check_digit("0")
    0
    """
    digits = [int(char) for char in reversed(number)]
    total = sum(digits[1::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[::2])
    return -total % 10


def is_valid_isbn10(text: str) -> bool:
    """Check the checksum of a ten-digit book number (ISBN-10), whose last digit may be X.

    >>> is_valid_isbn10("0-306-40615-2")
    True
    >>> is_valid_isbn10("0-306-40615-3")
    False
    """
    symbols = text.replace("-", "")
    if not re.fullmatch(r"\d{9}[\dX]", symbols):
        return False
    digits = [10 if symbol == "X" else int(symbol) for symbol in symbols]
    return sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits)) % 11 == 0


def is_valid_isbn13(text: str) -> bool:
    """Check the checksum of a thirteen-digit book number (ISBN-13) or article number (EAN-13).

    >>> is_valid_isbn13("978-0-306-40615-7")
    True
    >>> is_valid_isbn13("978-0-306-40615-8")
    False
    """
    symbols = text.replace("-", "")
    if not re.fullmatch(r"\d{13}", symbols):
        return False
    return sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(symbols)) % 10 == 0


def is_valid_hex_color(text: str) -> bool:
    """Check whether a text is a hexadecimal colour code of three or six digits.

    >>> is_valid_hex_color("#1a2b3c")
    True
    >>> is_valid_hex_color("#12g")
    False
    """
    return re.fullmatch(r"#([0-9A-Fa-f]{3}){1,2}", text) is not None


def is_valid_time(text: str) -> bool:
    """Check whether a text is a time of day of the 24-hour clock in the form HH:MM.

    >>> is_valid_time("23:59")
    True
    >>> is_valid_time("24:00")
    False
    """
    return re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text) is not None


def is_valid_username(text: str) -> bool:
    """Check whether a text is a user name of 3 to 16 letters, digits, underscores or hyphens, a letter first.

    >>> is_valid_username("ann_lee-7")
    True
    >>> is_valid_username("7up")
    False
    """
    return re.fullmatch(r"[A-Za-z][\w-]{2,15}", text, re.ASCII) is not None


def is_integer_text(text: str) -> bool:
    """Check whether a text is an integer with an optional sign.

    >>> is_integer_text("-42")
    True
    >>> is_integer_text("4.2")
    False
    """
    return re.fullmatch(r"[+-]?\d+", text) is not None


def is_float_text(text: str) -> bool:
    """Check whether a text can be read as a floating-point number.

    >>> is_float_text("1e-3")
    True
    >>> is_float_text("one")
    False
    """
    try:
        float(text)
    except ValueError:
        return False
    return True


def is_valid_sudoku(board: list[list[int]]) -> bool:
    """Check whether no row, column or 3 by 3 box of a Sudoku board repeats a digit; 0 marks an empty cell.

    >>> is_valid_sudoku([[0] * 9 for _ in range(9)])
    True
    >>> is_valid_sudoku([[5, 5] + [0] * 7] + [[0] * 9 for _ in range(8)])
    False
    """
    seen: set[tuple[str | int, int, int]] = set()
    for i, row in enumerate(board):
        for j, digit in enumerate(row):
            marks: set[tuple[str | int, int, int]] = {
                ("row", i, digit),
                ("column", j, digit),
                (i // 3, j // 3, digit),
            }
            if digit and marks & seen:
                return False
            seen |= marks
    return True
