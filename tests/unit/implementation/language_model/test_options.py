"""Options: environment before file before defaults; whatever is wrong is one error that names it and the mend."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import yaml

from synthesis_graph.errors import ConfigurationError
from synthesis_graph.implementation import choose_engine
from synthesis_graph.implementation.transformers.settings import TransformersOptions

FILE = Path(__file__).resolve().parents[4] / "configs" / "deepseek_model_config.yaml"


def test_the_file_shows_every_option_with_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MODEL_PATH", raising=False)
    shown = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert set(shown) == set(TransformersOptions.model_fields)
    assert choose_engine("transformers", FILE).options == TransformersOptions()


def test_the_environment_comes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUANTIZATION", "INT8")
    monkeypatch.setenv("MODEL_PATH", "a/b")
    monkeypatch.setenv("BATCH_SIZE", "3")
    options = choose_engine("transformers", FILE).options
    assert (options.quantization, options.model_path, options.batch_size) == ("int8", "a/b", 3)


@pytest.mark.parametrize(
    ("line", "field", "hint"),
    [
        ("quantization: int3", "QUANTIZATION", "int8"),
        ("max_context_length: 20000", "MAX_CONTEXT_LENGTH", "8192"),
        ("quantisation: int8", "QUANTISATION", "QUANTIZATION"),
        ("device: gpu", "DEVICE", "cuda"),
        ("- a list", "ENGINE_CONFIG", "name: value"),
        ("a: [", "ENGINE_CONFIG", "YAML"),
    ],
)
def test_a_wrong_option_is_named_with_its_mend(tmp_path: Path, line: str, field: str, hint: str) -> None:
    file = tmp_path / "options.yaml"
    file.write_text(line + "\n")
    with pytest.raises(ConfigurationError) as refused:
        choose_engine("transformers", file)
    assert refused.value.field == field
    assert hint in refused.value.hint


def test_an_engine_that_does_not_exist() -> None:
    with pytest.raises(ConfigurationError, match="magic") as refused:
        choose_engine("magic")
    assert "embedded | transformers | openai" in refused.value.hint


def test_the_embedded_engine_takes_no_file_of_options() -> None:
    with pytest.raises(ConfigurationError):
        choose_engine("embedded", FILE)


def test_a_choice_travels_to_a_replica_and_hides_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "very-secret")
    choice = choose_engine("openai")
    assert "very-secret" not in repr(choice)
    assert pickle.loads(pickle.dumps(choice)) == choice
