"""What the client library needs to be told: a client from the settings, patience with an absent broker, the topics.

Its traps, which the options here avoid: asyncio producers batch by default, consumers prefetch a thousand messages and
start at the latest, and the exceptions of its two clients are not related.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pulsar
import pulsar.asyncio

from deployments.settings import AppSettings, PulsarAuthOptions
from synthesis_graph.errors import ConfigurationError

LOGGER = logging.getLogger("ray.serve")
T = TypeVar("T")

BrokerError = (pulsar.PulsarException, pulsar.asyncio.PulsarException, asyncio.TimeoutError)
DEAD_LETTER_SUBSCRIPTION = "dead-letters"
CHUNKED_MESSAGES = 100
"""How many messages of several chunks may be under way to one consumer."""
LETTING_GO_S = 0.1
"""After it has called back, a thread of the library's still lets go of our callback, for which it needs the interpreter."""
_FATAL = {
    "AuthenticationError", "AuthorizationError", "InvalidUrl", "InvalidTopicName", "InvalidConfiguration",
    "IncompatibleSchema", "ProducerFenced", "TopicTerminated", "MessageTooBig", "OperationNotSupported", "AlreadyClosed",
}  # fmt: skip
"""Outcomes that no waiting mends."""


@dataclass(frozen=True)
class Topics:
    """The names of all topics that one ingress uses."""

    requests: str
    results: str
    ledger: str

    @property
    def dead_letters(self) -> str:
        """Where requests go that got no proper answer."""
        return f"{self.requests}-dlq"


def topics(settings: AppSettings) -> Topics:
    """The topics by their settings; each subscription has its own ledger."""
    ledger = f"{settings.input_topic}-{settings.pulsar_ingress.subscription}-ledger"
    return Topics(settings.input_topic, settings.output_topic, ledger)


def connect(settings: AppSettings, kind: Any = pulsar.asyncio.Client) -> Any:
    """A client of this kind for the configured broker; connects when first used. Never use one across a fork."""
    auth = settings.pulsar_auth
    options: dict[str, Any] = {
        "authentication": _authentication(auth),
        "operation_timeout_seconds": 10,
        # The library's own messages, warnings and worse. Its Python logger can deadlock with threads.
        "logger": pulsar.FileLogger(pulsar.LoggerLevel.Warn, "/dev/stderr"),
        "tls_allow_insecure_connection": auth.tls_allow_insecure,
        "tls_validate_hostname": not auth.tls_allow_insecure,
    }
    if auth.tls_trust_certs is not None:
        options["tls_trust_certs_file_path"] = str(auth.tls_trust_certs)
    if settings.pulsar_service_url is None:
        raise ConfigurationError("no broker is configured", "set PULSAR_SERVICE_URL", "pulsar_service_url")
    try:
        return kind(settings.pulsar_service_url, **options)
    except (*BrokerError, ValueError) as error:
        raise ConfigurationError(str(error), "mend PULSAR_SERVICE_URL", "pulsar_service_url") from error


async def release(client: pulsar.asyncio.Client, limit_s: float = 3.0) -> None:
    """Closes the client, also while the broker is away; one left open, or left too fast, aborts the process at its end."""
    with contextlib.suppress(*BrokerError):
        await asyncio.wait_for(client.close(), limit_s)
    await asyncio.sleep(LETTING_GO_S)


def bearer_token(auth: PulsarAuthOptions) -> str | None:
    """The token that is configured, read now."""
    if auth.token is not None:
        return auth.token.get_secret_value()
    return auth.token_file.read_text().strip() if auth.token_file is not None else None


def _authentication(auth: PulsarAuthOptions) -> Any:
    if auth.token is not None or auth.token_file is not None:
        return pulsar.AuthenticationToken(lambda: bearer_token(auth))
    if auth.tls_certificate is not None:
        return pulsar.AuthenticationTLS(str(auth.tls_certificate), str(auth.tls_key))
    if auth.oauth2_issuer_url is not None:
        import json

        asked = {
            "type": "client_credentials",
            "issuer_url": auth.oauth2_issuer_url,
            "private_key": f"file://{auth.oauth2_credentials}",
            "audience": auth.oauth2_audience,
            "scope": auth.oauth2_scope,
        }
        return pulsar.AuthenticationOauth2(json.dumps({k: v for k, v in asked.items() if v is not None}))
    return None


async def persist(what: str, action: Callable[[], Awaitable[T]], longest_pause_s: float = 5.0) -> T:
    """What the action returns, tried again for as long as the broker is away; raises only what waiting cannot mend."""
    pause_s = 0.1
    while True:
        try:
            return await action()
        except BrokerError as error:
            if name_of(error) in _FATAL:
                raise
            _warn(what, name_of(error))
        await asyncio.sleep(pause_s)
        pause_s = min(longest_pause_s, 2 * pause_s)


def _warn(what: str, reason: str) -> None:
    """Says it once a second, however many requests wait for the same."""
    now = time.monotonic()
    if now - _warned.get(what, -math.inf) >= 1.0:
        _warned[what] = now
        LOGGER.warning("the broker did not %s: %s; trying again", what, reason)


_warned: dict[str, float] = {}


def name_of(error: Exception) -> str:
    """What the broker, or the library, calls it; both of its clients say it in their own way."""
    found = getattr(error, "error", None)
    return str(found().name) if callable(found) else type(error).__name__


def consumer_options(settings: AppSettings) -> dict[str, Any]:
    """How requests are subscribed to, for either client of the library."""
    options = settings.pulsar_ingress
    return {
        "topic": settings.input_topic,
        "subscription_name": options.subscription,
        "consumer_type": pulsar.ConsumerType.Shared,
        "initial_position": pulsar.InitialPosition.Earliest,
        "receiver_queue_size": options.in_flight,
        "max_total_receiver_queue_size_across_partitions": options.in_flight,
        "max_pending_chunked_message": CHUNKED_MESSAGES,
    }


def producer_options(settings: AppSettings, *, batching: bool) -> dict[str, Any]:
    """How a producer sends, for either client of the library; how much waits is bounded by what is in flight."""
    return {
        "send_timeout_millis": round(1000 * settings.pulsar_ingress.send_timeout_s),
        "block_if_queue_full": False,
        "max_pending_messages": 0,
        "max_pending_messages_across_partitions": 0,
        "batching_enabled": batching,
        "batching_max_publish_delay_ms": 1,
        "chunking_enabled": not batching,
    }
