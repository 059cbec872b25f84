"""From a model's text to a program: the code block found, what is not part of a program left out, equal trees found.

Owns what counts as the answer in a text. Judges nothing: whether the program is right is the validator's.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

_BLOCK = re.compile(r"^[ \t]*```[^\n]*\n(?P<code>.*?)(?:^[ \t]*```|\Z)", re.DOTALL | re.MULTILINE)
_KEPT = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def code_of(text: str, function: str) -> str | None:
    """The program in a text that defines `function` at its top, without calls and tests around it; None if none."""
    for candidate in (*(match["code"] for match in _BLOCK.finditer(text)), text):
        tree = _parsed(candidate)
        if tree is not None and defines(tree, function):
            return _program(candidate, tree)
    return None


def defines(tree: ast.Module, function: str) -> bool:
    """Whether a function of that name stands at the top of the module."""
    return any(isinstance(node, ast.FunctionDef) and node.name == function for node in tree.body)


def normal_form(code: str) -> str:
    """A key that programs of one tree share: layout, comments, docstrings and the names of locals do not count.

    Code that does not parse is its own key. ~0.2 ms for a function of ten lines.
    """
    tree = _parsed(code)
    if tree is None:
        return code
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            _drop_docstring(node)
    for node in tree.body:
        if isinstance(node, _SCOPES):
            _rename_locals(node)
    return ast.dump(tree)


def _parsed(code: str) -> ast.Module | None:
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _program(code: str, tree: ast.Module) -> str:
    """The lines without those of statements that only run something, up to the last that counts."""
    kept = {line for node in tree.body if isinstance(node, _KEPT) for line in _lines(node)}
    other = {line for node in tree.body if not isinstance(node, _KEPT) for line in _lines(node)}
    lines = enumerate(code.splitlines()[: max(kept)], 1)
    return (
        "\n".join(line for number, line in lines if number in kept or number not in other).strip("\n") + "\n"
    )


def _lines(node: ast.stmt) -> range:
    decorators = getattr(node, "decorator_list", [])
    return range(min([node.lineno, *(d.lineno for d in decorators)]), (node.end_lineno or node.lineno) + 1)


def _drop_docstring(node: ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
    first = node.body[0] if node.body else None
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        node.body = node.body[1:] or [ast.Pass()]


def _rename_locals(function: ast.AST) -> None:
    """Gives what is bound inside a function names by the order of their first appearance; parameters keep theirs."""
    own = {a.arg for a in _arguments(function)}
    shared = {
        n for node in ast.walk(function) if isinstance(node, (ast.Global, ast.Nonlocal)) for n in node.names
    }
    imported = {
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    bound = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    inner = [node for node in ast.walk(function) if isinstance(node, _SCOPES) and node is not function]
    bound |= {a.arg for node in inner for a in _arguments(node)}
    bound -= own | shared | imported
    order: dict[str, str] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and node.id in bound:
            node.id = order.setdefault(node.id, f"_{len(order)}")
        elif isinstance(node, ast.arg) and node.arg in bound:
            node.arg = order.setdefault(node.arg, f"_{len(order)}")


def _arguments(node: ast.AST) -> Iterator[ast.arg]:
    arguments = getattr(node, "args", None)
    if isinstance(arguments, ast.arguments):
        for one in (
            *arguments.posonlyargs,
            *arguments.args,
            arguments.vararg,
            *arguments.kwonlyargs,
            arguments.kwarg,
        ):
            if one is not None:
                yield one
