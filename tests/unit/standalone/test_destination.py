from __future__ import annotations

import json
from pathlib import Path

import pytest

from synthesis_graph.standalone.destination import destination
from synthesis_graph.standalone.intake import UsageError
from tests.unit.standalone.standins import start

FITS = {"request_id": "d", "function_name": "double", "examples": ["assert double(2) == 4"]}
FAILS = {**FITS, "examples": ["assert double(2) == 5"]}


def test_a_py_file_holds_the_code_alone(tmp_path: Path) -> None:
    result = start().answer(FITS)
    assert not destination(str(tmp_path / "f.py"), (".py",)).write(result)
    assert (tmp_path / "f.py").read_text() == "def double(n):\n    return n * 2\n"
    assert [p.name for p in tmp_path.iterdir()] == ["f.py"]


def test_code_that_failed_is_not_written_to_a_py_file(tmp_path: Path) -> None:
    path = tmp_path / "f.py"
    path.write_text("mine\n")
    assert "was not written" in destination(str(path), (".py",)).write(start().answer(FAILS))
    assert path.read_text() == "mine\n"


def test_a_json_file_holds_the_result_whatever_its_status(tmp_path: Path) -> None:
    assert not destination(str(tmp_path / "f.json"), (".json",)).write(start().answer(FAILS))
    assert json.loads((tmp_path / "f.json").read_text())["status"] == "failure"


@pytest.mark.parametrize("name", ["f.txt", "f", "nowhere/f.py"])
def test_what_cannot_be_written_is_told_before_any_work(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        destination(str(tmp_path / name), (".py",))
