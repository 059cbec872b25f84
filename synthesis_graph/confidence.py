"""How sure an answer is: a logistic model of its cost in bits, its share among rivals, and what the examples say.

The logarithms of the first and the last, the log-odds of the share: a bit more matters where there are few.

Owns `confidence_score`. Weights in `confidence.json`, fitted by `training` on the engine's own answers to MBPP 601–800
and to sampled programs that the network never saw.
An answer is bought cheaply or dearly: where a program costs more bits than the outputs carry, fitting proves little
(the two-part code of Rissanen 1978).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from synthesis_graph.spec import Specification

WEIGHTS = Path(__file__).with_name("confidence.json")
_EDGE = 0.1
"""What keeps the log-odds of a share finite."""
_CHEAP = 4.0
"""Bits below which an answer is cheap anyway."""


def information(spec: Specification) -> float:
    """Bits that the outputs of the examples carry, roughly; equal outputs count once and a little."""
    outputs = [e.output for e in spec.examples if not e.raises]
    distinct = {repr(o): o for o in outputs}
    return sum(_bits(o) for o in distinct.values()) + 0.5 * (len(outputs) - len(distinct))


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


def features(bits: float, share: float, known: float) -> dict[str, float]:
    """What the confidence is linear in, for a program of `bits` with this share of the weight of what passes."""
    return {
        "bits": math.log2(_CHEAP + max(0.0, bits)),
        "share": math.log((share + _EDGE) / (1.0 - share + _EDGE)),
        "information": math.log2(1.0 + known),
    }


def confidence(bits: float, share: float, known: float, weights: Mapping[str, float] | None = None) -> float:
    """The probability of being right, 0..1; `known` is the `information` of the examples. Weights: those that ship."""
    w = weights or _weights()
    z = w["intercept"] + sum(w[name] * value for name, value in features(bits, share, known).items())
    return 1.0 / (1.0 + math.exp(-z))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return dict(json.loads(WEIGHTS.read_text()))
