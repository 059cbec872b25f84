"""Outcomes: what one input led to, read from hostile reports of the confined child.

Between the sandbox, which carries the bytes, and the checks, which compare the values. Knows no process.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from synthesis_graph.validation.confined import codec

Kind = Literal["returned", "raised", "timeout", "crashed", "refused", "not run"]


@dataclass(frozen=True)
class Outcome:
    """What one input led to. All of it was said by code that may lie: it is a value to compare, never a verdict.

    A lie in `value` or `exception` is a wrong answer; one in `mutated` or `aliased` cannot be seen, since only
    the child's own memory knows better. `kind` and `seconds` at an end without an answer come from outside.

    `returned` and `raised` are answers; `timeout` and `crashed` say how the child ended; `refused` means that the
    answer is not plain data or too large; `not run` that the caller's deadline or cancellation came first.
    """

    kind: Kind
    value: Any = None
    exception: tuple[str, ...] = ()
    """The exception's class and its bases, most derived first."""
    message: str = ""
    mutated: bool = False
    """Whether the arguments differ after the call; `arguments` is what they then are, None where no plain data."""
    arguments: tuple[Any, ...] | None = None
    aliased: bool = False
    """Whether the value is, or holds near its top, one of the arguments themselves."""
    remarks: tuple[str, ...] = ()
    """Dictionary subclasses in the value that were read as plain dictionaries."""
    seconds: float = 0.0


def read_report(report: bytes, seconds: float) -> Outcome:
    """What a report says; anything but the forms that `confined.execution` writes is refused."""
    try:
        said, remarks = codec.decode_with_remarks(report)
        match said:
            case ("returned", value, tuple(changes), bool(aliased)):
                mutated, arguments = _changes(changes)
                return Outcome("returned", value, (), "", mutated, arguments, aliased, remarks, seconds)
            case ("raised", tuple(names), str(message), tuple(changes)) if all(type(n) is str for n in names):
                mutated, arguments = _changes(changes)
                return Outcome("raised", None, names, message, mutated, arguments, seconds=seconds)
            case ("refused", str(message)):
                return Outcome("refused", message=message, seconds=seconds)
    except codec.CodecError as error:
        return Outcome("refused", message=f"malformed report: {error}", seconds=seconds)
    return Outcome("refused", message="malformed report", seconds=seconds)


def _changes(said: tuple[Any, ...]) -> tuple[bool, tuple[Any, ...] | None]:
    if not said:
        return False, None
    return True, said[0] if type(said[0]) is tuple else None


def ending(reason: str, status: int, timeout_s: float) -> Outcome:
    """What became of the input at which a child ended without an answer."""
    if reason == "timeout":
        return Outcome("timeout", message=f"no answer within {timeout_s:g} s", seconds=timeout_s)
    if reason == "flooded":
        return Outcome("refused", message="the answer is larger than the sandbox takes")
    if reason == "done":
        return Outcome("crashed", message="the process ended before it answered")
    detail = f"signal {-status}" if status < 0 else f"exit status {status}"
    return Outcome("crashed", message=f"the process ended with {detail} before it answered")
