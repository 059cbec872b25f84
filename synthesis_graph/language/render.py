"""Trees as Python text: one function with docstring, annotations, imports and the helpers it calls.

Owns how a tree reads: names for what templates and loops bind, pairs taken apart in `for`, `list(...)` left out where
the items are only looped over, one comprehension for a filter and what goes through it. The module around the expression is `module`, where lines break is `layout`; `parse` is
the inverse.
"""

from __future__ import annotations

import ast
import copy
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from synthesis_graph.language.literals import literal
from synthesis_graph.language.module import Heading, assemble, name_globals
from synthesis_graph.language.operations import Operation, operations
from synthesis_graph.language.patterns import BOUND, component, form_of, local_names
from synthesis_graph.language.trees import Apply, Constant, Function, Hole, Tree, Variable, children, walk

__all__ = ["Heading", "expression", "render"]

_SPARE = "abcdefghijklmnopqrstuvwxyz"
_COMPONENTS: dict[str, tuple[str, ...]] = {
    "enumerate": ("i", "x"), "enumerate_one": ("i", "x"), "items": ("key", "value"),
    "fold": ("result", "x"), "fold_first": ("result", "x"), "scan": ("result", "x"), "recurrence": ("a", "b", "n"),
}  # fmt: skip
"""What the components of a tuple are called, by the operation that makes the tuples; else letters from `a`."""
_UNUSED = "_"


def render(tree: Tree, heading: Heading) -> str:
    """The source text of a module that holds the function, its helpers and its imports.

    `parse.parse_function` reads it back. A hole is written `...`.
    """
    helpers = dict.fromkeys(node.operation for node in walk(tree) if isinstance(node, Apply))
    return assemble(_build(tree), heading, [operations()[n] for n in helpers if operations()[n].helper])


def expression(tree: Tree) -> ast.expr:
    """The syntax tree of an expression; a name that Python gives is written otherwise where a variable has it."""
    node = _build(tree)
    return ast.fix_missing_locations(name_globals(node))


def _build(tree: Tree) -> ast.expr:
    """The expression with its global names still marked."""
    marked = _mark_unpacked(tree, itertools.count())
    names = {n.name for n in walk(marked) if isinstance(n, Variable)}
    names |= {name for n in walk(marked) if isinstance(n, Function) for name in n.parameters}
    built = _build_in(marked, _Scope(frozenset(n for n in names if not n.startswith(_MARK)), {}))
    return _Merge().visit(built)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class _Scope:
    """The names that the tree has, and those given to components of loop variables by the loops around."""

    names: frozenset[str]
    components: Mapping[str, tuple[str, ...]]

    def fresh(self, preferred: Iterable[str], avoid: Iterable[str] = ()) -> str:
        """The first name that nothing here has."""
        taken = {*self.names, *avoid, *(n for given in self.components.values() for n in given)}
        letters = itertools.chain(preferred, _SPARE, (f"{_SPARE[0]}{i}" for i in itertools.count(1)))
        return next(name for name in letters if name not in taken)


def _build_in(tree: Tree, scope: _Scope) -> ast.expr:
    match tree:
        case Variable(name) if name in scope.components:
            return ast.Tuple([ast.Name(n, ast.Load()) for n in scope.components[name]], ast.Load())
        case Variable(name):
            return ast.Name(name, ast.Load())
        case Constant(value):
            return literal(value)
        case Hole():
            return ast.Constant(...)
        case Function():
            raise ValueError("a function stands only as an operation's argument")
    operation = operations()[tree.operation]
    item = component(operation)
    if item is not None and isinstance(tree.arguments[0], Variable):
        names = scope.components.get(tree.arguments[0].name)
        if names is not None:
            return ast.Name(names[item[0]], ast.Load())
    parts: dict[str, ast.expr] = {}
    target: ast.expr = ast.Name("", ast.Store())
    for i, argument in enumerate(tree.arguments):
        if isinstance(argument, Function):
            inner, target = _opened(argument, operation, tree.arguments[0], scope)
            parts[f"_{i}"] = _build_in(argument.body, inner)
        else:
            parts[f"_{i}"] = _build_in(argument, scope)
    return _filled(operation, parts, target)


def _opened(function: Function, operation: Operation, source: Tree, scope: _Scope) -> tuple[_Scope, ast.expr]:
    """The scope of a loop's body, and the target of the loop."""
    variable = function.parameters[0]
    if not variable.startswith(_MARK):
        return scope, ast.Name(variable, ast.Store())
    count = int(variable.split(_MARK)[1])
    used = {c[0] for node in walk(function.body) if (c := _component_of(node, variable)) is not None}
    maker = operation.name if operation.spreads else source.operation if isinstance(source, Apply) else ""
    preferred = _COMPONENTS.get(maker, ())
    given: list[str] = []
    for k in range(count):
        if k in used or operation.spreads or _UNUSED in scope.names:
            given.append(scope.fresh(preferred[k : k + 1], given))
        else:
            given.append(_UNUSED)
    target = ast.Tuple([ast.Name(name, ast.Store()) for name in given], ast.Store())
    return _Scope(scope.names, {**scope.components, variable: tuple(given)}), target


