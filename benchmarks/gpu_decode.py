"""Decoding on a GPU: tokens a second of the 6.7B shape with random weights, against the limit of the memory's bandwidth.

Needs a GPU and the extra `transformers`; refuses to run without, so that no other figure passes for one of these. A step
reads all weights once, and each row's KV cache: the limit is bandwidth / (weights + cache). With and without the
constraint, in one run. What the weights hold does not matter to the time of a step; what the constraint costs does
depend on the text, so the constrained rows are those of a random model, which is refused more often than a trained one.
"""

from __future__ import annotations

import functools
import statistics
import time
from dataclasses import dataclass
from typing import Annotated, Any

import typer

SHAPE = {
    "hidden_size": 4096, "intermediate_size": 11008, "num_hidden_layers": 32, "num_attention_heads": 32,
    "num_key_value_heads": 32, "max_position_embeddings": 16384, "vocab_size": 32256,
}  # fmt: skip
"""deepseek-ai/deepseek-coder-6.7b-instruct, as its config.json has it."""


@dataclass(frozen=True)
class Row:
    """One measurement."""

    rows: int
    prompt_tokens: int
    constrained: bool
    prefill_s: float
    step_ms: float
    limit_ms: float

    def __str__(self) -> str:
        held = "syntax" if self.constrained else "none"
        rate = 1000 * self.rows / self.step_ms
        share = self.limit_ms / self.step_ms
        return (
            f"| {self.rows} | {self.prompt_tokens} | {held} | {self.prefill_s:.2f} | {self.step_ms:.2f} "
            f"| {self.limit_ms:.2f} | {rate:.0f} | {share:.0%} |"
        )


def gpu_decode(
    bandwidth_gb_s: Annotated[
        float, typer.Option(help="The GPU's memory bandwidth by its data sheet, GB/s.")
    ],
    steps: Annotated[int, typer.Option(help="Tokens of each text.")] = 128,
    repeats: Annotated[int, typer.Option(help="Runs of each row; the median counts.")] = 3,
) -> None:
    """Print the table of steps, limits and rates on this machine's GPU."""
    import torch

    if not torch.cuda.is_available():
        typer.echo("gpu_decode: torch sees no GPU here; nothing was measured", err=True)
        raise typer.Exit(2)
    model = _model()
    print(f"{torch.cuda.get_device_name()}; torch {torch.__version__}; {model.config._attn_implementation}")
    print("| rows | prompt | constraint | prefill s | ms a step | limit ms | tokens/s | of the limit |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for rows in (1, 4, 8):
        for prompt_tokens in (512, 4096, 8192):
            for constrained in (False, True):
                found = [_measure(model, rows, prompt_tokens, constrained, steps) for _ in range(repeats)]
                limit = 1000 * _read_bytes(model, rows, prompt_tokens + steps // 2) / (bandwidth_gb_s * 1e9)
                prefill, step = (statistics.median(values) for values in zip(*found))
                print(Row(rows, prompt_tokens, constrained, prefill, step, limit), flush=True)


def _model() -> Any:
    import importlib.util

    import torch
    import transformers

    library: Any = transformers
    rope = {"rope_type": "linear", "factor": 4.0, "rope_theta": 100000.0}
    config = library.LlamaConfig(**SHAPE, rope_parameters=rope)
    flash = importlib.util.find_spec("flash_attn") is not None
    with torch.device("cuda"):
        return library.AutoModelForCausalLM.from_config(
            config, dtype=torch.bfloat16, attn_implementation="flash_attention_2" if flash else "sdpa"
        ).eval()


def _measure(
    model: Any, beams: int, prompt_tokens: int, constrained: bool, steps: int
) -> tuple[float, float]:
    """Seconds to read the prompt, and milliseconds a step of a beam search that never ends early."""
    import torch

    from synthesis_graph.implementation.language_model.writing import Watch
    from synthesis_graph.implementation.transformers.beams import BeamSettings, beam_search
    from synthesis_graph.implementation.transformers.rows import Rows

    grammar = _grammar(constrained)
    torch.cuda.synchronize()
    started = time.perf_counter()
    rows = Rows(model, [[7] * prompt_tokens], 0)
    torch.cuda.synchronize()
    read = time.perf_counter()
    found = beam_search(rows, [grammar], BeamSettings(beams, steps), [Watch(time.monotonic() + 600)])[0]
    torch.cuda.synchronize()
    return read - started, 1000 * (time.perf_counter() - read) / found.steps


@functools.cache
def _grammar(constrained: bool) -> Any:
    """Every token is two printable bytes or one: a vocabulary of the real size over which Python can be written.

    Made once, as a server makes it: the median run has warm tables.
    """
    from synthesis_graph.decoding import PythonSyntax, Vocabulary
    from synthesis_graph.implementation.transformers.hypotheses import Grammar

    letters = [bytes([a]) for a in (9, 10, *range(32, 127))]
    pieces = [b"", *letters, *(a + b for a in letters for b in letters)]
    pieces += [b"x%d" % number for number in range(SHAPE["vocab_size"] - len(pieces))]
    start = PythonSyntax(Vocabulary(pieces, 0)).beginning if constrained else None
    return Grammar(pieces, frozenset(), start)


def _read_bytes(model: Any, rows: int, tokens: int) -> float:
    """What one step has to read: all weights but the embedding's other rows, and the KV cache of each row, 16 bits."""
    config = model.config
    weights = sum(p.numel() for p in model.parameters()) - config.vocab_size * config.hidden_size
    cache = 2 * config.num_hidden_layers * config.num_key_value_heads * config.head_dim * tokens * rows
    return float(2 * (weights + cache))
