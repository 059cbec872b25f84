"""Parsing hostile text: a tree with its scopes, or what is wrong with the text and where. Never an exception.

The parser's own message says what is wrong; tree-sitter, loaded only then, points at the smallest wrong node. About
1 ms for usual code. The lowest part of the static checks; knows no rule about what code may hold.
"""

from __future__ import annotations

import ast
import symtable
import threading
import warnings
from dataclasses import dataclass
from typing import Any

MAX_CHARACTERS = 200_000
"""Longer text is refused unparsed: a tree takes a hundred times the memory of its text."""

_quiet = threading.Lock()  # the filters of warnings are the process's


@dataclass(frozen=True)
class Parsed:
    """What compiles: the tree, and the scopes of its names."""

    tree: ast.Module
    scopes: symtable.SymbolTable


def parse(code: str) -> Parsed | str:
    """The tree of text that Python compiles, else what is wrong with it; nothing of it is run."""
    if len(code) > MAX_CHARACTERS:
        return f"the code has {len(code)} characters; at most {MAX_CHARACTERS} are read"
    if "\0" in code:
        line = code.count("\n", 0, code.index("\0")) + 1
        column = code.index("\0") - code.rfind("\n", 0, code.index("\0"))
        return f"line {line}, column {column}: the code holds a null byte"
    try:
        with _quiet, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an odd escape is no finding, and nothing may be printed
            tree = ast.parse(code)
            scopes = symtable.symtable(code, "<candidate>", "exec")
            compile(code, "<candidate>", "exec", dont_inherit=True)  # finds `return` outside a function
    except SyntaxError as error:
        return _finding(code, error)
    except (RecursionError, MemoryError):
        return "the code does not parse: it is nested too deeply"
    except (ValueError, OverflowError) as error:  # lone surrogates, numbers beyond the parser
        return f"the code does not parse: {error}"
    return Parsed(tree, scopes)


def _finding(code: str, error: SyntaxError) -> str:
    place = f"line {error.lineno}, column {max(1, error.offset or 1)}: " if error.lineno else ""
    node = _smallest_wrong_node(code)
    return f"{place}{error.msg}" + (f" ({node})" if node else "")


def _smallest_wrong_node(code: str) -> str:
    """Where tree-sitter sees the error; empty where it sees none."""
    import tree_sitter  # loaded only when there is an error to point at
    import tree_sitter_python

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_python.language()))
    data = code.encode("utf-8", "replace")
    wrong: Any = None
    waiting = [parser.parse(data).root_node]
    while waiting:
        node = waiting.pop()
        if (node.is_error or node.is_missing) and (wrong is None or _extent(node) < _extent(wrong)):
            wrong = node
        waiting += [child for child in node.children if child.has_error or child.is_missing]
    if wrong is None:
        return ""
    before = data[: wrong.start_byte].decode("utf-8", "replace")
    place = f"at line {before.count(chr(10)) + 1}, column {len(before) - before.rfind(chr(10))}"
    if wrong.is_missing:
        return f"missing {wrong.type!r} {place}"
    text = data[wrong.start_byte : wrong.end_byte].decode("utf-8", "replace")
    return f"not understood {place}: {text[:60]!r}"


def _extent(node: Any) -> int:
    return int(node.end_byte - node.start_byte)
