from __future__ import annotations

import json
from typing import Any

import pytest

from synthesis_graph.decoding.tokenizers import byte_alphabet, from_tokenizer
from synthesis_graph.errors import ConfigurationError


class Described:
    """A fast tokenizer as it describes itself."""

    def __init__(
        self, vocabulary: dict[str, int], decoder: dict[str, Any], added: list[dict[str, Any]]
    ) -> None:
        self._vocabulary = vocabulary
        self._description = {"decoder": decoder, "pre_tokenizer": None, "added_tokens": added}

    def to_str(self) -> str:
        return json.dumps(self._description)

    def get_vocab(self, with_added_tokens: bool) -> dict[str, int]:
        assert with_added_tokens
        return self._vocabulary


EOS = {"id": 0, "content": "<eos>", "special": True}


def test_byte_level_tokens_become_their_bytes() -> None:
    backend = Described({"<eos>": 0, "Ġdef": 1, "Ċ": 2, "Ã": 3, "  ": 4}, {"type": "ByteLevel"}, [
        EOS, {"id": 4, "content": "  ", "special": False},
    ])  # fmt: skip
    vocabulary = from_tokenizer(backend, eos=0, size=7)
    assert vocabulary.tokens == (b"", b" def", b"\n", b"\xc3", b"  ", b"", b"")
    assert vocabulary.eos == 0


def test_sentence_piece_tokens_become_their_bytes() -> None:
    decoder = {"type": "Sequence", "decoders": [{"type": "Replace"}, {"type": "ByteFallback"}]}
    backend = Described({"<eos>": 0, "▁def": 1, "<0x0A>": 2, "é": 3}, decoder, [EOS])
    assert from_tokenizer(backend, eos=0).tokens == (b"", b" def", b"\n", "é".encode())


def test_the_alphabet_has_a_character_for_each_byte() -> None:
    assert sorted(byte_alphabet().values()) == list(range(256))


def test_tokens_that_are_not_bytes_are_refused_with_the_mend() -> None:
    backend = Described({"<eos>": 0}, {"type": "WordPiece"}, [EOS])
    with pytest.raises(ConfigurationError, match="WordPiece") as caught:
        from_tokenizer(backend, eos=0)
    assert "byte-level" in caught.value.hint
    with pytest.raises(ConfigurationError, match="no end token"):
        from_tokenizer(backend)
    with pytest.raises(ConfigurationError, match="slow"):
        from_tokenizer(object(), eos=0)
