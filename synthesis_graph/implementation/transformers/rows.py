"""Rows of a batch on the model: prompts read once, then one token a row a step, the KV cache following the beams.

The only module of the decoder that calls the model. Knows neither beams nor constraints.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch


class Rows:
    """Texts that grow together; `logits` are those of the next token, float32 of shape (rows, vocabulary)."""

    def __init__(self, model: Any, prompts: Sequence[Sequence[int]], pad: int) -> None:
        """Reads the prompts, padded on the left to the longest; the memory is rows · tokens · layers."""
        self._model = model
        self._device = model.device
        width = max(map(len, prompts))
        ids = [[pad] * (width - len(p)) + list(p) for p in prompts]
        mask = [[0] * (width - len(p)) + [1] * len(p) for p in prompts]
        self._mask = torch.tensor(mask, device=self._device)
        positions = (self._mask.cumsum(-1) - 1).clamp(min=0)
        self._next = positions[:, -1:] + 1
        self._cache: Any = None
        with torch.inference_mode():
            self.logits = self._forward(torch.tensor(ids, device=self._device), positions)

    def step(self, sources: Sequence[int], tokens: Sequence[int]) -> None:
        """Row i becomes row `sources[i]` with `tokens[i]` behind it; rows may become more or fewer."""
        with torch.inference_mode():
            self._select(sources)
            ids = torch.tensor(tokens, device=self._device).unsqueeze(-1)
            positions = self._next
            self._mask = torch.cat((self._mask, self._mask.new_ones((len(tokens), 1))), dim=-1)
            self._next = self._next + 1
            self.logits = self._forward(ids, positions)

    def select(self, sources: Sequence[int]) -> None:
        """Row i becomes row `sources[i]`, with its logits; no token is added."""
        with torch.inference_mode():
            self._select(sources)
            self.logits = self.logits.index_select(0, torch.tensor(sources, device=self._device))

    def _select(self, sources: Sequence[int]) -> None:
        if list(sources) == list(range(len(self._mask))):
            return
        index = torch.tensor(sources, device=self._device)
        self._cache.reorder_cache(index)
        self._mask = self._mask.index_select(0, index)
        self._next = self._next.index_select(0, index)

    def _forward(self, ids: torch.Tensor, positions: torch.Tensor) -> torch.Tensor:
        out = self._model(
            input_ids=ids,
            attention_mask=self._mask,
            position_ids=positions,
            past_key_values=self._cache,
            use_cache=True,
            logits_to_keep=1,
        )
        self._cache = out.past_key_values
        logits: torch.Tensor = out.logits[:, -1, :].float()
        return logits
