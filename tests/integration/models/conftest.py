"""One tokenizer and one tiny model for all tests here; each is made once a process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.fixtures import tiny_models


@pytest.fixture(scope="session")
def tokenizer() -> Any:
    return tiny_models.make_tokenizer(1500, 12)


@pytest.fixture(scope="session")
def one_thread() -> None:
    """A model this small is slower on several threads, and much slower on a busy machine."""
    import torch

    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def model(tokenizer: Any, one_thread: None) -> Any:
    return tiny_models.make_model(tokenizer)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, tokenizer: Any, model: Any) -> Path:
    """The model in the hub's format; not to be written to."""
    return tiny_models.save(tmp_path_factory.mktemp("model"), tokenizer, model)


@pytest.fixture(scope="session")
def prompts(tokenizer: Any) -> list[list[int]]:
    """Pieces of the standard library of different lengths."""
    texts = tiny_models.standard_library(24)
    return [
        tokenizer(text[300 : 360 + 11 * i])["input_ids"] for i, text in enumerate(texts) if len(text) > 2000
    ]
