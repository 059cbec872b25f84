from __future__ import annotations

from pathlib import Path

import pytest

from synthesis_graph.standalone.intake import UsageError
from synthesis_graph.standalone.results_file import ResultsFile

LINE = b'{"request_id": "a", "status": "success"}'


def test_what_was_appended_is_known_when_it_is_opened_again(tmp_path: Path) -> None:
    with ResultsFile(tmp_path / "r.jsonl") as results:
        results.append(LINE)
    with ResultsFile(tmp_path / "r.jsonl") as results:
        assert results.lines == {"a": {"request_id": "a", "status": "success"}}


@pytest.mark.parametrize("cut", range(1, len(LINE)))
def test_a_line_cut_short_is_removed_wherever_it_was_cut(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(LINE + b"\n" + LINE.replace(b'"a"', b'"b"')[:cut])
    with ResultsFile(path) as results:
        assert set(results.lines) == {"a"}
        results.append(LINE.replace(b'"a"', b'"c"'))
    assert path.read_bytes() == LINE + b"\n" + LINE.replace(b'"a"', b'"c"') + b"\n"


def test_a_file_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_bytes(b"my notes\nmore")
    with pytest.raises(UsageError, match="line 1"):
        ResultsFile(path)
    assert path.read_bytes() == b"my notes\nmore"


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    with ResultsFile(tmp_path / "r.jsonl"), pytest.raises(UsageError, match="another process"):
        ResultsFile(tmp_path / "r.jsonl")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot write"):
        ResultsFile(tmp_path / "nowhere" / "r.jsonl")
