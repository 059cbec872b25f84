"""Implementers that come and go with the backlog: a Ray cluster of pretended GPUs, a real broker, 200 requests, one plot.

Owns the demonstration: it starts everything on this machine and samples what Serve and the broker say. The stages are the
tests' stand-ins, which are busy for as long as a request asks; policy, ingress and settings are the real ones.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.report import PLOTS
from deployments.pulsar_ingress.admin import read_backlog
from deployments.settings import AppSettings
from tests.fixtures.pulsar_broker import Broker
from tests.fixtures.pulsar_traffic import request, settings_for, traffic

TINY = {"num_cpus": 0.02, "health_check_period_s": 2, "graceful_shutdown_timeout_s": 2}
STAGES = ("http_ingress", "synthesizer", "retriever", "outline_planner", "ast_validator")


@dataclass(frozen=True)
class Sample:
    """What was seen at a moment, in seconds since the requests were sent."""

    at_s: float
    waiting: int
    replicas: int
    answered: int


def demonstrate(requests: int, seconds: float, gpus: int, limit_s: float) -> list[Sample]:
    """Samples from sending until the implementers are gone again, or for `limit_s`."""
    os.environ |= {"RAY_AUTH_MODE": "disabled", "RAY_USAGE_STATS_ENABLED": "0"}
    with ExitStack() as ends:
        folder = Path(
            ends.enter_context(tempfile.TemporaryDirectory(prefix="sg-", ignore_cleanup_errors=True))
        )
        broker = Broker(folder / "broker").start()
        ends.callback(broker.kill)
        _start_cluster(ends, gpus)
        settings = settings_for(broker.url, broker.admin_url, concurrency=64, in_flight=64)
        _deploy(settings, gpus)
        return asyncio.run(_watch(settings, requests, seconds, limit_s))


def _start_cluster(ends: ExitStack, gpus: int) -> None:
    import ray
    from ray import serve
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 2, "include_dashboard": False})
    ends.callback(cluster.shutdown)
    for _ in range(gpus):
        cluster.add_node(num_gpus=1, num_cpus=1)
    ray.init(address=cluster.address, log_to_driver=False)
    ends.callback(ray.shutdown)
    serve.start(http_options={"host": "127.0.0.1", "port": 0, "location": "NoServer"})
    ends.callback(serve.shutdown)


def _deploy(settings: AppSettings, gpus: int) -> None:
    from ray import serve
    from ray.serve.context import _get_global_client
    from ray.serve.schema import ServeDeploySchema

    given = settings.model_dump(
        mode="json", include={"pulsar_service_url", "pulsar_admin_url", "input_topic", "output_topic"}
    )
    mine = settings.pulsar_ingress.model_dump(include={"concurrency", "in_flight"})
    application = {
        "name": "synthesis_graph",
        "route_prefix": "/",
        "import_path": "tests.fixtures.stand_ins:build",
        "autoscaling_policy": {
            "policy_function": "deployments.autoscaling:BacklogPolicy",
            "policy_kwargs": {"backlog_per_replica": 20},
        },
        "args": {
            **given, "max_deadline_s": 20, "grace_s": 0.5, **dict.fromkeys(STAGES, TINY),
            "pulsar_ingress": {**TINY, **mine, "backlog_period_s": 1, "drain_s": 1},
            "implementer": {
                **TINY, "num_gpus": 1, "min_replicas": 0, "max_replicas": gpus, "upscale_delay_s": 1,
                "downscale_delay_s": 5, "target_ongoing_requests": 40, "max_queued_requests": 200,
            },
        },
    }  # fmt: skip
    client: Any = _get_global_client()
    client.deploy_apps(ServeDeploySchema.model_validate({"applications": [application]}), _blocking=False)
    ends = time.monotonic() + 180
    while serve.status().applications["synthesis_graph"].status != "RUNNING":
        if time.monotonic() > ends:
            raise TimeoutError(str(serve.status()))
        time.sleep(0.5)


async def _watch(settings: AppSettings, requests: int, seconds: float, limit_s: float) -> list[Sample]:
    samples: list[Sample] = []
    async with traffic(settings) as ends:
        await ends.send(_requests(requests, seconds))
        started = time.monotonic()
        risen = False
        while time.monotonic() - started < limit_s:
            backlog = await asyncio.to_thread(read_backlog, settings)
            replicas = await asyncio.to_thread(_replicas)
            samples.append(Sample(time.monotonic() - started, backlog.waiting, replicas, len(ends.results)))
            risen |= replicas > 0
            if risen and not replicas and len(ends.results) == requests:
                break
            await asyncio.sleep(1)
    return samples


def _requests(count: int, seconds: float) -> list[bytes]:
    import json

    body = json.loads(request(""))
    return [
        json.dumps(
            {
                **body,
                "request_id": f"r{i}",
                "description": f"take {seconds}",
                "technique": "grammar",
                "deadline_s": 15,
            }
        ).encode()
        for i in range(count)
    ]


def _replicas() -> int:
    from ray import serve

    states = serve.status().applications["synthesis_graph"].deployments["implementer"].replica_states
    return sum(count for state, count in states.items() if str(state).endswith("RUNNING"))


def plot(samples: list[Sample], path: Path = PLOTS / "pulsar-scaling.png") -> None:
    """Requests that wait and that are answered, and under them the running implementers, over time."""
    from matplotlib.figure import Figure

    at_s = [sample.at_s for sample in samples]
    figure = Figure(figsize=(7.5, 4.5), layout="constrained")
    above, below = figure.subplots(2, sharex=True, height_ratios=(2, 1))
    above.plot(
        at_s, [s.waiting for s in samples], color="tab:blue", linewidth=2, label="waiting at the broker"
    )
    above.plot(at_s, [s.answered for s in samples], color="tab:green", linewidth=2, label="answered")
    above.set(
        ylabel="requests", ylim=(0, None), title="Implementers follow the backlog, from none and back to none"
    )
    above.legend(loc="center right", frameon=False)
    replicas = [sample.replicas for sample in samples]
    below.fill_between(at_s, replicas, step="post", color="tab:red", alpha=0.25)
    below.step(at_s, replicas, where="post", color="tab:red", linewidth=2)
    below.set(
        xlabel="seconds since the requests were sent", ylabel="implementers\n(a GPU each)",
        ylim=(0, max(replicas) + 0.5), yticks=range(max(replicas) + 1), xlim=(0, at_s[-1]),
    )  # fmt: skip
    for axes in (above, below):
        axes.grid(alpha=0.3)
        axes.spines[["top", "right"]].set_visible(False)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=120, metadata={"Software": None})


def moments(samples: list[Sample], requests: int) -> list[tuple[str, str, str, str, str]]:
    """Rows of the moments that matter: sent, the first implementer, the most of them, drained, the last one gone."""
    most = max(sample.replicas for sample in samples)
    found = (
        ("sent", samples[0]),
        ("first implementer", next(s for s in samples if s.replicas)),
        ("most implementers", next(s for s in samples if s.replicas == most)),
        ("all answered", next((s for s in samples if s.answered == requests), samples[-1])),
        ("end", samples[-1]),
    )
    return [(what, f"{s.at_s:.0f}", str(s.waiting), str(s.answered), str(s.replicas)) for what, s in found]
