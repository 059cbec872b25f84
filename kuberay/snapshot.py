"""What the cluster holds of one RayService at one moment, as the API server gave it, and the one answer made of it.

Owns the joining: conditions, applications, deployments, replicas, pods and events. Reads no cluster (`cluster` does) and
judges nothing (`causes` does).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Object = Mapping[str, Any]


@dataclass(frozen=True)
class Snapshot:
    """The objects of one RayService; `service` is None where there is none."""

    name: str
    namespace: str
    service: Object | None = None
    clusters: Sequence[Object] = ()
    pods: Sequence[Object] = ()
    jobs: Sequence[Object] = ()
    claims: Sequence[Object] = ()
    events: Sequence[Object] = ()
    applications: Mapping[str, Any] = field(
        default_factory=dict
    )  # Serve's own answer, where it could be asked

    @property
    def status(self) -> Object:
        """The status of the RayService; empty before the operator has seen it."""
        return (self.service or {}).get("status") or {}

    def condition(self, kind: str) -> Object:
        """A condition of the RayService by its type; empty where it is not set."""
        return next((c for c in self.status.get("conditions") or () if c["type"] == kind), {})

    @property
    def observed(self) -> bool:
        """Whether the operator has seen the present specification."""
        generation = ((self.service or {}).get("metadata") or {}).get("generation", 0)
        return bool(self.status.get("observedGeneration", 0) >= generation)

    @property
    def ready(self) -> bool:
        """Whether the present specification serves: Ready, no upgrade under way, and every application runs."""
        running = all(app["status"] == "RUNNING" for app in self.application_states())
        upgrading = self.condition("UpgradeInProgress").get("status") == "True"
        return self.observed and self.condition("Ready").get("status") == "True" and running and not upgrading

    def application_states(self) -> list[dict[str, Any]]:
        """Each application with its deployments; those of a cluster in the making after those of the serving one."""
        found = []
        for role in ("activeServiceStatus", "pendingServiceStatus"):
            part = self.status.get(role) or {}
            for name, state in (part.get("applicationStatuses") or {}).items():
                found.append(
                    {
                        "name": name,
                        "cluster": part.get("rayClusterName", ""),
                        "role": role.removesuffix("ServiceStatus"),
                        "status": state.get("status", "NOT_STARTED"),
                        "message": state.get("message", ""),
                        "deployments": list(self._deployments(name, state, role)),
                    }
                )
        return found

    def _deployments(self, application: str, state: Object, role: str) -> Iterator[dict[str, Any]]:
        asked = (self.applications.get(application) or {}).get("deployments") or {}
        for name, deployment in (state.get("serveDeploymentStatuses") or {}).items():
            known = asked.get(name) if role == "activeServiceStatus" else None
            replicas = None if known is None else len(known.get("replicas") or ())
            target = None if known is None else known.get("target_num_replicas")
            yield {
                "name": name,
                "status": deployment.get("status", ""),
                "message": deployment.get("message", ""),
                "replicas": replicas,
                "target": target,
            }


def summary(snapshot: Snapshot) -> dict[str, Any]:
    """The one answer of `status -o json`, without the causes."""
    return {
        "name": snapshot.name,
        "namespace": snapshot.namespace,
        "exists": snapshot.service is not None,
        "ready": snapshot.ready,
        "observed": snapshot.observed,
        "endpoints": snapshot.status.get("numServeEndpoints", 0),
        "conditions": [
            {
                key: condition.get(key, "")
                for key in ("type", "status", "reason", "message", "lastTransitionTime")
            }
            for condition in snapshot.status.get("conditions") or ()
        ],
        "applications": snapshot.application_states(),
        "clusters": [_cluster(cluster) for cluster in snapshot.clusters],
        "jobs": [_job(job) for job in snapshot.jobs],
        "pods": [_pod(pod, snapshot.events) for pod in snapshot.pods],
    }


def pod_state(pod: Object) -> tuple[str, str]:
    """What a pod does, in the word that tells most, and its message: the reason a container waits or ended, else the phase."""
    status = pod.get("status") or {}
    for container in [*(status.get("initContainerStatuses") or ()), *(status.get("containerStatuses") or ())]:
        state = container.get("state") or {}
        waiting, ended = state.get("waiting") or {}, state.get("terminated") or {}
        if waiting.get("reason") not in (None, "PodInitializing", "ContainerCreating"):
            return waiting["reason"], waiting.get("message", "")
        if ended and ended.get("exitCode"):
            message = ended.get("message") or f"{container['name']} ended with {ended['exitCode']}"
            return ended.get("reason", "Error"), message
    scheduled: Object = next((c for c in status.get("conditions") or () if c["type"] == "PodScheduled"), {})
    if scheduled.get("status") == "False":
        return scheduled.get("reason", "Unschedulable"), scheduled.get("message", "")
    return status.get("phase", "Pending"), status.get("message", "")


def events_of(name: str, events: Sequence[Object]) -> list[Object]:
    """The events of the object with this name, the newest last."""
    own = [event for event in events if (event.get("involvedObject") or {}).get("name") == name]
    return sorted(own, key=lambda event: event.get("lastTimestamp") or event.get("eventTime") or "")


def _pod(pod: Object, events: Sequence[Object]) -> dict[str, Any]:
    labels = pod["metadata"].get("labels") or {}
    state, message = pod_state(pod)
    statuses = (pod.get("status") or {}).get("containerStatuses") or ()
    recent = [
        event for event in events_of(pod["metadata"]["name"], events) if event.get("type") == "Warning"
    ][-3:]
    return {
        "name": pod["metadata"]["name"],
        "cluster": labels.get("ray.io/cluster", ""),
        "role": labels.get("ray.io/node-type") or labels.get("app.kubernetes.io/component", ""),
        "group": labels.get("ray.io/group", ""),
        "state": state,
        "ready": bool(statuses) and all(container.get("ready") for container in statuses),
        "restarts": sum(container.get("restartCount", 0) for container in statuses),
        "message": message,
        "node": (pod.get("spec") or {}).get("nodeName", ""),
        "events": [{"reason": e.get("reason", ""), "message": e.get("message", "")} for e in recent],
    }


def _cluster(cluster: Object) -> dict[str, Any]:
    status = cluster.get("status") or {}
    wanted, ready = status.get("desiredWorkerReplicas", 0), status.get("readyWorkerReplicas", 0)
    return {
        "name": cluster["metadata"]["name"],
        "state": status.get("state", ""),
        "reason": status.get("reason", ""),
        "workers": {"ready": ready, "desired": wanted},
    }


def _job(job: Object) -> dict[str, Any]:
    status = job.get("status") or {}
    ended = [
        c
        for c in status.get("conditions") or ()
        if c["type"] in ("Complete", "Failed") and c["status"] == "True"
    ]
    state = ended[0]["type"] if ended else ("Active" if status.get("active") else "Pending")
    return {
        "name": job["metadata"]["name"],
        "state": state,
        "message": ended[0].get("message", "") if ended else "",
    }
