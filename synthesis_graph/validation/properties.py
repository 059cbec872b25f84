"""Known constraints: one table from the words of a sentence to a property that generated inputs can refute.

A property draws inputs and judges what came back; it never sees the code. A sentence that no row knows, that negates,
or that asks for an exception is `not checked`, never passed. Running and shrinking is `constraints`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from synthesis_graph.validation.generation import draw
from synthesis_graph.validation.outcomes import Outcome
from synthesis_graph.validation.roles import Roles, is_sorted, same_items

_COMPARED_ITEMS = 200

Arguments = tuple[Any, ...]
Inputs = Callable[[Roles, Random, int], list[Arguments]]
"""Draws about so many inputs; none where the property has no meaning for the signature."""
Judge = Callable[[Roles, Arguments, Outcome], str]
"""What is wrong; empty when nothing is, or when the input lies outside the property."""


@dataclass(frozen=True)
class Property:
    """A row of the table. `again` makes the arguments of a second call, judged by `compare` against the first."""

    name: str
    phrases: str
    example: str
    inputs: Inputs
    judge: Judge
    tolerant: bool = False
    """Whether an exception on its inputs refutes it; otherwise such an input is taken to lie outside the domain."""
    again: Callable[[Arguments, Outcome], Arguments] | None = None
    reseeded: bool = False
    """Whether the second call is made under another hash and random seed."""


def recognise(sentence: str) -> list[Property]:
    """The properties that a sentence asks for; none where it negates or asks for an exception."""
    text = " ".join(sentence.lower().replace("’", "'").split())
    if _NEGATED.search(text) or (_RAISES.search(text) and not _NEVER_RAISES.search(text)):
        return []
    return [row for row in PROPERTIES if re.search(row.phrases, text)]


_NEGATED = re.compile(
    r"need not|needn't|not (?:required|necessary|needed|guaranteed|important|matter)|no need|n't (?:have to|need|matter)"
    r"|not (?:have|need) to|duplicates? (?:are|is) (?:allowed|ok|fine|kept)|unless|except (?:for|when)|regardless"
)
_RAISES = re.compile(r"\b(?:rais\w*|throws?|error|exceptions?)\b")
_NEVER_RAISES = re.compile(
    r"without (?:rais\w+|an? error|errors?|exceptions?)|(?:not|never|n't) (?:raise|throw)|no (?:error|exception)"
)


# -- inputs ------------------------------------------------------------------------------------------------------------


def _any_inputs(roles: Roles, random: Random, count: int) -> list[Arguments]:
    return draw(roles.domains, count, random.getrandbits(32))


def _list_inputs(roles: Roles, random: Random, count: int) -> list[Arguments]:
    return _any_inputs(roles, random, count) if roles.rows >= 0 else []


def _empty_inputs(roles: Roles, random: Random, count: int) -> list[Arguments]:
    """Each container parameter empty in turn, the others drawn; those that an example wants refused are left out."""
    refused = [e.arguments for e in roles.spec.examples if e.raises]
    found: list[Arguments] = []
    for arguments in _any_inputs(roles, random, min(count, 12)):
        for index, value in enumerate(arguments):
            if index != roles.key and type(value) in (list, dict, set, str, tuple):
                found.append((*arguments[:index], type(value)(), *arguments[index + 1 :]))
    return [a for a in found if a not in refused][:count]


def _keyed(roles: Roles, random: Random, key: str, records: list[dict[str, Any]]) -> Arguments:
    """Drawn arguments with the given records (or the first of them) and key in their places."""
    given: dict[int, Any] = {roles.key: key}
    if roles.rows >= 0:
        given[roles.rows] = records
    else:
        given[roles.mapping] = records[0] if records else {}
    return tuple(given[i] if i in given else domain(random) for i, domain in enumerate(roles.domains))


def _records(roles: Roles, random: Random, key: str, values: list[Any]) -> list[dict[str, Any]]:
    """Records with the given values at the key, each told apart by another field."""
    others = [name for name in roles.fields if name != key]
    mark = others[0] if others else ("tag" if key != "tag" else "mark")
    found = []
    for index, value in zip(random.sample(range(len(values)), len(values)), values, strict=True):
        record = {name: domain(random) for name, domain in roles.fields.items()}
        record.update({mark: chr(97 + index) if type(record.get(mark)) is str else index, key: value})
        found.append(record)
    return found


def _tied_inputs(roles: Roles, random: Random, count: int) -> list[Arguments]:
    if roles.key < 0 or roles.rows < 0:
        return []
    found = []
    for _ in range(count):
        key = random.choice(roles.keys)
        few = [roles.fields[key](random) for _ in range(random.randint(1, 3))]
        values = [random.choice(few) for _ in range(random.randint(2, 7))]
        found.append(_keyed(roles, random, key, _records(roles, random, key, values)))
    return found


def _key_values(random: Random, size: int) -> list[list[Any]]:
    """Homogeneous values of every comparable kind."""
    numbers = [random.randint(-12, 120) for _ in range(size)]  # of several lengths, as text sorts otherwise
    letters = [chr(97 + n % 7) * (1 + n % 2) for n in numbers]
    return [
        numbers,
        letters,
        [n / 4 for n in numbers],
        [(n, letter) for n, letter in zip(numbers, letters, strict=True)],
        [n > 2 for n in numbers],
    ]


def _missing_inputs(roles: Roles, random: Random, count: int) -> list[Arguments]:
    """Records that lack the key: some, all, none at all; beside integers, strings and other kinds."""
    if roles.key < 0:
        return []
    first = roles.keys[0]
    beside_integers = _records(roles, random, first, [2, None, 1])
    del beside_integers[1][first]
    beginnings: list[list[dict[str, Any]]] = [beside_integers, [], [{}]]
    found = [_keyed(roles, random, first, held) for held in beginnings]
    while len(found) < count:
        key = random.choice(roles.keys)
        for values in _key_values(random, random.randint(1, 6)):
            records = _records(roles, random, key, values)
            share = random.choice((0.3, 0.6, 1.0))
            for record in records:
                if random.random() < share:
                    del record[key]
            found.append(_keyed(roles, random, key, records))
    return found[:count]


def _comparable_inputs(roles: Roles, random: Random, count: int) -> list[Arguments]:
    """Key values, or items where there is no key, of every comparable kind in turn; all of one kind in one input."""
    if roles.rows < 0:
        return []
    missing_too = roles.key >= 0 and any(MISSING_KEYS in recognise(c) for c in roles.spec.constraints)
    found: list[Arguments] = []
    while len(found) < count:
        for values in _key_values(random, random.randint(1, 6)):
            if roles.key < 0:
                arguments = [domain(random) for domain in roles.domains]
                arguments[roles.rows] = values
                found.append(tuple(arguments))
                continue
            key = random.choice(roles.keys)
            records = _records(roles, random, key, values)
            if missing_too and random.random() < 0.4:
                del records[random.randrange(len(records))][key]
            found.append(_keyed(roles, random, key, records))
    return found[:count]


# -- judgements --------------------------------------------------------------------------------------------------------


def _lives(_: Roles, __: Arguments, ___: Outcome) -> str:
    """Being judged at all means that it returned."""
    return ""


def _loses_nothing(roles: Roles, arguments: Arguments, outcome: Outcome) -> str:
    """Where the examples only reorder the records, every record must come back."""
    if roles.reorders and not same_items(arguments[roles.rows], outcome.value):
        return "records are lost, added or changed"
    return ""


def _is_stable(roles: Roles, arguments: Arguments, outcome: Outcome) -> str:
    rows, key = arguments[roles.rows], arguments[roles.key]
    if type(outcome.value) is not list or any(type(r) is not dict or key not in r for r in rows):
        return ""
    for record in rows:
        value = record[key]
        came = [r for r in rows if r[key] == value]
        went = [r for r in outcome.value if type(r) is dict and key in r and r[key] == value]
        if came != went:
            return f"items with {key!r} equal to {value!r} change their order"
    return ""


def _is_ordered(roles: Roles, arguments: Arguments, outcome: Outcome) -> str:
    """Sorted in the examples' direction, among the items that have the key."""
    lost = _loses_nothing(roles, arguments, outcome)
    if lost or not roles.direction:
        return lost
    given = arguments[roles.rows]
    values = roles.sort_values(arguments, given)
    if not values or len({type(v) for v in values}) > 1:
        return ""
    if roles.key >= 0 and any(type(r) is not dict for r in given):
        return ""
    answered = roles.sort_values(arguments, outcome.value)
    return "" if answered is not None and is_sorted(answered, roles.direction) else "the output is not sorted"


