"""What a training set holds: records by source, operations covered and how often, examples, sizes. Reads the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from synthesis_graph.language.operations import operations
from synthesis_graph.language.trees import Apply, walk
from synthesis_graph.training.records.record import Record

ENOUGH = 100
_LARGEST_SIZE = 9


@dataclass
class Report:
    """Figures gathered record by record."""

    sources: Counter[str] = field(default_factory=Counter)
    with_tree: Counter[str] = field(default_factory=Counter)
    with_examples: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    sizes: Counter[int] = field(default_factory=Counter)
    in_trees: Counter[str] = field(default_factory=Counter)
    """In how many trees each operation occurs."""
    returns: Counter[str] = field(default_factory=Counter)
    parameters: Counter[str] = field(default_factory=Counter)
    words: int = 0

    def add(self, record: Record) -> None:
        """Counts one record."""
        source = record.source
        self.sources[source] += 1
        self.with_examples[source] += bool(record.examples)
        self.silent[source] += not record.description
        self.words += len(record.description.split())
        self.returns[str(record.returns)] += 1
        self.parameters["; ".join(str(t) for _, t in record.parameters)] += 1
        if record.tree is not None:
            self.with_tree[source] += 1
            self.in_trees.update(record.operations)
            self.sizes[min(_LARGEST_SIZE, sum(isinstance(n, Apply) for n in walk(record.tree)))] += 1

    def figures(self) -> dict[str, Any]:
        """JSON-ready figures."""
        total = sum(self.sources.values())
        counts = {name: self.in_trees[name] for name in operations()}
        trees = max(1, sum(self.sizes.values()))
        return {
            "records": total,
            "by source": dict(self.sources),
            "with a tree": dict(self.with_tree),
            "with examples": dict(self.with_examples),
            "without a description": dict(self.silent),
            "mean words of a description": round(self.words / max(1, total - sum(self.silent.values())), 1),
            "mean size of a tree": round(sum(size * n for size, n in self.sizes.items()) / trees, 2),
            "trees by size": {str(size): n for size, n in sorted(self.sizes.items())},
            "operations": len(counts),
            "operations in trees": sum(n > 0 for n in counts.values()),
            f"operations in at least {ENOUGH} trees": sum(n >= ENOUGH for n in counts.values()),
            "rarest operations": dict(sorted(counts.items(), key=lambda item: item[1])[:60]),
            "commonest operations": dict(self.in_trees.most_common(40)),
            "commonest parameters": dict(self.parameters.most_common(25)),
            "commonest results": dict(self.returns.most_common(25)),
        }


def report_on(records: Iterable[Record]) -> Report:
    """The report on all records."""
    report = Report()
    for record in records:
        report.add(record)
    return report


def lines_of(figures: dict[str, Any]) -> Iterator[str]:
    """The figures as lines of text."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield f"{name}: " + ", ".join(f"{key} {n:,}" for key, n in value.items())
        else:
            yield f"{name}: {value:,}" if isinstance(value, int) else f"{name}: {value}"
