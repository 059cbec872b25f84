"""Specifications for the tests of the validator."""

from __future__ import annotations

from typing import Any

from synthesis_graph.language.types import parse_type
from synthesis_graph.spec import Example, Parameter, Signature, Specification


def make_spec(
    signature: str, *examples: Example, constraints: tuple[str, ...] = (), **more: Any
) -> Specification:
    """A specification for a signature written like `f(xs: list[int]) -> int`."""
    head, _, returns = signature.partition(" -> ")
    name, _, inside = head.rstrip(")").partition("(")
    pairs = [part.split(": ") for part in inside.split("; ") if part]
    parameters = tuple(Parameter(n, parse_type(t)) for n, t in pairs)
    made = Signature(name, parameters, parse_type(returns or "Any"), returns_declared=bool(returns))
    return Specification("test", "", made, tuple(examples), constraints, **more)
