"""The specification: what the engine is asked for, after the wire request was checked and its values decoded.

Owns the normal form that every stage reads. Does not know JSON (that is `request`), search or Serve.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from synthesis_graph.language.types import Type


@dataclass(frozen=True)
class Parameter:
    """A parameter: its name, its type, and whether the caller declared that type or we inferred it."""

    name: str
    type: Type
    declared: bool = True


@dataclass(frozen=True)
class Signature:
    """The signature of the function asked for."""

    name: str
    parameters: tuple[Parameter, ...]
    returns: Type
    returns_declared: bool = True
    inferred: tuple[str, ...] = ()
    """What was not said and therefore inferred, such as `name` or `parameters`; reported with the result."""

    def __str__(self) -> str:
        inside = ", ".join(f"{p.name}: {p.type}" for p in self.parameters)
        return f"def {self.name}({inside}) -> {self.returns}"


@dataclass(frozen=True)
class Example:
    """One input with its expected output, or with the name of the exception it must raise.

    `strict` examples come from assertions: Python's own `==` decides. The others come from JSON: compared by value
    under the declared type. `text` is the example as the caller wrote it.
    """

    arguments: tuple[Any, ...]
    output: Any = None
    raises: str = ""
    strict: bool = True
    text: str = ""


@dataclass(frozen=True)
class Specification:
    """What is asked for. Values are plain Python data; nobody may mutate them (copy before running code on them)."""

    request_id: str
    description: str
    signature: Signature
    examples: tuple[Example, ...] = ()
    constraints: tuple[str, ...] = ()
    technique: str = "all"
    alternatives: int = 3
    deadline_s: float = 10.0
    seed: int = 0
    allowed_imports: tuple[str, ...] | None = None
    """Modules that the answer may import; None means the validator's default allow-list."""
    min_confidence: float = 0.0
    language: str = "python"
    wire_parameters: tuple[dict[str, str], ...] = field(default=(), repr=False)
    """The parameters as the caller wrote them, for the answer's `program_ast`."""
    wire_return_type: str = ""
