"""The bytes of each token, read from a fast tokenizer: what the constraint and the ending are told.

Owns the two spellings that tokenizers use: byte-level BPE (a printable letter a byte) and SentencePiece (`▁` for a
space, `<0x0A>` for a byte). Special tokens write nothing.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from synthesis_graph.errors import EngineUnavailable

_BYTE = re.compile(r"<0x([0-9A-F]{2})>")


def token_bytes(tokenizer: Any) -> list[bytes]:
    """For each token the bytes that it writes; EngineUnavailable for a tokenizer of another kind."""
    stated = json.loads(tokenizer.backend_tokenizer.to_str())
    decoder = json.dumps(stated.get("decoder"))
    size = len(tokenizer)
    special = {added["id"] for added in stated.get("added_tokens", ()) if added["special"]}
    plain = {added["id"] for added in stated.get("added_tokens", ()) if not added["special"]}
    read = _read_letters if "ByteLevel" in decoder else _read_marked if "ByteFallback" in decoder else None
    if read is None:
        raise EngineUnavailable(
            "the tokenizer is neither byte-level BPE nor SentencePiece with bytes, so the text of a token is not known",
            "use CONSTRAIN_SYNTAX=false, or a model with such a tokenizer",
        )
    names = tokenizer.convert_ids_to_tokens(range(size))
    return [
        b"" if number in special or name is None else name.encode() if number in plain else read(name)
        for number, name in enumerate(names)
    ]


def _read_letters(name: str) -> bytes:
    letters = _letters()
    return b"".join(bytes([letters[c]]) if c in letters else c.encode() for c in name)


def _read_marked(name: str) -> bytes:
    byte = _BYTE.fullmatch(name)
    return bytes([int(byte[1], 16)]) if byte else name.replace("\u2581", " ").encode()


@lru_cache(maxsize=1)
def _letters() -> dict[str, int]:
    """GPT-2's spelling: printable Latin-1 stands for itself, other bytes for the letters from 256 on."""
    printable = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    others = [byte for byte in range(256) if byte not in printable]
    return {chr(b): b for b in printable} | {chr(256 + i): b for i, b in enumerate(others)}
