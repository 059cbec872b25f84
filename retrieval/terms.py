"""From text to search terms: words out of sentences and identifiers, lightly stemmed, short forms spelled out.

The one tokenisation of documents and queries, for BM25 and for LSA. Knows snippets only as text with fields of
different weight. Pure Python, no imports beyond the standard library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from retrieval.snippet import Snippet

_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")

_STOP_WORDS = """
    a an and any are as at be been being by can could do does etc for from given has have if in into
    is it its  may must of on or out over return returns returned returning self should so some such
    than that the their  them then there these they this those to use used uses using was were when
    where which while will with would  write function python def none true false implement create
    generate please program code method you your  i e g
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

# Short forms that identifiers use, and what sentences say instead; both sides meet on the right.
SHORT_FORMS: Mapping[str, str] = {
    "abs": "absolute", "arr": "list", "array": "list", "avg": "average", "bin": "binary", "bool": "boolean",
    "calc": "calculate", "char": "character", "cmp": "compare", "coef": "coefficient", "cumul": "cumulative",
    "dec": "decimal", "del": "delete", "denom": "denominator", "diff": "difference", "dict": "dictionary",
    "dist": "distance", "div": "divide", "elem": "element", "expr": "expression", "fact": "factorial",
    "fib": "fibonacci", "freq": "frequency", "func": "function", "gcd": "gcd", "hex": "hexadecimal", "idx": "index",
    "indices": "index", "int": "integer", "iter": "iterate", "len": "length", "lst": "list", "mapping": "dictionary",
    "matrices": "matrix", "max": "maximum", "biggest": "largest", "greatest": "largest", "highest": "largest",
    "lowest": "smallest", "vertices": "vertex", "min": "minimum", "mul": "multiply", "mult": "multiply", "neg": "negative",
    "num": "number", "nums": "number", "obj": "object", "oct": "octal", "perm": "permutation", "pos": "position",
    "pow": "power", "prod": "product", "rand": "random", "rec": "record", "rev": "reverse", "seq": "sequence",
    "sqrt": "root", "std": "deviation", "str": "string", "sub": "subtract", "sum": "sum", "temp": "temperature",
    "tup": "tuple", "val": "value", "vals": "value", "var": "variance",
}  # fmt: skip

_SUFFIXES: tuple[tuple[str, str, int], ...] = (  # (ending, put instead, letters that must stay before it)
    ("ies", "y", 2), ("sses", "ss", 1), ("ches", "ch", 2), ("shes", "sh", 2), ("xes", "x", 2), ("s", "", 3),
)  # fmt: skip
_INFLECTIONS: tuple[tuple[str, str, int], ...] = (
    ("ations", "at", 3), ("ation", "at", 3), ("ating", "at", 2), ("ated", "at", 2), ("ate", "at", 3),
    ("ing", "", 3), ("ied", "y", 2), ("ed", "", 3), ("ly", "", 4), ("er", "", 4), ("e", "", 3),
)  # fmt: skip

# How often a field's terms count. The name and the first sentence say what a function is for.
FIELD_WEIGHTS: tuple[tuple[Callable[[Snippet], str], int], ...] = (
    (lambda snippet: snippet.name, 3),
    (lambda snippet: snippet.summary, 3),
    (lambda snippet: prose(snippet.docstring), 1),
    (lambda snippet: " ".join(parameter.name for parameter in snippet.parameters), 1),
    (lambda snippet: snippet.module.rpartition(".")[2], 1),
)


def words(text: str) -> list[str]:
    """Lower-case words; identifiers split at case changes, underscores and digits."""
    return [word.lower() for word in _WORD.findall(text)]


def terms(text: str) -> list[str]:
    """Search terms of a text, in order, repeats kept: split, short forms spelled out, stop words gone, stemmed."""
    return [
        _term(word) for word in words(text) if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())
    ]


def prose(docstring: str) -> str:
    """A docstring without its doctests, whose values would count as words."""
    lines = docstring.split("\n")
    kept: list[str] = []
    in_doctest = False
    for line in lines:
        in_doctest = line.lstrip().startswith(">>>") or (in_doctest and bool(line.strip()))
        if not in_doctest:
            kept.append(line)
    return "\n".join(kept)


def weighted_text(snippet: Snippet) -> str:
    """What a snippet is found by, fields repeated by their weight: for BM25 and LSA, which count terms."""
    return "\n".join("\n".join([text_of(snippet)] * weight) for text_of, weight in FIELD_WEIGHTS)


def natural_text(snippet: Snippet) -> str:
    """The snippet as a short natural text, most telling part first: for embedders that read sentences."""
    title = " ".join(words(snippet.name))
    return f"{title}. {prose(snippet.docstring).strip()}\n{snippet.signature}"


@lru_cache(maxsize=50_000)
def _term(word: str) -> str:
    word = SHORT_FORMS.get(word, word)
    singular = _replaced(word, _SUFFIXES) if not word.endswith(("ss", "us", "is")) else word
    return _undoubled(_replaced(SHORT_FORMS.get(singular, singular), _INFLECTIONS))


def _replaced(word: str, rules: tuple[tuple[str, str, int], ...]) -> str:
    for ending, instead, stay in rules:
        if word.endswith(ending) and len(word) - len(ending) >= stay:
            return word[: len(word) - len(ending)] + instead
    return word


def _undoubled(stem: str) -> str:
    """`mapp` → `map`, `swapp` → `swap`; `ll`, `ss` and `zz` belong to the word."""
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeioulsz"
    return stem[:-1] if doubled else stem
