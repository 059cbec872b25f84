"""Sentences that ask for an exception, "raises X on Y": a table of conditions Y, each with how to provoke it.

A sentence is understood only when nothing is left of it but exception, condition, parameters and filler words, since
an overlooked word ("negative *and even*") would make the right program look wrong. Knows no code and no sandbox.
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Condition:
    """A row: the words, the function of `provoking` that makes such inputs, and what it is told.

    Where `told` is empty, it is the first group of the phrase that matched.
    """

    name: str
    phrases: str
    provoke: str
    told: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Demand:
    """What one clause asks for: one of these exceptions, on these conditions, of these parameters if it names any."""

    exceptions: tuple[str, ...]
    conditions: tuple[tuple[Condition, tuple[Any, ...]], ...]
    subjects: tuple[str, ...]

    @property
    def name(self) -> str:
        """Such as `raises ValueError on negative n`."""
        on = " or ".join(
            " ".join([condition.name, *map(str, told if not condition.told else ())])
            for condition, told in self.conditions
        )
        of = f" ({', '.join(self.subjects)})" if self.subjects else ""
        return f"raises {' or '.join(self.exceptions)} on {on}{of}"


_THINGS = r"(?: (?:elements?|items?|values?|characters?|entries|letters?|numbers?))"
_NUMBER = r"(-?\d+(?:\.\d+)?)"

CONDITIONS: tuple[Condition, ...] = (
    Condition(
        "division by zero",
        r"(?i)\bdivi(?:sion|de|des|ded|ding) by (?:zero|0)\b|\b(?:divisor|denominator) (?:is|==|=|equals) ?(?:zero|0)\b"
        r"|\bzero (?:divisor|denominator)s?\b",
        "divisor",
    ),
    Condition(
        "non-positive",
        r"\bnon-?positive\b|\bnot positive\b|\bnot (?:a )?positive (?=number|integer|int|value)|\bzero or negative\b"
        r"|\bnegative or zero\b|\b(?:zero|0) or (?:less|below)\b",
        "number", ("<=", 0),
    ),
    Condition("negative", r"(?i)(?<!non-)(?<!not )(?<!not a )\bnegative\b|\b(?:less than|below|under) zero\b",
              "number", ("<", 0)),
    Condition("positive", r"(?<!non-)(?<!not )(?<!not a )\bpositive\b|\b(?:greater than|above) zero\b",
              "number", (">", 0)),
    Condition("too few items", rf"(?:\bhas |\bhave |\bwith )?\b(?:fewer|less) than (\d+){_THINGS}|\bshorter than (\d+){_THINGS}?", "fewer"),
    Condition("too many items", rf"(?:\bhas |\bhave |\bwith )?\bmore than (\d+){_THINGS}|\blonger than (\d+){_THINGS}?", "more"),
    Condition("at most", rf"<= ?{_NUMBER}|\b(?:less|smaller) than or equal to {_NUMBER}|\bat most {_NUMBER}",
              "at_most"),
    Condition("at least", rf">= ?{_NUMBER}|\b(?:greater|larger) than or equal to {_NUMBER}|\bat least {_NUMBER}",
              "at_least"),
    Condition("below", rf"< ?{_NUMBER}|\b(?:less|smaller|lower) than {_NUMBER}|\b(?:below|under) {_NUMBER}", "below"),
    Condition("above", rf"> ?{_NUMBER}|\b(?:greater|larger|more|higher) than {_NUMBER}|\b(?:above|over) {_NUMBER}"
              rf"|\bexceeds {_NUMBER}", "above"),
    Condition("zero", r"(?<!non-)(?<!not )\bzero\b|== ?0\b|\bis 0\b|\bequals? (?:to )?0\b", "number", ("==", 0)),
    Condition("empty", r"(?<!non-)(?<!not )\bempty\b|\b(?:contains|has|with) no (?:elements|items|entries|characters)\b",
              "emptied"),
    Condition("None", r"(?<!not )\b(?:None|none|null)\b", "nothing"),
    Condition(
        "another type than",
        r"\b(?:non-|(?:is|are|be)n't (?:an? )?|not (?:an? |of type )?|other than (?:an? )?)"
        r"(strings?|str|text|integers?|ints?|numbers?|numeric|numerical|floats?|lists?|dict(?:ionar(?:y|ies))?|tuples?|sets?)\b",
        "another_type",
    ),
    Condition("a wrong type", r"\b(?:wrong|invalid|incorrect|bad) (?:input |argument )?types?\b", "wrong_type"),
    Condition(
        "a missing key",
        r"\b(?:missing|unknown|absent|non-?existent|nonexisting) keys?\b"
        r"|\bkeys? (?:is |are |that (?:is|are) )?(?:missing|absent|unknown|not (?:found|present|there|in (?:the )?"
        r"(?:dict|dictionary|mapping|map)))\b|\bkeys? (?:does not|doesn't|do not|don't) exist\b"
        r"|\b(?:lacks?|without) the key\b",
        "missing_key",
    ),
    Condition(
        "different lengths",
        r"(?:\bhave |\bhas )?\b(?:different|differing|unequal|mismatched|mismatching|unmatched) (?:lengths?|sizes?)\b"
        r"|\b(?:lengths?|sizes?) (?:differ|(?:do not|don't) match|(?:are|is) (?:different|unequal|not equal|not the same))"
        r"|\b(?:differ|different) in (?:length|size)\b|\bnot (?:of|have|has) (?:the )?(?:same|equal) (?:length|size)s?\b"
        r"|\b(?:do not|don't) have (?:the )?(?:same|equal) (?:length|size)s?\b",
        "different_lengths",
    ),
    Condition("an index out of range", r"\b(?:index )?(?:is )?out[- ]of[- ](?:range|bounds)(?: index)?\b", "out_of_range"),
    Condition(
        "an absent item",
        r"\b(?:item|element|target|value|x) (?:is )?(?:missing|absent|not (?:found|present|contained)|not in (?:the )?(?:list|sequence))\b"
        r"|\b(?:item|element|target|value|x) (?:does not|doesn't) (?:exist|occur)\b",
        "absent_item",
    ),
)  # fmt: skip
"""In order: a phrase is taken out of the sentence before the next row looks at it."""

_FILLER = frozenset(
    """if when whenever for on in case of upon the a an is are be it its input inputs argument arguments arg args parameter
    parameters value values given passed provided supplied any either should must shall will function raise raises raised
    raising throw throws thrown throwing signal signals error exception with to by or that which number numbers integer
    integers int ints float floats string strings text list lists array arrays sequence sequences iterable collection
    dict dictionary dictionaries mapping key keys index tuple tuples set sets one type reject rejects fail fails divisor
    denominator equal equals there""".split()
)
_CONTAINERS = frozenset(
    "list lists array arrays sequence sequences iterable collection tuple tuples set sets".split()
)
_ABOUT_NUMBERS = frozenset("number below above at_most at_least".split())
_CLASS = re.compile(
    r"\b[A-Za-z]*(?:Error|Exception|Interrupt|Iteration|Exit|Warning)\b"
    r"|\b(?:value|type|key|index|attribute|lookup|runtime|assertion|overflow|arithmetic|zero[- ]?division|not[- ]implemented)"
    r" ?errors?\b"
)
_GENERIC = re.compile(r"\b(?:errors?|exceptions?)\b")
_SPLIT = re.compile(
    r"\s*(?:;|\.\s|,?\s(?:and|but)\s(?=(?:it )?(?:also )?(?:raises? |throws? )?(?:an? )?\w*(?:Error|Exception)\b)"
    r"|,\s(?=(?:an? )?\w+(?:Error|Exception)\b))\s*"
)


def asks_for_exception(sentence: str) -> bool:
    """Whether the sentence speaks of an exception that must come."""
    says = _CLASS.search(sentence) or re.search(r"(?i)\b(?:rais\w*|throws?|exceptions?|errors?)\b", sentence)
    return bool(says) and not _NEVER.search(sentence.lower())


_NEVER = re.compile(
    r"without (?:rais\w+|throw\w+|an? (?:error|exception)|errors?|exceptions?)"
    r"|(?:\bnot|never|n't) (?:raise|throw|fail|cause)|\bno (?:errors?|exceptions?)|instead of (?:rais|throw|fail)"
    r"|rather than (?:rais|throw|fail)"
)


def read_demands(sentence: str, parameters: Sequence[str]) -> list[Demand]:
    """The demands of a sentence that asks for exceptions; none where any part of it is not understood."""
    text = " ".join(sentence.replace("’", "'").replace("`", " ").split()).rstrip(". ")
    demands = [_demand(clause, parameters) for clause in _SPLIT.split(text) if clause]
    return [d for d in demands if d] if all(demands) else []


def _demand(clause: str, parameters: Sequence[str]) -> Demand | None:
    exceptions, rest = _exceptions(clause)
    if not exceptions:
        return None
    conditions = []
    for condition in CONDITIONS:
        for match in re.finditer(condition.phrases, rest):
            told = condition.told or tuple(group for group in match.groups() if group is not None)
            conditions.append((condition, told))
        rest = re.sub(condition.phrases, " ", rest)
    left = re.findall(
        r"[A-Za-z_]\w*|[^\s\w,:()'\"-]+", rest.replace("->", " ").replace("→", " ").replace("=>", " ")
    )
    subjects = tuple(dict.fromkeys(w for w in left if w in parameters and not _is_article(w, rest)))
    unknown = [w for w in left if w not in subjects and w.lower() not in _FILLER]
    within = {w.lower() for w in left} & _CONTAINERS  # "any number in the list is negative" speaks of items
    if within and any(c.provoke in _ABOUT_NUMBERS for c, _ in conditions):
        return None
    return None if unknown or not conditions else Demand(exceptions, tuple(conditions), subjects)


def _is_article(word: str, text: str) -> bool:
    """Whether a parameter's name is only a word of the sentence here, as `a` and `list` may be."""
    if word.lower() == "a":
        return not re.search(r"\ba (?:is|or [a-z]\b|<|>|=)", text)
    return False


def _exceptions(clause: str) -> tuple[tuple[str, ...], str]:
    """The built-in exceptions that a clause names, and the clause without them; none where one is not built in."""
    named = [_builtin(word) for word in _CLASS.findall(clause)]
    if named:
        rest = _CLASS.sub(" ", clause)
        joined = len(named) == 1 or re.search(
            rf"(?:{_CLASS.pattern})\s*(?:or|/|,)\s*(?:an? )?(?:{_CLASS.pattern})", clause
        )
        return (tuple(n for n in named if n), rest) if all(named) and joined else ((), rest)
    return (("Exception",), _GENERIC.sub(" ", clause)) if _GENERIC.search(clause) else ((), clause)


def _builtin(word: str) -> str:
    wanted = re.sub(r"[ -]", "", word).lower()
    wanted = wanted if word[:1].isupper() or not wanted.endswith("errors") else wanted[:-1]
    found = [n for n, v in vars(builtins).items() if n.lower() == wanted and isinstance(v, type)]
    return next((n for n in found if issubclass(getattr(builtins, n), BaseException)), "")
