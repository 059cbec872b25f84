"""Why a service is not ready: a snapshot in, causes out, each with what to do. Pure; no cluster is asked.

Each row of DIAGNOSES looks for one kind of trouble. The order is that of what came first: a pod that cannot start
explains an application that does not, not the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kuberay.snapshot import Object, Snapshot, events_of, pod_state

_IMAGE = ("ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull", "ImageInspectError")
_CRASHED = (
    "CrashLoopBackOff",
    "Error",
    "RunContainerError",
    "ContainerCannotRun",
    "StartError",
    "CreateContainerError",
)


@dataclass(frozen=True)
class Cause:
    """One reason; `code` is stable, `fatal` means that waiting does not help."""

    code: str
    where: str
    message: str
    mend: str
    fatal: bool = False
    detail: str = ""  # a traceback or a log, whole


def diagnose(snapshot: Snapshot) -> list[Cause]:
    """Why this service is not ready, the first cause first; empty when it is, or when nothing is known against it."""
    if snapshot.service is None:
        message = f"there is no RayService {snapshot.name} in namespace {snapshot.namespace}"
        return [Cause("missing", snapshot.name, message, "deploy it: python -m kuberay deploy", fatal=True)]
    causes: dict[tuple[str, str], Cause] = {}
    for row in DIAGNOSES:
        for cause in row(snapshot):
            causes.setdefault((cause.code, cause.message), cause)  # pods of one group fail alike
    return list(causes.values())


def _operator(snapshot: Snapshot) -> Iterator[Cause]:
    if not snapshot.status and not snapshot.clusters:
        mend = "kubectl get pods --all-namespaces -l app.kubernetes.io/name=kuberay-operator; install it if there is none"
        yield Cause("operator", snapshot.name, "no operator has looked at the RayService yet", mend)


def _validation(snapshot: Snapshot) -> Iterator[Cause]:
    ready = snapshot.condition("Ready")
    if ready.get("reason") == "ValidationFailed":
        mend = "mend that field and deploy again"
        yield Cause("invalid", snapshot.name, ready.get("message", ""), mend, fatal=True)


def _pods(snapshot: Snapshot) -> Iterator[Cause]:
    for pod in snapshot.pods:
        state, message = pod_state(pod)
        for states, row in _POD_STATES.items():
            if state in states:
                yield row(pod, message)


def _image(pod: Object, message: str) -> Cause:
    images = ", ".join(sorted({c["image"] for c in (pod.get("spec") or {}).get("containers") or ()}))
    mend = "does the tag exist, and may the nodes pull it? Set REGISTRY and TAG, or add imagePullSecrets"
    return Cause("image", _name(pod), f"{images} cannot be pulled: {message}", mend, fatal=True)


def _crashed(pod: Object, message: str) -> Cause:
    mend = f"python -m kuberay logs --pod {_name(pod)}"
    ended = [
        f"{c['name']}: exit code {end.get('exitCode')} {end.get('message') or ''}".strip()
        for c in _containers(pod)
        for end in [
            (c.get("lastState") or {}).get("terminated") or (c.get("state") or {}).get("terminated") or {}
        ]
        if end.get("exitCode")
    ]
    return Cause(
        "crash", _name(pod), f"a container ends: {message or 'no message'}", mend, detail="\n".join(ended)
    )


def _memory(pod: Object, _: str) -> Cause:
    mend = "raise resources.limits.memory of that group, or lower the replicas a worker holds (num-cpus)"
    return Cause("memory", _name(pod), "a container was ended for using more memory than its limit", mend)


def _setup(pod: Object, message: str) -> Cause:
    mend = "it names a ConfigMap or Secret, or a key of one, that is not there: create it"
    return Cause("configuration", _name(pod), message, mend)


def _unschedulable(pod: Object, message: str) -> Cause:
    if "nvidia.com/gpu" in message or ("node selector" in message and _wants_gpu(pod)):
        mend = "add a node with a free GPU (label nvidia.com/gpu.present=true, NVIDIA's device plugin), or deploy overlay cpu"
        return Cause("no_gpu_node", _name(pod), f"no node has a GPU for it: {message}", mend)
    if re.search(r"unbound immediate PersistentVolumeClaims|persistentvolumeclaim \S+ not found", message):
        mend = "kubectl get storageclass; then deploy with --storage-class, or make a volume for the claim"
        return Cause("volume", _name(pod), f"its volume is not there: {message}", mend)
    if "volume node affinity" in message:
        mend = "the volume is bound to another node: use a storage class with ReadWriteMany (component shared-storage)"
        return Cause("volume", _name(pod), message, mend)
    if re.search(r"Insufficient (cpu|memory|ephemeral-storage)", message):
        mend = "add a node, or lower resources.requests of its group"
        return Cause("no_room", _name(pod), f"no node has room for it: {message}", mend)
    mend = "compare its nodeSelector and tolerations with the nodes' labels and taints"
    return Cause("unschedulable", _name(pod), message, mend)


def _wants_gpu(pod: Object) -> bool:
    containers = (pod.get("spec") or {}).get("containers") or ()
    return any("nvidia.com/gpu" in ((c.get("resources") or {}).get("limits") or {}) for c in containers)


def _refused(snapshot: Snapshot) -> Iterator[Cause]:
    """Pods that were never made: a quota, an admission policy, a service account."""
    names = [cluster["metadata"]["name"] for cluster in snapshot.clusters]
    names += [job["metadata"]["name"] for job in snapshot.jobs]
    for event in (event for name in names for event in events_of(name, snapshot.events)[-5:]):
        text = event.get("message", "")
        if event.get("type") == "Warning" and re.search(r"forbidden|exceeded quota|denied", text):
            mend = "the namespace does not allow this pod: see its quota and its pod-security labels"
            yield Cause("forbidden", event["involvedObject"]["name"], text, mend)


def _mounts(snapshot: Snapshot) -> Iterator[Cause]:
    for pod in snapshot.pods:
        for event in events_of(pod["metadata"]["name"], snapshot.events)[-5:]:
            if event.get("reason") in ("FailedMount", "FailedAttachVolume") and not _started(pod):
                mend = "kubectl describe pvc; a ReadWriteOnce volume serves one node at a time"
                yield Cause("volume", _name(pod), event.get("message", ""), mend)


def _started(pod: Object) -> bool:
    return any((c.get("state") or {}).get("running") for c in _containers(pod))


def _claims(snapshot: Snapshot) -> Iterator[Cause]:
    for claim in snapshot.claims:
        name = claim["metadata"]["name"]
        for event in events_of(name, snapshot.events)[-1:]:
            if event.get("reason") == "ProvisioningFailed":
                mend = "kubectl get storageclass; then deploy with --storage-class"
                yield Cause("volume", name, event.get("message", ""), mend)


def _initializer(snapshot: Snapshot) -> Iterator[Cause]:
    for job in snapshot.jobs:
        for condition in (job.get("status") or {}).get("conditions") or ():
            if condition["type"] == "Failed" and condition["status"] == "True":
                name = job["metadata"]["name"]
                message = f"the job failed, so the workers wait for an index: {condition.get('message', '')}"
                mend = f"python -m kuberay logs --job {name}; then deploy again, which starts it anew"
                yield Cause("initializer", name, message, mend, fatal=True)


def _applications(snapshot: Snapshot) -> Iterator[Cause]:
    for app in snapshot.application_states():
        if app["status"] == "DEPLOY_FAILED":
            mend = "mend what the traceback says, in the image or in serveConfigV2, and deploy again"
            message = f"application {app['name']} failed to deploy: {last_line(app['message'])}"
            yield Cause("deploy_failed", app["name"], message, mend, fatal=True, detail=app["message"])
        for deployment in app["deployments"]:
            if deployment["status"] in ("UNHEALTHY", "DEPLOY_FAILED"):
                message = f"deployment {deployment['name']} is {deployment['status']}: {last_line(deployment['message'])}"
                mend = f"python -m kuberay logs --deployment {deployment['name']}"
                yield Cause("deployment", deployment["name"], message, mend, detail=deployment["message"])
            elif "resource" in deployment["message"].lower() and app["status"] == "DEPLOYING":
                mend = "raise maxReplicas of a worker group, or lower num_cpus, num_gpus or min_replicas"
                yield Cause("no_replica_room", deployment["name"], deployment["message"], mend)


def _time_out(snapshot: Snapshot) -> Iterator[Cause]:
    if snapshot.condition("Ready").get("reason") == "InitializingTimeout":
        message = "the operator gave up: the graph did not start within ray.io/initializing-timeout"
        mend = "mend the causes above, `python -m kuberay delete`, then deploy again; or allow it more time"
        yield Cause("initializing_timeout", snapshot.name, message, mend, fatal=True)


def _gone(snapshot: Snapshot) -> Iterator[Cause]:
    ready = snapshot.condition("Ready")
    if ready.get("status") == "False" and ready.get("reason") == "ZeroServeEndpoints":
        message = "no pod of the service answers: Serve's proxy is on none of the workers"
        mend = "wait for a worker; if none comes, see its events in `python -m kuberay status`"
        yield Cause("no_endpoint", snapshot.name, message, mend)


def last_line(text: str) -> str:
    """The line of a traceback that says what happened: the last that is not empty."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no message"


def _name(pod: Object) -> str:
    return str(pod["metadata"]["name"])


def _containers(pod: Object) -> list[Object]:
    status = pod.get("status") or {}
    return [*(status.get("initContainerStatuses") or ()), *(status.get("containerStatuses") or ())]


_POD_STATES: dict[tuple[str, ...], Callable[[Object, str], Cause]] = {
    _IMAGE: _image,
    _CRASHED: _crashed,
    ("OOMKilled",): _memory,
    ("CreateContainerConfigError",): _setup,
    ("Unschedulable", "SchedulerError"): _unschedulable,
}
DIAGNOSES: tuple[Callable[[Snapshot], Iterator[Cause]], ...] = (
    _operator, _validation, _refused, _claims, _pods, _mounts, _initializer, _applications, _gone, _time_out,
)  # fmt: skip
