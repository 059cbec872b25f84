"""`python -m kuberay deploy|status|wait|logs|delete|render|generate`: options in, exit code out.

0 done and, where asked, ready · 1 not ready, or failed · 2 refused: the manifests or the command line are wrong ·
3 no API server answers or lets us in. REGISTRY, TAG and NAMESPACE stand for the options of these names.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

Text = Optional[str]  # noqa: UP045 - typer evaluates annotations, and Python 3.10 must read them
Overlay = Annotated[
    str, typer.Option(help="cpu, gpu, gpu-scale-to-zero, or a folder with a kustomization of yours.")
]
Namespace = Annotated[str, typer.Option(envvar="NAMESPACE", help="Namespace of the service.")]
Context = Annotated[Text, typer.Option(help="Context of the kubeconfig.")]
Name = Annotated[str, typer.Option(help="Name of the RayService.")]
Registry = Annotated[Text, typer.Option(envvar="REGISTRY", help="The image is REGISTRY/synthesis-graph:TAG.")]
Tag = Annotated[Text, typer.Option(envvar="TAG", help="Tag of the image.")]
Image = Annotated[Text, typer.Option(help="The image, whole; instead of REGISTRY and TAG.")]
StorageClass = Annotated[
    Text, typer.Option(help="Storage class of the volumes; the cluster's default otherwise.")
]
Timeout = Annotated[float, typer.Option(min=0, help="Seconds to wait.")]
SERVICE = "synthesis-graph"


class DryRun(str, Enum):
    """How far a deployment goes: `none` applies, `server` asks the server, `client` asks nobody."""

    none = "none"
    server = "server"
    client = "client"


class Format(str, Enum):
    """How the status is written."""

    table = "table"
    json = "json"


app = typer.Typer(
    name="kuberay",
    help="Deploys the graph as a RayService on Kubernetes, and says what is wrong when something is.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def deploy(  # noqa: PLR0913, PLR0917 - typer reads the options from the parameters
    overlay: Overlay = "cpu",
    registry: Registry = None,
    tag: Tag = None,
    image: Image = None,
    namespace: Namespace = "default",
    storage_class: StorageClass = None,
    name: Name = SERVICE,
    context: Context = None,
    dry_run: Annotated[
        DryRun, typer.Option(help="client: check only; server: and ask the API server.")
    ] = DryRun.none,
    create_namespace: Annotated[bool, typer.Option(help="Make the namespace where it is missing.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask before building a second cluster.")
    ] = False,
    wait: Annotated[bool, typer.Option("--wait", help="Wait until the service is ready.")] = False,
    timeout: Timeout = 900,
) -> None:
    """Check the manifests, apply them, and wait until the service answers."""
    from kuberay import deploying
    from kuberay.cluster import Cluster
    from kuberay.display import show_findings, show_plan
    from kuberay.rendering import Choices, image_name

    with _explained():
        chosen = Choices(overlay, namespace, image or image_name(registry, tag), storage_class, name)
        objects, warnings = deploying.checked(chosen)
        if dry_run is DryRun.client:
            show_findings(_err(), warnings)
            _say(f"{len(objects)} objects are in order (not sent to a server)")
            return
        cluster = Cluster(namespace, context)
        if create_namespace and dry_run is DryRun.none:
            deploying.create_namespace(cluster)
        plan = deploying.plan(cluster, objects, warnings)
        show_plan(_err(), plan)
        if dry_run is DryRun.server:
            _say(f"the server takes all {len(objects)} objects (nothing was applied)")
            return
        if plan.builds_second_cluster and not yes and sys.stdin.isatty():
            typer.confirm("go on?", abort=True, err=True)
        for what, done in deploying.apply(cluster, objects):
            _say(f"{what}: {done}")
        if wait:
            _wait(cluster, name, timeout)


@app.command()
def status(
    namespace: Namespace = "default",
    name: Name = SERVICE,
    context: Context = None,
    output: Annotated[Format, typer.Option("--output", "-o", help="table or json.")] = Format.table,
) -> None:
    """Show conditions, applications, replicas, pods and what is wrong; 0 when the service is ready, else 1."""
    from dataclasses import asdict

    from rich.console import Console

    from kuberay.causes import diagnose
    from kuberay.cluster import Cluster
    from kuberay.display import status_view
    from kuberay.snapshot import summary

    with _explained():
        seen = Cluster(namespace, context).snapshot(name)
        causes = [] if seen.ready else diagnose(seen)
        if output is Format.json:
            state = {**summary(seen), "causes": [asdict(cause) for cause in causes]}
            sys.stdout.write(json.dumps(state, indent=2) + "\n")
        else:
            Console().print(status_view(seen, causes))
    raise typer.Exit(0 if seen.ready else 1)


@app.command()
def wait(
    namespace: Namespace = "default", name: Name = SERVICE, context: Context = None, timeout: Timeout = 900
) -> None:
    """Wait until the service is ready; 1 with the causes when it fails or the time is over."""
    from kuberay.cluster import Cluster

    with _explained():
        _wait(Cluster(namespace, context), name, timeout)


@app.command()
def logs(  # noqa: PLR0913, PLR0917 - typer reads the options from the parameters
    namespace: Namespace = "default",
    name: Name = SERVICE,
    context: Context = None,
    pod: Annotated[Text, typer.Option(help="One pod by name; all of the service otherwise.")] = None,
    job: Annotated[Text, typer.Option(help="The pods of a job, such as knowledge-base.")] = None,
    deployment: Annotated[Text, typer.Option(help="Only lines that name this deployment.")] = None,
    lines: Annotated[int, typer.Option(min=1, help="Last lines of each container.")] = 100,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on as lines come; needs --pod.")] = False,
) -> None:
    """Print the logs of the service's pods, each line after the name of its pod."""
    from kuberay.cluster import Cluster
    from kuberay.errors import ManifestError

    with _explained():
        if follow and not pod:
            raise ManifestError("--follow needs --pod", "python -m kuberay status lists the pods")
        cluster = Cluster(namespace, context)
        found = 0
        for one in cluster.snapshot(name).pods:
            labels = one["metadata"].get("labels") or {}
            own = one["metadata"]["name"]
            if (pod and own != pod) or (job and labels.get("batch.kubernetes.io/job-name") != job):
                continue
            found += 1
            for container in one["spec"]["containers"]:
                for line in cluster.logs(own, container["name"], lines, follow):
                    if not deployment or deployment in line:
                        sys.stdout.write(f"{own} {line}\n")
        if not found:
            raise ManifestError("no such pod", "python -m kuberay status lists the pods")


