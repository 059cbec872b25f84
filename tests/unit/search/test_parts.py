"""The parts of the search, each alone: keys, guards, words, costs, constants, problems, goals, features."""

from __future__ import annotations

import time
from typing import Any

import pytest

from synthesis_graph.artifacts import Snippet
from synthesis_graph.language.operations import operations
from synthesis_graph.language.trees import Apply, Constant, Function, Variable
from synthesis_graph.language.types import ANY, BOOL, FLOAT, INT, STR, Type, list_of
from synthesis_graph.model.guide import Likelihood
from synthesis_graph.search.bank import UNDEFINED, careful, is_small, key_of, level_of
from synthesis_graph.search.constants import constants
from synthesis_graph.search.costs import operation_levels, usage, word_gains
from synthesis_graph.search.features import Told, answer_features, tree_features, weigh
from synthesis_graph.search.goals import Goal, compatible
from synthesis_graph.search.instances import Dispatch, loop_result, loops_over
from synthesis_graph.search.problem import effective, problem_of
from synthesis_graph.search.programs import Literal, Parameter, tree_of
from synthesis_graph.search.scope import Budget, OutOfBudget, Scope, open_loop
from synthesis_graph.search.solutions import shown_value
from synthesis_graph.search.words import stem, tokens
from tests.unit.search.problems import Golden, spec_of

COUNTING = Golden(
    "Count the words longer than 7 letters, separated by a comma.", {"text": "str", "limit": "int"}, "int",
    (("a,b", 1, 0), ("", 2, 0)), (),
)  # fmt: skip


def opened(values: list[Any], kind: Type, operations: dict[str, int], shown: int | None = None) -> Scope:
    """A top scope with one variable `x`."""
    budget = Budget(time.monotonic() + 60)
    scope = Scope(0, shown or len(values), budget, Dispatch(operations))
    scope.leaf(values, kind, 2, Parameter("x"), 1)
    return scope


# -- bank --------------------------------------------------------------------------------------------------------------


def test_equal_behaviours_share_a_key_and_others_do_not() -> None:
    assert key_of([1, "a", [2]]) == key_of([1, "a", [2]])
    different: list[list[Any]] = [[1], [1.0], [True], ["1"], [UNDEFINED], [[1]], [(1,)]]
    assert len({key_of(values) for values in different}) == len(different)
    assert key_of([object()]) is None


def test_values_that_could_run_away_are_dropped() -> None:
    assert is_small([10**200, 1], INT)
    assert not is_small([10**400], INT)
    assert not is_small(["a" * 10_000], STR)
    assert not is_small([UNDEFINED, [0] * 10_000], list_of(INT))
    assert is_small([UNDEFINED, [0]], list_of(INT))


