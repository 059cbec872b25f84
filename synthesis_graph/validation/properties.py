"""Known constraints: one table from the words of a sentence to a property that generated inputs can refute.

A property draws inputs and judges what came back; it never sees the code. A sentence that no row knows, that negates,
or that asks for an exception is `not checked`, never passed. Running and shrinking is `constraints`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from synthesis_graph.validation.outcomes import Outcome
from synthesis_graph.validation.roles import Roles, is_sorted, same_items

if TYPE_CHECKING:
    from synthesis_graph.validation.strategies import Strategy

_COMPARED_ITEMS = 200

Arguments = tuple[Any, ...]
Inputs = Callable[[Roles], "Strategy | None"]
"""What to draw arguments from; None where the property has no meaning for the signature."""
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


def _of(name: str) -> Inputs:
    """The function of that name in `inputs`; with it Hypothesis is imported, at the first call and not before."""

    def strategy(roles: Roles) -> Strategy | None:
        from synthesis_graph.validation import inputs

        return getattr(inputs, name)(roles)  # type: ignore[no-any-return]  # the table's tests call each

    return strategy


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
    "Should handle missing keys gracefully", _of("missing"), _loses_nothing, tolerant=True,
)  # fmt: skip

PROPERTIES: tuple[Property, ...] = (
    Property(
        "keeps the order of equals",
        r"\bstable\b|(?:original|relative|input|same|initial) order.{0,40}\b(?:equal|same|ties?|tied|identical)"
        r"|\b(?:equal|ties?|tied|identical)\b.{0,60}(?:original|relative|input|same|initial) order"
        r"|preserv\w+ .{0,20}order.{0,30}(?:equal|ties?)",
        "Items should maintain original order if key values are equal", _of("tied"), _is_stable,
    ),
    MISSING_KEYS,
    Property(
        "handles empty input",
        r"\bempty (?:\w+ )?(?:input|list|string|array|dict\w*|sequence|collection|set|tuple)s?\b"
        r"|\binputs? (?:\w+ ){0,3}empty",
        "Should handle empty input", _of("empty"), _lives, tolerant=True,
    ),
    Property(
        "does not modify its input",
        r"(?:not|never|n't|without) (?:be )?(?:modif\w+|mutat\w+|chang\w+|alter\w*) (?:\w+ ){0,3}"
        r"(?:inputs?|arguments?|list|original|dict\w*|items|parameters?)\b"
        r"|(?:input|argument|original)s? (?:\w+ ){0,3}"
        r"(?:unmodified|unchanged|untouched|intact|not be (?:modified|mutated|changed|altered))",
        "Must not modify its input", _of("any_arguments"), _is_pure,
    ),
    Property(
        "works with any comparable type",
        r"\b(?:any|all|every|arbitrary) (?:\w+ )?comparable\b|\bany (?:orderable|sortable) ",
        "Should work with any comparable type for the key value", _of("comparable"), _is_ordered, tolerant=True,
    ),
    Property(
        "output descends",
        _OF_OUTPUT + r"(?:sort\w*|order\w*|output|result|return\w*)\b.{0,40}\b(?:descending|decreasing|largest first)",
        "The output must be sorted in descending order", _of("with_rows"), _descends,
    ),
    Property(
        "output is sorted",
        _OF_OUTPUT + r"(?:(?:output|result|returned)\b.{0,25}\b(?:sorted|ordered)|(?:sort\w*|return\w*|output|result)\b"
        r".{0,40}\b(?:ascending|increasing)|return\w* (?:a |the )?sorted)\b(?!.{0,40}(?:desc|decr|largest))",
        "The output should be sorted", _of("with_rows"), _ascends,
    ),
    Property(
        "keeps the length",
        r"\bsame (?:length|size|number of (?:items|elements))\b|(?:length|size) (?:\w+ ){0,4}(?:unchanged|preserved)"
        r"|preserv\w+ (?:the )?(?:length|size)",
        "The output has the same length as the input", _of("any_arguments"), _keeps_length,
    ),
    Property(
        "is a permutation of the input",
        r"\bpermutation\b|\bsame (?:items|elements) as the input"
        r"|\bno (?:items?|elements?|records?) (?:\w+ ){0,2}(?:lost|dropped)",
        "The output is a permutation of the input", _of("with_rows"), _permutes,
    ),
    Property(
        "has no duplicates",
        _OF_OUTPUT + r"(?:\b(?:no|without|remov\w+|eliminat\w+) (?:\w+ )?(?:duplicates?|repeated|repeats)\b"
        r"|(?:output|result|returned)\b.{0,30}\b(?:unique|distinct)\b|not contain (?:\w+ )?duplicates?)",
        "The output must contain no duplicates", _of("any_arguments"), _has_no_duplicates,
    ),
    Property(
        "is idempotent", r"\bidempotent\b|(?:applying|calling|running) (?:it )?(?:again|twice)",
        "Should be idempotent", _of("any_arguments"), _lives, again=_feed_back,
    ),
    Property(
        "is deterministic", r"\bdeterministic\b|same (?:output|result|answer) (?:for|on|given|every|each)",
        "Must be deterministic", _of("any_arguments"), _lives, again=_same_again,
    ),
)  # fmt: skip
