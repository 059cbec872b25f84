"""The Pulsar ingress on a real broker of its own: what it costs over a bare echo loop, and what faults lose.

Owns the measurements and their tables; faults are `pulsar_faults`, scaling `pulsar_scaling`. Both loops run in this process
with the same client settings, in turns, so that whatever else the machine does hits both.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.pulsar_faults import FAULTS, Outcome
from benchmarks.report import DOCUMENT, machine, markdown, replace_section
from deployments.pulsar_ingress.client import connect, consumer_options, producer_options, release
from deployments.settings import AppSettings
from synthesis_graph.result import Provenance, Result
from tests.fixtures.pulsar_broker import Broker
from tests.fixtures.pulsar_traffic import NOTHING, ingress, request, settings_for, until

IN_FLIGHT = 128
SIZE_BYTES = 1024
ANSWER = NOTHING.model_copy(update={"provenance": Provenance(origin="x" * (SIZE_BYTES - 320))})
"""About as long as the requests, once written as JSON."""
LEGEND = """\
A message of 1 KB in, one of 1 KB out, {in_flight} in flight. *bare*: receive, send, acknowledge, with the
asyncio client and the ingress's own settings; *one by one*: the bare loop without batching. *ours*: the ingress with the
ledger on and a synthesizer that does nothing. {blocks} blocks of {messages} messages in turns; medians, least and most.
*CPU*: of this process, all threads, and of it the event loop's; the broker has the rest of the machine. *added ms*: p50 from sending to the result of one message at a time, less that of the bare loop."""

app = typer.Typer(help="The Pulsar ingress.", no_args_is_help=True, pretty_exceptions_enable=False)


@app.command()
def overhead(
    blocks: Annotated[int, typer.Option(min=1, help="Turns of each loop.")] = 5,
    messages: Annotated[int, typer.Option(min=100, help="Messages in a turn.")] = 5000,
    singles: Annotated[int, typer.Option(min=10, help="Messages one at a time, for the latency.")] = 300,
    write: Annotated[bool, typer.Option("--write", help="Put the table into docs/benchmarks.md.")] = False,
) -> None:
    """Throughput and latency over a bare echo loop."""
    load = os.getloadavg()[0]
    turns: dict[str, list[Turn]] = {"bare": [], "one by one": [], "ours": []}
    with tempfile.TemporaryDirectory(prefix="sg-") as folder:
        broker = Broker(Path(folder)).start()
        try:
            for _ in range(blocks):
                for name, found in turns.items():
                    found.append(asyncio.run(_turn(broker.url, name, messages)))
                    typer.echo(f"{name:12} {found[-1]}")
            latency_ms = {name: asyncio.run(_latency_ms(broker.url, name, singles)) for name in turns}
        finally:
            broker.kill()
    body = _table(turns, latency_ms) + f"\n\nLoad before: {load:.1f}."
    legend = LEGEND.format(in_flight=IN_FLIGHT, blocks=blocks, messages=messages)
    _publish("pulsar-overhead", f"## Pulsar ingress: overhead\n\n{legend}\n\n{body}", write=write)


@app.command()
def faults(
    requests: Annotated[int, typer.Option(min=10, help="Requests in flight or queued at each fault.")] = 2000,
    only: Annotated[str, typer.Option(help="Names of faults, with commas; default: all.")] = "",
    write: Annotated[bool, typer.Option("--write", help="Put the table into docs/benchmarks.md.")] = False,
) -> None:
    """What is lost and what comes twice when things die."""
    chosen = [fault for fault in FAULTS if not only or fault.name in only.split(",")]
    outcomes: list[tuple[str, Outcome]] = []
    for fault in chosen:
        with tempfile.TemporaryDirectory(prefix="sg-", ignore_cleanup_errors=True) as folder:
            broker = Broker(Path(folder) / "broker").start()
            try:
                outcome = asyncio.run(fault.run(broker, requests))
            finally:
                broker.kill()
        outcomes.append((fault.what, outcome))
        typer.echo(f"{fault.name}: {outcome}")
    header = (
        "fault",
        "requests",
        "answered before it",
        "lost",
        "answered",
        "error results",
        "duplicates",
        "s",
    )
    rows = [
        (what, str(o.sent), str(o.before), str(o.lost), str(o.succeeded), str(o.failed), str(o.duplicates), f"{o.seconds:.0f}")
        for what, o in outcomes
    ]  # fmt: skip
    legend = "Counted by `request_id`. *lost*: no result at all; *duplicates*: results beyond the first of an id, all equal to it."
    _publish(
        "pulsar-faults", f"## Pulsar ingress: faults\n\n{legend}\n\n{markdown(header, rows)}", write=write
    )


@app.command()
def scaling(
    requests: Annotated[int, typer.Option(min=10)] = 200,
    seconds: Annotated[
        float, typer.Option(min=0.1, help="How long a request keeps an implementer busy.")
    ] = 0.5,
    gpus: Annotated[int, typer.Option(min=1, help="Pretended GPUs.")] = 4,
    write: Annotated[bool, typer.Option("--write", help="Write the plot and its section.")] = False,
) -> None:
    """Implementers that come and go with the backlog."""
    from benchmarks.pulsar_scaling import demonstrate, moments, plot

    samples = demonstrate(requests, seconds, gpus, limit_s=300)
    table = markdown(("moment", "s", "waiting", "answered", "implementers"), moments(samples, requests))
    text = (
        f"{requests} requests that keep an implementer busy for {seconds:g} s each, sent while there is none; "
        f"{gpus} pretended GPUs. Sampled once a second, from what Serve and the broker say."
    )
    if write:
        plot(samples)
    picture = "![requests waiting and answered, and implementers, over time](plots/pulsar-scaling.png)"
    title = "## Pulsar ingress: scaling by the backlog"
    _publish("pulsar-scaling", f"{title}\n\n{text}\n\n{table}\n\n{picture}", write=write)


