"""Counting steps: the text of a candidate with counters in it, to be run in the sandbox in the candidate's place.

Counted are loop passes, entries of functions, and what built-ins do with their arguments: `sorted` n·log n, `in` on
a list, slices, joins and the like the length they touch. Each place in the code has a counter of its own, so that one
n·log n among much linear work stays visible. The code could tamper with the counters: they are evidence about honest
code only, and code that so much as names them is not measured. Knows no bound.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path

from synthesis_graph.validation import meter

MEASURED = "_meter_run"
"""The function to call in the metered text; it returns a list of counts by place, or None past the limit."""

_PREFIX = "_meter_"
_METER = Path(__file__).with_name("meter.py")
LIMIT = meter._meter_limit
"""Steps of one call, past which nothing larger is run."""
_UNTOUCHED = frozenset({"super", "locals", "globals", "vars", "dir", "eval", "exec"})


class Unmeasurable(ValueError):
    """The code cannot be given counters; the message says why."""


@dataclass(frozen=True)
class Metered:
    """The text with counters, and what each counter stands for: line and source."""

    text: str
    places: list[tuple[int, str]]


def metered(code: str, function: str) -> Metered:
    """The candidate with counters; raises Unmeasurable for text that does not parse or names the counters."""
    if _PREFIX in code:
        raise Unmeasurable("the code names the counters")
    try:
        tree = ast.parse(code)
        own = {n.name for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.ClassDef))}
        counting = _Counters(own)
        tree = counting.visit(tree)
        start = _after_imports_of_the_future(tree)
        tree.body[start:start] = ast.parse(_METER.read_text(encoding="utf-8")).body[
            1:
        ]  # without its docstring
        text = f"{ast.unparse(ast.fix_missing_locations(tree))}\n{_PREFIX}function = {function}\n"
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Unmeasurable(f"no counters can be put in: {error}") from None
    return Metered(text, counting.places)


def _after_imports_of_the_future(tree: ast.Module) -> int:
    future = [
        i for i, n in enumerate(tree.body) if isinstance(n, ast.ImportFrom) and n.module == "__future__"
    ]
    docstring = bool(tree.body) and isinstance(tree.body[0], ast.Expr)
    return max([i + 1 for i in future], default=int(docstring))


@dataclass
class _Counters(ast.NodeTransformer):
    """Wraps what takes steps in calls of the meter."""

    own: set[str]
    """Functions and classes of the candidate: they count for themselves."""
    places: list[tuple[int, str]] = field(default_factory=list)

    def _wrap(self, meter: str, node: ast.expr, shown: str, *values: ast.expr) -> ast.Call:
        """`meter(place, values…)` in the place of the node; the node itself where no value is given."""
        self.places.append((getattr(node, "lineno", 0), shown if len(shown) <= 60 else f"{shown[:59]}…"))
        place = ast.Constant(len(self.places) - 1)
        call = ast.Call(ast.Name(_PREFIX + meter, ast.Load()), [place, *(values or (node,))], [])
        return ast.copy_location(call, node)

    def visit_For(self, node: ast.For) -> ast.AST:
        return self._visit_loop(node)

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        return self._visit_loop(node)

    def _visit_loop(self, node: ast.For | ast.comprehension) -> ast.AST:
        shown = f"for {ast.unparse(node.target)} in {ast.unparse(node.iter)}"
        self.generic_visit(node)
        node.iter = self._wrap("each", node.iter, shown)
        return node

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.AST:
        shown = ast.unparse(node)
        self.generic_visit(node)
        node.value = self._wrap("each", node.value, shown)
        return node

    def visit_While(self, node: ast.While) -> ast.AST:
        shown = f"while {ast.unparse(node.test)}"
        self.generic_visit(node)
        node.test = self._wrap("step", node.test, shown)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.body = [self.visit(statement) for statement in node.body]
        entry = self._wrap("step", ast.Constant(None, lineno=node.lineno, col_offset=0), f"def {node.name}")
        node.body.insert(int(ast.get_docstring(node) is not None), ast.Expr(entry))
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        shown = ast.unparse(node)
        self.generic_visit(node)
        node.body = self._wrap("step", node.body, shown)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        shown = ast.unparse(node)
        is_own = isinstance(node.func, ast.Name) and node.func.id in self.own | _UNTOUCHED
        self.generic_visit(node)
        if is_own:
            return node
        call = self._wrap("call", node, shown, node.func, *node.args)
        call.keywords = node.keywords
        return call

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        shown = ast.unparse(node)
        self.generic_visit(node)
        for index, operator in enumerate(node.ops):
            if isinstance(operator, (ast.In, ast.NotIn)):
                node.comparators[index] = self._wrap("within", node.comparators[index], shown)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        shown = ast.unparse(node)
        self.generic_visit(node)
        if isinstance(node.op, ast.Add):
            return self._wrap("add", node, shown, node.left, node.right)
        if isinstance(node.op, (ast.Mult, ast.BitOr, ast.BitAnd, ast.Sub, ast.BitXor)):
            return self._wrap("made", node, shown)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        shown = ast.unparse(node)
        self.generic_visit(node)
        node.value = self._wrap("spread", node.value, shown)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        shown = ast.unparse(node)
        self.generic_visit(node)
        if any(isinstance(inner, ast.Starred) for target in node.targets for inner in ast.walk(target)):
            node.value = self._wrap("spread", node.value, shown)
        return node

    def visit_Starred(self, node: ast.Starred) -> ast.AST:
        shown = ast.unparse(node)
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load):
            node.value = self._wrap("spread", node.value, shown)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        shown = ast.unparse(node)
        is_slice, is_last = isinstance(node.slice, ast.Slice), ast.unparse(node.slice) == "-1"
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load):
            return self._wrap("made", node, shown) if is_slice else node
        if is_slice or (isinstance(node.ctx, ast.Del) and not is_last):
            node.value = self._wrap("shift", node.value, shown)
        return node
