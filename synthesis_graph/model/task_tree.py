"""A specification as a tree of symbols: its words, its signature, and the values of its examples.

Every node has a symbol and a *path*, the child indices from the root, by which the model tells where it stands (Shiv &
Quirk 2019). Long texts and large values are cut, and the cut is marked: the tree never has more than MOST_NODES.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from synthesis_graph.language.types import Type
from synthesis_graph.model.relations import Shown, signature
from synthesis_graph.model.vocabulary import Vocabulary, float_symbol, integer_symbol, words_of

DEPTH = 7
"""Levels of a path; what stands deeper shares the path of its ancestor there."""
WIDTH = 17
"""Child indices that are told apart, one up to 16; 0 stands for no child."""
MOST_NODES = 256
MOST_EXAMPLES = 5
MOST_WORDS = 48
MOST_ITEMS = 10
MOST_CHARACTERS = 20

Path = tuple[int, ...]


@dataclass(frozen=True)
class Told:
    """What the model reads of a task, before it is numbered."""

    description: str
    name: str
    parameters: Sequence[tuple[str, Type]]
    returns: Type
    shown: Shown
    constraints: Sequence[str] = ()


@dataclass
class TaskTree:
    """Nodes in preorder: `symbols[i]` stands at `paths[i]`; `relations` is the signature of properties."""

    symbols: list[int] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    relations: list[int] = field(default_factory=list)


def task_tree(told: Told, vocabulary: Vocabulary) -> TaskTree:
    """The tree of a task; about 1 ms."""
    tree = TaskTree(relations=signature(told.shown))
    for symbol, path in islice(_nodes(told, vocabulary), MOST_NODES):
        tree.symbols.append(vocabulary.number(symbol))
        tree.paths.append(path)
    return tree


Nodes = Iterator[tuple[str, Path]]


def _nodes(told: Told, vocabulary: Vocabulary) -> Nodes:
    yield "<task>", ()
    yield from _words("<name>", told.name, (1,), vocabulary)
    for i, (name, type_) in enumerate(told.parameters):
        here = (2, _index(i))
        yield from _words("<parameter>", name, here, vocabulary)
        yield from _type(type_, (*here, WIDTH - 1))
    yield "<returns>", (3,)
    yield from _type(told.returns, (3, 1))
    yield from _words("<description>", told.description, (4,), vocabulary)
    for i, constraint in enumerate(told.constraints[:4]):
        yield from _words("<constraint>", constraint, (5, _index(i)), vocabulary)
    for i, (arguments, output) in enumerate(told.shown[:MOST_EXAMPLES]):
        here = (6, _index(i))
        yield "<example>", here
        for j, argument in enumerate(arguments):
            yield from _value(argument, (*here, _index(j)))
        yield "<output>", (*here, WIDTH - 1)
        yield from _value(output, (*here, WIDTH - 1, 1))


def _index(i: int) -> int:
    return min(i + 1, WIDTH - 2)


def _words(section: str, text: str, here: Path, vocabulary: Vocabulary) -> Nodes:
    yield section, here
    pieces = (piece for word in words_of(text) for piece in vocabulary.pieces(word))
    for i, piece in enumerate(islice(pieces, MOST_WORDS)):
        yield piece, (*here, 1 + i // 16, 1 + i % 16)


def _type(type_: Type, here: Path) -> Nodes:
    yield f"type:{type_.name}", here[:DEPTH]
    if len(here) < DEPTH:
        for i, argument in enumerate(type_.args):
            yield from _type(argument, (*here, _index(i)))


def _value(value: Any, here: Path) -> Nodes:
    kind = type(value)
    container = _CONTAINERS.get(kind)
    yield (scalar(value) if container is None else container[0]), here
    if len(here) == DEPTH:
        return
    if container is not None:
        for i, item in enumerate(islice(container[1](value), MOST_ITEMS)):
            yield from _value(item, (*here, _index(i)))
    elif isinstance(value, str):
        for i, character in enumerate(value[:MOST_CHARACTERS]):
            yield f"chr:{character}", (*here, _index(i))
    if _is_cut(value):
        yield "<more>", (*here, WIDTH - 1)


def _is_cut(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) > MOST_CHARACTERS
    return type(value) in _CONTAINERS and len(value) > MOST_ITEMS


_CONTAINERS: dict[type, tuple[str, Callable[[Any], Iterable[Any]]]] = {
    list: ("list", iter),
    tuple: ("tuple", iter),
    set: ("set", lambda value: sorted(value, key=repr)),
    frozenset: ("set", lambda value: sorted(value, key=repr)),
    dict: ("dict", lambda value: value.items()),
}


def scalar(value: Any) -> str:
    """The symbol of a value that has no parts."""
    match value:
        case bool() | None:
            return repr(value)
        case int():
            return integer_symbol(value)
        case float():
            return float_symbol(value)
        case str() | bytes():
            return type(value).__name__
    return "other"
