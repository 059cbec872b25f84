"""Random well-typed trees over the whole table, with loops, and inputs for them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from synthesis_graph.language.operations import Operation, element_of, match_type, operations, result_type
from synthesis_graph.language.trees import Apply, Constant, Function, Tree, Variable, walk
from synthesis_graph.language.types import (
    BOOL,
    FLOAT,
    INT,
    STR,
    Type,
    dict_of,
    infer,
    list_of,
    optional_of,
    set_of,
    tuple_of,
    tuple_row,
)  # fmt: skip

NAMES = (
    "list", "str", "sum", "math", "key", "y", "i", "row", "x", "len", "sorted", "re", "itertools", "mean", "range",
    "a", "b", "_", "pair", "list_", "math_", "max", "isinstance", "product", "values", "Any", "dict", "word",
)  # fmt: skip
"""Names that builtins, modules, helpers, templates and the renderer itself have use for."""

TYPES = (
    INT, FLOAT, BOOL, STR, list_of(INT), list_of(STR), list_of(FLOAT), list_of(list_of(INT)), set_of(INT),
    dict_of(STR, INT), dict_of(STR, list_of(INT)), tuple_of(INT, STR), tuple_of(INT, INT, INT), tuple_row(INT),
    list_of(tuple_of(STR, INT)), optional_of(INT), list_of(dict_of(STR, INT)), list_of(BOOL), set_of(STR),
)  # fmt: skip
CONSTANTS: tuple[Any, ...] = (
    0,
    1,
    2,
    -1,
    10,
    0.5,
    -2.5,
    "",
    " ",
    "a",
    "\\'\"\n",
    True,
    [],
    [1, 2],
    ("a", 1),
    {"a": 1},
    None,
)


@dataclass(frozen=True)
class Program:
    """A tree under a function's name and parameters, its type, and inputs."""

    name: str
    parameters: tuple[tuple[str, Type], ...]
    tree: Tree
    type: Type
    inputs: tuple[tuple[Any, ...], ...]


_Typed = tuple[Tree, Type]


