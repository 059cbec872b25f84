"""The broker's admin interface: how many requests wait, and the compaction of the ledger. Blocking; call it in a thread.

Owns the REST paths and the form of their answers. Only statistics and housekeeping come from here: without an admin URL
requests are served all the same.
"""

from __future__ import annotations

import json
import ssl
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

from deployments.pulsar_ingress.client import bearer_token
from deployments.settings import AppSettings, PulsarAuthOptions

TIMEOUT_S = 5.0
COMPACTION_S = 300.0


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
    ends = time.monotonic() + COMPACTION_S
    while (status := _ask(settings, "GET", f"{path}/compaction"))["status"] == "RUNNING":
        if time.monotonic() > ends:
            raise OSError(f"the compaction of {topic} is not done after {COMPACTION_S:g} s")
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
    context = _trust(settings.pulsar_auth) if url.startswith("https") else None
    with urllib.request.urlopen(request, timeout=TIMEOUT_S, context=context) as answer:  # noqa: S310 - as above
        text = answer.read()
    return json.loads(text) if text else None


def _trust(auth: PulsarAuthOptions) -> ssl.SSLContext:
    """Whom to trust over TLS and who this is, as for the broker itself."""
    context = ssl.create_default_context(cafile=auth.tls_trust_certs)
    if auth.tls_allow_insecure:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if auth.tls_certificate is not None:
        context.load_cert_chain(auth.tls_certificate, auth.tls_key)
    return context
