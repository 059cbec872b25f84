"""Words of a text: counting, choosing, reordering and the case styles of names."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import re
import string

from synthesis_graph.language.operations import concept


@concept(5, "count number word words")
def count_words(text: str) -> int:
    """The number of words in the text."""
    return len(text.split())


@concept(5, "reverse order word words")
def reverse_words(text: str) -> str:
    """The words of the text in reverse order."""
    return " ".join(reversed(text.split()))


@concept(6, "reverse each every word words letter")
def reverse_each_word(text: str) -> str:
    """The text with each word spelt backwards."""
    return " ".join(word[::-1] for word in text.split())


@concept(6, "longest word length maximum")
def longest_word(text: str) -> str:
    """The first longest word of the text."""
    return max(text.split(), key=len)


@concept(7, "shortest word length minimum")
def shortest_word(text: str) -> str:
    """The first shortest word of the text."""
    return min(text.split(), key=len)


@concept(6, "longest string element length maximum")
def longest(items: iter[S]) -> S:
    """The first longest item."""
    return max(items, key=len)


@concept(6, "shortest string element length minimum")
def shortest(items: iter[S]) -> S:
    """The first shortest item."""
    return min(items, key=len)


@concept(6, "word words longer greater than length exceed")
def words_longer_than(text: str, n: int) -> list[str]:
    """The words of the text with more than n characters."""
    return [word for word in text.split() if len(word) > n]


@concept(7, "word words shorter less than length")
def words_shorter_than(text: str, n: int) -> list[str]:
    """The words of the text with fewer than n characters."""
    return [word for word in text.split() if len(word) < n]


@concept(6, "capitalize capital first letter each word uppercase title")
def capitalize_words(text: str) -> str:
    """The text with the first letter of each word in upper case and the rest in lower case."""
    return string.capwords(text)


@concept(8, "capitalize capital uppercase first last letter each word")
def capitalize_first_and_last(text: str) -> str:
    """The text with the first and last letter of each word in upper case."""
    words = [w[0].upper() + w[1:] for w in text.split()]
    return " ".join(w[:-1] + w[-1].upper() for w in words)


@concept(6, "initial initials acronym abbreviation first letter word")
def initials(text: str) -> str:
    """The first letters of the words, in upper case."""
    return "".join(word[0].upper() for word in text.split())


@concept(7, "nth word position")
def nth_word(text: str, n: int) -> str:
    """The nth word of the text, from 1."""
    return text.split()[n - 1]


@concept(7, "sort alphabetical word words order")
def sort_words(text: str) -> str:
    """The words of the text in ascending order."""
    return " ".join(sorted(text.split()))


@concept(7, "duplicate repeated remove word words unique")
def remove_duplicate_words(text: str) -> str:
    """The distinct words of the text in order of first appearance."""
    return " ".join(dict.fromkeys(text.split()))


@concept(8, "remove delete word words")
def remove_word(text: str, unwanted: str) -> str:
    """The text without the given word."""
    return " ".join(word for word in text.split() if word != unwanted)


@concept(8, "swap exchange first last word")
def swap_first_and_last_word(text: str) -> str:
    """The text with its first and last word exchanged."""
    first, *middle, last = text.split()
    return " ".join([last, *middle, first])


@concept(7, "words extract find alphanumeric token tokenize punctuation")
def words_in(text: str) -> list[str]:
    """The words of the text, without punctuation."""
    return re.findall(r"\w+", text)


@concept(8, "sentence sentences split")
def split_sentences(text: str) -> list[str]:
    """The sentences of the text, with their closing marks."""
    return re.findall(r"[^.!?\s][^.!?]*[.!?]?", text)


@concept(6, "camel snake case convert underscore")
def camel_to_snake(name: str) -> str:
    """A camelCase or PascalCase name in snake_case."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


@concept(6, "snake camel case convert underscore")
def snake_to_camel(name: str) -> str:
    """A snake_case name in camelCase."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


@concept(7, "snake pascal camel case convert underscore upper")
def snake_to_pascal(name: str) -> str:
    """A snake_case name in PascalCase."""
    return "".join(word.capitalize() for word in name.split("_"))


@concept(8, "kebab slug hyphen dash case convert url")
def to_kebab(text: str) -> str:
    """The words of the text in lower case, joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


@concept(7, "split uppercase capital letter upper")
def split_on_capitals(text: str) -> list[str]:
    """The pieces of the text that start with a capital letter."""
    return re.findall(r"[A-Z][^A-Z]*", text)


@concept(8, "space insert before capital uppercase word separate")
def space_before_capitals(text: str) -> str:
    """The text with a space in front of each capital letter but one at the start."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", text)


@concept(9, "pig latin")
def pig_latin(word: str) -> str:
    """The word in pig latin: leading consonants move to the end before "ay"; "way" follows a vowel."""
    head, tail = re.fullmatch(r"([^aeiou]*)(.*)", word).groups()
    return f"{tail}{head}ay" if head else f"{word}way"


@concept(8, "wrap width line", limit="width > 0")
def wrap_words(text: str, width: int) -> list[str]:
    """The text in lines of at most width characters, broken between words."""
    lines = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines
