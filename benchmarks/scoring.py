"""What is measured, as pure functions: tasks and their checks, scores, groups of tasks, and the figures of a group.

Owns the meaning of every figure in the table. Runs nothing; `synthesis` does, `report` prints.
"""

from __future__ import annotations

import json
import math
import random
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

FIT_IDS = range(601, 801)
"""MBPP ids that weights may be fitted on; everything else is for choosing and reporting."""

CHECK = "_holds"
"""The function that `checking_code` adds: it raises unless the assertion holds."""


@dataclass(frozen=True)
class Task:
    """A request with the assertions that judge its answer: the shown ones, and those that it never sees."""

    dataset: str
    request: dict[str, Any]
    shown: tuple[str, ...]
    hidden: tuple[str, ...]
    setup: str = ""

    @property
    def request_id(self) -> str:
        """The request's id."""
        return str(self.request["request_id"])


@dataclass(frozen=True)
class Score:
    """One answer, judged. `hidden` is None where nothing is kept back; a crash has the status `crashed`."""

    dataset: str
    request_id: str
    technique: str
    budget_s: float
    status: str
    shown: bool = False
    hidden: bool | None = None
    alternative: bool | None = None
    """Whether one of the alternatives told beside the answer passes the hidden checks."""
    seconds: float = 0.0
    strategy: str = ""
    confidence: float = 0.0
    evaluated: float = 0.0
    until_fit: float | None = None
    """Candidates evaluated until the first fitted the examples, in the enumeration; None where none did."""
    search_s: float = 0.0
    code: str = ""
    note: str = ""


@dataclass(frozen=True)
class Ratio:
    """A share with its counts and Wilson's 95% interval."""

    hits: int
    of: int
    low: float = field(init=False)
    high: float = field(init=False)

    def __post_init__(self) -> None:
        low, high = wilson(self.hits, self.of)
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)

    @property
    def share(self) -> float:
        """The share itself, 0 for an empty one."""
        return self.hits / self.of if self.of else 0.0


@dataclass(frozen=True)
class Figures:
    """The measures of a group of scores."""

    tasks: int
    fits: Ratio
    right: Ratio
    precision: Ratio
    coverage: Ratio
    false_success: int
    crashed: int
    rate: float
    """Candidates a second of search, all techniques together."""
    median_s: float
    slowest_s: float
    calibration_error: float
    """Expected calibration error of the confidence of all answers with code, over ten equal bins."""


