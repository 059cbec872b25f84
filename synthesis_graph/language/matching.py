"""Matching a syntax tree against an operation's template: what stands for its arguments, its loop variable, its locals.

Knows no types: `parse` decides by them which of the matching rows is meant.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from synthesis_graph.language.patterns import BOUND, GLOBAL, Form, is_placeholder, local_names


@dataclass
class Match:
    """What a template's names stand for in an expression."""

    arguments: dict[str, ast.expr] = field(default_factory=dict)
    target: tuple[str, ...] = ()
    """The loop variable, or the names of the components it is taken apart into."""
    apart: bool = False
    locals: dict[str, str] = field(default_factory=dict)


def match_template(form: Form, node: ast.expr) -> Match | None:
    """How the template matches, None where it does not."""
    found = Match()
    if not _fits(form.pattern, node, form, found):
        return None
    nodes = [n for part in found.arguments.values() for n in ast.walk(part)]
    used = {n.id for n in nodes if isinstance(n, ast.Name)} | {n.arg for n in nodes if isinstance(n, ast.arg)}
    written = local_names(form, used.union(found.target))  # another name is another template's variable
    return found if found.locals == written else None


def _fits(pattern: object, node: object, form: Form, found: Match) -> bool:
    if isinstance(pattern, ast.Name):
        return _fits_name(pattern, node, form, found)
    if isinstance(pattern, ast.arguments):
        return isinstance(node, ast.arguments) and _fits_parameters(pattern, node, form, found)
    if isinstance(pattern, list):
        return (
            isinstance(node, list)
            and len(pattern) == len(node)
            and all(_fits(p, n, form, found) for p, n in zip(pattern, node, strict=True))
        )
    if isinstance(pattern, ast.AST):
        return type(pattern) is type(node) and all(
            _fits(getattr(pattern, name, None), getattr(node, name, None), form, found)
            for name in pattern._fields
            if name not in ("ctx", "kind", "type_comment")
        )
    return type(pattern) is type(node) and pattern == node


def _fits_parameters(pattern: ast.arguments, node: ast.arguments, form: Form, found: Match) -> bool:
    """Parameters of a lambda: the bound variable, or its components where the row spreads them."""
    given = tuple(a.arg for a in node.args)
    plain = not (node.vararg or node.kwarg or node.kwonlyargs or node.posonlyargs or node.defaults)
    if [a.arg for a in pattern.args] != [BOUND]:
        return plain and given == tuple(a.arg for a in pattern.args)
    return plain and len(given) == (form.operation.spreads or 1) and _same(found, given, len(given) > 1)


def _fits_name(pattern: ast.Name, node: object, form: Form, found: Match) -> bool:
    name = pattern.id
    if name == BOUND:
        match node:
            case ast.Name(id=own) if not own.startswith(GLOBAL):
                return _same(found, (own,), False)
            case ast.Tuple(elts=items) if form.unpacks and all(isinstance(item, ast.Name) for item in items):
                return _same(found, tuple(item.id for item in items if isinstance(item, ast.Name)), True)
        return False
    if is_placeholder(name):
        if not isinstance(node, ast.expr):
            return False
        known = found.arguments.setdefault(name, node)
        return known is node or ast.dump(known) == ast.dump(node)
    if not isinstance(node, ast.Name):
        return False
    return node.id == name if name.startswith(GLOBAL) else found.locals.setdefault(name, node.id) == node.id


def _same(found: Match, target: tuple[str, ...], apart: bool) -> bool:
    if not found.target:
        found.target, found.apart = target, apart
    return found.target == target and found.apart == apart
