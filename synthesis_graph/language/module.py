"""The module around a rendered expression: imports, helpers, the function's head, its docstring and its return.

Owns which name a builtin, a module or a helper goes by where the function, a parameter or a loop variable has its name
already: `list_ = list`, `import math as math_`, `def mean_`. Knows no trees; `render` builds the expression, in which
such names are still marked.
"""

from __future__ import annotations

import ast
import builtins
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from synthesis_graph.language.layout import WIDTH, lay_out
from synthesis_graph.language.operations import MODULES, Operation
from synthesis_graph.language.patterns import GLOBAL
from synthesis_graph.language.statements import unrolled
from synthesis_graph.language.types import ANY, FLOAT, Type, optional_of

_MARGIN = 4
_LONGEST_DESCRIPTION = 600
_ABSTRACT = ("Callable", "Collection", "Sequence")


@dataclass(frozen=True)
class Heading:
    """What goes around an expression: name, parameters, result type, and the sentence for the docstring."""

    name: str
    parameters: tuple[tuple[str, Type], ...]
    returns: Type
    description: str = ""
    allowed_imports: frozenset[str] | None = None
    """The modules that may be imported, None for any: annotations that need another one are left out."""


def assemble(body: ast.expr, heading: Heading, helpers: Sequence[Operation]) -> str:
    """The text of the module; `body` has its global names marked, and is changed."""
    parameters = [name for name, _ in heading.parameters]
    sources = {helper.name: ast.parse(helper.helper) for helper in helpers}
    inside = {name: free_names(tree) for name, tree in sources.items()}
    own = {n.id for tree in sources.values() for n in ast.walk(tree) if isinstance(n, ast.Name)}
    needed = [*_globals(body), *sources, *(n for names in inside.values() for n in sorted(names))]
    written = written_names(needed, {heading.name, *parameters, *variables(body)}, own)
    blocks = [_helper(helper, _inside(written, heading.name), heading) for helper in helpers]
    blocks.append(_function(_Namer(written).visit(body), heading))
    lines = _preamble(blocks, written)
    return "\n\n\n".join(["\n".join(lines), *blocks] if lines else blocks) + "\n"


# -- names -------------------------------------------------------------------------------------------------------------


def name_globals(node: ast.expr) -> ast.expr:
    """The expression, changed in place, with its global names written so that no variable of it has them."""
    named: ast.expr = _Namer(written_names(_globals(node), variables(node), ())).visit(node)
    return named


def written_names(needed: Iterable[str], taken: set[str], avoid: Iterable[str]) -> dict[str, str]:
    """How each global name is written: as it is, or with underscores behind it where `taken` holds it."""
    written: dict[str, str] = {}
    for name in needed:
        new = name
        while new in taken or (new != name and new in {*avoid, *MODULES, *vars(builtins), *written.values()}):
            new += "_"
        written.setdefault(name, new)
    return written


def variables(node: ast.expr) -> set[str]:
    """The names in an expression that are not marked as global."""
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and not n.id.startswith(GLOBAL)}
    return names | {n.arg for n in ast.walk(node) if isinstance(n, ast.arg)}


def free_names(module: ast.Module) -> set[str]:
    """The builtins and modules that a helper's source uses."""
    nodes = list(ast.walk(module))
    bound = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    bound |= {n.arg for n in nodes if isinstance(n, ast.arg)}
    used = {n.id for n in nodes if isinstance(n, ast.Name)} - bound
    return used & {*vars(builtins), *MODULES}


def _globals(node: ast.expr) -> list[str]:
    names = {n.id[1:]: None for n in ast.walk(node) if isinstance(n, ast.Name) and n.id.startswith(GLOBAL)}
    return list(names)


def _inside(written: Mapping[str, str], function: str) -> dict[str, str]:
    """The renamings inside helpers, where the parameters of the function are out of sight."""
    return {a: b for a, b in written.items() if a != b and (a == function or not hasattr(builtins, a))}


class _Namer(ast.NodeTransformer):
    def __init__(self, written: Mapping[str, str]) -> None:
        self.written = written

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self.written[node.id[1:]], node.ctx) if node.id.startswith(GLOBAL) else node


def _preamble(blocks: Sequence[str], written: Mapping[str, str]) -> list[str]:
    """Imports, then the second names of builtins."""
    used = {n.id for block in blocks for n in ast.walk(ast.parse(block)) if isinstance(n, ast.Name)}
    lines = []
    for module in sorted(MODULES):
        alias = written.get(module, "")
        if alias in used and alias:
            lines.append(f"import {module}" + (f" as {alias}" if alias != module else ""))
    abstract = [name for name in _ABSTRACT if name in used]
    if abstract:
        lines.append(f"from collections.abc import {', '.join(abstract)}")
    if "Any" in used:
        lines.append("from typing import Any")
    second = [
        f"{b} = {a}" for a, b in sorted(written.items()) if a != b and hasattr(builtins, a) and b in used
    ]
    return lines + ([""] if lines and second else []) + second


# -- helpers -----------------------------------------------------------------------------------------------------------


