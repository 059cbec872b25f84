"""What the API server's schema lets pass and the operator, or Serve, would refuse later: checked before applying.

Each check is a row of OBJECT_CHECKS or SERVICE_CHECKS: objects in, findings out; none asks a cluster. The rules are those of KubeRay's own
validation and of Ray Serve's schema; `options` judges the application's own settings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kuberay.errors import Finding
from kuberay.kustomize import Manifest, containers, split_image
from kuberay.options import Options, check_environment
from kuberay.serve_schema import check_serve_config, number

LONGEST_NAME = 47  # the operator appends to it, and a label holds 63
UPGRADES = ("NewCluster", "NewClusterWithIncrementalUpgrade", "None")
_CLUSTER = "spec.rayClusterConfig"
_DURATION = re.compile(r"(?=.)(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+|[1-9]\d*")
_IMAGE = re.compile(r"[a-z0-9]([a-z0-9._/:@-]*[A-Za-z0-9_.-])?(:[\w][\w.-]{0,127})?(@sha256:[0-9a-f]{64})?")


def check(objects: Sequence[Manifest], options: Options) -> list[Finding]:
    """Everything that is wrong with these objects, as far as it can be known without a cluster."""
    findings = [finding for row in OBJECT_CHECKS for manifest in objects for finding in row(manifest)]
    for service in (manifest for manifest in objects if manifest["kind"] == "RayService"):
        findings += [finding for row in SERVICE_CHECKS for finding in row(service)]
        findings += check_serve_config(service, [group for _, group in groups(service)], options)
        findings += _shared_volumes(service, objects)
    for manifest in objects:
        if manifest["kind"] == "ConfigMap":
            findings += check_environment(_where(manifest), manifest.get("data") or {}, options)
    return findings


def groups(service: Manifest) -> list[tuple[str, Manifest]]:
    """The worker groups of a RayService, each with its path."""
    specs = service["spec"].get("rayClusterConfig", {}).get("workerGroupSpecs") or []
    return [(f"{_CLUSTER}.workerGroupSpecs[{i}]", group) for i, group in enumerate(specs)]


def templates(service: Manifest) -> list[tuple[str, Manifest]]:
    """The pod templates of a RayService, the head's first, each with its path."""
    head = service["spec"].get("rayClusterConfig", {}).get("headGroupSpec", {})
    pairs = [(f"{_CLUSTER}.headGroupSpec.template", head.get("template"))]
    pairs += [(f"{path}.template", group.get("template")) for path, group in groups(service)]
    return [(path, template) for path, template in pairs if isinstance(template, dict)]


def _where(manifest: Manifest) -> str:
    return f"{manifest['kind']} {manifest['metadata'].get('name')}"


def _name(service: Manifest) -> Iterator[Finding]:
    name = str(service["metadata"].get("name") or "")
    if len(name) > LONGEST_NAME:
        message = f"{len(name)} characters are more than {LONGEST_NAME}"
        yield Finding(_where(service), "metadata.name", message, "choose a shorter name")
    if not re.fullmatch(r"[a-z]([-a-z0-9]*[a-z0-9])?", name):
        message = f"{name!r} is not a DNS label"
        yield Finding(
            _where(service), "metadata.name", message, "small letters, digits and dashes, a letter first"
        )


def _upgrade(service: Manifest) -> Iterator[Finding]:
    strategy = service["spec"].get("upgradeStrategy") or {}
    kind, field = strategy.get("type"), "spec.upgradeStrategy.type"
    if kind is not None and kind not in UPGRADES:
        yield Finding(_where(service), field, f"{kind!r} is unknown", f"one of {', '.join(UPGRADES)}")
    if kind == "NewClusterWithIncrementalUpgrade" and not strategy.get("clusterUpgradeOptions"):
        field = "spec.upgradeStrategy.clusterUpgradeOptions"
        yield Finding(_where(service), field, "an incremental upgrade needs them", "or use type: NewCluster")
    if (delay := service["spec"].get("rayClusterDeletionDelaySeconds")) is not None and number(delay) < 0:
        yield Finding(
            _where(service), "spec.rayClusterDeletionDelaySeconds", f"{delay} is negative", "0 or more"
        )


