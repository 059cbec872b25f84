"""Is `serveConfigV2` what Serve takes: YAML, Serve's schema with the unknown keys it ignores, and the application's options.

Owns the reading of that text. Imports Ray's schema, and nothing else of Ray, when the first configuration is checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from kuberay.errors import Finding
from kuberay.kustomize import Manifest, containers
from kuberay.options import Options, check_arguments


def check_serve_config(service: Manifest, groups: Sequence[Manifest], options: Options) -> Iterator[Finding]:
    """What is wrong with the Serve configuration of a RayService, given its worker groups."""
    where, field = f"RayService {service['metadata'].get('name')}", "spec.serveConfigV2"
    text = service["spec"].get("serveConfigV2")
    if not isinstance(text, str) or not text.strip():
        yield Finding(where, field, "is missing", "an overlay takes it from its serve-config.yaml")
        return
    try:
        config = yaml.safe_load(text)
    except yaml.YAMLError as error:
        yield Finding(
            where, field, f"is not YAML: {' '.join(str(error).split())}", "mend the indentation there"
        )
        return
    problems = list(_schema(config))
    for at, message in problems:
        yield Finding(
            where, f"{field}: {at}" if at else field, message, "see Ray Serve's configuration schema"
        )
    if not problems:
        capacity = [_capacity(group) for group in groups]
        for i, application in enumerate(config["applications"]):
            path = f"{field}: applications[{i}].args"
            yield from check_arguments((where, path), application.get("args") or {}, options, capacity)


def _schema(config: Any) -> Iterator[tuple[str, str]]:
    """Where a Serve configuration breaks Serve's schema, which itself lets unknown keys pass."""
    from pydantic import BaseModel, ValidationError
    from ray.serve.schema import DeploymentSchema, ServeApplicationSchema, ServeDeploySchema

    if not isinstance(config, dict):
        yield "", "must be a mapping"
        return

    def unknown(node: Any, schema: type[BaseModel], path: str) -> Iterator[tuple[str, str]]:
        for key in (node.keys() if isinstance(node, dict) else ()) - schema.model_fields.keys():
            yield f"{path}{key}", "is unknown"

    yield from unknown(config, ServeDeploySchema, "")
    applications = config.get("applications")
    for i, application in enumerate(applications if isinstance(applications, list) else ()):
        yield from unknown(application, ServeApplicationSchema, f"applications[{i}].")
        deployments = application.get("deployments") if isinstance(application, dict) else None
        for j, deployment in enumerate(deployments if isinstance(deployments, list) else ()):
            yield from unknown(deployment, DeploymentSchema, f"applications[{i}].deployments[{j}].")
        route = application.get("route_prefix") if isinstance(application, dict) else None
        if isinstance(route, str) and not route.startswith("/"):
            yield f"applications[{i}].route_prefix", f"{route!r} does not begin with /"
    try:
        ServeDeploySchema.model_validate(config)
    except ValidationError as error:
        for entry in error.errors():
            yield ".".join(map(str, entry["loc"])), entry["msg"]
    except (TypeError, ValueError) as error:  # some of Serve's validators raise these through pydantic
        yield "", str(error)


def _capacity(group: Manifest) -> dict[str, float]:
    params = group.get("rayStartParams") or {}
    limits: dict[str, Any] = {}
    for container in containers(group.get("template")):
        resources = container.get("resources") or {}
        limits = {**(resources.get("requests") or {}), **(resources.get("limits") or {})}
        break
    cpus = params.get("num-cpus", limits.get("cpu", 0))
    gpus = params.get("num-gpus", limits.get("nvidia.com/gpu", 0))
    most = number(group.get("maxReplicas", 1))
    return {"num_cpus": number(cpus), "num_gpus": number(gpus)} if most else {"num_cpus": 0, "num_gpus": 0}


def number(value: Any) -> float:
    """A count or a quantity of cores as a number; 0 for what is none."""
    try:
        text = str(value)
        return float(text[:-1]) / 1000 if text.endswith("m") else float(text)
    except ValueError:
        return 0  # the schema refuses it with a better message
