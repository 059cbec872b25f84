"""The tree transformer: one forward pass, written over an array namespace, so that torch trains what NumPy serves.

Encoder over the nodes of a task tree, decoder over the productions of a derivation; both are pre-norm transformers
(Vaswani et al. 2017; Zhang & Sennrich 2019 for the norm; Shazeer 2020 for the gated layer). Where a node stands comes from
its path, one learned vector a level and child index, summed (after Shiv & Quirk 2019). Heads: which productions occur in the
program at all (`prior`) and which of them outside its loops (`outline`), the next production (`following`), and whether
what was derived so far is part of the program (`value`).

`xp` is `numpy` or `torch`; parameters are a flat mapping of names to arrays. Shapes: B tasks, N nodes, T steps, D model
width. A mask says how much a node counts when it is read: 1.0 for one of the task, less for one of a retrieved program that
is not so near, 0.0 for padding.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from synthesis_graph.model.relations import NAMES
from synthesis_graph.model.task_tree import DEPTH, WIDTH

Array = Any
Parameters = Mapping[str, Array]
Pair = tuple[Array, Array]
"""Keys and values, each (B, heads, N, D / heads)."""

ARGUMENTS = 5
"""Argument positions that a step can have, 0 for the root; later ones share the last."""
STATES = 4
"""What a relation's state can be."""
NORM_EPSILON = 1e-6
FAR = -1e4
"""What is added to the score of a key that must not be read."""
LEAST = 1e-30
"""The least that a node counts; its logarithm is added to the score of its key."""


@dataclass(frozen=True)
class Shape:
    """The sizes of a network."""

    symbols: int
    productions: int
    width: int = 96
    heads: int = 4
    encoder_layers: int = 4
    decoder_layers: int = 2
    hidden: int = 256
    """Width of a gated layer; with three matrices it has the parameters of 4 x width with two."""

    def parameters(self) -> dict[str, tuple[int, ...]]:
        """The shape of every parameter by name."""
        d, h = self.width, self.hidden
        attention = {"query": (d, d), "key": (d, d), "value": (d, d), "out": (d, d), "norm": (d,)}
        gated = {"gate": (d, h), "up": (d, h), "down": (h, d), "norm": (d,)}
        shapes: dict[str, tuple[int, ...]] = {
            "symbol": (self.symbols, d), "place": (DEPTH * WIDTH, d), "relation": (len(NAMES) * STATES, d),
            "production": (self.productions, d), "parent": (self.productions, d), "argument": (ARGUMENTS, d),
            "hole": (DEPTH * WIDTH, d), "task norm": (d,), "step norm": (d,), "prior norm": (d,),
            "prior hidden": (2 * d, 2 * d), "prior": (2 * d, self.productions), "prior bias": (self.productions,),
            "outline": (2 * d, self.productions), "outline bias": (self.productions,),
            "next": (d, self.productions), "next bias": (self.productions,), "value": (d, 1), "value bias": (1,),
        }  # fmt: skip
        for layer in range(self.encoder_layers):
            shapes.update(_named(f"encoder {layer} self", attention))
            shapes.update(_named(f"encoder {layer} gated", gated))
        shapes.update(_named("programs", attention))
        for layer in range(self.decoder_layers):
            shapes.update(_named(f"decoder {layer} self", attention))
            shapes.update(_named(f"decoder {layer} cross", attention))
            shapes.update(_named(f"decoder {layer} gated", gated))
        return shapes


