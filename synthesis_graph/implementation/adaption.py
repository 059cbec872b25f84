"""Retrieved functions as answers: arguments mapped to the asked signature, results converted, run in the sandbox.

Owns the mapping only. A retrieved text is never run here: the sandbox runs it on the examples and the fresh inputs,
and what it answers is compared as data.
"""

from __future__ import annotations

import ast
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from synthesis_graph.artifacts import Snippet
from synthesis_graph.confidence import information
from synthesis_graph.implementation.holes import Change
from synthesis_graph.implementation.variants import BATCH, Trial, definition, plans, sieve
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
_SURE = 12
"""How many plain calls are tried even where the technique's own time is up."""

_OPENED = 12
"""Inside how many of the nearest functions parts are changed."""

_LIGHT_BITS = 2.0
"""The dearest conversion of a changed function's result: too many ways to fit prove nothing."""


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
    changes: tuple[str, ...] = ()
    """What was changed inside the function, each in a few words."""


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


@dataclass(frozen=True)
class Ends:
    """Until when adapting goes on: what is surest to help until `latest`, the rest until `usual`."""

    usual: float
    latest: float
    cancelled: Callable[[], bool] | None = None

    def passed(self, sure: bool = False) -> bool:
        """Whether it is time to stop."""
        late = time.monotonic() > (self.latest if sure else self.usual)
        return late or (self.cancelled is not None and self.cancelled())


def adapt(
    spec: Specification, snippets: Sequence[Snippet], sandbox: Sandbox, ends: Ends
) -> tuple[list[Adapted], dict[str, float]]:
    """The snippets that answer the examples rightly, as they are or changed, and how many calls were tried."""
    attempt = _Attempt(spec, sandbox)
    ways = [(call, snippet) for snippet in snippets for call in _calls(spec, snippet)]
    ways.sort(key=lambda way: way[0].bits)  # the plain call of each comes first
    for position, (call, snippet) in enumerate(ways):
        if ends.passed(sure=position < _SURE and not call.bits):
            break
        attempt.plain(call, snippet, ends)
    if not attempt.adapted and attempt.wanted:
        for call, snippet in [way for way in ways if not way[0].bits][:_OPENED]:
            attempt.changed(call, snippet, ends)
    return attempt.adapted, {"tried": float(attempt.tried)}


class _Attempt:
    """Retrieved functions tried on one specification, and those found to answer its examples."""

    def __init__(self, spec: Specification, sandbox: Sandbox) -> None:
        self.spec, self.sandbox = spec, sandbox
        shown = [e for e in spec.examples if not e.raises]
        self.inputs = [e.arguments for e in shown] + fresh_inputs(spec)
        self.wanted = [e.output for e in shown]
        self.told = Told.by(spec)
        self.adapted: list[Adapted] = []
        self.tried = 0

    def plain(self, call: _Call, snippet: Snippet, ends: Ends) -> None:
        """A snippet as it is."""
        self.tried += 1
        self.adapted += self._fitting(call, snippet, (), ends.latest)

    def changed(self, call: _Call, snippet: Snippet, ends: Ends) -> None:
        """A snippet with one part of it changed, then with two, as far as the examples can pay for the change."""
        values = [(value, bits) for value, _, bits in constants(self.spec)]
        planned = plans(snippet.code, snippet.name, values, information(self.spec))
        trial = Trial(
            tuple(p.name for p in self.spec.signature.parameters),
            call.arguments,
            self.inputs[0],
            self._promising,
        )
        for start in range(0, len(planned), BATCH):
            if ends.passed():
                return
            batch = planned[start : start + BATCH]
            self.tried += len(batch)
            for version in sieve(snippet.code, snippet.name, batch, trial, self.sandbox, ends.usual):
                made = replace(snippet, code=version.code)
                self.adapted += self._fitting(call, made, version.changes, ends.usual)

    def _promising(self, outcome: Outcome) -> bool:
        if outcome.kind != "returned":
            return False
        return any(_agree([_convert(c, outcome)], self.wanted[:1]) for c in self._conversions(changed=True))

    def _conversions(self, changed: bool) -> Iterator[_Conversion]:
        for conversion in (*_CONVERSIONS, *_choices(self.wanted)):
            if not changed or conversion.bits <= _LIGHT_BITS:
                yield conversion

    def _fitting(
        self, call: _Call, snippet: Snippet, changes: tuple[Change, ...], deadline: float
    ) -> Iterator[Adapted]:
        code = _wrapped(self.spec, snippet, call, "_0")
        budget = Budget(timeout_s=_SLICE_S, deadline=deadline)
        outcomes = self.sandbox.run(code, self.spec.signature.name, self.inputs, budget=budget)
        wanted = self.wanted
        if any(o.kind != "returned" for o in outcomes[: len(wanted)]):
            return
        for conversion in self._conversions(bool(changes)):
            values = [_convert(conversion, o) for o in outcomes]
            if not _agree(values, wanted):
                continue
            if not wanted and conversion.bits:
                return
            answers = tuple("!" if v is _FAILED else _shown(v) for v in values[len(wanted) :])
            features = retrieved_features(
                snippet.name, snippet.score, self.told, call.bits, conversion.bits, answers
            )
            if changes:
                features |= {"changed": 1.0, "changes": sum(change.bits for change in changes)}
            yield Adapted(
                code=_wrapped(self.spec, snippet, call, conversion.template),
                snippet=snippet,
                features=features,
                answers=answers,
                changes=tuple(change.told for change in changes),
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
