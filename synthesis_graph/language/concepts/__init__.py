"""Named concepts: functions with a textbook or standard-library name, one production each. One module a topic."""

from __future__ import annotations

import importlib

TOPICS = (
    "arrangement", "averages", "bases", "bits", "characters", "choices", "combinatorics", "comparison",
    "conversions", "counting", "digits", "geometry", "mappings", "matrices", "nested", "numbers",
    "optimization", "patterns", "recurrences", "scans", "selection", "sequences", "tuples", "words",
)  # fmt: skip


def load() -> None:
    """Registers every concept."""
    for topic in TOPICS:
        importlib.import_module(f"{__name__}.{topic}")
