"""The writer over an OpenAI-compatible endpoint: one streamed call an answer, since servers may ignore `n`.

Owns the client, its errors in our terms, and stopping: a stream is read piece by piece, and closed when nobody waits for
it. Knows nothing of prompts. Syntax cannot be held to from outside; the validator sees what comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import Any

from synthesis_graph.errors import ConfigurationError, EngineUnavailable, Overloaded, SynthesisError
from synthesis_graph.implementation.language_model.options import check_room
from synthesis_graph.implementation.language_model.writing import Asked, Message, Watch, Writing, Written
from synthesis_graph.implementation.openai.settings import OpenAIOptions

_AROUND_A_MESSAGE = 16
"""Tokens that a chat template may put around one message, generously."""

Count = Callable[[Sequence[Message]], int]


class OpenAIWriter:
    """Writes through a client; calls of one prompt run side by side."""

    def __init__(self, client: Any, model: str, options: OpenAIOptions, count: Count) -> None:
        self._client, self._model, self._options = client, model, options
        self.count = count

    @property
    def context_tokens(self) -> int:
        """As configured: the protocol does not say what the model has."""
        return self._options.max_context_length

    def write(self, asked: Asked, watch: Watch) -> Writing:
        """The likeliest answer first, then drawn ones; EngineUnavailable or Overloaded when no call gives one."""
        answers: list[Written] = []
        faults: list[SynthesisError] = []
        with ThreadPoolExecutor(min(asked.n, self._options.parallel_calls)) as pool:
            for answer in pool.map(lambda number: self._call(asked, number, watch), range(asked.n)):
                if isinstance(answer, Written):
                    answers.append(answer)
                elif answer is not None:
                    faults.append(answer)
        if faults and not answers:
            raise faults[0]
        return Writing(tuple(answers), {"calls": float(asked.n), "failed_calls": float(len(faults))})

    def _call(self, asked: Asked, number: int, watch: Watch) -> Written | SynthesisError | None:
        """One answer; None when the time ended before it did."""
        if watch.is_over():
            return None
        try:
            with _explained(self._options):
                return self._stream(asked, number, watch)
        except SynthesisError as error:
            return None if watch.is_over() else error

    def _stream(self, asked: Asked, number: int, watch: Watch) -> Written | None:
        stream = self._client.chat.completions.create(
            model=self._model,
            messages=list(asked.messages),
            max_tokens=asked.max_tokens,
            temperature=self._options.temperature if number else 0.0,
            top_p=self._options.top_p if number else 1.0,
            seed=asked.seed + number,
            stream=True,
            timeout=max(0.1, watch.left_s()),
        )
        text, pieces, ended = "", 0, "cut"
        with closing(stream):
            for chunk in stream:
                if watch.is_over():
                    return None
                choice = chunk.choices[0] if chunk.choices else None
                if choice is None:
                    continue
                if choice.delta.content:
                    text += choice.delta.content
                    pieces += 1
                    if watch.on_best is not None and number == 0:
                        watch.on_best(text)
                if choice.finish_reason:
                    ended = "length" if choice.finish_reason == "length" else "eos"
        return Written(text, None, pieces, ended)


def connect(options: OpenAIOptions) -> OpenAIWriter:
    """A writer whose endpoint has answered; EngineUnavailable or ConfigurationError with the mend."""
    check_room(options)
    try:
        import openai
    except ImportError:
        raise EngineUnavailable(
            "the engine `openai` needs the package openai, which is not installed",
            "pip install 'synthesis-graph[openai]'",
        ) from None

    client = openai.OpenAI(
        base_url=options.openai_base_url,
        api_key=options.openai_api_key.get_secret_value(),
        max_retries=1,
        timeout=openai.Timeout(60.0, connect=options.connect_timeout_s),
    )
    count = _counter(options)
    model = _model(client, options)
    with _explained(options):  # one token: the model is there, and the key is good for it
        client.chat.completions.create(
            model=model, messages=[{"role": "user", "content": "def"}], max_tokens=1, temperature=0.0
        )
    return OpenAIWriter(client, model, options, count)


def _model(client: Any, options: OpenAIOptions) -> str:
    """The configured model, or the endpoint's only one; the endpoint is asked either way."""
    with _explained(options):
        names = [model.id for model in client.models.list()]
    if options.openai_model in names or (options.openai_model and not names):
        return options.openai_model
    if not options.openai_model and len(names) == 1:
        return str(names[0])
    what = f"has no model {options.openai_model!r}" if options.openai_model else f"has {len(names)} models"
    raise ConfigurationError(
        f"{options.openai_base_url} {what}",
        f"set OPENAI_MODEL to one of: {', '.join(names[:10])}",
        "OPENAI_MODEL",
    )


@contextmanager
def _explained(options: OpenAIOptions) -> Iterator[None]:
    """Turns the client's errors into ours."""
    import openai

    place = options.openai_base_url
    try:
        yield
    except openai.RateLimitError as error:
        raise Overloaded(f"{place} takes no more calls now", "send the request again later") from error
    except (openai.AuthenticationError, openai.PermissionDeniedError) as error:
        raise EngineUnavailable(f"{place} refuses the key", "set OPENAI_API_KEY", "OPENAI_API_KEY") from error
    except openai.APIConnectionError as error:
        raise EngineUnavailable(
            f"{place} cannot be reached", "start the endpoint, or set OPENAI_BASE_URL", "OPENAI_BASE_URL"
        ) from error
    except openai.OpenAIError as error:
        raise EngineUnavailable(
            f"{place} answers with an error: {str(error)[:300]}",
            "see the endpoint's log; OPENAI_BASE_URL has to end in the version, such as /v1",
            "OPENAI_BASE_URL",
        ) from error


def _counter(options: OpenAIOptions) -> Count:
    """Counts prompts exactly with the model's tokenizer; without one a byte counts as a token, which is never too few."""
    if not options.tokenizer_path:
        return lambda messages: sum(len(m["content"].encode()) + _AROUND_A_MESSAGE for m in messages)
    try:
        from transformers import AutoTokenizer

        tokenizer = AutoTokenizer.from_pretrained(options.tokenizer_path)
    except (ImportError, OSError, ValueError) as error:
        raise EngineUnavailable(
            f"the tokenizer {options.tokenizer_path} cannot be loaded: {str(error)[:200]}",
            "install the extra `transformers`, or leave TOKENIZER_PATH out",
            "TOKENIZER_PATH",
        ) from error

    def count(messages: Sequence[Message]) -> int:
        text = tokenizer.apply_chat_template(list(messages), tokenize=False, add_generation_prompt=True)
        return len(tokenizer(text, add_special_tokens=False)["input_ids"])

    return count
