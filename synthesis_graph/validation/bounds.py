"""Sentences that bound the running time, such as "runs in O(n log n)": what bound they mean, and what growth refutes it.

Every letter counts as the size n to which all inputs grow together, so `O(n + m)` is linear and `O(n * m)` quadratic.
Growth is judged by counts of steps for growing n, never by time. Knows nothing of how they are counted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Bound:
    """At most n^degree · (log n)^logs steps; `strict` means less than that, `average` only for random inputs."""

    degree: float
    logs: int
    text: str
    strict: bool = False
    average: bool = False
    unmeasured: str = ""
    """What the sentence asks for besides and nobody measures here, such as its memory."""

    @property
    def name(self) -> str:
        """As it stands in the evidence."""
        return f"time {'below' if self.strict else 'within'} {self.text}"

    def allows(self, sizes: Sequence[int], steps: Sequence[int]) -> bool:
        """Whether the steps of one place in the code may keep the bound; sizes ascend, the last ones tell.

        Within twice the bound itself nothing is refuted. Otherwise the share steps/bound must not keep growing by
        more than half of what one more logarithm would make it grow.
        """
        tail = list(zip(sizes, steps, strict=True))[-4:]
        shares = [count / self.at(size) for size, count in tail]
        if self.strict:
            return shares[-1] < 0.75 * shares[0] or tail[-1][1] <= 2 * tail[-1][0]
        if shares[-1] <= 2:
            return True
        logarithm = math.log(tail[-1][0]) / math.log(tail[0][0])
        grows = all(b >= a for a, b in pairwise(shares))
        return not (grows and shares[-1] > shares[0] * (1 + (logarithm - 1) / 2))

    def at(self, size: int) -> float:
        """The bound at a size, which is at least 2."""
        return float(size**self.degree * math.log2(size) ** self.logs)


_WORDS: dict[str, tuple[float, int, str]] = {
    "constant": (0, 0, "O(1)"), "logarithmic": (0, 1, "O(log n)"), "sublinear": (1, 0, "O(n)"),
    "linear": (1, 0, "O(n)"), "linearithmic": (1, 1, "O(n log n)"), "quasilinear": (1, 1, "O(n log n)"),
    "quasi-linear": (1, 1, "O(n log n)"), "loglinear": (1, 1, "O(n log n)"), "log-linear": (1, 1, "O(n log n)"),
    "quadratic": (2, 0, "O(n^2)"), "subquadratic": (2, 0, "O(n^2)"), "sub-quadratic": (2, 0, "O(n^2)"),
    "sub-linear": (1, 0, "O(n)"), "cubic": (3, 0, "O(n^3)"),
}  # fmt: skip
_WORDS |= {"linearly": _WORDS["linear"], "quadratically": _WORDS["quadratic"]}
_WORD = re.compile(rf"\b({'|'.join(map(re.escape, sorted(_WORDS, key=len, reverse=True)))})\b")
_BIG_O = re.compile(r"\bo ?\(((?:[^()]|\([^()]*\))*)\)")
_ABOUT_TIME = re.compile(
    r"\b(?:time|complexity|runs?|running|runtime|steps?|operations?|scales?)\b"
    r"|\b(?:at most|no worse than) (?:quadratic|linear|cubic|logarithmic|constant)$"
)
_MEMORY = re.compile(r"\b(?:space|memory|storage|auxiliary)\b")
_STRICT = re.compile(
    r"\b(?:faster|better|less|lower|quicker) than\b|\bsub-?(?:quadratic|linear)\b|\b(?:not|n't) (?:be |run in |take )?"
    r"(?:quadratic|cubic|o ?\()|\bavoid\w*\b|\bbelow\b"
)
_VAGUE = re.compile(
    r"\b(?:amorti[sz]ed|best[- ]case|need not|no need|not (?:need|required|necessary)|may|can be|could|acceptable|ok"
    r"|fine|allowed|without|unlike|ideally|equations?|search|regression|interpolation|algebra|where|if|when|unless)\b"
)
_LONG = r"(?!sqrt|max\(|min\(|len\()(?<![a-z])(?![a-z]{0,2}log)[a-z]{4}"  # a word, not letters side by side
_PARTS: tuple[tuple[str, float, int], ...] = (
    (r"log(?:_?2)?\(?(?:len\(\w+\)|[a-z]\w*)\)?", 0, 1),
    (r"(?:sqrt|√)\(?(?:len\(\w+\)|[a-z])\)?", 0.5, 0),
    (r"(?:max|min)\([^()]*\)", 1, 0),
    (r"len\(\w+\)", 1, 0),
    (r"[a-z]", 1, 0),
    (r"1", 0, 0),
)


def read_bound(sentence: str) -> Bound | None:
    """The bound on the time that a sentence sets; None where it sets none, or says more than is understood."""
    text = " ".join(sentence.lower().replace("²", "^2").replace("³", "^3").replace("**", "^").split())
    if _VAGUE.search(text):
        return None
    unmeasured = "memory" if _MEMORY.search(text) else ""
    if unmeasured:
        text = _without_memory(text)
    found = _BIG_O.findall(text)
    words = _WORD.findall(text)
    if len(found) + (0 if found else len(words)) != 1 or not (_ABOUT_TIME.search(text) or found):
        return None
    size = _expression(found[0]) if found else _WORDS[words[0]][:2]
    if size is None:
        return None
    shown = f"O({found[0].strip()})" if found else _WORDS[words[0]][2]
    strict = bool(_STRICT.search(text))
    if strict and (size[0] < 2 or size[1]):  # below linear is a matter of constants and short loops
        return None
    if not strict and re.search(r"\bnot\b|n't\b|\bnever\b", text):
        return None
    average = bool(re.search(r"\b(?:average|expected|typical)\b", text))
    return Bound(*size, shown, strict, average, unmeasured)


def _without_memory(text: str) -> str:
    """The sentence without the part that bounds the memory."""
    bound = r"(?:o ?\((?:[^()]|\([^()]*\))*\)|constant|linear|logarithmic|quadratic)"
    memory = r"(?:(?:extra|additional|auxiliary) )*(?:space|memory|storage)(?: complexity)?"
    text = re.sub(rf"{bound} {memory}", " ", text)
    return re.sub(rf"{memory}(?: (?:of|is|in|must be|should be))* {bound}", " ", text)


def _expression(text: str) -> tuple[float, int] | None:
    """Degree and logarithms of the largest term; None for what grows faster than powers, or is not understood."""
    terms = [_term(term) for term in re.split(r"\+(?![^(]*\))", text.replace(" ", ""))]
    known = [term for term in terms if term is not None]
    return max(known) if known and len(known) == len(terms) else None


def _term(text: str) -> tuple[float, int] | None:
    degree, logs = 0.0, 0
    if len(re.findall(r"[a-z]+", text.replace("log", " ").replace("sqrt", " "))) > 3 or re.search(
        _LONG, text
    ):
        return None
    rest = re.sub(r"[*·×⋅]", "", text)
    while rest:
        for pattern, adds, log in _PARTS:
            match = re.match(rf"({pattern})(?:\^(\d))?(?![\d^!])", rest)
            if match:
                power = int(match.group(2) or 1)
                degree, logs = degree + adds * power, logs + log * power
                rest = rest[match.end() :]
                break
        else:
            return None
    return degree, logs
