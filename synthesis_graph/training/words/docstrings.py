"""A concept's own docstring as a phrase with slots for its arguments: "The number of vowels in the text." and the like."""

from __future__ import annotations

import ast
import re
from functools import lru_cache

from synthesis_graph.language.operations import Operation
from synthesis_graph.language.types import BOOL

_CALLED: dict[str, str] = {
    "text": "text|word|name", "items": "items|sequence|list|item", "numbers": "numbers|list|number", "rows": "rows|columns", "matrix": "matrix|main diagonal",
    "mapping": "mapping|entries|keys", "words": "words", "pairs": "pairs", "first": "first", "second": "second|other", "seconds": "duration|seconds",
    "part": "part", "date": "date", "time": "time", "numeral": "Roman numeral", "degrees": "temperature|angle", "word": "word", "name": "name", "grid": "grid",
    "points": "points|corners", "coins": "coins", "records": "records|record", "character": "character", "letter": "letter", "year": "year", "month": "month",
    "unwanted": "given word|given key", "separator": "separator", "groups": "group", "value": "value|given one", "n": "n", "digits": "given numbers",
}  # fmt: skip
"""Words by which docstrings speak of a parameter, by its name; others are spoken of by their names."""


@lru_cache(maxsize=2000)
def docstring_phrase(operation: Operation) -> str:
    """The docstring's first sentence with `{0}`… where it speaks of the parameters; all in small letters but names.

    A parameter that it does not mention is added behind: "of {0}", "with {1}".
    """
    function = ast.parse(operation.helper).body[0]
    assert isinstance(function, ast.FunctionDef)
    text = (ast.get_docstring(function) or operation.name.replace("_", " ")).split("\n")[0]
    text = re.split(r"[.;](?:\s|$)", text)[0].replace("{", "(").replace("}", ")")
    text = text[:1].lower() + text[1:]
    if operation.returns == BOOL:
        text = text.removeprefix("whether ")
    missing = []
    for i, name in enumerate(a.arg for a in function.args.args):
        text, count = _slotted(text, name, i)
        if not count:
            missing.append(f"{{{i}}}")
    if missing:
        text += (" for " if operation.returns == BOOL else " of ") + " and ".join(missing)
    return text


def _slotted(text: str, name: str, i: int) -> tuple[str, int]:
    if len(name) <= 2:
        text = re.sub(rf"\b{name}th\b", f"{{{i}}}-th", text)
        if f"{{{i}}}" in text:
            return text, 1
        return re.subn(rf"(?<![\w{{']){name}(?![\w}}'])", f"{{{i}}}", text)
    for word in (name, *_CALLED.get(name, "").split("|")):
        if word:
            found, count = re.subn(
                rf"\b(?:the|both|all) {word}\b(?! \w+ing\b)(?!')", f"{{{i}}}", text, count=1
            )
            if count:
                return found, count
    return text, 0


_VERBS = frozenset(
    "remove count reverse sort extract rotate swap replace insert move merge split find toggle set clear repeat capitalize squeeze collapse "
    "keep group flatten select expand interleave invert wrap drop reverse add format pad round partition rescale".split()
)


@lru_cache(maxsize=2000)
def name_phrase(operation: Operation) -> tuple[str, str]:
    """A noun phrase (or statement) and an order made from the name of a concept; either may be empty."""
    words = operation.name.split("_")
    plain = " ".join(words)
    slots = [f"{{{i}}}" for i in range(operation.arity)]
    rest = " and ".join(slots[1:])
    if operation.returns == BOOL:
        if words[0] in ("is", "are", "has", "have"):
            subject = " and ".join(slots) if words[0] in ("are", "have") else slots[0]
            return f"{subject} {plain}" + (f" with {rest}" if rest and words[0] in ("is", "has") else ""), ""
        return "", ""
    if words[0] in _VERBS:
        return "", f"{plain} of {slots[0]}" + (f" with {rest}" if rest else "")
    if words[0] == "to" or "to" in words:
        return "", f"convert {slots[0]} {plain if words[0] == 'to' else 'from ' + plain}" + (
            f" with {rest}" if rest else ""
        )
    return f"the {plain} of {' and '.join(slots)}", ""
