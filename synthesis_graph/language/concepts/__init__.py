"""Named concepts: functions with a textbook or standard-library name, one production each. One module a topic."""

from __future__ import annotations

import importlib

TOPICS = ("arrangement", "averages", "bits", "characters", "comparison", "counting", "digits", "mappings", "numbers", "scans", "selection", "words")
    "arrangement",
    "averages",
    "characters",
    "comparison",
    "counting",
    "mappings",
    "numbers",
    "scans",
    "selection",
    "words",
)


def load() -> None:
    """Registers every concept."""
    for topic in TOPICS:
        importlib.import_module(f"{__name__}.{topic}")
