"""Recipes of classical ciphers and codes: Caesar, ROT13, Vigenere, Atbash, rail fence, Morse, checksums."""

import string


def caesar_cipher(text: str, shift: int) -> str:
    """Encrypt a text with the Caesar cipher: shift every letter along the alphabet.

    A negative shift decrypts.

    >>> caesar_cipher("Hello, z!", 3)
    'Khoor, c!'
    >>> caesar_cipher("Khoor", -3)
    'Hello'
    """
    shifted = ""
    for char in text:
        if char.isascii() and char.isalpha():
            base = ord("A") if char.isupper() else ord("a")
            shifted += chr((ord(char) - base + shift) % 26 + base)
        else:
            shifted += char
    return shifted


def rot13(text: str) -> str:
    """Encrypt or decrypt a text by shifting every letter by thirteen places.

    >>> rot13("Hello")
    'Uryyb'
    >>> rot13(rot13("abc"))
    'abc'
    """
    lower, upper = string.ascii_lowercase, string.ascii_uppercase
    shifted = lower[13:] + lower[:13] + upper[13:] + upper[:13]
    return text.translate(str.maketrans(lower + upper, shifted))


def atbash(text: str) -> str:
    """Encrypt or decrypt a text with the Atbash cipher: replace each letter by its mirror in the alphabet.

    >>> atbash("abc XYZ")
    'zyx CBA'
    >>> atbash("")
    ''
    """
    lower, upper = string.ascii_lowercase, string.ascii_uppercase
    return text.translate(str.maketrans(lower + upper, lower[::-1] + upper[::-1]))


def vigenere_encrypt(text: str, key: str) -> str:
    """Encrypt upper-case letters with the Vigenere cipher and a repeated upper-case key.

    >>> vigenere_encrypt("ATTACKATDAWN", "LEMON")
    'LXFOPVEFRNHR'
    >>> vigenere_encrypt("", "KEY")
    ''
    """
    letters = string.ascii_uppercase
    return "".join(
        letters[(letters.index(char) + letters.index(key[i % len(key)])) % 26] for i, char in enumerate(text)
    )


def vigenere_decrypt(text: str, key: str) -> str:
    """Decrypt upper-case letters of the Vigenere cipher with its key.

    >>> vigenere_decrypt("LXFOPVEFRNHR", "LEMON")
    'ATTACKATDAWN'
    >>> vigenere_decrypt("", "KEY")
    ''
    """
    letters = string.ascii_uppercase
    return "".join(
        letters[(letters.index(char) - letters.index(key[i % len(key)])) % 26] for i, char in enumerate(text)
    )


def rail_fence(text: str, rails: int) -> str:
    """Encrypt a text with the rail fence cipher: write it in a zigzag and read it row by row.

    >>> rail_fence("WEAREDISCOVERED", 3)
    'WECRERDSOEEAIVD'
    >>> rail_fence("abc", 1)
    'abc'
    """
    rows = [""] * rails
    period = max(2 * (rails - 1), 1)
    for i, char in enumerate(text):
        position = i % period
        rows[min(position, period - position) if rails > 1 else 0] += char
    return "".join(rows)


def substitute(text: str, alphabet: str, replacement: str) -> str:
    """Encrypt a text by replacing each letter of one alphabet by the letter in the same place of another.

    >>> substitute("bad", "abcd", "wxyz")
    'xwz'
    >>> substitute("", "a", "b")
    ''
    """
    return text.translate(str.maketrans(alphabet, replacement))


def xor_cipher(codes: list[int], key: list[int]) -> list[int]:
    """Encrypt or decrypt a list of codes by exclusive or with a repeated key.

    >>> xor_cipher([1, 2, 3], [5])
    [4, 7, 6]
    >>> xor_cipher([], [5])
    []
    """
    return [code ^ key[i % len(key)] for i, code in enumerate(codes)]


def to_morse(text: str) -> str:
    """Translate letters to Morse code, letters separated by a space and words by a slash.

    >>> to_morse("SOS me")
    '... --- ... / -- .'
    >>> to_morse("")
    ''
    """
    codes = (
        ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- "
        "-. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.."
    )
    table = dict(zip(string.ascii_lowercase, codes.split()))
    return " / ".join(" ".join(table[char] for char in word) for word in text.lower().split())


def polynomial_hash(text: str, base: int = 31, modulus: int = 1_000_000_007) -> int:
    """Hash a string as a polynomial of its character codes, as in the Rabin-Karp string search.

    >>> polynomial_hash("ab")
    3105
    >>> polynomial_hash("")
    0
    """
    value = 0
    for char in text:
        value = (value * base + ord(char)) % modulus
    return value


def adler32(text: str) -> int:
    """Compute the Adler-32 checksum of the bytes of a text.

    >>> adler32("Wikipedia")
    300286872
    >>> adler32("")
    1
    """
    low, high = 1, 0
    for byte in text.encode():
        low = (low + byte) % 65521
        high = (high + low) % 65521
    return high << 16 | low


def parity_bit(bits: str) -> str:
    """Return the bit that makes the number of ones even when it is appended to a string of bits.

    >>> parity_bit("1011")
    '1'
    >>> parity_bit("")
    '0'
    """
    return str(bits.count("1") % 2)
