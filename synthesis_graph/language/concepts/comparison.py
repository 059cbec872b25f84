"""Two sequences side by side, and the parts of one: order, overlap, distance, palindromes."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import collections
import itertools

from synthesis_graph.language.operations import concept


@concept(5, "palindrome palindromic same backward forward reverse")
def is_palindrome(items: S) -> bool:
    """Whether the sequence reads the same backwards."""
    return items == items[::-1]


@concept(6, "permutation anagram rearrange same letters elements order")
def is_permutation_of(first: iter[K], second: iter[K]) -> bool:
    """Whether both hold the same items equally often."""
    return collections.Counter(first) == collections.Counter(second)


@concept(7, "rotation rotate cyclic circular")
def is_rotation(first: S, second: S) -> bool:
    """Whether moving some first items to the end turns the first into the second."""
    return len(first) == len(second) and any(first[i:] + first[:i] == second for i in range(len(first) or 1))


@concept(7, "sublist contiguous contain subarray inside")
def is_sublist(part: list[A], items: list[A]) -> bool:
    """Whether the part occurs in the list as a contiguous stretch."""
    return any(items[i : i + len(part)] == part for i in range(len(items) - len(part) + 1))


@concept(7, "subsequence order")
def is_subsequence(part: iter[A], items: iter[A]) -> bool:
    """Whether the part can be had from the items by leaving some out."""
    rest = iter(items)
    return all(item in rest for item in part)


@concept(6, "hamming distance differ different position mismatch")
def hamming_distance(first: iter[A], second: iter[A]) -> int:
    """The number of positions at which the two differ."""
    return sum(a != b for a, b in zip(first, second))


@concept(
    7,
    "edit levenshtein distance minimum insert delete replace operation",
    limit="len(first) * len(second) <= 4000",
)
def edit_distance(first: S, second: S) -> int:
    """The least number of insertions, deletions and replacements that turn the first into the second."""
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        previous, row = row, [i]
        for j, b in enumerate(second, 1):
            row.append(min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (a != b)))
    return row[-1]


@concept(7, "common prefix longest shared start")
def common_prefix(first: S, second: S) -> S:
    """The longest stretch with which both begin."""
    n = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(first, second)))
    return first[:n]


@concept(6, "common prefix longest shared start all")
def common_prefix_of_all(texts: list[str]) -> str:
    """The longest text with which all texts begin."""
    columns = itertools.takewhile(lambda column: len(set(column)) == 1, zip(*texts))
    return "".join(column[0] for column in columns)


@concept(8, "common suffix longest shared end")
def common_suffix(first: S, second: S) -> S:
    """The longest stretch with which both end."""
    pairs = zip(first[::-1], second[::-1])
    n = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
    return first[len(first) - n :]


@concept(7, "longest common subsequence length lcs", limit="len(first) * len(second) <= 4000")
def longest_common_subsequence_length(first: S, second: S) -> int:
    """The length of the longest sequence that both contain in order, gaps allowed."""
    row = [0] * (len(second) + 1)
    for a in first:
        previous, row = row, [0]
        for j, b in enumerate(second):
            row.append(previous[j] + 1 if a == b else max(row[-1], previous[j + 1]))
    return row[-1]


@concept(8, "longest common subsequence lcs", limit="len(first) * len(second) <= 1500")
def longest_common_subsequence(first: S, second: S) -> S:
    """The longest sequence that both contain in order, gaps allowed."""
    row = [first[:0]] * (len(second) + 1)
    for i, a in enumerate(first):
        previous, row = row, [first[:0]]
        for j, b in enumerate(second):
            row.append(previous[j] + first[i : i + 1] if a == b else max(row[-1], previous[j + 1], key=len))
    return row[-1]


@concept(8, "longest common substring sublist contiguous", limit="len(first) <= 30 and len(second) <= 100")
def longest_common_substring(first: S, second: S) -> S:
    """The first longest contiguous stretch of the first that is also in the second."""
    stretches = [first[i:j] for i in range(len(first) + 1) for j in range(i, len(first) + 1)]
    places = range(len(second) + 1)
    return max((s for s in stretches if any(second[k : k + len(s)] == s for k in places)), key=len)


@concept(7, "substring substrings sublist sublists subarray contiguous all", limit="len(items) <= 60")
def sublists(items: S) -> list[S]:
    """All non-empty contiguous stretches, by start and then by length."""
    return [items[i:j] for i in range(len(items)) for j in range(i + 1, len(items) + 1)]


@concept(7, "prefix prefixes beginning all", limit="len(items) <= 300")
def prefixes(items: S) -> list[S]:
    """All non-empty stretches from the start, shortest first."""
    return [items[:i] for i in range(1, len(items) + 1)]


@concept(8, "suffix suffixes ending all", limit="len(items) <= 300")
def suffixes(items: S) -> list[S]:
    """All non-empty stretches to the end, longest first."""
    return [items[i:] for i in range(len(items))]


@concept(8, "rotation rotations cyclic circular all", limit="len(items) <= 300")
def rotations(items: S) -> list[S]:
    """All rotations to the left, beginning with the sequence itself."""
    return [items[i:] + items[:i] for i in range(len(items))]


@concept(6, "count occurrence substring overlapping times")
def count_overlapping(text: str, part: str) -> int:
    """How often the part occurs in the text, overlaps included."""
    return sum(text.startswith(part, i) for i in range(len(text)))


@concept(7, "find position index occurrence substring all")
def find_all(text: str, part: str) -> list[int]:
    """The positions at which the part begins in the text, overlaps included."""
    return [i for i in range(len(text)) if text.startswith(part, i)]


@concept(8, "longest palindrome palindromic substring", limit="len(items) <= 40")
def longest_palindrome(items: S) -> S:
    """The first longest contiguous stretch that reads the same backwards."""
    n = len(items)
    stretches = (items[i:j] for i in range(n) for j in range(i + 1, n + 1))
    return max((s for s in stretches if s == s[::-1]), key=len)


@concept(7, "longest substring without repeating distinct unique character window")
def longest_distinct_stretch(items: iter[K]) -> int:
    """The length of the longest contiguous stretch without a repeated item."""
    start, best, last = 0, 0, {}
    for i, item in enumerate(items):
        start = max(start, last.get(item, -1) + 1)
        last[item] = i
        best = max(best, i - start + 1)
    return best


@concept(7, "pangram every letter alphabet all contain")
def is_pangram(text: str) -> bool:
    """Whether every letter from a to z occurs, in either case."""
    return set("abcdefghijklmnopqrstuvwxyz") <= set(text.lower())


@concept(7, "isogram repeating letter distinct unique")
def is_isogram(text: str) -> bool:
    """Whether no letter occurs twice, in either case."""
    letters = [c for c in text.lower() if c.isalpha()]
    return len(set(letters)) == len(letters)
