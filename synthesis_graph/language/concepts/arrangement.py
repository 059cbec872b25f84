"""Rearranging sequences: rotating, chunking, flattening, interleaving, inserting, removing, swapping."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import heapq
import itertools

from synthesis_graph.language.operations import concept


@concept(6, "rotate shift cyclic circular left", limit="len(items) < 10**5")
def rotate_left(items: S, k: int) -> S:
    """The sequence with its first k items moved to the end."""
    k = k % len(items) if items else 0
    return items[k:] + items[:k]


@concept(6, "rotate shift cyclic circular right", limit="len(items) < 10**5")
def rotate_right(items: S, k: int) -> S:
    """The sequence with its last k items moved to the front."""
    k = len(items) - k % len(items) if items else 0
    return items[k:] + items[:k]


@concept(6, "chunk chunks split group groups consecutive size batch divide piece", limit="n > 0")
def chunks(items: S, n: int) -> list[S]:
    """Consecutive pieces of n items; the last may be shorter."""
    return [items[i : i + n] for i in range(0, len(items), n)]


@concept(
    7,
    "window windows sliding consecutive contiguous ngram size",
    limit="n > 0 and len(items) * min(n, len(items)) <= 10**5",
)
def windows(items: S, n: int) -> list[S]:
    """Every contiguous piece of exactly n items."""
    return [items[i : i + n] for i in range(len(items) - n + 1)]


@concept(6, "divide half equal part parts", limit="0 < n <= 1000")
def split_evenly(items: S, n: int) -> list[S]:
    """The sequence cut into n contiguous parts whose lengths differ by at most one."""
    size, extra = divmod(len(items), n)
    cuts = [i * size + min(i, extra) for i in range(n + 1)]
    return [items[a:b] for a, b in itertools.pairwise(cuts)]


@concept(7, "split two parts half cut position")
def split_at(items: S, n: int) -> tuple[S, S]:
    """The first n items and the rest."""
    return items[:n], items[n:]


@concept(5, "flatten flat nested sublists chain concatenate single combine")
def flatten(rows: iter[iter[A]]) -> list[A]:
    """The items of all rows in one list."""
    return [item for row in rows for item in row]


@concept(5, "unique distinct duplicate dedupe remove order repeated")
def unique_in_order(items: iter[K]) -> list[K]:
    """The distinct items in order of first appearance."""
    return list(dict.fromkeys(items))


@concept(8, "unique distinct duplicate dedupe remove sublist", limit="len(rows) <= 1000")
def distinct_rows(rows: list[list[A]]) -> list[list[A]]:
    """The distinct rows in order of first appearance."""
    return [row for i, row in enumerate(rows) if row not in rows[:i]]


@concept(7, "interleave alternate alternately alternating merge zip combine")
def interleave(first: iter[A], second: iter[A]) -> list[A]:
    """The items of both in turn, as far as the shorter goes."""
    return [item for pair in zip(first, second) for item in pair]


@concept(8, "interleave alternate alternately merge robin turn remaining rest")
def interleave_all(first: iter[A], second: iter[A]) -> list[A]:
    """The items of both in turn; what is left of the longer follows."""
    missing = object()
    rows = itertools.zip_longest(first, second, fillvalue=missing)
    return [item for row in rows for item in row if item is not missing]


@concept(8, "intersperse between delimiter separator consecutive")
def insert_between(items: iter[A], separator: A) -> list[A]:
    """The items with the separator between neighbours."""
    return [x for item in items for x in (item, separator)][:-1]


@concept(8, "insert every each")
def insert_before_each(items: iter[A], x: A) -> list[A]:
    """The items with x in front of each."""
    return [y for item in items for y in (x, item)]


@concept(7, "swap exchange interchange first last ends")
def swap_first_last(items: S) -> S:
    """The sequence with its first and last item exchanged."""
    return items[-1:] + items[1:-1] + items[:1] if len(items) > 1 else items


@concept(8, "swap exchange interchange position index")
def swap_at(items: list[A], i: int, j: int) -> list[A]:
    """A copy with the items at positions i and j exchanged."""
    result = list(items)
    result[i], result[j] = result[j], result[i]
    return result


@concept(8, "replace substitute last another")
def replace_last(items: S, replacement: S) -> S:
    """The sequence with its last item replaced by the items of another."""
    return items[:-1] + replacement


@concept(6, "even index indexes position alternate every other second")
def even_indexed(items: S) -> S:
    """The items at positions 0, 2, 4, ..."""
    return items[::2]


@concept(6, "odd index indexes position alternate every other second")
def odd_indexed(items: S) -> S:
    """The items at positions 1, 3, 5, ..."""
    return items[1::2]


@concept(8, "every nth step")
def every_nth(items: S, n: int) -> S:
    """The first item and every nth after it."""
    return items[::n]


@concept(8, "remove delete drop every nth")
def remove_every_nth(items: list[A], n: int) -> list[A]:
    """The items without the nth, 2nth, 3nth, ..."""
    return [item for i, item in enumerate(items, 1) if i % n]


@concept(7, "move shift push end zero zeroes")
def move_to_end(items: list[A], x: A) -> list[A]:
    """The items with those equal to x moved to the end."""
    return [item for item in items if item != x] + [item for item in items if item == x]


@concept(8, "move shift push front start zero zeroes")
def move_to_front(items: list[A], x: A) -> list[A]:
    """The items with those equal to x moved to the front."""
    return [item for item in items if item == x] + [item for item in items if item != x]


@concept(7, "partition separate split even odd parity")
def partition_by_parity(numbers: iter[int]) -> tuple[list[int], list[int]]:
    """The even numbers and the odd numbers, each in order."""
    return [n for n in numbers if n % 2 == 0], [n for n in numbers if n % 2]


@concept(7, "remove delete first occurrence")
def remove_first(items: list[A], x: A) -> list[A]:
    """The items without the first that equals x."""
    i = items.index(x)
    return items[:i] + items[i + 1 :]


@concept(7, "remove delete drop index position nth")
def remove_at(items: S, i: int) -> S:
    """The sequence without the item at position i."""
    return items[:i] + items[i + 1 :] if i >= 0 else items[: len(items) + i] + items[len(items) + i + 1 :]


@concept(8, "insert index position")
def insert_at(items: list[A], i: int, x: A) -> list[A]:
    """The items with x inserted before position i."""
    return [*items[:i], x, *items[i:]]


@concept(7, "reverse first prefix upto")
def reverse_first(items: S, k: int) -> S:
    """The sequence with its first k items reversed."""
    return items[:k][::-1] + items[k:]


@concept(8, "repeat duplicate each element times", limit="len(items) * n <= 10**4")
def repeat_each(items: iter[A], n: int) -> list[A]:
    """The items, each n times in a row."""
    return [item for item in items for _ in range(n)]


@concept(9, "pad fill length", limit="n <= 10**4")
def pad_to(items: list[A], n: int, x: A) -> list[A]:
    """The items followed by as many x as make n items."""
    return items + [x] * (n - len(items))


@concept(8, "split separate delimiter separator divide")
def split_by(items: list[A], separator: A) -> list[list[A]]:
    """The pieces of the list between items that equal the separator."""
    pieces = [[]]
    for item in items:
        if item == separator:
            pieces.append([])
        else:
            pieces[-1].append(item)
    return pieces


@concept(7, "merge sorted combine")
def merge_sorted(first: iter[C], second: iter[C]) -> list[C]:
    """One ascending list from two ascending ones."""
    return list(heapq.merge(first, second))


@concept(9, "zigzag wave")
def wave_sort(items: iter[C]) -> list[C]:
    """The items ordered high, low, high, low: sorted, with neighbours exchanged in pairs."""
    result = sorted(items)
    for i in range(0, len(result) - 1, 2):
        result[i], result[i + 1] = result[i + 1], result[i]
    return result
