"""The operations of the language as one table: name, types, Python text, evaluation, prior cost, suggesting words.

Owns the form of a row and the registry. The rows stand in `core/` (operators and built-ins, one line each) and
`concepts/` (named functions). Does not know search: a cost here is a prior in bits that the search may move.

Signatures are written `list[A], int -> A`. Single capitals are type variables, and the letter says what they range
over: N, M numbers; S sequences (str, list, tuple row); K hashable; C, D comparable; others anything. `iter[A]` is
anything one can loop over; `fn[A, B]` is a function argument; `join[N, M]` is the common number type.

A function argument is evaluated *flat*, for all items at once, unless the row is `sequential`: then each call depends
on the last one's value, as in a fold, and a function over a tuple is written with a parameter for each component.
"""

from __future__ import annotations

import ast
import bisect
import collections
import datetime
import functools
import heapq
import inspect
import itertools
import math
import operator
import re
import statistics
import string
import types
from collections.abc import Callable, Iterator, Sized
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from synthesis_graph.language.types import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    NONE,
    STR,
    Type,
    callable_of,
    join,
    optional_of,
    parse_type,
    union_of,
    variable,
)  # fmt: skip

MODULES: dict[str, types.ModuleType] = {
    m.__name__: m
    for m in (
        bisect, collections, datetime, functools, heapq, itertools, math, operator, re, statistics, string,
    )
}  # fmt: skip
"""The modules that templates may name; a rendered program imports those that it uses."""


class OutOfRange(ArithmeticError):
    """An operation's guard refused its arguments: evaluation here must not run away, whatever is tried."""


@dataclass(frozen=True)
class Operation:
    """A row of the table. `template` is Python with `_0`, `_1` for arguments and `x_` for a bound variable."""

    name: str
    parameters: tuple[Type, ...]
    returns: Type
    template: str
    evaluate: Callable[..., Any]
    bits: float
    words: frozenset[str] = frozenset()
    helper: str = ""
    """Source of the named function that the template calls; empty for plain expressions."""
    commutative: bool = False
    binder: int = -1
    """Index of the function argument, the last; -1 for none. Its `evaluate` takes the body's values, one an element."""
    sequential: bool = False
    """Whether `evaluate` takes the function itself: what it is called with depends on what it gave before."""
    pattern: ast.expr = field(default_factory=lambda: ast.Constant(0), compare=False, repr=False)

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def spreads(self) -> int:
        """How many parameters the function argument is written with, where its one variable is a tuple; else 0."""
        variable = self.parameters[self.binder].args[0] if self.sequential else None
        return len(variable.args) if variable is not None and variable.name == "tuple" else 0

    @property
    def arity(self) -> int:
        """The number of arguments, a function argument included."""
        return len(self.parameters)


TABLE: dict[str, Operation] = {}


def operations() -> dict[str, Operation]:
    """The whole table by name; importing the row modules on first use."""
    _load()
    return TABLE


@functools.cache
def _load() -> None:
    from synthesis_graph.language import concepts, core

    core.load()
    concepts.load()


def _register(operation: Operation) -> None:
    if operation.name in TABLE:
        raise ValueError(f"operation {operation.name!r} is in the table twice")
    TABLE[operation.name] = operation


def row(  # noqa: PLR0913 - the columns of the table
    name: str, signature: str, template: str, bits: float, words: str = "",
    *, evaluate: Callable[..., Any] | None = None, commutative: bool = False, sequential: bool = False,
) -> None:  # fmt: skip
    """Adds an expression to the table; unless given, its evaluation is the template itself, compiled."""
    parameters, returns = parse_signature(signature)
    binder = next((i for i, p in enumerate(parameters) if p.name == "callable"), -1)
    if evaluate is None:
        if binder >= 0:
            raise ValueError(f"{name}: an operation with a function argument needs its flat evaluation")
        evaluate = _compile(template, len(parameters))
    _register(
        Operation(
            name, parameters, returns, template, evaluate, bits, frozenset(words.split()),
            commutative=commutative, binder=binder, sequential=sequential,
            pattern=ast.parse(template, mode="eval").body,
        )
    )  # fmt: skip


