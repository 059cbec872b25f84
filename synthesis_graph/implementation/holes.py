"""Holes inside retrieved functions: which parts may be something else, and what else at how many bits.

One row of `KINDS` a kind of hole: a number, a comparison, the end of a slice… A change fills one hole otherwise; its bits
say how unusual the filling is and how many holes there were to choose from. Knows syntax and constants; what a changed
function answers is found out elsewhere, in the sandbox.
"""

from __future__ import annotations

import ast
import copy
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

Edit: TypeAlias = Callable[[Any], ast.AST]
"""Makes the node that stands where the given one stood."""

Constants: TypeAlias = Sequence[tuple[Any, float]]
"""Values worth trying, with their bits."""

_FILLINGS = 14
"""How many fillings a hole has at most, the cheapest."""

_ENDLESS_BITS = 2.0
"""On top for a change inside a `while`, which may never end then."""


@dataclass(frozen=True)
class Filling:
    """What may stand in a hole: told in a few words, its bits, and how the node is made."""

    told: str
    bits: float
    edit: Edit


@dataclass(frozen=True)
class Change:
    """One hole of a function filled otherwise; `place` counts the nodes in the order of `ast.walk`."""

    place: int
    told: str
    bits: float
    edit: Edit


@dataclass(frozen=True)
class Kind:
    """A kind of hole: its name, and the fillings of a node that is one (none where it is not)."""

    name: str
    fillings: Callable[[ast.AST, Constants], Iterator[Filling]]


def changes(function: ast.FunctionDef, constants: Constants) -> list[Change]:
    """Every single change of a function's body, cheapest first; the order is total."""
    nodes = {id(node): place for place, node in enumerate(ast.walk(function))}
    found: list[tuple[int, Filling, bool]] = []
    holes: set[tuple[int, str]] = set()
    for node, endless in _open_parts(function):
        for kind in KINDS:
            fillings = sorted(kind.fillings(node, constants), key=lambda f: f.bits)[:_FILLINGS]
            found += [(nodes[id(node)], filling, endless) for filling in fillings]
            holes |= {(nodes[id(node)], kind.name) for _ in fillings}
    choice = math.log2(len(holes)) if holes else 0.0
    cheapest: dict[tuple[int, str], Change] = {}
    for place, f, endless in found:
        made = Change(place, f.told, f.bits + choice + (_ENDLESS_BITS if endless else 0.0), f.edit)
        known = cheapest.setdefault((place, f.told), made)
        if made.bits < known.bits:
            cheapest[place, f.told] = made
    return sorted(cheapest.values(), key=lambda change: (change.bits, change.place, change.told))