def _timeout(service: Manifest) -> Iterator[Finding]:
    name = "ray.io/initializing-timeout"
    field = f"metadata.annotations[{name}]"
    given = (service["metadata"].get("annotations") or {}).get(name)
    if given is None:
        message = "is not set: a graph that cannot start would stay `Initializing` for ever"
        yield Finding(_where(service), field, message, "set it to 15m", "warning")
    elif not _DURATION.fullmatch(str(given)) or not re.search(r"[1-9]", str(given)):
        yield Finding(
            _where(service), field, f"{given!r} is no duration", "such as 15m, or a number of seconds"
        )


def _replicas(service: Manifest) -> Iterator[Finding]:
    autoscaling = service["spec"].get("rayClusterConfig", {}).get("enableInTreeAutoscaling")
    for path, group in groups(service):
        low, high = number(group.get("minReplicas", 0)), number(group.get("maxReplicas", 2**31 - 1))
        for name, value in (("minReplicas", low), ("maxReplicas", high)):
            if value < 0:
                yield Finding(_where(service), f"{path}.{name}", f"{value} is negative", "0 or more")
        if low > high:
            yield Finding(
                _where(service),
                f"{path}.minReplicas",
                f"{low} is above maxReplicas {high}",
                "raise maxReplicas",
            )
        replicas = group.get("replicas")
        if replicas is not None and not low <= number(replicas) <= high:
            message = f"{replicas} is outside minReplicas {low} … maxReplicas {high}"
            yield Finding(
                _where(service), f"{path}.replicas", message, "leave it out: the autoscaler owns it"
            )
        if autoscaling and group.get("suspend"):
            message = "a group cannot be suspended with autoscaling"
            yield Finding(_where(service), f"{path}.suspend", message, "set minReplicas and maxReplicas to 0")


def _group_names(service: Manifest) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, group in groups(service):
        name = str(group.get("groupName"))
        if name in seen or name == "headgroup":
            message = f"{name!r} is taken"
            yield Finding(
                _where(service), f"{path}.groupName", message, "every group needs a name of its own"
            )
        seen.add(name)


def _restart(service: Manifest) -> Iterator[Finding]:
    config = service["spec"].get("rayClusterConfig", {})
    v2 = (
        config.get("enableInTreeAutoscaling")
        and (config.get("autoscalerOptions") or {}).get("version") == "v2"
    )
    for path, template in templates(service):
        policy = (template.get("spec") or {}).get("restartPolicy")
        if policy not in (None, "Never", *(() if v2 else ("Always", "OnFailure"))):
            message = f"{policy!r} is not possible" + (" with autoscaling v2" if v2 else "")
            yield Finding(
                _where(service), f"{path}.spec.restartPolicy", message, "leave it out, or say Never"
            )


def _containers(service: Manifest) -> Iterator[Finding]:
    for path, template in templates(service):
        if not (template.get("spec") or {}).get("containers"):
            yield Finding(
                _where(service), f"{path}.spec.containers", "there is none", "the first one runs Ray"
            )


def _probe(service: Manifest) -> Iterator[Finding]:
    for path, template in templates(service)[1:]:
        first = ((template.get("spec") or {}).get("containers") or [{}])[0]
        if "readinessProbe" in first:
            message = (
                "drops the probe of Serve's proxy that KubeRay injects: requests would reach pods too early"
            )
            yield Finding(
                _where(service), f"{path}.spec.containers[0].readinessProbe", message, "leave it out"
            )


def _serve_port(service: Manifest) -> Iterator[Finding]:
    """The operator makes the serve service of the head's ports, though the head may not be part of it; of its own if it has none."""
    for path, template in templates(service)[:1]:
        first = ((template.get("spec") or {}).get("containers") or [{}])[0]
        names = [str(port.get("name", "")) for port in first.get("ports") or ()]
        if names and not any(re.fullmatch("serve(-.*)?", name) for name in names):
            yield Finding(
                _where(service),
                f"{path}.spec.containers[0].ports",
                "none is named serve: the operator makes no serve service, and nothing becomes ready",
                "add {name: serve, containerPort: 8000}",
            )


def _start_params(service: Manifest) -> Iterator[Finding]:
    config = service["spec"].get("rayClusterConfig", {})
    for path, group in [(f"{_CLUSTER}.headGroupSpec", config.get("headGroupSpec") or {}), *groups(service)]:
        params = group.get("rayStartParams") or {}
        for name in ("num-cpus", "num-gpus", "object-store-memory", "memory"):
            if name in params and not re.fullmatch(r"\d+(\.\d+)?", str(params[name])):
                message = f"{params[name]!r} is not a number"
                yield Finding(
                    _where(service), f"{path}.rayStartParams.{name}", message, "a number, in quotes"
                )
        if "labels" in params:
            yield Finding(
                _where(service), f"{path}.rayStartParams.labels", "is not supported", f"use {path}.labels"
            )


