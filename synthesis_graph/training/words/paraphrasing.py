"""A sentence that somebody wrote, put otherwise: other frames, words left out, keywords, or nothing at all."""

from __future__ import annotations

import re
from random import Random

from synthesis_graph.naming import name_from
from synthesis_graph.search.words import STOP, tokens
from synthesis_graph.training.words.describing import Words
from synthesis_graph.training.words.wording import check_order, find_order, frame, noisy, tidy

_SILENT, _KEYWORDS, _AS_WRITTEN = 0.15, 0.1, 0.25
_LEADS = re.compile(
    r"^(?:write|create|implement)\s+an?\s+(?:python\s+)?function\s+(?:to|that|which)\s+|^(?:a |the )?function to\s+",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"^(?:(?:return|check|determine|test|tell|find|verify|see)s?\s+)?(?:true\s+)?(?:whether|if)\s+(?:or not\s+)?",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"^(?:return|give|compute|calculate|get|find)s?\s+(?=(?:the|all|a|an|how|every|each)\b)", re.IGNORECASE
)


def first_sentence(text: str, longest: int = 300) -> str:
    """The first sentence of a docstring, without doctests and on one line."""
    prose = " ".join(text.partition(">>>")[0].partition("\n\n")[0].split())
    return re.split(r"(?<=[.!?])\s+(?=[A-Z(`])", prose)[0][:longest]


def paraphrased(sentence: str, name: str, rng: Random) -> Words:
    """The words of one copy of a record; the name may go, and so may the sentence, but not both."""
    shown = rng.random()
    if shown < _SILENT or not sentence:
        return Words(name, "")
    named = name if rng.random() < 0.6 else "f" if rng.random() < 0.7 else renamed(sentence, name)
    if shown < _SILENT + _KEYWORDS:
        words = [w for w in tokens(sentence) if w not in STOP]
        return Words(named, " ".join(words[: rng.choice((3, 5, 8))]))
    if shown < _SILENT + _KEYWORDS + _AS_WRITTEN:
        return Words(named, sentence)
    return Words(named, tidy(noisy(_reframed(sentence, rng), rng)))


def _reframed(sentence: str, rng: Random) -> str:
    """The same said in another frame."""
    bare = _LEADS.sub("", sentence.rstrip(".! "))
    asked, count = _QUESTION.subn("", bare, count=1)
    if count:
        return frame(check_order(asked, rng), "", rng)
    noun, count = _ORDERED.subn("", bare, count=1)
    if count or re.match(r"(?:the|all|how|each|every)\b", noun, re.IGNORECASE):
        noun = noun[:1].lower() + noun[1:]
        return frame(find_order(noun, rng), noun, rng)
    return frame(bare[:1].lower() + bare[1:], "", rng)


def renamed(sentence: str, name: str) -> str:
    """A function name from the sentence; the given one where none comes of it."""
    bare = _LEADS.sub("", sentence.rstrip(".! "))
    return name_from(re.sub(r"[^a-z0-9_' ]", " ", bare.lower()), "") or name
