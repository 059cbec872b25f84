"""The type of each part of a tree, by the signatures of its operations; `Any` where they do not tell."""

from __future__ import annotations

from collections.abc import Mapping

from synthesis_graph.language.operations import element_of, match_type, operations, result_type
from synthesis_graph.language.trees import Apply, Constant, Function, Tree, Variable
from synthesis_graph.language.types import ANY, Type, infer


def type_of(tree: Tree, scope: Mapping[str, Type]) -> Type:
    """The type of a tree whose variables have these types."""
    match tree:
        case Variable(name):
            return scope.get(name, ANY)
        case Constant(value):
            return infer(value)
        case Apply(name, arguments):
            return _applied(name, arguments, scope)
    return ANY


def bound_type(tree: Apply, scope: Mapping[str, Type]) -> Type:
    """The type of the variable of the operation's function argument."""
    operation = operations()[tree.operation]
    bound: dict[str, Type] | None = {}
    for pattern, argument in zip(operation.parameters[: operation.binder], tree.arguments):
        bound = None if bound is None else match_type(pattern, type_of(argument, scope), bound)
    if bound is None:
        return element_of(type_of(tree.arguments[0], scope)) or ANY
    return result_type(operation.parameters[operation.binder].args[0], bound)


def _applied(name: str, arguments: tuple[Tree, ...], scope: Mapping[str, Type]) -> Type:
    operation = operations()[name]
    bound: dict[str, Type] | None = {}
    for i, (pattern, argument) in enumerate(zip(operation.parameters, arguments)):
        if bound is None:
            return ANY
        if isinstance(argument, Function):
            variable = result_type(operation.parameters[i].args[0], bound)
            found = type_of(argument.body, {**scope, argument.parameters[0]: variable})
            bound = match_type(pattern.args[-1], found, bound)
        else:
            bound = match_type(pattern, type_of(argument, scope), bound)
    try:
        return ANY if bound is None else result_type(operation.returns, bound)
    except KeyError:
        return ANY
