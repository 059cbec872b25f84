"""Records of single operations: each concept, operator and built-in applied to its parameters, in several wordings."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from random import Random

from synthesis_graph.language.operations import Operation, operations
from synthesis_graph.language.trees import Apply, Variable
from synthesis_graph.language.types import Type, infer, join_all
from synthesis_graph.training.programs.drawing import is_plain
from synthesis_graph.training.programs.inputs import inputs_for
from synthesis_graph.training.programs.signatures import random_names
from synthesis_graph.training.programs.usage import tree_bits
from synthesis_graph.training.records.record import Record
from synthesis_graph.training.words.describing import Words, describe
from synthesis_graph.training.words.paraphrasing import first_sentence, paraphrased


def concept_records(bits: Mapping[str, float], copies: int, rng: Random) -> Iterator[Record]:
    """So many records of each operation without a function argument, each with inputs of its own."""
    for operation in operations().values():
        if operation.binder < 0:
            for _ in range(copies if operation.helper else max(1, copies // 2)):
                record = _record(operation, bits, rng)
                if record is not None:
                    yield record


def _record(operation: Operation, bits: Mapping[str, float], rng: Random) -> Record | None:
    types, rows = inputs_for(operation, rng, rng.choice((3, 3, 4, 5)))
    if not rows:
        return None
    names = _own_names(operation) if operation.helper and rng.random() < 0.5 else random_names(types, rng)
    tree = Apply(operation.name, tuple(map(Variable, names)))
    examples = tuple((row, operation.evaluate(*row)) for row in rows)
    if not all(is_plain(given) and is_plain(output) for given, output in examples):
        return None
    parameters = tuple(zip(names, types))
    returns = join_all(infer(output) for _, output in examples)
    told = _words(operation, tree, parameters, rng)
    return Record(
        "concept", told.name, told.description, parameters, returns, examples, tree, (operation.name,), tree_bits(tree, bits)
    )  # fmt: skip


def _own_names(operation: Operation) -> tuple[str, ...]:
    function = ast.parse(operation.helper).body[0]
    assert isinstance(function, ast.FunctionDef)
    return tuple(a.arg for a in function.args.args)


def _words(operation: Operation, tree: Apply, parameters: tuple[tuple[str, Type], ...], rng: Random) -> Words:
    if operation.helper and rng.random() < 0.35:
        function = ast.parse(operation.helper).body[0]
        assert isinstance(function, ast.FunctionDef)
        return paraphrased(first_sentence(ast.get_docstring(function) or ""), operation.name, rng)
    told = describe(tree, parameters, operation.returns, rng)
    return Words(operation.name, told.description) if operation.helper and rng.random() < 0.3 else told