@app.command()
def delete(
    overlay: Overlay = "cpu",
    namespace: Namespace = "default",
    name: Name = SERVICE,
    context: Context = None,
    volumes: Annotated[bool, typer.Option("--volumes", help="The volumes too, with what they hold.")] = False,
) -> None:
    """Delete what `deploy` made; the volumes stay unless asked for."""
    from kuberay import deploying
    from kuberay.cluster import Cluster
    from kuberay.rendering import Choices, render

    with _explained():
        objects = render(Choices(overlay, namespace, name=name))
        for what, done in deploying.delete(Cluster(namespace, context), objects, volumes):
            _say(f"{what}: {done}")


@app.command()
def render(
    overlay: Overlay = "cpu",
    registry: Registry = None,
    tag: Tag = None,
    image: Image = None,
    namespace: Namespace = "default",
    storage_class: StorageClass = None,
) -> None:
    """Print the manifests of an overlay, for `kubectl apply --server-side -f -` and for review; no cluster is asked."""
    from kuberay.rendering import Choices, image_name, to_yaml
    from kuberay.rendering import render as rendered

    with _explained():
        chosen = Choices(overlay, namespace, image or image_name(registry, tag), storage_class)
        sys.stdout.write(to_yaml(rendered(chosen)))


@app.command()
def generate() -> None:
    """Write the Serve configuration of each overlay anew, from serve_config.yaml and configs/production.yaml."""
    from kuberay.serve_config import ROOT, write_all

    with _explained():
        for path in write_all():
            _say(str(path.relative_to(ROOT) if path.is_relative_to(Path(ROOT)) else path))


def _wait(cluster: Any, name: str, timeout_s: float) -> None:
    from rich.live import Live

    from kuberay import deploying
    from kuberay.display import show_causes, status_view
    from kuberay.errors import NotReady

    console = _err()
    if console.is_terminal:
        with Live(console=console, transient=True, refresh_per_second=2) as live:
            ready, seen, causes = deploying.wait(
                lambda: cluster.snapshot(name), timeout_s, lambda s, c: live.update(status_view(s, c))
            )
    else:
        ready, seen, causes = deploying.wait(lambda: cluster.snapshot(name), timeout_s, _line())
    if not ready:
        show_causes(console, causes)
        reason = seen.condition("Ready").get("message") or "its state says nothing more"
        raise NotReady(f"{name} is not ready: {reason}", "" if causes else "python -m kuberay status")
    _say(f"{name} is ready: http://{name}-serve-svc.{cluster.namespace}:8000")


def _line() -> Callable[[Any, Any], None]:
    """Progress where there is no terminal: one line a change."""
    last: list[str] = [""]

    def on_look(seen: Any, causes: Any) -> None:
        apps = (
            ", ".join(f"{a['name']} {a['status']}" for a in seen.application_states()) or "no application yet"
        )
        ready = seen.condition("Ready")
        text = f"{ready.get('reason', 'waiting for the operator')}; {apps}; {len(seen.pods)} pods"
        text += "".join(f"; {cause.code}: {cause.where}" for cause in causes)
        if text != last[0]:
            last[0] = text
            _say(text)

    return on_look


@contextmanager
def _explained() -> Iterator[None]:
    """Turns what went wrong into words on stderr and an exit code."""
    from kuberay.display import show_findings
    from kuberay.errors import KubeError, Refused

    try:
        yield
    except Refused as error:
        show_findings(_err(), error.findings)
        raise typer.Exit(error.exit_code) from error
    except KubeError as error:
        _say(str(error))
        raise typer.Exit(error.exit_code) from error
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


def _err() -> Any:
    from rich.console import Console

    return Console(stderr=True)
