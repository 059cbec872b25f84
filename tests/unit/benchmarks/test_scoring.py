from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.scoring import (
    CHECK,
    Score,
    Selection,
    Task,
    calibration_error,
    causes,
    checking_code,
    figures,
    is_fit,
    judged_answers,
    mbpp_number,
    pairs,
    read_tasks,
    reliability,
    rows,
    wilson,
)


def score(number: int, **fields: object) -> Score:
    return Score(**{"dataset": "mbpp_dev", "request_id": f"mbpp/{number}", "technique": "all", "budget_s": 1.0,
                    "status": "success", "shown": True, "hidden": True, "code": "x", **fields})  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)],
)
def test_wilson_is_the_published_interval(hits: int, of: int, low: float, high: float) -> None:
    assert wilson(hits, of) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(
    ("request_id", "number"), [("mbpp/601", 601), ("Mbpp/3", 3), ("list/c001_1", None), ("mbpp/x", None)]
)
def test_the_number_comes_from_the_id(request_id: str, number: int | None) -> None:
    assert mbpp_number(request_id) == number


def test_the_fit_split_is_601_to_800() -> None:
    assert [n for n in (600, 601, 800, 801) if is_fit(f"mbpp/{n}")] == [601, 800]


def write(path: Path, *records: object) -> None:
    path.write_text("".join(json.dumps(r) + "\n" for r in records))


def test_without_hidden_checks_the_last_example_is_held_back(tmp_path: Path) -> None:
    write(
        tmp_path / "a.jsonl",
        {"request_id": "a", "examples": ["assert f(1) == 1", "assert f(2) == 2", "assert f(3) == 3"]},
    )
    (task,) = read_tasks(tmp_path)
    assert task.request["examples"] == ["assert f(1) == 1", "assert f(2) == 2"]
    assert task.shown == ("assert f(1) == 1", "assert f(2) == 2")
    assert task.hidden == ("assert f(3) == 3",)


def test_hidden_checks_never_reach_the_request(tmp_path: Path) -> None:
    write(
        tmp_path / "a.jsonl",
        {"request_id": "a", "function_name": "f", "examples": [{"input": {"x": 1}, "output": 2}]},
    )
    write(tmp_path / "a.jsonl.hidden", {"request_id": "a", "setup": "", "checks": ["assert f(7) == 8"]})
    write(tmp_path / "raw.jsonl", {"task_id": 1})
    (task,) = read_tasks(tmp_path)
    assert task.hidden == ("assert f(7) == 8",)
    assert task.shown == ("assert f(**{'x': 1}) == 2",)
    assert "7" not in json.dumps(task.request)


def test_the_checking_code_answers_and_raises() -> None:
    names: dict[str, object] = {}
    exec(checking_code("def f(x):\n    return x + k", "k = 1"), names)
    check = names[CHECK]
    assert callable(check)
    assert check("assert f(1) == 2") is True
    with pytest.raises(AssertionError):
        check("assert f(1) == 3")


def test_a_selection_is_the_same_for_the_same_seed() -> None:
    tasks = [Task("s", {"request_id": f"mbpp/{n}"}, (), ()) for n in range(590, 620)]
    assert Selection(sample=5, seed=1).choose(tasks) == Selection(sample=5, seed=1).choose(tasks)
    assert Selection(sample=5, seed=1).choose(tasks) != Selection(sample=5, seed=2).choose(tasks)
    assert len(Selection(split="dev").choose(tasks)) == 11
    assert [t.request_id for t in Selection(only=("mbpp/59*",), limit=2).choose(tasks)] == [
        "mbpp/590",
        "mbpp/591",
    ]
    assert len(Selection(only=("s",)).choose(tasks)) == 30


def test_figures_count_what_they_say() -> None:
    scores = [
        score(1, seconds=1.0, evaluated=100.0, search_s=2.0),
        score(2, hidden=False, seconds=3.0),
        score(3, shown=False, hidden=None),
        score(4, status="unverified", hidden=True),
        score(5, status="crashed", shown=False, hidden=False, code=""),
    ]
    found = figures(scores)
    assert (found.fits.hits, found.fits.of) == (3, 5)
    assert (found.right.hits, found.right.of) == (2, 4)
    assert (found.precision.hits, found.precision.of) == (1, 2)
    assert (found.coverage.hits, found.coverage.of) == (3, 5)
    assert (found.false_success, found.crashed, found.rate) == (1, 1, 50.0)


def test_rows_report_the_groups_that_have_scores() -> None:
    found = {r.group: r.figures.tasks for r in rows([score(5), score(601), score(801), score(974)])}
    assert found == {"801–974": 2, "outside 601–800": 3, "601–800 (fit)": 1}


def test_reliability_bins_confidence() -> None:
    scores = [
        score(1, confidence=0.95),
        score(2, confidence=1.0, hidden=False),
        score(3, confidence=0.1),
        score(4, hidden=None),
    ]
    (low, low_right), (high, high_right) = reliability(judged_answers(scores))
    assert (low, low_right.hits, low_right.of) == (0.1, 1, 1)
    assert (round(high, 3), high_right.hits, high_right.of) == (0.975, 1, 2)


def test_the_calibration_error_weighs_each_bin_by_its_answers() -> None:
    exact = [(0.75, True), (0.75, True), (0.75, True), (0.75, False)]
    assert calibration_error(exact) == pytest.approx(0.0)
    assert calibration_error([*exact, *[(0.95, False)] * 4]) == pytest.approx(0.475)
    assert calibration_error([]) == 0.0


@pytest.mark.parametrize(
    ("shown", "hidden", "alternative", "cause"),
    [
        (True, True, False, "right"),
        (False, False, False, "no program that fits found"),
        (True, False, True, "the right one told as an alternative"),
        (True, False, False, "the right one not among those told"),
    ],
)
def test_a_task_has_one_cause(shown: bool, hidden: bool, alternative: bool, cause: str) -> None:
    one = Score("s", "s/1", "all", 1.0, "success", shown=shown, hidden=hidden, alternative=alternative)
    assert {name for name, n in causes([one]).items() if n} == {cause}
    assert sum(causes([one, Score("s", "s/2", "all", 1.0, "failure")]).values()) == 1


def test_pairs_count_tasks_judged_in_both() -> None:
    first = [score(i, hidden=i < 8) for i in range(10)]
    second = [score(i, hidden=i < 2) for i in range(1, 12)]
    found = pairs(first, second)
    assert (found.both, found.first, found.second, found.neither) == (1, 6, 0, 2)
    assert found.chance == pytest.approx(2 / 64)
    assert pairs([], []).chance == 1.0
