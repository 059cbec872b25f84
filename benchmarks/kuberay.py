"""Production, measured: a deploy against a real API server, what is refused before it, the image, its start and its memory.

Owns the commands, the tables and the deploy's own times; layers are `kuberay_image`, start and memory `kuberay_start`.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Annotated

import typer

from benchmarks.kuberay_image import Layer, layers, packages
from benchmarks.kuberay_start import BARE, Start, start
from benchmarks.report import DOCUMENT, ROOT, machine, markdown, replace_section
from kuberay import deploying
from kuberay.checks import check
from kuberay.cluster import Cluster
from kuberay.errors import Refused
from kuberay.options import load_options
from kuberay.rendering import OVERLAYS, Choices, render
from tests.fixtures.broken_manifests import BROKEN, Broken, break_one
from tests.fixtures.kube_server import api_server

IMAGE = "registry.example.com/synthesis-graph:1"
GUIDE = ROOT / "docs" / "deploy.md"
Write = Annotated[bool, typer.Option("--write", help="Put the table into the documents.")]
Images = Annotated[str, typer.Option(help="Images of the local engine, with commas.")]
app = typer.Typer(help="Images and clusters.", no_args_is_help=True, pretty_exceptions_enable=False)


@app.command()
def deploy(
    runs: Annotated[int, typer.Option(min=1, help="Namespaces, each deployed into twice.")] = 7,
    write: Write = False,
) -> None:
    """Time from `deploy` to objects present, and again where they are; then sixty and more broken deployments."""
    with api_server() as kubeconfig:
        times = [
            (overlay, _deploys(kubeconfig, overlay, runs))
            for overlay in sorted(path.name for path in OVERLAYS.iterdir())
        ]
        refused = _refused(Cluster("nothing-written", kubeconfig=kubeconfig))
    body = [
        (overlay, str(len(render(Choices(overlay)))), *map(_spread, zip(*found, strict=True)))
        for overlay, found in times
    ]
    header = (
        "overlay",
        "objects",
        "checks alone s",
        "server's dry run s",
        "first deploy s",
        "second deploy s",
    )
    legend = f"""\
`python -m kuberay deploy` as a process of its own against kube-apiserver on this machine, until every object was read back;
*second*: the same again, which changes nothing. {runs} namespaces an overlay: median [least, most]."""
    _publish("kuberay-deploy", "Deploying", f"{legend}\n\n{markdown(header, body)}\n\n{refused}", write=write)


@app.command()
def image(
    images: Images = "synthesis-graph:test",
    largest: Annotated[int, typer.Option(min=1, help="Packages to name, of each image.")] = 12,
    write: Write = False,
) -> None:
    """What an image weighs, layer by layer, as the engine keeps it and as a registry would send it."""
    found = [(name, layers(name)) for name in images.split(",")]
    totals = [(name, *_sizes(parts)) for name, parts in found]
    name, first = found[0]
    parts = [(layer.made_by, f"{layer.size / 1e6:,.0f}", f"{layer.compressed / 1e6:,.0f}") for layer in first]
    heaviest = [
        markdown(
            (f"in /opt/venv of {each}", "MB"), [(p, f"{s / 1e6:,.0f}") for p, s in packages(each)[:largest]]
        )
        for each, _ in found
    ]
    text = "\n\n".join(
        (
            "A layer compressed is gzip's level 6, what a registry holds and sends. MB are 10⁶ bytes.",
            markdown(("image", "MB", "compressed MB"), totals),
            markdown((f"layer of {name}", "MB", "compressed MB"), parts),
            *heaviest,
        )
    )
    _publish("kuberay-image", "The image", text, write=write)


@app.command("start")
def start_command(
    images: Images = BARE,
    runs: Annotated[int, typer.Option(min=1, help="Starts of each image.")] = 5,
    requests: Annotated[int, typer.Option(min=0, help="Requests before memory is read again.")] = 30,
    write: Write = False,
) -> None:
    """From the start of a container to /readyz, and what each replica holds in memory then and after some requests."""
    found = {
        name: [start(name, requests if run == 0 else 0) for run in range(runs)] for name in images.split(",")
    }
    header = ("image", "starts", "ready s", *_STEPS)
    rows = [
        (name, str(len(starts)), _spread([s.ready_s for s in starts]), *_steps(starts))
        for name, starts in found.items()
    ]
    legend = f"""\
