"""Retrieved functions as answers: arguments mapped to the asked signature, results converted, run in the sandbox.

Owns the mapping only. A retrieved text is never run here: the sandbox runs it on the examples and the fresh inputs,
and what it answers is compared as data.
"""

from __future__ import annotations

import ast
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from synthesis_graph.artifacts import Snippet
from synthesis_graph.language.types import ANY, Type, parse_type
from synthesis_graph.sampling import fresh_inputs
from synthesis_graph.search.constants import constants
from synthesis_graph.search.features import Told, retrieved_features
from synthesis_graph.spec import Specification
from synthesis_graph.validation.outcomes import Outcome
from synthesis_graph.validation.sandbox import Budget, Sandbox

_SLICE_S = 0.25
_MAX_CALLS = 12
_ARGUMENT_BITS = 7.0


@dataclass(frozen=True)
class _Call:
    """How the asked parameters and constants become the arguments of the retrieved function."""

    arguments: tuple[str, ...]
    bits: float


@dataclass(frozen=True)
class _Conversion:
    """What is done with the result; `template` holds `_0`."""

    template: str
    function: Callable[[Any], Any]
    bits: float


@dataclass(frozen=True)
class Adapted:
    """A retrieved function that answers the examples rightly under the asked signature."""

    code: str
    snippet: Snippet
    features: dict[str, float]
    answers: tuple[str, ...]


_CONVERSIONS = (
    _Conversion("_0", lambda v: v, 0.0),
    _Conversion("list(_0)", list, 2.0),
    _Conversion("tuple(_0)", tuple, 2.0),
    _Conversion("set(_0)", set, 3.0),
    _Conversion("not _0", lambda v: (not v) if isinstance(v, bool) else _refuse(), 3.0),
    _Conversion("len(_0)", len, 4.0),
    _Conversion("sum(_0)", sum, 5.0),
    _Conversion("str(_0)", str, 4.0),
    _Conversion("int(_0)", int, 4.0),
    _Conversion("sorted(_0)", sorted, 5.0),
    _Conversion("max(_0)", max, 6.0),
    _Conversion("min(_0)", min, 6.0),
    _Conversion("_0[0]", lambda v: v[0], 6.0),
    _Conversion("_0[-1]", lambda v: v[-1], 6.0),
    _Conversion("round(_0, 2)", lambda v: round(v, 2), 5.0),
)


def adapt(
    spec: Specification, snippets: Sequence[Snippet], sandbox: Sandbox, deadline: float,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[list[Adapted], dict[str, float]]:  # fmt: skip
    """The snippets that answer the examples rightly, and how many calls were tried."""
    shown = [e for e in spec.examples if not e.raises]
    inputs = [e.arguments for e in shown] + fresh_inputs(spec)
    wanted = [e.output for e in shown]
    told = Told.by(spec)
    candidates: list[Adapted] = []
    tried = 0
    ways = [(call, snippet) for snippet in snippets for call in _calls(spec, snippet)]
    for call, snippet in sorted(ways, key=lambda way: way[0].bits):  # the plain call of each comes first
        if time.monotonic() > deadline or (cancelled is not None and cancelled()):
            break
        tried += 1
        code = _wrapped(spec, snippet, call, "_0")
        budget = Budget(timeout_s=_SLICE_S, deadline=deadline)
        outcomes = sandbox.run(code, spec.signature.name, inputs, budget=budget)
        candidates += _fitting(spec, told, snippet, call, outcomes, wanted)
    return candidates, {"tried": float(tried)}


def _fitting(
    spec: Specification, told: Told, snippet: Snippet, call: _Call, outcomes: list[Outcome], wanted: list[Any],
) -> Iterator[Adapted]:  # fmt: skip
    if any(o.kind != "returned" for o in outcomes[: len(wanted)]):
        return
    for conversion in (*_CONVERSIONS, *_choices(wanted)):
        values = [_convert(conversion, o) for o in outcomes]
        if not _agree(values, wanted):
            continue
        if not wanted and conversion.bits:
            return
        answers = tuple("!" if v is _FAILED else _shown(v) for v in values[len(wanted) :])
        yield Adapted(
            code=_wrapped(spec, snippet, call, conversion.template),
            snippet=snippet,
            features=retrieved_features(
                snippet.name, snippet.score, told, call.bits, conversion.bits, answers
            ),
            answers=answers,
        )


def _choices(wanted: list[Any]) -> Iterator[_Conversion]:
    """A truth value read as one of the two outputs that the examples have, either way round."""
    distinct = {repr(w): w for w in wanted}
    if len(distinct) != 2 or any(isinstance(w, bool) for w in wanted):
        return
    first, second = distinct.values()
    for yes, no in ((first, second), (second, first)):
        yield _Conversion(
            f"{yes!r} if _0 else {no!r}",
            partial(_choose, yes, no),
            3.0,
        )


def _choose(yes: Any, no: Any, value: Any) -> Any:
    if not isinstance(value, bool):
        raise TypeError("not a truth value")
    return yes if value else no


_FAILED = object()


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 200 else text[:200] + "…"


def _refuse() -> bool:
    raise TypeError("not a truth value")


def _convert(conversion: _Conversion, outcome: Outcome) -> Any:
    if outcome.kind != "returned":
        return _FAILED
    try:
        return conversion.function(outcome.value)
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):
        return _FAILED


def _agree(found: list[Any], wanted: list[Any]) -> bool:
    """Equality of plain values that keeps booleans apart from numbers."""
    return all(isinstance(a, bool) == isinstance(b, bool) and bool(a == b) for a, b in zip(found, wanted))


def _calls(spec: Specification, snippet: Snippet) -> list[_Call]:
    """The ways to call a snippet with the asked parameters, all of them used, at most one constant more."""
    wanted = _parameters(snippet)
    if wanted is None:
        return []
    own = spec.signature.parameters
    required = sum(1 for _, _, default in wanted if not default)
    calls: list[_Call] = []
    if required <= len(own) <= len(wanted):
        types = [t for _, t, _ in wanted][: len(own)]
        calls += [
            _Call(tuple(own[i].name for i in order), 0.0 if order == tuple(sorted(order)) else 2.0)
            for order in itertools.permutations(range(len(own)))
            if all(_may_take(t, own[i].type) for t, i in zip(types, order))
        ]
    if len(own) + 1 == required and len(own) <= 2:
        calls += _with_constant(spec, [t for _, t, _ in wanted][: len(own) + 1])
    return sorted(calls, key=lambda c: c.bits)[:_MAX_CALLS]


def _with_constant(spec: Specification, types: list[Type]) -> Iterator[_Call]:
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
                yield _Call(tuple(names), bits)


def _parameters(snippet: Snippet) -> list[tuple[str, Type, bool]] | None:
    function = _definition(ast.parse(snippet.code), snippet.name)
    if function is None or function.args.vararg or function.args.kwarg:
        return None
    if any(d is None for d in function.args.kw_defaults):
        return None
    arguments = [*function.args.posonlyargs, *function.args.args]
    first_default = len(arguments) - len(function.args.defaults)
    return [(a.arg, _type_of(a.annotation), i >= first_default) for i, a in enumerate(arguments)]


def _definition(tree: ast.Module, name: str) -> ast.FunctionDef | None:
    found = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name]
    return found[-1] if found else None


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


def _wrapped(spec: Specification, snippet: Snippet, call: _Call, template: str) -> str:
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
