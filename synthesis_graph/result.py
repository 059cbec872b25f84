"""The result in its wire form: what every surface answers, with the evidence. The contract is `docs/result.schema.json`.

Knows the wire only; how the parts came to be is `graph`.
"""

from __future__ import annotations

from enum import Enum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Status(str, Enum):
    """What the answer is worth; `exit_code` is the command's."""

    SUCCESS = "success"
    FAILURE = "failure"
    REJECTED = "rejected"
    UNVERIFIED = "unverified"

    @property
    def exit_code(self) -> int:
        """0 success, 1 failure, 2 rejected, 3 unverified."""
        return {"success": 0, "failure": 1, "rejected": 2, "unverified": 3}[self.value]


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WireParameter(_Wire):
    """A parameter as the caller wrote it, or as it was inferred."""

    name: str
    type: str


class ProgramAst(_Wire):
    """The function: its signature and its whole source text."""

    type: Literal["function"] = "function"
    name: str
    parameters: list[WireParameter]
    return_type: str
    code: str


class Program(_Wire):
    """The answer itself."""

    program_ast: ProgramAst
    confidence_score: float = Field(ge=0, le=1, description="rank within 0..1; see `confidence_kind`")
    confidence_kind: Literal["rank", "calibrated"] = "rank"
    time_taken: float = Field(ge=0, description="seconds")
    strategy: str = Field(description="the technique that found it")


class Evidence(_Wire):
    """One check: an example, a constraint, a static rule or a declared type."""

    subject: str
    status: Literal["passed", "failed", "not checked"]
    detail: str = ""
    failing_input: str = ""
    tried: int = 0


class DistinguishingExample(_Wire):
    """An input on which likely programs disagree: the one example to add."""

    input: str = Field(description="the arguments, as Python literals")
    outputs: list[str] = Field(description="what the likely programs answer there, the returned one first")


class Verification(_Wire):
    """How the answer was checked."""

    static: list[Evidence] = []
    examples: list[Evidence] = []
    constraints: list[Evidence] = []
    types: list[Evidence] = []
    purity: list[Evidence] = []
    isolation: str = ""
    distinguishing_example: DistinguishingExample | None = None


class Alternative(_Wire):
    """Another program that passed, less likely."""

    code: str
    confidence_score: float
    strategy: str


class RetrievedSnippet(_Wire):
    """A function that the retriever found."""

    name: str
    origin: str
    score: float


class TechniqueAttempt(_Wire):
    """What one technique tried and what it cost."""

    technique: str
    candidates: int
    seconds: float
    cost: dict[str, float] = {}
    outlines: list[str] = []


class Provenance(_Wire):
    """Where the answer comes from."""

    engine: str = ""
    retrieved: list[RetrievedSnippet] = []
    left_out: list[str] = []
    outline: list[str] = []
    origin: str = ""
    inferred: list[str] = []
    attempts: list[TechniqueAttempt] = []


class ErrorBody(_Wire):
    """Why there is no answer, and what to do about it."""

    code: str
    message: str
    hint: str = ""
    retryable: bool = False
    field: str = ""


class Result(_Wire):
    """What every surface answers."""

    request_id: str
    status: Status
    result: Program | None = None
    verification: Verification = Verification()
    alternatives: list[Alternative] = []
    provenance: Provenance = Provenance()
    error: ErrorBody | None = None
