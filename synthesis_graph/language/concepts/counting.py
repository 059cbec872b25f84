"""Occurrences: counts, modes, duplicates, runs of equal items."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import collections
import itertools

from synthesis_graph.language.operations import concept


@concept(5, "most common frequent mode maximum occurrence highest frequency")
def most_common(items: iter[K]) -> K:
    """The item that occurs most often, the earliest of equals."""
    return collections.Counter(items).most_common(1)[0][0]


@concept(8, "least rare common frequent minimum occurrence lowest frequency")
def least_common(items: iter[K]) -> K:
    """The item that occurs least often, the earliest of equals."""
    counts = collections.Counter(items)
    return min(counts, key=counts.__getitem__)


@concept(6, "most common frequent top occurrence frequency highest")
def most_common_n(items: iter[K], n: int) -> list[tuple[K, int]]:
    """The n most common items with their counts, most common first."""
    return collections.Counter(items).most_common(n)


@concept(5, "count counts frequency frequencies occurrence occurrences histogram tally number times")
def counts(items: iter[K]) -> dict[K, int]:
    """How often each distinct item occurs."""
    return dict(collections.Counter(items))


@concept(7, "mode modes most common frequent", limit="len(items) <= 1000")
def modes(items: iter[K]) -> list[K]:
    """All items of the highest frequency, in order of first appearance."""
    tally = collections.Counter(items)
    highest = max(tally.values(), default=0)
    return [x for x, n in tally.items() if n == highest]


@concept(7, "majority half more")
def majority_element(items: iter[K]) -> optional[K]:
    """The item that makes up more than half of all, or None."""
    item, n = collections.Counter(items).most_common(1)[0]
    return item if 2 * n > len(items) else None


@concept(7, "sort frequency occurrence order count")
def sort_by_frequency(items: iter[K]) -> list[K]:
    """All items, the most frequent first; equally frequent ones keep their order."""
    tally = collections.Counter(items)
    return sorted(items, key=lambda x: -tally[x])


@concept(6, "duplicate duplicates repeated repeat twice more once")
def duplicates(items: iter[K]) -> list[K]:
    """The distinct items that occur more than once, in order of first appearance."""
    return [x for x, n in collections.Counter(items).items() if n > 1]


@concept(6, "once unique single exactly nonrepeated repeat unduplicated")
def occurring_once(items: iter[K]) -> list[K]:
    """The items that occur exactly once, in order."""
    return [x for x, n in collections.Counter(items).items() if n == 1]


@concept(7, "occur occurring least times frequency")
def occurring_at_least(items: iter[K], n: int) -> list[K]:
    """The distinct items that occur n times or more, in order of first appearance."""
    return [x for x, m in collections.Counter(items).items() if m >= n]


@concept(7, "first repeated repeating duplicate recurring twice")
def first_repeated(items: iter[K]) -> optional[K]:
    """The item whose second occurrence comes first, or None."""
    seen = set()
    for item in items:
        if item in seen:
            return item
        seen.add(item)
    return None


@concept(7, "first unique repeated nonrepeated nonrepeating once")
def first_non_repeated(items: iter[K]) -> optional[K]:
    """The first item that occurs exactly once, or None."""
    tally = collections.Counter(items)
    return next((x for x in items if tally[x] == 1), None)


@concept(6, "distinct unique all different duplicate repeated")
def all_distinct(items: iter[K]) -> bool:
    """Whether no item occurs twice."""
    return len(set(items)) == len(items)


@concept(6, "same equal identical all every")
def all_equal(items: iter[A]) -> bool:
    """Whether all items are equal."""
    return all(a == b for a, b in itertools.pairwise(items))


@concept(6, "run runs consecutive duplicate group pack equal sublist same")
def runs(items: iter[A]) -> list[list[A]]:
    """The items packed into lists of equal neighbours."""
    return [list(group) for _, group in itertools.groupby(items)]


@concept(6, "run length encode encoding consecutive count duplicate compress")
def run_length_pairs(items: iter[A]) -> list[tuple[A, int]]:
    """Each run of equal neighbours as the item and the run's length."""
    return [(item, len(list(group))) for item, group in itertools.groupby(items)]


@concept(7, "run length decode decoding expand decompress", limit="sum(n for _, n in pairs) < 10**4")
def expand_run_lengths(pairs: iter[tuple[A, int]]) -> list[A]:
    """The items that run-length pairs stand for."""
    return [item for item, n in pairs for _ in range(n)]


@concept(6, "consecutive adjacent duplicate collapse compress remove eliminate repeated")
def collapse_runs(items: iter[A]) -> list[A]:
    """The items with equal neighbours reduced to one."""
    return [item for item, _ in itertools.groupby(items)]


@concept(7, "longest run consecutive same streak maximum")
def longest_run(items: iter[A]) -> int:
    """The length of the longest run of equal neighbours."""
    return max(len(list(group)) for _, group in itertools.groupby(items))


@concept(7, "longest run streak consecutive maximum")
def longest_run_of(items: iter[A], x: A) -> int:
    """The length of the longest run of neighbours equal to x."""
    return max((len(list(group)) for item, group in itertools.groupby(items) if item == x), default=0)


@concept(8, "occurrence rank nth cumulative seen far")
def occurrence_numbers(items: iter[K]) -> list[int]:
    """For each item, how many times it has occurred so far, itself included."""
    tally = collections.Counter()
    return [tally.update([item]) or tally[item] for item in items]


@concept(7, "index position positions occurrence group")
def positions_by_item(items: iter[K]) -> dict[K, list[int]]:
    """The positions of each distinct item."""
    positions = {}
    for i, item in enumerate(items):
        positions.setdefault(item, []).append(i)
    return positions