class _Grower:
    """Grows a pool of typed trees by applying rows of the table to what is in it."""

    def __init__(self, source: random.Random) -> None:
        self.random = source
        rows = operations().values()
        self.plain = [op for op in rows if op.binder < 0 and not op.helper]
        self.concepts = [op for op in rows if op.binder < 0 and op.helper]
        self.loops = [op for op in rows if op.binder >= 0 and not op.sequential]
        self.recurrences = [op for op in rows if op.sequential]

    def grow(self, pool: list[_Typed], scope: tuple[str, ...], steps: int, depth: int) -> list[_Typed]:
        pool = list(pool)
        for _ in range(steps):
            grown = (self.apply, self.loop, self.recurrence)
            chosen = self.random.choices(grown, (6, 3, 1))[0] if depth < 2 else self.apply
            made = chosen(pool, scope, depth)
            if made is not None and sum(1 for _ in walk(made[0])) < 40 and _depth(made[1]) < 5:
                pool.append(made)
        return pool

    def apply(self, pool: list[_Typed], scope: tuple[str, ...] = (), depth: int = 0) -> _Typed | None:
        rows = self.concepts if self.random.random() < 0.4 else self.plain
        for operation in self.random.sample(rows, 25):
            chosen = self.arguments(operation, pool)
            if chosen is not None:
                return chosen
        return None

    def arguments(self, operation: Operation, pool: list[_Typed]) -> _Typed | None:
        bound: dict[str, Type] | None = {}
        chosen: list[Tree] = []
        for parameter in operation.parameters:
            fitting = [(t, b) for t, ty in pool if (b := match_type(parameter, ty, bound or {})) is not None]
            if not fitting:
                return None
            telling = [f for f in fitting if not isinstance(f[0], Constant)]
            if telling and self.random.random() < 0.8:
                fitting = telling[-4:]
            tree, bound = self.random.choice(fitting)
            chosen.append(tree)
        return Apply(operation.name, tuple(chosen)), result_type(operation.returns, bound or {})

    def loop(self, pool: list[_Typed], scope: tuple[str, ...], depth: int) -> _Typed | None:
        sources = [(t, ty) for t, ty in pool if element_of(ty) is not None]
        if not sources:
            return None
        source, source_type = self.random.choice(sources)
        element = element_of(source_type)
        assert element is not None
        name = self.random.choice([n for n in NAMES if n not in scope])
        variable = Variable(name)
        inner = [*pool, (variable, element)]
        inner = self.grow(inner, (*scope, name), self.random.randint(1, 4), depth + 1)
        inner += list(self.components(variable, element)) if element.name == "tuple" else []
        bodies = [(t, ty) for t, ty in inner if variable in walk(t)]
        bodies += [b for b in self.grow(bodies, (*scope, name), 2, 2) if b not in bodies]
        body, body_type = self.random.choice(bodies)
        for operation in self.random.sample(self.loops, len(self.loops)):
            bound = match_type(operation.parameters[0], source_type, {})
            bound = None if bound is None else match_type(operation.parameters[1].args[-1], body_type, bound)
            if bound is not None:
                made = Apply(operation.name, (source, Function((name,), body)))
                return made, result_type(operation.returns, bound)
        return None

    def recurrence(self, pool: list[_Typed], scope: tuple[str, ...], depth: int) -> _Typed | None:
        operation = self.random.choice(self.recurrences)
        chosen: list[Tree] = []
        bound: dict[str, Type] | None = {}
        for parameter in operation.parameters[:-1]:
            fitting = [(t, b) for t, ty in pool if (b := match_type(parameter, ty, bound or {})) is not None]
            if not fitting:
                return None
            tree, bound = self.random.choice(fitting)
            chosen.append(tree)
        name = self.random.choice([n for n in NAMES if n not in scope])
        variable, type_ = Variable(name), result_type(operation.parameters[-1].args[0], bound or {})
        inner = [*pool, (variable, type_), *self.components(variable, type_)]
        bodies = [
            (t, ty, b)
            for t, ty in self.grow(inner, (*scope, name), self.random.randint(1, 4), depth + 1)
            if variable in walk(t)
            and (b := match_type(operation.parameters[-1].args[-1], ty, bound or {})) is not None
        ]
        if not bodies:
            return None
        body, _, full = self.random.choice(bodies)
        return Apply(operation.name, (*chosen, Function((name,), body))), result_type(operation.returns, full)

    def components(self, variable: Variable, element: Type) -> Iterator[_Typed]:
        names = {2: ("item0", "item1"), 3: ("item0_of3", "item1_of3", "item2_of3")}.get(len(element.args), ())
        for name, type_ in zip(names, element.args, strict=False):
            yield Apply(name, (variable,)), type_


def _depth(t: Type) -> int:
    return 1 + max(map(_depth, t.args), default=0)


def values(t: Type) -> st.SearchStrategy[Any]:
    """Small values of a type."""
    match t.name:
        case "int":
            return st.integers(-20, 20) | st.sampled_from([100, 10**6])
        case "float":
            return st.sampled_from([0.0, -0.0, 0.5, -1.5, 2.25, 3.0, 1e300, 10.1])
        case "bool":
            return st.booleans()
        case "str":
            return st.text("ab 1,Z(é", max_size=6)
        case "None":
            return st.none()
        case "list":
            return st.lists(values(t.args[0]), max_size=4)
        case "set":
            return st.sets(values(t.args[0]), max_size=4)
        case "tuple...":
            return st.lists(values(t.args[0]), max_size=4).map(tuple)
        case "tuple":
            return st.tuples(*map(values, t.args))
        case "dict":
            return st.dictionaries(values(t.args[0]), values(t.args[1]), max_size=3)
        case "union":
            return st.one_of(*map(values, t.args))
    raise ValueError(t)


@st.composite
def programs(draw: st.DrawFn, count: int = 3) -> Program:
    """A program with as many inputs."""
    source = draw(st.randoms(use_true_random=False))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    parameters = tuple((name, draw(st.sampled_from(TYPES))) for name in names)
    grower = _Grower(source)
    pool: list[_Typed] = [(Constant(c), infer(c)) for c in source.sample(CONSTANTS, 4)]
    pool += [(Variable(name), type_) for name, type_ in parameters]
    tree, type_ = source.choice(grower.grow(pool, tuple(names), draw(st.integers(1, 14)), 0)[-4:])
    inputs = draw(st.lists(st.tuples(*(values(t) for _, t in parameters)), min_size=count, max_size=count))
    return Program(draw(st.sampled_from(NAMES)), parameters, tree, type_, tuple(inputs))
