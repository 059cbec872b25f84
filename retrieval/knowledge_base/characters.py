"""Recipes about the characters of a string: counting, classifying, changing case, codes and positions."""

import string
from collections import Counter


def count_characters(text: str) -> dict[str, int]:
    """Count how often each character occurs in a string: its character frequencies.

    >>> count_characters("hello")
    {'h': 1, 'e': 1, 'l': 2, 'o': 1}
    >>> count_characters("")
    {}
    """
    return dict(Counter(text))


def count_character(text: str, char: str) -> int:
    """Count the occurrences of one character in a string.

    >>> count_character("banana", "a")
    3
    >>> count_character("", "a")
    0
    """
    return text.count(char)


def count_vowels(text: str) -> int:
    """Count the vowels of a string, in upper or lower case.

    >>> count_vowels("Education")
    5
    >>> count_vowels("xyz")
    0
    """
    return sum(1 for char in text.lower() if char in "aeiou")


def count_consonants(text: str) -> int:
    """Count the consonants of a string: its letters that are not vowels.

    >>> count_consonants("Hello, you")
    4
    >>> count_consonants("")
    0
    """
    return sum(1 for char in text.lower() if char.isalpha() and char not in "aeiou")


def count_uppercase(text: str) -> int:
    """Count the upper-case letters of a string.

    >>> count_uppercase("PyThon")
    2
    >>> count_uppercase("")
    0
    """
    return sum(1 for char in text if char.isupper())


def count_lowercase(text: str) -> int:
    """Count the lower-case letters of a string.

    >>> count_lowercase("PyThon")
    4
    >>> count_lowercase("")
    0
    """
    return sum(map(str.islower, text))


def count_digits_in_text(text: str) -> int:
    """Count the digits of a string.

    >>> count_digits_in_text("a1b22")
    3
    >>> count_digits_in_text("")
    0
    """
    return sum(1 for char in text if char.isdigit())


def count_letters_and_digits(text: str) -> tuple[int, int]:
    """Count the letters and the digits of a string.

    >>> count_letters_and_digits("ab12!3")
    (2, 3)
    >>> count_letters_and_digits("")
    (0, 0)
    """
    return sum(c.isalpha() for c in text), sum(c.isdigit() for c in text)


def count_distinct_characters(text: str) -> int:
    """Count the different characters of a string, upper and lower case treated alike.

    >>> count_distinct_characters("Banana")
    3
    >>> count_distinct_characters("")
    0
    """
    return len(set(text.lower()))


def is_vowel(char: str) -> bool:
    """Check whether a character is a vowel.

    >>> is_vowel("E")
    True
    >>> is_vowel("b")
    False
    """
    return char in set("aeiouAEIOU")


def remove_vowels(text: str) -> str:
    """Remove all vowels from a string.

    >>> remove_vowels("Programming")
    'Prgrmmng'
    >>> remove_vowels("aeiou")
    ''
    """
    return "".join(char for char in text if char.lower() not in "aeiou")


def remove_punctuation(text: str) -> str:
    """Remove the punctuation characters of a string.

    >>> remove_punctuation("Hello, world!")
    'Hello world'
    >>> remove_punctuation("")
    ''
    """
    return text.translate(str.maketrans("", "", string.punctuation))


def remove_digits(text: str) -> str:
    """Remove all digits from a string.

    >>> remove_digits("a1b22c")
    'abc'
    >>> remove_digits("42")
    ''
    """
    return "".join(char for char in text if not char.isdigit())


def remove_characters(text: str, unwanted: str) -> str:
    """Remove from a string every character that occurs in another string.

    >>> remove_characters("character", "ca")
    'hrter'
    >>> remove_characters("", "abc")
    ''
    """
    return "".join(char for char in text if char not in unwanted)


def keep_alphanumeric(text: str) -> str:
    """Keep only the letters and digits of a string.

    >>> keep_alphanumeric("a-b c_1!")
    'abc1'
    >>> keep_alphanumeric("")
    ''
    """
    return "".join(filter(str.isalnum, text))


def keep_letters(text: str) -> str:
    """Keep only the letters of a string.

    >>> keep_letters("a1-B2")
    'aB'
    >>> keep_letters("12")
    ''
    """
    return "".join(char for char in text if char.isalpha())


def remove_repeated_characters(text: str) -> str:
    """Keep only the first occurrence of each character of a string, in order.

    >>> remove_repeated_characters("banana")
    'ban'
    >>> remove_repeated_characters("")
    ''
    """
    return "".join(dict.fromkeys(text))


