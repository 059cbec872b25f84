"""A module's text taken apart: the function that it is about, and what its global names mean.

Between `parse`, which reads the function's expression, and the layout that `module` writes: imports, second names of
builtins, helpers, the function. A helper counts as the table's only if it is defined as there.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

from synthesis_graph.language.operations import operations


@dataclass(frozen=True)
class Module:
    """The last function of a module, and the meanings of the names around it."""

    function: ast.FunctionDef
    meanings: dict[str, str]
    """From a name as it is written to the builtin, module or helper that it means; empty for one that is unknown."""

    def meaning(self, name: str) -> str:
        """What a global name means; a name that nothing here defines means itself."""
        return self.meanings.get(name, name)


def read_module(source: str) -> Module:
    """The parts of a module; raises ValueError where it has another form."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ValueError(f"not a module: {error}") from None
    if not body or not isinstance(body[-1], ast.FunctionDef):
        raise ValueError("the module does not end with a function")
    function = body[-1]
    extra = (function.args.vararg, function.args.kwarg, *function.args.kwonlyargs, *function.args.posonlyargs)
    if any(extra) or function.args.defaults or function.decorator_list:
        raise ValueError("the function has more than plain parameters")
    meanings: dict[str, str] = {}
    for statement in body[:-1]:
        _note(statement, meanings)
    meanings[function.name] = ""
    return Module(function, meanings)


def _note(statement: ast.stmt, meanings: dict[str, str]) -> None:
    match statement:
        case ast.Import(names=names):
            for alias in names:
                meanings[alias.asname or alias.name] = alias.name
        case ast.ImportFrom(module="__future__" | "typing" | "collections.abc"):
            pass
        case ast.Assign(targets=[ast.Name(id=new)], value=ast.Name(id=old)):
            meanings[new] = meanings.get(old, old)
        case ast.FunctionDef(name=name):
            meanings[name] = _helper_meant(statement, meanings)
        case ast.Expr(value=ast.Constant()):
            pass  # the module's docstring
        case _:
            raise ValueError(f"line {statement.lineno}: a statement that is no part of a rendered module")


def _helper_meant(function: ast.FunctionDef, meanings: dict[str, str]) -> str:
    """The row whose helper the function is under another name; empty for none."""
    name = function.name
    while name and (name not in operations() or not operations()[name].helper):
        name = name[:-1] if name.endswith("_") else ""
    if not name:
        return ""
    own = ast.parse(operations()[name].helper).body[0]
    assert isinstance(own, ast.FunctionDef)
    written = _Plain({**meanings, function.name: name}).visit(function)
    return name if ast.dump(written) == ast.dump(_Plain({}).visit(own)) else ""


class _Plain(ast.NodeTransformer):
    """Leaves annotations out and gives global names their meaning."""

    def __init__(self, meanings: dict[str, str]) -> None:
        self.meanings = meanings
        self.bound: set[str] = set()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        for inner in ast.walk(node):
            if isinstance(inner, ast.arg):
                self.bound.add(inner.arg)
                inner.annotation = None
            elif isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                self.bound.add(inner.id)
        node.name, node.returns = self.meanings.get(node.name, node.name), None
        self.generic_visit(node)
        return node

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return node if node.id in self.bound else ast.Name(self.meanings.get(node.id, node.id), node.ctx)
