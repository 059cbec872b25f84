"""What is measured and logged of a request: counters, stage times, one log line each. Exported by Ray's metrics agent.

Owns the names of metrics and their labels: the same words as stages, techniques and statuses on the wire.
Serve's JSON logging adds deployment, replica and Serve's own request id to each line.
"""

from __future__ import annotations

import logging

from ray.util.metrics import Counter, Histogram

from synthesis_graph.result import Result

LOGGER = logging.getLogger("ray.serve")
STAGE_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0]


class Telemetry:
    """The metrics of one process; labels have few values: no request id, no name from a request."""

    def __init__(self) -> None:
        self._requests = Counter(
            "synthesis_requests",
            "Requests answered, by status and winning technique.",
            ("status", "strategy", "error"),
        )
        self._stage_seconds = Histogram(
            "synthesis_stage_seconds",
            "Seconds of a call to a stage, with the hop.",
            STAGE_SECONDS,
            ("stage", "outcome"),
        )
        self._candidates = Counter(
            "synthesis_candidates", "Candidates that implementers returned.", ("technique",)
        )

    def stage(self, stage: str, outcome: str, seconds: float) -> None:
        """A call to a stage ended; `outcome` is `ok`, `cancelled` or the code of an error."""
        self._stage_seconds.observe(seconds, {"stage": stage, "outcome": outcome})

    def answered(self, result: Result, seconds: float) -> None:
        """A request was answered."""
        strategy = result.result.strategy if result.result else ""
        error = result.error.code if result.error else ""
        self._requests.inc(
            1, {"status": result.status.value, "strategy": strategy or "none", "error": error or "none"}
        )
        for attempt in result.provenance.attempts:
            if attempt.candidates:
                self._candidates.inc(attempt.candidates, {"technique": attempt.technique})
        fields = {
            "synthesis_request_id": result.request_id, "status": result.status.value, "strategy": strategy,
            "error": error, "seconds": round(seconds, 4),
        }  # fmt: skip
        LOGGER.info("synthesized", extra={"ray_serve_extra_fields": fields})
