"""Every error this project raises on purpose, in one tree. Knows no stage, no surface, no library.

SynthesisError                 something the caller or the operator can act on
├── SpecificationError         the request is invalid: which field, why, how to mend it   (status `rejected`)
├── ConfigurationError         the settings are wrong; raised at start, never per request
├── EngineUnavailable          the configured engine cannot run here (missing extra, weights, GPU)
├── SandboxUnavailable         the sandbox cannot confine code here: nothing is executed (fail closed)
├── IndexUnavailable           the knowledge base is missing or unreadable
├── StageUnavailable           a stage died, stops or cannot be reached
├── ConstraintViolated         a token was fed to a syntax state that no valid program allows there
├── DeadlineExceeded           the budget ended before an answer
└── Overloaded                 the queue in front of a stage is full; retry later

Each class carries a policy (`code`, `retryable`, `shed`, `http_status`); surfaces read it and branch on no class, and find
it by the code that a result carries in `ERRORS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar


class SynthesisError(Exception):
    """An error with a stable `code`, a `hint` that says how to mend it, and a retry policy; picklable."""

    code: ClassVar[str] = "internal"
    retryable: ClassVar[bool] = False
    shed: ClassVar[bool] = False
    """The work did not begin, for want of room: the same request may wait and be asked again."""
    http_status: ClassVar[int] = 500

    def __init__(self, message: str, hint: str = "", field: str = "") -> None:
        super().__init__(
            message, hint, field
        )  # all arguments in `args`, so that unpickling calls us back with them
        self.message = message
        self.hint = hint
        self.field = field

    def __str__(self) -> str:
        place = f"{self.field}: " if self.field else ""
        return f"{place}{self.message}"


class SpecificationError(SynthesisError):
    """The request is invalid; `field` is the path of the offending value, such as `examples[1].input.xs`."""

    code = "invalid_specification"
    http_status = 422


class ConfigurationError(SynthesisError):
    """A setting is unknown or out of range; raised before anything is started."""

    code = "invalid_configuration"


class EngineUnavailable(SynthesisError):
    """The configured engine cannot run on this machine."""

    code = "engine_unavailable"
    http_status = 503


class SandboxUnavailable(SynthesisError):
    """No sandbox of the required isolation can be started, so no generated code was run."""

    code = "sandbox_unavailable"
    retryable = True
    http_status = 503


class IndexUnavailable(SynthesisError):
    """The knowledge base index is missing, of another version, or unreadable."""

    code = "index_unavailable"
    http_status = 503


class StageUnavailable(SynthesisError):
    """The replica that ran a stage died or was stopped during the call."""

    code = "stage_unavailable"
    retryable = True
    http_status = 503


class ConstraintViolated(SynthesisError):
    """A decoder wrote a token that the grammar does not allow at this place."""

    code = "constraint_violated"
    http_status = 500


class DeadlineExceeded(SynthesisError):
    """The budget of the request ended before the stage could answer."""

    code = "deadline_exceeded"
    retryable = True
    http_status = 504


class Overloaded(SynthesisError):
    """Too much work is queued in front of a stage."""

    code = "overloaded"
    retryable = True
    shed = True
    http_status = 503


def _tree(root: type[SynthesisError]) -> Iterator[type[SynthesisError]]:
    yield root
    for kind in root.__subclasses__():
        yield from _tree(kind)


ERRORS: dict[str, type[SynthesisError]] = {kind.code: kind for kind in _tree(SynthesisError)}
"""Each error of the tree by its code."""
