"""Ways to call a retrieved function under the asked signature, and the text of a module that does so.

Owns the mapping of parameters and constants to arguments, by their types. Runs nothing.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from synthesis_graph.artifacts import Snippet
from synthesis_graph.implementation.variants import definition
from synthesis_graph.language.types import ANY, Type, parse_type
from synthesis_graph.search.constants import constants
from synthesis_graph.spec import Specification

_MAX_CALLS = 12
_ARGUMENT_BITS = 7.0


@dataclass(frozen=True)
class Call:
    """How the asked parameters and constants become the arguments of the retrieved function."""

    arguments: tuple[str, ...]
    bits: float


def calls_of(spec: Specification, snippet: Snippet) -> list[Call]:
    """The ways to call a snippet with the asked parameters, all of them used, at most one constant more."""
    wanted = _parameters(snippet)
    if wanted is None:
        return []
    own = spec.signature.parameters
    required = sum(1 for _, _, default in wanted if not default)
    calls: list[Call] = []
    if required <= len(own) <= len(wanted):
        types = [t for _, t, _ in wanted][: len(own)]
        calls += [
            Call(tuple(own[i].name for i in order), 0.0 if order == tuple(sorted(order)) else 2.0)
            for order in itertools.permutations(range(len(own)))
            if all(_may_take(t, own[i].type) for t, i in zip(types, order))
        ]
    if len(own) + 1 == required and len(own) <= 2:
        calls += _with_constant(spec, [t for _, t, _ in wanted][: len(own) + 1])
    return sorted(calls, key=lambda c: c.bits)[:_MAX_CALLS]


def _with_constant(spec: Specification, types: list[Type]) -> Iterator[Call]:
    own = spec.signature.parameters
    for value, type_, bits in constants(spec):
        if bits > _ARGUMENT_BITS or isinstance(value, (list, dict, set)):
            continue
        for place in range(len(types)):
            rest = types[:place] + types[place + 1 :]
            if (
                types[place] != ANY
                and _may_take(types[place], type_)
                and all(_may_take(t, p.type) for t, p in zip(rest, own))
            ):
                names = [p.name for p in own]
                names.insert(place, repr(value))
                yield Call(tuple(names), bits)


def _parameters(snippet: Snippet) -> list[tuple[str, Type, bool]] | None:
    function = definition(ast.parse(snippet.code), snippet.name)
    if function is None or function.args.vararg or function.args.kwarg:
        return None
    if any(d is None for d in function.args.kw_defaults):
        return None
    arguments = [*function.args.posonlyargs, *function.args.args]
    first_default = len(arguments) - len(function.args.defaults)
    return [(a.arg, _type_of(a.annotation), i >= first_default) for i, a in enumerate(arguments)]


def _type_of(annotation: ast.expr | None) -> Type:
    if annotation is None:
        return ANY
    try:
        return parse_type(ast.unparse(annotation))
    except ValueError:
        return ANY


_ROWS = ("list", "tuple", "tuple...", "set")


def _may_take(asked: Type, given: Type) -> bool:
    """Whether a value of type `given` may be what a parameter annotated `asked` takes; generous."""
    if ANY in (asked, given) or "union" in (asked.name, given.name) or asked.name == given.name:
        return True
    if asked.name in _ROWS:
        return given.name in _ROWS
    return asked.name == "float" and given.name == "int"


def wrapped(spec: Specification, snippet: Snippet, call: Call, template: str) -> str:
    """The snippet and, under the asked name, a function that calls it; the snippet gives way if the names clash."""
    signature = spec.signature
    code, name = snippet.code.rstrip(), snippet.name
    if name == signature.name:
        name = f"_{snippet.name}"
        code = _renamed(code, snippet.name, name)
    inside = ", ".join(f"{p.name}: {p.type}" for p in signature.parameters)
    result = template.replace("_0", f"{name}({', '.join(call.arguments)})")
    return f"{code}\n\n\ndef {signature.name}({inside}) -> {signature.returns}:\n    return {result}\n"


def _renamed(code: str, old: str, new: str) -> str:
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == old:
            node.name = new
        elif isinstance(node, ast.Name) and node.id == old:
            node.id = new
    return ast.unparse(tree)
