"""The operations' templates prepared for rendering and parsing: which names are arguments, own loops, or global.

Owns the analysis of a template, done once a row. Names that a template takes from Python (`list`, `math`, a helper's)
are marked with `GLOBAL`, so that no variable of a program can be mistaken for them. Between `operations`, whose rows it
reads, and `render` and `parse`, which are each other's inverse because both read these forms.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase

from synthesis_graph.language.operations import Operation, operations

BOUND = "x_"
"""The name that stands for the bound variable in templates."""

GLOBAL = "@"
"""Marks a name that means a builtin, a module or a helper; no identifier contains it."""

_PLACEHOLDER = re.compile(r"_[0-9]$")
_CONSUMERS = frozenset(
    ("sum", "max", "min", "sorted", "any", "all", "set", "dict", "tuple", "list", "enumerate", "zip")
)
"""Builtins that only loop over what they are given: `sum(list(...))` may be written `sum(...)`."""


@dataclass(frozen=True)
class Form:
    """A row's template, analysed."""

    operation: Operation
    pattern: ast.expr
    """The template with its global names marked."""
    locals: frozenset[str]
    """Loop variables of the template itself, which must not capture a variable of an argument."""
    consumed: frozenset[str]
    """Arguments that the template only loops over, so that a `list(...)` around them may be left out."""
    unpacks: bool
    """Whether the bound variable stands only as a target of `for`, so that it may be a tuple of names there."""
    size: int
    """How much of a text the template itself says: its nodes, arguments not counted."""


def is_placeholder(name: str) -> bool:
    """Whether the name stands for an argument in templates."""
    return _PLACEHOLDER.match(name) is not None


@cache
def form_of(operation: Operation) -> Form:
    """The analysed template of a row."""
    names = [node for node in ast.walk(operation.pattern) if isinstance(node, ast.Name)]
    own = {node.id for node in names if isinstance(node.ctx, ast.Store)} - {BOUND}
    pattern = mark_globals(copy.deepcopy(operation.pattern), own | {BOUND})
    arguments = [node for node in names if is_placeholder(node.id)]
    looped = {id(node) for node in _looped(operation.pattern)}
    consumed = {a.id for a in arguments} - {a.id for a in arguments if id(a) not in looped}
    lambdas = any(isinstance(node, ast.arg) for node in ast.walk(operation.pattern))
    reads = any(n.id == BOUND and isinstance(n.ctx, ast.Load) for n in names)
    unpacks = operation.binder >= 0 and not lambdas and not reads
    return Form(operation, pattern, frozenset(own), frozenset(consumed), unpacks, _size(pattern))


def mark_globals(node: ast.expr, variables: set[str]) -> ast.expr:
    """The expression, changed in place, with every name marked that is neither a variable nor a placeholder."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and inner.id not in variables and not is_placeholder(inner.id):
            inner.id = GLOBAL + inner.id.removeprefix(GLOBAL)
    return node


def _looped(pattern: ast.expr) -> Iterator[ast.expr]:
    """The parts of a template that are only looped over."""
    for node in ast.walk(pattern):
        if isinstance(node, ast.comprehension):
            yield node.iter
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CONSUMERS:
            # max(a, b) compares a with b; zip and enumerate loop over each of their arguments
            yield from node.args if node.func.id == "zip" else node.args[:1] if len(node.args) == 1 else ()
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "join":
            yield from node.args


def _size(pattern: ast.expr) -> int:
    nodes = (n for n in ast.walk(pattern) if not isinstance(n, ast.expr_context))
    return sum(1 for n in nodes if not (isinstance(n, ast.Name) and is_placeholder(n.id)))


def local_names(form: Form, taken: set[str]) -> dict[str, str]:
    """What the template's own loop variables are called where its arguments and its target use the taken names."""
    written: dict[str, str] = {}
    for local in sorted(form.locals):
        free = (name for name in (local, *ascii_lowercase, *map("v{}".format, range(1000))))
        others = {*taken, *form.locals, *written.values()}
        written[local] = next(
            name for name in free if (name == local and name not in taken) or name not in others
        )
    return written


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """The forms by the shape of their root: of each, the largest pattern first, then in the order of the table."""
    grouped: dict[str, list[Form]] = {}
    for operation in operations().values():
        form = form_of(operation)
        grouped.setdefault(shape(form.pattern), []).append(form)
    return {root: tuple(sorted(group, key=lambda form: -form.size)) for root, group in grouped.items()}


def shape(node: ast.expr) -> str:
    """What the root of an expression shows: patterns of another shape cannot match it."""
    match node:
        case ast.Call(func=ast.Name(id=name)):
            return f"Call {name}"
        case ast.Call(func=ast.Attribute(attr=name)):
            return f"Call .{name}"
        case ast.BinOp(op=operator) | ast.UnaryOp(op=operator) | ast.BoolOp(op=operator):
            return type(operator).__name__
        case ast.Compare(ops=[operator]):
            return type(operator).__name__
    return type(node).__name__


@cache
def component(operation: Operation) -> tuple[int, int] | None:
    """(k, n) for a row that takes item k of a tuple of n items; None for any other row."""
    match operation.pattern:
        case ast.Subscript(value=ast.Name(id="_0"), slice=ast.Constant(value=int(k))):
            kind = operation.parameters[0]
            return (k, len(kind.args)) if kind.name == "tuple" else None
    return None