def wilson(hits: int, of: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's score interval for a share; (0, 1) when there is nothing to go by."""
    if of == 0:
        return 0.0, 1.0
    share, zz = hits / of, z * z
    centre = (share + zz / (2 * of)) / (1 + zz / of)
    half = z * math.sqrt(share * (1 - share) / of + zz / (4 * of * of)) / (1 + zz / of)
    return max(0.0, centre - half), min(1.0, centre + half)


# -- tasks -------------------------------------------------------------------------------------------------------------


def read_tasks(folder: Path) -> list[Task]:
    """The tasks of every `X.jsonl` of requests in a folder; checks come from `X.jsonl.hidden`.

    Without that file the last example of each task is held back and becomes its check.
    """
    tasks: list[Task] = []
    for path in sorted(folder.glob("*.jsonl")):
        requests = [
            json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
        ]
        if not all("request_id" in request for request in requests):
            continue  # not requests: the tasks' source, for instance
        kept_back = path.with_name(path.name + ".hidden")
        if not kept_back.exists():
            tasks.extend(_held_out(path.stem, request) for request in requests)
            continue
        lines = kept_back.read_text(encoding="utf-8").splitlines()
        checks = {record["request_id"]: record for record in map(json.loads, filter(str.strip, lines))}
        tasks.extend(
            _checked(path.stem, request, checks.get(request["request_id"], {})) for request in requests
        )
    return tasks


def _held_out(dataset: str, request: dict[str, Any]) -> Task:
    assertions = _assertions(request)
    request = {**request, "examples": request["examples"][:-1]}
    return Task(dataset, request, assertions[:-1], assertions[-1:])


def _checked(dataset: str, request: dict[str, Any], checks: dict[str, Any]) -> Task:
    hidden = tuple(checks.get("checks", ()))
    return Task(dataset, request, _assertions(request), hidden, checks.get("setup", ""))


def _assertions(request: dict[str, Any]) -> tuple[str, ...]:
    """The examples of a request as Python statements."""
    name = request.get("function_name") or request.get("ast", {}).get("name")
    return tuple(
        e if isinstance(e, str) else f"assert {name}(**{e['input']!r}) == {e['output']!r}"
        for e in request.get("examples", ())
    )


def checking_code(code: str, setup: str) -> str:
    """The code under test with a function beside it that runs one assertion and returns True if it holds."""
    return f"{code}\n{setup}\n\ndef {CHECK}(assertion):\n    exec(assertion, globals())\n    return True\n"


def mbpp_number(request_id: str) -> int | None:
    """The MBPP id in a request's id, None for other tasks."""
    family, _, number = request_id.partition("/")
    return int(number) if family.lower() == "mbpp" and number.isdecimal() else None


def is_fit(request_id: str) -> bool:
    """Whether weights may be fitted on this task."""
    return mbpp_number(request_id) in FIT_IDS


@dataclass(frozen=True)
class Selection:
    """Which tasks to run: `only` are patterns for a set's or a task's name, `limit` and `sample` count per set."""

    only: Sequence[str] = ()
    split: str = ""
    limit: int = 0
    sample: int = 0
    seed: int = 0

    def choose(self, tasks: Iterable[Task]) -> list[Task]:
        """The chosen tasks, in their order; the same seed draws the same sample."""
        sets: dict[str, list[Task]] = {}
        for task in tasks:
            if self._wanted(task):
                sets.setdefault(task.dataset, []).append(task)
        return [task for name, rows in sets.items() for task in self._drawn(name, rows)]

    def _wanted(self, task: Task) -> bool:
        named = not self.only or any(
            fnmatchcase(name, pattern) for name in (task.dataset, task.request_id) for pattern in self.only
        )
        return named and (not self.split or is_fit(task.request_id) == (self.split == "fit"))

    def _drawn(self, name: str, rows: list[Task]) -> list[Task]:
        if self.sample and self.sample < len(rows):
            rng = random.Random(f"{self.seed}/{name}")  # one draw a set: adding a set moves no other
            rows = [rows[i] for i in sorted(rng.sample(range(len(rows)), self.sample))]
        return rows[: self.limit] if self.limit else rows


# -- figures -----------------------------------------------------------------------------------------------------------

Group = Callable[[str], bool]


def _between(low: int, high: int) -> Group:
    return lambda request_id: (number := mbpp_number(request_id)) is not None and low <= number <= high


GROUPS: dict[str, dict[str, Group]] = {
    "mbpp_dev": {
        "801–974": _between(801, 974),
        "outside 601–800": lambda request_id: not is_fit(request_id),
        "601–800 (fit)": is_fit,
    },
    "mbppplus_dev": {"all": lambda _: True, "outside 601–800": lambda request_id: not is_fit(request_id)},
}
"""The groups of tasks that are reported, for each set; other sets are reported whole."""

WHOLE: dict[str, Group] = {"all": lambda _: True}


@dataclass(frozen=True)
class Row:
    """A row of the table."""

    dataset: str
    group: str
    technique: str
    budget_s: float
    figures: Figures


def rows(scores: Iterable[Score]) -> list[Row]:
    """The figures of every set, group, technique and budget that has scores."""
    cells: dict[tuple[str, str, float], list[Score]] = {}
    for score in scores:
        cells.setdefault((score.dataset, score.technique, score.budget_s), []).append(score)
    made = []
    for dataset, technique, budget_s in sorted(cells):
        for group, holds in GROUPS.get(dataset, WHOLE).items():
            members = [s for s in cells[dataset, technique, budget_s] if holds(s.request_id)]
            if members:
                made.append(Row(dataset, group, technique, budget_s, figures(members)))
    return made


def figures(scores: Sequence[Score]) -> Figures:
    """The measures over at least one score. Right counts the returned code whatever its status."""
    judged = [s for s in scores if s.hidden is not None]
    sure = [s for s in scores if s.status == "success"]
    search_s = math.fsum(s.search_s for s in scores)
    return Figures(
        tasks=len(scores),
        fits=Ratio(sum(s.shown for s in scores), len(scores)),
        right=Ratio(sum(s.hidden is True for s in judged), len(judged)),
        precision=Ratio(sum(s.hidden is True for s in sure), sum(s.hidden is not None for s in sure)),
        coverage=Ratio(len(sure), len(scores)),
        false_success=sum(not s.shown for s in sure),
        crashed=sum(s.status == "crashed" for s in scores),
        rate=math.fsum(s.evaluated for s in scores) / search_s if search_s else 0.0,
        median_s=statistics.median(s.seconds for s in scores),
        slowest_s=max(s.seconds for s in scores),
        calibration_error=calibration_error(judged_answers(scores)),
    )


def calibration_error(answers: Iterable[tuple[float, bool]], bins: int = 10) -> float:
    """The mean distance between confidence and share right, each bin by its answers (Naeini et al. 2015)."""
    points = reliability(answers, bins)
    of = sum(right.of for _, right in points)
    return sum(right.of * abs(told - right.share) for told, right in points) / of if of else 0.0


@dataclass(frozen=True)
class Pairs:
    """The same tasks judged twice: right both times, at the first alone, at the second alone, never."""

    both: int
    first: int
    second: int
    neither: int

    @property
    def chance(self) -> float:
        """The two-sided probability of so uneven a split of those right once, if both were as good (sign test)."""
        of, fewer = self.first + self.second, min(self.first, self.second)
        return min(1.0, 2.0 * sum(math.comb(of, k) for k in range(fewer + 1)) / 2.0**of)


def pairs(first: Iterable[Score], second: Iterable[Score]) -> Pairs:
    """The tasks that are judged in both."""
    one, other = (
        {s.request_id: s.hidden for s in scores if s.hidden is not None} for scores in (first, second)
    )
    counts = Counter((one[task], other[task]) for task in one.keys() & other.keys())
    return Pairs(counts[True, True], counts[True, False], counts[False, True], counts[False, False])


CAUSES: dict[str, Callable[[Score], bool]] = {
    "right": lambda s: s.hidden is True,
    "no program that fits found": lambda s: not s.shown,
    "the right one told as an alternative": lambda s: s.alternative is True,
    "the right one not among those told": lambda _: True,
}
"""What became of a task: the first that holds."""


def causes(scores: Iterable[Score]) -> dict[str, int]:
    """How many of the judged tasks each cause has."""
    counts = dict.fromkeys(CAUSES, 0)
    for score in scores:
        if score.hidden is not None:
            counts[next(cause for cause, holds in CAUSES.items() if holds(score))] += 1
    return counts


def effort(scores: Sequence[Score]) -> dict[float, float]:
    """Candidates until so large a part of the tasks is solved, by a fitting program; infinity where it never is."""
    counts = sorted(math.inf if s.until_fit is None else s.until_fit for s in scores)
    return {share: counts[max(0, math.ceil(share * len(counts)) - 1)] for share in SHARES_SOLVED}


SHARES_SOLVED = (0.2, 0.4, 0.5, 0.6, 0.9)


def judged_answers(scores: Iterable[Score]) -> list[tuple[float, bool]]:
    """Confidence and whether it is right, of every judged answer that has code."""
    return [(s.confidence, s.hidden) for s in scores if s.hidden is not None and s.code]


def reliability(answers: Iterable[tuple[float, bool]], bins: int = 5) -> list[tuple[float, Ratio]]:
    """Mean confidence and share right, for equal bins of confidence that hold an answer."""
    members: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in answers:
        members.setdefault(min(bins - 1, int(confidence * bins)), []).append((confidence, right))
    return [
        (statistics.fmean(told for told, _ in part), Ratio(sum(right for _, right in part), len(part)))
        for _, part in sorted(members.items())
    ]
