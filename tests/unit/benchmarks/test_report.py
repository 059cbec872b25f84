from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.report import (
    causes_table,
    effort_table,
    markdown,
    paired_table,
    plot_budgets,
    plot_reliability,
    replace_section,
    short_table,
    table,
)
from benchmarks.scoring import Score, rows

SCORES = [
    Score(
        "s",
        f"t{i}",
        "all",
        budget_s,
        "success",
        shown=True,
        hidden=i < 2,
        seconds=0.1,
        confidence=0.3 * i,
        code="x",
    )
    for i in range(3)
    for budget_s in (1.0, 10.0)
]


def test_a_section_is_replaced_and_its_surroundings_stay() -> None:
    text = "# T\n<!-- begin:a -->\nold \\1\n<!-- end:a -->\nrest\n"
    assert replace_section(text, "a", r"new \1") == "# T\n<!-- begin:a -->\nnew \\1\n<!-- end:a -->\nrest\n"


def test_a_missing_section_is_added_once() -> None:
    once = replace_section("# T\n", "a", "x")
    assert replace_section(once, "a", "x") == once == "# T\n\n<!-- begin:a -->\nx\n<!-- end:a -->\n"


def test_a_section_without_its_end_is_an_error() -> None:
    with pytest.raises(ValueError, match="without"):
        replace_section("<!-- begin:a -->", "a", "x")


def test_a_table_is_padded() -> None:
    assert markdown(("a", "bb"), [("ccc", "d")]) == "| a   | bb |\n| --- | -- |\n| ccc | d  |"


def test_the_table_has_a_line_a_row() -> None:
    lines = table(rows(SCORES)).splitlines()
    assert len(lines) == 2 + 2
    assert "66.7% [21, 94]" in lines[2]


def test_the_speed_up_is_the_quotient_of_what_both_needed() -> None:
    def scores(technique: str, counts: list[float | None]) -> list[Score]:
        return [Score("s", f"t{i}", technique, 1.0, "success", until_fit=n) for i, n in enumerate(counts)]

    on, off = scores("grammar", [10, 20, 30, 40, 50]), scores("grammar!model", [30, 80, 90, None, None])
    lines = effort_table([*on, *off]).splitlines()
    cells = {line.split("|")[4].strip(): [c.strip() for c in line.split("|")[5:8]] for line in lines[2:]}
    assert cells["20%"] == ["10", "30", "3.0"]
    assert cells["40%"] == ["20", "80", "4.0"]
    assert cells["90%"] == ["50", "never", "–"]
    assert not effort_table(on)
    whole = [replace(s, technique=s.technique.replace("grammar", "all")) for s in (*on, *off)]
    assert not effort_table(whole), "other techniques left it the hard ones"


def test_plots_are_pictures(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    for plot in (plot_budgets, plot_reliability):
        plot(SCORES, tmp_path / "p.png")
        assert (tmp_path / "p.png").read_bytes().startswith(b"\x89PNG")


def test_the_short_table_leaves_out_what_weights_were_fitted_on() -> None:
    fitted = [
        Score("mbpp_dev", "mbpp/700", "all", 1.0, "success"),
        Score("mbpp_dev", "mbpp/900", "grammar", 1.0, "success"),
    ]
    assert len(short_table(rows([*SCORES, *fitted])).splitlines()) == 2 + 2


def test_causes_are_shares_of_the_judged() -> None:
    judged = [replace(SCORES[0], hidden=True), replace(SCORES[0], hidden=False, shown=False)]
    assert causes_table(judged).splitlines()[2].count("50%") == 2


def test_techniques_are_compared_on_the_same_tasks() -> None:
    others = [
        replace(s, technique="all!model", hidden=s.request_id == "t2") for s in SCORES if s.request_id != "t1"
    ]
    header, _, *lines = paired_table([*SCORES, *others]).splitlines()
    assert (
        header.split()
        == "| set | s a task | technique | both right | `all` alone | it alone | neither | p |".split()
    )
    assert [line.split()[1:-1:2] for line in lines] == [
        ["s", budget, "all!model", "0", "1", "1", "0", "1.00"] for budget in ("1", "10")
    ]
    assert paired_table(SCORES) == ""
