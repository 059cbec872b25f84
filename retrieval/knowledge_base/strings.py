"""Recipes about whole strings: reversing, slicing, palindromes, anagrams, searching, padding, splitting."""

from collections import Counter


def reverse_string(text: str) -> str:
    """Return the characters of a string in reverse order.

    >>> reverse_string("hello")
    'olleh'
    >>> reverse_string("")
    ''
    """
    return text[::-1]


def is_palindrome(text: str) -> bool:
    """Check whether a string reads the same forwards and backwards.

    >>> is_palindrome("level")
    True
    >>> is_palindrome("hello")
    False
    >>> is_palindrome("")
    True
    """
    return text == text[::-1]


def is_palindrome_phrase(text: str) -> bool:
    """Check whether a phrase is a palindrome when case, spaces and punctuation are ignored.

    >>> is_palindrome_phrase("A man, a plan, a canal: Panama")
    True
    >>> is_palindrome_phrase("Not this")
    False
    """
    letters = [char.lower() for char in text if char.isalnum()]
    return letters == letters[::-1]


def can_form_palindrome(text: str) -> bool:
    """Check whether the characters of a string can be rearranged into a palindrome.

    >>> can_form_palindrome("carrace")
    True
    >>> can_form_palindrome("abc")
    False
    """
    return sum(count % 2 for count in Counter(text).values()) <= 1


def longest_palindromic_substring(text: str) -> str:
    """Return the longest substring that is a palindrome, the first of equals, by expanding around centres.

    >>> longest_palindromic_substring("tracecat")
    'aceca'
    >>> longest_palindromic_substring("")
    ''
    """
    best = ""
    for center in range(2 * len(text) - 1):
        left, right = center // 2, (center + 1) // 2
        while left >= 0 and right < len(text) and text[left] == text[right]:
            left, right = left - 1, right + 1
        best = max(best, text[left + 1 : right], key=len)
    return best


def count_palindromic_substrings(text: str) -> int:
    """Count the non-empty substrings of a string that are palindromes.

    >>> count_palindromic_substrings("aaa")
    6
    >>> count_palindromic_substrings("")
    0
    """
    pieces = (text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1))
    return sum(piece == piece[::-1] for piece in pieces)


def are_anagrams(first: str, second: str) -> bool:
    """Check whether two words are anagrams: made of the same letters in another order.

    >>> are_anagrams("listen", "silent")
    True
    >>> are_anagrams("abc", "abd")
    False
    """
    return sorted(first) == sorted(second)


def are_isomorphic(first: str, second: str) -> bool:
    """Check whether two strings have the same pattern: a one-to-one replacement of characters joins them.

    >>> are_isomorphic("noon", "peep")
    True
    >>> are_isomorphic("good", "wolf")
    False
    """
    pairs = set(zip(first, second))
    return len(first) == len(second) and len(pairs) == len(set(first)) == len(set(second))


def is_rotation(first: str, second: str) -> bool:
    """Check whether one string is a rotation of another.

    >>> is_rotation("keyboard", "boardkey")
    True
    >>> is_rotation("abc", "acb")
    False
    """
    return len(first) == len(second) and second in first + first


def rotate_string(text: str, count: int) -> str:
    """Rotate a string to the left by a number of characters.

    >>> rotate_string("abcdef", 2)
    'cdefab'
    >>> rotate_string("", 3)
    ''
    """
    shift = count % len(text) if text else 0
    return text[shift:] + text[:shift]


def all_substrings(text: str) -> list[str]:
    """List all non-empty substrings of a string.

    >>> all_substrings("abc")
    ['a', 'ab', 'abc', 'b', 'bc', 'c']
    >>> all_substrings("")
    []
    """
    return [text[i:j] for i in range(len(text)) for j in range(i + 1, len(text) + 1)]


def string_prefixes(text: str) -> list[str]:
    """List all non-empty prefixes of a string from the shortest to the longest.

    >>> string_prefixes("abc")
    ['a', 'ab', 'abc']
    >>> string_prefixes("")
    []
    """
    return [text[: i + 1] for i in range(len(text))]


