"""Trees as Python text: one function with docstring, annotations, imports and the helpers it calls.

Owns the layout of generated code. Expressions are built as syntax trees from the operations' templates, so that
parentheses are never wrong; `parse` is the inverse.
"""

from __future__ import annotations

import ast
import copy
import math
import re
from dataclasses import dataclass
from typing import Any

from synthesis_graph.language.operations import MODULES, operations
from synthesis_graph.language.trees import Apply, Constant, Function, Hole, Tree, Variable, walk
from synthesis_graph.language.types import Type

BOUND = "x_"
"""The name that stands for the bound variable in templates."""


@dataclass(frozen=True)
class Heading:
    """What goes around an expression: name, parameters, result type, and the sentence for the docstring."""

    name: str
    parameters: tuple[tuple[str, Type], ...]
    returns: Type
    description: str = ""


def render(tree: Tree, heading: Heading) -> str:
    """The source text of a module that holds the function, its helpers and its imports."""
    body = ast.unparse(expression(tree))
    helpers = _helpers(tree)
    for taken in {heading.name, *(name for name, _ in heading.parameters)} & helpers.keys():
        body = _renamed(body, taken)
        helpers = {name: _renamed(source, taken) for name, source in helpers.items()}
    inside = ", ".join(f"{name}: {type_}" for name, type_ in heading.parameters)
    lines = [f"def {heading.name}({inside}) -> {heading.returns}:"]
    if heading.description:
        lines.append(f'    """{_docstring(heading.description)}"""')
    lines.append(f"    return {body}")
    function = "\n".join(lines)
    blocks = [*helpers.values(), function]
    imports = _imports("\n".join(blocks), heading)
    return "\n\n\n".join(["\n".join(imports), *blocks] if imports else blocks) + "\n"


def expression(tree: Tree) -> ast.expr:
    """The syntax tree of an expression; a hole is written `...`."""
    match tree:
        case Variable(name):
            return ast.Name(name, ast.Load())
        case Constant(value):
            return literal(value)
        case Hole():
            return ast.Constant(...)
        case Function():
            raise ValueError("a function stands only as an operation's argument")
    operation = operations()[tree.operation]
    parts: dict[str, ast.expr] = {}
    bound = ""
    for i, argument in enumerate(tree.arguments):
        if isinstance(argument, Function):
            bound = argument.parameters[0]
            argument = argument.body
        parts[f"_{i}"] = expression(argument)
    result: ast.expr = _Fill(parts, bound).visit(copy.deepcopy(operation.pattern))
    return ast.fix_missing_locations(result)


class _Fill(ast.NodeTransformer):
    """Puts arguments in the place of `_0`, `_1`… and the loop variable's name in the place of `x_`."""

    def __init__(self, parts: dict[str, ast.expr], bound: str) -> None:
        self.parts, self.bound = parts, bound

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id == BOUND:
            return ast.Name(self.bound, node.ctx)
        return self.parts.get(node.id, node)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return ast.arg(self.bound) if node.arg == BOUND else node


def literal(value: Any) -> ast.expr:
    """The syntax tree of a plain value; pi by its name, an empty set as `set()`."""
    if value is math.pi or (isinstance(value, float) and value == math.pi):
        return ast.Attribute(ast.Name("math", ast.Load()), "pi", ast.Load())
    if isinstance(value, float) and not math.isfinite(value):
        return ast.Call(ast.Name("float", ast.Load()), [ast.Constant(repr(value))], [])
    if isinstance(value, (set, frozenset)) and not value:
        return ast.Call(ast.Name("set", ast.Load()), [], [])
    if isinstance(value, frozenset):
        value = set(value)
    return ast.parse(repr(value), mode="eval").body


def _helpers(tree: Tree) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in walk(tree):
        if isinstance(node, Apply):
            operation = operations()[node.operation]
            if operation.helper:
                found[operation.name] = _plain(operation.helper)
    return found


def _renamed(source: str, name: str) -> str:
    """The source with the helper of that name called `_name`: the function asked for, or a parameter, is called so."""
    return re.sub(rf"(?<![\w.]){name}\(", f"_{name}(", source)


def _plain(source: str) -> str:
    """A helper's source with the pattern notation of its annotations left out: only real types are written."""
    tree = ast.parse(source)
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    head_end = function.body[0].lineno - 1
    if not _is_pattern(function):
        return source
    names = ", ".join(a.arg for a in function.args.args)
    body = "\n".join(source.splitlines()[head_end:])
    return f"def {function.name}({names}):\n{body}"


def _is_pattern(function: ast.FunctionDef) -> bool:
    notes = [a.annotation for a in function.args.args] + [function.returns]
    names = {n.id for note in notes if note is not None for n in ast.walk(note) if isinstance(n, ast.Name)}
    return any(len(n) == 1 or n in ("iter", "join", "item", "fn", "optional") for n in names)


def _docstring(text: str) -> str:
    line = " ".join(text.split()).replace("\\", "\\\\").replace('"""', "'''")
    line = line if len(line) <= 300 else line[:297] + "..."
    return line + (" " if line.endswith('"') else "")


def _imports(text: str, heading: Heading) -> list[str]:
    used = {n.id for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Name)}
    taken = {name for name, _ in heading.parameters}
    lines = [f"import {module}" for module in sorted(MODULES) if module in used - taken]
    typing_names = sorted({"Any", "Callable"} & used)
    return lines + ([f"from typing import {', '.join(typing_names)}"] if typing_names else [])


