"""Recipes about the words of a text: counting, picking, capitalizing, reordering and abbreviating."""

import string
from collections import Counter


def count_words(text: str) -> int:
    """Count the words of a text, separated by whitespace.

    >>> count_words("the quick  brown fox")
    4
    >>> count_words("")
    0
    """
    return len(text.split())


def word_frequencies(text: str) -> dict[str, int]:
    """Count how often each word occurs in a text, upper and lower case treated alike.

    >>> word_frequencies("to be or not To be")
    {'to': 2, 'be': 2, 'or': 1, 'not': 1}
    >>> word_frequencies("")
    {}
    """
    return dict(Counter(text.lower().split()))


def most_common_words(text: str, n: int) -> list[tuple[str, int]]:
    """List the n most frequent words of a text with their counts, equal counts in alphabetical order.

    >>> most_common_words("b a b c a b", 2)
    [('b', 3), ('a', 2)]
    >>> most_common_words("", 3)
    []
    """
    return sorted(Counter(text.split()).items(), key=lambda entry: (-entry[1], entry[0]))[:n]


def reverse_word_order(text: str) -> str:
    """Reverse the order of the words of a text.

    >>> reverse_word_order("one two three")
    'three two one'
    >>> reverse_word_order("")
    ''
    """
    return " ".join(reversed(text.split()))


def reverse_each_word(text: str) -> str:
    """Reverse the letters of every word of a text and keep the order of the words.

    >>> reverse_each_word("abc de")
    'cba ed'
    >>> reverse_each_word("")
    ''
    """
    return " ".join(word[::-1] for word in text.split())


def capitalize_words(text: str) -> str:
    """Make the first letter of every word upper case and leave the rest: title case.

    >>> capitalize_words("hello big World")
    'Hello Big World'
    >>> capitalize_words("")
    ''
    """
    return " ".join(word[:1].upper() + word[1:] for word in text.split())


def longest_word(text: str) -> str:
    """Return the longest word of a text, the first of equals.

    >>> longest_word("a quick brown fox")
    'quick'
    >>> longest_word("")
    ''
    """
    return max(text.split(), key=len, default="")


def shortest_word(text: str) -> str:
    """Return the shortest word of a text, the first of equals.

    >>> shortest_word("quick is a fox")
    'a'
    >>> shortest_word("")
    ''
    """
    return min(text.split(), key=len, default="")


def word_lengths(text: str) -> list[int]:
    """List the length of every word of a text.

    >>> word_lengths("a quick fox")
    [1, 5, 3]
    >>> word_lengths("")
    []
    """
    return list(map(len, text.split()))


def words_longer_than(text: str, length: int) -> list[str]:
    """List the words of a text that are longer than a length.

    >>> words_longer_than("the quick brown fox", 3)
    ['quick', 'brown']
    >>> words_longer_than("", 1)
    []
    """
    return [word for word in text.split() if len(word) > length]


def words_of_length(words: list[str], length: int) -> list[str]:
    """Keep the words that have exactly a length.

    >>> words_of_length(["one", "three", "two"], 3)
    ['one', 'two']
    >>> words_of_length([], 3)
    []
    """
    return [word for word in words if len(word) == length]


def words_starting_with(words: list[str], prefix: str) -> list[str]:
    """Keep the words that start with a prefix.

    >>> words_starting_with(["apple", "bat", "ant"], "a")
    ['apple', 'ant']
    >>> words_starting_with([], "a")
    []
    """
    return [word for word in words if word.startswith(prefix)]


def words_containing(words: list[str], part: str) -> list[str]:
    """Keep the words that contain a substring.

    >>> words_containing(["planet", "plan", "net"], "net")
    ['planet', 'net']
    >>> words_containing([], "a")
    []
    """
    return [word for word in words if part in word]


def unique_words(text: str) -> list[str]:
    """List the different words of a text in alphabetical order.

    >>> unique_words("the cat the dog")
    ['cat', 'dog', 'the']
    >>> unique_words("")
    []
    """
    return sorted(set(text.split()))


def remove_duplicate_words(text: str) -> str:
    """Remove repeated words of a text and keep the first occurrence of each.

    >>> remove_duplicate_words("the cat the dog")
    'the cat dog'
    >>> remove_duplicate_words("")
    ''
    """
    return " ".join(dict.fromkeys(text.split()))


