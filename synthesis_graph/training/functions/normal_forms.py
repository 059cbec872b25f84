"""Python as the table writes it: `>` turned round, a comprehension that maps and filters taken apart, generators in calls.

A rewriting of syntax that keeps what the text means; `parse` knows one way of writing each thing.
"""

from __future__ import annotations

import ast

_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Gt: ast.Lt, ast.GtE: ast.LtE}


def normalized(node: ast.expr) -> ast.expr:
    """The expression in the forms that the templates have; changes the node that is given."""
    result: ast.expr = _Normal().visit(node)
    return result


class _Normal(ast.NodeTransformer):
    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        match node:
            case ast.Compare(left, [ast.Gt() | ast.GtE() as op], [right]) if not _is_zero(right):
                return ast.Compare(right, [_TURNED[type(op)]()], [left])
        return node

    def visit_ListComp(self, node: ast.ListComp) -> ast.expr:
        self.generic_visit(node)
        node.generators = _apart(node.elt, node.generators)
        return node

    def visit_SetComp(self, node: ast.SetComp) -> ast.expr:
        self.generic_visit(node)
        node.generators = _apart(None, node.generators)
        return node

    def visit_DictComp(self, node: ast.DictComp) -> ast.expr:
        self.generic_visit(node)
        node.generators = _apart(None, node.generators)
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        match node:
            case ast.Call(ast.Name(id="list"), [ast.GeneratorExp(elt, generators)], []):
                return ast.ListComp(elt, _apart(elt, generators))
            case ast.Call(
                ast.Name(id="set"), [ast.GeneratorExp(elt, generators) | ast.ListComp(elt, generators)], []
            ):
                return ast.SetComp(elt, _apart(None, generators))
            case ast.Call(ast.Name(id="sum"), [ast.ListComp(elt, generators)], []):
                return ast.Call(node.func, [ast.GeneratorExp(elt, generators)], [])
            case ast.Call(ast.Name(id="sum"), [ast.GeneratorExp(ast.Constant(value=1))], []):
                return node
            case ast.Call(ast.Attribute(attr="join"), [ast.GeneratorExp(elt, generators) as made], []):
                made.generators = _apart(elt, generators)
            case ast.Call(_, [ast.GeneratorExp() as made], []):
                made.generators = _apart(None, made.generators)
        return node


def _is_zero(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value == 0 and type(node.value) is int


def _apart(elt: ast.expr | None, generators: list[ast.comprehension]) -> list[ast.comprehension]:
    """The same loop over a filtered list; a loop that gives its items as they are may keep its condition."""
    if len(generators) != 1 or not generators[0].ifs:
        return generators
    loop = generators[0]
    test = loop.ifs[0] if len(loop.ifs) == 1 else ast.BoolOp(ast.And(), loop.ifs)
    item = _loaded(loop.target)
    if elt is not None and ast.unparse(elt) == ast.unparse(item):
        return [ast.comprehension(loop.target, loop.iter, [test], 0)]
    kept = ast.ListComp(item, [ast.comprehension(loop.target, loop.iter, [test], 0)])
    return [ast.comprehension(loop.target, kept, [], 0)]


def _loaded(target: ast.expr) -> ast.expr:
    if isinstance(target, ast.Tuple):
        return ast.Tuple([_loaded(t) for t in target.elts], ast.Load())
    return ast.Name(target.id, ast.Load()) if isinstance(target, ast.Name) else target
