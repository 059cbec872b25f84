"""Examples: what the sandbox reported, compared with what the caller expects, here in the parent as plain data.

A strict example (an assertion, a doctest) means Python's own `==`, so `True == 1` passes. One from JSON is compared by
value under the declared type: numbers with a relative tolerance of 1e-9 where one is a float, booleans apart from
numbers, NaN equal to NaN, sets without order; a tuple is not a list where the type says which, and is where it does
not. Knows nothing of how code is run.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from synthesis_graph.artifacts import Check
from synthesis_graph.language.types import ANY, Type, conforms
from synthesis_graph.spec import Example, Specification
from synthesis_graph.validation.confined import codec
from synthesis_graph.validation.literals import show, show_arguments
from synthesis_graph.validation.outcomes import Outcome

_RELATIVE, _ABSOLUTE = 1e-9, 1e-12
_PAIRABLE = 300
_NUMBERS = (int, float, complex)


def check_example(spec: Specification, example: Example, outcome: Outcome) -> Check:
    """The evidence for one example; `not checked` only where it was not run."""
    subject = example.text or _subject(spec, example)
    if outcome.kind == "not run":
        return Check("example", subject, "not checked", "the time ended before it was run")
    complaint = _complaint(spec, example, outcome)
    if not complaint:
        detail = f"read as plain data: {', '.join(outcome.remarks)}" if outcome.remarks else ""
        return Check("example", subject, "passed", detail, tried=1)
    return Check("example", subject, "failed", complaint, show_arguments(spec, example.arguments), tried=1)


def _subject(spec: Specification, example: Example) -> str:
    call = f"{spec.signature.name}({', '.join(map(show, example.arguments))})"
    return f"{call} raises {example.raises}" if example.raises else f"{call} == {show(example.output)}"


def _complaint(spec: Specification, example: Example, outcome: Outcome) -> str:
    """Why the outcome is not what the example asks for; empty when it is."""
    if example.raises:
        if outcome.kind == "raised" and example.raises.rpartition(".")[2] in outcome.exception[:-1]:
            return ""
        return f"expected {example.raises}, {describe(outcome)}"
    if outcome.kind != "returned":
        return describe(outcome)
    declared = spec.signature.returns if spec.signature.returns_declared else ANY
    same = (
        bool(example.output == outcome.value)
        if example.strict
        else agrees(example.output, outcome.value, declared)
    )
    return "" if same else f"expected {show(example.output)}, {describe(outcome)}"


def describe(outcome: Outcome) -> str:
    """One phrase for an outcome."""
    match outcome.kind:
        case "returned":
            return f"got {show(outcome.value)}"
        case "raised":
            name = outcome.exception[0] if outcome.exception else "an exception"
            return f"it raised {name}: {outcome.message}" if outcome.message else f"it raised {name}"
        case "refused":
            return f"the answer was refused: {outcome.message}"
    return outcome.message or outcome.kind


# -- comparing by value ------------------------------------------------------------------------------------------------


def agrees(expected: Any, actual: Any, declared: Type = ANY) -> bool:
    """Whether two plain values are the same under the declared type, as the module's docstring says."""
    if declared.name == "union":
        members = [m for m in declared.args if conforms(expected, m)] or [ANY]
        return any(agrees(expected, actual, member) for member in members)
    if isinstance(expected, _NUMBERS) and isinstance(actual, _NUMBERS):
        return _same_number(expected, actual)
    if isinstance(expected, (list, tuple)) and isinstance(actual, (list, tuple)):
        said = declared.name in ("list", "tuple", "tuple...")
        if said and type(expected) is not type(actual):
            return False
        return _same_row(expected, actual, declared)
    if isinstance(expected, dict) and isinstance(actual, dict):
        return _same_mapping(expected, actual, declared)
    if isinstance(expected, (set, frozenset)) and isinstance(actual, (set, frozenset)):
        return len(expected) == len(actual) and _same_bag(list(expected), list(actual))
    return type(expected) is type(actual) and bool(expected == actual)


def _same_number(expected: Any, actual: Any) -> bool:
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual
    if isinstance(expected, int) and isinstance(actual, int):
        return bool(expected == actual)
    if isinstance(expected, complex) or isinstance(actual, complex):
        return bool(expected == actual)
    try:
        return math.isclose(expected, actual, rel_tol=_RELATIVE, abs_tol=_ABSOLUTE) or (
            math.isnan(expected) and math.isnan(actual)
        )
    except OverflowError:  # an integer beyond the floats beside a float
        return False


def _same_row(expected: Sequence[Any], actual: Sequence[Any], declared: Type) -> bool:
    if len(expected) != len(actual):
        return False
    if declared.name == "tuple" and len(declared.args) == len(expected):
        items: Sequence[Type] = declared.args
    else:
        items = [declared.args[0] if declared.name in ("list", "tuple...") else ANY] * len(expected)
    return all(map(agrees, expected, actual, items))


def _same_mapping(expected: dict[Any, Any], actual: dict[Any, Any], declared: Type) -> bool:
    if len(expected) != len(actual):
        return False
    item = declared.args[1] if declared.name == "dict" else ANY
    if all(key in actual for key in expected):
        own_keys = {key: key for key in actual}  # 1, 1.0 and True are one key to `in`
        return all(
            agrees(key, own_keys[key]) and agrees(expected[key], actual[key], item) for key in expected
        )
    return _same_bag(list(expected.items()), list(actual.items()))


def _same_bag(expected: list[Any], actual: list[Any]) -> bool:
    """Whether the items can be paired off; large bags only by exact values, since pairing is quadratic."""
    if sorted(map(codec.encode, expected)) == sorted(map(codec.encode, actual)):
        return True
    if len(expected) > _PAIRABLE:
        return False
    left = list(actual)
    for item in expected:
        index = next((i for i, other in enumerate(left) if agrees(item, other)), None)
        if index is None:
            return False
        del left[index]
    return True
