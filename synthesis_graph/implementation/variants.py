"""Many changed versions of one retrieved function in one sandbox run: one module with all of them, picked by number.

Owns that module's text and the first sieve, one example for each version. An endless version costs its own slice of
time: the sandbox goes on with the next in a fresh child. Between `holes`, which makes the changes, and `adaption`.
"""

from __future__ import annotations

import ast
import copy
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from synthesis_graph.implementation.holes import Change, Constants, changed, changes
from synthesis_graph.validation.outcomes import Outcome
from synthesis_graph.validation.sandbox import Budget, Sandbox

BATCH = 40
_SLICE_S = 0.04
_BATCH_S = 0.3
"""Seconds for a batch: where many versions are endless, the rest of them is left out."""

_PAIRED = 40
"""Of how many single changes, the cheapest, pairs are made."""

_PICK = "_try"


@dataclass(frozen=True)
class Version:
    """A retrieved function's module after some changes."""

    code: str
    changes: tuple[Change, ...]

    @property
    def bits(self) -> float:
        """The bits of its changes."""
        return sum(change.bits for change in self.changes)


@dataclass(frozen=True)
class Trial:
    """What the versions of a function are tried on: the call, as arguments over the parameters, and one example."""

    parameters: tuple[str, ...]
    arguments: tuple[str, ...]
    example: tuple[Any, ...]
    promising: Callable[[Outcome], bool]


def plans(code: str, name: str, constants: Constants, most_bits: float) -> list[tuple[Change, ...]]:
    """The ways to change a function within `most_bits`, one change first and then two, cheapest first."""
    function = definition(ast.parse(code), name)
    if function is None:
        return []
    single = [change for change in changes(function, constants) if change.bits <= most_bits]
    pairs = [
        (one, other)
        for one, other in itertools.combinations(single[:_PAIRED], 2)
        if one.place != other.place and one.bits + other.bits <= most_bits
    ]
    return [(change,) for change in single] + sorted(pairs, key=lambda pair: pair[0].bits + pair[1].bits)


def sieve(
    code: str, name: str, planned: Sequence[tuple[Change, ...]], trial: Trial, sandbox: Sandbox, deadline: float
) -> Iterator[Version]:  # fmt: skip
    """The versions of one batch that look right on the trial's example."""
    tree = ast.parse(code)
    function = definition(tree, name)
    assert function is not None
    versions = [changed(function, made) for made in planned]
    inputs = [(number, *trial.example) for number in range(len(versions))]
    ends = min(deadline, time.monotonic() + _BATCH_S)
    text = _dispatched(tree, function, versions, trial)
    outcomes = sandbox.run(text, _PICK, inputs, budget=Budget(timeout_s=_SLICE_S, deadline=ends))
    for version, made, outcome in zip(versions, planned, outcomes):
        if trial.promising(outcome):
            told = _undocumented(_called(version, varied_name(name)))
            body = [told if node is function else node for node in tree.body]
            yield Version(ast.unparse(ast.Module(body, [])) + "\n", made)


def varied_name(name: str) -> str:
    """What a changed function is called: it no longer does what its name says."""
    return f"{name}_varied"


def _undocumented(function: ast.FunctionDef) -> ast.FunctionDef:
    """The function, changed in place, without the docstring, which tells of another one."""
    if ast.get_docstring(function) is not None and len(function.body) > 1:
        del function.body[0]
    return function


def definition(tree: ast.Module, name: str) -> ast.FunctionDef | None:
    """The last function of that name at the top of a module."""
    found = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == name]
    return found[-1] if found else None


def _dispatched(
    tree: ast.Module, function: ast.FunctionDef, versions: Sequence[ast.FunctionDef], trial: Trial
) -> str:
    """The module with every version under a name of its own, and a function that calls the one asked for."""
    heading, arguments = ", ".join(trial.parameters), ", ".join(trial.arguments)
    numbered = [_called(version, f"_version{number}") for number, version in enumerate(versions)]
    picks = ", ".join(f"lambda {heading}: _version{number}({arguments})" for number in range(len(versions)))
    body = [*(node for node in tree.body if node is not function), *numbered]
    return (
        f"{ast.unparse(ast.Module(list(body), []))}\n_versions = ({picks},)\n"
        f"def {_PICK}(_number, *arguments):\n    return _versions[_number](*arguments)\n"
    )


def _called(version: ast.FunctionDef, name: str) -> ast.FunctionDef:
    """The version under another name, by which it also calls itself."""
    made = copy.deepcopy(version)
    for node in ast.walk(made):
        if isinstance(node, ast.Name) and node.id == version.name:
            node.id = name
    made.name = name
    return made
