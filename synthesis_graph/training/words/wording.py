"""The small words of a description: what items, parameters and constants are called, frames of a sentence, and noise.

Data and plain text functions; knows types, not programs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Any

from synthesis_graph.language.types import FLOAT, INT, STR, Type

_ITEMS: dict[str, tuple[str, ...]] = {
    "int": ("number", "number", "element", "element", "item", "integer", "value"),
    "float": ("number", "value", "element"),
    "str": ("word", "string", "string", "element", "item"),
    "tuple": ("tuple", "tuple", "pair", "element"), "tuple...": ("tuple", "element"),
    "list": ("list", "sublist", "row", "element"), "dict": ("dictionary", "record", "element"), "bool": ("flag", "element", "value"),
}  # fmt: skip
_CHARACTERS = ("character", "character", "letter", "char")


def item_noun(t: Type, rng: Random) -> str:
    """What one of the items of a value of the type is called."""
    if t == STR:
        return rng.choice(_CHARACTERS)
    if t.name == "dict":
        return rng.choice(("key", "key", "entry"))
    inner = t.args[0].name if t.args else ""
    return rng.choice(_ITEMS.get(inner, ("element", "item", "value")))


def plural(noun: str) -> str:
    """The plural of a noun of the tables here."""
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


_KINDS: dict[str, tuple[str, ...]] = {
    "int": ("number", "number", "integer"), "float": ("number", "float"), "bool": ("flag", "boolean"),
    "str": ("string", "string", "text"), "list": ("list", "list", "list", "array"), "set": ("set",), "dict": ("dictionary", "dictionary", "mapping"),
    "tuple": ("tuple",), "tuple...": ("tuple",), "union": ("value",), "Any": ("value",),
}  # fmt: skip
_OF: dict[str, tuple[str, ...]] = {
    "list[int]": ("list of integers", "list of numbers", "list"), "list[str]": ("list of strings", "list of words", "list"),
    "list[float]": ("list of numbers", "list of floats"), "list[list[int]]": ("matrix", "list of lists", "nested list"),
    "list[tuple[int, int]]": ("list of tuples", "list of pairs", "tuple list"), "list[tuple[str, int]]": ("list of tuples", "list of pairs"),
    "list[dict[str, int]]": ("list of dictionaries", "list of records"), "list[bool]": ("list of booleans",),
}  # fmt: skip


def parameter_nouns(parameters: Sequence[tuple[str, Type]], rng: Random) -> dict[str, str]:
    """What each parameter is called in one description."""
    style = rng.choice(("name", "name", "plain", "plain", "plain", "given", "named"))
    said: dict[str, str] = {}
    for i, (name, t) in enumerate(parameters):
        kind = (
            rng.choice(_OF[str(t)])
            if str(t) in _OF and rng.random() < 0.5
            else rng.choice(_KINDS.get(t.name, ("value",)))
        )
        twins = [n for n, other in parameters if other.name == t.name]
        scalar = t in (INT, FLOAT) or (t == STR and i > 0)
        if style == "name" or (scalar and len(parameters) > 1 and rng.random() < 0.8):
            said[name] = name
        elif len(twins) > 1:
            said[name] = f"the {('first', 'second', 'third', 'fourth')[twins.index(name) % 4]} {kind}"
        elif style == "named":
            said[name] = f"the {kind} {name}"
        else:
            said[name] = (
                rng.choice(("a given", "the given") if style == "given" else ("the", "the", "a")) + " " + kind
            )
    return said


_NUMBER_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MARKS = {
    " ": ("a space", "spaces", "' '", "whitespace"), ",": ("a comma", "commas", "','"), ".": ("a dot", "dots", "'.'", "a period"),
    "-": ("a hyphen", "'-'", "a dash", "hyphens"), ";": ("a semicolon", "';'"), ":": ("a colon", "':'"), "/": ("a slash", "'/'"),
    "_": ("an underscore", "'_'", "underscores"), "@": ("an at sign", "'@'"), "\n": ("a newline", "line breaks"),
    "": ("an empty string", "nothing", "''"), ", ": ("', '", "a comma and a space"), "aeiou": ("'aeiou'", "the vowels"),
}  # fmt: skip


def constant_noun(value: Any, rng: Random) -> str:
    """How a constant is written in a sentence."""
    match value:
        case bool():
            return str(value)
        case int() if 0 <= value <= 10 and rng.random() < 0.25:
            return _NUMBER_WORDS[value]
        case str() if value in _MARKS:
            return rng.choice(_MARKS[value])
        case str():
            return rng.choice((repr(value), repr(value), f'"{value}"'))
        case []:
            return rng.choice(("an empty list", "[]"))
    return repr(value)


_FIND = (
    "find",
    "find",
    "find",
    "return",
    "return",
    "get",
    "compute",
    "calculate",
    "give",
    "determine",
    "output",
)
_CHECK = (
    "check whether {0}", "check whether {0}", "check if {0}", "check if {0}", "determine whether {0}", "return True if {0}",
    "find out whether {0}", "test whether {0}", "tell whether {0} or not", "verify that {0}", "check that {0}", "find whether {0}",
)  # fmt: skip
_FRAMES = (
    "Write a function to {0}.", "Write a function to {0}.", "Write a function to {0}.", "Write a python function to {0}.",
    "Write a function that can {0}.", "{0}", "{0}", "{0}", "{0}.", "{0}.", "function to {0}", "Create a function to {0}.",
    "Implement a function to {0}.", "I want to {0}", "How to {0}?", "Please {0}.", "Write code to {0}.", "{0} in python",
)  # fmt: skip


def find_order(noun: str, rng: Random) -> str:
    """An order to find what a noun phrase says."""
    return f"{rng.choice(_FIND)} {noun}"


def check_order(statement: str, rng: Random) -> str:
    """An order to tell whether a statement holds."""
    return rng.choice(_CHECK).format(statement)


def frame(order: str, noun: str, rng: Random) -> str:
    """A whole description of an order; now and then the noun phrase alone."""
    text = noun if noun and rng.random() < 0.15 else rng.choice(_FRAMES).format(order)
    return text[:1].upper() + text[1:] if rng.random() < 0.6 else text


_SYNONYMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\blist\b", ("array", "sequence", "list", "given list")), (r"\barray\b", ("list",)), (r"\bstring\b", ("text", "given string", "str")),
    (r"\bnumbers\b", ("integers", "values", "elements")), (r"\belements\b", ("items", "values", "entries")), (r"\belement\b", ("item", "value")),
    (r"\blargest\b", ("biggest", "greatest", "maximum", "highest")), (r"\bsmallest\b", ("minimum", "lowest", "least")),
    (r"\bremove\b", ("delete", "drop", "eliminate", "strip")), (r"\bfind\b", ("get", "return", "identify")),
    (r"\bnumber of\b", ("count of", "amount of", "total number of")), (r"\boccurs\b", ("appears",)), (r"\bcharacters\b", ("letters", "chars")),
    (r"\btuple\b", ("pair", "record")), (r"\bdictionary\b", ("dict", "map")), (r"\beach\b", ("every", "each single")), (r"\ball\b", ("all the", "every one of")),
    (r"\bconvert\b", ("turn", "change", "transform")), (r"\bpositions?\b", ("index", "place")), (r"\bindex\b", ("position",)),
    (r"\bcheck\b", ("test", "verify", "see")), (r"\bwithout\b", ("excluding", "minus")), (r"\bin ascending order\b", ("ascending", "from low to high")),
    (r"\bthe given\b", ("a given", "the input", "the")), (r"\bsort\b", ("order", "arrange")), (r"\bequal to\b", ("the same as",)), (r"\bcompute\b", ("calculate",)),
)  # fmt: skip
_DROPPED = frozenset("the a an of given that all".split())


def noisy(text: str, rng: Random) -> str:
    """The text with some words put otherwise or left out."""
    for pattern, words in rng.sample(_SYNONYMS, 8):
        if rng.random() < 0.5:
            text = re.sub(pattern, rng.choice(words), text, count=1)
    if rng.random() < 0.1:
        text = " ".join(w for w in text.split() if w not in _DROPPED or rng.random() < 0.4)
    if rng.random() < 0.04:
        parts = text.split()
        del parts[rng.randrange(len(parts))]
        text = " ".join(parts)
    return text


_ORDINALS = {
    1: "first",
    2: "second",
    3: "third",
    4: "fourth",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
}


def ordinal_word(n: int) -> str:
    """First to tenth, then 11th and so on."""
    return _ORDINALS.get(n) or f"{n}{_suffix(n)}"


def _suffix(n: int) -> str:
    return "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")


def tidy(text: str) -> str:
    """Ordinals, spaces and articles put right."""
    text = re.sub(r"(?<![\w-])(\d+)-?th\b", lambda m: m[1] + _suffix(int(m[1])), text)
    text = re.sub(
        r"\ba (?=(?:e(?:lem|mpty|ntry|ven|mail)|i(?:tem|nteg|ndex)|o(?:dd|bject)|a(?:rray|lpha)|upperc|integral)\w*)",
        "an ",
        text,
    )
    return re.sub(r"\s+", " ", text).replace(" ,", ",").replace(" .", ".").strip()
