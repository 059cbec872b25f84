"""The binding to the kernel by ctypes: Landlock, seccomp, capabilities and process attributes. No policy, no table.

What is allowed is `system_calls`, what is entered when is `layers`. Needs no privilege, no user namespace, and works
under Docker's default profile; Landlock needs Linux 5.13. Every call raises OSError where the kernel refuses it.
Source: the kernel's `landlock.h`, `seccomp.h`, `filter.h`, `prctl.h`, `capability.h` under `include/uapi/linux`.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable, Mapping
from typing import Any

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def _checked(result: int) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


# -- attributes of this process ----------------------------------------------------------------------------------------

DIE_WITH_PARENT, DUMPABLE, CHILD_SUBREAPER, NO_NEW_PRIVILEGES = 1, 4, 36, 38  # PR_SET_…
_CAPABILITY_VERSION_3 = 0x20080522


def set_attribute(attribute: int, value: int) -> None:
    """Sets one of the attributes above (`prctl`)."""
    _checked(_libc.prctl(attribute, value, 0, 0, 0))


def drop_capabilities() -> None:
    """Gives every capability up: effective, permitted and inheritable. Root without them cannot lift its limits."""
    header, nothing = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0), bytes(24)
    _checked(_libc.capset(header, nothing))


# -- Landlock ----------------------------------------------------------------------------------------------------------

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_ASK_VERSION, _PATH_BENEATH = 1, 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # how many bits of rights each ABI knows; later ones as 5
_BIND_AND_CONNECT_TCP = 0b11  # from ABI 4
_ABSTRACT_SOCKETS_AND_SIGNALS = 0b11  # across the boundary, from ABI 6


def landlock_abi() -> int:
    """The Landlock ABI of the running kernel, 0 where there is none or it is switched off."""
    try:
        return _landlock(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    except OSError:
        return 0


def landlock_ruleset(readable: Iterable[str]) -> int:
    """A descriptor of a ruleset that denies all it can, but reading the given files and beneath the given folders."""
    version = landlock_abi()
    attributes = [(1 << _FILE_RIGHTS[min(version, 5)]) - 1] if version else []
    attributes += [_BIND_AND_CONNECT_TCP] if version >= 4 else []
    attributes += [_ABSTRACT_SOCKETS_AND_SIGNALS] if version >= 6 else []
    packed = struct.pack(f"={len(attributes)}Q", *attributes)
    rules = _landlock(_CREATE_RULESET, packed, ctypes.c_size_t(len(packed)), ctypes.c_uint32(0))
    for path in readable:
        _allow_reading(rules, path)
    return rules


def _allow_reading(rules: int, path: str) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rights = _READ_FILE | _READ_DIR if os.path.isdir(path) else _READ_FILE  # noqa: PTH112  # keeps the start quick
        rule = struct.pack("=Qi", rights, place)
        _landlock(_ADD_RULE, ctypes.c_int(rules), ctypes.c_int(_PATH_BENEATH), rule, ctypes.c_uint32(0))
    finally:
        os.close(place)


def landlock_enter(rules: int) -> None:
    """Confines this process for good; NO_NEW_PRIVILEGES must be set."""
    _landlock(_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint32(0))


def _landlock(number: int, *arguments: object) -> int:
    return _checked(_libc.syscall(ctypes.c_long(number), *arguments))


# -- seccomp: classic BPF over the number, the architecture and the arguments of a system call ---------------------------

_SET_SECCOMP, _MODE_FILTER = 22, 2
_LOAD, _IF_EQUAL, _IF_ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER_AT, _ARCHITECTURE_AT, _ARGUMENTS_AT = 0, 4, 16
ALLOW, REFUSE = 0x7FFF0000, 0x00050001  # the call runs; the call fails with EPERM

Step = tuple[int, int, int, int]
"""Operation, steps to skip when it holds, steps to skip when not, operand."""


def filter_program(
    architecture: int,
    allowed: Iterable[int],
    no_bits: Mapping[int, tuple[Any, ...]],
    one_of: Mapping[int, tuple[Any, ...]],
) -> list[Step]:
    """An allow-list of system calls of one architecture; all else, and every other architecture, is refused.

    `no_bits`: number → (index of an argument, bits that it must not have). `one_of`: number → (index, its values).
    Of an argument only the low 32 bits are looked at: right for the `int` arguments that our tables name.
    """
    steps: list[Step] = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_IF_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, REFUSE),
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    for number in allowed:
        steps += [(_IF_EQUAL, 0, 1, number), (_RETURN, 0, 0, ALLOW)]
    for number, (index, bits) in no_bits.items():
        steps += [(_IF_EQUAL, 0, 4, number), (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * index)]
        steps += [(_IF_ANY_BIT, 0, 1, bits), (_RETURN, 0, 0, REFUSE), (_RETURN, 0, 0, ALLOW)]
    for number, (index, values) in one_of.items():
        steps += [(_IF_EQUAL, 0, 2 + 2 * len(values), number), (_LOAD, 0, 0, _ARGUMENTS_AT + 8 * index)]
        for value in values:
            steps += [(_IF_EQUAL, 0, 1, value), (_RETURN, 0, 0, ALLOW)]
        steps += [(_RETURN, 0, 0, REFUSE)]
    return [*steps, (_RETURN, 0, 0, REFUSE)]


class Filter:
    """A program in the form that the kernel takes: made once in the helper, entered by each child."""

    def __init__(self, program: list[Step]) -> None:
        code = b"".join(struct.pack("=HBBI", *step) for step in program)
        self._code = ctypes.create_string_buffer(code, len(code))
        self._header = struct.pack("@HP", len(program), ctypes.addressof(self._code))

    def enter(self) -> None:
        """Confines this process for good; NO_NEW_PRIVILEGES must be set."""
        _checked(_libc.prctl(_SET_SECCOMP, _MODE_FILTER, self._header, 0, 0))
