"""Words of a sentence and of names, reduced to stems, so that `sorted`, `sorting` and `sorts` count as one word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_TOKEN = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SUFFIXES = (
    "ations", "ation", "ings", "ing", "ies", "ied", "ions", "ion", "ally", "ers", "er", "est", "ed", "es", "al",
    "ly", "s", "e", "y",
)  # fmt: skip
STOP = frozenset(
    "a an the of to in for and or is are be write function python that which given using use with by from on it its "
    "if as this s t find get return returns create program whether check takes take should can".split()
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A crude stem: the longest known suffix off, if at least three letters stay."""
    word = word.lower()
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def tokens(text: str) -> list[str]:
    """Lower-case words of a sentence or an identifier (snake and camel case are split)."""
    return [t.lower() for t in _TOKEN.findall(text)]


def stems(texts: Iterable[str]) -> set[str]:
    """The stems of all words of the texts, stop words left out."""
    return {stem(t) for text in texts for t in tokens(text) if t not in STOP}
