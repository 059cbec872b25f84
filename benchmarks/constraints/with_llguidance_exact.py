"""llguidance with targets as exact as ours written into its grammar, to see what that costs it."""

from __future__ import annotations

from benchmarks.constraints import with_llguidance
from benchmarks.constraints.contract import Job


def prepare(job: Job) -> with_llguidance.Matchers:
    """The other grammar, compiled."""
    return with_llguidance.prepare(job, "lark_exact")