def _filled(operation: Operation, parts: dict[str, ast.expr], target: ast.expr) -> ast.expr:
    """The operation's template with its arguments; its own loop variables are renamed where they would capture."""
    form = form_of(operation)
    for name in form.consumed:
        parts[name] = _without_list(parts[name])
    nodes = [node for part in (*parts.values(), target) for node in ast.walk(part)]
    taken = {n.id for n in nodes if isinstance(n, ast.Name)} | {
        n.arg for n in nodes if isinstance(n, ast.arg)
    }
    renamed = local_names(form, taken)
    result: ast.expr = _Fill(parts, target, renamed).visit(copy.deepcopy(form.pattern))
    return result


def _without_list(node: ast.expr) -> ast.expr:
    """What `list(...)` is around; the node itself where it is no such call."""
    match node:
        case ast.Call(func=ast.Name(id="@list"), args=[inner], keywords=[]):
            return inner
    return node


class _Fill(ast.NodeTransformer):
    """Puts arguments in the place of `_0`, `_1`… and the loop's target in the place of `x_`."""

    def __init__(self, parts: Mapping[str, ast.expr], target: ast.expr, renamed: Mapping[str, str]) -> None:
        self.parts, self.target, self.renamed = parts, target, renamed

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id == BOUND:
            whole = isinstance(self.target, ast.Name)
            return ast.Name(self.target.id, node.ctx) if whole else self.target  # type: ignore[attr-defined]
        if node.id in self.renamed:
            return ast.Name(self.renamed[node.id], node.ctx)
        return self.parts.get(node.id, node)

    def visit_arguments(self, node: ast.arguments) -> ast.arguments:
        if [a.arg for a in node.args] != [BOUND]:
            return node
        names = self.target.elts if isinstance(self.target, ast.Tuple) else [self.target]
        return ast.arguments(
            [], [ast.arg(n.id) for n in names if isinstance(n, ast.Name)], None, [], [], None, []
        )


class _Merge(ast.NodeTransformer):
    """Makes one comprehension of a loop over `[x for x in … if …]`."""

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        match node:
            case ast.comprehension(
                target=ast.Name(outer), iter=ast.ListComp(ast.Name(kept), [ast.comprehension(ast.Name(inner)) as loop]), ifs=[]
            ) if kept == inner:  # fmt: skip
                names = [n for test in loop.ifs for n in ast.walk(test) if isinstance(n, ast.Name)]
                if outer == inner or outer not in {n.id for n in names}:
                    for name in names:
                        name.id = outer if name.id == inner else name.id
                    return ast.comprehension(node.target, loop.iter, loop.ifs, 0)
        return node


# -- which loop variables are taken apart ------------------------------------------------------------------------------

_MARK = "#"
"""Begins the name, `#count#serial`, of a loop variable that is taken apart: its own name is written nowhere."""


def _mark_unpacked(tree: Tree, serial: Iterator[int]) -> Tree:
    """The tree with those loop variables renamed that occur only as their components."""
    if not isinstance(tree, Apply):
        return tree
    operation = operations()[tree.operation]
    may = form_of(operation).unpacks

    def marked(argument: Tree) -> Tree:
        if not isinstance(argument, Function):
            return _mark_unpacked(argument, serial)
        name, body = argument.parameters[0], argument.body
        counts = {operation.spreads} if operation.spreads else set(_uses(body, name)) if may else set()
        if len(counts) == 1 and None not in counts:
            mark = f"{_MARK}{counts.pop()}{_MARK}{next(serial)}"
            return Function((mark,), _mark_unpacked(_renamed(body, name, mark), serial))
        return Function((name,), _mark_unpacked(body, serial))

    return Apply(tree.operation, tuple(map(marked, tree.arguments)))


def _component_of(tree: Tree, name: str) -> tuple[int, int] | None:
    """(k, n) where the tree is item k of the variable, a tuple of n items."""
    if not isinstance(tree, Apply) or tree.arguments[0] != Variable(name):
        return None
    return component(operations()[tree.operation])


def _uses(tree: Tree, name: str) -> Iterator[int | None]:
    """For each use of the variable: of how many items it takes one, or None."""
    found = _component_of(tree, name)
    if found is not None:
        yield found[1]
    elif tree == Variable(name):
        yield None
    elif not (isinstance(tree, Function) and name in tree.parameters):
        for child in children(tree):
            yield from _uses(child, name)


def _renamed(tree: Tree, name: str, new: str) -> Tree:
    match tree:
        case Variable(own) if own == name:
            return Variable(new)
        case Apply(operation, arguments):
            return Apply(operation, tuple(_renamed(a, name, new) for a in arguments))
        case Function(parameters, body) if name not in parameters:
            return Function(parameters, _renamed(body, name, new))
    return tree