def remove_words(text: str, unwanted: set[str]) -> str:
    """Remove the words of a text that belong to a set, such as stop words.

    >>> remove_words("the cat and the dog", {"the", "and"})
    'cat dog'
    >>> remove_words("", {"a"})
    ''
    """
    return " ".join(word for word in text.split() if word not in unwanted)


def replace_words(text: str, replacements: dict[str, str]) -> str:
    """Replace the words of a text according to a dictionary and leave the others.

    >>> replace_words("big cat", {"big": "small"})
    'small cat'
    >>> replace_words("", {})
    ''
    """
    return " ".join(replacements.get(word, word) for word in text.split())


def sort_words(text: str) -> str:
    """Sort the words of a text in alphabetical order.

    >>> sort_words("pear apple fig")
    'apple fig pear'
    >>> sort_words("")
    ''
    """
    return " ".join(sorted(text.split()))


def acronym(text: str) -> str:
    """Build an acronym from the first letters of the words of a phrase.

    >>> acronym("portable network graphics")
    'PNG'
    >>> acronym("")
    ''
    """
    return "".join(word[0].upper() for word in text.split())


def pig_latin(word: str) -> str:
    """Translate a lower-case word into Pig Latin: move the leading consonants to the end and add ay.

    >>> pig_latin("string")
    'ingstray'
    >>> pig_latin("apple")
    'appleay'
    """
    start = next((i for i, char in enumerate(word) if char in "aeiou"), 0)
    return word[start:] + word[:start] + "ay"


def split_words_without_punctuation(text: str) -> list[str]:
    """List the words of a text without the punctuation around them.

    >>> split_words_without_punctuation("Hello, world! It's me.")
    ['Hello', 'world', "It's", 'me']
    >>> split_words_without_punctuation("")
    []
    """
    stripped = (word.strip(string.punctuation) for word in text.split())
    return [word for word in stripped if word]


def count_sentences(text: str) -> int:
    """Count the sentences of a text, which end in a full stop, an exclamation or a question mark.

    >>> count_sentences("Hi. How are you? Fine!")
    3
    >>> count_sentences("")
    0
    """
    for mark in "!?":
        text = text.replace(mark, ".")
    return sum(1 for part in text.split(".") if part.strip())


def wrap_text(text: str, width: int) -> list[str]:
    """Break a text into lines of at most a width at spaces, filling each line greedily.

    >>> wrap_text("the quick brown fox", 10)
    ['the quick', 'brown fox']
    >>> wrap_text("", 5)
    []
    """
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def word_ngrams(text: str, n: int) -> list[tuple[str, ...]]:
    """List all runs of n consecutive words of a text: its word n-grams.

    >>> word_ngrams("to be or not", 2)
    [('to', 'be'), ('be', 'or'), ('or', 'not')]
    >>> word_ngrams("one", 2)
    []
    """
    words = text.split()
    return [tuple(words[i : i + n]) for i in range(len(words) - n + 1)]


def group_anagrams(words: list[str]) -> list[list[str]]:
    """Group the words that are anagrams of each other, in order of first appearance.

    >>> group_anagrams(["stale", "dog", "least", "god"])
    [['stale', 'least'], ['dog', 'god']]
    >>> group_anagrams([])
    []
    """
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault("".join(sorted(word)), []).append(word)
    return list(groups.values())


def find_anagrams(words: list[str], target: str) -> list[str]:
    """Keep the words that are anagrams of a target word.

    >>> find_anagrams(["tea", "tree", "ate"], "eat")
    ['tea', 'ate']
    >>> find_anagrams([], "eat")
    []
    """
    return [word for word in words if sorted(word) == sorted(target)]


def snake_to_camel(name: str) -> str:
    """Convert a snake_case name to camelCase.

    >>> snake_to_camel("first_name_only")
    'firstNameOnly'
    >>> snake_to_camel("")
    ''
    """
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def snake_to_pascal(name: str) -> str:
    """Convert a snake_case name to PascalCase (upper camel case).

    >>> snake_to_pascal("first_name")
    'FirstName'
    >>> snake_to_pascal("")
    ''
    """
    return "".join(word.capitalize() for word in name.split("_"))


def camel_to_snake(name: str) -> str:
    """Convert a camelCase or PascalCase name to snake_case.

    >>> camel_to_snake("firstNameOnly")
    'first_name_only'
    >>> camel_to_snake("")
    ''
    """
    return "".join("_" + char.lower() if char.isupper() else char for char in name).lstrip("_")