def _ascends(roles: Roles, arguments: Arguments, outcome: Outcome) -> str:
    values = roles.sort_values(arguments, outcome.value)
    return "" if values is None or is_sorted(values, roles.direction or 1) else "the output is not sorted"


def _descends(roles: Roles, arguments: Arguments, outcome: Outcome) -> str:
    values = roles.sort_values(arguments, outcome.value)
    return "" if values is None or is_sorted(values, -1) else "the output is not sorted in descending order"


def _keeps_length(_: Roles, arguments: Arguments, outcome: Outcome) -> str:
    for value in arguments:
        if type(value) in (list, str, tuple):
            if type(outcome.value) not in (list, str, tuple):
                return "the output has no length"
            return "" if len(value) == len(outcome.value) else "the output has another length"
    return ""


def _permutes(roles: Roles, arguments: Arguments, outcome: Outcome) -> str:
    same = same_items(arguments[roles.rows], outcome.value)
    return "" if same else "the output does not hold the same items"


def _has_no_duplicates(_: Roles, __: Arguments, outcome: Outcome) -> str:
    if type(outcome.value) not in (list, tuple, str):
        return ""
    items = outcome.value[:_COMPARED_ITEMS]  # hostile output may be long
    return "an item comes twice" if any(item in items[:i] for i, item in enumerate(items)) else ""


