"""`python -m deployments.entrypoint serve [CONFIG] | COMMAND…`: what a container starts with.

The environment is judged first, so that a mistyped variable or an index that is not there is one line at once and not a
traceback of a replica minutes later; then the command takes this process's place. `serve` is `serve run` with the HTTP
host of SERVE_HOST: inside a container 127.0.0.1 is the container's own.
"""

from __future__ import annotations

import difflib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, ValidationError

from deployments.settings import AppSettings

_SHM_BYTES = 128 * 1024 * 1024
Environment = Mapping[str, str]


def problems(environment: Environment) -> list[str]:
    """What is wrong with the environment, a line each with its mend; empty when the graph can start."""
    return [line for check in _CHECKS for line in check(environment)]


def _settings(environment: Environment) -> Iterator[str]:
    try:
        AppSettings()
    except ValidationError as error:
        for entry in error.errors():
            name = "__".join(str(part) for part in entry["loc"]).upper()
            given = environment.get(name)
            yield f"{name}{'' if given is None else f'={given}'}: {entry['msg']}; docs/ssot.yaml lists every option"


def _nearly(environment: Environment) -> Iterator[str]:
    known = set(_variables(AppSettings))
    for name in sorted(environment.keys() - known):
        near = difflib.get_close_matches(name, known, 1, 0.9)
        if near:
            yield f"{name}: is no option; did you mean {near[0]}?"


def _variables(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield f"{prefix}{name}".upper()
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _variables(kind, f"{prefix}{name}__")


def _isolation(_: Environment) -> Iterator[str]:
    from synthesis_graph.errors import SandboxUnavailable
    from synthesis_graph.validation.isolation import configured_minimum

    try:
        configured_minimum()
    except SandboxUnavailable as error:
        yield f"{error}; {error.hint}"


def _index(environment: Environment) -> Iterator[str]:
    from retrieval.errors import RetrievalError
    from retrieval.index import check_index

    folder = environment.get("INDEX_PATH")
    if folder:
        try:
            check_index(Path(folder))
        except RetrievalError as error:
            mend = f"python -m retrieval.initializer --output {folder}, or leave INDEX_PATH out for the default one"
            yield f"INDEX_PATH={folder}: {error.message}; {mend}"


def _places(environment: Environment) -> Iterator[str]:
    home = environment.get("HOME", "")
    for name, folder in (("HOME", home), ("the temporary folder", tempfile.gettempdir())):
        if not folder or not os.access(folder, os.W_OK):
            yield f"{name} ({folder or 'not set'}) cannot be written: Ray keeps its session there; mount a tmpfs"
    shared = Path("/dev/shm")  # noqa: S108 - Ray's object store
    if shared.is_dir() and shutil.disk_usage(shared).total < _SHM_BYTES:
        yield f"{shared} is smaller than {_SHM_BYTES >> 20} MB, which Ray's object store needs: docker run --shm-size 512m"


def _token(environment: Environment) -> Iterator[str]:
    if Path(environment.get("HOME", "/nowhere"), ".ray", "auth_token").is_file() and not environment.get(
        "RAY_AUTH_MODE"
    ):
        yield "a Ray token lies in the home directory, which turns authentication on: say RAY_AUTH_MODE=token or disabled"


_CHECKS: tuple[Callable[[Environment], Iterator[str]], ...] = (
    _settings,
    _nearly,
    _isolation,
    _index,
    _places,
    _token,
)


def command(arguments: list[str], environment: Environment) -> list[str]:
    """The command line to run: `serve` completed, anything else as it is."""
    if arguments[:1] != ["serve"] or arguments[1:2] == ["run"]:
        return arguments
    import yaml

    source = Path(arguments[1] if len(arguments) > 1 else "serve_config.yaml")
    config = yaml.safe_load(source.read_text(encoding="utf-8"))
    host = environment.get("SERVE_HOST")
    if host:
        config["http_options"] = {**(config.get("http_options") or {}), "host": host}
    path = Path(tempfile.gettempdir(), f"serve-{os.getpid()}.yaml")
    path.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    return ["serve", "run", str(path)]


def isolation() -> str:
    """How well generated code is confined here, as verdicts will carry it, or why it is not run; takes about a second."""
    from synthesis_graph.errors import SandboxUnavailable
    from synthesis_graph.validation.sandbox import Sandbox

    sandbox = Sandbox()
    try:
        return sandbox.isolation
    except SandboxUnavailable as error:
        return f"unavailable: {error}; {error.hint}"
    finally:
        sandbox.close()


def main() -> int:  # noqa: RET503 - os.execvp does not return
    """Does not return when the command starts; 2 with what is wrong when the environment is."""
    arguments = sys.argv[1:] or ["serve"]
    wrong = problems(os.environ)
    for line in wrong:
        sys.stderr.write(f"environment: {line}\n")
    if wrong:
        return 2
    program = command(arguments, os.environ)
    if arguments[0] == "serve":
        sys.stderr.write(f"sandbox: {isolation()}\nstarting: {' '.join(program)}\n")
    sys.stderr.flush()
    os.execvp(program[0], program)  # noqa: S606 - the command takes this process's place, and its signals


if __name__ == "__main__":
    sys.exit(main())
