"""A seccomp filter by ctypes: an allow-list of what pure computation in CPython needs; all else answers EPERM.

No process, thread, socket, signal or limit can be made, sent or changed behind it. Tables exist per architecture
(x86-64 only so far); elsewhere the layer is absent and the helper's report says so.
"""

from __future__ import annotations

import ctypes
import os
import struct

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_LOAD_WORD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_AT_NUMBER, _AT_ARCHITECTURE = 0, 4
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050001  # SECCOMP_RET_ALLOW; SECCOMP_RET_ERRNO with EPERM

_X86_64 = 0xC000003E, (
    0, 1, 2, 3, 4, 5, 6, 7, 8,  # read write open close stat fstat lstat poll lseek
    9, 10, 11, 12, 25, 28,  # mmap mprotect munmap brk mremap madvise
    13, 14, 15, 131,  # rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack
    17, 19, 20, 21,  # pread64 readv writev access
    23, 24, 35, 230, 270,  # select sched_yield nanosleep clock_nanosleep pselect6 (sleeping)
    39, 186, 60, 231, 219,  # getpid gettid exit exit_group restart_syscall
    72, 79, 89, 217, 257, 262, 267, 332,  # fcntl getcwd readlink getdents64 openat newfstatat readlinkat statx
    96, 98, 99, 100, 201, 228, 229,  # gettimeofday getrusage sysinfo times time clock_gettime clock_getres
    202, 273, 318, 324, 334,  # futex set_robust_list getrandom membarrier rseq
)  # fmt: skip
_TABLES = {"x86_64": _X86_64}


def available() -> bool:
    """Whether this machine's architecture has a table."""
    return os.uname().machine in _TABLES


def enter() -> None:
    """Confines the calling process for good; it must have set PR_SET_NO_NEW_PRIVS. Raises OSError."""
    if _libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, _HEADER, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _program(architecture: int, allowed: tuple[int, ...]) -> bytes:
    steps = [
        (_LOAD_WORD, 0, 0, _AT_ARCHITECTURE),
        (_JUMP_IF_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD_WORD, 0, 0, _AT_NUMBER),
    ]
    for index, number in enumerate(allowed):
        steps.append((_JUMP_IF_EQUAL, len(allowed) - index, 0, number))  # to the last step
    steps += [(_RETURN, 0, 0, _REFUSE), (_RETURN, 0, 0, _ALLOW)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


_libc = ctypes.CDLL(None, use_errno=True)
_CODE = _program(*_TABLES[os.uname().machine]) if available() else b""  # made once, entered by every child
_HOLDER = ctypes.create_string_buffer(_CODE, len(_CODE) or 1)
_HEADER = struct.pack("@HP", len(_CODE) // 8, ctypes.addressof(_HOLDER))
