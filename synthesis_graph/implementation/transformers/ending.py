"""The end of an answer: the asked function stands there, and what begins is no longer part of it.

Owns early finish. A text ends where a fence closes the code block, or where a statement begins at the margin after the
function, unless the code still calls a function that is not defined yet. Knows neither tokens nor the model.
"""

from __future__ import annotations

import ast
import builtins
import re
import symtable
from collections.abc import Iterator
from functools import lru_cache

_MARGIN = re.compile(rb"\n(?=[^\s#)\]}\"'`])")
_FENCE = re.compile(rb"(?:^|\n)[ \t]*```")


class FunctionEnding:
    """Ends a Python source when the function of that name is complete."""

    def __init__(self, function: str) -> None:
        self._defined = re.compile(rb"^def\s+" + re.escape(function.encode()) + rb"\s*\(", re.MULTILINE)
        self._function = function

    def cut(self, text: bytes, piece: bytes) -> bytes | None:
        """The source without what begins after it; cheap for the many pieces that begin nothing at the margin."""
        if text and not text.endswith(b"\n") and b"\n" not in piece:
            return None
        if not self._defined.search(text):
            return None
        tail = text[-1:] + piece
        fence = _FENCE.search(tail) if text.endswith(b"\n") or b"\n" in piece else None
        if fence:
            return self._whole(text + tail[1 : max(1, fence.start())])
        margin = _MARGIN.search(tail)
        if margin is None:
            return None
        whole = self._whole(text + tail[1 : max(1, margin.end())])
        return None if whole is not None and self._lacks_definitions(whole) else whole

    def may_end(self, text: bytes) -> bool:
        """Whether the function is there, and the source is one."""
        return bool(self._defined.search(text)) and self._whole(text) is not None

    def _whole(self, text: bytes) -> bytes | None:
        try:
            source = text.decode()
        except UnicodeDecodeError:
            return None
        return text if self._function in _defined_in(source) else None

    def _lacks_definitions(self, text: bytes) -> bool:
        source = text.decode()
        return any(
            name not in _defined_in(source) and not hasattr(builtins, name) for name in _globals_of(source)
        )


@lru_cache(maxsize=256)
def _defined_in(source: str) -> frozenset[str]:
    """The names bound at the top of a source; none where it does not parse, or where a body is still missing."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    return frozenset(_bound(tree))


def _bound(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
        else:
            yield from (
                n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            )


@lru_cache(maxsize=256)
def _globals_of(source: str) -> frozenset[str]:
    """The names that functions of the source read from the module or from the builtins."""
    names: set[str] = set()
    try:
        waiting = [symtable.symtable(source, "<answer>", "exec")]
    except (SyntaxError, ValueError, RecursionError):
        return frozenset()
    while waiting:
        table = waiting.pop()
        names |= {s.get_name() for s in table.get_symbols() if s.is_global() and s.is_referenced()}
        waiting += table.get_children()
    return frozenset(names)
