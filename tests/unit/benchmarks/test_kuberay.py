import io
import json
import os
import subprocess
import tarfile
from pathlib import Path

import pytest

from benchmarks import kuberay_image
from benchmarks.kuberay_start import memory


def test_memory_is_read_of_the_replicas_that_carry_the_mark() -> None:
    name = "ray::ServeReplica:synthesis_graph:retriever"
    line = ["bash", "-c", f"exec -a {name} sleep 60"]
    own, other = (
        subprocess.Popen(line, env={**os.environ, "BENCH_MARK": mark}) for mark in ("ours", "another")
    )
    try:
        while b"ray::" not in Path(f"/proc/{own.pid}/cmdline").read_bytes():
            pass
        found = memory("ours")
    finally:
        own.kill()
        other.kill()
    assert set(found) == {"retriever"}
    assert found["retriever"].rss >= found["retriever"].pss > 0
    assert found["retriever"].below == 0


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def test_layers_and_packages_of_a_saved_image(monkeypatch: pytest.MonkeyPatch) -> None:
    site = "opt/venv/lib/python3.11/site-packages"
    first = packed({"bin/sh": b"0" * 1000})
    second = packed(
        {f"{site}/numpy/a.so": bytes(5000), f"{site}/numpy.libs/b.so": bytes(300), f"{site}/six.py": b"1"}
    )
    history = [
        {"created_by": "", "comment": "Imported from -"},
        {"created_by": "ENV A=1", "empty_layer": True},
        {"created_by": "RUN /bin/sh -c pip install # buildkit"},
    ]
    saved = packed(
        {
            "manifest.json": json.dumps([{"Config": "c.json", "Layers": ["1.tar", "2.tar"]}]).encode(),
            "c.json": json.dumps({"history": history}).encode(),
            "1.tar": first,
            "2.tar": second,
        }
    )

    def save(line: list[str], **_: object) -> None:
        Path(line[line.index("--output") + 1]).write_bytes(saved)

    monkeypatch.setattr(subprocess, "run", save)
    found = kuberay_image.layers("an-image")
    assert [(layer.made_by, layer.size) for layer in found] == [
        ("Imported from -", len(first)),
        ("pip install", len(second)),
    ]
    assert all(0 < layer.compressed < layer.size for layer in found)
    assert kuberay_image.packages("an-image") == [("numpy", 5300), ("six.py", 1)]
