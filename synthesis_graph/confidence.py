"""How sure an answer is: a logistic model of its cost in bits, its share among rivals, and what the examples say.

Owns `confidence_score`. Weights in `confidence.json`, fitted by `training` on the engine's own answers to MBPP 601–800.
An answer is bought cheaply or dearly: where a program costs more bits than the outputs carry, fitting proves little
(the two-part code of Rissanen 1978).
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path
from typing import Any

from synthesis_graph.spec import Specification

WEIGHTS = Path(__file__).with_name("confidence.json")
MAX_INFORMATION = 60.0


def information(spec: Specification) -> float:
    """Bits that the outputs of the examples carry, roughly; equal outputs count once and a little."""
    outputs = [e.output for e in spec.examples if not e.raises]
    distinct = {repr(o): o for o in outputs}
    total = sum(_bits(o) for o in distinct.values()) + 0.5 * (len(outputs) - len(distinct))
    return min(MAX_INFORMATION, total)


def _bits(value: Any) -> float:
    if value is None or isinstance(value, bool):
        return 1.0
    if isinstance(value, (int, float)):
        return 2.0 + math.log2(1.0 + min(abs(value), 1e9)) if not math.isnan(value) else 2.0
    if isinstance(value, (str, bytes)):
        return 2.0 + 3.0 * len(value)
    if isinstance(value, dict):
        return 2.0 + sum(_bits(k) + _bits(v) for k, v in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return 2.0 + sum(map(_bits, value))
    return 4.0


def confidence(bits: float, share: float, known: float) -> float:
    """The probability of being right, 0..1, for a program of `bits` with this share of the weight of what passes."""
    w = _weights()
    z = w["intercept"] + w["bits"] * min(bits, 40.0) + w["share"] * share + w["information"] * known
    return 1.0 / (1.0 + math.exp(-z))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return dict(json.loads(WEIGHTS.read_text()))
