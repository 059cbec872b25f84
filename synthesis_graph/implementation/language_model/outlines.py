"""Typed outlines, read from what a model wrote: numbered steps, each with the type of what it makes.

Owns the form. A text that holds no steps is no outline: the caller goes on without one and says so.
"""

from __future__ import annotations

import re

from synthesis_graph.artifacts import Outline
from synthesis_graph.language.types import Type, parse_type

MAX_STEPS = 8
_STEP = re.compile(r"^\s*(?:\d+[.)]|[-*])\s+(?P<what>.+?)\s*(?:(?:->|→)\s*(?P<type>[^\n]+?)\s*)?$")


def read_outline(text: str, returns: Type, bits: float) -> Outline | None:
    """The outline that a text holds, or None; the type of its last step is the function's own.

    A type that is none of Python's is dropped from its step, not guessed.
    """
    found = [match for line in text.splitlines() if (match := _STEP.match(line))][:MAX_STEPS]
    if not found:
        return None
    steps = [_step(match["what"], _type_of(match["type"])) for match in found]
    steps[-1] = _step(found[-1]["what"], str(returns))
    return Outline(tuple(steps), bits, "model", text=text.strip())


def _step(what: str, type_: str) -> str:
    return f"{what} -> {type_}" if type_ else what


def _type_of(text: str | None) -> str:
    if not text:
        return ""
    try:
        return str(parse_type(text.strip().strip("`").rstrip(".")))
    except ValueError:
        return ""
