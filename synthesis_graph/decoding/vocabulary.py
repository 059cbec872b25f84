"""A tokenizer's tokens as bytes, and how they fall into classes. Knows no tokenizer library and no grammar; built once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

_BLANK = frozenset(b" \t\f\n\r")
_SPECIAL = frozenset((*b"\"'\\\n\r{}\0", *range(0x80, 0x100)))


class Trie:
    """A node: the tokens that end here, and the nodes one byte further."""

    __slots__ = ("children", "ids")

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.children: dict[int, Trie] = {}


class Vocabulary:
    """What each token writes. A token that writes nothing (a special one) is never legal, except `eos` at an end.

    A token may hold several words, part of one, or part of a character.
    """

    def __init__(self, tokens: Sequence[bytes], eos: int) -> None:
        self.tokens = tuple(tokens)
        if not 0 <= eos < len(self.tokens):
            raise ValueError(f"eos is {eos}, but the tokens are numbered from 0 to {len(self.tokens) - 1}")
        self.eos = eos

    def __len__(self) -> int:
        return len(self.tokens)

    @functools.cached_property
    def trie(self) -> Trie:
        """All tokens by their bytes. Cost: about 0.1 s for 32,000 tokens, at the first mask."""
        return self._trie(range(len(self)))

    @functools.cached_property
    def trie_of_special(self) -> Trie:
        """The tokens with a quote, brace, backslash, line end or a byte beyond ASCII: those that matter inside a string."""
        return self._trie(np.flatnonzero(~self.plain).tolist())

    @functools.cached_property
    def trie_of_irregular(self) -> Trie:
        """The tokens that are no run of spaces before something else than a blank, comment or backslash."""
        return self._trie(np.flatnonzero(self.indentation < 0).tolist())

    @functools.cached_property
    def plain(self) -> Mask:
        """The tokens that say nothing to a string or a comment but their characters."""
        return self._mask(lambda text: not _SPECIAL.intersection(text))

    @functools.cached_property
    def indentation(self) -> NDArray[np.int16]:
        """How many spaces stand before the first word of a token; -1 where other than spaces stands before it."""
        return np.array([_indentation(text) for text in self.tokens], dtype=np.int16)

    @functools.cached_property
    def _first(self) -> NDArray[np.int16]:
        return np.array([text[0] if text else -1 for text in self.tokens], dtype=np.int16)

    @functools.lru_cache(maxsize=64)  # noqa: B019 - a vocabulary lives as long as its tokenizer
    def starting(self, first: frozenset[int]) -> Mask:
        """The tokens whose first byte is one of these."""
        return np.isin(self._first, sorted(first))

    @functools.lru_cache(maxsize=64)  # noqa: B019
    def trie_starting(self, first: frozenset[int]) -> Trie:
        """The trie of the tokens whose first byte is one of these."""
        trie = Trie()
        trie.children = {byte: child for byte, child in self.trie.children.items() if byte in first}
        return trie

    def _mask(self, holds: Callable[[bytes], bool]) -> Mask:
        found = np.array([bool(text) and holds(text) for text in self.tokens], dtype=np.bool_)
        found[self.eos] = False
        return found

    def _trie(self, numbers: Iterable[int]) -> Trie:
        root = Trie()
        for number in numbers:
            text = self.tokens[number]
            if not text or number == self.eos:
                continue
            node = root
            for byte in text:
                found = node.children.get(byte)
                if found is None:
                    found = node.children[byte] = Trie()
                node = found
            node.ids.append(number)
        return root


def _indentation(text: bytes) -> int:
    rest = text.lstrip(b" ")
    return -1 if not rest or rest[0] in _BLANK or rest[0] in b"#\\" else len(text) - len(rest)
