"""Characters of a text: counting, keeping, removing, shifting and encoding them."""

# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import itertools
import re
import string

from synthesis_graph.language.operations import concept


@concept(5, "vowel vowels count number")
def count_vowels(text: str) -> int:
    """The number of vowels in the text."""
    return sum(c in "aeiouAEIOU" for c in text)


@concept(7, "consonant consonants count number")
def count_consonants(text: str) -> int:
    """The number of letters in the text that are no vowels."""
    return sum(c.isalpha() and c not in "aeiouAEIOU" for c in text)


@concept(7, "vowel check letter character")
def is_vowel(character: str) -> bool:
    """Whether the character is a vowel."""
    return len(character) == 1 and character in "aeiouAEIOU"


@concept(6, "vowel vowels remove delete without strip")
def remove_vowels(text: str) -> str:
    """The text without its vowels."""
    return re.sub("[aeiou]", "", text, flags=re.IGNORECASE)


@concept(7, "vowel vowels keep extract find")
def vowels_in(text: str) -> list[str]:
    """The vowels of the text in order."""
    return re.findall("[aeiou]", text, flags=re.IGNORECASE)


@concept(8, "vowel vowels reverse")
def reverse_vowels(text: str) -> str:
    """The text with its vowels in reverse order, everything else in place."""
    vowels = re.findall("[aeiou]", text, flags=re.IGNORECASE)
    return re.sub("[aeiou]", lambda _: vowels.pop(), text, flags=re.IGNORECASE)


@concept(6, "letter letters alphabet alphabetic keep only")
def only_letters(text: str) -> str:
    """The letters of the text."""
    return "".join(c for c in text if c.isalpha())


@concept(6, "digit digits number numeric keep only")
def only_digits(text: str) -> str:
    """The digits of the text."""
    return "".join(c for c in text if c.isdigit())


@concept(7, "alphanumeric keep only remove special symbol nonalphanumeric")
def only_alphanumeric(text: str) -> str:
    """The letters and digits of the text."""
    return "".join(c for c in text if c.isalnum())


@concept(7, "uppercase upper capital keep only")
def only_uppercase(text: str) -> str:
    """The capital letters of the text."""
    return "".join(c for c in text if c.isupper())


@concept(7, "lowercase lower small keep only remove uppercase")
def only_lowercase(text: str) -> str:
    """The small letters of the text."""
    return "".join(c for c in text if c.islower())


@concept(7, "uppercase upper capital remove delete")
def remove_uppercase(text: str) -> str:
    """The text without its capital letters."""
    return "".join(c for c in text if not c.isupper())


@concept(7, "lowercase lower small remove delete")
def remove_lowercase(text: str) -> str:
    """The text without its small letters."""
    return "".join(c for c in text if not c.islower())


@concept(7, "digit digits number remove delete strip")
def remove_digits(text: str) -> str:
    """The text without its digits."""
    return "".join(c for c in text if not c.isdigit())


@concept(7, "punctuation remove delete strip symbol")
def remove_punctuation(text: str) -> str:
    """The text without punctuation."""
    return "".join(c for c in text if c not in string.punctuation)


@concept(6, "whitespace space blank remove delete strip")
def remove_whitespace(text: str) -> str:
    """The text without whitespace."""
    return "".join(text.split())


@concept(7, "whitespace space multiple extra squeeze collapse single consecutive")
def squeeze_spaces(text: str) -> str:
    """The text with each stretch of whitespace reduced to one space."""
    return re.sub(r"\s+", " ", text)


@concept(6, "duplicate repeated character remove unique distinct")
def remove_duplicate_characters(text: str) -> str:
    """The distinct characters of the text in order of first appearance."""
    return "".join(dict.fromkeys(text))


@concept(7, "consecutive adjacent duplicate repeated character remove collapse")
def collapse_repeated_characters(text: str) -> str:
    """The text with each run of a character reduced to one."""
    return "".join(c for c, _ in itertools.groupby(text))