def count_overlapping(text: str, part: str) -> int:
    """Count the occurrences of a non-empty substring, overlapping ones included.

    >>> count_overlapping("aaaa", "aa")
    3
    >>> count_overlapping("", "a")
    0
    """
    return sum(text.startswith(part, i) for i in range(len(text)))


def count_non_overlapping(text: str, part: str) -> int:
    """Count the occurrences of a substring that do not overlap.

    >>> count_non_overlapping("aaaa", "aa")
    2
    >>> count_non_overlapping("abc", "x")
    0
    """
    return text.count(part)


def find_all(text: str, part: str) -> list[int]:
    """List the start indices of all occurrences of a substring, overlapping ones included.

    >>> find_all("banana", "ana")
    [1, 3]
    >>> find_all("", "a")
    []
    """
    return [i for i in range(len(text)) if text.startswith(part, i)]


def longest_common_prefix(texts: list[str]) -> str:
    """Return the longest prefix that all strings of a list share.

    >>> longest_common_prefix(["interest", "internal", "into"])
    'int'
    >>> longest_common_prefix([])
    ''
    """
    if not texts:
        return ""
    low, high = min(texts), max(texts)
    for i, char in enumerate(low):
        if char != high[i]:
            return low[:i]
    return low


def longest_border(text: str) -> str:
    """Return the longest proper prefix of a string that is also its suffix: its border.

    >>> longest_border("abcab")
    'ab'
    >>> longest_border("abc")
    ''
    """
    return next((text[:n] for n in range(len(text) - 1, 0, -1) if text.endswith(text[:n])), "")


def is_repeated_pattern(text: str) -> bool:
    """Check whether a string consists of a shorter string repeated.

    >>> is_repeated_pattern("abab")
    True
    >>> is_repeated_pattern("aba")
    False
    """
    return text in (text + text)[1:-1]


def hamming_distance(first: str, second: str) -> int:
    """Count the positions at which two strings of equal length differ.

    >>> hamming_distance("karolin", "kathrin")
    3
    >>> hamming_distance("", "")
    0
    """
    return sum(a != b for a, b in zip(first, second))


def repeat_string(text: str, times: int) -> str:
    """Repeat a string a number of times.

    >>> repeat_string("ab", 3)
    'ababab'
    >>> repeat_string("ab", 0)
    ''
    """
    return text * times


def split_into_pieces(text: str, size: int) -> list[str]:
    """Split a string into pieces of a length, the last one possibly shorter.

    >>> split_into_pieces("abcdefg", 3)
    ['abc', 'def', 'g']
    >>> split_into_pieces("", 3)
    []
    """
    return [text[i : i + size] for i in range(0, len(text), size)]


def character_ngrams(text: str, n: int) -> list[str]:
    """List all substrings of a fixed length of a string: its n-grams.

    >>> character_ngrams("abcd", 2)
    ['ab', 'bc', 'cd']
    >>> character_ngrams("a", 2)
    []
    """
    return [text[i : i + n] for i in range(len(text) - n + 1)]


def remove_spaces(text: str) -> str:
    """Remove all whitespace from a string.

    >>> remove_spaces(" a b  c ")
    'abc'
    >>> remove_spaces("")
    ''
    """
    return "".join(text.split())


def normalize_spaces(text: str) -> str:
    """Replace every run of whitespace by a single space and strip the ends.

    >>> normalize_spaces("  a   b c ")
    'a b c'
    >>> normalize_spaces("   ")
    ''
    """
    return " ".join(text.split())


def remove_substring(text: str, part: str) -> str:
    """Remove every occurrence of a substring from a string.

    >>> remove_substring("banana", "an")
    'ba'
    >>> remove_substring("", "a")
    ''
    """
    return text.replace(part, "")


