"""Beam search of transformers under a library's own logits processor, on a tiny random model: does the text stay Python?

Runs in the library's environment. A processor is made for each prompt, as the libraries ask.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.constraints.contract import Job

BEAMS = 4
PROMPTS = 12
PROMPT_TOKENS = 16
NEW_TOKENS = 32


def model(job: Job) -> Any:
    """A Llama of two layers with random weights over the job's vocabulary; at this spread beams do not tie."""
    import torch
    import transformers

    torch.manual_seed(20)
    shape = {"hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 2, "num_attention_heads": 4}
    config = transformers.LlamaConfig(
        vocab_size=job.size, bos_token_id=job.eos, eos_token_id=job.eos, initializer_range=0.4, **shape
    )
    return transformers.LlamaForCausalLM(config).eval()


def generate(job: Job, processor: Callable[[], Any]) -> list[list[int] | str]:
    """The new tokens of each beam of each prompt, or the name of what was raised for the prompt."""
    import torch

    torch.set_num_threads(1)
    llama = model(job)
    found: list[list[int] | str] = []
    for text in job.valid[:PROMPTS]:
        ids = torch.tensor([text[:PROMPT_TOKENS]])
        try:
            out = llama.generate(
                ids, attention_mask=torch.ones_like(ids), num_beams=BEAMS, num_return_sequences=BEAMS, do_sample=False,
                max_new_tokens=NEW_TOKENS, logits_processor=[processor()], pad_token_id=job.eos,
            )  # fmt: skip
        except Exception as error:  # noqa: BLE001 - what a library raises here is its answer
            found += [type(error).__name__] * BEAMS
        else:
            found += out[:, PROMPT_TOKENS:].tolist()
    return found
