"""The search as a whole, on tasks small enough to end by themselves."""

from __future__ import annotations

import gc
import itertools
from typing import Any

import pytest

from synthesis_graph.language.interpret import interpret
from synthesis_graph.language.types import conforms
from synthesis_graph.model.guide import Likelihood
from synthesis_graph.search.bank import UNDEFINED, Bank, Entry, key_of
from synthesis_graph.search.costs import operation_levels
from synthesis_graph.search.enumeration import Limits, search
from synthesis_graph.search.features import Told, tree_features, weigh
from synthesis_graph.search.problem import problem_of
from synthesis_graph.search.scope import Scope
from synthesis_graph.search.solutions import Found
from synthesis_graph.spec import Specification
from tests.unit.search.problems import LONG_S, Golden, solve, spec_of

GOLDEN = {
    "reverse": Golden(
        "Reverse the text.", {"text": "str"}, "str",
        (("abc", "cba"), ("no on", "no on"), ("xyzw", "wzyx")), (("hello", "olleh"), ("", "")),
    ),
    "sum of even": Golden(
        "The sum of the even numbers.", {"numbers": "List[int]"}, "int",
        (([1, 2, 3, 4], 6), ([5, 7], 0), ([10, 3, 8], 18)), (([2, 2, 9], 4), ([], 0)),
    ),
    "squares": Golden(
        "Square every number.", {"numbers": "List[int]"}, "List[int]",
        (([1, 2, 3], [1, 4, 9]), ([5], [25]), ([], [])), (([7, 0, -2], [49, 0, 4]),),
    ),
    "greater": Golden(
        "Keep the numbers greater than n.", {"numbers": "List[int]", "n": "int"}, "List[int]",
        (([1, 5, 3, 8], 3, [5, 8]), ([4, 4, 9], 4, [9]), ([2], 7, []), ([1, 2, 9], 1, [2, 9])), (([10, 20, 30], 15, [20, 30]),),
    ),
    "by length": Golden(
        "Sort the words by length.", {"words": "List[str]"}, "List[str]",
        ((["ccc", "a", "bb"], ["a", "bb", "ccc"]), (["dddd", "e"], ["e", "dddd"]), (["zz", "y", "xxx"], ["y", "zz", "xxx"])),
        ((["pear", "fig", "banana"], ["fig", "pear", "banana"]),),
    ),
    "differences": Golden(
        "The differences of consecutive numbers.", {"numbers": "List[int]"}, "List[int]",
        (([1, 4, 9], [3, 5]), ([10, 7], [-3]), ([2, 2, 5, 1], [0, 3, -4])), (([0, 100], [100]),),
    ),
    "by parity": Golden(
        "Write 'e' for every even number and 'o' for every odd number.", {"numbers": "List[int]"}, "List[str]",
        (([1, 2, 3, 4], ["o", "e", "o", "e"]), ([10, 7], ["e", "o"]), ([5, 8, 0], ["o", "e", "e"])),
        (([12, 9], ["e", "o"]),),
    ),
    "least and greatest": Golden(
        "The smallest and the largest number as a pair.", {"numbers": "List[int]"}, "Tuple[int, int]",
        (([3, 1, 2], (1, 3)), ([5], (5, 5)), ([9, -4, 7, 0], (-4, 9))), (([8, 6, 7], (6, 8)),),
    ),
    "initial upper": Golden(
        "The first letter in upper case.", {"word": "str"}, "str",
        (("river", "R"), ("moon", "M"), ("owl", "O")), (("zebra", "Z"),),
    ),
}  # fmt: skip


def likeliest(spec: Specification, found: list[Found]) -> Found:
    told = Told.by(spec)
    return min(found, key=lambda f: weigh(tree_features(f.tree, f.bits, Likelihood(), told, f.answers)))


def answer(found: Found, spec: Specification, arguments: tuple[Any, ...]) -> Any:
    return interpret(found.tree, dict(zip((p.name for p in spec.signature.parameters), arguments)))


@pytest.mark.parametrize("name", GOLDEN)
def test_a_small_task_is_solved_and_every_solution_fits(name: str) -> None:
    golden = GOLDEN[name]
    spec = spec_of(golden)
    found, cost = solve(spec, Limits(margin=4))
    assert cost["settled"] == 1.0
    for solution in found:
        for *arguments, output in golden.shown:
            given = answer(solution, spec, tuple(arguments))
            assert (given, type(given)) == (output, type(output)), solution
    best = likeliest(spec, found)
    assert [answer(best, spec, tuple(row[:-1])) for row in golden.held_out] == [
        r[-1] for r in golden.held_out
    ], best


