"""Python text back to trees: the inverse of `render`, by matching syntax against the templates of the table.

One text may be the text of several trees (`xs[0]` is `index` with 0, and `first`; `a + b` adds or joins). The *canonical*
tree of a text is defined here: a part that is written as a literal is a constant; else it is the operation with the
largest template that matches and whose types fit, and of equally large ones the first of the table. Types decide
between numbers, texts and sequences; only where nothing fits exactly may `Any` be anything and an int be a float.

A comprehension with a condition that no operation has is a loop over a filter, its components taken from one variable, and `a > b` is `b < a`.

`render` after `parse` gives a text of the table back; `parse` after `render` the canonical tree, which means the same.
"""

from __future__ import annotations

import ast
import copy
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress

from synthesis_graph.language.literals import NotLiteral, value_of
from synthesis_graph.language.matching import Match, match_template
from synthesis_graph.language.module import Heading
from synthesis_graph.language.operations import Operation, element_of, match_type, result_type
from synthesis_graph.language.patterns import (
    GLOBAL,
    Form,
    forms,
    mark_globals,
    shape,
)  # fmt: skip
from synthesis_graph.language.sources import read_module
from synthesis_graph.language.statements import rolled
from synthesis_graph.language.trees import Apply, Constant, Function, Tree, Variable
from synthesis_graph.language.types import ANY, Type, infer, join, parse_type


class ParseError(ValueError):
    """The text is not the text of a tree over the table's operations."""


def parse_expression(text: str | ast.expr, variables: Mapping[str, Type]) -> Tree:
    """The canonical tree of an expression over variables of these types; raises ParseError.

    Any other name means the builtin, the module or the concept of that name.
    """
    return parse_typed(text, variables)[0]


