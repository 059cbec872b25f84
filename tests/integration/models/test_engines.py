"""The engines from a request to a verified answer, with a tiny model that knows its answers by heart."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from synthesis_graph.errors import ConfigurationError, EngineUnavailable
from synthesis_graph.implementation import EngineChoice
from synthesis_graph.implementation.language_model.prompts import IMPLEMENT, OUTLINE, Parts, messages
from synthesis_graph.implementation.openai.settings import OpenAIOptions
from synthesis_graph.implementation.transformers.settings import TransformersOptions
from synthesis_graph.request import parse_request
from synthesis_graph.result import Result, Status
from synthesis_graph.standalone.synthesizer import synthesizer_of
from tests.fixtures import tiny_models

REQUEST = {
    "function_name": "double",
    "description": "Double a number.",
    "examples": ["assert double(2) == 4", "assert double(5) == 10"],
    "deadline_s": 60,
}
CODE = "def double(n: int) -> int:\n    return n * 2\n"
STEPS = ("multiply the number by two -> int",)


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory, tokenizer: Any, one_thread: None) -> Path:
    """Knows the outline, the answer under it, and the answer without one; each prompt as the engine writes it."""
    spec = parse_request(REQUEST)
    model = tiny_models.make_model(tokenizer, initializer_range=0.05)
    asked = [
        (messages(Parts(spec, OUTLINE)), f"1. {STEPS[0]}\n"),
        (messages(Parts(spec, IMPLEMENT)), f"```python\n{CODE}```"),
        (messages(Parts(spec, IMPLEMENT, outline=STEPS)), f"```python\n{CODE}```"),
    ]
    pairs = [
        (tokenizer.apply_chat_template(said, tokenize=False, add_generation_prompt=True), answer)
        for said, answer in asked
    ]
    tiny_models.teach(model, tokenizer, pairs)
    return tiny_models.save(tmp_path_factory.mktemp("taught"), tokenizer, model)


def answer(choice: EngineChoice, **changes: Any) -> Result:
    with synthesizer_of(choice) as synthesizer:
        return synthesizer.answer(json.dumps({**REQUEST, **changes}).encode())


def here(folder: Path, **options: Any) -> EngineChoice:
    return EngineChoice(
        "transformers", TransformersOptions(model_path=str(folder), max_answer_tokens=48, **options)
    )


def code_of(result: Result) -> str:
    assert result.result is not None, result
    return result.result.program_ast.code


@pytest.mark.needs_transformers
@pytest.mark.parametrize(("technique", "scope"), [("beam", False), ("beam", True), ("all", False)])
def test_a_request_becomes_a_verified_function(taught: Path, technique: str, scope: bool) -> None:
    result = answer(here(taught, check_scope=scope), technique=technique)
    assert result.status is Status.SUCCESS
    assert code_of(result) == CODE
    assert result.result
    assert result.result.strategy == "beam"
    assert result.provenance.engine == "transformers"
    assert result.provenance.attempts[0].cost["constraint_lost"] == 0


@pytest.mark.needs_quantization
def test_with_four_bits_too(taught: Path) -> None:
    result = answer(here(taught, quantization="int4"), technique="beam")
    assert (
        result.result is not None or result.error is not None
    )  # so few weights may forget; the path is whole
    assert result.provenance.attempts[0].cost["rounds"] >= 1


@pytest.mark.needs_transformers
def test_an_outline_is_written_followed_and_shown(taught: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from synthesis_graph import techniques

    # The model knows the prompt without retrieved functions only.
    rows = tuple(
        row if row.name != "hierarchical" else type(row)(**{**row.__dict__, "snippets": 0})
        for row in techniques.TECHNIQUES
    )
    monkeypatch.setattr(techniques, "TECHNIQUES", rows)
    result = answer(here(taught), technique="hierarchical")
    assert result.status is Status.SUCCESS
    assert result.provenance.outline == list(STEPS)
    assert result.provenance.attempts[0].outlines == list(STEPS)


@pytest.mark.needs_transformers
def test_what_the_engine_lacks_is_rejected_with_the_list(taught: Path) -> None:
    result = answer(here(taught), technique="grammar")
    assert result.status is Status.REJECTED
    assert result.error
    assert "beam, retrieval, hierarchical" in result.error.hint


@pytest.mark.needs_transformers
def test_a_specification_longer_than_the_context_is_rejected(taught: Path) -> None:
    result = answer(here(taught, max_context_length=512), description="Double. " * 2000, technique="beam")
    assert result.status is Status.REJECTED
    assert result.error
    assert "MAX_CONTEXT_LENGTH" in result.error.hint


@pytest.mark.needs_transformers
def test_the_command_takes_the_engine_from_the_environment(taught: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "synthesis_graph", "synthesize", "--spec", "-", "--technique", "beam", "--json"],
        input=json.dumps(REQUEST),
        env={**os.environ, "ENGINE": "transformers", "MODEL_PATH": str(taught), "MAX_ANSWER_TOKENS": "48",
             "OMP_NUM_THREADS": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["result"]["program_ast"]["code"] == CODE


@pytest.mark.serve
@pytest.mark.needs_transformers
def test_served_it_is_the_same_engine_and_threads_share_its_batches(
    taught: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ray import serve

    from deployments.app import STAGES, synthesizer
    from deployments.settings import AppSettings

    monkeypatch.setenv("MODEL_PATH", str(taught))
    monkeypatch.setenv("MAX_ANSWER_TOKENS", "48")
    application = synthesizer(AppSettings(engine="transformers"), STAGES)
    handle = serve.run(application, _local_testing_mode=True)
    payload = json.dumps({**REQUEST, "technique": "beam"}).encode()
    answers = [handle.answer.remote(payload) for _ in range(3)]
    assert [code_of(one.result(timeout_s=100)) for one in answers] == [CODE] * 3
    *drafts, result = cast("Iterator[Any]", handle.options(stream=True).drafts.remote(payload))
    assert code_of(result) == CODE
    assert len(drafts) > 3
    assert any(CODE.startswith(draft) for draft in drafts)


@pytest.mark.serve
def test_a_wrong_option_stops_the_application_before_a_replica_exists(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from deployments.app import STAGES, synthesizer
    from deployments.settings import AppSettings

    monkeypatch.setenv("QUANTIZATION", "int3")
    with pytest.raises(ConfigurationError) as refused:
        synthesizer(AppSettings(engine="transformers"), STAGES)
    assert refused.value.field == "QUANTIZATION"


# -- an endpoint that speaks OpenAI's protocol -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def endpoint(taught: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`transformers serve` over the taught model, on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("transformers")), "serve", str(taught)]
    command += ["--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    cache = str(
        tmp_path_factory.mktemp("hub")
    )  # the server lists what is in it, and fails where it is missing
    offline = {"OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1", "HF_HUB_CACHE": cache}
    server = subprocess.Popen(command, env={**os.environ, **offline})
    try:
        ends = time.monotonic() + 200
        while not _answers(f"http://127.0.0.1:{port}/v1/models"):
            assert server.poll() is None, "the server ended"
            assert time.monotonic() < ends, "the server does not answer"
            time.sleep(0.3)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.terminate()
        server.wait(20)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except OSError:
        return False


def there(url: str, model: str, **options: Any) -> EngineChoice:
    chosen = OpenAIOptions(
        openai_base_url=url,
        openai_model=model,
        max_answer_tokens=48,
        max_context_length=4096,
        samples=2,
        **options,
    )
    return EngineChoice("openai", chosen)


@pytest.mark.needs_model_server
def test_an_endpoint_writes_and_what_it_writes_is_verified(
    endpoint: str, taught: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from synthesis_graph import techniques

    rows = tuple(type(row)(**{**row.__dict__, "snippets": 0}) for row in techniques.TECHNIQUES)
    monkeypatch.setattr(techniques, "TECHNIQUES", rows)
    result = answer(there(endpoint, str(taught), tokenizer_path=str(taught)), technique="all")
    assert result.status is Status.SUCCESS, result
    assert code_of(result) == CODE
    assert result.provenance.engine == "openai"
    assert result.provenance.attempts[0].cost["calls"] == 2
    outlined = answer(there(endpoint, str(taught)), technique="hierarchical")
    assert outlined.provenance.outline == list(STEPS)


@pytest.mark.needs_model_server
def test_nobody_at_the_address() -> None:
    with pytest.raises(EngineUnavailable, match="cannot be reached") as refused:
        synthesizer_of(there("http://127.0.0.1:9/v1", "m"))
    assert refused.value.field == "OPENAI_BASE_URL"


@pytest.mark.needs_model_server
def test_a_model_that_the_endpoint_does_not_have(endpoint: str) -> None:
    with pytest.raises(EngineUnavailable) as refused:
        synthesizer_of(there(endpoint, "no-such/model"))
    assert refused.value.hint


@pytest.mark.needs_model_server
def test_an_endpoint_with_several_models_wants_a_name(endpoint: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        synthesizer_of(there(endpoint, ""))
    assert refused.value.field == "OPENAI_MODEL"