def _helper(operation: Operation, written: Mapping[str, str], heading: Heading) -> str:
    """A helper's source under its name here, with real types in the place of the table's patterns."""
    function = ast.parse(operation.helper).body[0]
    assert isinstance(function, ast.FunctionDef)
    names = [a.arg for a in function.args.args]
    types = [_real(t) for t in (*operation.parameters, operation.returns)]
    head = _head(
        written.get(function.name, function.name), list(zip(names, types, strict=False)), types[-1], heading
    )
    start = function.body[0].lineno - 1
    lines = _renamed(operation.helper, function, written).splitlines()[start:]
    return "\n".join([head, *lines])


def _real(pattern: Type) -> Type:
    """The annotation that a pattern of the table stands for."""
    if pattern.is_variable:
        return {"N": FLOAT, "M": FLOAT, "S": Type("Sequence", (ANY,))}.get(pattern.name[1:], ANY)
    args = tuple(map(_real, pattern.args))
    if pattern.name == "callable" and pattern.args[0].name == "tuple":  # called with its components
        args = (*args[0].args, args[-1])
    match pattern.name:
        case "iter":
            return Type("Collection", args)
        case "join":
            return args[0]
        case "item":
            return ANY
        case "optional":
            return ANY if args[0] == ANY else optional_of(args[0])
    return Type(pattern.name, args) if args else pattern


def _renamed(source: str, function: ast.FunctionDef, written: Mapping[str, str]) -> str:
    """The text with names replaced where they stand, comments and layout untouched."""
    bound = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    bound |= {n.arg for n in ast.walk(function) if isinstance(n, ast.arg)}
    places = [
        (n.lineno - 1, n.col_offset, n.id) for n in ast.walk(function)
        if isinstance(n, ast.Name) and n.id in written and n.id not in bound
    ]  # fmt: skip
    lines = [line.encode() for line in source.splitlines()]
    for row, column, name in sorted(places, reverse=True):
        line = lines[row]
        lines[row] = line[:column] + written[name].encode() + line[column + len(name.encode()) :]
    return b"\n".join(lines).decode()


# -- the function ------------------------------------------------------------------------------------------------------


def _function(body: ast.expr, heading: Heading) -> str:
    ast.fix_missing_locations(body)
    margin = " " * _MARGIN
    lines = [_head(heading.name, heading.parameters, heading.returns, heading)]
    if heading.description.strip():
        lines += [margin + line if line else line for line in _docstring(heading.description)]
    loop = unrolled(body)
    if loop is None:
        return "\n".join([*lines, _statement("return ", body, 1)])
    lines.append(_statement(f"{loop.state} = ", loop.start, 1))
    lines.append(_statement(f"for {loop.item} in ", loop.items, 1) + ":")
    lines.append(_statement(f"{loop.state} = ", loop.step, 2))
    return "\n".join([*lines, f"{margin}return {loop.state}"])


def _statement(head: str, value: ast.expr, depth: int) -> str:
    margin = _MARGIN * depth
    return " " * margin + head + lay_out(value, margin + len(head), margin)


def _head(name: str, parameters: Sequence[tuple[str, Type]], returns: Type, heading: Heading) -> str:
    pieces = [_annotated(name, ": ", type_, heading) for name, type_ in parameters]
    end = _annotated(")", " -> ", returns, heading) + ":"
    line = f"def {name}({', '.join(pieces)}{end}"
    if len(line) <= WIDTH or not pieces:
        return line
    return "\n".join([f"def {name}(", *(" " * _MARGIN + piece + "," for piece in pieces), end])


def _annotated(text: str, sign: str, type_: Type, heading: Heading) -> str:
    annotation = str(type_)
    names = {n.id for n in ast.walk(ast.parse(annotation, mode="eval")) if isinstance(n, ast.Name)}
    modules = {"typing" if n == "Any" else "collections" for n in names if n == "Any" or n in _ABSTRACT}
    if heading.allowed_imports is not None and not modules <= heading.allowed_imports:
        return text
    return text + sign + annotation


def _docstring(text: str) -> list[str]:
    """The lines of a docstring that says the text with its white space collapsed; any text whatever."""
    plain = " ".join(text.split())
    if len(plain) > _LONGEST_DESCRIPTION:
        plain = plain[: _LONGEST_DESCRIPTION - 3] + "..."
    escaped = "".join(_escape(c, following) for c, following in zip(plain, [*plain[1:], '"'], strict=True))
    room = WIDTH - _MARGIN - 3
    lines = textwrap.wrap(escaped, room, break_long_words=False, break_on_hyphens=False)
    lines[0] = '"""' + lines[0]
    if len(lines) == 1 and len(lines[0]) + 3 <= WIDTH - _MARGIN:
        return [lines[0] + '"""']
    return [*lines, '"""'] if len(lines) > 1 else [lines[0] + '"""']


def _escape(character: str, following: str) -> str:
    if character == "\\" or (
        character == following == '"'
    ):  # of quotes in a row only the last may stand bare
        return "\\" + character
    return character if character.isprintable() else repr(character)[1:-1]