def test_a_failure_drops_a_fragment_on_examples_and_is_a_gap_on_fresh_inputs() -> None:
    column = ([4, 2, 0],)
    assert careful(lambda x: 8 // x, column, 3) is None
    assert careful(lambda x: 8 // x, column, 2) == [2, 4, UNDEFINED]
    assert careful(lambda x: x, ([UNDEFINED, 1],), 0) == [UNDEFINED, 1]


def test_costs_are_levels_of_half_a_bit_and_never_free() -> None:
    assert (level_of(3.0), level_of(0.1), level_of(0.0)) == (6, 1, 1)


# -- words and costs ---------------------------------------------------------------------------------------------------


def test_forms_of_a_word_have_one_stem() -> None:
    assert len({stem(w) for w in ("sort", "sorts", "sorted", "sorting")}) == 1
    assert tokens("maxOf_two HTTPValues2") == ["max", "of", "two", "http", "values", "2"]


def test_an_operation_that_the_sentence_names_is_cheaper() -> None:
    types = (list_of(INT),)
    plain = Golden("Do it.", {"xs": "List[int]"}, "List[int]", (([1], [1]),), ())
    told = Golden("Reverse the list.", {"xs": "List[int]"}, "List[int]", (([1], [1]),), ())
    assert word_gains(spec_of(told))["reverse"] > 0 == word_gains(spec_of(plain))["reverse"]
    cheap, dear = operation_levels(spec_of(told), types), operation_levels(spec_of(plain), types)
    assert cheap["reverse"] < dear["reverse"]
    assert set(cheap) == set(operations())
    assert min(cheap.values()) >= 1


def test_an_operation_that_near_functions_use_is_cheaper_and_the_nearer_the_more() -> None:
    spec, types = spec_of(COUNTING), (STR, INT)

    def level(*snippets: tuple[str, float]) -> int:
        found = [Snippet("f", "", "", f"def f(a):\n    {body}\n", "o", score) for body, score in snippets]
        return operation_levels(spec, types, found)["capitalize"]

    using, other = "return a.capitalize()", "return a + 1"
    assert level((using, 1.0), (other, 0.9)) < level((using, 0.5), (other, 1.0)) <= level()
    assert level((other, 1.0)) == level() == level(("nothing_known(a)", 1.0))


def test_where_no_word_says_what_is_meant_what_is_retrieved_moves_nothing() -> None:
    silent = Golden("", {"xs": "List[int]"}, "List[int]", (([1, 2], [2, 1]),), ())
    near = [Snippet("f", "", "", "def f(a):\n    return a[::-1]\n", "o", 1.0)]
    types = (list_of(INT),)
    untold = spec_of(
        silent,
        function_name="zzz",
        ast={"name": "zzz", "parameters": [{"name": "xs"}]},
        examples=["assert zzz([1, 2]) == [2, 1]"],
    )
    assert operation_levels(untold, types, near) == operation_levels(untold, types)
    told = spec_of(
        Golden("Sort it.", *[getattr(silent, f) for f in ("parameters", "returns", "shown", "held_out")])
    )
    assert operation_levels(told, types, near)["reverse"] < operation_levels(told, types)["reverse"]


def test_shares_of_what_is_retrieved_sum_to_one() -> None:
    assert usage([]) == {}
    found = usage([Snippet("f", "", "", "def f(a):\n    return abs(a) + 1\n", "o", 0.7)])
    assert "abs" in found
    assert sum(found.values()) == pytest.approx(1.0)


# -- constants and problems --------------------------------------------------------------------------------------------


def test_numbers_and_marks_that_the_sentence_names_are_cheap_constants() -> None:
    bits = {(type(value), value): cost for value, _, cost in constants(spec_of(COUNTING)) if value != []}
    assert bits[int, 7] < bits[int, 9]
    assert (str, ",") in bits
    assert (bool, True) not in bits


def test_a_problem_has_its_examples_first_and_then_fresh_inputs() -> None:
    problem = problem_of(spec_of(COUNTING))
    assert problem.names == ("text", "limit")
    assert [column[:2] for column in problem.columns] == [["a,b", ""], [1, 2]]
    assert len(problem.columns[0]) > 2
    assert problem.wanted == [0, 0]
    assert problem.all_types == (STR, INT, INT)


def test_an_open_type_becomes_what_its_values_are() -> None:
    assert effective(ANY, [1, 2]) == INT
    assert effective(list_of(ANY), [["a"], []]) == list_of(STR)
    assert effective(list_of(INT), [[], []]) == list_of(INT)
    assert effective(INT, [1, 2]) == INT


# -- scopes ------------------------------------------------------------------------------------------------------------


def test_a_level_holds_what_costs_exactly_that_and_a_behaviour_is_kept_once() -> None:
    scope = opened([3, 5], INT, {"square": 4, "neg": 4, "add": 3})
    for level in range(1, 8):
        scope.generate(level)
    found = {str(tree_of(e, frozenset("x"))): e.level for e in scope.banks[INT].entries()}
    assert {e.level for e in scope.banks[INT].entries()} == {2, 6, 7}
    assert len(found) == len(scope.banks[INT].seen) == 4  # x, -x, x**2, x + x
    values = [tuple(e.values) for e in scope.banks[INT].entries()]
    assert (9, 25) in values
    assert (6, 10) in values


def test_inside_a_loop_an_outer_value_stands_once_an_element() -> None:
    scope = opened([[1, 2], [3]], list_of(INT), {"map": 4})
    source = next(scope.banks[list_of(INT)].entries())
    inner = open_loop(scope, source, scope.dispatch)
    assert inner is not None
    assert inner.loop is not None
    assert inner.shown == 3
    assert inner.loop.spread(["a", "b"]) == ["a", "a", "b"]
    assert "map" in {op.name for op in loops_over(list_of(INT))}
    assert loop_result(operations()["map"], list_of(INT), STR) == list_of(STR)


def test_a_budget_ends_by_time_by_memory_and_by_the_caller() -> None:
    now = time.monotonic()
    Budget(now + 60).check()
    for budget in (
        Budget(now - 1),
        Budget(now + 60, max_entries=1, entries=2),
        Budget(now + 60, cancelled=lambda: True),
    ):
        with pytest.raises(OutOfBudget):
            budget.check()


# -- goals -------------------------------------------------------------------------------------------------------------


def test_the_missing_half_of_a_sum_is_looked_up() -> None:
    scope = opened([1, 4, 6], INT, {"add": 3, "square": 4})
    reached: list[Any] = []
    goal = Goal(scope, INT, [2, 20, 42], reached.append)
    scope.leaf([1, 16, 36], INT, 6, Literal("stands for x²"), 1)
    goal.step()
    assert [entry.values for entry in reached] == [[2, 20, 42]]
    assert reached[0].operation.name == "add"


def test_two_halves_that_are_right_on_a_part_each_are_joined_by_a_condition() -> None:
    scope = opened([1, 2, 3], INT, {"if_else": 5})
    reached: list[Any] = []
    goal = Goal(scope, INT, [1, 20, 3], reached.append)
    scope.leaf([10, 20, 30], INT, 4, Literal("ten times x"), 1)
    scope.leaf([False, True, False], BOOL, 4, Literal("is even"), 1)
    goal.step()
    assert [entry.values for entry in reached] == [[1, 20, 3]]
    assert reached[0].operation.name == "if_else"


@pytest.mark.parametrize(
    ("goal", "found", "fits"),
    [(INT, INT, True), (FLOAT, INT, True), (INT, FLOAT, False), (ANY, STR, True), (list_of(ANY), list_of(INT), True),
     (list_of(INT), list_of(STR), False), (Type("tuple", (INT, INT)), Type("tuple...", (INT,)), True)],
)  # fmt: skip
def test_which_types_can_be_the_answer(goal: Type, found: Type, fits: bool) -> None:
    assert compatible(goal, found) is fits


# -- features ----------------------------------------------------------------------------------------------------------


def test_a_program_that_ignores_a_parameter_is_less_likely() -> None:
    told = Told.by(spec_of(COUNTING))
    ignoring = tree_features(Apply("len", (Variable("text"),)), 6.0, Likelihood(), told, ())
    using = tree_features(
        Apply("add", (Apply("len", (Variable("text"),)), Variable("limit"))), 6.0, Likelihood(), told, ()
    )
    assert (ignoring["unused"], using["unused"]) == (1.0, 0.0)
    assert weigh({"unused": 1.0}) > 0
    assert weigh({"bits": 2.0}) > weigh({"bits": 1.0})


def test_features_count_loops_constants_and_what_happens_on_fresh_inputs() -> None:
    told = Told.by(spec_of(COUNTING))
    body = Function(("c",), Apply("add", (Variable("c"), Constant("!"))))
    found = tree_features(
        Apply("map_text", (Variable("text"), body)), 9.0, Likelihood(), told, ("1", "!", "1", "1")
    )
    assert (found["loops"], found["constants"], found["failing"]) == (1.0, 1.0, 0.25)
    assert answer_features(("7", "7", "7"))["constant answers"] == 1.0
    assert answer_features(()) == {}


def test_a_value_is_shown_though_python_does_not_write_its_numbers() -> None:
    assert shown_value([10**5000]) == "…"
    assert shown_value("a" * 300) == "'" + "a" * 199 + "…"
