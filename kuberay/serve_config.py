"""`serveConfigV2` of each overlay, made from serve_config.yaml and configs/production.yaml; written into the overlays.

Owns which overlay follows which file, and the few deviations. How a cluster listens and logs comes from
configs/production.yaml, what it runs from the overlay's own file. A test holds the written files equal to this.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kuberay.kustomize import read_yaml

ROOT = Path(__file__).parents[1]
FILE = "serve-config.yaml"
_CLUSTER = "configs/production.yaml"


@dataclass(frozen=True)
class Source:
    """Where the application of an overlay comes from, and how its `args` differ."""

    file: str
    args: dict[str, Any] = field(default_factory=dict)


SOURCES = {
    "cpu": Source("serve_config.yaml"),
    "gpu": Source(_CLUSTER, {"engine": "transformers", "implementer": {"min_replicas": 1}}),
    "gpu-scale-to-zero": Source(_CLUSTER, {"engine": "transformers"}),
}


def serve_config(overlay: str, root: Path = ROOT) -> dict[str, Any]:
    """The Serve configuration of an overlay, from its sources."""
    source = SOURCES[overlay]
    (cluster,), (own,) = read_yaml(root / _CLUSTER), read_yaml(root / source.file)
    config = {**copy.deepcopy(cluster), "applications": copy.deepcopy(own["applications"])}
    args = config["applications"][0].setdefault("args", {})
    for name, value in source.args.items():
        args[name] = {**args.get(name, {}), **value} if isinstance(value, dict) else value
    return config


def patch_text(overlay: str, root: Path = ROOT) -> str:
    """The overlay's patch file, whole."""
    text = yaml.safe_dump(serve_config(overlay, root), sort_keys=False, width=110)
    lines = "\n".join(f"    {line}" for line in text.splitlines())
    return (
        f"# Written by `python -m kuberay generate` from {SOURCES[overlay].file}"
        + (f" and {_CLUSTER}" if SOURCES[overlay].file != _CLUSTER else "")
        + ".\napiVersion: ray.io/v1\nkind: RayService\nmetadata:\n  name: synthesis-graph\nspec:\n"
        + f"  serveConfigV2: |\n{lines}\n"
    )


def write_all(root: Path = ROOT) -> list[Path]:
    """Write the patch of each overlay anew; the files."""
    written = []
    for overlay in SOURCES:
        path = root / "kuberay" / "overlays" / overlay / FILE
        path.write_text(patch_text(overlay, root), encoding="utf-8")
        written.append(path)
    return written
