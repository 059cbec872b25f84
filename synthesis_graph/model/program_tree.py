"""A retrieved program as a tree of symbols: what it is said to do, and the abstract syntax of its text.

Calls and attributes are read by their names in sub-words, for they say what is done; parameters are read as parameters,
whatever they are called. Long programs are cut: no tree has more than MOST_NODES nodes.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import islice

from synthesis_graph.model.task_tree import DEPTH, WIDTH, Path, TaskTree, scalar
from synthesis_graph.model.vocabulary import Vocabulary, words_of

MOST_NODES = 64
MOST_WORDS = 16
MOST_PIECES = 3
"""Sub-words of one name."""

Nodes = Iterator[tuple[str, Path]]


def program_tree(name: str, description: str, code: str, vocabulary: Vocabulary) -> TaskTree:
    """The tree of a program; code that does not parse is read by its name and description alone."""
    tree = TaskTree()
    for symbol, path in islice(_nodes(name, description, code, vocabulary), MOST_NODES):
        tree.symbols.append(vocabulary.number(symbol))
        tree.paths.append(path)
    return tree


def _nodes(name: str, description: str, code: str, vocabulary: Vocabulary) -> Nodes:
    yield "<program>", ()
    yield from _words("<name>", name, (1,), vocabulary)
    yield from _words("<description>", description, (4,), vocabulary)
    try:
        functions = [n for n in ast.parse(code).body if isinstance(n, ast.FunctionDef)]
    except (SyntaxError, ValueError, RecursionError):
        return
    wanted = [f for f in functions if f.name == name] or functions[-1:]
    for function in wanted[:1]:
        parameters = frozenset(a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg))
        for i, statement in enumerate(_body(function)):
            yield from _syntax(statement, (7, _index(i)), parameters, vocabulary)


def _body(function: ast.FunctionDef) -> list[ast.stmt]:
    return function.body[1:] if ast.get_docstring(function) is not None else function.body


def _syntax(node: ast.AST, here: Path, parameters: frozenset[str], vocabulary: Vocabulary) -> Nodes:
    match node:
        case ast.Name(id=name) if name in parameters:
            yield "<argument>", here
            return
        case ast.Name(id=name) | ast.arg(arg=name):
            yield from _pieces(name, here, vocabulary)
            return
        case ast.Constant(value=value):
            yield scalar(value), here
            return
        case ast.expr_context():
            return
    yield f"ast:{type(node).__name__}", here
    if isinstance(node, (ast.Attribute, ast.keyword)):
        yield from _pieces(node.attr if isinstance(node, ast.Attribute) else node.arg or "", here, vocabulary)
    inside = (*here, 0)[:DEPTH]
    for i, child in enumerate(ast.iter_child_nodes(node)):
        path = (*inside[:-1], _index(i)) if len(here) < DEPTH else here
        yield from _syntax(child, path, parameters, vocabulary)


def _pieces(name: str, here: Path, vocabulary: Vocabulary) -> Nodes:
    pieces = (piece for word in words_of(name) for piece in vocabulary.pieces(word))
    for piece in islice(pieces, MOST_PIECES):
        yield piece, here


def _words(section: str, text: str, here: Path, vocabulary: Vocabulary) -> Nodes:
    yield section, here
    pieces = (piece for word in words_of(text) for piece in vocabulary.pieces(word))
    for i, piece in enumerate(islice(pieces, MOST_WORDS)):
        yield piece, (*here, 1 + i // 16, 1 + i % 16)


def _index(i: int) -> int:
    return min(i + 1, WIDTH - 2)