def _auth(service: Manifest) -> Iterator[Finding]:
    config = service["spec"].get("rayClusterConfig", {})
    options, version = config.get("authOptions") or {}, str(config.get("rayVersion", ""))
    if options.get("enableK8sTokenAuth"):
        field = f"{_CLUSTER}.authOptions.enableK8sTokenAuth"
        yield Finding(_where(service), field, "is not supported for a RayService", "use mode: token alone")
    parts = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)\S*", version)
    if options.get("mode") == "token" and (not parts or (int(parts[1]), int(parts[2])) < (2, 52)):
        message = f"{version!r}: token auth needs 2.52.0 or newer"
        yield Finding(_where(service), f"{_CLUSTER}.rayVersion", message, "say which Ray the image holds")


def _redis(service: Manifest) -> Iterator[Finding]:
    config = service["spec"].get("rayClusterConfig", {})
    options, field = config.get("gcsFaultToleranceOptions"), f"{_CLUSTER}.gcsFaultToleranceOptions"
    if options is None:
        return
    if options.get("backend", "redis") == "redis" and not options.get("redisAddress"):
        yield Finding(_where(service), f"{field}.redisAddress", "is missing", "host:port of the Redis")
    if "redis-password" in ((config.get("headGroupSpec") or {}).get("rayStartParams") or {}):
        path = f"{_CLUSTER}.headGroupSpec.rayStartParams.redis-password"
        yield Finding(
            _where(service), path, "stands beside gcsFaultToleranceOptions", f"use {field}.redisPassword"
        )


def _images(manifest: Manifest) -> Iterator[Finding]:
    for container in containers(manifest):
        image = str(container["image"])
        if not _IMAGE.fullmatch(image):
            field = f"containers[{container.get('name')}].image"
            yield Finding(
                _where(manifest), field, f"{image!r} is not the name of an image", "REGISTRY/NAME:TAG"
            )


def _resources(manifest: Manifest) -> Iterator[Finding]:
    for container in containers(manifest):
        requests = (container.get("resources") or {}).get("requests") or {}
        missing = [name for name in ("cpu", "memory") if name not in requests]
        if missing:
            field = f"containers[{container.get('name')}].resources.requests"
            yield Finding(
                _where(manifest),
                field,
                f"{' and '.join(missing)} missing",
                "a pod without them is evicted first",
            )


def _pulled(manifest: Manifest) -> Iterator[Finding]:
    for container in containers(manifest):
        if split_image(str(container["image"])) == ("synthesis-graph", "latest"):
            field = f"containers[{container.get('name')}].image"
            message = "synthesis-graph:latest names no registry: only a node that holds it can start it"
            yield Finding(_where(manifest), field, message, "set REGISTRY and TAG, or --image", "warning")
            return


def _shared_volumes(service: Manifest, objects: Sequence[Manifest]) -> Iterator[Finding]:
    modes = {
        m["metadata"]["name"]: m["spec"].get("accessModes")
        for m in objects
        if m["kind"] == "PersistentVolumeClaim"
    }
    for path, group in groups(service):
        for i, volume in enumerate((group.get("template") or {}).get("spec", {}).get("volumes") or ()):
            claim = (volume.get("persistentVolumeClaim") or {}).get("claimName")
            field = f"{path}.template.spec.volumes[{i}].persistentVolumeClaim.claimName"
            if claim and claim not in modes:
                yield Finding(_where(service), field, f"no claim {claim!r} is among these objects", "add it")
            elif claim and modes[claim] == ["ReadWriteOnce"] and number(group.get("maxReplicas", 1)) > 1:
                message = f"{claim} is ReadWriteOnce: a second worker starts on the node of the first, or not at all"
                yield Finding(_where(service), field, message, "add the component shared-storage", "warning")


Check = Callable[[Manifest], Iterator[Finding]]
OBJECT_CHECKS: tuple[Check, ...] = (_images, _resources, _pulled)
SERVICE_CHECKS: tuple[Check, ...] = (
    _name, _upgrade, _timeout, _replicas, _group_names, _restart, _containers, _probe, _serve_port,
    _start_params, _auth, _redis,
)  # fmt: skip