def _is_pure(_: Roles, __: Arguments, outcome: Outcome) -> str:
    return "it modifies its input" if outcome.mutated else ""


def _feed_back(arguments: Arguments, outcome: Outcome) -> Arguments:
    return (outcome.value, *arguments[1:])


def _same_again(arguments: Arguments, _: Outcome) -> Arguments:
    return arguments


# -- the table ---------------------------------------------------------------------------------------------------------

_OF_OUTPUT = r"^(?!.*\b(?:inputs?|given|assum\w*)\b).*"  # else it may be a promise about the input

MISSING_KEYS = Property(
    "handles missing keys",
    r"(?:missing|absent|lack\w*|without|non-?exist\w+)\b.{0,20}\b(?:keys?|fields?)\b"
    r"|\b(?:keys?|fields?) (?:\w+ ){0,3}(?:missing|absent)",
    "Should handle missing keys gracefully", _missing_inputs, _loses_nothing, tolerant=True,
)  # fmt: skip

PROPERTIES: tuple[Property, ...] = (
    Property(
        "keeps the order of equals",
        r"\bstable\b|(?:original|relative|input|same|initial) order.{0,40}\b(?:equal|same|ties?|tied|identical)"
        r"|\b(?:equal|ties?|tied|identical)\b.{0,60}(?:original|relative|input|same|initial) order"
        r"|preserv\w+ .{0,20}order.{0,30}(?:equal|ties?)",
        "Items should maintain original order if key values are equal", _tied_inputs, _is_stable,
    ),
    MISSING_KEYS,
    Property(
        "handles empty input",
        r"\bempty (?:\w+ )?(?:input|list|string|array|dict\w*|sequence|collection|set|tuple)s?\b"
        r"|\binputs? (?:\w+ ){0,3}empty",
        "Should handle empty input", _empty_inputs, _lives, tolerant=True,
    ),
    Property(
        "does not modify its input",
        r"(?:not|never|n't|without) (?:be )?(?:modif\w+|mutat\w+|chang\w+|alter\w*) (?:\w+ ){0,3}"
        r"(?:inputs?|arguments?|list|original|dict\w*|items|parameters?)\b"
        r"|(?:input|argument|original)s? (?:\w+ ){0,3}"
        r"(?:unmodified|unchanged|untouched|intact|not be (?:modified|mutated|changed|altered))",
        "Must not modify its input", _any_inputs, _is_pure,
    ),
    Property(
        "works with any comparable type",
        r"\b(?:any|all|every|arbitrary) (?:\w+ )?comparable\b|\bany (?:orderable|sortable) ",
        "Should work with any comparable type for the key value", _comparable_inputs, _is_ordered, tolerant=True,
    ),
    Property(
        "output descends",
        _OF_OUTPUT + r"(?:sort\w*|order\w*|output|result|return\w*)\b.{0,40}\b(?:descending|decreasing|largest first)",
        "The output must be sorted in descending order", _list_inputs, _descends,
    ),
    Property(
        "output is sorted",
        _OF_OUTPUT + r"(?:(?:output|result|returned)\b.{0,25}\b(?:sorted|ordered)|(?:sort\w*|return\w*|output|result)\b"
        r".{0,40}\b(?:ascending|increasing)|return\w* (?:a |the )?sorted)\b(?!.{0,40}(?:desc|decr|largest))",
        "The output should be sorted", _list_inputs, _ascends,
    ),
    Property(
        "keeps the length",
        r"\bsame (?:length|size|number of (?:items|elements))\b|(?:length|size) (?:\w+ ){0,4}(?:unchanged|preserved)"
        r"|preserv\w+ (?:the )?(?:length|size)",
        "The output has the same length as the input", _any_inputs, _keeps_length,
    ),
    Property(
        "is a permutation of the input",
        r"\bpermutation\b|\bsame (?:items|elements) as the input"
        r"|\bno (?:items?|elements?|records?) (?:\w+ ){0,2}(?:lost|dropped)",
        "The output is a permutation of the input", _list_inputs, _permutes,
    ),
    Property(
        "has no duplicates",
        _OF_OUTPUT + r"(?:\b(?:no|without|remov\w+|eliminat\w+) (?:\w+ )?(?:duplicates?|repeated|repeats)\b"
        r"|(?:output|result|returned)\b.{0,30}\b(?:unique|distinct)\b|not contain (?:\w+ )?duplicates?)",
        "The output must contain no duplicates", _any_inputs, _has_no_duplicates,
    ),
    Property(
        "is idempotent", r"\bidempotent\b|(?:applying|calling|running) (?:it )?(?:again|twice)",
        "Should be idempotent", _any_inputs, _lives, again=_feed_back,
    ),
    Property(
        "is deterministic", r"\bdeterministic\b|same (?:output|result|answer) (?:for|on|given|every|each)",
        "Must be deterministic", _any_inputs, _lives, again=_same_again, reseeded=True,
    ),
)  # fmt: skip
