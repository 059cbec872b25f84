"""A `Vocabulary` from a tokenizer of the `transformers` or `tokenizers` library: what each token writes, as bytes.

Knows byte-level BPE (GPT-2's alphabet) and SentencePiece with byte fallback. Imports neither library: it reads the
description that a fast tokenizer gives of itself.
"""

from __future__ import annotations

import json
import re
from typing import Any

from synthesis_graph.decoding.vocabulary import Vocabulary
from synthesis_graph.errors import ConfigurationError

_BYTE = re.compile(r"<0x([0-9A-Fa-f]{2})>")
_WORD_START = "\u2581"  # SentencePiece's mark for a space


def from_tokenizer(tokenizer: Any, eos: int | None = None, size: int | None = None) -> Vocabulary:
    """The vocabulary of a fast tokenizer; `size` is the model's, where it has more rows than the tokenizer has tokens.

    Raises ConfigurationError for a tokenizer without an end token, or of a kind whose tokens are not bytes.
    """
    backend = getattr(tokenizer, "backend_tokenizer", tokenizer)
    if not hasattr(backend, "to_str"):
        raise ConfigurationError("the tokenizer is a slow one", hint="load it with use_fast=True")
    eos = tokenizer.eos_token_id if eos is None and hasattr(tokenizer, "eos_token_id") else eos
    if eos is None:
        raise ConfigurationError("the tokenizer has no end token", hint="set its eos_token")
    description = json.loads(backend.to_str())
    special = {t["id"]: t["content"] for t in description["added_tokens"] if t["special"]}
    added = {t["id"]: t["content"] for t in description["added_tokens"] if not t["special"]}
    vocabulary = backend.get_vocab(with_added_tokens=True)
    tokens = [b""] * max(size or 0, max(vocabulary.values()) + 1)
    write = _writer(description)
    for text, number in vocabulary.items():
        if number not in special:
            tokens[number] = added[number].encode() if number in added else write(text)
    return Vocabulary(tokens, eos)


def _writer(description: dict[str, Any]) -> Any:
    decoders = _kinds(description.get("decoder")) | _kinds(description.get("pre_tokenizer"))
    if "ByteLevel" in decoders:
        alphabet = byte_alphabet()
        return lambda text: bytes(alphabet[c] for c in text)
    if "ByteFallback" in decoders or "Metaspace" in decoders:
        return _sentence_piece
    raise ConfigurationError(
        f"the tokenizer's tokens are not bytes (it has {', '.join(sorted(decoders)) or 'no decoder'})",
        hint="use a model with a byte-level BPE or a SentencePiece tokenizer",
    )


def _kinds(part: dict[str, Any] | None) -> set[str]:
    if not part:
        return set()
    inner = part.get("decoders", []) + part.get("pretokenizers", [])
    return {part["type"]}.union(*(_kinds(p) for p in inner))


def _sentence_piece(text: str) -> bytes:
    found = _BYTE.fullmatch(text)
    return bytes((int(found[1], 16),)) if found else text.replace(_WORD_START, " ").encode()


def byte_alphabet() -> dict[str, int]:
    """GPT-2's alphabet: the character that stands for each byte, printable ones for themselves."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [b for b in range(256) if b not in printable]
    return {chr(b): b for b in printable} | {chr(256 + i): b for i, b in enumerate(others)}
