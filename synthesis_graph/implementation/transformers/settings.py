"""The options of the transformers engine; `configs/deepseek_model_config.yaml` shows each. Imports nothing heavy."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from synthesis_graph.implementation.language_model.options import LanguageModelOptions, Word


class TransformersOptions(LanguageModelOptions):
    """Which model, on what, in which precision, and how it is decoded."""

    model_path: str = Field(
        "/app/models/deepseek-coder-8b-instruct",
        min_length=1,
        description="folder of a causal language model in the hub's format, or its name on the hub",
    )
    quantization: Annotated[Literal["none", "int8", "int4"], Word] = Field(
        "none", description="weights as they are (none), or by bitsandbytes: int8, or int4 (nf4)"
    )
    use_flash_attention: bool = Field(
        True, description="flash_attention_2 where flash-attn and a GPU are there; SDPA otherwise"
    )
    batch_size: int = Field(8, ge=1, le=256, description="prompts that are decoded together")
    device: Annotated[str, Word] = Field(
        "auto",
        pattern=r"^(auto|cpu|cuda(:\d+)?)$",
        description="auto (a GPU if there is one), cpu, cuda or cuda:N",
    )
    dtype: Annotated[Literal["auto", "bfloat16", "float16", "float32"], Word] = Field(
        "auto", description="auto: bfloat16 on a GPU that has it, else float16; float32 on a CPU"
    )
    beams: int = Field(4, ge=1, le=64, description="beams of a beam search")
    length_penalty: float = Field(
        1.0, description="scores are over length to this power; above 0 longer answers gain"
    )
    early_stopping: bool | Literal["never"] = Field(
        True,
        description="true: stop at `beams` answers; false: when none that runs can gain; never: nor later",
    )
    constrain_syntax: bool = Field(
        True, description="hold answers to Python's grammar while they are written"
    )
    check_scope: bool = Field(
        False, description="also refuse a name that nothing before it has bound; needs constrain_syntax"
    )
