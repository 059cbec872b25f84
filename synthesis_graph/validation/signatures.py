"""Whether a text defines the function asked for, with its parameters and annotations: the rule on signatures.

What stands under the name last counts: a `def`, a lambda, or another name for either. Knows no other rule.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from synthesis_graph.language.types import Type, parse_type
from synthesis_graph.spec import Specification

_Function = ast.FunctionDef | ast.Lambda
_MOST_NAMES = 8  # names followed from one to the other


def signature_findings(spec: Specification, tree: ast.Module) -> Iterator[str]:
    """What differs from the signature asked for; a difference is a finding, never an error."""
    found = _bound(tree, spec.signature.name)
    if isinstance(found, str):
        yield found
        return
    yield from _parameter_findings(spec, found.args)
    asked = spec.signature
    if (
        isinstance(found, ast.FunctionDef)
        and asked.returns_declared
        and _differs(found.returns, asked.returns)
    ):
        yield f"it returns {_source(found.returns)}, {asked.returns} was asked for"


def _parameter_findings(spec: Specification, arguments: ast.arguments) -> Iterator[str]:
    asked = spec.signature
    positional = [*arguments.posonlyargs, *arguments.args]
    count = len(asked.parameters)
    fewest = len(positional) - len(arguments.defaults)
    if count < fewest or (count > len(positional) and not arguments.vararg):
        yield f"it takes {len(positional)} parameters, {count} were asked for"
    if any(default is None for default in arguments.kw_defaults):
        yield "it has a required keyword-only parameter"
    for parameter, own in zip(asked.parameters, positional, strict=False):
        if own.arg != parameter.name and "parameters" not in asked.inferred:
            yield f"parameter {own.arg!r} stands where {parameter.name!r} was asked for"
        if parameter.declared and _differs(own.annotation, parameter.type):
            yield f"{own.arg!r} is annotated {_source(own.annotation)}, {parameter.type} was asked for"


# -- what the name is bound to -----------------------------------------------------------------------------------------


def _bound(tree: ast.Module, name: str) -> _Function | str:
    """The function under the name at the end of the module, or why there is none."""
    for _ in range(_MOST_NAMES):
        statement = next((node for node in reversed(tree.body) if name in _names(node)), None)
        match statement:
            case None:
                return f"no function {name!r} is defined at module level{_elsewhere(tree, name)}"
            case ast.FunctionDef():
                return statement
            case ast.AsyncFunctionDef():
                return f"line {statement.lineno}: {name!r} is asynchronous; a plain function was asked for"
            case ast.Assign(value=value) | ast.AnnAssign(value=value) if isinstance(value, ast.Lambda):
                return value
            case ast.Assign(value=ast.Name(id=other)):
                name = other
            case ast.ClassDef():
                return f"line {statement.lineno}: {name!r} is a class; no function {name!r} is defined"
            case _:
                what = "deleted" if isinstance(statement, ast.Delete) else "bound to something else"
                return f"line {statement.lineno}: {name!r} is {what}; no function {name!r} is defined"
    return f"no function {name!r} is defined: the names lead in a circle"


def _names(node: ast.stmt) -> set[str]:
    """The names that a statement of the module itself binds or deletes."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return {node.name}
        case ast.Import() | ast.ImportFrom():
            return {alias.asname or alias.name for alias in node.names}
        case ast.Assign(targets=targets) | ast.Delete(targets=targets):
            return {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}
        case ast.AnnAssign(target=ast.Name(id=name)) if node.value:
            return {name}
    return set()


def _elsewhere(tree: ast.Module, name: str) -> str:
    """Where a definition stands that does not count."""
    for node in ast.walk(tree):
        for inner in ast.iter_child_nodes(node):
            if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)) and inner.name == name:
                kind = {"FunctionDef": "another function", "ClassDef": "a class"}.get(type(node).__name__)
                return f"; the one in line {inner.lineno} is inside {kind or 'another statement'}"
    return ""


# -- annotations -------------------------------------------------------------------------------------------------------


def _source(annotation: ast.expr | None) -> str:
    return ast.unparse(annotation) if annotation else "nothing"


def _differs(annotation: ast.expr | None, asked: Type) -> bool:
    """Whether the annotation cannot mean the type asked for; one that is absent or not understood may."""
    if annotation is None:
        return False
    try:
        return not _overlap(parse_type(ast.unparse(annotation)), asked)
    except ValueError:
        return False


def _overlap(a: Type, b: Type) -> bool:
    """Whether some value may have both types; `Any` is anything, an int may be a float."""
    if a == b or "Any" in (a.name, b.name) or a.is_variable or b.is_variable:
        return True
    for one, other in ((a, b), (b, a)):
        if one.name == "union":
            return any(_overlap(member, other) for member in one.args)
    if {a.name, b.name} <= {"int", "float", "bool"} or "callable" in (a.name, b.name):
        return "bool" not in (a.name, b.name) or a.name == b.name
    if a.name == "tuple..." and b.name == "tuple":
        return all(_overlap(a.args[0], item) for item in b.args)
    if b.name == "tuple..." and a.name == "tuple":
        return _overlap(b, a)
    return a.name == b.name and len(a.args) == len(b.args) and all(map(_overlap, a.args, b.args))
