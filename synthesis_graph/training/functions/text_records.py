"""Records of functions that somebody wrote: recipes, library functions, and the tasks that may be fitted on.

The program is a tree where the text parses as one; else the record says which operations occur in it.
"""

from __future__ import annotations

import ast
import copy
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from retrieval.snippet import Snippet
from synthesis_graph.example_text import doctests_in
from synthesis_graph.language.interpret import interpret
from synthesis_graph.language.occurrences import occurring
from synthesis_graph.language.parse import ParseError, parse_function
from synthesis_graph.language.trees import Tree
from synthesis_graph.language.types import ANY, Type, parse_type
from synthesis_graph.naming import type_for_name
from synthesis_graph.request import parse_request
from synthesis_graph.sampling import mutate
from synthesis_graph.training.functions.straightening import straightened
from synthesis_graph.training.programs.drawing import is_plain
from synthesis_graph.training.programs.excluded import FIT_IDS
from synthesis_graph.training.programs.usage import tree_bits
from synthesis_graph.training.records.record import Record, Source, operations_in
from synthesis_graph.training.words.paraphrasing import first_sentence, paraphrased
from synthesis_graph.validation.sandbox import Budget, Sandbox

_MOST_OPERATIONS = 30
_EXAMPLES = 5


def recipe_records(
    recipes: Iterable[Snippet], bits: Mapping[str, float], copies: int, sandbox: Sandbox, rng: Random
) -> Iterator[Record]:
    """Several copies of each recipe, with the examples of its doctests and others from running it in the sandbox."""
    for snippet in recipes:
        known = _doctests(snippet)
        found = known + _answers(snippet, known, sandbox, rng)
        record = _record("recipe", snippet, bits, found)
        if record is None:
            continue
        for _ in range(copies):
            shown = rng.sample(found, min(len(found), rng.choice((3, 3, 4, _EXAMPLES))))
            yield _worded(replace(record, examples=tuple(shown)), first_sentence(snippet.docstring), rng)


def library_records(
    snippets: Iterable[Snippet], bits: Mapping[str, float], most: int, rng: Random
) -> Iterator[Record]:
    """A record of each function that says in words what it does and uses operations of the table."""
    count = 0
    for snippet in snippets:
        record = _record("library", snippet, bits) if snippet.kind == "function" else None
        if record is not None and record.operations and len(record.operations) <= _MOST_OPERATIONS:
            yield _worded(record, first_sentence(snippet.docstring), rng)
            count += 1
            if count == most:
                return


def task_records(folder: Path, bits: Mapping[str, float], copies: int, rng: Random) -> Iterator[Record]:
    """Several copies of each task that may be fitted on: its sentence, its shown examples, its reference code."""
    codes = {row["task_id"]: row["code"] for row in _rows(folder / "mbpp_dev_raw.jsonl")}
    for row in _rows(folder / "mbpp_dev.jsonl"):
        number = int(row["request_id"].rsplit("/", 1)[1])
        if number not in FIT_IDS or number not in codes:
            continue
        spec = parse_request(json.dumps(row))
        parameters = tuple((p.name, p.type) for p in spec.signature.parameters)
        code = _annotated(codes[number], spec.signature.name, [t for _, t in parameters])
        examples = tuple(
            (e.arguments, e.output) for e in spec.examples if is_plain(e.arguments) and is_plain(e.output)
        )
        tree = _tree(code, examples)
        used = operations_in(tree) if tree is not None else tuple(sorted(occurring(code)))
        record = Record(
            "task", spec.signature.name, spec.description, parameters, spec.signature.returns, examples, tree, used,
            tree_bits(tree, bits) if tree is not None else 0.0,
        )  # fmt: skip
        yield record
        for _ in range(copies - 1):
            yield _worded(record, spec.description, rng)