async def kilobyte(_payload: bytes) -> Result:
    """A synthesizer that costs nothing."""
    return ANSWER


async def _fill(client: Any, settings: AppSettings, messages: int) -> None:
    producer = await client.create_producer(
        settings.input_topic, batching_enabled=True, max_pending_messages=0
    )
    await asyncio.gather(*(producer.send(request(f"r{i}", size=SIZE_BYTES)) for i in range(messages)))


@dataclass(frozen=True)
class Turn:
    """One turn of a loop: how fast, and what it cost in this process."""

    rate: float
    """Messages a second."""
    process_us: float
    """CPU time a message, all threads."""
    loop_us: float
    """Of it the event loop's thread: all but the library's threads and those of the ingress around it."""


class _Meter:
    """Measures from its making on."""

    def __init__(self) -> None:
        self._started = (time.perf_counter(), time.process_time(), time.thread_time())

    def turn(self, messages: int) -> Turn:
        """What so many messages took."""
        now = (time.perf_counter(), time.process_time(), time.thread_time())
        seconds, process, loop = (b - a for a, b in zip(self._started, now, strict=True))
        return Turn(messages / seconds, 1e6 * process / messages, 1e6 * loop / messages)


async def _turn(url: str, name: str, messages: int) -> Turn:
    settings = settings_for(url, in_flight=IN_FLIGHT, concurrency=IN_FLIGHT)
    client = connect(settings)
    try:
        await _fill(client, settings, messages)
        if name == "ours":
            return await _ours(settings, messages)
        meter = _Meter()
        await asyncio.wait_for(_bare(client, settings, messages, batching=name == "bare"), 300)
        return meter.turn(messages)
    finally:
        await release(client)


async def _ours(settings: AppSettings, messages: int) -> Turn:
    answered = 0

    async def count(_payload: bytes) -> Result:
        nonlocal answered
        answered += 1
        return ANSWER

    async with ingress(settings, count) as running:
        await until(lambda: running.receiving, 60)
        meter, before = _Meter(), answered
        await until(lambda: answered == messages and not running.held, 300)
        return meter.turn(messages - before)


async def _bare(client: Any, settings: AppSettings, messages: int, *, batching: bool) -> None:
    consumer = await client.subscribe(**consumer_options(settings))
    producer = await client.create_producer(
        settings.output_topic, **producer_options(settings, batching=batching)
    )
    room = asyncio.Semaphore(IN_FLIGHT)
    tasks: set[asyncio.Task[None]] = set()

    async def echo(message: Any) -> None:
        await producer.send(message.data())
        await consumer.acknowledge(message)
        room.release()

    for _ in range(messages):
        await room.acquire()
        task = asyncio.ensure_future(echo(await consumer.receive()))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)


async def _latency_ms(url: str, name: str, singles: int) -> list[float]:
    settings = settings_for(url)
    client = connect(settings)
    try:
        results = await client.subscribe(settings.output_topic, "latency")
        sender = await client.create_producer(settings.input_topic, batching_enabled=False)
        if name == "ours":
            async with ingress(settings, kilobyte) as running:
                await until(lambda: running.receiving, 60)
                return await _singles(sender, results, singles)
        bare = asyncio.ensure_future(_bare(client, settings, singles + 20, batching=name == "bare"))
        found = await _singles(sender, results, singles)
        bare.cancel()
        return found
    finally:
        await release(client)


async def _singles(sender: Any, results: Any, singles: int) -> list[float]:
    found = []
    for i in range(singles + 20):
        started = time.perf_counter()
        await sender.send(request(f"r{i}", size=SIZE_BYTES))
        await results.acknowledge(await results.receive())
        found.append(1000 * (time.perf_counter() - started))
    return found[20:]  # the first ones warm up


def _table(turns: dict[str, list[Turn]], latency_ms: dict[str, list[float]]) -> str:
    header = (
        "loop",
        "messages a second",
        "ours, of it",
        "CPU µs a message",
        "the loop's",
        "p50 ms",
        "p95 ms",
        "added ms",
    )
    base = statistics.median(latency_ms["ours"])
    rows = []
    for name, found in turns.items():
        ratios = [ours.rate / other.rate for ours, other in zip(turns["ours"], found, strict=True)]
        costs = (statistics.median(t.process_us for t in found), statistics.median(t.loop_us for t in found))
        times = sorted(latency_ms[name])
        middle = statistics.median(times)
        rows.append(
            (name, _spread([t.rate for t in found], ",.0f"), _spread(ratios, ".0%"), *(f"{cost:.0f}" for cost in costs),
             f"{middle:.1f}", f"{times[int(0.95 * len(times))]:.1f}", f"{base - middle:.1f}")
        )  # fmt: skip
    return markdown(header, rows)


def _spread(values: Sequence[float], form: str) -> str:
    return f"{statistics.median(values):{form}} [{min(values):{form}}, {max(values):{form}}]"


def _publish(section: str, body: str, *, write: bool) -> None:
    today = dt.datetime.now(dt.timezone.utc).date().isoformat()
    title, _, rest = body.partition("\n\n")
    text = (
        f"{title}\n\n{today}, {machine()}. `./dev bench pulsar {section.removeprefix('pulsar-')}`\n\n{rest}"
    )
    typer.echo(text)
    if write:
        DOCUMENT.write_text(
            replace_section(DOCUMENT.read_text(encoding="utf-8"), section, text), encoding="utf-8"
        )
