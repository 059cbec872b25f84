"""The symbols that the model reads and the productions that it predicts, numbered.

Owns sub-word segmentation (longest match first, as in WordPiece, Schuster & Nakajima 2012) and the numbering. The words
and the operations are those that the weights were trained with, and are read from the file beside them; an operation that
the table got later has no number here, and the model says nothing about it.
"""

from __future__ import annotations

import itertools
import json
import math
import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STRUCTURE = (
    "<pad>", "<unknown>", "<task>", "<description>", "<name>", "<parameter>", "<returns>", "<example>", "<output>",
    "<constraint>", "<raises>", "<more>",
    "list", "tuple", "set", "dict", "pair", "str", "bytes", "None", "True", "False", "other",
    *(f"type:{name}" for name in (
        "int", "float", "bool", "str", "None", "bytes", "Any", "list", "tuple", "tuple...", "set", "dict", "union",
        "callable",
    )),
)  # fmt: skip
"""Symbols that are not words: the sections of a task, the constructors of values and of types."""

SYNTAX = (
    "<program>", "<argument>",
    *(f"ast:{name}" for name in (
        "Return", "Assign", "AugAssign", "AnnAssign", "For", "While", "If", "With", "Raise", "Try", "Assert", "Import",
        "ImportFrom", "Expr", "Pass", "Break", "Continue", "FunctionDef", "Delete", "Nonlocal", "BoolOp", "NamedExpr",
        "BinOp", "UnaryOp", "Lambda", "IfExp", "Dict", "Set", "ListComp", "SetComp", "DictComp", "GeneratorExp", "Yield",
        "Compare", "Call", "FormattedValue", "JoinedStr", "Constant", "Attribute", "Subscript", "Starred", "Name", "List",
        "Tuple", "Slice", "comprehension", "keyword", "ExceptHandler", "And", "Or", "Add", "Sub", "Mult", "MatMult", "Div",
        "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv", "Invert", "Not", "UAdd", "USub", "Eq",
        "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn",
    )),
)  # fmt: skip
"""Symbols of retrieved programs: the nodes of Python's abstract syntax."""

EXACT_INTS = range(-20, 101)
MOST_DIGITS = 9
FLOAT_MAGNITUDES = range(-3, 7)
CHARACTERS = string.printable[:95]
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\w\s]")
CONTINUED = "##"
"""Stands before a piece that continues a word."""

EXACT_CONSTANTS = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "100", "-1", "' '", "''", "','", "[]", "None",
                   "True", "False")  # fmt: skip
CONSTANT_KINDS = ("int", "float", "str", "list", "tuple", "other")
MOST_PARAMETERS = 6
MOST_BOUND = 4

LEAVES = (
    *(f"<parameter {i}>" for i in range(MOST_PARAMETERS)),
    *(f"<bound {i}>" for i in range(MOST_BOUND)),
    *(f"<{text}>" for text in EXACT_CONSTANTS),
    *(f"<constant {kind}>" for kind in CONSTANT_KINDS),
)
"""Productions beside the operations: parameters by position, bound variables from the innermost, constants."""

START = "<start>"
"""What stands before the first production."""


