"""A vocabulary that a tokenizer could have: bytes, words, operators, line ends with indentation, halves of characters."""

from __future__ import annotations

import ast
import collections
import re
import sysconfig
import warnings
from pathlib import Path

import pytest

from synthesis_graph.decoding import PythonSyntax, Vocabulary

_PIECES = re.compile(rb"\n[ \t]*|[ \t]*\w+|[^\w\s]+|[ \t]+|.", re.DOTALL)


def parses(text: str) -> bool:
    """The running Python's own verdict."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(text)
        except (SyntaxError, ValueError):
            return False
    return True


def standard_library() -> list[Path]:
    """The standard library's files, tests among them."""
    root = Path(sysconfig.get_path("stdlib"))
    return [p for p in sorted(root.rglob("*.py")) if "site-packages" not in p.parts]


@pytest.fixture(scope="session")
def syntax() -> PythonSyntax:
    """A grammar over 4,000 tokens: every byte, and the commonest pieces of some modules."""
    counts: collections.Counter[bytes] = collections.Counter()
    for name in ("ast", "argparse", "decimal", "typing", "dataclasses", "turtle"):
        path = Path(sysconfig.get_path("stdlib")) / f"{name}.py"
        counts.update(_PIECES.findall(path.read_bytes() if path.exists() else b""))
    pieces = [piece for piece, _ in counts.most_common(3000) if len(piece) > 1]
    halves = [
        "é".encode()[:1],
        "é".encode()[1:] + b" =",
        b' "',
        b'")',
        b"):\n",
        b'f"{',
        b"}}",
        b'"""',
        b"'''",
        b"\n\n    ",
    ]
    tokens = [b"", *(bytes((b,)) for b in range(256)), *pieces, *halves]
    return PythonSyntax(Vocabulary(list(dict.fromkeys(tokens)), eos=0))


def tokenised(syntax: PythonSyntax, text: bytes) -> list[int]:
    """The longest token at each place."""
    known = {token: i for i, token in enumerate(syntax.vocabulary.tokens)}
    found, at = [], 0
    while at < len(text):
        size = next(n for n in range(min(24, len(text) - at), 0, -1) if text[at : at + n] in known)
        found.append(known[text[at : at + size]])
        at += size
    return found