From starting it to the first 200 of `/readyz`: median [least, most]. The columns after it are parts of that time by the
log: until the environment was judged, until Ray ran, and until every replica answered. *core seconds*: what the
processes used by then; half of it is the least that two idle cores can take. `{BARE}`: the entrypoint without a container."""
    first = next(iter(found.values()))[0]
    text = f"{legend}\n\n{markdown(header, rows)}\n\n{_memory(first, requests)}"
    _publish("kuberay-start", "Start and memory", text, write=write)
    if write:
        guide = GUIDE.read_text(encoding="utf-8")
        GUIDE.write_text(replace_section(guide, "memory", _memory(first, requests)), encoding="utf-8")


# -- deploys ------------------------------------------------------------------------------------------------------------


def _deploys(kubeconfig: str, overlay: str, runs: int) -> list[tuple[float, float, float, float]]:
    """Seconds of the checks alone, the dry run, the first and the second deploy, a tuple a namespace."""
    found = []
    for run in range(runs):
        namespace = f"{overlay}-{run}"
        cluster = Cluster(namespace, kubeconfig=kubeconfig)
        deploying.create_namespace(cluster)
        objects = render(Choices(overlay, namespace, IMAGE))
        ways: tuple[tuple[str, ...], ...] = (("--dry-run", "client"), ("--dry-run", "server"), (), ())
        times = [_timed(kubeconfig, overlay, namespace, *way) for way in ways]
        missing = [
            m["kind"] for m in objects if not cluster.read(m["apiVersion"], m["kind"], m["metadata"]["name"])
        ]
        if missing:
            raise RuntimeError(f"{', '.join(missing)} not there after the deploy")
        found.append((times[0], times[1], times[2], times[3]))
    return found


def _timed(kubeconfig: str, overlay: str, namespace: str, *more: str) -> float:
    line = [sys.executable, "-m", "kuberay", "deploy", "--overlay", overlay, "--namespace", namespace]
    environment = {**os.environ, "KUBECONFIG": kubeconfig, "PYTHONPATH": str(ROOT)}
    started = time.monotonic()
    subprocess.run([*line, "--image", IMAGE, *more], env=environment, capture_output=True, check=True)
    return time.monotonic() - started


def _refused(cluster: Cluster) -> str:
    """A table of broken deployments: who refuses them, and how many refusals name the field."""
    deploying.create_namespace(cluster)
    objects = render(Choices("cpu", cluster.namespace, IMAGE))
    options = load_options()

    def by_client(row: Broken) -> list[str]:
        found = check(break_one(objects, row), options)
        return [f"{f.field} {f.message}" for f in found if f.severity == "error"]

    def by_server(row: Broken) -> list[str]:
        try:
            deploying.plan(cluster, break_one(objects, row), [])
        except Refused as error:
            return [f"{f.field} {f.message}" for f in error.findings]
        return []

    asked: dict[str, Callable[[Broken], list[str]]] = {"the client": by_client, "the server": by_server}
    rows = []
    for who, ask in asked.items():
        mine = [row for row in BROKEN if f"the {row.by}" == who]
        said = [ask(row) for row in mine]
        named = sum(any(row.field in text for text in texts) for row, texts in zip(mine, said, strict=True))
        rows.append((who, str(len(mine)), str(sum(map(bool, said))), str(named)))
    total = [str(sum(int(row[i]) for row in rows)) for i in range(1, 4)]
    header = ("refused by", "broken manifests and settings", "refused", "naming the field")
    return markdown(header, [*rows, ("in all", *total)])


# -- tables -------------------------------------------------------------------------------------------------------------

_STEPS = ("environment s", "Ray s", "replicas s", "core seconds")


def _steps(starts: Sequence[Start]) -> list[str]:
    return [
        _spread([getattr(s, name) for s in starts])
        for name in ("environment_s", "ray_s", "replicas_s", "cpu_s")
    ]


def _memory(start: Start, requests: int) -> str:
    header = ("process", "MB when ready", f"MB after {requests} requests", "of which its own", "its children")
    rows = [
        (
            name,
            f"{before.rss / 1e6:.0f}",
            f"{after.rss / 1e6:.0f}",
            f"{after.pss / 1e6:.0f}",
            f"{after.below / 1e6:.0f}",
        )
        for (name, before), after in zip(start.idle.items(), start.used.values(), strict=True)
    ]
    legend = """\
Resident memory; *its own* shares pages with the others by halves and thirds (PSS); *children* are sandbox processes.
Measured by `./dev bench kuberay start` with the embedded engine."""
    return f"{legend}\n\n{markdown(header, rows)}"


def _sizes(parts: Sequence[Layer]) -> tuple[str, str]:
    return f"{sum(p.size for p in parts) / 1e6:,.0f}", f"{sum(p.compressed for p in parts) / 1e6:,.0f}"


def _spread(seconds: Sequence[float]) -> str:
    return f"{median(seconds):.2f} [{min(seconds):.2f}, {max(seconds):.2f}]"


def _publish(section: str, title: str, text: str, *, write: bool, document: Path = DOCUMENT) -> None:
    print(text)
    if write:
        today = dt.datetime.now(dt.timezone.utc).date().isoformat()
        command = " ".join(["./dev bench", *sys.argv[1:]])
        load = os.getloadavg()[0]
        body = f"## {title}\n\n{today}, {machine()}; load {load:.1f} at the end. `{command}`\n\n{text}"
        document.write_text(
            replace_section(document.read_text(encoding="utf-8"), section, body), encoding="utf-8"
        )
