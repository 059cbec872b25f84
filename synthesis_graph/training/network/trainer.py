"""Trains the tree transformer: next productions and which productions occur, by AdamW on this machine's CPU or GPU.

In: records (`records`), out: weights and vocabulary for `synthesis_graph.model`, a log of the losses, and a checkpoint from
which an interrupted run goes on. The forward pass is the model's own; only here is it run by torch.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from synthesis_graph.model.network import NORM_EPSILON, Network, Pair, Shape
from synthesis_graph.training.network.batches import Batch, Dataset
from synthesis_graph.training.network.nearby import Nearby
from synthesis_graph.training.network.sequence import in_order, in_sequence

_FRESH, _ROWS_AT_ONCE = 12, 128
"""Programs encoded anew in a step, and at once when all are."""
_PROGRAMS_EVERY = 4
"""One batch in so many is read with the programs near its records: they are half of the work of such a batch."""
_PROGRAM_NODES = 48
MOST_STEP_S = 20.0
"""What a step counts at most: one in which the run was held up says nothing of the work."""


@dataclass(frozen=True)
class Recipe:
    """How to train: everything that decides the weights beside the records."""

    seed: int = 0
    minutes: float = 60.0
    """Of work in all, over as many epochs as fit."""
    steps: int | None = None
    """An end before that: two runs are compared after as many steps, whatever their hours."""
    peak_rate: float = 1e-3
    warmup_steps: int = 300
    weight_decay: float = 0.02
    clip: float = 1.0
    log_every: int = 50
    save_every: int = 1000
    positions: str = "tree"
    """Where a node stands: its path in the `tree`, or its number in a `sequence`, to measure what the tree is worth."""


def fresh(shape: Shape, seed: int) -> dict[str, torch.Tensor]:
    """Parameters to begin with: norms one, biases zero, matrices normal with the variance of their inputs."""
    generator = torch.Generator().manual_seed(seed)
    made = {}
    for name, size in shape.parameters().items():
        if name.endswith("norm"):
            made[name] = torch.ones(size)
        elif name.endswith("bias"):
            made[name] = torch.zeros(size)
        else:
            table = name in ("symbol", "place", "relation", "production", "parent", "argument", "hole")
            scale = 0.1 if table else 1.0 / math.sqrt(size[0])
            if name.endswith((" out", " down")):
                scale /= math.sqrt(2.0 * (shape.encoder_layers + shape.decoder_layers))
            made[name] = torch.randn(size, generator=generator) * scale
    return {name: torch.nn.Parameter(value) for name, value in made.items()}


class TrainedNetwork(Network):
    """The network over torch; what torch has as one operation is that operation, which a test holds equal."""

    def _rows(self, table: str, numbers: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.embedding(numbers, self.p[table])

    def _norm(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return torch.nn.functional.rms_norm(x, x.shape[-1:], self.p[name].to(x.dtype), NORM_EPSILON)

    def _silu(self, x: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.silu(x)

    def _mix(self, query: torch.Tensor, read: Pair, bias: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.scaled_dot_product_attention(query, *read, attn_mask=bias.to(query.dtype))


NAMES = ("next", "prior", "outline", "value")
SHARES = (1.0, 0.5, 0.2, 0.2)
"""The losses, and what each counts."""


def losses(
    network: Network, batch: dict[str, torch.Tensor], near: tuple[torch.Tensor, torch.Tensor] | None
) -> torch.Tensor:
    """(4,): mean nats a step of the next production, a record of both distributions over productions, a step of the value.

    `near` is the memory of the programs near each record, (B, M, D), with its mask.
    """
    memory = network.encode(batch["symbols"], batch["places"], batch["mask"], batch["relations"])
    prior, outline = network.prior(
        memory, batch["mask"], None if near is None else (network.programs(near[0]), near[1])
    )
    mask = batch["mask"]
    if near is not None:
        memory, mask = torch.cat((memory, near[0]), dim=1), torch.cat((mask, near[1]), dim=1)
    reads = network.reads(memory)
    shared = {"argument": batch["argument"], "places": batch["step_places"]}
    right, _ = network.decode(reads, mask, {**shared, "before": batch["before"], "parent": batch["parent"]})
    wrong, _ = network.decode(
        reads, mask, {**shared, "before": batch["wrong_before"], "parent": batch["wrong_parent"]}
    )
    following = torch.nn.functional.cross_entropy(
        network.following(right).float().flatten(0, 1), batch["next"].flatten(), reduction="none"
    )
    softplus = torch.nn.functional.softplus
    found = torch.stack((softplus(-network.value(right)), softplus(network.value(wrong))))
    told = torch.stack((batch["steps_mask"], batch["wrong_mask"]))
    return torch.stack(
        (
            _mean(following, batch["steps_mask"].flatten()),
            _distribution(prior, batch["counts"]),
            _distribution(outline, batch["outer"]),
            _mean(found, told),
        )
    )


def _mean(values: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    return (values * mask).sum() / mask.sum().clamp(min=1.0)


def _distribution(logits: torch.Tensor, counts: torch.Tensor) -> torch.Tensor:
    """Cross entropy with the shares of the counts, a mean over the rows that have any."""
    totals = counts.sum(dim=-1, keepdim=True)
    shares = counts / totals.clamp(min=1.0)
    nats = -(shares * torch.log_softmax(logits.float(), dim=-1)).sum(dim=-1)
    return nats.sum() / (totals > 0).float().sum().clamp(min=1.0)


class ProgramTable:
    """The encodings of all recipes: a few are made anew each step, through which the encoder learns to read programs.

    The others are as they were when they were made last (a memory bank, Wu et al. 2018).
    """

    def __init__(self, nearby: Nearby, width: int, device: str, positions: str) -> None:
        symbols, places, mask = (array[:, :_PROGRAM_NODES] for array in nearby.arrays())
        if positions == "sequence":
            places = in_order(places)
        self._symbols, self._places, self._mask = (
            torch.from_numpy(array).to(device) for array in (symbols, places, mask)
        )
        self._states = torch.zeros((*self._mask.shape, width), device=device)

    def encode_all(self, network: Network) -> None:
        """Makes every encoding anew."""
        with torch.no_grad():
            everything = torch.arange(len(self._mask), device=self._mask.device)
            for rows in torch.split(everything, _ROWS_AT_ONCE):
                self._states[rows] = self._encoded(network, rows)

    def near(self, network: Network, batch: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
        """The memory (B, M, D) of the programs near each record, and its mask (B, M)."""
        rows = batch["near"]
        states = self._states[rows.flatten()]
        if torch.is_grad_enabled():
            chosen = torch.randperm(rows.numel(), device=rows.device)[:_FRESH]
            fresh = rows.flatten()[chosen]
            made = self._encoded(network, fresh)
            states = states.index_copy(0, chosen, made)
            self._states[fresh] = made.detach()
        mask = self._mask[rows] * batch["counts_near"][..., None]
        return states.reshape(len(rows), -1, states.shape[-1]), mask.flatten(1, 2)

    def _encoded(self, network: Network, rows: torch.Tensor) -> torch.Tensor:
        return network.encode(self._symbols[rows], self._places[rows], self._mask[rows])


class Trainer:
    """One run, resumable: parameters, optimizer and the step reached."""

    def __init__(
        self, shape: Shape, recipe: Recipe, folder: Path, device: str = "cpu", nearby: Nearby | None = None
    ) -> None:
        # Gradients through masked nodes are denormal, which doubles a step's time; threads inherit what is set before them.
        torch.set_flush_denormal(True)
        self.shape, self.recipe, self.folder, self.device = shape, recipe, folder, device
        self.parameters = {name: value.to(device) for name, value in fresh(shape, recipe.seed).items()}
        matrices = [v for v in self.parameters.values() if v.ndim > 1]
        others = [v for v in self.parameters.values() if v.ndim == 1]
        self.optimizer = torch.optim.AdamW(
            [
                {"params": matrices, "weight_decay": recipe.weight_decay},
                {"params": others, "weight_decay": 0.0},
            ],
            lr=recipe.peak_rate,
            betas=(0.9, 0.98),
        )
        self.network = TrainedNetwork(torch, shape, self.parameters)
        self.step, self.seconds = 0, 0.0
        self._programs = (
            None if nearby is None else ProgramTable(nearby, shape.width, device, recipe.positions)
        )

    def fit(self, training: Dataset, held_out: Dataset) -> dict[str, float]:
        """Trains for the recipe's minutes or steps in all, over as many epochs as fit; the held-out losses at the end."""
        self._resume()
        torch.set_flush_denormal(
            True
        )  # gradients through masked nodes are denormal, which doubles a step's time
        self._encode_programs()
        for batch in self._endless(training):
            started = time.monotonic()
            done = self._update(batch, self._progress())
            self.seconds += min(time.monotonic() - started, MOST_STEP_S)
            if self.step % self.recipe.log_every == 0:
                self._log(done)
            if self.step % self.recipe.save_every == 0:
                self._log(self.evaluate(held_out))
                self.save()
            if self._progress() >= 1.0:
                break
        self.save()
        found = self.evaluate(held_out)
        self._log(found)
        return found

    def _progress(self) -> float:
        """The part of the run that is done, 1 at its end."""
        by_steps = self.step / self.recipe.steps if self.recipe.steps else 0.0
        return max(self.seconds / (60.0 * self.recipe.minutes), by_steps)

    def _endless(self, training: Dataset) -> Iterator[Batch]:
        epoch = self.step
        while True:
            yield from training.batches(self.recipe.seed + epoch)
            epoch += 1

    def _update(self, batch: Batch, progress: float) -> dict[str, float]:
        rate = self.recipe.peak_rate * min(1.0, (self.step + 1) / self.recipe.warmup_steps)
        rate *= 0.05 + 0.95 * 0.5 * (1.0 + math.cos(math.pi * progress))
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        moved = self._moved(batch)
        near = self._near(moved) if self.step % _PROGRAMS_EVERY == 0 else None
        found = losses(self.network, moved, near)
        self.optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward((found * torch.tensor(SHARES, device=found.device)).sum())
        torch.nn.utils.clip_grad_norm_(list(self.parameters.values()), self.recipe.clip)
        self.optimizer.step()
        self.step += 1
        return {**dict(zip(NAMES, found.tolist())), "rate": rate}

    def _near(self, moved: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor] | None:
        return None if self._programs is None else self._programs.near(self.network, moved)

    def _encode_programs(self) -> None:
        if self._programs is not None:
            self._programs.encode_all(self.network)

    def evaluate(self, held_out: Dataset) -> dict[str, float]:
        """The mean losses over records that are not trained on."""
        self._encode_programs()
        with torch.no_grad():
            moved = map(self._moved, held_out.batches(0))
            found = [losses(self.network, batch, self._near(batch)) for batch in moved]
        return {
            f"held-out {name}": mean for name, mean in zip(NAMES, torch.stack(found).mean(dim=0).tolist())
        }

    def _moved(self, batch: Batch) -> dict[str, torch.Tensor]:
        placed = in_sequence(batch) if self.recipe.positions == "sequence" else batch
        return {name: torch.from_numpy(array).to(self.device) for name, array in placed.items()}

    def _log(self, values: dict[str, float]) -> None:
        line = {
            "step": self.step,
            "seconds": round(self.seconds, 1),
            **{k: round(v, 5) for k, v in values.items()},
        }
        with (self.folder / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")

    def save(self) -> None:
        """A checkpoint to go on from; the old one stays until the new one is whole."""
        path = self.folder / "checkpoint.pt"
        state = {
            "shape": asdict(self.shape), "step": self.step, "seconds": self.seconds,
            "parameters": {name: value.detach().cpu() for name, value in self.parameters.items()},
            "optimizer": self.optimizer.state_dict(),
        }  # fmt: skip
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def _resume(self) -> None:
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return
        state: dict[str, Any] = torch.load(path, weights_only=True)
        if state["shape"] != asdict(self.shape):
            raise ValueError(f"{path} is of another shape: name another folder, or remove it")
        with torch.no_grad():
            for name, value in state["parameters"].items():
                self.parameters[name].copy_(value)
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.seconds = state["step"], state["seconds"]
