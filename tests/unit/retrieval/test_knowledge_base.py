"""The recipes keep their promises: every doctest passes, every recipe is described, typed, and named once."""

import ast
import copy
import doctest
import importlib
import inspect
import pkgutil
import sys
from collections import Counter
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from retrieval import knowledge_base

PREFIX = knowledge_base.__name__ + "."
MODULES = [
    importlib.import_module(PREFIX + found.name) for found in pkgutil.iter_modules(knowledge_base.__path__)
]


def recipes_of(module: ModuleType) -> list[Callable[..., Any]]:
    """List the public functions that a module itself defines."""
    return [
        value
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
    ]


RECIPES = [recipe for module in MODULES for recipe in recipes_of(module)]

by_module = pytest.mark.parametrize(
    "module", MODULES, ids=lambda module: module.__name__.removeprefix(PREFIX)
)
by_recipe = pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.__name__)


@by_module
def test_doctests_pass(module: ModuleType) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0


@by_module
def test_imports_are_standard_library_only(module: ModuleType) -> None:
    imported = {
        name
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert {name.split(".")[0] for name in imported} <= set(sys.stdlib_module_names)


@by_module
def test_doctest_calls_do_not_mutate_their_arguments(
    module: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutated: list[str] = []

    def watched(recipe: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            before = copy.deepcopy((args, kwargs))
            result = recipe(*args, **kwargs)
            if (args, kwargs) != before:
                mutated.append(recipe.__name__)
            return result

        return call

    found = doctest.DocTestFinder().find(module)
    for recipe in recipes_of(module):
        monkeypatch.setattr(module, recipe.__name__, watched(recipe))
    runner = doctest.DocTestRunner(verbose=False)
    for example in found:
        example.globs = vars(module).copy()
        runner.run(example)
    assert mutated == []
    assert runner.summarize(verbose=False).failed == 0


@by_recipe
def test_recipe_is_described_and_shown(recipe: Callable[..., Any]) -> None:
    docstring = inspect.getdoc(recipe)
    assert docstring, "a recipe is found by its description"
    first, *rest = docstring.splitlines()
    assert len(first.split()) >= 3
    assert first.endswith(".")
    assert first[0].isupper()
    assert not rest or rest[0] == ""
    examples = doctest.DocTestParser().get_examples(docstring)
    assert sum(recipe.__name__ in example.source for example in examples) >= 2


@by_recipe
def test_recipe_is_fully_annotated(recipe: Callable[..., Any]) -> None:
    signature = inspect.signature(recipe)
    assert signature.return_annotation is not inspect.Signature.empty
    for parameter in signature.parameters.values():
        assert parameter.annotation is not inspect.Parameter.empty, parameter.name
        assert parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD


@by_recipe
def test_recipe_is_short(recipe: Callable[..., Any]) -> None:
    tree = ast.parse(inspect.getsource(recipe)).body[0]
    assert isinstance(tree, ast.FunctionDef)
    first, last = tree.body[1], tree.body[-1]
    assert (last.end_lineno or 0) - first.lineno < 30


def test_names_are_unique_across_modules() -> None:
    counts = Counter(recipe.__name__ for recipe in RECIPES)
    assert [name for name, count in counts.items() if count > 1] == []


def test_the_library_is_large_enough() -> None:
    assert len(RECIPES) >= 150


def test_modules_are_described() -> None:
    assert [module.__name__ for module in (knowledge_base, *MODULES) if not module.__doc__] == []
