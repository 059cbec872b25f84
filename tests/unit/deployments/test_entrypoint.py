import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from deployments.entrypoint import command, isolation, problems

ROOT = Path(__file__).parents[3]


def environment(**given: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("HOME", "PATH")}
    return {**kept, **given}


def found(monkeypatch: pytest.MonkeyPatch, **given: str) -> str:
    """The problems of an environment with these variables set."""
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    return "\n".join(problems(environment(**given)))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MAX_DEADLINE_S", "soon", "MAX_DEADLINE_S=soon"),
        ("IMPLEMENTER__MAX_REPLICA", "3", "IMPLEMENTER__MAX_REPLICA"),
        ("RETRIEVER__MIN_REPLICAS", "4", "above max_replicas"),
        ("ENGINEE", "embedded", "did you mean ENGINE?"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL=LOUD"),
        ("HEALTH_CHECK_PORT", "0", "HEALTH_CHECK_PORT=0"),
        ("MINIMUM_ISOLATION", "some", "MINIMUM_ISOLATION"),
        ("INDEX_PATH", "/nowhere/at/all", "INDEX_PATH=/nowhere/at/all"),
        ("HOME", "/nowhere/at/all", "HOME (/nowhere/at/all) cannot be written"),
    ],
)
def test_a_wrong_variable_is_one_line_that_names_it(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said in found(monkeypatch, **{name: value})


def test_a_right_environment_has_no_problem(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wrong = found(monkeypatch, HOME=str(tmp_path), MAX_DEADLINE_S="20", RAY_LOG_LEVEL="x", TZ="UTC")
    assert [line for line in wrong.splitlines() if "/dev/shm" not in line] == []


def test_a_token_in_the_home_directory_asks_for_a_decision(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".ray").mkdir()
    (tmp_path / ".ray" / "auth_token").write_text("t")
    assert "RAY_AUTH_MODE" in found(monkeypatch, HOME=str(tmp_path))
    assert "RAY_AUTH_MODE" not in found(monkeypatch, HOME=str(tmp_path), RAY_AUTH_MODE="token")


def test_serve_listens_where_the_container_says() -> None:
    source = str(ROOT / "serve_config.yaml")
    program, sub_command, path = command(["serve", source], {"SERVE_HOST": "0.0.0.0"})
    made, laptop = (yaml.safe_load(Path(file).read_text()) for file in (path, source))
    Path(path).unlink()
    assert (program, sub_command) == ("serve", "run")
    assert made["http_options"] == {**laptop["http_options"], "host": "0.0.0.0"}
    assert made["applications"] == laptop["applications"]


@pytest.mark.parametrize("line", [["serve", "run", "x.yaml"], ["python", "-c", "pass"]])
def test_other_commands_stay_as_they_are(line: list[str]) -> None:
    assert command(line, {"SERVE_HOST": "0.0.0.0"}) == line


def run(*arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "deployments.entrypoint", *arguments],
        cwd=ROOT, env={**environment(**given), "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_command_takes_the_place_of_the_entrypoint(tmp_path: Path) -> None:
    done = run(sys.executable, "-c", "print('it runs')", HOME=str(tmp_path), SHELL="x")
    if "/dev/shm" in done.stderr:
        pytest.skip("this machine's /dev/shm is too small for Ray")
    assert (done.returncode, done.stdout) == (0, "it runs\n")


def test_a_wrong_environment_starts_nothing(tmp_path: Path) -> None:
    done = run(sys.executable, "-c", "print('it runs')", HOME=str(tmp_path), LOG_LEVEL="LOUD")
    assert (done.returncode, done.stdout) == (2, "")
    assert "LOG_LEVEL=LOUD" in done.stderr


def test_the_isolation_is_said() -> None:
    assert isolation().split(":")[0] in ("full", "files", "limits", "none", "unavailable")
