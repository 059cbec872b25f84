"""The project's own ground: pins, extras, ./dev, the needs table, and what must not stand in a tracked file."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
import tomli
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.needs import NEEDS, Need, unmet

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT: dict[str, Any] = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
NEVER_PINNED = "flash"
SUPPORTED = ("3.10", "3.11", "3.12", "3.13")
PACKAGES = ("synthesis_graph", "retrieval", "deployments", "kuberay")


def requirements(lines: list[str]) -> list[Requirement]:
    own = canonicalize_name(PROJECT["name"])
    return [wanted for wanted in map(Requirement, lines) if canonicalize_name(wanted.name) != own]


def pins() -> list[Requirement]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def pinned_wants() -> list[Requirement]:
    kept = [line for extra, lines in EXTRAS.items() if extra != NEVER_PINNED for line in lines]
    return requirements(PROJECT["dependencies"] + kept)


def applies(requirement: Requirement, python: str) -> bool:
    environment = {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": "x86_64",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    return requirement.marker is None or requirement.marker.evaluate(environment)


@pytest.mark.parametrize("python", SUPPORTED)
def test_each_dependency_has_one_pin_that_satisfies_it(python: str) -> None:
    wrong = []
    for wanted in pinned_wants():
        if not applies(wanted, python):
            continue
        found = [
            str(pin.specifier).removeprefix("==")
            for pin in pins()
            if canonicalize_name(pin.name) == canonicalize_name(wanted.name) and applies(pin, python)
        ]
        if len(found) != 1 or not wanted.specifier.contains(found[0], prereleases=True):
            wrong.append((str(wanted), found))
    assert wrong == []


def test_every_pin_is_exact_and_has_no_address() -> None:
    assert [
        str(pin) for pin in pins() if not str(pin.specifier).startswith("==") or pin.url or pin.extras
    ] == []


def test_dev_lock_covers_every_extra_but_the_one_that_compiles() -> None:
    row = re.search(r"^locked_extras=\((.*?)\)", (ROOT / "dev").read_text(encoding="utf-8"), re.MULTILINE)
    assert row is not None
    assert set(row[1].split()) == EXTRAS.keys() - {NEVER_PINNED}


def dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(ROOT / "dev"), *arguments], capture_output=True, text=True, check=False)


def test_dev_help_lists_each_command() -> None:
    commands = re.findall(
        r"^  (\w+)(?: \| [^)]*)?\)", (ROOT / "dev").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {"synthesize", "serve", "test", "check", "bench", "train", "clean"} <= set(commands)
    shown = dev("help")
    assert shown.returncode == 0
    assert [name for name in commands if not re.search(rf"^  {name}\b", shown.stdout, re.MULTILINE)] == []


def test_dev_refuses_an_unknown_command_on_stderr() -> None:
    refused = dev("no-such-command")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "no-such-command" in refused.stderr


def test_each_marker_of_need_has_its_row() -> None:
    declared = {marker.split(":")[0] for marker in PYPROJECT["tool"]["pytest"]["ini_options"]["markers"]}
    assert {need.marker for need in NEEDS} == declared - {"slow"}


@pytest.mark.parametrize(
    ("met", "required", "in_ci", "expected"),
    [
        (True, True, True, None),
        (False, True, True, "fail"),
        (False, True, False, "skip"),
        (False, False, True, "skip"),
    ],
)
def test_an_unmet_need(met: bool, required: bool, in_ci: bool, expected: str | None) -> None:
    assert unmet(Need("m", lambda: met, "a reason", required), in_ci) == expected


def imported(package: str) -> Iterator[tuple[str, Path]]:
    """Each module named by an import in a package, with the file; its first part only."""
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((alias.name.split(".")[0], path) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.split(".")[0], path


@pytest.mark.parametrize("package", [name for name in PACKAGES if (ROOT / name).is_dir()])
def test_what_is_imported_is_declared(package: str) -> None:
    every = [line for lines in EXTRAS.values() for line in lines]
    declared = {canonicalize_name(wanted.name) for wanted in requirements(PROJECT["dependencies"] + every)}
    known = packages_distributions()
    undeclared = set()
    for module, path in imported(package):
        own = module in PACKAGES or (path.parent / f"{module}.py").exists()
        if own or module in sys.stdlib_module_names:
            continue
        if not {canonicalize_name(name) for name in known.get(module, [module])} & declared:
            undeclared.add((module, str(path.relative_to(ROOT))))
    assert undeclared == set()


# Written in pieces, so that this file does not hold what it looks for.
MACHINE_PATH = r"(?<![\w./-])/(?:wo" + r"rk|ro" + r"ot|Us" + r"ers)/\w"
REGISTRY = "|".join(
    (
        r"py" + r"pi\.org",
        r"python" + r"hosted",
        r"registry\.np" + r"mjs",
        r"repo1\.ma" + r"ven",
        r"--(?:extra-)?in" + r"dex-url[ =]",
    )
)


@pytest.mark.parametrize("forbidden", [MACHINE_PATH, REGISTRY], ids=["machine path", "package registry"])
def test_no_tracked_file_names_this_machine(forbidden: str) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    assert files
    found = []
    for path in files:
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in re.finditer(forbidden, text)]
    assert found == []
