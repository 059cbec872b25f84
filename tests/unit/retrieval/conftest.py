"""Recipe modules and small indices for the tests of the knowledge base."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.build import build_index
from retrieval.corpus import RECIPES, Source, named_source

TEXTS = '''\
"""Recipes on texts."""

import re
import string as text_constants
from collections import Counter, defaultdict

VOWELS = "aeiou"
_BOTH_CASES = VOWELS + VOWELS.upper()
_UNUSED = defaultdict(list)


def count_vowels(text: str) -> int:
    """Count the vowels of a text.

    >>> count_vowels("banana")
    3
    """
    return sum(_is_vowel(character) for character in text)


def _is_vowel(character: str) -> bool:
    """Check whether a character is a vowel."""
    return character in _BOTH_CASES


def most_common_word(text: str) -> str:
    """Find the word that occurs most often in a text."""
    words = re.findall(r"\\w+", text.lower())
    return Counter(words).most_common(1)[0][0]
'''

NUMBERS = '''\
"""Recipes on numbers."""

from __future__ import annotations

import math


def is_perfect_square(number: int) -> bool:
    """Check whether a number is a perfect square."""
    return number >= 0 and math.isqrt(number) ** 2 == number


def digit_sum(number: int, /, base: int = 10, *rest: int, key: str = "x", **options: str) -> int:
    """Add up the digits of a number."""
    return sum(int(digit) for digit in str(abs(number)))
'''

LISTS = '''\
"""Recipes on lists."""


def sort_records(records: list[dict], key: str) -> list[dict]:
    """Sort a list of dictionaries by a given key."""
    return sorted(records, key=lambda record: record[key])


def pairwise_differences(values: list[int]) -> list[int]:
    """List the differences between neighbouring numbers."""
    return [right - left for left, right in zip(values, values[1:])]
'''


@pytest.fixture
def recipes(tmp_path: Path) -> Path:
    """A folder with three modules of recipes."""
    folder = tmp_path / "recipes"
    folder.mkdir()
    for name, text in {"texts": TEXTS, "numbers": NUMBERS, "lists": LISTS}.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def source(recipes: Path) -> Source:
    """The recipes as the corpus `knowledge_base`."""
    return named_source(f"{RECIPES}={recipes}")


@pytest.fixture
def build(source: Source, tmp_path: Path) -> Callable[..., Path]:
    """Builds an index of the recipes, and of more sources if given, and returns its folder."""

    def build_one(*more: Source) -> Path:
        folder = tmp_path / "index"
        build_index([source, *more], folder)
        return folder

    return build_one
