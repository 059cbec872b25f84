from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from synthesis_graph.decoding.__main__ import app

REFUSED = [
    ("def f(x:\n  return x\n", 2, 9, "a name"),
    ('x = 1\nif x:\n    y = "é" z\n', 3, 13, "the end of the line"),
    ("x = 'abc\n", 1, 9, "the end of the string"),
    ("if x:\n    pass\n  y\n", 3, 3, "an indentation of 0 or 4 columns"),
    ("if x:\n", 2, 1, "an indented block"),
    ("f() = 1\n", 1, 6, "=="),
    ("x = f'{a b}'\n", 1, 10, "}"),
    ("x = 08\n", 1, 7, "a number"),
    ("(1, 2", 1, 6, ")"),
]


@pytest.mark.parametrize(("text", "line", "column", "expected"), REFUSED)
def test_a_refusal_names_the_place_and_what_could_have_come(
    tmp_path: Path, text: str, line: int, column: int, expected: str
) -> None:
    path = tmp_path / "a.py"
    path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["check", "--json", str(path)])
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert (told["file"], told["accepted"], told["line"], told["column"]) == (str(path), False, line, column)
    assert expected in told["expected"]


def test_each_file_has_its_line(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_bytes("# -*- coding: latin-1 -*-\nx = 'é'\n".encode("latin-1"))
    bad.write_bytes(b"x = '\xe9'\n")
    lines = CliRunner().invoke(app, ["check", "--json", str(good), str(bad)]).stdout.splitlines()
    first, second = map(json.loads, lines)
    assert first == {"file": str(good), "accepted": True, "line": None, "column": None, "expected": []}
    assert (second["accepted"], second["line"]) == (False, 1)


def test_accepted_files_end_well(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"\xef\xbb\xbfx = 1\r\n")
    result = CliRunner().invoke(app, ["check", str(path)])
    assert (result.exit_code, result.stdout) == (0, f"{path}: accepted\n")
