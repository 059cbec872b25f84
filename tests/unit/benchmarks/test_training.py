"""Learning curves: read from a log, told as a table, drawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.__main__ import app
from benchmarks.training import LOSSES, Curves, plot, table


@pytest.fixture
def run(tmp_path: Path) -> Path:
    lines = [{"step": n, **dict.fromkeys(LOSSES, 5.0 - n / 10)} for n in range(1, 31)]
    lines.append({"step": 30, **{f"held-out {loss}": 2.5 for loss in LOSSES}})
    (tmp_path / "log.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return tmp_path


def test_curves_are_read_told_and_drawn(run: Path) -> None:
    curves = Curves.read("tree", run / "log.jsonl")
    assert len(curves.training["next"]) == 30
    assert curves.held_out["value"] == [(30, 2.5)]
    assert table([curves]).splitlines()[2].split() == ["|", "tree", "|", "30", *["|", "2.500"] * 4, "|"]
    plot([curves, curves], run / "curves.png")
    assert (run / "curves.png").stat().st_size > 10_000


def test_a_folder_without_a_log_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["training", "--run", f"tree={tmp_path}"])
    assert done.exit_code == 2
    assert "log.jsonl" in done.output
