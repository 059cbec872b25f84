"""Constants worth trying: small numbers, what the sentence names, and what the examples' outputs share.

Knows the specification's values and words; a constant comes with its type and its cost in bits.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from synthesis_graph.language.types import FLOAT, Type, infer
from synthesis_graph.search.words import tokens
from synthesis_graph.spec import Specification

_NUMBERS = {
    0: 3.0, 1: 2.5, 2: 3.5, -1: 6.0, 3: 6.0, 10: 6.5, 4: 7.5, 5: 7.5, 6: 8.0, 7: 8.0, 8: 8.0, 9: 8.0, 100: 8.5,
}  # fmt: skip
_NUMBER_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "hundred": 100, "thousand": 1000, "first": 1, "second": 2, "third": 3,
    "fourth": 4, "fifth": 5, "twice": 2, "double": 2, "triple": 3, "half": 2, "dozen": 12,
}  # fmt: skip
_MARKS = {
    "space": " ", "spaces": " ", "whitespace": " ", "blank": " ", "comma": ",", "commas": ",", "underscore": "_",
    "underscores": "_", "hyphen": "-", "dash": "-", "dot": ".", "period": ".", "colon": ":", "semicolon": ";",
    "slash": "/", "newline": "\n", "tab": "\t", "star": "*", "asterisk": "*", "hash": "#", "percent": "%",
    "vowel": "aeiouAEIOU", "vowels": "aeiouAEIOU", "quote": '"', "at": "@", "plus": "+", "parentheses": "()",
    "brackets": "[]",
}  # fmt: skip
_QUOTED = re.compile(r"""(?<![\w])(['"`“‘])(.{1,24}?)['"`”’](?![\w])""")
_TOLD = 3.0


def constants(spec: Specification) -> list[tuple[Any, Type, float]]:
    """(value, type, bits) for every constant worth trying; the cheapest price of each."""
    best: dict[str, tuple[Any, Type, float]] = {}
    sources = (_usual(), _told(spec.description), _from_outputs(spec), _from_inputs(spec))
    for source in sources:
        for value, bits in source:
            type_ = infer(value)
            key = f"{type_}:{value!r}"
            if key not in best or best[key][2] > bits:
                best[key] = (value, type_, bits)
    return list(best.values())


def _usual() -> Iterator[tuple[Any, float]]:
    yield from _NUMBERS.items()
    yield " ", 5.5
    yield "", 6.5
    yield [], 7.0


def _told(description: str) -> Iterator[tuple[Any, float]]:
    words = tokens(description)
    for word in words:
        if word in _NUMBER_WORDS:
            yield _NUMBER_WORDS[word], _TOLD
        if word in _MARKS:
            yield _MARKS[word], _TOLD + (1.0 if word == "at" else 0.0)
    for text in re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w])", description):
        yield (float(text) if "." in text else int(text)), _TOLD
    for match in _QUOTED.finditer(description):
        yield match.group(2), _TOLD
    if {"circle", "sphere", "cylinder", "cone", "circular", "radius", "pi", "ellipse"} & set(words):
        yield math.pi, 3.5
        yield 3.1415, 7.0


def _from_outputs(spec: Specification) -> Iterator[tuple[Any, float]]:
    outputs = [e.output for e in spec.examples if not e.raises]
    distinct = {repr(o): o for o in outputs}
    if _is_choice(outputs, len(distinct)):
        for value in distinct.values():
            if not isinstance(value, bool):
                yield value, 4.5
    elif len(distinct) == 1 and len(outputs) >= 2:
        yield outputs[0], 6.0 + len(repr(outputs[0])) * 0.7
    if any(o is None for o in outputs):
        yield None, 5.0
    if outputs and all(isinstance(o, (list, tuple)) for o in outputs):
        yield from _shared_runs([tuple(o) for o in outputs], type(outputs[0]))
    if outputs and all(isinstance(o, str) for o in outputs):
        yield from _shared_text(spec, outputs)


def _is_choice(outputs: list[Any], distinct: int) -> bool:
    """Whether the outputs look like one of two answers: one comes again, or they are words; two values are just two values."""
    if distinct != 2 or infer(outputs[0]) == FLOAT:
        return False
    return len(outputs) > 2 or all(isinstance(o, str) and len(o) <= _LONGEST_ANSWER for o in outputs)


_LONGEST_ANSWER = 24


def _shared_runs(rows: list[tuple[Any, ...]], kind: type) -> Iterator[tuple[Any, float]]:
    prefix, suffix = _common(rows), _common([r[::-1] for r in rows])[::-1]
    for run in (prefix, suffix):
        if 0 < len(run) <= 6 and len(rows) >= 2:
            yield kind(run), 4.0 + 2.0 * len(run)
    flat = [
        x for run in (prefix, suffix) for x in run if isinstance(x, (int, str)) and not isinstance(x, bool)
    ]
    for value in flat:
        yield value, 5.0
    if all(rows):
        shared = set.intersection(*({x for x in r if type(x) is int} for r in rows)) if rows else set()
        for value in sorted(shared)[:6]:
            yield value, 6.0


def _shared_text(spec: Specification, outputs: list[str]) -> Iterator[tuple[Any, float]]:
    prefix, suffix = "".join(_common(outputs)), "".join(_common([o[::-1] for o in outputs]))[::-1]
    if len(outputs) >= 2:
        for run in (prefix, suffix):
            if 0 < len(run) <= 12:
                yield run, 5.0 + len(run) * 0.5
    inside = "".join(str(e.arguments) for e in spec.examples)
    new = set.intersection(*(set(o) for o in outputs)) if outputs else set()
    for mark in sorted(new):
        if not mark.isalnum() and mark not in inside:
            yield mark, 4.0
    for mark in sorted(set("".join(outputs))):
        if not mark.isalnum() and mark not in inside:
            yield mark, 5.0


def _from_inputs(spec: Specification) -> Iterator[tuple[Any, float]]:
    texts = [v for e in spec.examples for v in e.arguments if isinstance(v, str)]
    if texts:
        for mark in sorted({c for c in "".join(texts) if not c.isalnum() and not c.isspace()}):
            share = sum(mark in t for t in texts) / len(texts)
            yield mark, 4.5 if share > 0.9 else 6.5
        if any("\n" in t for t in texts):
            yield "\n", 6.0


def _common(rows: list[Any]) -> list[Any]:
    shared = []
    for column in zip(*rows):
        if any(repr(x) != repr(column[0]) for x in column):
            break
        shared.append(column[0])
    return shared
