"""The guarded interpreter of trees: every step is a row's own evaluation, so that nothing runs away.

Knows no text: rendered programs run only in the sandbox, and a property test holds the two equal. Evaluates no more
than Python would: the branch not taken and the elements after the answer stay untouched.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import CodeType
from typing import Any, overload

from synthesis_graph.language.operations import MODULES, Operation, bounded, operations
from synthesis_graph.language.trees import Apply, Constant, Function, Hole, Tree, Variable


def interpret(tree: Tree, environment: Mapping[str, Any]) -> Any:
    """The value of a tree; raises what an operation raises, OutOfRange where a guard refuses.

    A variable that the environment lacks is a KeyError; a hole has no value, which is a ValueError.
    """
    match tree:
        case Variable(name):
            return environment[name]
        case Constant(value):
            return value
        case Hole() | Function():
            raise ValueError(f"{tree!r} has no value of its own")
    operation = operations()[tree.operation]
    if operation.binder >= 0:
        return _loop(operation, tree, environment)
    choice = _choice(operation)
    if choice is not None:
        return eval(choice, dict(MODULES), _Chosen(tree.arguments, environment))  # noqa: S307  # our own table's text
    return operation.evaluate(*(interpret(argument, environment) for argument in tree.arguments))


def _loop(operation: Operation, tree: Apply, environment: Mapping[str, Any]) -> Any:
    *plain, function = tree.arguments
    assert isinstance(function, Function)
    name, body = function.parameters[0], function.body
    if operation.sequential:
        values = [interpret(argument, environment) for argument in plain]
        return operation.evaluate(
            *values, bounded(_step(operation, lambda item: interpret(body, {**environment, name: item})))
        )
    items = list(interpret(plain[0], environment))
    results = _Results(items, lambda item: interpret(body, {**environment, name: item}))
    return operation.evaluate(items, results)


def _step(operation: Operation, body: Callable[[Any], Any]) -> Callable[..., Any]:
    """The body as the function that the operation calls: its components are parameters, its variable their tuple."""
    return (lambda *items: body(items)) if operation.spreads else body


class _Results(Sequence[Any]):
    """The body's values, each computed when it is asked for the first time, in order."""

    def __init__(self, items: list[Any], body: Callable[[Any], Any]) -> None:
        self._items, self._body = items, body
        self._known: list[Any] = []

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> list[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        return list(self)[index]

    def __iter__(self) -> Iterator[Any]:
        for i, item in enumerate(self._items):
            if i == len(self._known):
                self._known.append(self._body(item))
            yield self._known[i]


class _Chosen(Mapping[str, Any]):
    """The arguments of a choice as the names of its template, each interpreted when it is read."""

    def __init__(self, arguments: tuple[Tree, ...], environment: Mapping[str, Any]) -> None:
        self._arguments, self._environment = arguments, environment

    def __getitem__(self, name: str) -> Any:
        position = name[1:]
        if not position.isdigit():
            raise KeyError(name)
        return interpret(self._arguments[int(position)], self._environment)

    def __iter__(self) -> Iterator[str]:
        return (f"_{i}" for i in range(len(self._arguments)))

    def __len__(self) -> int:
        return len(self._arguments)


@cache
def _choice(operation: Operation) -> CodeType | None:
    """The compiled template of a row that evaluates only some of its arguments; None for any other row."""
    if not isinstance(operation.pattern, (ast.IfExp, ast.BoolOp)):
        return None
    return compile(ast.Expression(operation.pattern), "<template>", "eval")
