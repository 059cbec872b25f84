"""Known constraints: one table from the words of a sentence to a property that generated inputs can refute.

A property draws inputs and judges what came back; it never sees the code. Sentences that ask for an exception are read
by `raising`, those that bound the time by `bounds`. One that no row knows, or that negates, is `not checked`, never
passed. Running and shrinking is `constraints`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from synthesis_graph.validation.bounds import Bound, read_bound
from synthesis_graph.validation.examples import describe
from synthesis_graph.validation.outcomes import Outcome
from synthesis_graph.validation.raising import Demand, asks_for_exception, read_demands
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
    reseeded: bool = False
    """Whether the second call is made under another hash and random seed."""
    raises: tuple[str, ...] = ()
    """Where an exception is asked for: its names, any of which will do."""

    def complaint(self, roles: Roles, arguments: Arguments, outcome: Outcome) -> str:
        """What is wrong with an outcome on its inputs; empty when nothing is."""
        if self.raises:
            met = outcome.kind == "raised" and any(name in outcome.exception[:-1] for name in self.raises)
            return "" if met else describe(outcome)
        return self.judge(roles, arguments, outcome) if outcome.kind == "returned" else describe(outcome)


def recognise(sentence: str, parameters: Sequence[str] = ()) -> list[Property | Bound]:
    """What a sentence asks for, as far as it is known; nothing where it negates or limits what it says."""
    if asks_for_exception(sentence):
        return [_raising(demand) for demand in read_demands(sentence, parameters)]
    text = _plain(sentence)
    if _NEGATED.search(text):
        return []
    bound = read_bound(sentence)
    rows: list[Property | Bound] = [row for row in PROPERTIES if re.search(row.phrases, text)]
    return [*rows, bound] if bound else rows


def unread(sentence: str) -> str:
    """The first clause of a sentence that no row of the table has anything to do with; empty where there is none."""
    text = _plain(sentence)
    if asks_for_exception(sentence) or read_bound(sentence):
        return ""
    spans = [m.span() for row in PROPERTIES for m in re.finditer(row.phrases.removeprefix(_OF_OUTPUT), text)]
    start = 0
    for clause in _CLAUSES.split(text):
        place = text.index(clause, start)
        start = place + len(clause)
        if len(clause.split()) > 2 and not any(a < start and place < b for a, b in spans):
            return clause
    return ""


def _plain(sentence: str) -> str:
    return " ".join(sentence.lower().replace("’", "'").split())


def _raising(demand: Demand) -> Property:
    def inputs(roles: Roles) -> Strategy | None:
        from hypothesis import strategies as st

        from synthesis_graph.validation.provoking import provoke

        found = [provoke(roles, c.provoke, demand.subjects, told) for c, told in demand.conditions]
        return None if None in found else st.one_of(*(strategy for strategy in found if strategy is not None))

    return Property(demand.name, "", "", inputs, _lives, tolerant=True, raises=demand.exceptions)


_CLAUSES = re.compile(r";|\. |,? (?:and|but) (?:also )?")
_NEGATED = re.compile(
    r"need not|needn't|not (?:required|necessary|needed|guaranteed|important|matter)|no need|n't (?:have to|need|matter)"
    r"|not (?:have|need) to|duplicates? (?:are|is) (?:allowed|ok|fine|kept)|unless|except (?:for|when)|regardless"
    r"|\b(?:never|not|not be|non-?) ?empty\b|no (?:key|field)s? (?:is|are) (?:missing|absent)|\bwhether\b|\bcheck if\b"
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
_INPUT = r"(?:inputs?|arguments?|list|original|dict\w*|items|parameters?)"

MISSING_KEYS = Property(
    "handles missing keys",
    r"(?:missing|absent|lack\w*|without|non-?exist\w+)\b.{0,20}\b(?:keys?|fields?)\b"
    r"|\b(?:keys?|fields?) (?:\w+ ){0,3}(?:missing|absent)|\bmay not (?:have|contain) the (?:key|field)",
    "Should handle missing keys gracefully", _of("missing"), _loses_nothing, tolerant=True,
)  # fmt: skip

PROPERTIES: tuple[Property, ...] = (
    Property(
        "keeps the order of equals",
        r"\bstable\b|(?:original|relative|input|same|initial) order.{0,40}\b(?:equal|same|ties?|tied|identical)"
        r"|\b(?:equal|ties?|tied|identical|same (?:keys?|values?))\b.{0,60}"
        r"(?:original|relative|input|same|initial) order|preserv\w+ .{0,20}order.{0,30}(?:equal|ties?)",
        "Items should maintain original order if key values are equal", _of("tied"), _is_stable,
    ),
    MISSING_KEYS,
    Property(
        "handles empty input",
        r"\bempty (?:\w+ )?(?:input|list|string|array|dict\w*|sequence|collection|set|tuple)s?\b"
        r"|\b(?:inputs?|list|string|array|sequence) (?:\w+ ){0,3}empty",
        "Should handle empty input", _of("empty"), _lives, tolerant=True,
    ),
    Property(
        "does not modify its input",
        rf"(?:not|never|n't|without) (?:be )?(?:modif\w+|mutat\w+|chang\w+|alter\w*) (?:\w+ ){{0,3}}{_INPUT}\b"
        r"|(?:input|argument|original)s? (?:\w+ ){0,3}"
        r"(?:unmodified|unchanged|untouched|intact|not be (?:modified|mutated|changed|altered))"
        r"|\bno (?:mutation|modification)s? of (?:the |its )?(?:input|argument)s?|\bno side[- ]effects?",
        "Must not modify its input", _of("any_arguments"), _is_pure,
    ),
    Property(
        "works with any comparable type",
        r"\b(?:any|all|every|arbitrary) (?:\w+ )?comparable\b|\bany (?:orderable|sortable) ",
        "Should work with any comparable type for the key value", _of("comparable"), _is_ordered, tolerant=True,
    ),
    Property(
        "output descends",
        _OF_OUTPUT + r"(?:sort\w*|order\w*|output|results?|return\w*)\b.{0,40}\b(?:descending|decreasing|(?:the )?largest"
        r" first$|(?:reversed?|reverse sorted) order|largest to (?:the )?smallest)(?<!non-decreasing)(?<!nondecreasing)",
        "The output must be sorted in descending order", _of("with_rows"), _descends,
    ),
    Property(
        "output is sorted",
        _OF_OUTPUT + r"(?:(?:output|results?|returned)\b.{0,25}\b(?:sorted|ordered)|(?:sort\w*|return\w*|output|results?)\b"
        r".{0,40}\b(?:ascending|increasing|non-?decreasing)|return\w* (?:a |the )?sorted|sorted from (?:the )?smallest)\b"
        r"(?!.{0,40}(?:\bdesc|(?<!non-)(?<!non)decr|largest first|revers))",
        "The output should be sorted", _of("with_rows"), _ascends,
    ),
    Property(
        "keeps the length",
        r"\bsame (?:length|size|number of (?:items|elements))\b|(?:length|size) (?:\w+ ){0,4}(?:unchanged|preserved)"
        r"|preserv\w+ (?:the )?(?:length|size)|\bnumber of (?:items|elements) (?:must|should|does|may|shall) not change"
        r"|\boutput length (?:\w+ ){0,2}equals? (?:\w+ ){0,2}input length",
        "The output has the same length as the input", _of("any_arguments"), _keeps_length,
    ),
    Property(
        "is a permutation of the input",
        r"\b(?:permutation|rearrangement) of (?:the|its) (?:input|argument|list|original)"
        r"|\b(?:same|all(?: the)?) (?:items|elements) (?:as|of|from|in) the (?:input|original)"
        r"|\bno (?:items?|elements?|records?) (?:\w+ ){0,2}(?:lost|dropped)",
        "The output is a permutation of the input", _of("with_rows"), _permutes,
    ),
    Property(
        "has no duplicates",
        _OF_OUTPUT + r"(?:\b(?:no|without|remov\w+|eliminat\w+) (?:\w+ )?(?:duplicates?|repeated|repeats)\b"
        r"|(?:output|results?|returned)\b.{0,30}\b(?:unique|distinct)\b|not contain (?:\w+ )?duplicates?"
        r"|\breturns? only (?:the )?(?:unique|distinct)\b|\bduplicates? (?:\w+ )?be (?:removed|eliminated|dropped))",
        "The output must contain no duplicates", _of("any_arguments"), _has_no_duplicates,
    ),
    Property(
        "is idempotent", r"\bidempotent\b|(?:applying|calling|running) (?:it |the function )?(?:again|twice)",
        "Should be idempotent", _of("any_arguments"), _lives, again=_feed_back,
    ),
    Property(
        "is deterministic",
        r"\bdeterministic\b|same (?:output|result|answer) (?:for|on|given|every|each)|\brandomness\b"
        r"|\bsame input.{0,30}\bsame (?:output|result|answer)|\brepeated calls .{0,20}same",
        "Must be deterministic", _of("any_arguments"), _lives, again=_same_again, reseeded=True,
    ),
)  # fmt: skip
