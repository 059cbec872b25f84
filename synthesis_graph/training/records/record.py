"""Training records: one task with its words, its examples and, where it has one, its program; a JSON line each.

Owns the form on disk and reads it back. Does not know where records come from.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from synthesis_graph.language.trees import Apply, Tree, walk
from synthesis_graph.language.types import Type, parse_type
from synthesis_graph.training.records.tree_codec import decode, encode, literal_text, value_of_text

Source = Literal["sampled", "idiom", "recipe", "concept", "library", "task"]
SUFFIX = ".jsonl.gz"
HELD_OUT_EVERY = 100
"""Each so-many-th record of a file is not trained on: losses are measured on it, and the confidence is fitted on it."""


@dataclass(frozen=True)
class Record:
    """One task to learn from; `tree` is None where the program is no tree, and then `operations` says what it uses."""

    source: Source
    name: str
    description: str
    parameters: tuple[tuple[str, Type], ...]
    returns: Type
    examples: tuple[tuple[tuple[Any, ...], Any], ...] = ()
    """Arguments and output of each example."""
    tree: Tree | None = None
    operations: tuple[str, ...] = ()
    bits: float = 0.0
    """The prior cost of the tree."""

    def to_json(self) -> dict[str, Any]:
        """JSON-ready values; ValueError where a value has no literal."""
        return {
            "source": self.source,
            "name": self.name,
            "description": self.description,
            "parameters": [[name, str(type_)] for name, type_ in self.parameters],
            "returns": str(self.returns),
            "examples": [[literal_text(given), literal_text(output)] for given, output in self.examples],
            "tree": None if self.tree is None else encode(self.tree),
            "operations": list(self.operations),
            "bits": round(self.bits, 2),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Record:
        """The inverse of `to_json`."""
        return cls(
            source=data["source"],
            name=data["name"],
            description=data["description"],
            parameters=tuple((name, _type(text)) for name, text in data["parameters"]),
            returns=_type(data["returns"]),
            examples=tuple((value_of_text(a), value_of_text(o)) for a, o in data["examples"]),
            tree=None if data["tree"] is None else decode(data["tree"]),
            operations=tuple(data["operations"]),
            bits=data["bits"],
        )


_type = lru_cache(maxsize=4096)(parse_type)


def operations_in(tree: Tree) -> tuple[str, ...]:
    """The names of the operations of a tree, each once, the outermost first."""
    return tuple(dict.fromkeys(node.operation for node in walk(tree) if isinstance(node, Apply)))


def read_lines(path: Path) -> Iterator[Record]:
    """The records of one file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield Record.from_json(json.loads(line))


def read_records(folder: Path) -> Iterator[Record]:
    """The records of all files of a folder, file by file in the order of their names."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        yield from read_lines(path)
