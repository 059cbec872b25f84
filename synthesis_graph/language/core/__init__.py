"""Operators and built-ins as rows of the operations table, one module a kind of value."""

from __future__ import annotations

import importlib

KINDS = ("numbers", "truth", "sequences", "functions", "recurrences", "text", "mappings", "pairs")


def load() -> None:
    """Registers every row."""
    for kind in KINDS:
        importlib.import_module(f"{__name__}.{kind}")
