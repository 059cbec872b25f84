"""Loading: what is chosen is reported; whatever is wrong is one error with the mend, before anything is ready."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from synthesis_graph.errors import ConfigurationError, EngineUnavailable, SynthesisError
from synthesis_graph.implementation.language_model.packing import pack
from synthesis_graph.implementation.language_model.prompts import IMPLEMENT, Parts
from synthesis_graph.implementation.language_model.writing import Asked, Watch
from synthesis_graph.implementation.transformers.settings import TransformersOptions
from synthesis_graph.request import parse_request
from tests.fixtures import tiny_models

pytestmark = pytest.mark.needs_transformers

SPEC = parse_request({"function_name": "f", "description": "Add one.", "examples": ["assert f(1) == 2"]})


def loaded(folder: Path, **options: Any) -> Any:
    from synthesis_graph.implementation.transformers.loading import load

    return load(TransformersOptions(model_path=str(folder), **options))


def refused(kind: type[SynthesisError], folder: Path, **options: Any) -> SynthesisError:
    with pytest.raises(kind) as error:
        loaded(folder, **options)
    assert error.value.hint
    return error.value


def test_device_precision_and_attention_are_reported(folder: Path, tokenizer: Any) -> None:
    found = loaded(folder, device="cpu")
    assert (
        found.report() == "device cpu, dtype float32, attention sdpa, quantization none, context 8192 tokens"
    )
    assert found.ends == {tokenizer.eos_token_id}
    assert found.model.config.rope_parameters["rope_type"] == "linear"


@pytest.mark.needs_quantization
@pytest.mark.parametrize(("quantization", "layer"), [("int8", "Linear8bitLt"), ("int4", "Linear4bit")])
def test_quantized_weights_write_through_the_same_path(folder: Path, quantization: Any, layer: str) -> None:
    from synthesis_graph.implementation.transformers.writer import TransformersWriter

    options = TransformersOptions(model_path=str(folder), quantization=quantization, max_answer_tokens=32)
    found = loaded(folder, quantization=quantization)
    assert type(found.model.model.layers[0].self_attn.q_proj).__name__ == layer
    writer = TransformersWriter(found, options)
    asked = Asked([{"role": "user", "content": "hello"}], "beams", 4, "", 8)
    writing = writer.write(asked, Watch(time.monotonic() + 100))
    assert len(writing.texts) == 4


@pytest.mark.parametrize("budget", [8192, 16384])
def test_a_packed_prompt_has_as_many_tokens_as_the_tokenizer_says_and_never_more(
    folder: Path, tokenizer: Any, budget: int
) -> None:
    from synthesis_graph.artifacts import Snippet
    from synthesis_graph.implementation.transformers.writer import OPENING, TransformersWriter

    options = TransformersOptions(model_path=str(folder), max_context_length=budget)
    writer = TransformersWriter(loaded(folder, max_context_length=budget), options)
    texts = tiny_models.standard_library(60)
    snippets = tuple(
        Snippet(f"s{i}", "", "", text[: 400 + 300 * (i % 9)], f"stdlib:{i}", 1 - i / 100)
        for i, text in enumerate(texts)
    )
    room = budget - options.max_answer_tokens
    packed = pack(Parts(SPEC, IMPLEMENT, snippets=snippets), writer.count, room)
    text = (
        tokenizer.apply_chat_template(packed.messages, tokenize=False, add_generation_prompt=True) + OPENING
    )
    assert packed.tokens == len(tokenizer(text)["input_ids"]) <= room
    assert packed.tokens > 0.9 * room
    assert packed.left_out
    assert {f"function {s.origin}" for s in snippets if s.code.rstrip() not in text} == set(packed.left_out)


def test_a_missing_path(tmp_path: Path) -> None:
    error = refused(EngineUnavailable, tmp_path / "nowhere")
    assert "does not exist" in error.message
    assert "hf download" in error.hint


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    assert "config.json" in refused(EngineUnavailable, tmp_path).message


def test_weights_that_are_missing(folder: Path, tmp_path: Path) -> None:
    whole = Path(shutil.copytree(folder, tmp_path / "m"))
    (whole / "model.safetensors").unlink()
    assert str(whole) in refused(EngineUnavailable, whole).message


def test_weights_that_are_cut_off(folder: Path, tmp_path: Path) -> None:
    whole = Path(shutil.copytree(folder, tmp_path / "m"))
    weights = whole / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:5000])
    assert "cannot be loaded" in refused(EngineUnavailable, whole).message


def test_a_context_longer_than_the_model_s(tmp_path: Path, tokenizer: Any) -> None:
    short = tiny_models.save(
        tmp_path, tokenizer, tiny_models.make_model(tokenizer, max_position_embeddings=4096)
    )
    error = refused(ConfigurationError, short)
    assert error.field == "MAX_CONTEXT_LENGTH"
    assert "4096" in error.hint


def test_an_answer_as_long_as_the_context(folder: Path) -> None:
    error = refused(ConfigurationError, folder, max_context_length=512, max_answer_tokens=512)
    assert error.field == "MAX_ANSWER_TOKENS"


@pytest.mark.parametrize(
    ("change", "message"),
    [({"eos_token": None}, "eos"), ({"chat_template": None}, "chat template")],
)
def test_a_tokenizer_without_what_is_needed(
    folder: Path, tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    whole = Path(shutil.copytree(folder, tmp_path / "m"))
    (whole / "chat_template.jinja").unlink()
    file = whole / "tokenizer_config.json"
    template = {"chat_template": tiny_models.TEMPLATE}
    file.write_text(json.dumps({**json.loads(file.read_text()), **template, **change}))
    assert message in refused(EngineUnavailable, whole).message


def test_a_tokenizer_of_another_model(tmp_path: Path, tokenizer: Any) -> None:
    small = tiny_models.make_model(tokenizer, vocab_size=500)
    assert "tokens" in refused(EngineUnavailable, tiny_models.save(tmp_path, tokenizer, small)).message


def test_a_device_that_is_not_there(folder: Path) -> None:
    error = refused(EngineUnavailable, folder, device="cuda:99")
    assert error.field == "DEVICE"


def test_a_missing_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    there = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "bitsandbytes" else there(name)
    )
    assert "synthesis-graph[gpu]" in refused(EngineUnavailable, folder, quantization="int8").hint
