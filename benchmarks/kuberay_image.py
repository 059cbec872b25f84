"""The layers of an image of the local engine: what made each, its size, and its size as a registry would send it.

Owns the reading of `docker save`. Knows no table.
"""

from __future__ import annotations

import json
import re
import subprocess
import tarfile
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

LEVEL = 6  # gzip's, which engines push with
_PACKAGE = re.compile(r"opt/venv/lib/python[\d.]+/site-packages/([^/]+)")
_NOISE = re.compile(r"^(/bin/sh -c |RUN |\|\d+ .*?/bin/sh -c |#\(nop\) )+| # buildkit$")


@dataclass(frozen=True)
class Layer:
    """One layer: the instruction that made it, and bytes."""

    made_by: str
    size: int
    compressed: int


def layers(image: str) -> list[Layer]:
    """The layers that hold anything, in the order they lie."""
    with _saved(image) as (archive, config, names):
        made = [entry for entry in config["history"] if not entry.get("empty_layer")]
        return [
            Layer(_instruction(entry), *_sizes(_member(archive, name)))
            for entry, name in zip(made, names, strict=True)
        ]


def packages(image: str) -> list[tuple[str, int]]:
    """Bytes of each package and library folder in /opt/venv, the largest first."""
    found: Counter[str] = Counter()
    with _saved(image) as (archive, _, names):
        for name in names:
            with tarfile.open(fileobj=_member(archive, name)) as layer:
                for member in layer:
                    match = _PACKAGE.match(member.name)
                    if match:
                        found[match[1].removesuffix(".libs")] += member.size
    return found.most_common()


def _instruction(entry: dict[str, str]) -> str:
    text = _NOISE.sub("", entry.get("created_by") or entry.get("comment") or "the base")
    return " ".join(text.split())[:90].replace("|", "/")


def _sizes(layer: IO[bytes]) -> tuple[int, int]:
    compressor = zlib.compressobj(LEVEL, wbits=31)
    size = compressed = 0
    while block := layer.read(1 << 20):
        size += len(block)
        compressed += len(compressor.compress(block))
    return size, compressed + len(compressor.flush())


def _member(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    member = archive.extractfile(name)
    if member is None:
        raise ValueError(f"the saved image holds no {name}")
    return member


@contextmanager
def _saved(image: str) -> Iterator[tuple[tarfile.TarFile, dict[str, list[dict[str, str]]], list[str]]]:
    """The saved image, its configuration, and the names of its layers in it."""
    with tempfile.NamedTemporaryFile(suffix=".tar") as file:
        subprocess.run(["docker", "save", "--output", file.name, image], check=True)
        with tarfile.open(file.name) as archive:
            (manifest,) = json.load(_member(archive, "manifest.json"))
            yield archive, json.load(_member(archive, manifest["Config"])), manifest["Layers"]
