"""The command `validate` as a user runs it: good, wrong, hostile and garbled code, and what is said about each."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SPEC = {
    "request_id": "double",
    "ast": {"name": "double", "parameters": [{"name": "x", "type": "int"}], "return_type": "int"},
    "constraints": ["Must be deterministic", "Must please the reader"],
    "examples": ["assert double(3) == 6", "assert double(0) == 0"],
}
GOOD = "def double(x):\n    return 2 * x\n"


def validate(
    tmp_path: Path, code: str | bytes, *options: str, spec: Any = SPEC
) -> subprocess.CompletedProcess[bytes]:
    (tmp_path / "spec.json").write_text(json.dumps(spec))
    (tmp_path / "code.py").write_bytes(code if isinstance(code, bytes) else code.encode())
    return run("--spec", str(tmp_path / "spec.json"), "--code", str(tmp_path / "code.py"), *options)


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "synthesis_graph.validation", *arguments],
        cwd=ROOT, input=stdin, capture_output=True, timeout=100, check=False,
    )  # fmt: skip


CODES: list[tuple[str | bytes, int, str]] = [
    (GOOD, 0, "success"),
    (b"\xef\xbb\xbf" + GOOD.encode(), 0, "success"),
    ("# -*- coding: latin-1 -*-\n# \u00e9\n".encode("latin-1") + GOOD.encode(), 0, "success"),
    (GOOD.replace("\n", "\r\n"), 0, "success"),
    ("def double(x):\n    return x + 3\n", 1, "expected 0, got 3"),
    ("def double(x):\n    return True if x == 3 else 0\n", 1, "expected 6, got True"),
    ("import os\n" + GOOD, 1, "the import of 'os'"),
    ("def double(x):\n    import os\n    os._exit(0)\n", 1, "the process ended"),
    ("def double(x):\n    print('PASSED')\n    raise SystemExit(0)\n", 1, "SystemExit"),
    ("def double(x):\n    while True: pass\n", 1, "no answer within"),
    ("def double(x:\n", 1, "line 1, column"),
    ("", 1, "no function 'double'"),
    (b"\x00\x01\xff\xfe" * 100, 1, "null byte"),
    (b"\xff\xfe\x00\x00 double", 1, "null byte"),
    ("(" * 3000, 1, "syntax"),
]


@pytest.mark.parametrize(("code", "exit_code", "said"), CODES, ids=range(len(CODES)))
def test_each_code_gets_its_exit_code_and_its_reason(
    tmp_path: Path, code: str | bytes, exit_code: int, said: str
) -> None:
    done = validate(tmp_path, code)
    assert (done.returncode, done.stderr) == (exit_code, b"")
    assert said in done.stdout.decode()


def test_an_encoding_that_python_does_not_know_is_2(tmp_path: Path) -> None:
    done = validate(tmp_path, "# -*- coding: nonsense -*-\n" + GOOD)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"unknown encoding: nonsense" in done.stderr


def test_json_is_all_there_is_and_holds_every_check(tmp_path: Path) -> None:
    result = json.loads(validate(tmp_path, GOOD, "--json").stdout)
    assert (result["status"], result["request_id"]) == ("success", "double")
    assert [c["status"] for c in result["verification"]["constraints"]] == ["passed", "not checked"]
    assert "landlock" in result["verification"]["isolation"]


def test_without_an_example_nothing_is_a_success(tmp_path: Path) -> None:
    done = validate(tmp_path, GOOD, spec={**SPEC, "examples": []})
    assert (done.returncode, b"unverified" in done.stdout) == (3, True)


def test_an_invalid_specification_is_2_and_names_the_field(tmp_path: Path) -> None:
    done = validate(tmp_path, GOOD, spec={**SPEC, "language": "cobol"})
    assert (done.returncode, b"language" in done.stdout) == (2, True)


def test_code_or_specification_may_come_from_standard_input(tmp_path: Path) -> None:
    (tmp_path / "spec.json").write_text(json.dumps(SPEC))
    assert run("--spec", str(tmp_path / "spec.json"), "--code", "-", stdin=GOOD.encode()).returncode == 0
    (tmp_path / "code.py").write_text(GOOD)
    assert (
        run("--spec", "-", "--code", str(tmp_path / "code.py"), stdin=json.dumps(SPEC).encode()).returncode
        == 0
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["--spec", "-", "--code", "-"],
        ["--spec", "nowhere.json", "--code", "-"],
        ["--spec", "tasks.jsonl", "--code", "-"],
        ["--spec", "Double x.", "--code", "nowhere.py"],
        ["--spec", "Double x.", "--code", "."],
        ["--spec", "Double x."],
        [],
    ],
)
def test_a_wrong_command_line_is_2_with_one_clear_error(arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr
    assert b"Traceback" not in done.stderr
