"""The broker's admin interface: how many requests wait, and the compaction of the ledger. Blocking; call it in a thread.

Owns the REST paths and the form of their answers. Only statistics and housekeeping come from here: without an admin URL
requests are served all the same.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

from deployments.pulsar_ingress.client import bearer_token
from deployments.settings import AppSettings

TIMEOUT_S = 5.0


@dataclass(frozen=True)
class Backlog:
    """What one subscription has before it. Rates are the broker's: messages a second, over about a minute."""

    waiting: int
    """Messages that are due and not acknowledged: what the ingresses hold is among them."""
    rate_in: float
    rate_out: float
    read_at: float
    """`time.monotonic()` of the reading."""


def read_backlog(settings: AppSettings) -> Backlog:
    """The backlog of the configured subscription; OSError when the broker cannot be asked."""
    path = _path(settings.input_topic)
    try:
        stats = _ask(settings, "GET", f"{path}/stats")
    except urllib.error.HTTPError as error:
        if error.code != 404:
            raise
        stats = _ask(settings, "GET", f"{path}/partitioned-stats")
    mine = stats["subscriptions"].get(settings.pulsar_ingress.subscription, {})
    return Backlog(
        waiting=max(0, mine.get("msgBacklog", 0) - mine.get("msgDelayed", 0)),
        rate_in=stats.get("msgRateIn", 0.0),
        rate_out=mine.get("messageAckRate", mine.get("msgRateOut", 0.0)),
        read_at=time.monotonic(),
    )


def compact(settings: AppSettings, topic: str, keeper: str) -> bool:
    """Compacts a topic, waits, and lets the keeper go as far as that; False when a compaction was already under way."""
    path = _path(topic)
    try:
        _ask(settings, "PUT", f"{path}/compaction")
    except urllib.error.HTTPError as error:
        if error.code == 409:
            return False
        raise
    while (status := _ask(settings, "GET", f"{path}/compaction"))["status"] == "RUNNING":
        time.sleep(0.2)
    if status["status"] != "SUCCESS":
        raise OSError(f"the ledger was not compacted: {status.get('lastError')}")
    # From here on compaction's own cursor keeps what came later; the keeper need not.
    _ask(settings, "POST", f"{path}/subscription/{keeper}/skip_all")
    return True


def _path(topic: str) -> str:
    kind, _, name = topic.rpartition("://")
    parts = name.split("/")
    full = parts if len(parts) == 3 else ["public", "default", name]
    return "/".join([kind or "persistent", *full])


def _ask(settings: AppSettings, method: str, path: str) -> Any:
    url = f"{settings.pulsar_admin_url}/admin/v2/{path}"
    request = urllib.request.Request(url, method=method)  # noqa: S310 - the settings take http and https only
    token = bearer_token(settings.pulsar_auth)
    if token is not None:
        request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310 - as above
        text = answer.read()
    return json.loads(text) if text else None
