"""Implementers: specifications, context and outlines in, candidates out. One module or package an engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from synthesis_graph.artifacts import Assignment, Batch
from synthesis_graph.errors import ConfigurationError
from synthesis_graph.spec import Specification
from synthesis_graph.validation.sandbox import Sandbox


class Engine(Protocol):
    """What stands behind the implementer stage; as many calls at once as `EngineChoice.concurrency` says."""

    def implement(
        self,
        spec: Specification,
        work: Assignment,
        cancelled: Callable[[], bool] | None = None,
        on_best: Callable[[str], None] | None = None,
    ) -> Batch:
        """Candidates within `work.budget_s`, best first; returns early when `cancelled` says so.

        An engine that writes token by token lets `on_best` hear its likeliest text each time that it changes.
        """
        ...


@dataclass(frozen=True)
class EngineChoice:
    """An engine by name with its options, checked but not loaded; picklable, so that a replica loads it."""

    name: str
    options: Any = None

    @property
    def concurrency(self) -> int:
        """How many calls one loaded engine takes at once: those that a model decodes together, or sends side by side."""
        return getattr(self.options, "batch_size", getattr(self.options, "parallel_calls", 1))

    @property
    def one_a_machine(self) -> bool:
        """Whether it holds a model that several processes of one machine cannot each load."""
        return self.name == "transformers"


def choose_engine(name: str, config: Path | None = None) -> EngineChoice:
    """The engine of a name with the options of environment and file; ConfigurationError where either is wrong.

    Reads no weights and imports nothing heavy: what can be said at the start of a server is said here.
    """
    if name not in _LOADERS:
        raise ConfigurationError(
            f"there is no engine {name!r}", f"use ENGINE={' | '.join(_LOADERS)}", "ENGINE"
        )
    read, _ = _LOADERS[name]
    return EngineChoice(name, read(config))


def load_engine(choice: EngineChoice, sandbox: Sandbox) -> Engine:
    """The engine, ready to answer; EngineUnavailable or ConfigurationError with the mend when it cannot be."""
    _, load = _LOADERS[choice.name]
    return load(choice.options, sandbox)


def _embedded_options(config: Path | None) -> None:
    if config is not None:
        raise ConfigurationError(
            "the embedded engine has no options", "leave ENGINE_CONFIG out", "ENGINE_CONFIG"
        )


def _embedded(_options: Any, sandbox: Sandbox) -> Engine:
    from synthesis_graph.implementation.embedded import EmbeddedEngine

    return EmbeddedEngine(sandbox)


def _transformers_options(config: Path | None) -> Any:
    from synthesis_graph.implementation.language_model.options import read_options
    from synthesis_graph.implementation.transformers.settings import TransformersOptions

    return read_options(TransformersOptions, config)


def _transformers(options: Any, sandbox: Sandbox) -> Engine:
    from synthesis_graph.implementation.language_model.engine import LanguageModelEngine
    from synthesis_graph.implementation.transformers.loading import load

    loaded = load(options)  # before `writer` is imported: it says what is not installed
    from synthesis_graph.implementation.transformers.writer import TransformersWriter

    return LanguageModelEngine(TransformersWriter(loaded, options), sandbox, options)


def _openai_options(config: Path | None) -> Any:
    from synthesis_graph.implementation.language_model.options import read_options
    from synthesis_graph.implementation.openai.settings import OpenAIOptions

    return read_options(OpenAIOptions, config)


def _openai(options: Any, sandbox: Sandbox) -> Engine:
    from synthesis_graph.implementation.language_model.engine import LanguageModelEngine
    from synthesis_graph.implementation.openai.writer import connect

    return LanguageModelEngine(connect(options), sandbox, options)


_LOADERS: dict[str, tuple[Callable[[Path | None], Any], Callable[[Any, Sandbox], Engine]]] = {
    "embedded": (_embedded_options, _embedded),
    "transformers": (_transformers_options, _transformers),
    "openai": (_openai_options, _openai),
}
"""How the options of an engine are read, and how it is loaded with them."""