def concept(bits: float, words: str = "", limit: str = "", commutative: bool = False) -> Callable[..., Any]:
    """Decorates a named function of our own: its annotations are the types, its source goes into the program.

    `limit` is a Python condition on the parameters that keeps one call short (at most ~1 ms); outside it the search
    drops the candidate. Annotations may use the variable letters of this module's docstring, as strings.
    """

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        names = list(inspect.signature(function).parameters)
        notes = function.__annotations__
        parameters = tuple(_pattern(ast.parse(str(notes[n]), mode="eval").body) for n in names)
        returns = _pattern(ast.parse(str(notes["return"]), mode="eval").body)
        binder = next((i for i, p in enumerate(parameters) if p.name == "callable"), -1)
        written = (f"lambda x_: _{i}" if i == binder else f"_{i}" for i in range(len(names)))
        template = f"{function.__name__}({', '.join(written)})"
        suggested = frozenset((words + " " + function.__name__.replace("_", " ")).split())
        _register(
            Operation(
                function.__name__, parameters, returns, template, _guarded(function, names, limit), bits,
                suggested, helper=_source(function), commutative=commutative, binder=binder, sequential=binder >= 0,
                pattern=ast.parse(template, mode="eval").body,
            )
        )  # fmt: skip
        return function

    return add


def _guarded(function: Callable[..., Any], names: list[str], limit: str) -> Callable[..., Any]:
    if not limit:
        return function
    text = f"lambda {', '.join(names)}: _f({', '.join(names)}) if {limit} else _refuse()"
    return eval(text, {"_f": function, "_refuse": _refuse, **MODULES})  # type: ignore[no-any-return]  # noqa: S307  # our own table's text


def _refuse() -> None:
    raise OutOfRange("outside the operation's guard")


_MOST_STEPS = 1000
_LARGEST_STATE = 10_000
"""Items or bits of what a step may give: the next one is built on it."""


def bounded(step: Callable[..., Any], most: int = _MOST_STEPS) -> Callable[..., Any]:
    """The step of a sequential row, which may be called `most` times and give nothing large; else OutOfRange."""
    count = itertools.count(1)

    def call(*items: Any) -> Any:
        value = step(*items)
        if next(count) > most or _size(value) > _LARGEST_STATE:
            raise OutOfRange("a step too many or too large")
        return value

    return call


def _size(value: Any) -> int:
    """Items, or bits of the largest number in it: rows of products double theirs at every step."""
    if isinstance(value, int):
        return value.bit_length()
    if isinstance(value, (list, tuple)):
        return max(len(value), max((v.bit_length() for v in value if isinstance(v, int)), default=0))
    return len(value) if isinstance(value, Sized) else 0


def _compile(template: str, arity: int) -> Callable[..., Any]:
    text = f"lambda {', '.join(f'_{i}' for i in range(arity))}: {template}"
    return eval(text, dict(MODULES))  # type: ignore[no-any-return]  # noqa: S307  # our own table's text


def _source(function: Callable[..., Any]) -> str:
    return _module_sources(function.__code__.co_filename)[function.__name__]


@functools.cache
def _module_sources(path: str) -> dict[str, str]:
    """The text of each function of a module without its decorators, by name; a file is read once."""
    text = Path(path).read_text(encoding="utf-8")
    lines = text.splitlines()
    return {
        node.name: "\n".join(lines[node.lineno - 1 : node.end_lineno])
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
    }


# -- signatures --------------------------------------------------------------------------------------------------------


def parse_signature(text: str) -> tuple[tuple[Type, ...], Type]:
    """Parameter and result types of `list[A], fn[A, B] -> list[B]`."""
    left, _, right = text.rpartition("->")
    parameters = ast.parse(f"({left.strip()},)", mode="eval").body
    assert isinstance(parameters, ast.Tuple)
    return tuple(map(_pattern, parameters.elts)), _pattern(ast.parse(right.strip(), mode="eval").body)


