"""Which operations occur in a function's text, also where the text as a whole is no tree of the language.

Statements are read as the expressions that they amount to, each part is matched against the templates, and the largest
that match count. Types are not looked at: `a + b` counts as adding and as joining, and who asks knows which he can use.
Between `patterns`, whose forms it reads, and the costs of the search.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache

from synthesis_graph.language.matching import match_template
from synthesis_graph.language.operations import operations
from synthesis_graph.language.patterns import GLOBAL, forms, mark_globals, shape


@lru_cache(maxsize=4096)
def occurring(source: str) -> frozenset[str]:
    """The names of the operations in all functions of a module; empty for what is no Python. Under 1 ms a function."""
    try:
        module = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    named = {f.name for f in functions if f.name in operations() and operations()[f.name].helper}
    return frozenset(named).union(*map(_in_function, functions))


def _in_function(function: ast.FunctionDef) -> frozenset[str]:
    own = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    own |= {n.arg for n in ast.walk(function) if isinstance(n, ast.arg)}
    expressions = [
        e for statement in function.body for node in _evaluated(statement) for e in _expressions(node)
    ]
    for expression in expressions:
        mark_globals(expression, own)
    return frozenset(name for expression in expressions for name in _matching(expression))


def _evaluated(node: ast.AST) -> Iterator[ast.AST]:
    """A node and what is under it, annotations and what is assigned to left out."""
    if isinstance(getattr(node, "ctx", None), ast.Store):
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "returns", "decorator_list"):
            for child in value if isinstance(value, list) else (value,):
                if isinstance(child, ast.AST):
                    yield from _evaluated(child)


def _matching(node: ast.expr) -> Iterator[str]:
    largest = 0
    for form in forms().get(shape(node), ()):
        if form.size < largest:
            return
        if form.size and match_template(form, node) is not None:
            largest = form.size
            yield form.operation.name


def _expressions(node: ast.AST) -> Iterator[ast.expr]:
    """The expression that a node is, or those that a statement amounts to."""
    match node:
        case ast.Name() | ast.Constant():
            return
        case ast.expr():
            yield node
        case ast.AugAssign(target=ast.Name(id=name), op=operator, value=value):
            yield ast.BinOp(ast.Name(name, ast.Load()), operator, value)
        case ast.If(test=test, body=[ast.Return() | ast.Assign()]):
            yield ast.IfExp(test, ast.Constant(0), ast.Constant(0))
        case ast.For(target=ast.Name() as target, iter=source):
            for body, tests in _loop_bodies(node):
                yield from _looped(body, ast.comprehension(target, source, tests, 0))


def _loop_bodies(loop: ast.For) -> Iterator[tuple[ast.stmt, list[ast.expr]]]:
    """The single statement of a loop, and the condition that it stands under."""
    match loop.body:
        case [ast.If(test=test, body=[statement], orelse=[])]:
            yield statement, [test]
        case [statement]:
            yield statement, []


def _looped(statement: ast.stmt, over: ast.comprehension) -> Iterator[ast.expr]:
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="append" | "add"), args=[item])):
            yield ast.ListComp(item, [over])
        case ast.AugAssign(op=ast.Add(), value=item):
            yield _call("sum", ast.GeneratorExp(item, [over]))
        case ast.Return(value=ast.Constant(value=bool(found))) if over.ifs:
            test = ast.comprehension(over.target, over.iter, [], 0)
            yield _call("any" if found else "all", ast.GeneratorExp(over.ifs[0], [test]))


def _call(name: str, argument: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(GLOBAL + name, ast.Load()), [argument], [])
