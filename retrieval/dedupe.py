"""Drops near-duplicates: functions whose code is the same but for layout, by MinHash over token shingles.

Works on snippets at build time only (datasketch is imported here). The first of each group in the given order stays,
so the caller's order says who is preferred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.snippet import Snippet

SIMILARITY = (
    0.9  # Jaccard over shingles from which two functions are one; a changed operator in ten tokens is below
)
SHINGLE_TOKENS = 3
PERMUTATIONS = 64  # of the MinHash: enough to find candidates, which are then compared exactly

_TOKEN = re.compile(r"\w+|[^\w\s]")


def drop_near_duplicates(snippets: Sequence[Snippet]) -> tuple[list[Snippet], dict[str, str]]:
    """The snippets kept, in order, and {id dropped: id kept instead}; about 0.5 ms a snippet."""
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=SIMILARITY, num_perm=PERMUTATIONS)
    kept: list[Snippet] = []
    dropped: dict[str, str] = {}
    shingles_of: dict[str, frozenset[str]] = {}
    for snippet in snippets:
        shingles = code_shingles(snippet)
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([shingle.encode("utf-8") for shingle in shingles])
        twins = [twin for twin in lsh.query(signature) if jaccard(shingles, shingles_of[twin]) >= SIMILARITY]
        if twins:
            dropped[snippet.id] = min(twins)
            continue
        lsh.insert(snippet.id, signature)
        shingles_of[snippet.id] = shingles
        kept.append(snippet)
    return kept, dropped


def code_shingles(snippet: Snippet) -> frozenset[str]:
    """The runs of SHINGLE_TOKENS tokens of the function's code, its docstring and comments left out."""
    body = re.sub(r'[rR]?("""|\'\'\').*?\1', "", snippet.source, count=1, flags=re.DOTALL)
    tokens = _TOKEN.findall(re.sub(r"#[^\n]*", "", body))
    spans = range(max(1, len(tokens) - SHINGLE_TOKENS + 1))
    return frozenset(" ".join(tokens[start : start + SHINGLE_TOKENS]) for start in spans)


def jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the union that both hold; 1 for two empty sets."""
    union = len(left | right)
    return len(left & right) / union if union else 1.0
