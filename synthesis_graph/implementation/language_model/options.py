"""The options that every engine over a language model has, and how options are read: environment, file, defaults.

Owns names, defaults, ranges and units. An unknown word or key is a ConfigurationError that names it, raised before
anything heavy is imported.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from synthesis_graph.errors import ConfigurationError

Word = BeforeValidator(lambda value: value.strip().lower() if isinstance(value, str) else value)
"""Words are read in any case."""


class LanguageModelOptions(BaseSettings):
    """How a language model is asked. An environment variable of a field's name in capitals comes before a file's."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_ignore_empty=True, protected_namespaces=(), yaml_file=None
    )

    max_context_length: int = Field(
        8192,
        ge=512,
        le=16384,
        description="tokens of a prompt and its answer together; the model has to have as many",
    )
    max_answer_tokens: int = Field(1024, ge=16, le=8192, description="tokens of one answer")
    samples: int = Field(4, ge=1, le=64, description="answers drawn for a prompt where a technique draws")
    temperature: float = Field(
        0.8, ge=0, le=2, description="of every drawn answer but the first, which is the likeliest"
    )
    top_p: float = Field(0.95, gt=0, le=1, description="nucleus that answers are drawn from")
    repair_rounds: int = Field(
        3, ge=0, description="how often an answer that fails goes back with what it fails"
    )
    outline_share: float = Field(0.25, gt=0, lt=1, description="part of a budget that an outline may take")

    @classmethod
    def settings_customise_sources(  # noqa: D102 - pydantic-settings names and calls it
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - as D102
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - no dotenv file is read
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - nor a secrets folder
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings  # the environment wins over the file, as operators expect


OptionsT = TypeVar("OptionsT", bound=LanguageModelOptions)


def read_options(kind: type[OptionsT], file: Path | None) -> OptionsT:
    """The options of an engine; ConfigurationError for a file that cannot be read, an unknown key or a wrong value."""
    try:
        return kind(**_content(file))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"])).upper()
        known = ", ".join(sorted(field.upper() for field in kind.model_fields))
        hint = f"the options are {known}" if first["type"] == "extra_forbidden" else _mend(kind, first["loc"])
        raise ConfigurationError(f"{first['msg'].lower()} (given: {first['input']!r})", hint, name) from None


def check_room(options: LanguageModelOptions) -> None:
    """ConfigurationError where an answer alone would fill the context."""
    if options.max_answer_tokens >= options.max_context_length:
        raise ConfigurationError(
            f"an answer of {options.max_answer_tokens} tokens leaves no room in {options.max_context_length}",
            "lower MAX_ANSWER_TOKENS or raise MAX_CONTEXT_LENGTH",
            "MAX_ANSWER_TOKENS",
        )


def _content(file: Path | None) -> dict[str, Any]:
    if file is None:
        return {}
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except (OSError, yaml.YAMLError) as error:
        raise ConfigurationError(
            f"cannot read {file}: {error}", "name a YAML file of options", "ENGINE_CONFIG"
        ) from None
    if not isinstance(content, dict):
        raise ConfigurationError(
            f"{file} holds no mapping", "write one option a line, `name: value`", "ENGINE_CONFIG"
        )
    return content


def _mend(kind: type[LanguageModelOptions], place: tuple[int | str, ...]) -> str:
    field = kind.model_fields.get(str(place[0])) if place else None
    return (
        f"{place[0]}: {field.description}; the default is {field.default!r}"
        if field
        else "see the options' file"
    )
