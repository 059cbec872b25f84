"""What a deployment changes, and what the operator makes of it: an edit in place, or a second cluster and a switch.

Pure: the live RayService and the one that would replace it, both as the server writes them. The rule is the operator's
own: of `rayClusterConfig` only replica bounds, tolerations, scheduling gates and groups added at the end are done in place.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kuberay.snapshot import Object

_GROUP_IN_PLACE = ("replicas", "minReplicas", "maxReplicas")
_POD_IN_PLACE = ("tolerations", "schedulingGates")


@dataclass(frozen=True)
class Change:
    """Fields that differ, by path; `new_cluster` are those of them that build a second cluster."""

    fields: tuple[str, ...]
    new_cluster: tuple[str, ...]


def compare(live: Object, wanted: Object) -> Change:
    """How `wanted` differs from `live`, both with the server's defaults filled in."""
    fields = tuple(_differences(live.get("spec"), wanted.get("spec"), "spec"))
    before, after = (_hashed(service) for service in (live, wanted))
    added = len(after.get("workerGroupSpecs", [])) - len(before.get("workerGroupSpecs", []))
    if added > 0:  # groups at the end join the running cluster
        after["workerGroupSpecs"] = after["workerGroupSpecs"][:-added]
    return Change(fields, tuple(_differences(before, after, "spec.rayClusterConfig")))


def _hashed(service: Object) -> dict[str, Any]:
    """What the operator compares of a specification."""
    config: dict[str, Any] = copy.deepcopy(service.get("spec", {}).get("rayClusterConfig") or {})
    config.pop("upgradeStrategy", None)
    groups = config.get("workerGroupSpecs") or []
    for group in groups:
        for name in _GROUP_IN_PLACE:
            group.pop(name, None)
        strategy: dict[str, Any] = group.get("scaleStrategy") or {}
        strategy.pop("workersToDelete", None)
        if not strategy:  # the operator writes an empty one into each group
            group.pop("scaleStrategy", None)
    for owner in [config.get("headGroupSpec") or {}, *groups]:
        for name in _POD_IN_PLACE:
            ((owner.get("template") or {}).get("spec") or {}).pop(name, None)
    return config


def _differences(before: Any, after: Any, path: str) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            yield from _differences(before.get(key), after.get(key), f"{path}.{key}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for i, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _differences(one, other, f"{path}[{i}]")
    elif before != after:
        yield path
