"""Expressions as text: on one line where they fit, else broken at calls, displays and comprehensions.

Owns where lines break. Only parts that stand in brackets are broken, so that no parentheses are needed for it; what
precedence asks for is left to `ast.unparse`.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable

WIDTH = 100
"""The column that a line may reach, where it can be broken at all."""

_INDENT = 4
_BRACKETS: dict[type[ast.expr], str] = {
    ast.List: "[]", ast.Tuple: "()", ast.Set: "{}", ast.Dict: "{}", ast.ListComp: "[]", ast.SetComp: "{}",
    ast.GeneratorExp: "()", ast.DictComp: "{}",
}  # fmt: skip


def lay_out(node: ast.expr, before: int, indent: int) -> str:
    """The text of an expression that starts in column `before`; means the same as `ast.unparse(node)`.

    Closing brackets stand at `indent`, what they hold one step deeper. One column is left for a comma.
    """
    line = one_line(node)
    if before + len(line) < WIDTH:
        return line
    if isinstance(node, (ast.Call, *_BRACKETS)):
        return _broken(node, indent)
    return _composite(node, before, indent)


def one_line(node: ast.expr) -> str:
    """`ast.unparse` without the second parentheses around a generator that is a call's only argument."""
    skeleton, parts = _split(node, _is_generator_call)
    text = ast.unparse(skeleton)
    for name, part in parts.items():
        assert isinstance(part, ast.Call)
        text = text.replace(name, _callee(part) + one_line(part.args[0]))
    return text


def _is_generator_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and len(node.args) == 1
        and not node.keywords
        and isinstance(node.args[0], ast.GeneratorExp)
    )


def _callee(call: ast.Call) -> str:
    """The text of what is called, with the parentheses that precedence asks for."""
    return one_line(ast.Call(call.func, [], []))[:-2]


def _split(node: ast.expr, wanted: Callable[[ast.AST], bool]) -> tuple[ast.expr, dict[str, ast.expr]]:
    """A copy of the expression with names of our own in the place of its outermost wanted parts, and these parts."""
    found: dict[str, ast.expr] = {}

    class Splitter(ast.NodeTransformer):
        def visit(self, inner: ast.AST) -> ast.AST:
            if isinstance(inner, ast.expr) and wanted(inner):
                name = f"\x00{len(found)}\x00"  # no source text holds a NUL
                found[name] = inner
                return ast.Name(name, ast.Load())
            return self.generic_visit(inner)

    skeleton = Splitter().visit(copy.deepcopy(node))
    assert isinstance(skeleton, ast.expr)
    return skeleton, found


def _composite(node: ast.expr, before: int, indent: int) -> str:
    """Operators and subscripts: their longest part in brackets is broken."""
    skeleton, parts = _split(node, lambda inner: isinstance(inner, (ast.Call, *_BRACKETS)))
    text = ast.unparse(skeleton)
    lines = {name: one_line(part) for name, part in parts.items()}
    if not parts:
        return text
    longest = max(parts, key=lambda name: len(lines[name]))
    for name, line in lines.items():
        if name != longest:
            text = text.replace(name, line)
    return text.replace(longest, lay_out(parts[longest], before + len(text), indent))


def _broken(node: ast.expr, indent: int) -> str:
    inner = indent + _INDENT
    if isinstance(node, ast.Call):
        head = _callee(node)
        if _is_generator_call(node):
            return head + _enclosed("()", _clauses(node.args[0], inner), indent)
        pieces = [*_each(node.args, inner), *(_keyword(k, inner) for k in node.keywords)]
        return head + (_enclosed("()", pieces, indent, ",") if pieces else "()")
    brackets = _BRACKETS[type(node)]
    if isinstance(node, ast.Dict):
        return _enclosed(brackets, _pairs(node, inner), indent, ",")
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return _enclosed(brackets, _each(node.elts, inner), indent, ",")
    return _enclosed(brackets, _clauses(node, inner), indent)


def _enclosed(brackets: str, pieces: list[str], indent: int, comma: str = "") -> str:
    margin = "\n" + " " * (indent + _INDENT)
    inside = "".join(f"{margin}{piece}{comma}" for piece in pieces)
    return f"{brackets[0]}{inside}\n{' ' * indent}{brackets[1]}"


def _each(nodes: list[ast.expr], indent: int) -> list[str]:
    return [lay_out(node, indent, indent) for node in nodes]


def _keyword(keyword: ast.keyword, indent: int) -> str:
    head = f"{keyword.arg}=" if keyword.arg else "**"
    return head + lay_out(keyword.value, indent + len(head), indent)


def _pairs(node: ast.Dict, indent: int) -> list[str]:
    heads = [f"{one_line(key)}: " if key else "**" for key in node.keys]
    return [
        head + lay_out(value, indent + len(head), indent)
        for head, value in zip(heads, node.values, strict=True)
    ]


def _clauses(node: ast.expr, indent: int) -> list[str]:
    """The element of a comprehension, and each `for` with its conditions."""
    if isinstance(node, ast.DictComp):
        head = f"{one_line(node.key)}: "
        pieces = [head + lay_out(node.value, indent + len(head), indent)]
    else:
        assert isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp))
        pieces = [lay_out(node.elt, indent, indent)]
    for loop in node.generators:
        pieces += _clause(loop, indent)
    return pieces


def _clause(loop: ast.comprehension, indent: int) -> list[str]:
    """One `for` with its conditions: on a line if it fits, else each on its own."""
    bare = _bare(loop)
    if indent + len(bare) < WIDTH:
        return [bare]
    name = ast.Name("_", ast.Load())
    head = _bare(ast.comprehension(loop.target, name, [], 0))[:-1]
    atom = isinstance(loop.iter, (ast.Call, *_BRACKETS))
    line = _bare(ast.comprehension(loop.target, loop.iter, [], 0))
    pieces = [head + lay_out(loop.iter, indent + len(head), indent) if atom else line]
    for test in loop.ifs:
        head = "if "
        atom = isinstance(test, (ast.Call, *_BRACKETS))
        line = _bare(ast.comprehension(ast.Name("_", ast.Store()), name, [test], 0)).removeprefix(
            "for _ in _ "
        )
        pieces.append(head + lay_out(test, indent + len(head), indent) if atom else line)
    return pieces


def _bare(loop: ast.comprehension) -> str:
    """The clause as it is printed in a list: precedence inside `for` and `if` stays the printer's matter."""
    return one_line(ast.ListComp(ast.Name("_", ast.Load()), [loop]))[3:-1]
