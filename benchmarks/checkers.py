"""Checkers of generated code behind one interface: our validator, and those that it is measured beside.

Owns how each is started, asked and ended. One that cannot run here raises NotHere with the reason. Knows no
measurement.
"""

from __future__ import annotations

import json
import os
import queue
import select
import shutil
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import Self

from benchmarks.hostile_programs import Task
from retrieval.default_index import default_cache_dir
from synthesis_graph.request import RequestLimits, parse_request
from synthesis_graph.spec import Specification
from synthesis_graph.validation.pool import SandboxPool
from synthesis_graph.validation.validator import AstValidator

EVALPLUS = "evalplus==0.3.1"
_CHECK_S = 20.0
_PYTHON = os.path.realpath(sys.executable)  # of no virtual environment, which would start more slowly


class NotHere(Exception):
    """The checker cannot run on this machine; the message says why."""


@dataclass(frozen=True)
class Answer:
    """A verdict, and the seconds that it took."""

    passed: bool
    seconds: float


class Checker(ABC):
    """Judges programs by running them; can be asked from as many threads as it was started for."""

    name: str

    @abstractmethod
    def __init__(self, processes: int) -> None:
        """For so many checks at once; NotHere where it cannot run."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:  # noqa: B027 - most start nothing that outlives a check
        """Ends what it started."""

    @abstractmethod
    def check(self, task: Task, code: str) -> Answer:
        """Whether the program passes the examples of the task."""

    def is_fooled(self, task: Task, code: str) -> bool:
        """Whether a hostile program is judged right, with nothing but the run between it and the verdict."""
        return self.check(task, code).passed


class Validator(Checker):
    """The validator of this project as a whole: static checks, the sandbox, the comparison, types and purity."""

    name = "this validator"

    def __init__(self, processes: int) -> None:
        self._pool = SandboxPool(processes)
        self._validator = AstValidator(self._pool)
        self._specs: dict[str, Specification] = {}

    def close(self) -> None:
        """Ends the sandboxes."""
        self._pool.close()

    def check(self, task: Task, code: str) -> Answer:
        """One validation of a specification that was read before."""
        spec = self._spec(task)
        begun = time.perf_counter()
        verdict = self._validator.validate(spec, code)
        return Answer(verdict.passed, time.perf_counter() - begun)

    def is_fooled(self, task: Task, code: str) -> bool:
        """Without the static checks, which would refuse these programs unrun."""
        verdict = self._validator.validate(self._spec(task), code, full=True)
        return all(check.status == "passed" for check in verdict.checks if check.kind == "example")

    def _spec(self, task: Task) -> Specification:
        request = json.dumps({"function_name": task.name, "examples": list(_assertions(task))})
        if request not in self._specs:
            self._specs[request] = parse_request(request.encode(), RequestLimits(), ("all",))
        return self._specs[request]


class Interpreter(Checker):
    """A new interpreter a check, the examples as assertions below the program: the exit code is the verdict."""

    name = "`python -I -S`"
    command: tuple[str, ...] = ()

    def __init__(self, _: int) -> None:
        pass

    def check(self, task: Task, code: str) -> Answer:
        """One process, from its start to its end."""
        program = "\n".join([code, *_assertions(task)])
        begun = time.perf_counter()
        passed = _succeeds([*self.command, _PYTHON, "-I", "-S", "-c", program])
        return Answer(passed, time.perf_counter() - begun)


class Bubblewrap(Interpreter):
    """The same in namespaces of its own, with the interpreter's files read-only and no others."""

    name = "bubblewrap"

    def __init__(self, _: int) -> None:
        if not shutil.which("bwrap"):
            raise NotHere("bubblewrap is not installed")
        folders = [f for f in (sys.base_prefix, "/usr", "/lib", "/lib64") if Path(f).is_dir()]
        binds = [word for folder in folders for word in ("--ro-bind", folder, folder)]
        self.command = (
            "bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv", *binds,
            "--proc", "/proc", "--dev", "/dev", "--chdir", "/",
        )  # fmt: skip
        tried = subprocess.run(
            [*self.command, _PYTHON, "-I", "-S", "-c", ""], capture_output=True, text=True, check=False
        )
        if tried.returncode:
            raise NotHere(f"namespaces are not permitted here ({tried.stderr.strip()})")


class EvalPlus(Checker):
    """EvalPlus' own function in an environment of its own; the seconds are those of its call, seen from inside."""

    name = f"EvalPlus {EVALPLUS.partition('==')[2]}"

    def __init__(self, processes: int) -> None:
        server = Path(__file__).with_name("evalplus_server.py")
        python = _evalplus_python()
        self._servers = [
            subprocess.Popen(
                [python, "-P" if sys.version_info >= (3, 11) else "-I", server],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(processes)
        ]
        self._idle: queue.LifoQueue[subprocess.Popen[str]] = queue.LifoQueue()
        for process in self._servers:
            self._idle.put(process)

    def close(self) -> None:
        """Ends the processes, each at the end of its standard input."""
        for process in self._servers:
            process.communicate()

    def check(self, task: Task, code: str) -> Answer:
        """One call of its `untrusted_check`."""
        asked = {"name": task.name, "code": code, "examples": task.examples}
        process = self._idle.get()
        try:
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps(asked) + "\n")
            process.stdin.flush()
            return Answer(**json.loads(process.stdout.readline()))
        finally:
            self._idle.put(process)


CHECKERS: tuple[type[Checker], ...] = (Validator, Interpreter, Bubblewrap, EvalPlus)


def _assertions(task: Task) -> Iterator[str]:
    for arguments, output in task.examples:
        yield f"assert {task.name}({', '.join(map(repr, arguments))}) == {output!r}"


def _succeeds(command: list[str]) -> bool:
    """Whether a command ends with 0 in time; waits without polling, so that its end is seen at once."""
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={}
    ) as process:
        watch = os.pidfd_open(process.pid)
        try:
            if not select.select([watch], [], [], _CHECK_S)[0]:
                process.kill()
        finally:
            os.close(watch)
        return process.wait() == 0


def _evalplus_python() -> str:
    """The interpreter of an environment that has EvalPlus: made at the first use, in the user's cache."""
    folder = default_cache_dir() / "benchmarks" / EVALPLUS
    python = folder / "bin" / "python"
    finished = folder / "finished"
    if not finished.exists():
        print(f"installing {EVALPLUS} into {folder} (once)", file=sys.stderr)
        uv = shutil.which("uv")
        steps = [
            [uv, "venv", "--quiet", "--clear", "--no-project", "--python", _PYTHON, str(folder)],
            [uv, "pip", "install", "--quiet", "--python", str(python), EVALPLUS],
        ] if uv else [
            [_PYTHON, "-m", "venv", "--clear", str(folder)],
            [str(python), "-m", "pip", "install", "--quiet", EVALPLUS],
        ]  # fmt: skip
        try:
            for step in steps:
                subprocess.run(step, check=True)
        except (subprocess.CalledProcessError, OSError) as error:
            raise NotHere(f"{EVALPLUS} cannot be installed ({type(error).__name__})") from None
        finished.touch()
    return str(python)