def collapse_repeats(text: str) -> str:
    """Shorten every run of equal neighbouring characters to one character.

    >>> collapse_repeats("aabbbca")
    'abca'
    >>> collapse_repeats("")
    ''
    """
    return text[:1] + "".join(b for a, b in zip(text, text[1:]) if a != b)


def first_repeated_character(text: str) -> str | None:
    """Return the first character that has occurred before in a string, or None.

    >>> first_repeated_character("abcb")
    'b'
    >>> first_repeated_character("abc") is None
    True
    """
    seen = set()
    for char in text:
        if char in seen:
            return char
        seen.add(char)
    return None


def first_non_repeated_character(text: str) -> str | None:
    """Return the first character that occurs only once in a string, or None.

    >>> first_non_repeated_character("aabcb")
    'c'
    >>> first_non_repeated_character("aa") is None
    True
    """
    counts = Counter(text)
    return next((char for char in text if counts[char] == 1), None)


def most_frequent_character(text: str) -> str | None:
    """Return the character that occurs most often in a string, the first of equals, or None when empty.

    >>> most_frequent_character("banana")
    'a'
    >>> most_frequent_character("") is None
    True
    """
    counts = Counter(text)
    return max(counts, key=lambda char: counts[char]) if counts else None


def swap_case(text: str) -> str:
    """Turn the upper-case letters of a string into lower case and the other way round.

    >>> swap_case("Hello")
    'hELLO'
    >>> swap_case("")
    ''
    """
    return text.swapcase()


def swap_characters(text: str, first: str, second: str) -> str:
    """Exchange two characters everywhere in a string.

    >>> swap_characters("banana", "a", "n")
    'bnanan'
    >>> swap_characters("", "a", "b")
    ''
    """
    return text.translate(str.maketrans(first + second, second + first))


def character_codes(text: str) -> list[int]:
    """List the ASCII or Unicode code points of the characters of a string.

    >>> character_codes("Az")
    [65, 122]
    >>> character_codes("")
    []
    """
    return [ord(char) for char in text]


def text_from_codes(codes: list[int]) -> str:
    """Build a string from a list of character codes.

    >>> text_from_codes([72, 105])
    'Hi'
    >>> text_from_codes([])
    ''
    """
    return "".join(map(chr, codes))


def sum_of_character_codes(text: str) -> int:
    """Add up the character codes of a string.

    >>> sum_of_character_codes("ab")
    195
    >>> sum_of_character_codes("")
    0
    """
    return sum(ord(char) for char in text)


def alphabet_position(letter: str) -> int:
    """Return the position of a letter in the alphabet, 1 for a.

    >>> alphabet_position("c")
    3
    >>> alphabet_position("Z")
    26
    """
    return ord(letter.lower()) - ord("a") + 1


def sum_of_letter_positions(text: str) -> int:
    """Add up the alphabet positions of the letters of a string, other characters ignored.

    >>> sum_of_letter_positions("abc!")
    6
    >>> sum_of_letter_positions("")
    0
    """
    return sum(ord(char) - ord("a") + 1 for char in text.lower() if "a" <= char <= "z")


def sum_of_digits_in_text(text: str) -> int:
    """Add up the single digits that occur in a string.

    >>> sum_of_digits_in_text("a1b23")
    6
    >>> sum_of_digits_in_text("")
    0
    """
    return sum(int(char) for char in text if char.isdigit())


def is_pangram(text: str) -> bool:
    """Check whether a text contains every letter of the alphabet at least once.

    >>> is_pangram("The quick brown fox jumps over the lazy dog")
    True
    >>> is_pangram("Hello")
    False
    """
    return set(string.ascii_lowercase) <= set(text.lower())


def is_isogram(text: str) -> bool:
    """Check whether no letter occurs twice in a word: an isogram.

    >>> is_isogram("Background")
    True
    >>> is_isogram("hello")
    False
    """
    letters = [char for char in text.lower() if char.isalpha()]
    return len(letters) == len(set(letters))


def has_letter_and_digit(text: str) -> bool:
    """Check whether a string contains at least one letter and at least one digit.

    >>> has_letter_and_digit("abc1")
    True
    >>> has_letter_and_digit("abc")
    False
    """
    return any(c.isalpha() for c in text) and any(c.isdigit() for c in text)


def character_positions(text: str) -> dict[str, list[int]]:
    """Map each character of a string to the list of indices at which it occurs.

    >>> character_positions("abca")
    {'a': [0, 3], 'b': [1], 'c': [2]}
    >>> character_positions("")
    {}
    """
    positions: dict[str, list[int]] = {}
    for i, char in enumerate(text):
        positions.setdefault(char, []).append(i)
    return positions