def _pattern(node: ast.expr) -> Type:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return _pattern(ast.parse(node.value, mode="eval").body)
    if isinstance(node, ast.Name) and len(node.id) == 1:
        return variable(node.id)
    if not isinstance(node, ast.Subscript):
        return parse_type(ast.unparse(node))
    base = ast.unparse(node.value)
    parts = list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]
    if base == "tuple" and isinstance(parts[-1], ast.Constant) and parts[-1].value is Ellipsis:
        return Type("tuple...", (_pattern(parts[0]),))
    args = tuple(map(_pattern, parts))
    if base == "fn":
        return callable_of(args[:-1], args[-1])
    return Type(base, args)


_NUMBERS = (INT, FLOAT)


def is_comparable(t: Type) -> bool:
    """Whether values of the type are ordered among themselves."""
    if t == ANY or t.name == "union":
        return True  # decided by the values, when it runs
    return t in (INT, FLOAT, STR) or (
        t.name in ("tuple", "tuple...", "list") and all(a == BOOL or is_comparable(a) for a in t.args)
    )


def is_hashable(t: Type) -> bool:
    """Whether values of the type can be set items and dict keys."""
    return t.name not in ("list", "set", "dict", "callable") and all(map(is_hashable, t.args))


_KINDS: dict[str, Callable[[Type], bool]] = {
    "N": lambda t: t in _NUMBERS,
    "M": lambda t: t in _NUMBERS,
    "S": lambda t: t == STR or t.name in ("list", "tuple..."),
    "K": is_hashable,
    "C": is_comparable,
    "D": is_comparable,
}


def element_of(t: Type) -> Type | None:
    """The type of the items that a loop over the type yields; None where it is not iterable."""
    if t == STR:
        return STR
    if t.name in ("list", "tuple...", "set", "dict"):
        return t.args[0]
    if t.name == "tuple" and len(set(t.args)) == 1:
        return t.args[0]
    return None


def match_type(pattern: Type, actual: Type, bound: dict[str, Type]) -> dict[str, Type] | None:
    """`types.match`, and beyond it: variables by kind, `iter[A]`, and an int where a float is asked."""
    if pattern.is_variable:
        known = bound.get(pattern.name)
        if known is not None:
            return bound if known == actual else None
        kind = _KINDS.get(pattern.name[1:])
        return {**bound, pattern.name: actual} if kind is None or kind(actual) else None
    if pattern.name == "iter":
        item = element_of(actual)
        return None if item is None else match_type(pattern.args[0], item, bound)
    if pattern.name == "optional":
        return _match_optional(pattern, actual, bound)
    if pattern == FLOAT and actual == INT:
        return bound
    if pattern.name != actual.name or len(pattern.args) != len(actual.args):
        return bound if pattern == ANY else None
    for p, a in zip(pattern.args, actual.args):
        extended = match_type(p, a, bound)
        if extended is None:
            return None
        bound = extended
    return bound


def _match_optional(pattern: Type, actual: Type, bound: dict[str, Type]) -> dict[str, Type] | None:
    if actual == ANY:
        return match_type(pattern.args[0], ANY, bound)
    if actual.name != "union" or NONE not in actual.args:
        return None
    return match_type(pattern.args[0], union_of(a for a in actual.args if a != NONE), bound)


def result_type(pattern: Type, bound: dict[str, Type]) -> Type:
    """The result type under the bindings; `item[S]` is the item type of a sequence."""
    if pattern.is_variable:
        return bound[pattern.name]
    return _filled(pattern, tuple(bound.items())) if pattern.args else pattern


@functools.lru_cache(maxsize=20_000)
def _filled(pattern: Type, items: tuple[tuple[str, Type], ...]) -> Type:
    bound = dict(items)
    args = tuple(result_type(a, bound) for a in pattern.args)
    if pattern.name == "join":
        return functools.reduce(join, args)
    if pattern.name == "item":
        return element_of(args[0]) or ANY
    if pattern.name == "optional":
        return optional_of(args[0])
    return Type(pattern.name, args)


def binders(table: dict[str, Operation]) -> Iterator[Operation]:
    """The operations whose function argument is evaluated for all items at once."""
    return (op for op in table.values() if op.binder >= 0 and not op.sequential)
