"""`synthesis-graph send` and `listen`: one request onto the topic, results off it; to try the Pulsar ingress by hand.

Owns the two commands. Broker, topics and credentials come from the settings (`PULSAR_SERVICE_URL`, `INPUT_TOPIC`, …); the
console command finds this module by the entry points in `pyproject.toml`. The Pulsar client is imported when it is needed.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer

from deployments.settings import AppSettings
from synthesis_graph.errors import ConfigurationError

BROKER = typer.Option("--broker", envvar="PULSAR_SERVICE_URL", help="Where the broker is.")
DEFAULT_BROKER = "pulsar://localhost:6650"


def send(
    spec: Annotated[
        list[Path], typer.Argument(exists=True, allow_dash=True, help="JSON files, one request each, or `-`.")
    ],
    broker: Annotated[str, BROKER] = DEFAULT_BROKER,
    wait: Annotated[
        float, typer.Option(min=0, help="Seconds to wait for the results and print them; 0: do not.")
    ] = 0.0,
) -> None:
    """Puts requests on the input topic and prints their ids."""
    payloads = [sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes() for path in spec]
    _run(lambda: _send(_settings(broker), payloads, wait))


def listen(
    broker: Annotated[str, BROKER] = DEFAULT_BROKER,
    count: Annotated[int, typer.Option(min=0, help="Results to print, then end; 0: until interrupted.")] = 0,
    earliest: Annotated[bool, typer.Option("--earliest", help="From the first result that is kept.")] = False,
) -> None:
    """Prints each result of the output topic, one JSON object a line."""
    _run(lambda: _listen(_settings(broker), count, earliest=earliest))


def _settings(broker: str) -> AppSettings:
    return AppSettings().model_copy(update={"pulsar_service_url": broker})


def _run(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    try:
        from deployments.pulsar_ingress.client import BrokerError
    except ModuleNotFoundError as error:
        typer.echo(f"{error.name} is not installed: install the extra `pulsar`", err=True)
        raise typer.Exit(1) from None
    try:
        asyncio.run(work())
    except ConfigurationError as error:
        typer.echo(f"{error}; {error.hint}", err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except BrokerError as error:
        typer.echo(f"the broker did not answer: {error or 'no result in time'}", err=True)
        raise typer.Exit(1) from None


async def _send(settings: AppSettings, payloads: list[bytes], wait_s: float) -> None:
    from deployments.pulsar_ingress.client import connect, release
    from synthesis_graph.request import request_id_of

    client = connect(settings)
    try:
        awaited = [request_id_of(payload) for payload in payloads]
        results = await _results(client, settings, earliest=False) if wait_s else None
        producer = await client.create_producer(
            settings.input_topic, batching_enabled=False, chunking_enabled=True
        )
        for payload, request_id in zip(payloads, awaited, strict=True):
            await producer.send(payload, properties={"request_id": request_id})
            typer.echo(request_id, err=results is not None)
        if results is not None:
            await asyncio.wait_for(_print(results, len(set(awaited)), set(awaited)), wait_s)
    finally:
        await release(client)


async def _listen(settings: AppSettings, count: int, *, earliest: bool) -> None:
    from deployments.pulsar_ingress.client import connect, release

    client = connect(settings)
    try:
        await _print(await _results(client, settings, earliest=earliest), count, None)
    finally:
        await release(client)


async def _results(client: Any, settings: AppSettings, *, earliest: bool) -> Any:
    import pulsar

    start = pulsar.MessageId.earliest if earliest else pulsar.MessageId.latest
    return await client.create_reader(settings.output_topic, start, reader_name=f"listen-{uuid4().hex[:8]}")


async def _print(reader: Any, count: int, ids: set[str] | None) -> None:
    """Each id once, and only these ids where some are given; ends after `count`, never for 0."""
    seen: set[str] = set()
    while not count or len(seen) < count:
        message = await reader.read_next()
        request_id = message.properties().get("request_id", str(message.message_id()))
        if request_id in seen or (ids is not None and request_id not in ids):
            continue
        if count or ids is not None:
            seen.add(request_id)
        typer.echo(message.data().decode())
