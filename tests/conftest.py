"""For all tests: Hypothesis without deadlines, and the markers by need (the table is `tests.needs`)."""

from __future__ import annotations

import functools
import os

import hypothesis
import pytest

from tests.needs import NEEDS, Need, unmet

# A deadline measures the machine, not the code; the blob lets a failure be repeated from a log.
hypothesis.settings.register_profile(
    "project",
    deadline=None,
    print_blob=True,
    derandomize=bool(
        os.environ.get("CI")
    ),  # there a failure is to be about the change; elsewhere examples vary
)
hypothesis.settings.load_profile("project")


@functools.cache
def outcome(need: Need) -> str | None:
    """`unmet` on this machine, asked once a run."""
    return unmet(need, in_ci=os.environ.get(need.ci) == "true")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before any fixture of a marked test: is its need met?"""
    for need in NEEDS:
        if item.get_closest_marker(need.marker) is None:
            continue
        happens = outcome(need)
        if happens == "fail":
            pytest.fail(f"{need.reason}, and CI must have it", pytrace=False)
        if happens == "skip":
            pytest.skip(need.reason)