def parse_typed(text: str | ast.expr, variables: Mapping[str, Type]) -> tuple[Tree, Type]:
    """The canonical tree of an expression, and its type."""
    try:
        node = ast.parse(ast.unparse(text) if isinstance(text, ast.AST) else text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ParseError(f"not an expression: {error}") from None
    return _parsed(mark_globals(node, {*variables, *_bound_names(node)}), variables)


def parse_function(source: str) -> tuple[Heading, Tree]:
    """Heading and canonical tree of the last function of a module, which returns one expression; raises ParseError.

    The functions before it must be helpers of the table, whatever they are called here.
    """
    try:
        module = read_module(source)
        heading = _heading(module.function)
    except ValueError as error:
        raise ParseError(str(error)) from None
    statements = module.function.body[1:] if ast.get_docstring(module.function) else module.function.body
    body = rolled(statements, _REDUCER)
    if body is None:
        raise ParseError("the function does more than return an expression or a fold")
    variables = dict(heading.parameters)
    marked = mark_globals(body, {*variables, *_bound_names(body), _REDUCER})
    for node in ast.walk(marked):
        if isinstance(node, ast.Name) and node.id.startswith(GLOBAL):
            node.id = GLOBAL + module.meaning(node.id[1:])
        elif isinstance(node, ast.Name) and node.id == _REDUCER:
            node.id = GLOBAL + "functools"
    return heading, _parsed(marked, variables)[0]


_REDUCER = "\x00functools"
"""What `functools` is called in an expression made of a loop, whose text does not name it; no text holds a NUL."""


def _heading(function: ast.FunctionDef) -> Heading:
    def type_of(note: ast.expr | None) -> Type:
        return ANY if note is None else parse_type(ast.unparse(note))

    parameters = tuple((a.arg, type_of(a.annotation)) for a in function.args.args)
    described = ast.get_docstring(function) or ""
    return Heading(function.name, parameters, type_of(function.returns), " ".join(described.split()))


def _parsed(node: ast.expr, variables: Mapping[str, Type]) -> tuple[Tree, Type]:
    try:
        return _Parser().parse(node, variables)
    except RecursionError:
        raise ParseError("the expression is nested too deeply") from None


def _bound_names(node: ast.expr) -> set[str]:
    stored = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return stored | {n.arg for n in ast.walk(node) if isinstance(n, ast.arg)}


# -- choosing by types -------------------------------------------------------------------------------------------------

_Typed = tuple[Tree, Type]
_Scope = Mapping[str, Type]
_Fits = Callable[[Type, Type, dict[str, Type]], dict[str, Type] | None]


class _Parser:
    """One parse: remembers what each part means in each scope, so that no part is parsed twice."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, tuple[tuple[str, Type], ...]], _Typed | ParseError] = {}
        self._lists: dict[int, ast.expr] = {}
        self._wholes: dict[int, tuple[str, ast.expr] | None] = {}
        self._kept: list[ast.expr] = []  # keeps every node alive, so that no id means two of them

    def parse(self, node: ast.expr, scope: _Scope) -> _Typed:
        """The canonical tree of a part, and its type."""
        key = (id(node), tuple(scope.items()))
        known = self._known.get(key)
        if known is None:
            self._kept.append(node)
            try:
                known = self._parse(node, scope)
            except ParseError as error:
                known = error
            self._known[key] = known
        if isinstance(known, ParseError):
            raise known
        return known

    def _parse(self, node: ast.expr, scope: _Scope) -> _Typed:
        if isinstance(node, ast.Name) and node.id in scope:
            return Variable(node.id), scope[node.id]
        try:
            value = value_of(node)
        except (NotLiteral, TypeError):  # TypeError: a set literal of lists, which Python refuses too
            return self._operation(node, scope)
        return Constant(value), infer(value)

    def _operation(self, node: ast.expr, scope: _Scope) -> _Typed:
        """The first that fits: strictly before loosely, larger templates first, as written before `list` restored."""
        matches = [
            (form, m)
            for form in forms().get(shape(node), ())
            if (m := match_template(form, node)) is not None
        ]
        for fits in (match_type, _loosely):
            for _, group in itertools.groupby(matches, key=lambda found: found[0].size):
                same_size = list(group)
                for restored in (False, True):
                    for form, match in same_size:
                        if restored and _is_list(node) and _is_list_of_all(form.pattern):
                            continue  # a list of a list, without end
                        for arguments in self._readings(form, match, scope, restored):
                            applied = _applied(form.operation, arguments, fits)
                            if applied is not None:
                                return applied
        other = _apart(node) or _turned(node)
        if other is not None:
            return self.parse(other, scope)
        raise ParseError(f"no operation is written {ast.unparse(node).replace(GLOBAL, '')!r} at these types")

    def _readings(
        self, form: Form, match: Match, scope: _Scope, restored: bool
    ) -> Iterator[tuple[_Typed, ...]]:
        """The arguments parsed; `restored` also tries those that a loop goes over inside `list(...)`."""
        operation = form.operation
        options = [
            self._options(match.arguments[name], scope, restored and name in form.consumed)
            for name in (f"_{i}" for i in range(operation.arity) if i != operation.binder)
        ]
        for chosen in itertools.product(*options):
            if operation.binder < 0:
                yield chosen
                continue
            opened = self._opened(operation, match, [type_ for _, type_ in chosen], scope)
            if opened is None:
                continue
            name, body, inner = opened
            for tree, type_ in self._options(
                body, inner, restored and f"_{operation.binder}" in form.consumed
            ):
                yield *chosen, (Function((name,), tree), type_)

    def _options(self, node: ast.expr, scope: _Scope, restored: bool) -> list[_Typed]:
        found = []
        for written in (node, self._listed(node)) if restored else (node,):
            with suppress(ParseError):
                found.append(self.parse(written, scope))
        return found

    def _listed(self, node: ast.expr) -> ast.expr:
        self._kept.append(node)
        return self._lists.setdefault(id(node), ast.Call(ast.Name(GLOBAL + "list", ast.Load()), [node], []))

    def _opened(
        self, operation: Operation, match: Match, given: Sequence[Type], scope: _Scope
    ) -> tuple[str, ast.expr, _Scope] | None:
        """The bound variable, the body over it and the body's scope; None where the arguments give it no type."""
        element = _bound_type(operation, given)
        body = match.arguments[f"_{operation.binder}"]
        if element is None or not match.apart:
            return None if element is None else (match.target[0], body, {**scope, match.target[0]: element})
        if element.name != "tuple" or len(element.args) != len(match.target):
            return None
        key = id(body)
        if key not in self._wholes:
            self._wholes[key] = _put_together(body, match.target, scope)
        whole = self._wholes[key]
        return None if whole is None else (whole[0], whole[1], {**scope, whole[0]: element})


def _apart(node: ast.expr) -> ast.expr | None:
    """The expression with its comprehension going through `[x for x in … if …]`; None where it has no such condition."""
    made = copy.deepcopy(node)
    within = made.args[0] if isinstance(made, ast.Call) and len(made.args) == 1 else made
    match within:
        case ast.ListComp(ast.Name(item), [ast.comprehension(ast.Name(name))]) if item == name:
            return None  # it is that itself
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp() if _is_unpacking(within):
            return _packed(made, within)
        case (
            ast.ListComp(_, [ast.comprehension(ast.Name(name)) as loop])
            | ast.SetComp(_, [ast.comprehension(ast.Name(name)) as loop])
            | ast.GeneratorExp(_, [ast.comprehension(ast.Name(name)) as loop])
            | ast.DictComp(_, _, [ast.comprehension(ast.Name(name)) as loop])
        ) if loop.ifs:
            only = ast.comprehension(ast.Name(name, ast.Store()), loop.iter, loop.ifs, 0)
            loop.iter, loop.ifs = ast.ListComp(ast.Name(name, ast.Load()), [only]), []
            return made
    return None


_Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp
_PACKED = "packed"


def _is_unpacking(node: _Comprehension) -> bool:
    """Whether it goes over the components of its elements, and not over all of them."""
    loop = node.generators[0]
    return (
        len(node.generators) == 1
        and bool(loop.ifs)
        and isinstance(loop.target, ast.Tuple)
        and all(isinstance(part, ast.Name) for part in loop.target.elts)
    )


def _packed(whole: ast.expr, node: _Comprehension) -> ast.expr:
    """The expression with the comprehension's variables as components of one, as a loop of the language has."""
    loop = node.generators[0]
    assert isinstance(loop.target, ast.Tuple)
    name = _PACKED
    while any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(whole)):
        name += "_"
    variable, target = ast.Name(name, ast.Load()), ast.unparse(loop.target)
    same = (
        isinstance(node, ast.DictComp) and f"({ast.unparse(node.key)}, {ast.unparse(node.value)})" == target
    )
    parts = {
        part.id: ast.Subscript(variable, ast.Constant(i), ast.Load())
        for i, part in enumerate(loop.target.elts)
        if isinstance(part, ast.Name)
    }
    swap = _Replaced(parts)
    loop.ifs = [swap.visit(condition) for condition in loop.ifs]
    for field in ("elt", "key", "value"):
        told = getattr(node, field, None)
        if told is not None:
            setattr(node, field, variable if ast.unparse(told) == target else swap.visit(told))
    loop.target = ast.Name(name, ast.Store())
    if same and whole is node:  # those pairs as a dictionary
        return ast.Call(ast.Name(GLOBAL + "dict", ast.Load()), [ast.ListComp(variable, node.generators)], [])
    return whole


