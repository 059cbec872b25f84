"""A name and a signature read from an English sentence, by two small tables: nouns to parameters, phrases to results.

Knows no examples and no request; what it answers is a guess and is reported as one. `signature` decides when to use it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from synthesis_graph.language.types import (
    ANY,
    BOOL,
    BYTES,
    FLOAT,
    INT,
    STR,
    Type,
    dict_of,
    list_of,
    set_of,
    tuple_row,
)
from synthesis_graph.naming import explicit_name, fresh, name_from

_DICT = dict_of(ANY, ANY)
_TUPLE = tuple_row(ANY)


@dataclass(frozen=True)
class Guess:
    """What a sentence suggests: the empty string, no parameters and `Any` where it suggests nothing."""

    name: str = ""
    types: dict[str, Type] = field(default_factory=dict)
    returns: Type = ANY


def guess_signature(sentence: str) -> Guess:
    """The signature that a sentence suggests; total, deterministic, linear in the sentence (its first 600 letters)."""
    text = _prose(sentence)
    task = _REQUEST.sub("", text, count=1).strip()
    if not re.search(r"[a-z]{2}", task):
        return Guess()
    task = task.split(". ")[0]
    source, _, target = _split_result(task)
    types = _parameters(source)
    return Guess(explicit_name(sentence) or name_from(task, target), types, _returns(task, target, types))


# -- the sentence ------------------------------------------------------------------------------------------------------

_REQUEST = re.compile(
    r"^(please )?(can you |could you |i need |i want |we need )?"
    r"((write|generate|create|implement|make|build|define|develop|design|produce|give me) )?"
    r"(an? |the )?(simple |short |efficient |python3? |generic )*"
    r"(function|method|program|script|code|routine|snippet)( in python)?"
    r"( (named|called) \S+)?( (to|that|which|for|can|will|should|it|takes?))*[ ,:]+"
)


def _prose(sentence: str) -> str:
    """The sentence in lower case, without doctests, quotes and repeated blanks."""
    kept = re.split(r">>>|```", sentence[:600], maxsplit=1)[0]
    return re.sub(r"[\s`'\"]+", " ", kept.lower()).strip().rstrip(".!?") + " "


def _split_result(task: str) -> tuple[str, str, str]:
    """The part that speaks of the input, and the part that speaks of the result (`convert … to …`)."""
    pattern = r" (?:and )?(?:returns?|returning) | into | to (?=an? (?:list|string|tuple|set|dict|integer|int|float|number)\b)"
    found = re.search(pattern, task)
    return (task[: found.start()] + " ", found[0], task[found.end() :]) if found else (task, "", "")


# -- nouns to parameters -----------------------------------------------------------------------------------------------

_ADJECTIVES = r"(?:(?:given|positive|negative|non-negative|natural|whole|sorted|unsorted|nested|single|specific|specified|input|certain|square) )*"
_ITEMS: dict[str, Type] = {
    r"integers?|ints?": INT, r"numbers?|floats?|decimals?": FLOAT, r"strings?|words?|names?|characters?|sentences?": STR,
    r"booleans?|bools?": BOOL, r"dictionar(?:y|ies)|dicts?|records?|objects?": _DICT,
    r"lists?|arrays?": list_of(ANY), r"tuples?|pairs?": _TUPLE, r"sets?": set_of(ANY),
}  # fmt: skip
_UNITS = "celsius|fahrenheit|kelvin|kilomet(?:er|re)s|miles|met(?:er|re)s|degrees|radians|pounds|kilograms"
_ITEM_WORDS = "|".join(_ITEMS)


def _item_type(word: str) -> Type:
    return next((t for pattern, t in _ITEMS.items() if re.fullmatch(pattern, word)), ANY)


def _numbers(t: Type) -> Type:
    """Numbers without a further word are whole in most sentences."""
    return INT if t == FLOAT else t


def _rows(found: re.Match[str]) -> list[tuple[str, Type]]:
    word = found["item"]
    item = _numbers(_item_type(word)) if word.startswith("number") else _item_type(word)
    kind = found["kind"]
    make: Callable[[Type], Type] = (
        tuple_row if kind.startswith("tuple") else set_of if kind.startswith("set") else list_of
    )
    name = (
        "numbers"
        if item in (INT, FLOAT)
        else "words"
        if item == STR
        else "rows"
        if item.name == "list"
        else "items"
    )
    return [(name, make(item))]


def _several(found: re.Match[str]) -> list[tuple[str, Type]]:
    count = {"two": 2, "2": 2, "both": 2, "three": 3, "3": 3}[found["count"]]
    item = _numbers(_item_type(found["item"]))
    if found["inner"]:
        inner = _numbers(_item_type(found["inner"]))
        item = Type(item.name, (inner,)) if item.args and item.name != "dict" else item
    names = ("a", "b", "c") if item in (INT, FLOAT) else ("first", "second", "third")
    return [(name, item) for name in names[:count]]


def _one(name: str, t: Type) -> Callable[[re.Match[str]], list[tuple[str, Type]]]:
    return lambda _: [(name, t)]


_PARAMETERS: list[tuple[str, Callable[[re.Match[str]], list[tuple[str, Type]]]]] = [
    (rf"\b(?P<count>two|2|both|three|3) {_ADJECTIVES}(?P<item>{_ITEM_WORDS})\b(?: of (?P<inner>{_ITEM_WORDS})\b)?", _several),
    (rf"\b(?P<kind>lists?|arrays?|sequences?|collections?|tuples?|sets?) of {_ADJECTIVES}(?P<item>{_ITEM_WORDS})\b", _rows),
    (r"\b(?:integer|int|number) (?:list|array)\b", _one("numbers", list_of(INT))),
    (r"\b(?:string|word) (?:list|array)\b", _one("words", list_of(STR))),
    (r"\btuple list\b|\blist of lists\b", _one("rows", list_of(_TUPLE))),
    (r"\b(?:matrix|grid|2d (?:list|array)|two-dimensional (?:list|array))\b", _one("matrix", list_of(list_of(INT)))),
    (r"\b(?:by|with|for|under|at) (?:an? |the )?(?:given |specific |specified |certain |particular )*key\b", _one("key", STR)),
    (r"\b(?:given|specific|specified|certain|particular) (?:element|item|value)\b", _one("value", ANY)),
    (r"\b(?:at|by|from) (?:an? |the )?(?:given |specific )*(?:index|position)\b", _one("index", INT)),
    (r"\b(?:given|specific|specified|certain|particular|by an?|with an?|on an?) (?:character|letter|char|delimiter|separator)\b", _one("character", STR)),
    (r"\b(?:given|specific|specified|certain|by an?|with an?) (?P<w>prefix|suffix|substring|pattern)\b", lambda m: [(m["w"], STR)]),
    (r"\b(?:given|specific|specified|certain|by an?|with an?|of an?) (?P<w>length|size|limit|threshold|base|exponent|power|width|year|month)\b", lambda m: [(m["w"], INT)]),
    (r"\b(?:nth|n-th|kth|k-th|first n|first k|last n|last k|top n|top k|every n|n largest|n smallest|k largest|k smallest|n times|k times|up to n|below n|less than n|by n|by k|n|k)\b",
     lambda m: [("k" if re.search(r"\bk", m[0]) else "n", INT)]),
    (r"\b(?:of|with) an? (?P<w>circle|sphere)\b", _one("radius", FLOAT)),
    (r"\b(?:(?<!set )array|list|sequence|collection)\b", _one("items", list_of(ANY))),
    (r"\b(?:an?|the|given|each) (?:\w+ )?(?:dictionary|dict|mapping)\b|\bdictionary\b", _one("mapping", _DICT)),
    (r"\b(?:an?|the|given|in|of|from) (?:\w+ )?tuple\b", _one("values", _TUPLE)),
    (r"\b(?:an?|the) (?:given )?set\b", _one("items", set_of(ANY))),
    (r"\b(?:bytes|byte string)\b", _one("data", BYTES)),
    (r"\b(?:string|text|sentence|paragraph)\b", _one("text", STR)),
    (r"\b(?:an?|given|the given|the input) word\b", _one("word", STR)),
    (r"\b(?:a|the|given) (?:\w+ )?(?:float|decimal|real number|temperature)\b", _one("number", FLOAT)),
    (r"\b(?:an?|the|given) (?:(?!number|sum|maximum|minimum|largest|smallest|total)[\w-]+ )?(?:number|integer|int|year|digit)\b(?! of)|\bfactorial\b|\bfibonacci\b", _one("n", INT)),
    (rf"\b(?:{_UNITS})\b", _one("number", FLOAT)),
    (r"\bstrings\b|\bwords\b(?! (?:in|of|from))", _one("words", list_of(STR))),
    (r"\bdictionaries\b", _one("items", list_of(_DICT))),
    (r"\b(?:numbers|integers)\b(?! (?:in|of|from|that))", _one("numbers", list_of(INT))),
]  # fmt: skip


def _parameters(source: str) -> dict[str, Type]:
    """The parameters that the nouns of a phrase suggest, in the order of the phrase; rows of the table come first."""
    spans: list[tuple[int, int, list[tuple[str, Type]]]] = []
    for pattern, make in _PARAMETERS:
        for found in re.finditer(pattern, source):
            if all(found.end() <= start or found.start() >= end for start, end, _ in spans):
                spans.append((found.start(), found.end(), make(found)))
    spans.sort(
        key=lambda span: (span[2][0][1] == INT and span[2][0][0] in "nk", span[0])
    )  # a count comes last
    types: dict[str, Type] = {}
    for _, _, found_types in spans[:4]:
        for name, t in found_types:
            if types.get(name) != t:  # the same noun again means the same parameter
                types[fresh(name, list(types))] = t
    return types or {"value": ANY}


# -- phrases to results ------------------------------------------------------------------------------------------------

_SAME, _ITEM, _LIST, _INNER = "same", "item", "list", "inner"
_RETURNS: list[tuple[str, Type | str]] = [
    (r"^(check|determine|test|verify|decide|tell|see|identify|find out) (if|whether|that)\b|^(check|verify|validate|is|are|has|does)\b|\bwhether\b|\b(returns?|as) (true|false|a bool)", BOOL),
    (r"^group\b|\b(frequenc(y|ies)|occurrences of each|how often each)\b|^invert\b", _DICT),
    (r"^(count|tally)\b|\b(number|count|length|index|position) of\b|\bhow many\b", INT),
    (r"\b(average|mean|median|area|volume|ratio|percentage|distance|deviation|variance|square root|circumference|hypotenuse)\b", FLOAT),
    (rf"^convert\b.* (to|into) ({_UNITS})\b", FLOAT),
    (r"^flatten\b", _INNER),
    (r"^(split|tokenize)\b|\bwords (in|of|from)\b", list_of(STR)),
    (r"^(join|concatenate)\b.*\b(strings|words)\b|^(format|stringify)\b", STR),
    (r"\b[nk] (largest|smallest|most|longest|shortest)\b|\b(top|first|last) [nk]\b", _SAME),
    (r"^(sort|filter|remove|delete|drop|reverse|rotate|shuffle|replace|double|square|increment|capitalize|swap|insert|append|keep|merge|trim|strip|shift|rearrange|move|deduplicate|clean|update|transpose|normalize|truncate|uppercase|lowercase|interleave)\b", _SAME),
    (r"\b(intersection|union|difference|common elements|shared)\b", _SAME),
    (r"\b(sum|total|product|add|multiply|subtract|maximum|minimum|max|min|largest|smallest|longest|shortest|biggest|most common|mode|nth|kth|second|last|first)\b", _ITEM),
    (r"\b(factorial|fibonacci|gcd|lcm|divisor|digits?|power|remainder)\b", INT),
    (r"^(find|get|list|extract|select|collect|generate|return) (all|the (even|odd|unique|distinct)|even|odd|unique|distinct|every)\b|\b(divisors|factors|primes|permutations|combinations)\b", _LIST),
]  # fmt: skip


def _returns(task: str, target: str, types: dict[str, Type]) -> Type:
    first = next(iter(types.values()))
    for pattern, answer in _RETURNS:
        if (answer == BOOL or not target) and re.search(pattern, task):
            return _relative(answer, first) if isinstance(answer, str) else answer
    if not target:
        return ANY
    named = next(iter(_parameters(f"the {target}").values()))
    says_kind = re.match(rf"(an? |the )?({_ITEM_WORDS})\b", target)
    rule = next((a for p, a in _RETURNS if not says_kind and re.search(p, target)), named)
    return _relative(rule, first) if isinstance(rule, str) else rule


def _relative(answer: str, first: Type) -> Type:
    item = first.args[0] if first.name in ("list", "set", "tuple...") else first
    if answer == _ITEM:
        return STR if first == STR else item
    if answer == _INNER:
        return item if item.args and first.name == "list" else first
    return list_of(item) if answer == _LIST else first
