"""Masks over the whole vocabulary: tokens that leave the lexer alike are checked once, together.

Owns the groups of each lexer configuration. A group is decided by the parser alone, and a mask is the union of the
groups that it takes. Used by `state`, on demand.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synthesis_graph.decoding.lexer import Config, Emitted, Lexer, Line
from synthesis_graph.decoding.machine import Machine, Position
from synthesis_graph.decoding.vocabulary import Trie, Vocabulary

Mask = NDArray[np.bool_]


class Group(NamedTuple):
    """Tokens that emit the same terminals and leave the lexer with a word that can become the same ones."""

    emitted: tuple[Emitted, ...]
    config: Config
    ids: NDArray[np.intp]


class Groups(NamedTuple):
    """The groups of a configuration, apart those that begin a line: only they depend on the blocks around."""

    within: list[Group]
    lines: list[Group]


def groups(lexer: Lexer, vocabulary: Vocabulary, config: Config) -> Groups:
    """Runs the lexer over the trie from `config`. Cost: 10 to 100 ms for 32,000 tokens, once per configuration."""
    found: dict[tuple[object, ...], tuple[tuple[Emitted, ...], Config, list[int]]] = {}
    waiting: list[tuple[Trie, Config, tuple[Emitted, ...]]] = [(vocabulary.trie, config, ())]
    step = lexer.step
    while waiting:
        trie, at, emitted = waiting.pop()
        for byte, child in trie.children.items():
            moved = at.next[byte] if byte in at.next else step(at, byte)
            if moved is None:
                continue
            after = emitted + moved[0] if moved[0] else emitted
            if child.ids:
                key = (after, moved[1].may_become, moved[1].kind == lexer.beginning.kind)
                known = found.get(key)
                if known is None:
                    found[key] = (after, moved[1], list(child.ids))
                else:
                    known[2].extend(child.ids)
            if child.children:
                waiting.append((child, moved[1], after))
    made = [Group(emitted, end, np.array(ids, dtype=np.intp)) for emitted, end, ids in found.values()]
    lines = [any(type(item) is Line for item in group.emitted) for group in made]
    return Groups([g for g, b in zip(made, lines) if not b], [g for g, b in zip(made, lines) if b])


def union(machine: Machine, position: Position, candidates: list[Group], size: int) -> Mask:
    """The tokens of the groups that may stand at the position."""
    mask = np.zeros(size, dtype=np.bool_)
    legal = [g.ids for g in candidates if machine.follow(position, g.emitted, g.config) is not None]
    if legal:
        mask[np.concatenate(legal)] = True
    return mask
