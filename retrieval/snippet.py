"""What the knowledge base holds and hands out: `Snippet`, one function of somebody's source, and `Hit`.

Plain frozen values, with their JSON form. Knows nothing of how they are harvested, stored or ranked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

SnippetKind = Literal["function", "generator", "coroutine"]
ParameterKind = Literal[
    "positional_only", "positional_or_keyword", "var_positional", "keyword_only", "var_keyword"
]

_PREFIX: Mapping[ParameterKind, str] = {"var_positional": "*", "var_keyword": "**"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; annotation and default are source text, None where the source has none."""

    name: str
    annotation: str | None = None
    default: str | None = None
    kind: ParameterKind = "positional_or_keyword"

    def __str__(self) -> str:
        text = _PREFIX.get(self.kind, "") + self.name
        if self.annotation is not None:
            text += f": {self.annotation}"
        if self.default is not None:
            text += f" = {self.default}" if self.annotation is not None else f"={self.default}"
        return text


@dataclass(frozen=True, slots=True)
class Snippet:
    """One harvested function, with what it needs to run alone.

    `source` is the function as written, dedented; `code` puts before it the imports, constants and helpers of its
    module that it uses, transitively. `missing` says what `code` still lacks: empty means it executes alone on a
    bare Python. `id` is unique in an index and stable while name and module stay; `path` is relative to the corpus.
    """

    id: str
    name: str
    parameters: tuple[Parameter, ...]
    returns: str | None
    docstring: str
    source: str
    code: str
    imports: tuple[str, ...]  # full names of the modules that `code` imports
    missing: tuple[str, ...]
    kind: SnippetKind
    corpus: str
    module: str
    path: str
    line: int

    @property
    def self_contained(self) -> bool:
        """Whether `code` executes alone, needing the standard library only."""
        return not self.missing

    @property
    def summary(self) -> str:
        """The first line of the docstring, or nothing."""
        return self.docstring.partition("\n")[0].strip()

    @property
    def origin(self) -> str:
        """Where it was found, `corpus:path:line`; never a path of the machine."""
        return f"{self.corpus}:{self.path}:{self.line}"

    @property
    def signature(self) -> str:
        """`name(parameters) -> returns` as source text, with the `/` and `*` marks."""
        arrow = "" if self.returns is None else f" -> {self.returns}"
        return f"{self.name}({', '.join(_marked(self.parameters))}){arrow}"

    def to_record(self) -> dict[str, Any]:
        """The snippet as JSON-ready values."""
        return asdict(self)

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Snippet:
        """The inverse of `to_record`; KeyError or TypeError if the record is of another shape."""
        fields = dict(record)
        fields["parameters"] = tuple(Parameter(**parameter) for parameter in fields["parameters"])
        fields["imports"] = tuple(fields["imports"])
        fields["missing"] = tuple(fields["missing"])
        return cls(**fields)


@dataclass(frozen=True, slots=True)
class Hit:
    """A snippet found: its fused score (higher is better) and its 1-based rank in each ranking that holds it."""

    snippet: Snippet
    score: float
    ranks: Mapping[str, int]


def _marked(parameters: tuple[Parameter, ...]) -> list[str]:
    """Parameter texts with `/` after the positional-only ones and `*` before the keyword-only ones."""
    texts: list[str] = []
    kinds = [parameter.kind for parameter in parameters]
    for index, parameter in enumerate(parameters):
        before = kinds[:index]
        if parameter.kind == "keyword_only" and not {"keyword_only", "var_positional"} & set(before):
            texts.append("*")
        texts.append(str(parameter))
        if parameter.kind == "positional_only" and "positional_only" not in kinds[index + 1 :]:
            texts.append("/")
    return texts
