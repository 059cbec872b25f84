"""Deploying, step by step: render, check, ask the server, warn, apply, wait. Each step is a function that can be tested.

Owns the order. Knows the cluster by the few methods it calls; `command` decides what is shown and how it ends.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kuberay.causes import Cause, diagnose
from kuberay.changes import Change, compare
from kuberay.checks import check
from kuberay.cluster import Cluster
from kuberay.errors import Finding, Refused, Unreachable
from kuberay.kustomize import Manifest
from kuberay.options import load_options
from kuberay.rendering import Choices, render
from kuberay.snapshot import Snapshot

POLL_S = 2.0
GRACE_S = (
    20.0  # a fatal cause must last this long: pods are pulled and scheduled anew before they are given up
)


@dataclass(frozen=True)
class Plan:
    """What a deployment would do; nothing is applied yet."""

    objects: list[Manifest]
    warnings: list[Finding]
    change: Change | None = None  # None: there is no RayService yet
    environment_changes: list[str] = field(default_factory=list)

    @property
    def builds_second_cluster(self) -> bool:
        """Whether the operator would start a whole cluster beside the running one, and switch."""
        return bool(self.change and self.change.new_cluster)


def checked(choices: Choices) -> tuple[list[Manifest], list[Finding]]:
    """The objects of a deployment and what to warn of; Refused with all that is wrong. No cluster is asked."""
    objects = render(choices)
    found = check(objects, load_options())
    errors = [finding for finding in found if finding.severity == "error"]
    if errors:
        raise Refused(errors)
    return objects, [finding for finding in found if finding.severity == "warning"]


def plan(cluster: Cluster, objects: list[Manifest], warnings: Sequence[Finding]) -> Plan:
    """What applying these objects would change; Refused with all that the server has against them. Writes nothing."""
    if not cluster.has_namespace():
        mend = f"kubectl create namespace {cluster.namespace}, or --create-namespace"
        raise Refused(
            [Finding("Namespace", "metadata.namespace", f"{cluster.namespace} does not exist", mend)]
        )
    refusals: list[Finding] = []
    change, environment = None, []
    for manifest in objects:
        if manifest["kind"] == "RayService":
            found = cluster.check_templates(manifest)
            refusals += [finding for finding in found if finding.severity == "error"]
            warnings = [*warnings, *(finding for finding in found if finding.severity == "warning")]
        try:
            before = cluster.read(manifest["apiVersion"], manifest["kind"], manifest["metadata"]["name"])
            _, after = cluster.apply(manifest, dry_run=True)
        except Refused as error:
            refusals += error.findings
            continue
        if before and manifest["kind"] == "RayService":
            change = compare(before, after)
        if before and manifest["kind"] == "ConfigMap":
            old, new = before.get("data") or {}, after.get("data") or {}
            environment += sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    for name in cluster.missing_secrets(objects):
        mend = (
            f"kubectl --namespace {cluster.namespace} create secret generic {name} --from-literal=KEY=VALUE"
        )
        refusals.append(
            Finding(f"Secret {name}", "metadata.name", "is referred to, but does not exist", mend)
        )
    if refusals:
        raise Refused(refusals)
    return Plan(objects, list(warnings), change, environment)


def apply(cluster: Cluster, objects: Sequence[Manifest]) -> list[tuple[str, str]]:
    """Apply each object: what it is, and whether it was created, changed or unchanged."""
    return [(f"{m['kind']} {m['metadata']['name']}", cluster.apply(m)[0]) for m in objects]


def create_namespace(cluster: Cluster) -> None:
    """Make the namespace if it is not there."""
    if not cluster.has_namespace():
        cluster.apply({"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": cluster.namespace}})


def wait(
    look: Callable[[], Snapshot],
    timeout_s: float,
    on_look: Callable[[Snapshot, list[Cause]], None],
    poll_s: float = POLL_S,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> tuple[bool, Snapshot, list[Cause]]:
    """Look until the service is ready, the time is over, or a cause that waiting does not mend has lasted GRACE_S."""
    end, fatal_since, seen = clock() + timeout_s, None, None
    while True:
        try:
            seen = look()
        except Unreachable:  # an API server may be away for a moment; for longer it is the answer
            if clock() >= end:
                raise
            sleep(poll_s)
            continue
        causes = [] if seen.ready else diagnose(seen)
        on_look(seen, causes)
        if seen.ready:
            return True, seen, []
        fatal = any(cause.fatal for cause in causes)
        fatal_since = (clock() if fatal_since is None else fatal_since) if fatal else None
        if clock() >= end or (fatal_since is not None and clock() - fatal_since >= GRACE_S):
            return False, seen, causes
        sleep(poll_s)


def delete(cluster: Cluster, objects: Sequence[Manifest], with_volumes: bool) -> list[tuple[str, str]]:
    """Delete what a deployment made, the RayService first; volumes, which hold data, only when asked."""
    done = []
    for manifest in reversed(objects):
        name = f"{manifest['kind']} {manifest['metadata']['name']}"
        if manifest["kind"] == "PersistentVolumeClaim" and not with_volumes:
            done.append((name, "kept"))
            continue
        gone = cluster.delete(
            manifest["apiVersion"], manifest["kind"], manifest["metadata"]["name"], wait=False
        )
        done.append((name, "deleted" if gone else "was not there"))
    return done