@pytest.mark.parametrize("name", ["reverse", "squares", "by length", "differences", "least and greatest"])
def test_every_fragment_has_values_of_its_type(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: dict[str, str] = {}
    file = Scope._file

    def checked(scope: Scope, bank: Bank, key: bytes, entry: Entry) -> Entry:
        operation = entry.operation
        if operation is not None and all(map(well_typed, entry.arguments)) and not well_typed(entry):
            wrong[operation.name] = f"{entry.type}: {entry.values}"
        return file(scope, bank, key, entry)

    monkeypatch.setattr(Scope, "_file", checked)
    solve(spec_of(GOLDEN[name]))
    assert wrong == {}


def well_typed(entry: Entry) -> bool:
    return all(v is UNDEFINED or conforms(v, entry.type) for v in entry.values)


def test_the_same_request_gives_the_same_solutions_in_the_same_order() -> None:
    spec = spec_of(GOLDEN["differences"], seed=5)
    first, second = solve(spec), solve(spec)
    assert first[0] == second[0]
    assert {**first[1], "search_s": 0} == {**second[1], "search_s": 0}


def test_what_is_answered_on_fresh_inputs_is_what_the_tree_answers() -> None:
    spec = spec_of(GOLDEN["differences"])
    problem = problem_of(spec)
    fresh = list(zip(*(column[len(spec.examples) :] for column in problem.columns)))
    assert fresh
    for solution in solve(spec)[0]:
        for told, arguments in zip(solution.answers, fresh):
            if told != "!":
                assert told == repr(answer(solution, spec, arguments))


def test_without_time_nothing_is_found_and_nothing_raised() -> None:
    spec = spec_of(GOLDEN["by parity"])
    problem = problem_of(spec)
    found, cost = search(problem, operation_levels(spec, problem.all_types), 0.0)
    assert found == []
    assert cost["settled"] == 0.0


def test_a_search_stops_soon_after_it_is_cancelled() -> None:
    spec = spec_of(GOLDEN["by parity"])
    problem = problem_of(spec)
    asked = itertools.count()
    _, cost = search(
        problem, operation_levels(spec, problem.all_types), LONG_S, cancelled=lambda: next(asked) >= 40
    )
    assert next(asked) == 41  # asked once more than it said no, and never again
    assert cost["settled"] == 0.0
    assert cost["evaluated"] < 40 * 300


def test_the_margin_is_how_far_past_the_first_solution_it_goes() -> None:
    spec = spec_of(GOLDEN["reverse"])
    near, far = solve(spec, Limits(margin=0))[1], solve(spec, Limits(margin=6))[1]
    assert far["level"] == near["level"] + 6


def test_outside_loops_only_the_outlined_operations_stand() -> None:
    spec = spec_of(GOLDEN["squares"])
    problem = problem_of(spec)
    found, _ = search(problem, operation_levels(spec, problem.all_types), LONG_S, top=frozenset({"map"}))
    assert {getattr(f.tree, "operation", None) for f in found} == {"map"}


def test_a_request_without_examples_gets_programs_of_its_type() -> None:
    golden = Golden("Reverse the text.", {"text": "str"}, "str", (), ())
    found, _ = solve(spec_of(golden))
    assert found
    assert all(isinstance(answer(f, spec_of(golden), ("abc",)), str) for f in found[:3])


def test_the_garbage_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    solve(spec_of(GOLDEN["reverse"]))
    assert gc.isenabled()


def test_nothing_of_a_search_stays_behind() -> None:
    solve(spec_of(GOLDEN["squares"]))
    gc.disable()  # only reference counts may have freed them
    try:
        found, cost = solve(spec_of(GOLDEN["squares"]))
        alive = sum(isinstance(o, Entry) for o in gc.get_objects())
    finally:
        gc.enable()
    assert found
    assert cost["entries"] > 100
    assert alive < 10


def test_bodies_of_loops_go_ahead_where_the_rest_is_many() -> None:
    task = Golden(
        "The sum of the fourth powers of the first even numbers.", {"n": "int"}, "int",
        ((2, 272), (3, 1568), (4, 5664)), (),
    )  # fmt: skip
    level = 26
    assert solve(spec_of(task), Limits(max_level=level, lead=0))[0] == []
    found, _ = solve(spec_of(task), Limits(max_level=level))
    assert any(2 * f.bits > level for f in found)
    assert interpret(found[0].tree, {"n": 5}) == 272 + 6**4 + 8**4 + 10**4


def test_what_takes_too_much_memory_is_not_gone_on_with() -> None:
    assert key_of([[1 << 60_000] * 20, [1]]) is not None
    assert key_of([[1 << 60_000] * 40]) is None