def _named(prefix: str, shapes: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    return {f"{prefix} {name}": shape for name, shape in shapes.items()}


class Network:
    """The forward passes over one set of parameters."""

    def __init__(self, xp: Any, shape: Shape, parameters: Parameters) -> None:
        self.xp = xp
        self.shape = shape
        self.p = parameters

    def encode(self, symbols: Array, places: Array, mask: Array, relations: Array | None = None) -> Array:
        """The memory of a task, (B, N, D), from symbols (B, N), places (B, N, DEPTH * WIDTH) and relations.

        `arrays` makes them; node 0 is the root, and holds the relations, which a retrieved program does not have.
        """
        p, xp = self.p, self.xp
        x = self._rows("symbol", symbols) + places @ p["place"]
        if relations is not None:
            told = (relations @ p["relation"])[:, None, :] / math.sqrt(len(NAMES))
            x = xp.concatenate([x[:, :1] + told, x[:, 1:]], axis=1)
        bias = self._weighed(mask)
        for layer in range(self.shape.encoder_layers):
            normed = self._norm(x, f"encoder {layer} self norm")
            x = x + self._attend(
                normed, self._pair(normed, f"encoder {layer} self"), f"encoder {layer} self", bias
            )
            x = x + self._gated(x, f"encoder {layer} gated")
        return self._norm(x, "task norm")

    def prior(
        self, memory: Array, mask: Array, near: tuple[Pair, Array] | None = None
    ) -> tuple[Array, Array]:
        """For the whole task, twice (B, productions): what occurs in the program, and what outside its loops.

        Both are logits of a production's share among those of the program, or of its outline. `near` is what
        `programs` gives for retrieved programs, with its mask.
        """
        p, xp = self.p, self.xp
        weights = (mask / mask.sum(axis=-1)[:, None])[:, :, None]
        root = memory[:, :1]
        if near is not None:
            pair, counts = near
            normed = self._norm(root, "programs norm")
            root = root + self._attend(normed, pair, "programs", self._weighed(counts))
        pooled = xp.concatenate([root[:, 0], (memory * weights).sum(axis=1)], axis=-1)
        hidden = self._silu(pooled @ p["prior hidden"])
        return hidden @ p["prior"] + p["prior bias"], hidden @ p["outline"] + p["outline bias"]

    def programs(self, memory: Array) -> Pair:
        """What `prior` reads of the memory of retrieved programs, each encoded by itself."""
        return self._pair(memory, "programs")

    def reads(self, memory: Array) -> list[Pair]:
        """What the decoder reads of a memory: keys and values of every layer, each (B, heads, N, D / heads)."""
        return [self._pair(memory, f"decoder {n} cross") for n in range(self.shape.decoder_layers)]

    def decode(
        self, reads: list[Pair], mask: Array, steps: Mapping[str, Array], past: list[Pair] | None = None
    ) -> tuple[Array, list[Pair]]:
        """The state at each hole, (B, T, D), for `following` and `value`, and the past with which the next call goes on.

        `steps`: `before` (B, T) is the production of the step before, `parent` and `argument` (B, T) what the hole is
        an argument of, `places` (B, T, DEPTH * WIDTH) where it stands. The reads may be of one task for all; those of
        retrieved programs stand after the task's own, in the mask too.
        """
        p, xp = self.p, self.xp
        x = self._rows("production", steps["before"]) + self._rows("parent", steps["parent"])
        x = x + self._rows("argument", steps["argument"]) + steps["places"] @ p["hole"]
        unread = self._weighed(mask)
        present: list[Pair] = []
        for n in range(self.shape.decoder_layers):
            normed = self._norm(x, f"decoder {n} self norm")
            key, value = self._pair(normed, f"decoder {n} self")
            if past is not None:
                key, value = (xp.concatenate([old, new], axis=2) for old, new in zip(past[n], (key, value)))
            present.append((key, value))
            x = x + self._attend(normed, (key, value), f"decoder {n} self", self._causal(key, x.shape[1]))
            x = x + self._attend(
                self._norm(x, f"decoder {n} cross norm"), reads[n], f"decoder {n} cross", unread
            )
            x = x + self._gated(x, f"decoder {n} gated")
        return self._norm(x, "step norm"), present

    def following(self, states: Array) -> Array:
        """The logits, (B, T, productions), of what fills each hole."""
        return states @ self.p["next"] + self.p["next bias"]

    def value(self, states: Array) -> Array:
        """The logit, (B, T), that everything before the hole belongs to the program that is meant."""
        return (states @ self.p["value"] + self.p["value bias"])[..., 0]

    def _weighed(self, mask: Array) -> Array:
        """What the mask adds to the scores of keys: (B, 1, 1, N)."""
        return self.xp.log(mask + LEAST)[:, None, None, :]

    def _rows(self, table: str, numbers: Array) -> Array:
        """The rows of a table, one a number."""
        return self.p[table][numbers]

    def _pair(self, source: Array, name: str) -> Pair:
        """Keys and values of a source (B, N, D)."""
        return self._split(source @ self.p[f"{name} key"]), self._split(source @ self.p[f"{name} value"])

    def _split(self, made: Array) -> Array:
        """(B, N, D) to (B, heads, N, D / heads)."""
        heads = self.shape.heads
        return made.reshape(made.shape[0], made.shape[1], heads, -1).swapaxes(1, 2)

    def _attend(self, x: Array, read: Pair, name: str, bias: Array) -> Array:
        mixed = self._mix(self._split(x @ self.p[f"{name} query"]), read, bias)
        return mixed.swapaxes(1, 2).reshape(x.shape[0], x.shape[1], -1) @ self.p[f"{name} out"]

    def _mix(self, query: Array, read: Pair, bias: Array) -> Array:
        """The values read, weighed by how well their keys answer the query."""
        scores = query @ read[0].swapaxes(-1, -2) / math.sqrt(query.shape[-1]) + bias
        return self._softmax(scores) @ read[1]

    def _gated(self, x: Array, name: str) -> Array:
        p, normed = self.p, self._norm(x, f"{name} norm")
        return (self._silu(normed @ p[f"{name} gate"]) * (normed @ p[f"{name} up"])) @ p[f"{name} down"]

    def _norm(self, x: Array, name: str) -> Array:
        return x / self.xp.sqrt((x * x).mean(axis=-1)[..., None] + NORM_EPSILON) * self.p[name]

    def _silu(self, x: Array) -> Array:
        return x / (1.0 + self.xp.exp(-x))

    def _softmax(self, scores: Array) -> Array:
        powers = self.xp.exp(scores - self.xp.amax(scores, -1)[..., None])
        return powers / powers.sum(axis=-1)[..., None]

    def _causal(self, key: Array, new: int) -> Array:
        """What keeps each of the `new` last positions from reading those after it: (new, all)."""
        ones = self.xp.ones_like(key[0, 0, :, 0])
        return self.xp.triu(ones[-new:, None] * ones[None, :], 1 + ones.shape[0] - new) * FAR
