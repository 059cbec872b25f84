"""Loading: from options to a model that is known to answer, or one error that says what to mend.

Owns every reason why a model cannot serve: they are found here, before a replica is ready. Device, precision and
attention are chosen here and reported. Knows nothing of prompts or beams.
"""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from synthesis_graph.errors import ConfigurationError, EngineUnavailable
from synthesis_graph.implementation.language_model.options import check_room
from synthesis_graph.implementation.transformers.settings import TransformersOptions

log = logging.getLogger(__name__)

HUB_NAME = "deepseek-ai/deepseek-coder-6.7b-instruct"


@dataclass(frozen=True)
class Loaded:
    """A model that answered, its tokenizer, and what was chosen for it."""

    model: Any
    tokenizer: Any
    ends: frozenset[int]
    """The tokens that end an answer."""
    context_tokens: int
    device: str
    dtype: str
    attention: str
    quantization: str

    def report(self) -> str:
        """What was chosen, for the log."""
        return (
            f"device {self.device}, dtype {self.dtype}, attention {self.attention}, "
            f"quantization {self.quantization}, context {self.context_tokens} tokens"
        )


def load(options: TransformersOptions) -> Loaded:
    """The model of the options, ready; EngineUnavailable or ConfigurationError with the mend.

    Takes as long as reading the weights. What needs no weights is checked first.
    """
    _installed("torch", "transformers", "accelerate", extra="transformers", why="the engine `transformers`")
    if options.quantization != "none":
        _installed("bitsandbytes", extra="gpu", why=f"QUANTIZATION={options.quantization}")
    import transformers

    _quieten()
    source = _source(options.model_path)
    with _explained(source):
        config = transformers.AutoConfig.from_pretrained(source)
        tokenizer = transformers.AutoTokenizer.from_pretrained(source)
    _check_context(options, config)
    check_room(options)
    _check_tokenizer(source, tokenizer)
    device = _device(options)
    dtype = _dtype(options, device)
    attention = _attention(options, device, dtype)
    with _explained(source):
        model: Any = transformers.AutoModelForCausalLM.from_pretrained(
            source, dtype=dtype, attn_implementation=attention, **_placement(options, device, dtype)
        )
        model.eval()
        _try(model, tokenizer, source)
    loaded = Loaded(
        model=model,
        tokenizer=tokenizer,
        ends=_ends(model, tokenizer),
        context_tokens=options.max_context_length,
        device=str(model.device),
        dtype=str(dtype).removeprefix("torch."),
        attention=attention,
        quantization=options.quantization,
    )
    log.info("loaded %s: %s", source, loaded.report())
    return loaded


def _quieten() -> None:
    """The libraries' bars and their remark on each int8 product are not for a server's log."""
    import transformers

    library: Any = transformers
    library.utils.logging.disable_progress_bar()
    logging.getLogger("bitsandbytes.autograd._functions").setLevel(logging.ERROR)


def _installed(*modules: str, extra: str, why: str) -> None:
    missing = [module for module in modules if importlib.util.find_spec(module) is None]
    if missing:
        raise EngineUnavailable(
            f"{why} needs {' and '.join(missing)}, which is not installed",
            f"pip install 'synthesis-graph[{extra}]'",
        )


def _source(path: str) -> str:
    """The path or the hub name; what looks like a path has to be a folder that holds a model."""
    folder = Path(path).expanduser()
    is_name = path.count("/") == 1 and not path.startswith((".", "/", "~")) and not folder.exists()
    if is_name:
        return path
    if not (folder / "config.json").is_file():
        what = "holds no config.json" if folder.is_dir() else "does not exist"
        raise EngineUnavailable(
            f"{folder} {what}",
            f"fetch a model (hf download {HUB_NAME} --local-dir {folder}), or let MODEL_PATH name a folder or a hub name",
            "MODEL_PATH",
        )
    return str(folder)


@contextmanager
def _explained(source: str) -> Iterator[None]:
    """Turns what the libraries raise while a model is read into one error that names the model."""
    import torch

    try:
        yield
    except torch.OutOfMemoryError as error:
        raise EngineUnavailable(
            f"{source} does not fit the device's memory: {_first_line(error)}",
            "use QUANTIZATION=int8 or int4, a smaller MAX_CONTEXT_LENGTH, or a larger GPU",
            "QUANTIZATION",
        ) from error
    except Exception as error:  # the libraries raise what they like over a file that they cannot read
        raise EngineUnavailable(
            f"{source} cannot be loaded: {_first_line(error)}",
            "MODEL_PATH has to name a whole causal language model: config.json, safetensors and a tokenizer",
            "MODEL_PATH",
        ) from error


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0][:300]


