"""Masks over the whole vocabulary, put together from what is known about fewer tokens.

Three ways: tokens that leave the lexer alike are checked once (`Group`); where a word may end, the rest is the mask of
the place after it; at the start of a line, a token's spaces choose the block and its first word is looked up in that
block's mask. Used by `state`, on demand.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from synthesis_graph.decoding import lexer as lexing
from synthesis_graph.decoding.lexer import Config, Emitted, Line
from synthesis_graph.decoding.machine import Machine, Position
from synthesis_graph.decoding.parser import Stack
from synthesis_graph.decoding.vocabulary import Mask, Trie, Vocabulary

_TEXT = frozenset((lexing.BODY, lexing.F_BODY, lexing.COMMENT))


class Group(NamedTuple):
    """Tokens that emit the same terminals and leave the lexer with a word that can become the same ones."""

    emitted: tuple[Emitted, ...]
    config: Config
    ids: NDArray[np.int32]


Exit = tuple[Trie, tuple[Emitted, ...]]
"""Where tokens close the bracket that they began in: the rest of them, and what they have emitted."""


class Branch:
    """Groups by what they emit: those that emit nothing more, and the branches one terminal further."""

    __slots__ = ("ends", "further")

    def __init__(self) -> None:
        self.ends: list[Group] = []
        self.further: dict[Emitted, Branch] = {}


class Groups(NamedTuple):
    """The groups of a configuration, apart those that begin a line: only they depend on the blocks around."""

    within: Branch
    lines: list[Group]


class Masks:
    """The masks of a grammar over a vocabulary; what is known of lexer configurations is kept here."""

    def __init__(self, machine: Machine, vocabulary: Vocabulary) -> None:
        self.machine = machine
        self.vocabulary = vocabulary
        self._groups: dict[Config, Groups] = {}
        self._known: dict[tuple[Trie, Config], list[Group]] = {}
        self._walked: dict[tuple[object, ...], tuple[list[Group], list[Exit]]] = {}

    def within(self, position: Position) -> Mask:
        """The legal tokens that begin no line, of those that `after` does not cover."""
        stacks: list[Stack] = [(node, ()) for node in position.stacks]
        mask = self._marked(self._legal(self.groups(position.config).within, stacks))
        if position.config.kind in _TEXT:
            mask |= self.vocabulary.plain
        return mask

    def lines(self, position: Position) -> Mask | None:
        """The legal tokens that end a line and begin another; None if there are none in the vocabulary."""
        groups = self.groups(position.config).lines
        follow = self.machine.follow
        legal = [g.ids for g in groups if follow(position, g.emitted, g.config) is not None]
        return self._marked(legal) if legal else None

    def after(self, position: Position) -> list[tuple[Position, Mask]]:
        """The places at which the open word or the indentation may end, each with the tokens whose mask is the one there."""
        config, vocabulary = position.config, self.vocabulary
        if config.kind == lexing.LINE:
            return self._indented(position)
        end = self.machine.lexer.end(config)
        if end is None:
            return []
        emitted, following, special = end
        found = self.machine.after(position, emitted, following)
        return [] if found is None else [(found, ~vocabulary.starting(special))]

    def _indented(self, position: Position) -> list[tuple[Position, Mask]]:
        column, alternate, kept, _ = position.config.data
        code = self.machine.lexer.code(position.config.frame)
        indentation = self.vocabulary.indentation
        found = []
        for spaces in np.unique(indentation[indentation >= 0]).tolist():
            line = Line(kept or column + spaces, kept or alternate + spaces)
            after = self.machine.after(position, (line,), code)
            if after is not None:
                found.append((after, indentation == spaces))
        return found

    def groups(self, config: Config) -> Groups:
        """The groups of the tokens that `after` and `within` leave. Cost: milliseconds, once per configuration; tens for the first of a kind."""
        found = self._groups.get(config)
        if found is None:
            merged = _Merged()
            for byte, child in self._trie(config).children.items():
                moved = self.machine.lexer.step(config, byte)
                if moved is not None:
                    for group in self._below(child, moved[1]):
                        merged.add(moved[0] + group.emitted, group.config, group.ids)
            found = self._groups[config] = _parted(merged.groups())
        return found

    def _below(self, trie: Trie, config: Config) -> list[Group]:
        """The groups of the tokens that have come to this node with this configuration; words soon have it in common."""
        known = self._known.get((trie, config))
        if known is not None:
            return known
        groups, exits = self._inside(trie, config)
        if exits:
            merged = _Merged()
            for group in groups:
                merged.add(*group)
            assert config.frame.parent is not None
            outside = self.machine.lexer.code(config.frame.parent)
            for node, emitted in exits:
                for group in self._below(node, outside):
                    merged.add(emitted + group.emitted, group.config, group.ids)
            groups = merged.groups()
        self._known[trie, config] = groups
        return groups

    def _inside(self, trie: Trie, config: Config) -> tuple[list[Group], list[Exit]]:
        """The groups that do not leave the enclosing bracket, the same at any depth, and where the others leave it."""
        frame = config.frame
        alike = frame.alike()
        key = (trie, config.kind, config.data, config.run, alike or frame)
        known = self._walked.get(key)
        if known is not None:
            return known
        merged, step = _Merged(), self.machine.lexer.step
        exits: list[Exit] = []
        waiting: list[tuple[Trie, Config, tuple[Emitted, ...]]] = [(trie, config, ())]
        while waiting:
            node, at, emitted = waiting.pop()
            if alike and at.frame is frame.parent:
                exits.append((node, emitted))
                continue
            if node.ids:
                merged.add(emitted, at, np.array(node.ids, dtype=np.int32))
            for byte, child in node.children.items():
                moved = at.next[byte] if byte in at.next else step(at, byte)
                if moved is not None:
                    waiting.append((child, moved[1], emitted + moved[0] if moved[0] else emitted))
        self._walked[key] = merged.groups(), exits
        return self._walked[key]

    def _trie(self, config: Config) -> Trie:
        if config.kind in _TEXT:
            return self.vocabulary.trie_of_special
        if config.kind == lexing.LINE:
            return self.vocabulary.trie_of_irregular
        end = self.machine.lexer.end(config)
        return self.vocabulary.trie if end is None else self.vocabulary.trie_starting(end[2])

    def _legal(self, branch: Branch, stacks: list[Stack]) -> list[NDArray[np.int32]]:
        """The tokens of the branch that some of the stacks can go on with."""
        probe = self.machine.parser.probe
        found = [
            group.ids
            for group in branch.ends
            if (words := group.config.may_become) is None
            or any(probe(stack, word) is not None for stack in stacks for word in words)
        ]
        for item, further in branch.further.items():
            choices = (item,) if isinstance(item, int) else item
            after = [s for stack in stacks for choice in choices if (s := probe(stack, choice)) is not None]
            if after:
                found.extend(self._legal(further, after))
        return found

    def _marked(self, ids: list[NDArray[np.int32]]) -> Mask:
        mask = np.zeros(len(self.vocabulary), dtype=np.bool_)
        if ids:
            mask[np.concatenate(ids)] = True
        return mask


def _parted(groups: Iterable[Group]) -> Groups:
    """The groups by what they emit, those that begin a line apart."""
    parted = Groups(Branch(), [])
    for group in groups:
        if any(type(item) is Line for item in group.emitted):
            parted.lines.append(group)
            continue
        branch = parted.within
        for item in group.emitted:
            branch = branch.further.setdefault(item, Branch())
        branch.ends.append(group)
    return parted


class _Merged:
    """Groups that are found piece by piece: what a key shares becomes one."""

    def __init__(self) -> None:
        self._found: dict[
            tuple[object, ...], tuple[tuple[Emitted, ...], Config, list[NDArray[np.int32]]]
        ] = {}

    def add(self, emitted: tuple[Emitted, ...], config: Config, ids: NDArray[np.int32]) -> None:
        key = (emitted, config.may_become, config.kind == lexing.LINE)
        self._found.setdefault(key, (emitted, config, []))[2].append(ids)

    def groups(self) -> list[Group]:
        return [Group(emitted, config, np.concatenate(ids)) for emitted, config, ids in self._found.values()]
