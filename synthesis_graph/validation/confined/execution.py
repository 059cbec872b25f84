"""Runs generated code over inputs inside the confined child, and writes one report an input to the results pipe.

Everything here may be subverted by the code that it runs; it can then only report other values. The parent compares.
Knows nothing of expected outputs.
"""

from __future__ import annotations

import builtins
import os
import struct
import sys
import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from synthesis_graph.validation.confined import codec
else:  # run by path in a bare interpreter
    import codec

MODULE = "candidate"
_MESSAGE_CHARACTERS = 500
_HEADER = struct.Struct("<I")


def run_all(packed: bytes | memoryview, pipe: int) -> None:
    """Runs the function of a packed request on every input, one after the other; a report follows each."""
    code, function, inputs = codec.decode(bytes(packed), sys.maxsize)
    try:
        call = _load(code, function)
    except BaseException as error:  # noqa: BLE001  # the code may raise anything at all
        report = _raised(error, ())
        for _ in inputs:
            _send(pipe, report)
        return
    for one in inputs:
        _send(pipe, _run_one(call, one))


def _load(code: str, function: str) -> Callable[..., Any]:
    module = types.ModuleType(MODULE)
    sys.modules[MODULE] = module  # dataclasses look their module up
    exec(compile(code, "<candidate>", "exec", dont_inherit=True), module.__dict__)  # noqa: S102  # we are confined
    call = module.__dict__.get(function)
    if not callable(call):
        raise NameError(f"the code defines no function {function!r}")  # noqa: TRY004
    found: Callable[..., Any] = call
    return found


def _run_one(call: Callable[..., Any], packed: bytes) -> tuple[Any, ...]:
    arguments = codec.decode(packed, sys.maxsize)
    before = codec.encode(arguments, sys.maxsize)
    try:
        value = call(*arguments)
    except BaseException as error:  # noqa: BLE001  # SystemExit and KeyboardInterrupt are answers too
        return _raised(error, _changes(arguments, before))
    return ("returned", value, _changes(arguments, before), _aliases(value, arguments))


def _changes(arguments: tuple[Any, ...], before: bytes) -> tuple[Any, ...]:
    """Empty when the arguments are as they were; else the arguments now, or None where they are no plain data."""
    try:
        after = codec.encode(arguments)
    except Exception:  # noqa: BLE001  # whatever the code left there
        return (None,)
    return () if after == before else (arguments,)


def _aliases(value: Any, arguments: tuple[Any, ...]) -> bool:
    """Whether the value is, or holds in its first two levels, one of the arguments itself."""
    mutable = {id(a) for a in arguments if type(a) in (list, dict, set)}
    if not mutable:
        return False
    level = [value]
    for _ in range(3):
        if any(id(item) in mutable for item in level):
            return True
        level = [inner for item in level for inner in _items(item)]
    return False


def _items(value: Any) -> list[Any]:
    if type(value) in (list, tuple):
        return list(value)
    return list(value.values()) if type(value) is dict else []


def _raised(error: BaseException, changes: tuple[Any, ...]) -> tuple[Any, ...]:
    try:
        message = str(error)[:_MESSAGE_CHARACTERS]
    except BaseException:  # noqa: BLE001  # its own `__str__`
        message = ""
    names = tuple(kind.__name__ for kind in type(error).__mro__ if _is_honest(kind))
    return ("raised", names, str.__str__(message), changes)


def _is_honest(kind: type) -> bool:
    """A class of the code's own does not count as the built-in exception whose name it takes."""
    return getattr(builtins, kind.__name__, kind) is kind


def _send(pipe: int, report: tuple[Any, ...]) -> None:
    try:
        data = codec.encode(report)
    except Exception as error:  # noqa: BLE001  # whatever the code returned
        data = codec.encode(("refused", str(error)[:_MESSAGE_CHARACTERS]))
    data = _HEADER.pack(len(data)) + data
    while data:
        data = data[os.write(pipe, data) :]
