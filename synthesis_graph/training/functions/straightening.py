"""A function's statements as the one expression that they amount to, where they do: assignments put in, branches as choices.

Loops that only collect, count or add up become comprehensions. A rewriting of texts for training: whether the result
is the same program for every input is not proved here, so what becomes a tree is checked on examples by who uses it.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Sequence

from synthesis_graph.training.functions.normal_forms import normalized

_LARGEST = 400
"""Nodes of the expression at most: putting assignments in can double them each time."""


class NotStraight(ValueError):
    """The statements do more than make one value."""


def straightened(source: str) -> str:
    """The module with its last function returning one expression; the source as it is where that cannot be."""
    try:
        module = ast.parse(source)
        function = next(node for node in reversed(module.body) if isinstance(node, ast.FunctionDef))
        body = function.body[1:] if ast.get_docstring(function) else function.body
        function.body = [ast.Return(normalized(_value(body, {})))]
        module.body = [n for n in module.body if isinstance(n, (ast.FunctionDef, ast.Import, ast.ImportFrom))]
        return ast.unparse(ast.fix_missing_locations(module))
    except (SyntaxError, ValueError, RecursionError, StopIteration):  # also what `unparse` cannot write
        return source


def _value(body: Sequence[ast.stmt], known: dict[str, ast.expr]) -> ast.expr:
    """What the statements return, the names that were assigned replaced by what they hold."""
    if not body:
        raise NotStraight("nothing is returned")
    first, rest = body[0], body[1:]
    match first:
        case ast.Return(value=ast.expr() as value):
            return _put(value, known)
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return _value(rest, {**known, name: _put(value, known)})
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            return _value(rest, {**known, name: _put(value, known)})
        case ast.AugAssign(target=ast.Name(id=name), op=op, value=value) if name in known:
            return _value(rest, {**known, name: ast.BinOp(known[name], op, _put(value, known))})
        case ast.If(test=test, body=inner, orelse=other):
            return _choice(_put(test, known), _value([*inner, *rest], known), _value([*other, *rest], known))
        case ast.For(target=target, iter=over, body=inner, orelse=[]):
            return _value(rest, {**known, **_collected(target, _put(over, known), inner, known)})
        case ast.Import() | ast.ImportFrom() | ast.Pass():
            return _value(rest, known)
    raise NotStraight(type(first).__name__)


def _choice(test: ast.expr, yes: ast.expr, no: ast.expr) -> ast.expr:
    match yes, no:
        case ast.Constant(value=True), ast.Constant(value=False):
            return test
        case ast.Constant(value=False), ast.Constant(value=True):
            return ast.UnaryOp(ast.Not(), test)
    return ast.IfExp(test, yes, no)


def _collected(
    target: ast.expr, over: ast.expr, body: list[ast.stmt], known: dict[str, ast.expr]
) -> dict[str, ast.expr]:
    """What a loop leaves in the one name that it changes."""
    tests: list[ast.expr] = []
    inner = {n.id for n in ast.walk(target) if isinstance(n, ast.Name)}
    around = {k: v for k, v in known.items() if k not in inner}
    while len(body) == 1 and isinstance(body[0], ast.If) and not body[0].orelse:
        tests.append(_put(body[0].test, around))
        body = body[0].body
    if len(body) != 1:
        raise NotStraight("a loop with several statements")
    made = [ast.comprehension(target, over, tests, 0)]
    match body[0]:
        case ast.Expr(
            value=ast.Call(
                func=ast.Attribute(value=ast.Name(id=name), attr="append" | "add" as how), args=[item]
            )
        ):
            _insist_empty(known.get(name), ast.List if how == "append" else ast.Call)
            item = _put(item, _without(around, name))
            return {name: ast.ListComp(item, made) if how == "append" else ast.SetComp(item, made)}
        case ast.AugAssign(target=ast.Name(id=name), op=ast.Add(), value=item):
            start = known.get(name)
            if not (isinstance(start, ast.Constant) and start.value == 0 and type(start.value) is int):
                raise NotStraight("a sum that does not start with 0")
            item = _put(item, _without(around, name))
            return {name: ast.Call(ast.Name("sum", ast.Load()), [ast.GeneratorExp(item, made)], [])}
    raise NotStraight("a loop that carries a value")


def _insist_empty(start: ast.expr | None, kind: type[ast.expr]) -> None:
    empty = isinstance(start, kind) and not getattr(start, "elts", []) and not getattr(start, "args", [])
    if not empty:
        raise NotStraight("what is collected in is not empty")


def _without(known: dict[str, ast.expr], name: str) -> dict[str, ast.expr]:
    return {k: v for k, v in known.items() if k != name}


def _put(node: ast.expr, known: dict[str, ast.expr]) -> ast.expr:
    """The expression with the known names replaced; refuses what binds one of them anew or grows too large."""
    bound = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    bound |= {n.arg for n in ast.walk(node) if isinstance(n, ast.arg)}
    kept = {k: v for k, v in known.items() if k not in bound}
    result: ast.expr = _Put(kept).visit(copy.deepcopy(node))
    if sum(1 for _ in ast.walk(result)) > _LARGEST:
        raise NotStraight("too large")
    return result


class _Put(ast.NodeTransformer):
    def __init__(self, known: dict[str, ast.expr]) -> None:
        self.known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return (
            copy.deepcopy(self.known[node.id])
            if isinstance(node.ctx, ast.Load) and node.id in self.known
            else node
        )
