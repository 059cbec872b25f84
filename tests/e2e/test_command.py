"""The command as a user runs it: exit codes, what goes to which stream, files, and a run that is broken off."""

from __future__ import annotations

import ast
import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUICK_START = ROOT / "examples" / "sort_dictionaries.json"
DOUBLE = {
    "request_id": "double",
    "function_name": "double",
    "description": "Double the number x.",
    "ast": {"name": "double", "parameters": [{"name": "x", "type": "int"}], "return_type": "int"},
    "examples": [
        "assert double(3) == 6",
        "assert double(-7) == -14",
        "assert double(0) == 0",
        "assert double(20) == 40",
    ],
}
HARD = {
    "request_id": "hard",
    "function_name": "noise",
    "examples": [
        f"assert noise({n}) == {value}"
        for n, value in [(1, 73939133), (2, 1299709), (3, 982451653), (4, 15485863)]
    ],
}


def command(
    *arguments: str, module: str = "synthesis_graph", stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    head = ["synthesize"] if module == "synthesis_graph" else []
    return subprocess.run(
        [sys.executable, "-m", module, *head, *arguments],
        cwd=ROOT, input=stdin, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def write(path: Path, *records: Any) -> str:
    path.write_text("".join(json.dumps(r) + "\n" for r in records))
    return str(path)


def statuses(path: Path) -> dict[str, str]:
    return {r["request_id"]: r["status"] for r in map(json.loads, path.read_text().splitlines())}


def test_the_quick_start_shows_the_function_and_all_its_evidence() -> None:
    done = command("--spec", str(QUICK_START))
    assert done.returncode == 0, done.stdout + done.stderr
    assert [type(node).__name__ for node in ast.parse(done.stdout).body][-1] == "FunctionDef"
    kinds = re.findall(r"^# passed +(\w+):", done.stdout, re.MULTILINE)
    assert (kinds.count("constraint"), kinds.count("example")) == (3, 1)
    assert re.search(r"^# success by \w+", done.stdout, re.MULTILINE)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("module", ["synthesis_graph", "synthesis_graph.standalone"])
def test_json_is_all_there_is_on_standard_output(tmp_path: Path, module: str) -> None:
    done = command("--spec", write(tmp_path / "spec.json", DOUBLE), "--json", module=module)
    assert done.returncode == 0
    assert json.loads(done.stdout)["status"] == "success"


def test_a_request_may_come_from_standard_input() -> None:
    done = command("--spec", "-", "--json", stdin=json.dumps(DOUBLE))
    assert (done.returncode, json.loads(done.stdout)["request_id"]) == (0, "double")


def test_a_sentence_alone_is_never_a_success() -> None:
    done = command("--spec", "Write a function to double a number x.", "--deadline", "2", "--json")
    assert done.returncode in (1, 3)
    assert json.loads(done.stdout)["provenance"]["inferred"]


def test_an_answer_that_cannot_be_found_is_1() -> None:
    done = command("--spec", "-", "--deadline", "0.5", "--json", stdin=json.dumps(HARD))
    assert (done.returncode, json.loads(done.stdout)["status"]) == (1, "failure")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--language", "cobol"], "language"),
        (["--technique", "magic"], "technique"),
        (["--deadline", "-1"], "deadline_s"),
    ],
)
def test_an_invalid_request_is_2_and_names_the_field(options: list[str], said: str) -> None:
    done = command("--spec", "Double a number.", *options)
    assert done.returncode == 2
    assert said in done.stdout
    assert "hint" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--spec", "nowhere.json"],
        ["--spec", "nowhere.jsonl"],
        ["--spec", "no/where"],
        ["--spec", "Double a number.", "--output", "x.txt"],
        ["--spec", "Double a number.", "--output", "nowhere/x.py"],
        [],
    ],
)
def test_a_wrong_command_line_is_2_without_a_traceback(arguments: list[str]) -> None:
    done = command(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_files_hold_the_code_or_the_result(tmp_path: Path) -> None:
    spec = write(tmp_path / "spec.json", DOUBLE)
    assert command("--spec", spec, "--output", str(tmp_path / "f.py")).returncode == 0
    assert command("--spec", spec, "--output", str(tmp_path / "f.json")).returncode == 0
    result = json.loads((tmp_path / "f.json").read_text())
    for code in ((tmp_path / "f.py").read_text(), result["result"]["program_ast"]["code"]):
        names: dict[str, Any] = {}
        exec(code, names)
        assert names["double"](21) == 42


def test_explain_tells_how_it_was_found(tmp_path: Path) -> None:
    spec = write(tmp_path / "spec.json", DOUBLE)
    assert "technique grammar" in command("--spec", spec, "--technique", "grammar", "--explain").stdout


def test_a_file_of_many_resumes_after_a_crash(tmp_path: Path) -> None:
    tasks = [{**DOUBLE, "request_id": f"t{i}"} for i in range(3)]
    spec, output = write(tmp_path / "tasks.jsonl", *tasks), tmp_path / "results.jsonl"
    first = command("--spec", spec, "--output", str(output), "--jobs", "2")
    assert (first.returncode, first.stdout) == (0, "")
    assert statuses(output) == {"t0": "success", "t1": "success", "t2": "success"}
    whole = output.read_bytes()
    kept = whole.splitlines(keepends=True)[:2]
    output.write_bytes(whole[:-30])
    assert command("--spec", spec, "--output", str(output)).returncode == 0
    assert output.read_bytes().splitlines(keepends=True)[:2] == kept
    assert len(statuses(output)) == 3


def test_one_failure_among_many_is_1(tmp_path: Path) -> None:
    spec = write(tmp_path / "tasks.jsonl", DOUBLE, {**HARD, "deadline_s": 1})
    done = command("--spec", spec)
    assert done.returncode == 1
    assert {json.loads(line)["status"] for line in done.stdout.splitlines()} == {"success", "failure"}


def test_ctrl_c_leaves_a_file_that_can_be_resumed(tmp_path: Path) -> None:
    spec = write(tmp_path / "tasks.jsonl", DOUBLE, {**HARD, "deadline_s": 100})
    output = tmp_path / "results.jsonl"
    running = subprocess.Popen(
        [sys.executable, "-m", "synthesis_graph", "synthesize", "--spec", spec, "--output", str(output)],
        cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    until = time.monotonic() + 60
    while not (output.exists() and output.read_bytes().endswith(b"\n")):
        assert time.monotonic() < until
        assert running.poll() is None
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in said
    assert command("--spec", spec, "--output", str(output), "--deadline", "0.5").returncode == 1
    assert statuses(output) == {"double": "success", "hard": "failure"}
