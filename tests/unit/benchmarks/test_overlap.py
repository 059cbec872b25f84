from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks import overlap as module
from benchmarks.__main__ import app
from benchmarks.overlap import Described, compare, concepts, read_tasks, recipes

OURS = [
    Described("interleave_rows", "Interleave the rows of two tables, one after the other."),
    Described("count_peaks", "Count the peaks of a curve."),
]


def test_the_same_name_and_the_same_sentence_are_told_apart() -> None:
    tasks = [
        Described("count_peaks", "Say hello politely in Norwegian."),
        Described("weave", "Interleave the rows of two tables, one after the other."),
        Described("unheard_of", ""),
    ]
    found = compare(tasks, OURS)
    assert found.names == ("count_peaks",)
    assert len(found.cosines) == 2
    assert found.cosines[1] > 0.7 > found.cosines[0]
    assert found.near(0.7) == 1


def test_an_identical_function_has_cosine_one() -> None:
    assert compare(OURS, OURS).cosines == pytest.approx((1.0, 1.0))


def test_our_own_functions_have_names_and_sentences() -> None:
    for ours in (recipes(), concepts()):
        assert len(ours) > 50
        assert all(f.sentence for f in ours)


def test_lines_that_are_no_requests_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "raw"}\n\n{"function_name": "f", "description": null}\n')
    assert read_tasks(path) == [Described("f", "")]


def test_the_table_is_printed_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = recipes()[0].name
    request = {"function_name": name, "description": "Fly to the moon."}
    (tmp_path / "some.jsonl").write_text(json.dumps(request) + "\n")
    document = tmp_path / "benchmarks.md"
    document.write_text("# Kept\n")
    monkeypatch.setattr(module, "DOCUMENT", document)
    result = CliRunner().invoke(app, ["overlap", "--data", str(tmp_path), "--write", "--names"])
    assert result.exit_code == 0, result.output
    assert f"some, recipes: {name}" in result.output
    assert document.read_text().startswith("# Kept\n\n<!-- begin:overlap -->")
    assert "| some | 1     | recipes" in document.read_text()


def test_a_folder_without_requests_is_refused(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["overlap", "--data", str(tmp_path)]).exit_code == 2
