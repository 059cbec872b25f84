"""Examples that passed, once more: under another hash seed, the last one first. Right by luck is not right.

What depends on the order of a set of strings, on random numbers or on the calls made before passes in one process and
fails in the next. A second execution costs as much as the first, so code that plainly has no such part is spared it.
This is against mistakes: who means harm can look the examples up by their inputs. Between `examples` and the sandbox.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import replace

from synthesis_graph.artifacts import Check
from synthesis_graph.spec import Specification
from synthesis_graph.validation.examples import check_example
from synthesis_graph.validation.sandbox import Budget, Executor, Manner

_AGAIN = "it passes at first; with another hash seed and order of calls: "
_UNDECIDED = "it passes at first; the time ended before it was repeated"


def repeat_examples(
    sandbox: Executor, spec: Specification, code: str, budget: Budget, passed: list[Check]
) -> list[Check]:
    """The checks of all examples, which passed, after a second run: failed where it gives another answer."""
    if is_steady(code):
        return passed
    inputs = [example.arguments for example in spec.examples]
    backwards = sandbox.run(
        code, spec.signature.name, inputs[::-1], budget=budget, manner=Manner(reseeded=True)
    )
    again = [check_example(spec, e, o) for e, o in zip(spec.examples, backwards[::-1], strict=True)]
    return [_both(*pair) for pair in zip(passed, again, strict=True)]


def _both(first: Check, second: Check) -> Check:
    if second.status == "passed":
        return first
    if second.status == "failed":
        return replace(second, detail=f"{_AGAIN}{second.detail}")
    return replace(second, detail=_UNDECIDED)


# -- what cannot answer otherwise --------------------------------------------------------------------------------------

_STEADY_NAMES = frozenset(
    "abs all any ascii bin bool bytes callable chr complex dict divmod enumerate filter float format hex int isinstance "
    "issubclass iter len list map max min next oct ord pow print range repr reversed round slice sorted str sum tuple "
    "type zip True False None Exception ArithmeticError AttributeError IndexError KeyError LookupError OverflowError "
    "RecursionError RuntimeError StopIteration TypeError ValueError ZeroDivisionError Any Callable Iterable Iterator "
    "Optional Sequence Union".split()
)
_STEADY_MODULES = frozenset(
    "__future__ bisect collections copy fractions functools heapq itertools json math operator re statistics string "
    "typing unicodedata".split()
)
_UNSTEADY_NODES = (
    ast.Set,
    ast.SetComp,
    ast.Global,
    ast.Nonlocal,
    ast.ClassDef,
    ast.AsyncFunctionDef,
    ast.Await,
)
_SET_OPERATORS = (ast.BitAnd, ast.BitOr, ast.BitXor, ast.Sub)
_VIEWS = frozenset(("keys", "items"))


def is_steady(code: str) -> bool:
    """Whether the text has no part whose answer may change: no set, hash, state between calls, or unknown name."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    if not all(_keeps_no_state(statement) for statement in tree.body):
        return False
    nodes = list(ast.walk(tree))
    known = _STEADY_NAMES | set(_bound(nodes))
    views = any(isinstance(n, ast.Attribute) and n.attr in _VIEWS for n in nodes)
    return all(_is_steady_node(node, known, views) for node in nodes)


def _keeps_no_state(statement: ast.stmt) -> bool:
    """At the module's level: definitions, imports, constants and docstrings."""
    if isinstance(statement, (ast.Assign, ast.AnnAssign)):
        return isinstance(statement.value, ast.Constant)
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, (ast.FunctionDef, ast.Import, ast.ImportFrom))


def _bound(nodes: Iterable[ast.AST]) -> Iterable[str]:
    """Every name that the text itself binds."""
    for node in nodes:
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.alias):
            yield node.asname or node.name
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name


def _is_steady_node(node: ast.AST, known: set[str] | frozenset[str], views: bool) -> bool:
    match node:
        case ast.Name():
            return node.id in known
        case ast.Attribute():
            return isinstance(node.ctx, ast.Load) and not node.attr.startswith("_")
        case ast.FunctionDef() | ast.Lambda():
            defaults = [d for d in (*node.args.defaults, *node.args.kw_defaults) if d is not None]
            return all(isinstance(default, (ast.Constant, ast.UnaryOp)) for default in defaults)
        case ast.Import():
            return all(alias.name in _STEADY_MODULES for alias in node.names)
        case ast.ImportFrom():
            return node.module in _STEADY_MODULES
        case ast.BinOp() | ast.AugAssign():
            return not (views and isinstance(node.op, _SET_OPERATORS))
    return not isinstance(node, _UNSTEADY_NODES)