def remove_prefix(text: str, prefix: str) -> str:
    """Remove a prefix from a string that starts with it.

    >>> remove_prefix("unhappy", "un")
    'happy'
    >>> remove_prefix("happy", "un")
    'happy'
    """
    return text.removeprefix(prefix)


def characters_at_even_positions(text: str) -> str:
    """Keep the characters at the even indices of a string, counting from 0.

    >>> characters_at_even_positions("abcde")
    'ace'
    >>> characters_at_even_positions("")
    ''
    """
    return text[::2]


def characters_at_odd_positions(text: str) -> str:
    """Keep the characters at the odd indices of a string, counting from 0.

    >>> characters_at_odd_positions("abcde")
    'bd'
    >>> characters_at_odd_positions("")
    ''
    """
    return text[1::2]


def strip_ends(text: str) -> str:
    """Remove the first and the last character of a string.

    >>> strip_ends("hello")
    'ell'
    >>> strip_ends("a")
    ''
    """
    return text[1:-1]


def replace_at(text: str, index: int, replacement: str) -> str:
    """Replace the character at an index of a string.

    >>> replace_at("cat", 0, "b")
    'bat'
    >>> replace_at("cat", 2, "r")
    'car'
    """
    return text[:index] + replacement + text[index + 1 :]


def merge_alternately(first: str, second: str) -> str:
    """Take characters alternately from two strings and append what is left of the longer one.

    >>> merge_alternately("ace", "bd")
    'abcde'
    >>> merge_alternately("", "x")
    'x'
    """
    n = min(len(first), len(second))
    return "".join(a + b for a, b in zip(first, second)) + first[n:] + second[n:]


def pad_left(text: str, width: int, fill: str = " ") -> str:
    """Pad a string on the left to a width: right-justify it.

    >>> pad_left("7", 3, "0")
    '007'
    >>> pad_left("long", 2)
    'long'
    """
    return text.rjust(width, fill)


def center_text(text: str, width: int, fill: str = " ") -> str:
    """Center a string within a width.

    >>> center_text("hi", 6, "*")
    '**hi**'
    >>> center_text("", 2, "-")
    '--'
    """
    return text.center(width, fill)


def truncate_text(text: str, width: int, ending: str = "...") -> str:
    """Shorten a string to a width, with an ellipsis at the end when something is cut off.

    >>> truncate_text("programming", 8)
    'progr...'
    >>> truncate_text("short", 8)
    'short'
    """
    return text if len(text) <= width else text[: width - len(ending)] + ending


def split_on_any(text: str, separators: str) -> list[str]:
    """Split a string at every one of several separator characters.

    >>> split_on_any("a,b;c", ",;")
    ['a', 'b', 'c']
    >>> split_on_any("", ",")
    ['']
    """
    for separator in separators[1:]:
        text = text.replace(separator, separators[0])
    return text.split(separators[0])


def split_lines(text: str) -> list[str]:
    """Split a text into its non-empty lines without surrounding spaces.

    >>> split_lines("a\\n\\n b ")
    ['a', 'b']
    >>> split_lines("")
    []
    """
    return [line.strip() for line in text.splitlines() if line.strip()]


def string_to_tuple(text: str) -> tuple[str, ...]:
    """Convert a string to a tuple of its characters.

    >>> string_to_tuple("abc")
    ('a', 'b', 'c')
    >>> string_to_tuple("")
    ()
    """
    return tuple(text)


def parse_integers(text: str, separator: str = ",") -> list[int]:
    """Convert a string of separated numbers to a list of integers.

    >>> parse_integers("1,2, 3")
    [1, 2, 3]
    >>> parse_integers("")
    []
    """
    return [int(part) for part in text.split(separator) if part.strip()]


def lexicographically_smallest_rotation(text: str) -> str:
    """Return the rotation of a string that comes first in alphabetical order.

    >>> lexicographically_smallest_rotation("bca")
    'abc'
    >>> lexicographically_smallest_rotation("")
    ''
    """
    return min((text[i:] + text[:i] for i in range(len(text))), default="")