def changed(function: ast.FunctionDef, made: Sequence[Change]) -> ast.FunctionDef:
    """A copy of the function with the changes made, each at a place of its own."""
    fresh = copy.deepcopy(function)
    edits = {change.place: change.edit for change in made}
    edit_of = {id(node): edits[place] for place, node in enumerate(ast.walk(fresh)) if place in edits}

    class Editor(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            known = edit_of.get(id(node))
            self.generic_visit(node)
            return known(node) if known else node

    made_function = ast.fix_missing_locations(Editor().visit(fresh))
    assert isinstance(made_function, ast.FunctionDef)
    return made_function


def _open_parts(node: ast.AST, endless: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    """What holes may stand for, and whether inside a `while`: neither texts about the code nor types nor f-strings."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else (value,):
            if isinstance(child, ast.AST) and not _is_closed(child):
                inside = endless or isinstance(child, ast.While)
                yield child, inside
                yield from _open_parts(child, inside)


def _is_closed(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


# -- the kinds ---------------------------------------------------------------------------------------------------------

_Pairs: TypeAlias = dict[type[ast.AST], dict[type[ast.AST], float]]


def _family(members: tuple[type[ast.AST], ...], bits: float, near: _Pairs) -> _Pairs:
    """Each member may become every other at `bits`, or at the bits that `near` says."""
    return {
        one: {other: near.get(one, {}).get(other, bits) for other in members if other is not one}
        for one in members
    }


def _both_ways(*pairs: tuple[type[ast.AST], type[ast.AST], float]) -> _Pairs:
    table: _Pairs = {}
    for one, other, bits in pairs:
        table.setdefault(one, {})[other] = bits
        table.setdefault(other, {})[one] = bits
    return table


_COMPARISONS = _family(
    (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq), 5.0,
    _both_ways((ast.Lt, ast.LtE, 2.0), (ast.Gt, ast.GtE, 2.0), (ast.Lt, ast.Gt, 3.0), (ast.LtE, ast.GtE, 3.0),
               (ast.Eq, ast.NotEq, 3.0)),
) | _family((ast.In, ast.NotIn), 3.0, {})  # fmt: skip

_OPERATORS = (
    _family(
        (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow), 5.0,
        _both_ways((ast.Add, ast.Sub, 3.0), (ast.Div, ast.FloorDiv, 3.0), (ast.FloorDiv, ast.Mod, 4.0),
                   (ast.Add, ast.Mult, 4.0)),
    )
    | _family((ast.BitAnd, ast.BitOr, ast.BitXor), 3.0, {})
    | _family((ast.And, ast.Or), 3.0, {})
)  # fmt: skip

_NAMED: tuple[tuple[frozenset[str], float], ...] = (
    (frozenset(("min", "max")), 2.0),
    (frozenset(("any", "all")), 2.0),
    (frozenset(("sum", "len", "min", "max")), 4.0),
    (frozenset(("list", "tuple", "set", "sorted")), 4.0),
    (frozenset(("floor", "ceil", "trunc")), 3.0),
    (frozenset(("sum", "prod")), 4.0),
    (frozenset(("upper", "lower", "title", "capitalize", "swapcase")), 3.5),
    (frozenset(("strip", "lstrip", "rstrip")), 3.0),
    (frozenset(("isalpha", "isdigit", "isalnum", "isupper", "islower", "isspace")), 3.5),
    (frozenset(("startswith", "endswith")), 2.0),
    (frozenset(("find", "rfind")), 2.0),
    (frozenset(("index", "rindex")), 2.0),
    (frozenset(("split", "rsplit", "splitlines")), 3.0),
    (frozenset(("union", "intersection", "difference", "symmetric_difference")), 3.0),
    (frozenset(("keys", "values", "items")), 3.0),
    (frozenset(("combinations", "permutations", "combinations_with_replacement", "product")), 3.0),
)
_BUILTINS = frozenset(("min", "max", "any", "all", "sum", "len", "list", "tuple", "set", "sorted"))


def _constant_fillings(node: ast.AST, constants: Constants) -> Iterator[Filling]:
    match node:
        case ast.Constant(value=bool() | None):
            return
        case ast.Constant(value=int() | float() as old):
            near = [(old + step, 4.0) for step in (1, -1)]
            for value, bits in (*near, *constants):
                if isinstance(value, (int, float)) and not isinstance(value, bool) and value != old:
                    yield _replaced(old, value, bits)
        case ast.Constant(value=str() as text):
            for value, bits in constants:
                if isinstance(value, str) and value != text:
                    yield _replaced(text, value, bits)


def _replaced(old: Any, new: Any, bits: float) -> Filling:
    return Filling(f"{old!r} to {new!r}", bits, lambda _: ast.Constant(new))


def _comparison_fillings(node: ast.AST, _: Constants) -> Iterator[Filling]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for other, bits in _COMPARISONS.get(type(node.ops[0]), {}).items():
            yield Filling(_renamed(type(node.ops[0]), other), bits, partial(_with, ops=[other()]))


def _operator_fillings(node: ast.AST, _: Constants) -> Iterator[Filling]:
    if isinstance(node, (ast.BinOp, ast.AugAssign, ast.BoolOp)):
        for other, bits in _OPERATORS.get(type(node.op), {}).items():
            yield Filling(_renamed(type(node.op), other), bits, partial(_with, op=other()))


def _renamed(old: type[ast.AST], new: type[ast.AST]) -> str:
    return f"{old.__name__} to {new.__name__}"


def _call_fillings(node: ast.AST, _: Constants) -> Iterator[Filling]:
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in _BUILTINS:
            for other, bits in _relatives(name):
                if other in _BUILTINS:
                    made = ast.Name(other, ast.Load())
                    yield Filling(f"{name} to {other}", bits, partial(_with, func=made))
        case ast.Call(func=ast.Attribute(attr=name)):
            for other, bits in _relatives(name):
                yield Filling(f"{name} to {other}", bits, partial(_method, other))


def _method(name: str, call: Any) -> ast.AST:
    return _with(call, func=ast.Attribute(call.func.value, name, ast.Load()))


def _relatives(name: str) -> Iterator[tuple[str, float]]:
    known = {name}
    for family, bits in _NAMED:
        if name in family:
            yield from ((other, bits) for other in sorted(family - known))
            known |= family


def _slice_fillings(node: ast.AST, _: Constants) -> Iterator[Filling]:
    if not isinstance(node, ast.Slice):
        return
    for end, values in (("lower", (1, 2)), ("upper", (-1, -2)), ("step", (2, -1))):
        if getattr(node, end) is not None:
            yield Filling(f"without the slice's {end}", 4.0, partial(_with, **{end: None}))
            continue
        for value in values:
            made = ast.Constant(value)
            yield Filling(f"slice's {end} {value}", 4.0, partial(_with, **{end: made}))


def _turned_fillings(node: ast.AST, _: Constants) -> Iterator[Filling]:
    """From one end to the other: the first k, all but the first k, the last k."""
    match node:
        case ast.Slice(lower=ast.expr() as end, upper=None):
            yield Filling("the slice's start to its end", 3.0, lambda n: _with(n, lower=None, upper=n.lower))
        case ast.Slice(lower=None, upper=ast.expr() as end):
            yield Filling("the slice's end to its start", 3.0, lambda n: _with(n, lower=n.upper, upper=None))
        case _:
            return
    if isinstance(end, ast.UnaryOp) and isinstance(end.op, ast.USub):
        yield Filling(
            "a slice from the other side",
            3.0,
            lambda n: _with(n, lower=_unsigned(n.upper), upper=_unsigned(n.lower)),
        )


def _unsigned(end: ast.expr | None) -> ast.expr | None:
    return end.operand if isinstance(end, ast.UnaryOp) and isinstance(end.op, ast.USub) else end


def _condition_fillings(node: ast.AST, _: Constants) -> Iterator[Filling]:
    match node:
        case ast.If(test=test) | ast.IfExp(test=test) if not isinstance(test, ast.Compare):
            yield Filling("a condition negated", 4.0, lambda n: _with(n, test=_negated(n.test)))
        case ast.comprehension(ifs=[test, *_]) if not isinstance(test, ast.Compare):
            yield Filling(
                "a condition negated", 4.0, lambda n: _with(n, ifs=[_negated(n.ifs[0]), *n.ifs[1:]])
            )


def _negated(test: ast.expr) -> ast.expr:
    return (
        test.operand
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
        else ast.UnaryOp(ast.Not(), test)
    )


def _direction_fillings(node: ast.AST, _: Constants) -> Iterator[Filling]:
    match node:
        case ast.Call(func=ast.Name(id="sorted") | ast.Attribute(attr="sort")):
            yield Filling("sorted the other way", 3.0, _other_way)


def _other_way(call: ast.Call) -> ast.Call:
    rest = [keyword for keyword in call.keywords if keyword.arg != "reverse"]
    if len(rest) < len(call.keywords):
        return ast.Call(call.func, call.args, rest)
    return ast.Call(call.func, call.args, [*rest, ast.keyword("reverse", ast.Constant(True))])


def _with(node: Any, **fields: Any) -> ast.AST:
    """The node with some fields replaced."""
    kept = {name: getattr(node, name, None) for name in node._fields}
    made: ast.AST = type(node)(**{**kept, **fields})
    return made


KINDS: tuple[Kind, ...] = (
    Kind("constant", _constant_fillings),
    Kind("comparison", _comparison_fillings),
    Kind("operator", _operator_fillings),
    Kind("call", _call_fillings),
    Kind("slice", _slice_fillings),
    Kind("slice end", _turned_fillings),
    Kind("condition", _condition_fillings),
    Kind("direction", _direction_fillings),
)
