"""Executions without end leave nothing behind; SOAK_EXECUTIONS sets how many, 600 unless it is given."""

from __future__ import annotations

import os

import pytest

from tests.soak import Soak

EXECUTIONS = int(os.environ.get("SOAK_EXECUTIONS", "600"))
MOST_GROWTH_BYTES = 50 << 20


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_nothing_is_left_and_every_verdict_is_right() -> None:
    report = Soak(EXECUTIONS).run()
    assert report.wrong == []
    assert report.executions == EXECUTIONS
    assert report.hostile == EXECUTIONS // 2
    assert {"returned", "raised", "timeout", "crashed", "refused"} <= set(report.ends), report.ends
    assert "not run" not in report.ends
    assert report.changed_outside == {}
    assert (report.left_processes, report.left_descriptors, report.helpers_lost) == ([], 0, 0)
    assert report.parent_growth_bytes < MOST_GROWTH_BYTES
    assert report.helper_growth_bytes < MOST_GROWTH_BYTES
