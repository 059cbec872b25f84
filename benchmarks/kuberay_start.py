"""One start of the service, in a container or bare: the time to ready in its parts, and the memory of each replica.

Owns the process that is started and the reading of its log and of /proc. Knows no table.
"""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.report import ROOT
from tests.fixtures.kube_server import free_port

BARE = "bare"
"""The name of no image: the entrypoint in this environment, without a container."""
LIMIT_S = 300.0
CONFINED = (
    "--network=host", "--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--shm-size=512m",
    "--tmpfs=/tmp:mode=1777,size=2g,exec", "--tmpfs=/home/ray:uid=1000,gid=1000",
)  # fmt: skip
_REPLICA = re.compile(r"ray::ServeReplica:synthesis_graph:(\w+)|ray::(ServeController|ProxyActor)")


@dataclass(frozen=True)
class Memory:
    """Bytes of a process: resident, its proportional share of that, and that of the processes below it."""

    rss: int
    pss: int
    below: int


@dataclass
class Start:
    """Seconds to ready and their parts, seconds of a core used by then; memory by process when ready, and after requests."""

    ready_s: float = 0.0
    environment_s: float = 0.0
    ray_s: float = 0.0
    replicas_s: float = 0.0
    cpu_s: float = 0.0
    idle: dict[str, Memory] = field(default_factory=dict)
    used: dict[str, Memory] = field(default_factory=dict)


def start(image: str, requests: int) -> Start:
    """A start of `image`, asked so many requests once it is ready; TimeoutError when it is not within five minutes."""
    port, mark = free_port(), secrets.token_hex(8)
    with tempfile.TemporaryDirectory(prefix="sg-", ignore_cleanup_errors=True) as folder:
        config = Path(folder, "config.yaml")
        config.write_text((ROOT / "serve_config.yaml").read_text().replace("port: 8000", f"port: {port}"))
        Path(folder).chmod(0o755)
        config.chmod(0o644)
        given = {"HEALTH_CHECK_PORT": str(port), "SERVE_HOST": "127.0.0.1", "BENCH_MARK": mark}
        run = _bare if image == BARE else _container
        with run(image, config, given) as log:
            found = _follow(port, log)
            found.cpu_s = _cpu_s(mark)
            found.idle = memory(mark)
            _ask(port, requests)
            found.used = memory(mark)
    return found


@contextmanager
def _container(image: str, config: Path, given: dict[str, str]) -> Iterator[Path]:
    log = config.with_name("log")
    environment = [f"--env={name}={value}" for name, value in given.items()]
    line = ["docker", "run", "--rm", *CONFINED, *environment, f"--volume={config}:/app/config.yaml:ro"]
    name = f"bench-{given['BENCH_MARK']}"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*line, "--name", name, image, "serve", "config.yaml"], stdout=output, stderr=output
        )
        try:
            yield log
        finally:
            subprocess.run(["docker", "rm", "--force", name], capture_output=True, check=False)
            process.wait()


@contextmanager
def _bare(_: str, config: Path, given: dict[str, str]) -> Iterator[Path]:
    log = config.with_name("log")
    kept = {k: v for k, v in os.environ.items() if not k.startswith("RAY_")}
    own = {"HOME": str(config.parent), "RAY_TMPDIR": str(config.parent), "RAY_ADDRESS": "local"}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    quiet = {
        "RAY_AUTH_MODE": "disabled",
        "RAY_USAGE_STATS_ENABLED": "0",
        "PYTHONUNBUFFERED": "1",
        "PATH": path,
    }
    cache = {"XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")}
    line = [sys.executable, "-m", "deployments.entrypoint", "serve", str(config)]
    with log.open("wb") as output:
        environment = kept | own | quiet | cache | given
        process = subprocess.Popen(line, cwd=ROOT, env=environment, stdout=output, stderr=output)
        try:
            yield log
        finally:
            process.terminate()
            process.wait(90)


def _follow(port: int, log: Path) -> Start:
    """Watches the log and the port until it is ready."""
    began, found = time.monotonic(), Start()
    while not _ready(port):
        since = time.monotonic() - began
        if since > LIMIT_S:
            raise TimeoutError(f"not ready after {since:.0f} s: {log.read_text(errors='replace')[-3000:]}")
        said = log.read_text(errors="replace")
        if not found.environment_s and "starting: serve run" in said:
            found.environment_s = since
        if not found.ray_s and "Started a local Ray instance" in said:
            found.ray_s = since - found.environment_s
        time.sleep(0.05)
    found.ready_s = time.monotonic() - began
    found.replicas_s = found.ready_s - found.environment_s - found.ray_s
    return found


def _ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _ask(port: int, requests: int) -> None:
    bodies = [path.read_bytes() for path in sorted((ROOT / "examples").glob("*.json"))]
    for i in range(requests):
        url = f"http://127.0.0.1:{port}/v1/synthesize"
        httpx.post(url, content=bodies[i % len(bodies)], timeout=90).raise_for_status()


def _cpu_s(mark: str) -> float:
    """Seconds of a core that the processes with this mark used, and those below them that ended."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*"):
        if f"BENCH_MARK={mark}".encode() in _read(path / "environ"):
            ticks += sum(map(int, _read(path / "stat").rpartition(b") ")[2].split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(mark: str) -> dict[str, Memory]:
    """Memory of the replicas, the controller and the proxy whose environment holds the mark, in the order of the names."""
    processes = list(Path("/proc").glob("[0-9]*"))
    children: dict[str, list[Path]] = {}
    for path in processes:
        fields = _read(path / "stat").rpartition(b") ")[2].split()
        children.setdefault(fields[1].decode() if fields else "", []).append(path)

    def below(path: Path) -> int:
        return sum(_rollup(child)[1] + below(child) for child in children.get(path.name, ()))

    found = {}
    for path in processes:
        match = _REPLICA.match(_read(path / "cmdline").decode(errors="replace"))
        if match and f"BENCH_MARK={mark}".encode() in _read(path / "environ"):
            found[match[1] or match[2]] = Memory(*_rollup(path), below(path))
    return dict(sorted(found.items()))


def _rollup(process: Path) -> tuple[int, int]:
    """Bytes resident, and proportional, of one process; zeros once it is gone."""
    lines = _read(process / "smaps_rollup").decode().splitlines()
    sizes = {parts[0]: int(parts[1]) * 1024 for parts in map(str.split, lines[1:])}
    return sizes.get("Rss:", 0), sizes.get("Pss:", 0)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # gone meanwhile
        return b""
