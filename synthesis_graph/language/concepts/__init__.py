"""Named concepts: functions with a textbook or standard-library name, one production each. One module a topic."""

from __future__ import annotations

import importlib

TOPICS = ("numbers",)


def load() -> None:
    """Registers every concept."""
    for topic in TOPICS:
        importlib.import_module(f"{__name__}.{topic}")
