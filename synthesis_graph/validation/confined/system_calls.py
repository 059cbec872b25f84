"""The system calls that pure computation in CPython needs, by architecture: data only, an allow-list.

No row makes a process, a thread, a socket, a pipe, a signal or a shared file, changes a limit, or writes a file.
The column of x86-64 is run by the tests. The column of arm64 was written from the kernel's `asm-generic/unistd.h` and
has NOT BEEN RUN; the start-up proofs run there as everywhere, and nothing is executed where it does not fit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_ROWS: tuple[tuple[str, int | None, int | None], ...] = (
    # name, x86-64, arm64 (None: the architecture has no such call)
    ("read", 0, 63), ("readv", 19, 65), ("pread64", 17, 67), ("lseek", 8, 62),
    ("write", 1, 64), ("writev", 20, 66),  # to the results pipe and the null device: there is nothing else
    ("close", 3, 57), ("getdents64", 217, 61), ("getcwd", 79, 17),
    ("stat", 4, None), ("fstat", 5, 80), ("lstat", 6, None), ("newfstatat", 262, 79), ("statx", 332, 291),
    ("access", 21, None), ("faccessat", 269, 48), ("faccessat2", 439, 439),
    ("readlink", 89, None), ("readlinkat", 267, 78),
    ("mmap", 9, 222), ("mprotect", 10, 226), ("munmap", 11, 215), ("brk", 12, 214), ("mremap", 25, 216),
    ("madvise", 28, 233),
    ("rt_sigaction", 13, 134), ("rt_sigprocmask", 14, 135), ("rt_sigreturn", 15, 139), ("sigaltstack", 131, 132),
    ("poll", 7, None), ("ppoll", 271, 73), ("select", 23, None), ("pselect6", 270, 72),  # CPython sleeps in them
    ("nanosleep", 35, 101), ("clock_nanosleep", 230, 115), ("sched_yield", 24, 124), ("restart_syscall", 219, 128),
    ("gettimeofday", 96, 169), ("time", 201, None), ("clock_gettime", 228, 113), ("clock_getres", 229, 114),
    ("times", 100, 153), ("getrusage", 98, 165), ("sysinfo", 99, 179),
    ("uname", 63, 160), ("getpid", 39, 172), ("gettid", 186, 178), ("getrandom", 318, 278),
    ("futex", 202, 98), ("set_robust_list", 273, 99), ("rseq", 334, 293),
    ("exit", 60, 93), ("exit_group", 231, 94),
)  # fmt: skip

_WRITING = (
    0o3 | 0o100 | 0o1000 | 0o10000000 | 0o20000000
)  # for writing, creating, truncating, O_PATH, O_TMPFILE
_NO_BITS: tuple[tuple[str, int | None, int | None, int, int], ...] = (
    # name, x86-64, arm64, index of the argument, bits that it must not have
    ("open", 2, None, 1, _WRITING),
    ("openat", 257, 56, 2, _WRITING),
)
_ONE_OF: tuple[tuple[str, int | None, int | None, int, tuple[int, ...]], ...] = (
    # name, x86-64, arm64, index of the argument, its values
    # Not F_SETOWN with F_SETSIG and O_ASYNC: together they send any signal to any process of this user.
    ("fcntl", 72, 25, 1, (1, 2, 3)),  # F_GETFD, F_SETFD, F_GETFL
)


@dataclass(frozen=True)
class Table:
    """What `kernel.filter_program` takes, for one architecture: number → (index of an argument, what binds it)."""

    architecture: int
    """`AUDIT_ARCH_…`, by which the kernel names it."""
    allowed: tuple[int, ...]
    no_bits: dict[int, tuple[Any, ...]]
    one_of: dict[int, tuple[Any, ...]]


def _column(rows: Iterable[tuple[Any, ...]], column: int) -> dict[int, tuple[Any, ...]]:
    return {row[column]: row[3:] for row in rows if row[column] is not None}


def _table(architecture: int, column: int) -> Table:
    allowed = tuple(_column(_ROWS, column))
    return Table(architecture, allowed, _column(_NO_BITS, column), _column(_ONE_OF, column))


TABLES = {"x86_64": _table(0xC000003E, 1), "aarch64": _table(0xC00000B7, 2)}
"""By what `os.uname().machine` says."""
