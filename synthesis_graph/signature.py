"""The signature and the examples of a request, settled together: names, types and decoded values.

Owns the rule for each: a declared type decodes JSON values and refuses what does not fit; literals of text examples that
contradict it widen it instead; what is not declared is joined over the values, and without values read from the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from synthesis_graph.errors import SpecificationError
from synthesis_graph.inference import Guess, guess_signature
from synthesis_graph.language.types import (
    ANY,
    DecodeError,
    Type,
    conforms,
    decode,
    infer,
    join,
    join_all,
    parse_type,
)
from synthesis_graph.naming import name_parameters, type_for_name
from synthesis_graph.shown import Asked, Shown, check_name
from synthesis_graph.spec import Example, Parameter, Signature
from synthesis_graph.strict_json import child


@dataclass(frozen=True)
class Settled:
    """The outcome: the signature, and the examples with their values under it."""

    signature: Signature
    examples: tuple[Example, ...]
    wire_parameters: tuple[dict[str, str], ...]
    wire_return_type: str


@dataclass(frozen=True)
class _Cell:
    """One value of one example in the column of a parameter or of the result."""

    value: Any
    place: str
    is_json: bool


@dataclass(frozen=True)
class _Column:
    """A parameter's (or the result's) type with all its values; `note` says what was inferred, if anything."""

    type: Type
    values: list[Any] = field(default_factory=list)
    declared: bool = True
    note: str = ""


def settle(asked: Asked, shown: Sequence[Shown], left_out: Sequence[str] = ()) -> Settled:
    """The signature that the request and its examples mean; raises SpecificationError where they disagree."""
    guess = guess_signature(asked.description)
    notes = [f"doctest left out, not a call with literals: {text}" for text in left_out]
    name = _function_name(asked, shown, guess, notes)
    names, texts = _parameter_names(asked, shown, guess, notes)
    rows = [_bound(example, names) for example in shown]
    columns = []
    for i, parameter in enumerate(names):
        declared = _declared(texts[i], f"ast.parameters[{i}].type")
        cells = [
            _Cell(r[i], _argument_place(s, parameter), s.is_json) for r, s in zip(rows, shown, strict=True)
        ]
        column = _column(declared, cells, f"type of {parameter}")
        if declared is None and not cells:
            column = replace(column, type=guess.types.get(parameter) or type_for_name(parameter))
        columns.append(column)
    result = _result_column(asked, shown, guess)
    notes += [column.note for column in (*columns, result) if column.note]
    parameters = tuple(Parameter(n, c.type, c.declared) for n, c in zip(names, columns, strict=True))
    signature = Signature(name, parameters, result.type, result.declared, tuple(notes))
    examples = _examples(shown, columns, result)
    _refuse_contradictions(shown, examples)
    wire = tuple({"name": n, "type": t or str(c.type)} for n, t, c in zip(names, texts, columns, strict=True))
    return Settled(signature, examples, wire, asked.return_type or str(result.type))


def _function_name(asked: Asked, shown: Sequence[Shown], guess: Guess, notes: list[str]) -> str:
    name = asked.name
    for example in shown:
        called = example.call.function
        if called and name and called != name:
            message = f"the example calls {called!r}, but the function is {name!r}"
            raise SpecificationError(message, "call one function in all examples", example.place)
        name = name or called
    if not asked.name:
        notes.append("name")
    name = name or guess.name or ("solution" if shown else "")
    if not name:
        hint = "say it in English words, or give function_name and ast"
        raise SpecificationError("no function can be inferred from the sentence", hint, "description")
    return name


def _parameter_names(
    asked: Asked, shown: Sequence[Shown], guess: Guess, notes: list[str]
) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    """The names, and beside each the type as the caller wrote it."""
    if asked.parameters is not None:
        return tuple(n for n, _ in asked.parameters), tuple(t for _, t in asked.parameters)
    notes.append("parameters")
    names = _names_from_examples(shown) if shown else tuple(guess.types)
    return names, (None,) * len(names)


def _names_from_examples(shown: Sequence[Shown]) -> tuple[str, ...]:
    named = next((s for s in shown if s.is_json), None)
    if named:
        for name in named.call.keywords:
            check_name(name, f"{named.place}.input", "parameter")
        return tuple(named.call.keywords)
    widest = max(shown, key=lambda s: (len(s.call.positional), len(s.call.keywords)))
    count = len(widest.call.positional)
    rows = [s.call.positional for s in shown if len(s.call.positional) == count]
    taken = tuple(widest.call.keywords)
    return (
        *name_parameters([join_all(map(infer, column)) for column in zip(*rows, strict=True)], taken),
        *taken,
    )


def _bound(example: Shown, names: tuple[str, ...]) -> list[Any]:
    """The arguments in the order of the parameters."""
    call, place = example.call, f"{example.place}.input" if example.is_json else example.place
    expected = f"the function takes ({', '.join(names)})"
    if len(call.positional) > len(names):
        raise SpecificationError(f"{len(call.positional)} arguments are too many", expected, place)
    values = dict(zip(names, call.positional, strict=False))
    for name, value in call.keywords.items():
        if name not in names:
            at = child(place, name) if example.is_json else place
            raise SpecificationError(f"{name[:60]!r} is not a parameter", expected, at)
        if name in values:
            raise SpecificationError(f"the argument {name!r} is given twice", expected, place)
        values[name] = value
    for name in names:
        if name not in values:
            raise SpecificationError(f"the argument {name!r} is missing", expected, place)
    return [values[name] for name in names]


def _argument_place(example: Shown, parameter: str) -> str:
    return f"{example.place}.input.{parameter}" if example.is_json else example.place


# -- types -------------------------------------------------------------------------------------------------------------


def _declared(text: str | None, place: str) -> Type | None:
    if text is None:
        return None
    try:
        return parse_type(text)
    except (ValueError, TypeError, RecursionError) as error:
        hint = "write a type such as int, List[str], Dict[str, int] or Optional[float]"
        raise SpecificationError(str(error), hint, place) from None


def _result_column(asked: Asked, shown: Sequence[Shown], guess: Guess) -> _Column:
    declared = _declared(asked.return_type, "ast.return_type")
    cells = [_Cell(s.call.output, f"{s.place}.output", s.is_json) for s in shown if not s.call.raises]
    column = _column(declared, cells, "return type")
    if declared is None and not cells:
        column = replace(column, type=guess.returns)
    return column


def _column(declared: Type | None, cells: list[_Cell], what: str) -> _Column:
    literals = [cell.value for cell in cells if not cell.is_json]
    if declared is None:
        return _inferred(cells, literals, what)
    values = [_decoded(cell, declared) if cell.is_json else cell.value for cell in cells]
    if all(conforms(value, declared) for value in literals):
        return _Column(declared, values)
    wider = join(declared, join_all(map(infer, literals)))
    if not all(conforms(value, wider) for value in values):
        wider = ANY
    return _Column(wider, values, False, f"{what}: {wider}, since values are not of the declared {declared}")


def _inferred(cells: list[_Cell], literals: list[Any], what: str) -> _Column:
    """Literals tell tuples from lists, JSON does not: where there are literals, JSON values follow them."""
    values = [cell.value for cell in cells]
    if literals:
        told = join_all(map(infer, literals))
        with suppress(DecodeError, TypeError):  # then JSON shows a further type: the join below holds both
            values = [decode(cell.value, told) if cell.is_json else cell.value for cell in cells]
    joined = join_all(map(infer, values))
    return _Column(joined if all(conforms(value, joined) for value in values) else ANY, values, False, what)


def _decoded(cell: _Cell, declared: Type) -> Any:
    try:
        return decode(cell.value, declared, cell.place)
    except DecodeError as error:
        raise SpecificationError(error.message, f"give a value of type {declared}", error.path) from None
    except (TypeError, RecursionError):
        message = f"this does not decode to {declared}: a key or an item cannot be hashed"
        raise SpecificationError(message, f"give a value of type {declared}", cell.place) from None


# -- examples ----------------------------------------------------------------------------------------------------------


def _examples(shown: Sequence[Shown], columns: Sequence[_Column], result: _Column) -> tuple[Example, ...]:
    outputs = iter(result.values)
    made = []
    for row, one in enumerate(shown):
        arguments = tuple(column.values[row] for column in columns)
        output = None if one.call.raises else next(outputs)
        made.append(Example(arguments, output, one.call.raises, one.call.strict, one.call.text))
    return tuple(made)


def _refuse_contradictions(shown: Sequence[Shown], examples: Sequence[Example]) -> None:
    first: dict[Any, int] = {}
    for i, example in enumerate(examples):
        earlier = first.setdefault(_frozen(example.arguments), i)
        other = examples[earlier]
        same = example.raises == other.raises and (
            _frozen(example.output) == _frozen(other.output) or bool(example.output == other.output)
        )
        if not same:
            message = f"contradicts {shown[earlier].place}: the same input has another result"
            raise SpecificationError(message, "remove one of the two", shown[i].place)


def _frozen(value: Any) -> Any:
    """A hashable stand-in that tells 1, True and 1.0 apart, and holds NaN equal to itself."""
    kind = type(value).__name__
    if isinstance(value, (list, tuple)):
        return kind, tuple(map(_frozen, value))
    if isinstance(value, (set, frozenset)):
        return kind, frozenset(map(_frozen, value))
    if isinstance(value, dict):
        return kind, tuple((_frozen(k), _frozen(v)) for k, v in value.items())
    return kind, repr(value) if isinstance(value, float) else value
