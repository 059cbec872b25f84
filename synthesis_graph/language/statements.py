"""A fold as the loop that a person would write, and back: the one expression that reads better as statements.

`unrolled` is for `module`, which lays the function out, and `rolled` for `parse`, which reads it again. Both know the
text only: `functools.reduce(lambda a, x: step, items, start)` is `a = start`, `for x in items: a = step`, `return a`.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass


@dataclass(frozen=True)
class Loop:
    """A fold taken apart; `state` and `item` are the names that the step uses."""

    state: str
    item: str
    start: ast.expr
    items: ast.expr
    step: ast.expr


def unrolled(body: ast.expr) -> Loop | None:
    """The loop that an expression is, None where it is none."""
    match body:
        case ast.Call(
            func=ast.Attribute(value=ast.Name(), attr="reduce"),
            args=[
                ast.Lambda(args=ast.arguments(args=[ast.arg(state), ast.arg(item)]), body=step),
                items,
                start,
            ],
        ):
            return Loop(state, item, start, items, step)
    return None


def rolled(statements: list[ast.stmt], module: str) -> ast.expr | None:
    """The expression that a body's statements say: what it returns, or a loop; `module` is the name of `functools`."""
    match statements:
        case [ast.Return(value=ast.expr() as body)]:
            return body
        case [
            ast.Assign(targets=[ast.Name(state)], value=start),
            ast.For(
                target=ast.Name(item),
                iter=items,
                body=[ast.Assign(targets=[ast.Name(again)], value=step)],
                orelse=[],
            ),
            ast.Return(value=ast.Name(last)),
        ] if state == again == last != item:
            names = ast.arguments([], [ast.arg(state), ast.arg(item)], None, [], [], None, [])
            function = ast.Attribute(ast.Name(module, ast.Load()), "reduce", ast.Load())
            return ast.Call(function, [ast.Lambda(names, step), items, start], [])
    return None
