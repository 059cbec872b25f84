"""The terminals that the lexer hands to the parser: how names, operators and string openings map to the grammar's.

Knows the running version's keywords; no byte is read here.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable

OPERATORS = (
    "( ) [ ] { } , ; : := . ~ @ @= + += - -= -> * *= ** **= / /= // //= % %= & &= | |= ^ ^= = == != "
    "< <= << <<= > >= >> >>="
).split()

SOFT = {"match": "MATCH", "case": "CASE", "type": "TYPE", "_": "USCORE"}
"""Names that are keywords in some places. `_` is always its own terminal: a pattern may not capture it."""

PREFIXES = {
    text: kind
    for kind, letters in {"STRING": "r u", "BYTES": "b br rb", "FSTART": "f fr rf"}.items()
    for word in letters.split()
    for text in {a + b for a in (word[0], word[0].upper()) for b in ({word[1:], word[1:].upper()})}
}
"""What may stand before a quote, in each spelling, and the terminal that it opens."""

AFTER_NUMBER = ("and", "else", "for", "if", "in", "is", "not", "or")
"""Keywords that may follow a number with no space between (3.11 and later refuse the others)."""


class Names:
    """Which terminals a finished name is, and which ones a beginning may still become."""

    def __init__(self, terminals: Iterable[str]) -> None:
        self.number = {name: i for i, name in enumerate(terminals)}
        words = [w for w in keyword.kwlist if f"'{w}'" in self.number]
        self.finished: dict[str, tuple[int, ...]] = {w: (self.number[f"'{w}'"],) for w in words}
        name = self.number["NAME"]
        for word, soft in SOFT.items():
            if soft in self.number:
                self.finished[word] = (self.number[soft],) if word == "_" else (name, self.number[soft])
        self.strings = {text: self.number[kind] for text, kind in PREFIXES.items()}
        self.beginnings: dict[str, tuple[int, ...]] = {}
        for table in (self.finished, {t: (n,) for t, n in self.strings.items()}):
            for word, numbers in table.items():
                for end in range(1, len(word) + 1):
                    known = self.beginnings.get(word[:end], (name,))
                    self.beginnings[word[:end]] = tuple(dict.fromkeys((*known, *numbers)))
        self.after_number: dict[str, tuple[int, ...]] = {}
        for word in AFTER_NUMBER:
            for end in range(1, len(word) + 1):
                known = self.after_number.get(word[:end], ())
                self.after_number[word[:end]] = (*known, *self.finished[word])
        self.plain = (name,)


def operator_beginnings() -> dict[str, tuple[str, ...]]:
    """For each beginning of an operator, the operators that start so (itself first, if it is one)."""
    return {
        op[:end]: tuple(sorted((o for o in OPERATORS if o.startswith(op[:end])), key=len))
        for op in OPERATORS
        for end in range(1, len(op) + 1)
    }
