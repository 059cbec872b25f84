from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from synthesis_graph.standalone.intake import Overrides, UsageError, names_file, read_request, read_source


@pytest.mark.parametrize(
    ("source", "is_file"),
    [("a.json", True), ("b.jsonl", True), ("folder/spec", True), ("Sort a list", False), ("-", False)],
)
def test_what_names_a_file(source: str, is_file: bool) -> None:
    assert names_file(source) is is_file


def test_a_sentence_is_a_whole_request() -> None:
    payload = read_source("Write a function to reverse a string s.")
    assert read_request(payload, Overrides()).description == "Write a function to reverse a string s."


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        read_source(str(tmp_path / "nowhere.json"))


def test_a_json_file_is_json_whatever_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "spec.json"
    path.write_text("Reverse a string")
    assert read_source(str(path)) == b"Reverse a string"


def test_another_file_may_hold_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "spec.txt"
    path.write_text("Reverse a string\n")
    assert read_source(str(path)) == {"description": "Reverse a string"}


def test_standard_input_may_hold_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b' {"description": "x"}')))
    assert read_source("-") == b' {"description": "x"}'


def test_only_given_overrides_count() -> None:
    assert Overrides(technique="grammar", seed=0).given() == {"technique": "grammar", "seed": 0}