def task_codes(folder: Path) -> list[str]:
    """The reference code of the tasks that may be fitted on."""
    path = folder / "mbpp_dev_raw.jsonl"
    return [row["code"] for row in _rows(path) if row["task_id"] in FIT_IDS]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def _record(
    source: Source,
    snippet: Snippet,
    bits: Mapping[str, float],
    examples: Sequence[tuple[tuple[Any, ...], Any]] = (),
) -> Record | None:
    """The record of a function, without examples; None where its parameters are not plain."""
    if any(p.kind in ("var_positional", "var_keyword") for p in snippet.parameters):
        return None
    parameters = tuple((p.name, _type(p.annotation, p.name)) for p in snippet.parameters)
    tree = _tree(snippet.code, examples) if len(snippet.source.splitlines()) < 40 else None
    used = operations_in(tree) if tree is not None else tuple(sorted(occurring(snippet.source)))
    return Record(
        source, snippet.name, "", parameters, _type(snippet.returns, ""), (), tree, used,
        tree_bits(tree, bits) if tree is not None else 0.0,
    )  # fmt: skip


def _worded(record: Record, sentence: str, rng: Random) -> Record:
    told = paraphrased(sentence, record.name, rng)
    return replace(record, name=told.name, description=told.description)


def _type(annotation: str | None, name: str) -> Type:
    if annotation is None:
        return type_for_name(name) if name else ANY
    try:
        return parse_type(annotation)
    except ValueError:
        return ANY


def _tree(code: str, examples: Iterable[tuple[tuple[Any, ...], Any]] = ()) -> Tree | None:
    """The tree of the text as it stands, or of its statements straightened out if that gives the examples' outputs."""
    for text in dict.fromkeys((code, straightened(code))):
        try:
            heading, tree = parse_function(text)
        except (ParseError, ValueError, RecursionError, TypeError, SyntaxError):
            continue
        if text == code or _gives(tree, [name for name, _ in heading.parameters], examples):
            return tree
    return None


def _gives(tree: Tree, names: Sequence[str], examples: Iterable[tuple[tuple[Any, ...], Any]]) -> bool:
    try:
        return all(
            interpret(tree, dict(zip(names, copy.deepcopy(given)))) == output for given, output in examples
        )
    except Exception:  # noqa: BLE001 - a tree that fails is not the function's
        return False


def _annotated(code: str, name: str, types: Sequence[Type]) -> str:
    """The code with the parameters of its function annotated, where the counts agree."""
    try:
        module = ast.parse(code)
    except (SyntaxError, ValueError):
        return code
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name == name and len(node.args.args) == len(types):
            for argument, t in zip(node.args.args, types):
                argument.annotation = ast.parse(str(t), mode="eval").body
    return ast.unparse(module)


def _doctests(snippet: Snippet) -> list[tuple[tuple[Any, ...], Any]]:
    """The examples of a docstring that are calls of the function by position."""
    return [
        (e.positional, e.output)
        for e in doctests_in(snippet.docstring).examples
        if e.function == snippet.name
        and not e.keywords
        and not e.raises
        and is_plain(e.positional)
        and is_plain(e.output)
    ]


def _answers(
    snippet: Snippet, known: list[tuple[tuple[Any, ...], Any]], sandbox: Sandbox, rng: Random
) -> list[tuple[tuple[Any, ...], Any]]:
    """What the function answers, in the sandbox, to inputs near those of its doctests."""
    if not known or snippet.missing:
        return []
    inputs = [tuple(mutate(v, rng) for v in rng.choice(known)[0]) for _ in range(8)]
    inputs = list({repr(row): row for row in inputs if is_plain(row)}.values())
    try:
        outcomes = sandbox.run(snippet.code, snippet.name, inputs, budget=Budget(timeout_s=0.3))
    except ValueError:
        return []
    return [
        (row, outcome.value)
        for row, outcome in zip(inputs, outcomes)
        if outcome.kind == "returned" and is_plain(outcome.value)
    ]
