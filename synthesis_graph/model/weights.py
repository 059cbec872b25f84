"""The weights beside the code: a safetensors file in half precision, and the vocabulary that they were trained with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

from synthesis_graph.model.network import Network, Shape
from synthesis_graph.model.vocabulary import Vocabulary

FOLDER = Path(__file__).with_name("weights")


def save(folder: Path, shape: Shape, vocabulary: Vocabulary, parameters: Mapping[str, Any]) -> None:
    """Writes `tree_transformer.safetensors` and `vocabulary.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    halves = {name: np.ascontiguousarray(value, np.float16) for name, value in parameters.items()}
    save_file(halves, folder / "tree_transformer.safetensors", {"shape": json.dumps(asdict(shape))})
    vocabulary.write(folder / "vocabulary.json")


@lru_cache(maxsize=2)
def load(folder: Path = FOLDER) -> tuple[Network, Vocabulary]:
    """The network over NumPy in single precision, and its vocabulary; read once a process, in some 30 ms."""
    with safe_open(str(folder / "tree_transformer.safetensors"), "np") as file:
        shape = Shape(**json.loads(file.metadata()["shape"]))
        parameters = {name: file.get_tensor(name).astype(np.float32) for name in file.keys()}  # noqa: SIM118 - no mapping
    return Network(np, shape, parameters), Vocabulary.read(folder / "vocabulary.json")
