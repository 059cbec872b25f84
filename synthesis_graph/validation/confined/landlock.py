"""Landlock by ctypes: a ruleset that leaves read access to a few folders and denies every other file operation.

Made once in the helper, entered by each child. Needs Linux 5.13 and no privilege; works in an ordinary container.
Where the kernel has them, TCP (ABI 4) and signals and abstract sockets across the boundary (ABI 6) are denied too.
Source: the kernel's `include/uapi/linux/landlock.h`; the three numbers are the same on every architecture.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1

_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_READ = _READ_FILE | _READ_DIR
_FILE_ACCESS_BITS = {
    1: 13,
    2: 14,
    3: 15,
    4: 15,
    5: 16,
}  # how many access rights each ABI knows; later ones as 5
_NET_BIND_AND_CONNECT = 0b11
_SCOPE_SOCKET_AND_SIGNAL = 0b11

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def abi() -> int:
    """The Landlock ABI of the running kernel, 0 where there is none."""
    try:
        return max(0, _call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION)))
    except OSError:
        return 0


def ruleset(readable: Iterable[str]) -> int:
    """A descriptor of a ruleset that allows reading beneath the given folders and nothing else; raises OSError."""
    version = abi()
    if not version:
        raise OSError("this kernel has no Landlock")
    handled = (1 << _FILE_ACCESS_BITS[min(version, 5)]) - 1
    attributes = struct.pack("=Q", handled)
    if version >= 4:
        attributes += struct.pack("=Q", _NET_BIND_AND_CONNECT)
    if version >= 6:
        attributes += struct.pack("=Q", _SCOPE_SOCKET_AND_SIGNAL)
    rules = _call(_CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))
    for folder in readable:
        _allow_reading(rules, folder)
    return rules


def _allow_reading(rules: int, folder: str) -> None:
    place = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", _READ, place)
        _call(_ADD_RULE, ctypes.c_int(rules), ctypes.c_int(_PATH_BENEATH), rule, ctypes.c_uint32(0))
    finally:
        os.close(place)


def enter(rules: int) -> None:
    """Confines the calling process for good; it must have set PR_SET_NO_NEW_PRIVS. Raises OSError."""
    _call(_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint32(0))


def _call(number: int, *arguments: object) -> int:
    result: int = _libc.syscall(ctypes.c_long(number), *arguments)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
