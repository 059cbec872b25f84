"""Examples that must raise: a condition that tells them from the others, as an `if … raise` before the answer.

The condition is searched for as a program that is true on the examples of one exception and false on the others; what
the function answers otherwise is searched for as usual. Owns the condition and where it stands in the text.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from synthesis_graph.artifacts import Candidate
from synthesis_graph.language.operations import MODULES, operations
from synthesis_graph.language.render import expression
from synthesis_graph.language.trees import Tree, Variable, walk
from synthesis_graph.language.types import BOOL
from synthesis_graph.search.costs import operation_levels
from synthesis_graph.search.enumeration import Limits, search
from synthesis_graph.search.problem import problem_of
from synthesis_graph.spec import Example, Specification

SHARE = 0.2
"""The part of a budget that the conditions may take."""
_MOST = 3


@dataclass(frozen=True)
class Guard:
    """The lines before the answer, their cost, and on which fresh inputs they raise."""

    lines: tuple[str, ...]
    bits: float
    raises: tuple[bool, ...]


def guards(spec: Specification, seconds: float, cancelled: Callable[[], bool] | None) -> tuple[Guard, ...]:
    """The likeliest guards that raise exactly where the examples do, cheapest first; none where nothing tells."""
    kinds = list(dict.fromkeys(e.raises for e in spec.examples if e.raises))
    combined: tuple[Guard, ...] = (Guard((), 0.0, ()),)
    for kind in kinds:
        found = _conditions(spec, kind, SHARE * seconds / len(kinds), cancelled)
        combined = tuple(_joined(before, after) for before in combined for after in found)
        combined = tuple(sorted(combined, key=lambda g: g.bits)[:_MOST])
    return combined if kinds else ()


def _joined(before: Guard, after: Guard) -> Guard:
    either = (
        zip(before.raises, after.raises, strict=True) if before.raises else ((r, False) for r in after.raises)
    )
    return Guard(before.lines + after.lines, before.bits + after.bits, tuple(a or b for a, b in either))


def _conditions(
    spec: Specification, kind: str, seconds: float, cancelled: Callable[[], bool] | None
) -> Iterator[Guard]:
    """Conditions in plain operators and built-ins, which stand in any module as they are."""
    told = tuple(Example(e.arguments, e.raises == kind) for e in spec.examples)
    asked = replace(spec, signature=replace(spec.signature, returns=BOOL), examples=told)
    problem = problem_of(asked)
    levels = {
        name: level
        for name, level in operation_levels(asked, problem.all_types).items()
        if not operations()[name].helper and not any(m in operations()[name].template for m in MODULES)
    }
    found, _ = search(problem, levels, seconds, Limits(margin=6), cancelled)
    for condition in sorted(found, key=lambda f: f.bits)[:_MOST]:
        text = ast.unparse(expression(condition.tree))
        lines = (f"if {text}:", f'    raise {kind}("{_message(spec, condition.tree)}")')
        yield Guard(lines, condition.bits, tuple(answer == "True" for answer in condition.answers))


def _message(spec: Specification, condition: Tree) -> str:
    used = {node.name for node in walk(condition) if isinstance(node, Variable)}
    return f"unexpected {' and '.join(p.name for p in spec.signature.parameters if p.name in used)}"


def guarded(candidates: Iterable[Candidate], found: tuple[Guard, ...], name: str) -> tuple[Candidate, ...]:
    """Each candidate as it is and under each guard, cheapest first; `name` is the function's."""
    plain = list(candidates)
    made = [
        replace(
            c, code=_inserted(c.code, name, guard.lines), bits=c.bits + guard.bits, behaviour=_seen(c, guard)
        )
        for c in plain
        for guard in found
    ]
    return tuple(sorted(plain + made, key=lambda c: c.bits)) if made else tuple(plain)


def _seen(candidate: Candidate, guard: Guard) -> tuple[str, ...]:
    if len(candidate.behaviour) != len(guard.raises):
        return candidate.behaviour
    return tuple("!" if r else b for b, r in zip(candidate.behaviour, guard.raises, strict=True))


def _inserted(code: str, name: str, lines: tuple[str, ...]) -> str:
    """The code with the lines before the first statement of the function, after its docstring."""
    first = _first_statement(code, name)
    if code.splitlines()[first.lineno - 1][: first.col_offset].strip():  # it shares its line
        code = ast.unparse(ast.parse(code))
        first = _first_statement(code, name)
    text, at = code.splitlines(), first.lineno - 1
    return "\n".join([*text[:at], *(" " * first.col_offset + line for line in lines), *text[at:]]) + "\n"


def _first_statement(code: str, name: str) -> ast.stmt:
    body = ast.parse(code).body
    function = next(n for n in reversed(body) if isinstance(n, ast.FunctionDef) and n.name == name)
    documented = ast.get_docstring(function) is not None and len(function.body) > 1
    return function.body[1 if documented else 0]