@concept(6, "remove delete character characters occurring present another")
def remove_characters(text: str, unwanted: str) -> str:
    """The text without the characters that the second text holds."""
    return "".join(c for c in text if c not in unwanted)


@concept(7, "keep retain only character characters")
def keep_characters(text: str, wanted: str) -> str:
    """The characters of the text that the second text holds."""
    return "".join(c for c in text if c in wanted)


@concept(5, "sort alphabetical order character characters letter")
def sort_characters(text: str) -> str:
    """The characters of the text in ascending order."""
    return "".join(sorted(text))


@concept(6, "letter letters alphabet count number")
def count_letters(text: str) -> int:
    """The number of letters in the text."""
    return sum(c.isalpha() for c in text)


@concept(6, "digit digits numeric count number")
def count_digit_characters(text: str) -> int:
    """The number of digits in the text."""
    return sum(c.isdigit() for c in text)


@concept(6, "uppercase upper capital count number")
def count_uppercase(text: str) -> int:
    """The number of capital letters in the text."""
    return sum(c.isupper() for c in text)


@concept(6, "lowercase lower small count number")
def count_lowercase(text: str) -> int:
    """The number of small letters in the text."""
    return sum(c.islower() for c in text)


@concept(8, "special symbol punctuation count number")
def count_special_characters(text: str) -> int:
    """The number of characters that are neither letters, digits nor whitespace."""
    return sum(not c.isalnum() and not c.isspace() for c in text)


@concept(6, "ascii code ord value sum total")
def ascii_sum(text: str) -> int:
    """The sum of the code points of the characters."""
    return sum(map(ord, text))


@concept(6, "letter position alphabet alphabetical index place")
def letter_position(letter: str) -> int:
    """The place of a letter in the alphabet, from 1."""
    return ord(letter.lower()) - ord("a") + 1


@concept(7, "letter alphabet nth position")
def nth_letter(n: int) -> str:
    """The nth small letter of the alphabet, from 1."""
    return string.ascii_lowercase[n - 1]


@concept(7, "caesar cipher shift encrypt encode letter")
def caesar_shift(text: str, k: int) -> str:
    """The text with each letter moved k places on in the alphabet, wrapping round, case kept."""
    return "".join(
        chr((ord(c) - base + k) % 26 + base) if c.isascii() and c.isalpha() else c
        for c in text
        for base in [ord("A") if c.isupper() else ord("a")]
    )


@concept(9, "atbash cipher encrypt mirror alphabet")
def atbash(text: str) -> str:
    """The text with each letter replaced by its mirror image in the alphabet."""
    letters = string.ascii_lowercase
    return text.translate(str.maketrans(letters + letters.upper(), letters[::-1] + letters[::-1].upper()))


@concept(7, "run length encode encoding compress count consecutive")
def run_length_encode(text: str) -> str:
    """Each run of a character as the character and the run's length."""
    return "".join(f"{c}{len(list(run))}" for c, run in itertools.groupby(text))


@concept(8, "run length encode encoding count consecutive")
def count_first_run_length_encode(text: str) -> str:
    """Each run of a character as the run's length and the character."""
    return "".join(f"{len(list(run))}{c}" for c, run in itertools.groupby(text))


@concept(8, "run length decode decoding expand decompress", limit="not re.search('[0-9]{4}', text)")
def run_length_decode(text: str) -> str:
    """The text that characters, each followed by its count, stand for."""
    return "".join(c * int(n or 1) for c, n in re.findall(r"(\D)(\d*)", text))


@concept(8, "alternate alternating case upper lower")
def alternate_case(text: str) -> str:
    """The text with its characters in upper and lower case in turn, upper first."""
    return "".join(c.lower() if i % 2 else c.upper() for i, c in enumerate(text))


@concept(8, "double repeat each character times", limit="len(text) * n <= 10**4")
def repeat_characters(text: str, n: int) -> str:
    """The text with each character n times."""
    return "".join(c * n for c in text)
