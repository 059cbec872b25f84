"""Skeletons: a small table of program shapes, each with the operations that stand outside its holes.

The shapes of the examples say which are possible, words and retrieved functions which are likely. Knows no search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from synthesis_graph.artifacts import Context, Outline
from synthesis_graph.search.words import stem, stems
from synthesis_graph.spec import Specification

Shown = list[tuple[tuple[Any, ...], Any]]
MAX_OUTLINES = 5


@dataclass(frozen=True)
class Skeleton:
    """A program shape: readable steps, outside operations, when the examples allow it, and words that suggest it."""

    steps: tuple[str, ...]
    operations: frozenset[str]
    possible: Callable[[Shown], bool]
    words: str
    bits: float = 3.0


def _rows(values: Iterable[Any]) -> list[Any]:
    return [v for v in values if isinstance(v, (list, tuple, set, str, dict))]


def _from_row(shown: Shown) -> bool:
    return all(_rows(arguments) for arguments, _ in shown)


def _same_length(shown: Shown) -> bool:
    return all(
        isinstance(out, (list, tuple)) and any(len(r) == len(out) for r in _rows(arguments))
        for arguments, out in shown
    )


def _shorter(shown: Shown) -> bool:
    return all(
        isinstance(out, (list, tuple)) and any(len(r) >= len(out) for r in _rows(arguments))
        for arguments, out in shown
    )


def _reordered(shown: Shown) -> bool:
    return all(
        isinstance(out, (list, tuple))
        and any(sorted(map(repr, r)) == sorted(map(repr, out)) for r in _rows(arguments))
        for arguments, out in shown
    )


def _text_to_text(shown: Shown) -> bool:
    return all(
        isinstance(out, str) and any(isinstance(a, str) for a in arguments) for arguments, out in shown
    )


def _number_from_row(shown: Shown) -> bool:
    return _from_row(shown) and all(isinstance(out, (int, float)) for _, out in shown)


def _truth_from_row(shown: Shown) -> bool:
    return _from_row(shown) and all(isinstance(out, bool) for _, out in shown)


def _from_number(shown: Shown) -> bool:
    return all(any(type(a) is int for a in arguments) for arguments, _ in shown)


def _two_rows(shown: Shown) -> bool:
    return all(len(_rows(arguments)) >= 2 for arguments, _ in shown)


def _mapping_out(shown: Shown) -> bool:
    return all(isinstance(out, dict) for _, out in shown)


def _row_out(shown: Shown) -> bool:
    return _from_row(shown) and all(isinstance(out, (list, tuple, set)) for _, out in shown)


def _like_an_argument(shown: Shown) -> bool:
    return all(any(type(a) is type(out) for a in arguments) for arguments, out in shown)


def _few_outcomes(shown: Shown) -> bool:
    outcomes = {repr(out) for _, out in shown}
    return len(shown) > 1 and len(outcomes) < len(shown) + 1


_REDUCE = frozenset({"sum_of", "count_if", "max_of", "min_of", "sum", "len", "max", "min"})
_BUILD = frozenset({"map", "map_row", "map_tuple", "filter", "filter_row"})
_LOGIC = frozenset({"all_of", "any_of", "not"})

_PIECES = frozenset({
    "concat", "take", "drop", "tail", "init", "first", "last", "index", "singleton", "append", "prepend", "reverse",
    "repeat", "len", "sorted", "dedupe", "take_last", "drop_last", "slice", "max", "min", "sum", "add", "sub",
})  # fmt: skip

SKELETONS: tuple[Skeleton, ...] = (
    Skeleton(("for each element, compute ?",), frozenset({"map", "map_row", "map_tuple"}), _same_length,
             "each every convert add multiply square elementwise", 2.0),
    Skeleton(("keep the elements where ?",), frozenset({"filter", "filter_row"}), _shorter,
             "filter remove extract find only keep even odd", 2.0),
    Skeleton(("keep the elements where ?", "for each, compute ?"), _BUILD, _shorter, "filter remove extract each"),
    Skeleton(("sort by key ?",), frozenset({"sort_by", "sort_by_down", "reverse", "to_list", "to_tuple"}), _reordered,
             "sort order arrange by", 1.5),
    Skeleton(("split into words", "for each word, compute ?", "join"),
             frozenset({"words", "map", "filter", "join_space", "split", "join", "reverse", "sorted", "sort_by"}),
             _text_to_text, "word words sentence"),
    Skeleton(("for each character, compute ?", "join"),
             frozenset({"map_text", "filter_text", "dedupe", "join_plain", "reverse"}), _text_to_text,
             "character characters letter letters remove replace vowel string", 2.0),
    Skeleton(("count, sum or compare ? over the elements",), _REDUCE | {"filter", "map", "to_set", "dedupe"},
             _number_from_row, "sum count number maximum minimum total difference", 2.0),
    Skeleton(("check ? for the elements",), _LOGIC | {"zip", "pairwise", "pairs_of", "sorted", "eq", "to_set", "len"},
             _truth_from_row, "check whether all any every same", 2.0),
    Skeleton(("pick the element with the best ?",),
             frozenset({"max_by", "min_by", "first_where", "index", "first", "last", "item0", "item1", "most_common",
                        "sort_by", "filter"}),
             _from_row, "maximum minimum most longest shortest first smallest largest closest"),
    Skeleton(("pair neighbours", "for each pair, compute ?"), _BUILD | _REDUCE | _LOGIC | {"pairwise"}, _from_row,
             "consecutive adjacent neighbour next difference pair"),
    Skeleton(("go through both in step", "for each pair, compute ?"), _BUILD | _REDUCE | _LOGIC | {"zip", "cartesian"},
             _two_rows, "two both corresponding pair each lists tuples"),
    Skeleton(("number the elements", "for each position, compute ?"),
             _BUILD | {"enumerate", "enumerate_one", "map_text", "join_plain", "sum_of", "count_if"}, _from_row,
             "index position even odd indices nth"),
    Skeleton(("count from one to the number", "for each, compute ?"),
             _BUILD | _REDUCE | _LOGIC | {"range_one", "range", "range_from", "first_where", "prod"}, _from_number,
             "number numbers first natural sum n up divisors range", 2.5),
    Skeleton(("carry a value from element to element", "at each, compute ? from both"),
             frozenset({"fold", "fold_first", "scan"}), _from_row,
             "accumulate cumulative running successive alternate evaluate combine previous"),
    Skeleton(("start from the first terms", "each next is ? of the last two"), frozenset({"recurrence"}), _from_number,
             "nth term sequence recursive recurrence number", 3.5),
    Skeleton(("repeat ? until nothing changes",), frozenset({"fixed_point"}), _like_an_argument,
             "repeat repeatedly until again reduce remain", 3.5),
    Skeleton(("take the digits", "for each digit, compute ?"),
             _REDUCE | _BUILD | {"to_text", "parse_int", "map_text", "sorted", "reverse", "join_plain", "all_of", "any_of"},
             _from_number, "digit digits number"),
    Skeleton(("group or count by key ?",),
             frozenset({"group_by", "dict_of", "counter", "to_dict", "items", "map", "filter", "dedupe", "keys",
                        "values", "sort_by", "to_set"}),
             _mapping_out, "group count frequency dictionary each", 1.5),
    Skeleton(("cut into pieces", "join the pieces"), _PIECES, _row_out,
             "slice swap rotate insert replace append remove first last position", 2.5),
    Skeleton(("cut the text into pieces", "join the pieces"), _PIECES | {"split", "words", "join", "index", "replace"},
             _text_to_text, "substring delimiter delimited prefix suffix part first last drop append", 2.5),
    Skeleton(("for each row, compute ?", "flatten"), _BUILD | {"flatten", "flat_map", "transpose", "sorted", "dedupe"},
             _row_out, "matrix nested list lists flatten rows sublist"),
    Skeleton(("choose by condition ?",), frozenset({"if_else", "lt", "le", "eq", "is_even", "is_odd", "divides", "len",
                                                   "index", "contains", "is_empty", "mod"}),
             _few_outcomes, "if otherwise else whether"),
)  # fmt: skip


class SkeletonPlanner:
    """Plans for the embedded engine."""

    def plan(self, spec: Specification, context: Context, kind: str) -> tuple[Outline, ...]:
        """The likeliest possible skeletons, best first; `kind` names what to make and only `skeletons` exists."""
        if kind != "skeletons":
            raise ValueError(f"no planner makes {kind!r}")
        shown: Shown = [(e.arguments, e.output) for e in spec.examples if not e.raises]
        told = stems((spec.description, spec.signature.name))
        near = stems(s.description for s in context.snippets[:3])
        ranked = sorted(
            (_bits(skeleton, told, near), i)
            for i, skeleton in enumerate(SKELETONS)
            if skeleton.possible(shown)
        )
        return tuple(_outline(SKELETONS[i], bits) for bits, i in ranked[:MAX_OUTLINES])


def _bits(skeleton: Skeleton, told: set[str], near: set[str]) -> float:
    words = {stem(w) for w in skeleton.words.split()}
    return skeleton.bits - 1.0 * min(3, len(words & told)) - 0.3 * min(3, len(words & near))


def _outline(skeleton: Skeleton, bits: float) -> Outline:
    return Outline(skeleton.steps, bits, "skeleton", skeleton.operations)