@dataclass(frozen=True)
class Vocabulary:
    """Numbers for symbols (what is read) and productions (what is predicted)."""

    subwords: tuple[str, ...]
    operations: tuple[str, ...]
    symbols: dict[str, int] = field(init=False, repr=False, compare=False)
    productions: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        numbers = (f"int:{n}" for n in EXACT_INTS)
        digits = (f"int:{sign}d{n}" for sign in ("", "-") for n in range(1, MOST_DIGITS + 1))
        floats = (f"float:{sign}e{n}" for sign in ("", "-") for n in FLOAT_MAGNITUDES)
        characters = (f"chr:{c}" for c in CHARACTERS)
        read = (*STRUCTURE, *SYNTAX, *numbers, *digits, *floats, "float:0", *characters, *self.subwords)
        object.__setattr__(self, "symbols", {name: i for i, name in enumerate(dict.fromkeys(read))})
        predicted = (START, *LEAVES, *self.operations)
        object.__setattr__(self, "productions", {name: i for i, name in enumerate(predicted)})

    @classmethod
    def read(cls, path: Path) -> Vocabulary:
        """The vocabulary of a file that `write` made."""
        told = json.loads(path.read_text(encoding="utf-8"))
        return cls(tuple(told["subwords"]), tuple(told["operations"]))

    def write(self, path: Path) -> None:
        """As JSON, a line a list."""
        told = {"subwords": self.subwords, "operations": self.operations}
        lines = (f" {json.dumps(name)}: {json.dumps(values)}" for name, values in told.items())
        path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")

    def number(self, symbol: str) -> int:
        """The number of a symbol; that of `<unknown>` for one that is not known."""
        return self.symbols.get(symbol, 1)

    def pieces(self, word: str) -> Iterator[str]:
        """A word in lower case as sub-words, the longest first; a letter that none begins with is left out."""
        start = 0
        while start < len(word):
            mark = CONTINUED if start else ""
            ends = range(len(word), start, -1)
            end = next((e for e in ends if mark + word[start:e] in self.symbols), None)
            if end is not None:
                yield mark + word[start:end]
            start = end or start + 1


def words_of(text: str) -> list[str]:
    """The words of a sentence or a name in lower case; numbers and marks are words too, snake and camel case are split."""
    return [word.lower() for word in _WORD.findall(text)]


def integer_symbol(value: int) -> str:
    """A small integer by itself, a larger one by its sign and number of digits."""
    if value in EXACT_INTS:
        return f"int:{value}"
    digits = min(MOST_DIGITS, len(str(abs(value))) if abs(value) < 10**20 else MOST_DIGITS)
    return f"int:{'-' if value < 0 else ''}d{digits}"


def float_symbol(value: float) -> str:
    """A float by its sign and magnitude."""
    if not math.isfinite(value) or value == 0:
        return "float:0"
    magnitude = math.floor(math.log10(abs(value)))
    clipped = min(max(magnitude, FLOAT_MAGNITUDES[0]), FLOAT_MAGNITUDES[-1])
    return f"float:{'-' if value < 0 else ''}e{clipped}"


def constant_production(value: Any) -> str:
    """The leaf that stands for a constant: its own for a usual one, else one of its kind."""
    text = repr(value)
    if text in EXACT_CONSTANTS:
        return f"<{text}>"
    kind = type(value).__name__
    return f"<constant {kind if kind in CONSTANT_KINDS else 'other'}>"


def learn_subwords(counts: Iterable[tuple[str, int]], size: int) -> tuple[str, ...]:
    """Sub-words by byte-pair merges (Sennrich et al. 2016) over words with their counts; single letters first."""
    words = [([w[0], *(CONTINUED + c for c in w[1:])], n) for w, n in counts if w]
    known = dict.fromkeys(sorted({piece for pieces, _ in words for piece in pieces}))
    while len(known) < size:
        pairs: dict[tuple[str, str], int] = {}
        for pieces, n in words:
            for pair in itertools.pairwise(pieces):
                pairs[pair] = pairs.get(pair, 0) + n
        if not pairs:
            break
        best = max(pairs, key=lambda pair: (pairs[pair], pair))
        if pairs[best] < 2:
            break
        merged = best[0] + best[1].removeprefix(CONTINUED)
        known[merged] = None
        words = [(_merge(pieces, best, merged), n) for pieces, n in words]
    return tuple(known)


def _merge(pieces: list[str], pair: tuple[str, str], merged: str) -> list[str]:
    if pair[0] not in pieces:
        return pieces
    made: list[str] = []
    for piece in pieces:
        if made and made[-1] == pair[0] and piece == pair[1]:
            made[-1] = merged
        else:
            made.append(piece)
    return made
