"""Proves at the helper's start which layers hold: a child a layer enters it, and tries what it must refuse.

What was not refused is not claimed; then one child enters all of them and must still be able to compute. The CPU limit
alone is not tried, since the try would take a second. Where the layers are entered and what they are is `layers`.
"""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from synthesis_graph.validation.confined import codec, layers
    from synthesis_graph.validation.confined.layers import Ground
else:  # run by path in a bare interpreter
    import codec
    import layers

_LIMITS = layers.Limits(memory_bytes=1 << 29, cpu_s=1)
_ANSWER_S = 5
_BENEATH = {"no-tcp": ("no-privileges", "landlock"), "scoped": ("no-privileges", "landlock")}
_ANSWER = b"answer:"


def prove(ground: Ground) -> tuple[Ground, dict[str, str]]:
    """The ground with the layers that a child each saw to hold, and for every other layer why it does not."""
    faults = {name: fault for name in layers.LAYERS if (fault := _in_a_child(ground, _fault, name))}
    found = replace(ground, proven=tuple(name for name in layers.LAYERS if name not in faults))
    fault = _in_a_child(found, _compute, "")
    if fault:
        return replace(ground, proven=()), {**faults, "together": fault}
    return found, faults


def _fault(ground: Ground, name: str) -> str:
    """Why a layer does not hold in this process, which enters it and what it stands on; empty when it does."""
    try:
        for needed in (*_BENEATH.get(name, ("no-privileges",)), name):
            layers.LAYERS[needed](ground, _LIMITS)
    except (OSError, ValueError) as error:
        return str(error)
    return ", ".join(not_refused(name, ground))


def not_refused(name: str, ground: Ground) -> list[str]:
    """The attempts of a layer that this process is free to make, by what they do."""
    free = []
    for attempt in ATTEMPTS[name]:
        try:
            attempt(ground)
        except (OSError, ValueError, MemoryError):  # setrlimit raises the second
            continue
        free.append(f"{attempt.__name__.strip('_').replace('_', ' ')} is not refused")
    return free


def _compute(ground: Ground, _: str) -> str:
    """With all the layers together, ordinary work must still be possible."""
    layers.step_apart(ground)
    layers.enter(ground, _LIMITS)
    return "" if codec.decode(codec.encode([2**64, "é", 0.5])) == [2**64, "é", 0.5] else "values are not kept"


def _in_a_child(ground: Ground, question: Callable[[Ground, str], str], name: str) -> str:
    """What the question answers in a fork of this process, which ends with it; silence is a fault."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _import_first()
            signal.alarm(_ANSWER_S)
            os.write(writing, _ANSWER + question(ground, name).encode())
        finally:
            os._exit(0)
    os.close(writing)
    answer = b"".join(iter(lambda: os.read(reading, 1 << 16), b""))
    os.close(reading)
    os.waitpid(child, 0)
    return answer.removeprefix(_ANSWER).decode() if answer else "a confined child does not answer"


def _import_first() -> None:
    """What the attempts use; behind a layer it could not be loaded."""
    import _socket  # noqa: F401
    import fcntl  # noqa: F401


# -- the attempts: harmless where they are not refused -------------------------------------------------------------------


def _fill_memory(_: Ground) -> None:
    bytearray(2 * _LIMITS.memory_bytes)


def _write_a_file(_: Ground) -> None:
    os.write(os.memfd_create("probe"), b"x")


def _open_many(_: Ground) -> None:
    for _unused in range(layers.OPEN_FILES):
        os.dup(0)


def _raise_a_limit(_: Ground) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (1, 1) if (soft, hard) == (0, 0) else (soft, hard))


def _change_root(_: Ground) -> None:
    os.chroot("/")


def _list_root(_: Ground) -> None:
    os.listdir("/")  # noqa: PTH208  # the system call itself


def _read_own_environment(_: Ground) -> None:
    os.close(os.open("/proc/self/environ", os.O_RDONLY))


def _open_for_writing(_: Ground) -> None:
    os.close(os.open(os.devnull, os.O_WRONLY))


def _listen(_: Ground) -> None:
    import _socket

    _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM).bind(("127.0.0.1", 0))


def _signal_the_helper(ground: Ground) -> None:
    os.kill(ground.helper, 0)


def _fork(_: Ground) -> None:
    if os.fork() == 0:
        os._exit(0)


def _socket_of(family: str) -> Callable[[Ground], None]:
    def open_one(_: Ground) -> None:
        import _socket

        _socket.socket(getattr(_socket, family), _socket.SOCK_DGRAM).close()

    open_one.__name__ = f"open a socket of {family}"
    return open_one


def _pair_sockets(_: Ground) -> None:
    import _socket

    _socket.socketpair()


def _signal_itself(_: Ground) -> None:
    os.kill(os.getpid(), 0)


def _share_memory(_: Ground) -> None:
    os.close(os.memfd_create("probe"))


def _make_a_pipe(_: Ground) -> None:
    os.pipe()


def _arm_a_descriptor(ground: Ground) -> None:
    import fcntl

    fcntl.fcntl(0, fcntl.F_SETOWN, ground.helper)


ATTEMPTS: dict[str, tuple[Callable[[Ground], None], ...]] = {
    "rlimits": (_fill_memory, _write_a_file, _open_many),
    "no-privileges": (_raise_a_limit, _change_root),
    "landlock": (_list_root, _read_own_environment, _open_for_writing),
    "no-tcp": (_listen,),
    "scoped": (_signal_the_helper,),
    "seccomp": (
        _fork, _signal_itself, _share_memory, _make_a_pipe, _pair_sockets, _open_for_writing, _arm_a_descriptor,
        _socket_of("AF_INET"), _socket_of("AF_INET6"), _socket_of("AF_UNIX"), _socket_of("AF_NETLINK"),
    ),
}  # fmt: skip
