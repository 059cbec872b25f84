"""Names: of functions from the words of a task, of parameters from their types, and what a parameter's name tells.

Pure tables and text; what types a sentence suggests is `inference`.
"""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Sequence

from synthesis_graph.language.types import ANY, BOOL, FLOAT, INT, STR, Type, dict_of, list_of


def name_parameters(types: Sequence[Type], taken: Sequence[str] = ()) -> tuple[str, ...]:
    """Readable, distinct names for parameters of these types: `items`, `other`, `text`, `n`, …"""
    used = list(taken)
    for t in types:
        base = _NAMES.get(t.name, "value")
        if t.name == "list" and t.args[0].name in ("list", "tuple", "tuple..."):
            base = "rows"
        used.append(fresh(base, used))
    return tuple(used[len(taken) :])


def type_for_name(name: str) -> Type:
    """The type that a parameter's bare name suggests, such as `n` an int; `Any` where it suggests none."""
    return next((t for pattern, t in _NAME_TYPES if re.fullmatch(pattern, name.lower())), ANY)


_NAMES = {
    "int": "n", "float": "number", "bool": "flag", "str": "text", "bytes": "data",
    "list": "items", "set": "items", "dict": "mapping", "tuple": "values", "tuple...": "values",
}  # fmt: skip
_NAME_TYPES: list[tuple[str, Type]] = [
    (r"n|m|k|i|j|num|count|index|size|limit|width|height|year|digit|integer|\w*_(count|index)", INT),
    (r"x|y|z|radius|rate|ratio|threshold|price|amount", FLOAT),
    (
        r"s|s\d|text|string|word|sentence|prefix|suffix|separator|delimiter|char|pattern|key|name|line|path",
        STR,
    ),
    (r"xs|ys|items|values|lst|array|arr|elements|data|seq|sequence", list_of(ANY)),
    (r"nums|numbers|integers|ints", list_of(INT)),
    (r"words|strings|lines|names|texts|sentences", list_of(STR)),
    (r"matrix|grid|board", list_of(list_of(INT))),
    (r"mapping|dictionary|d|dct|counts", dict_of(ANY, ANY)),
    (r"flag|strict|reverse|is_\w+", BOOL),
]


def fresh(base: str, used: Sequence[str]) -> str:
    """The base, or a variation of it that is not used yet."""
    options = (base, "other", *(f"{base}_{i}" for i in range(2, len(used) + 3)))
    return next(name for name in options if name not in used)


def explicit_name(sentence: str) -> str:
    """The name that a sentence gives the function in so many words, or the empty string."""
    found = re.search(
        r"\b(?:function|method)\s+(?:(?:named|called)\s+)?[`'\"]([A-Za-z_]\w*)[`'\"(]", sentence[:600]
    )
    found = found or re.search(r"\b(?:named|called)\s+([A-Za-z_]\w*)", sentence[:600])
    return _usable(found[1]) if found else ""


_SKIPPED = {
    "a", "an", "the", "given", "of", "all", "its", "their", "some", "two", "three", "both", "each", "every", "python",
    "specific", "specified", "whole", "following", "return", "returns",
    "how", "often", "many", "any",
}  # fmt: skip
_STOPS = {
    "by", "with", "from", "in", "using", "for", "to", "into", "that", "which", "where", "and", "such", "at", "on",
    "when", "if", "whether", "while", "or", "without", "so", "whose", "based", "is", "are", "as",
}  # fmt: skip
_COUNTS = {"number", "sum", "product", "count", "list", "length", "nth", "kth"}
"""Words that say little without what follows their "of"."""
_QUESTION = re.compile(r"\b(?:if|whether|that) (.*?)\b(is|are|contains?|has|have|starts?|ends?) (.*)")
_ASKS = re.compile(r"(check|determine|test|verify|decide|tell|see|find out|returns? true)\b")


def name_from(task: str, target: str) -> str:
    """Verb and object, such as `sort_dictionaries`, or the question asked, such as `is_prime`."""
    task = re.sub(r"^given [^,]*, ", "", task)
    if (question := _QUESTION.search(task)) and _ASKS.match(task):
        verb = {"contain": "contains", "have": "has"}.get(question[2], question[2])
        return _usable("_".join([verb, *(_content(question[3], 3) or _content(question[1], 1))]))
    task = re.sub(r"^returns? (true|false) (if|when|whether) ", "", task)
    if target and re.match(r"(an?|the|takes?|given)\b", task):
        task = target
    # "list of dictionaries" is about dictionaries
    head = re.sub(r"\b(?:list|array|sequence|tuple|set)s? of (?=(?:\w+ )?\w)", "", task)
    words = _content(head, 4) or [w for w in re.findall(r"[a-z]+", head) if w not in _SKIPPED | _STOPS][:1]
    return _usable("_".join(words))


def _content(phrase: str, limit: int) -> list[str]:
    """The first content words of a phrase, up to a preposition, a comma, or an "of" that adds only the input."""
    words: list[str] = []
    for word in re.findall(r"[a-z0-9]+|[,;:.]", phrase):
        ends = (
            word in _STOPS
            or not word.isalnum()
            or (word == "of" and len(words) > 1 and words[-1] not in _COUNTS)
        )
        if (words and ends) or len(words) == limit:
            break
        if word not in _SKIPPED and not ends and not (not words and word.isdigit()):
            words.append(word)
    return words


def _usable(name: str) -> str:
    """The name, changed where Python has given it a meaning; the empty string if it is no name."""
    name = name.strip("_")[:60]
    if keyword.iskeyword(name) or hasattr(builtins, name):
        name = f"{name}_values"
    return name if name.isidentifier() and name.isascii() else ""