def _check_context(options: TransformersOptions, config: Any) -> None:
    limit = getattr(config, "max_position_embeddings", None)
    if limit is not None and options.max_context_length > limit:
        raise ConfigurationError(
            f"{options.max_context_length} tokens are more than the {limit} that this model was made for",
            f"set MAX_CONTEXT_LENGTH to at most {limit}, or use another model",
            "MAX_CONTEXT_LENGTH",
        )


def _check_tokenizer(source: str, tokenizer: Any) -> None:
    hint = f"use an instruction-tuned model with its own tokenizer, such as {HUB_NAME}"
    if tokenizer.eos_token_id is None:
        raise EngineUnavailable(f"the tokenizer of {source} has no end token (eos)", hint, "MODEL_PATH")
    if not tokenizer.chat_template:
        raise EngineUnavailable(f"the tokenizer of {source} has no chat template", hint, "MODEL_PATH")
    if not getattr(tokenizer, "is_fast", False):
        raise EngineUnavailable(
            f"the tokenizer of {source} does not say which bytes its tokens are (no tokenizer.json)",
            hint,
            "MODEL_PATH",
        )


def _device(options: TransformersOptions) -> str:
    import torch

    if options.device == "auto":
        return "cuda:0" if torch.cuda.is_available() else "cpu"
    if options.device == "cpu":
        return "cpu"
    number = int(options.device.partition(":")[2] or 0)
    count = torch.cuda.device_count() if torch.cuda.is_available() else 0
    if number >= count:
        raise EngineUnavailable(
            f"{options.device} was asked for, and torch {torch.__version__} sees {count} GPUs here",
            "use DEVICE=auto or cpu, or a machine whose driver serves this torch's CUDA",
            "DEVICE",
        )
    return f"cuda:{number}"


def _dtype(options: TransformersOptions, device: str) -> Any:
    import torch

    if options.dtype != "auto":
        return getattr(torch, options.dtype)
    if device == "cpu":
        return torch.float32
    return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16


def _attention(options: TransformersOptions, device: str, dtype: Any) -> str:
    import torch

    fits = device != "cpu" and dtype in (torch.float16, torch.bfloat16)
    there = importlib.util.find_spec("flash_attn") is not None
    if options.use_flash_attention and not (fits and there):
        why = "flash-attn is not installed" if fits else "it needs a GPU and 16 bits"
        log.info("flash attention is not used: %s; SDPA is", why)
    return "flash_attention_2" if options.use_flash_attention and fits and there else "sdpa"


def _placement(options: TransformersOptions, device: str, dtype: Any) -> dict[str, Any]:
    """Where the weights go, and in which form."""
    if options.quantization == "none":
        return {} if device == "cpu" else {"device_map": {"": device}}
    import transformers

    library: Any = transformers
    kinds: dict[str, dict[str, Any]] = {
        "int8": {"load_in_8bit": True},
        "int4": {
            "load_in_4bit": True,
            "bnb_4bit_quant_type": "nf4",
            "bnb_4bit_use_double_quant": True,
            "bnb_4bit_compute_dtype": dtype,
        },
    }
    weights = library.BitsAndBytesConfig(**kinds[options.quantization])
    return {"device_map": {"": device}, "quantization_config": weights}


def _ends(model: Any, tokenizer: Any) -> frozenset[int]:
    told = getattr(model.generation_config, "eos_token_id", None)
    more = told if isinstance(told, (list, tuple)) else [told]
    return frozenset({tokenizer.eos_token_id, *(token for token in more if token is not None)})


def _try(model: Any, tokenizer: Any, source: str) -> None:
    """One step of the model: it runs here, and has a logit for each token."""
    import torch

    with torch.inference_mode():
        ids = torch.tensor([[tokenizer.eos_token_id]], device=model.device)
        logits = model(input_ids=ids, use_cache=True).logits
    if logits.shape[-1] < len(tokenizer):
        raise ValueError(f"the tokenizer has {len(tokenizer)} tokens, the model {logits.shape[-1]}")
    if not bool(torch.isfinite(logits).all()):
        raise ValueError(f"{source} answers with numbers that are not finite")
