from __future__ import annotations

from typing import Any

from synthesis_graph.language.types import parse_type
from synthesis_graph.model.task_tree import DEPTH, MOST_NODES, WIDTH, Told, task_tree
from tests.unit.model.small import vocabulary

OF = vocabulary()
NUMBERS = parse_type("list[int]")


def read(**changed: Any) -> list[str]:
    names = {number: name for name, number in OF.symbols.items()}
    return [names[s] for s in task_tree(told(**changed), OF).symbols]


def told(**changed: Any) -> Told:
    given: dict[str, Any] = {
        "description": "sort the numbers", "name": "sort_list", "parameters": [("xs", NUMBERS)], "returns": NUMBERS,
        "shown": [(([3, 1],), [1, 3])],
    }  # fmt: skip
    return Told(**{**given, **changed})


def test_the_root_stands_first_and_sections_follow() -> None:
    symbols = read()
    assert symbols[0] == "<task>"
    assert [s for s in symbols if s.startswith("<")] == [
        "<task>", "<name>", "<parameter>", "<returns>", "<description>", "<example>", "<output>",
    ]  # fmt: skip
    assert "sort" in symbols


def test_values_are_told_apart() -> None:
    assert read(shown=[(([3, 1],), [1, 3])]) != read(shown=[(([3, 1],), [3, 1])])
    assert "int:d5" in read(shown=[((12345,), 1)])
    assert "chr:x" in read(shown=[(("x",), 1)])


def test_what_is_long_is_cut_and_the_cut_is_marked() -> None:
    symbols = read(shown=[((list(range(500)),), 1)])
    assert symbols.count("int:0") == 1
    assert "<more>" in symbols
    assert len(read(shown=[(([["x" * 50] * 50] * 50,), 1)] * 9)) == MOST_NODES


def test_every_path_is_within_the_tables() -> None:
    deep: Any = 1
    for _ in range(30):
        deep = [deep, {"a": (deep,)}] if len(repr(deep)) < 1000 else [deep]
    tree = task_tree(told(description="sort " * 200, shown=[((deep,), deep)]), OF)
    assert all(len(path) <= DEPTH for path in tree.paths)
    assert all(0 < index < WIDTH for path in tree.paths for index in path)


def test_paths_are_unique_where_they_are_not_cut() -> None:
    tree = task_tree(told(), OF)
    assert len(set(tree.paths)) == len(tree.paths)
