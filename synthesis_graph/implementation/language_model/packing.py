"""The context packer: what goes into a prompt of so many tokens, by right and by worth, never over it.

The specification comes first, then the outline, then retrieved functions, the nearest first. What does not fit is
named. Counts are the model's own, of the whole prompt, since tokens may span the seams. Knows no model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from synthesis_graph.artifacts import Snippet
from synthesis_graph.errors import SpecificationError
from synthesis_graph.implementation.language_model.prompts import Parts, messages
from synthesis_graph.implementation.language_model.writing import Message

Count = Callable[[Sequence[Message]], int]

SHOWN_AT_LEAST = 3
"""So many examples are never left out: a prompt without any says too little."""


@dataclass(frozen=True)
class Packed:
    """A prompt that fits, how many tokens it has, and what was left out of it."""

    messages: list[Message]
    tokens: int
    left_out: tuple[str, ...]


def pack(parts: Parts, count: Count, budget_tokens: int) -> Packed:
    """As much of the parts as fits; SpecificationError when not even the specification does.

    Counts the prompt a few times, and each snippet once.
    """
    ordered = sorted(parts.snippets, key=lambda s: (-s.score, s.origin))
    bare = replace(parts, snippets=())
    left_out: list[str] = []
    tokens = count(messages(bare))
    while tokens > budget_tokens:
        bare, name = _less(bare, tokens, budget_tokens)
        left_out.append(name)
        tokens = count(messages(bare))
    kept = _greedy(ordered, count, budget_tokens - tokens)
    while True:
        whole = replace(bare, snippets=tuple(kept))
        tokens = count(messages(whole))
        if tokens <= budget_tokens:
            break
        kept.pop()  # the seams made it longer than the sum of its parts
    left_out += [f"function {s.origin}" for s in ordered if s not in kept]
    return Packed(messages(whole), tokens, tuple(left_out))


def _greedy(ordered: Sequence[Snippet], count: Count, room_tokens: int) -> list[Snippet]:
    """The nearest that fit, one after the other: a long one that does not fit leaves its place to shorter ones."""
    kept: list[Snippet] = []
    for snippet in ordered:
        content = f"\n\n```python\n{snippet.code.rstrip()}\n```"
        tokens = count([{"role": "user", "content": content}])
        if tokens <= room_tokens:
            kept.append(snippet)
            room_tokens -= tokens
    return kept


def _less(parts: Parts, tokens: int, budget_tokens: int) -> tuple[Parts, str]:
    """The parts without the one that can best be missed: a late example, the outline, what was said before."""
    shown = len(parts.spec.examples) if parts.examples is None else parts.examples
    if shown > SHOWN_AT_LEAST:
        fewer = max(SHOWN_AT_LEAST, shown // 2)
        return replace(parts, examples=fewer), f"examples {fewer + 1} to {shown}"
    if parts.outline:
        return replace(parts, outline=()), "the outline"
    if parts.conversation:
        return replace(parts, conversation=()), "the earlier answer"
    raise SpecificationError(
        f"the specification alone makes a prompt of {tokens} tokens, and {budget_tokens} fit the model's context",
        "shorten the description or the examples, or raise MAX_CONTEXT_LENGTH",
        "description",
    )
