"""The options of the openai engine. Imports nothing heavy; the key is never shown."""

from __future__ import annotations

from pydantic import Field, SecretStr

from synthesis_graph.implementation.language_model.options import LanguageModelOptions


class OpenAIOptions(LanguageModelOptions):
    """Which endpoint and which of its models; the names of the first two are the official client's own."""

    openai_base_url: str = Field(
        "http://127.0.0.1:8000/v1",
        pattern=r"^https?://",
        description="the endpoint: Ray Serve LLM, vLLM or another",
    )
    openai_api_key: SecretStr = Field(
        SecretStr("none"), description="sent as a bearer token; many servers ask for none"
    )
    openai_model: str = Field("", description="name of the model at the endpoint; empty: its only one")
    tokenizer_path: str = Field(
        "",
        description="folder or hub name of the model's tokenizer, for exact counts; empty: a byte counts as a token",
    )
    parallel_calls: int = Field(4, ge=1, le=64, description="calls in flight for one prompt: one an answer")
    connect_timeout_s: float = Field(5.0, gt=0, description="seconds to reach the endpoint")
