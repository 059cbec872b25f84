"""Sampled records: they are what they say, reproducible, and solve no task that is only for reporting."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from synthesis_graph.language.interpret import interpret
from synthesis_graph.language.operations import operations
from synthesis_graph.language.parse import parse_expression
from synthesis_graph.language.trees import Tree
from synthesis_graph.language.types import INT, STR, Type, conforms, list_of, parse_type
from synthesis_graph.training.programs.drawing import Tally, anonymous
from synthesis_graph.training.programs.excluded import Excluded, is_reserved, reserved_tasks
from synthesis_graph.training.programs.inputs import inputs_for, row_maker
from synthesis_graph.training.programs.sampled import sample
from synthesis_graph.training.programs.signatures import random_names, random_types
from synthesis_graph.training.programs.usage import prior_bits, tree_bits
from synthesis_graph.training.records.record import Record
from synthesis_graph.training.records.report import report_on


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(sample(prior_bits({}), "test", 150, Tally()))


def test_a_record_s_program_gives_its_outputs(records: list[Record]) -> None:
    for record in records:
        assert record.tree is not None
        for given, output in record.examples:
            value = interpret(record.tree, dict(zip([name for name, _ in record.parameters], given)))
            assert value == output or value != value  # noqa: PLR0124  # nan


def test_records_are_the_same_for_a_seed(records: list[Record]) -> None:
    again = list(sample(prior_bits({}), "test", 150, Tally()))
    assert again == records


def test_records_have_several_short_examples(records: list[Record]) -> None:
    for record in records:
        assert 3 <= len(record.examples) <= 5
        assert len({name for name, _ in record.parameters}) == len(record.parameters)
        assert len(json.dumps(record.to_json())) < 6000


def test_programs_vary(records: list[Record]) -> None:
    report = report_on(records)
    assert len(report.in_trees) > 25
    assert report.sizes[2] + report.sizes[3] + report.sizes[4] > len(records) / 2
    assert sum(report.sizes.values()) == len(records)
    assert report.figures()["records"] == len(records)


# -- tasks that are only for reporting ---------------------------------------------------------------------------------


def tree_of(text: str) -> Tree:
    return parse_expression(text, {"xs": list_of(INT)})


def task(number: str, outputs: tuple[str, str]) -> str:
    examples = [f"assert f([3, 1, 2]) == {outputs[0]}", f"assert f([9, 8]) == {outputs[1]}"]
    ast = {"name": "f", "parameters": [{"name": "xs", "type": "List[int]"}], "return_type": "List[int]"}
    return json.dumps({"request_id": number, "function_name": "f", "ast": ast, "examples": examples})


def sampled(text: str) -> Record:
    return Record("sampled", "f", "", (("xs", list_of(INT)),), list_of(INT), (), tree_of(text), ())


def test_a_program_that_solves_a_reserved_task_is_refused(tmp_path: Path) -> None:
    lines = [
        task("list/one", ("[1, 2, 3, 0]", "[8, 9, 0]")),
        task("mbpp/700", ("[4, 2, 3]", "[10, 9]")),
        task("list/two", ("[1, 2, 3]", "[8, 9]")),
    ]
    (tmp_path / "list_dev.jsonl").write_text("\n".join(lines) + "\n")
    excluded = Excluded(reserved_tasks(tmp_path))
    assert excluded(sampled("sorted(xs) + [0]"))
    assert not excluded(sampled("sorted(xs) + [1]"))
    assert not excluded(sampled("sorted(xs)"))  # a textbook word
    assert not excluded(sampled("[x + 1 for x in xs]"))  # a task that may be fitted on
    assert excluded.refused == 1


@pytest.mark.parametrize(
    ("request_id", "reserved"),
    [("mbpp/600", True), ("mbpp/601", False), ("mbpp/800", False), ("mbpp/801", True), ("list/c001_1", True)],
)
def test_which_tasks_are_reserved(request_id: str, reserved: bool) -> None:
    assert is_reserved(request_id) is reserved


# -- inputs ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_inputs_have_the_types_of_the_signature(seed: int) -> None:
    rng = Random(seed)
    types = random_types(rng)
    names = random_names(types, rng)
    assert len(set(names)) == len(types)
    make = row_maker(types, rng)
    for _ in range(5):
        assert all(conforms(value, t) for value, t in zip(make(rng), types))


@pytest.mark.parametrize(
    "name",
    ["is_email", "from_roman", "clock_to_seconds", "is_prime", "transpose", "merge_mappings", "two_sum"],
)
def test_inputs_for_an_operation_make_it_answer_differently(name: str) -> None:
    operation = operations()[name]
    types, rows = inputs_for(operation, Random(5), 5)
    assert len(rows) == 5
    answers = {repr(operation.evaluate(*row)) for row in rows}
    assert len(answers) > 1
    assert all(conforms(v, t) for row in rows for v, t in zip(row, types))


def test_the_same_program_is_the_same_under_other_names() -> None:
    types: dict[str, Type] = {"a": parse_type("list[str]"), "b": STR}
    one = parse_expression("[w for w in a if w != b]", types)
    two = parse_expression("[v for v in x if v != y]", {"x": types["a"], "y": STR})
    assert anonymous(one) == anonymous(two)


def test_what_code_uses_becomes_cheap() -> None:
    bits = prior_bits({"median": 500})
    assert bits["median"] < prior_bits({})["median"] - 1
    assert tree_bits(tree_of("sorted(xs)"), bits) == pytest.approx(bits["sorted"] + 1.0)