class _Replaced(ast.NodeTransformer):
    """Puts expressions in the place of names."""

    def __init__(self, parts: Mapping[str, ast.expr]) -> None:
        self._parts = parts

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """The expression that stands for the name."""
        return self._parts.get(node.id, node)


def _turned(node: ast.expr) -> ast.expr | None:
    """`a > b` as `b < a`: the table has only the latter."""
    match node:
        case ast.Compare(left, [ast.Gt()], [right]):
            return ast.Compare(right, [ast.Lt()], [left])
        case ast.Compare(left, [ast.GtE()], [right]):
            return ast.Compare(right, [ast.LtE()], [left])
    return None


def _is_list_of_all(pattern: ast.expr) -> bool:
    return isinstance(pattern, ast.Call) and all(isinstance(part, ast.Name) for part in pattern.args)


def _is_list(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == GLOBAL + "list"


def _bound_type(operation: Operation, given: Sequence[Type]) -> Type | None:
    """The type of the variable of a function argument, by the types of the arguments before it."""
    bound: dict[str, Type] | None = {}
    for pattern, type_ in zip(operation.parameters, given):
        bound = None if bound is None else _loosely(pattern, type_, bound)
    return None if bound is None else result_type(operation.parameters[operation.binder].args[0], bound)


def _put_together(body: ast.expr, names: tuple[str, ...], scope: _Scope) -> tuple[str, ast.expr] | None:
    """A name for the whole tuple, and the body with its items in the place of the names; None for a name bound anew."""
    used = {n.id for n in ast.walk(body) if isinstance(n, ast.Name)} | {*scope}
    if set(names) & _bound_names(body):
        return None
    words = ("pair" if len(names) == 2 else "row", *(f"pair{i}" for i in range(2, 1000)))
    whole = next(word for word in words if word not in used)
    places = {name: k for k, name in enumerate(names)}

    class Items(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.expr:
            if node.id not in places:
                return node
            return ast.Subscript(ast.Name(whole, ast.Load()), ast.Constant(places[node.id]), ast.Load())

    return whole, Items().visit(copy.deepcopy(body))


def _applied(operation: Operation, arguments: Sequence[_Typed], fits: _Fits) -> _Typed | None:
    """The operation on the arguments, with its type; None where the types do not fit."""
    bound: dict[str, Type] | None = {}
    for i, (parameter, (_, type_)) in enumerate(zip(operation.parameters, arguments, strict=True)):
        assert bound is not None
        bound = fits(parameter.args[-1] if i == operation.binder else parameter, type_, bound)
        if bound is None:
            return None
    assert bound is not None
    return Apply(operation.name, tuple(tree for tree, _ in arguments)), result_type(operation.returns, bound)


def _loosely(pattern: Type, actual: Type, bound: dict[str, Type]) -> dict[str, Type] | None:
    """`match_type` where `Any` may be anything and types that one type holds are one."""
    exact = match_type(pattern, actual, bound)
    if exact is not None:
        return exact
    if pattern.is_variable and pattern.name in bound:
        both = join(bound[pattern.name], actual)
        return {**bound, pattern.name: both} if both in (bound[pattern.name], actual) else None
    if actual == ANY:
        return {**dict.fromkeys(_variables(pattern), ANY), **bound}
    if pattern.name == "iter":
        item = element_of(actual)
        return None if item is None else _loosely(pattern.args[0], item, bound)
    if pattern.is_variable or pattern.name != actual.name or len(pattern.args) != len(actual.args):
        return None
    extended: dict[str, Type] | None = bound
    for p, a in zip(pattern.args, actual.args, strict=True):
        extended = None if extended is None else _loosely(p, a, extended)
    return extended


def _variables(pattern: Type) -> Iterator[str]:
    if pattern.is_variable:
        yield pattern.name
    for arg in pattern.args:
        yield from _variables(arg)
