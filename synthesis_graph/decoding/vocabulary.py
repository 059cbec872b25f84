"""A tokenizer's tokens as bytes, and their trie. Knows no tokenizer library and no grammar; built once per tokenizer."""

from __future__ import annotations

import functools
from collections.abc import Sequence


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
        """The tokens by their bytes. Cost: about 0.1 s for 32,000 tokens, at the first mask."""
        root = Trie()
        for number, text in enumerate(self.tokens):
            if not text or number == self.eos:
                continue
            node = root
            for byte in text:
                node = node.children.setdefault(byte, Trie()) if byte not in node.children else node.children[byte]
            node.ids.append(number)
        return root
