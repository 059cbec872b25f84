"""Name and description for a program that has none: a sentence, keywords or nothing, as people give them."""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from synthesis_graph.language.operations import operations
from synthesis_graph.language.trees import Apply, Tree, walk
from synthesis_graph.language.types import BOOL, Type
from synthesis_graph.naming import name_from
from synthesis_graph.training.words.speaking import Scope, Speaker
from synthesis_graph.training.words.wording import (
    check_order,
    find_order,
    frame,
    noisy,
    parameter_nouns,
    tidy,
)

_SILENT = 0.3
_KEYWORDS = 0.08
_LONGEST_WORDS = 42


@dataclass(frozen=True)
class Words:
    """What a request says: a function name and a description, which may be empty."""

    name: str
    description: str


def describe(tree: Tree, parameters: Sequence[tuple[str, Type]], returns: Type, rng: Random) -> Words:
    """Words for the tree, different ones each time."""
    order, noun = orders(tree, parameters, returns, rng)
    shown = rng.random()
    if shown < _SILENT:
        return Words("f" if rng.random() < 0.65 else _name(tree, order, rng), "")
    if shown < _SILENT + _KEYWORDS or len(order.split()) > _LONGEST_WORDS:
        text = " ".join(_keywords(tree, rng))
    else:
        text = tidy(noisy(frame(order, noun, rng), rng) if rng.random() < 0.6 else frame(order, noun, rng))
    return Words("f" if rng.random() < 0.35 else _name(tree, order, rng), text)


def orders(tree: Tree, parameters: Sequence[tuple[str, Type]], returns: Type, rng: Random) -> tuple[str, str]:
    """An order for the whole tree, and the noun phrase that says the same (empty for a truth value)."""
    speaker = Speaker(rng)
    scope = Scope(dict(parameter_nouns(parameters, rng)), dict(parameters))
    if returns == BOOL:
        return tidy(check_order(speaker.statement(tree, scope), rng)), ""
    if rng.random() < 0.25:
        chained = speaker.chain(tree, scope)
        if chained:
            return tidy(chained), ""
    ordered = speaker.order(tree, scope) if rng.random() < 0.5 else ""
    noun = speaker.noun(tree, scope)
    return tidy(ordered or find_order(noun, rng)), tidy(noun)


def _keywords(tree: Tree, rng: Random) -> list[str]:
    """One to four words that suggest the operations, the outer ones rather."""
    names = list(dict.fromkeys(n.operation for n in walk(tree) if isinstance(n, Apply)))[:3]
    words: list[str] = []
    for name in names:
        operation = operations()[name]
        own = name.split("_") if operation.helper else []
        words += own or rng.sample(sorted(operation.words) or [name], 1)
    return list(dict.fromkeys(words))[: rng.choice((2, 3, 4, 6))]


def _name(tree: Tree, order: str, rng: Random) -> str:
    """A function name: from the sentence, or of the words of the operations."""
    name = ""
    if rng.random() < 0.6:
        name = name_from(re.sub(r"[^a-z0-9_' ]", " ", order.lower()), "")
    name = name or "_".join(_keywords(tree, rng)[:4])
    name = re.sub(r"\W", "_", name).strip("_").lower()
    usable = name.isidentifier() and not keyword.iskeyword(name) and len(name) <= 60
    return name if usable else "f"
