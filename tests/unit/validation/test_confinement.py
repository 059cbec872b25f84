"""The filter as the kernel would run it, the levels, and that each start-up proof can fail."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from synthesis_graph.errors import SandboxUnavailable
from synthesis_graph.validation import isolation
from synthesis_graph.validation.confined import kernel, system_calls
from synthesis_graph.validation.sandbox import Sandbox

# -- the filter --------------------------------------------------------------------------------------------------------


def run_filter(program: list[kernel.Step], architecture: int, number: int, arguments: tuple[int, ...]) -> int:
    """What the program returns for a system call: the machine of `filter.h`, as far as our programs use it."""
    data = {0: number, 4: architecture}
    for index, value in enumerate(arguments):
        data[16 + 8 * index] = value & 0xFFFFFFFF
    loaded, at = 0, 0
    while True:
        operation, if_true, if_false, operand = program[at]
        assert max(if_true, if_false) < 256, "a jump is a byte"
        at += 1
        if operation == 0x20:
            loaded = data[operand]
        elif operation == 0x15:
            at += if_true if loaded == operand else if_false
        elif operation == 0x45:
            at += if_true if loaded & operand else if_false
        else:
            assert operation == 0x06
            return operand


CALLS = [
    # number on x86-64, on arm64, arguments, whether it is allowed
    ((0, 63), (3, 0, 10), True),  # read
    ((257, 56), (-100, 0, 0o2000000), True),  # openat for reading, close on exec
    ((257, 56), (-100, 0, 0o1), False),  # for writing
    ((257, 56), (-100, 0, 0o100), False),  # creating
    ((257, 56), (-100, 0, 0o10000000), False),  # O_PATH
    ((72, 25), (0, 1), True),  # fcntl F_GETFD
    ((72, 25), (0, 8), False),  # fcntl F_SETOWN
    ((72, 25), (0, 1 << 32 | 8), False),  # the kernel, too, looks at the low half only
    ((41, 198), (2, 1, 0), False),  # socket
    ((56, 220), (17,), False),  # clone
    ((435, 435), (), False),  # clone3
    ((59, 221), (), False),  # execve
    ((62, 129), (1, 9), False),  # kill
    ((101, 117), (), False),  # ptrace
    ((157, 167), (22,), False),  # prctl
    ((302, 261), (), False),  # prlimit64
    ((425, 425), (), False),  # io_uring_setup
    ((0x40000000, 0x40000000), (), False),  # an x32 call
    ((10**6, 10**6), (), False),
]


@pytest.mark.parametrize(("machine", "column"), [("x86_64", 0), ("aarch64", 1)])
def test_the_filter_allows_what_its_table_names(machine: str, column: int) -> None:
    table = system_calls.TABLES[machine]
    program = kernel.filter_program(table.architecture, table.allowed, table.no_bits, table.one_of)
    for numbers, arguments, allowed in CALLS:
        said = run_filter(program, table.architecture, numbers[column], arguments)
        assert said == (kernel.ALLOW if allowed else kernel.REFUSE), (numbers, arguments)
        assert run_filter(program, 0x40000003, numbers[column], arguments) == kernel.REFUSE  # 32-bit x86
    for number in table.allowed:
        assert run_filter(program, table.architecture, number, ()) == kernel.ALLOW


# -- the proofs --------------------------------------------------------------------------------------------------------


def in_a_bare_interpreter(script: str) -> Any:
    """What a script prints as JSON; it sees the confined modules by the names that the helper knows them by."""
    head = f"import sys, os, json; sys.path.insert(0, {str(Path(kernel.__file__).parent)!r}); import layers, proof\n"
    ran = subprocess.run(
        [sys.executable, "-c", head + script], capture_output=True, text=True, timeout=60, check=True
    )
    return json.loads(ran.stdout.splitlines()[-1])


def test_each_layer_has_attempts_that_only_it_refuses() -> None:
    """In a process that entered no layer every attempt succeeds: so its refusal is a proof of the layer."""
    free = in_a_bare_interpreter(
        "ground = layers.Ground(os.getpid(), None, None)\n"
        "one = lambda name: [len(proof.not_refused(name, ground)), len(proof.ATTEMPTS[name])]\n"
        "print(json.dumps({name: one(name) for name in layers.LAYERS}))"
    )
    del free[
        "no-privileges"
    ]  # who has none to lose is refused anyway: another user than root, root in a container
    assert all(made == of for made, of in free.values()), free
    assert all(of for _, of in free.values())


def test_a_layer_that_does_not_hold_is_not_claimed() -> None:
    proven, faults = in_a_bare_interpreter(
        "layers.LAYERS['seccomp'] = lambda ground, limits: None\n"
        "found, faults = proof.prove(layers.Ground(os.getpid(), None, None))\n"
        "print(json.dumps([found.proven, faults]))"
    )
    assert proven == ["rlimits", "no-privileges"]
    assert "fork is not refused" in faults["seccomp"]
    assert "no Landlock" in faults["landlock"]


# -- the levels --------------------------------------------------------------------------------------------------------


def test_the_best_level_whose_layers_hold() -> None:
    assert isolation.level_of(["rlimits", "no-privileges", "landlock", "scoped", "seccomp"]) == "full"
    assert isolation.level_of(["rlimits", "no-privileges", "landlock", "no-tcp"]) == "files"
    assert isolation.level_of(["rlimits", "no-privileges", "seccomp"]) == "limits"
    assert isolation.level_of([]) == "none"


def test_below_the_minimum_the_error_says_why_and_how_to_mend() -> None:
    held = ("rlimits", "no-privileges", "seccomp")
    with pytest.raises(SandboxUnavailable, match=r"is `limits`, not `full`.*switched off") as caught:
        isolation.insist("full", held, {"landlock": "switched off"})
    assert "Linux 5.13" in caught.value.hint
    assert "MINIMUM_ISOLATION=limits" in caught.value.hint
    isolation.insist("limits", held, {})


def test_the_environment_sets_the_minimum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINIMUM_ISOLATION", "files")
    with Sandbox() as sandbox:
        assert sandbox.minimum == "files"
    monkeypatch.setenv("MINIMUM_ISOLATION", "strong")
    with pytest.raises(SandboxUnavailable, match="no level"):
        Sandbox()
