"""Recipes about subsequences, parts of a sequence in order but not necessarily adjacent."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import combinations
from typing import TypeVar

T = TypeVar("T")


def is_subsequence(part: str, text: str) -> bool:
    """Check whether the characters of one string occur in another in the same order, gaps allowed.

    >>> is_subsequence("ace", "abcde")
    True
    >>> is_subsequence("aec", "abcde")
    False
    >>> is_subsequence("", "abc")
    True
    """
    remaining = iter(text)
    return all(char in remaining for char in part)


def longest_increasing_subsequence_length(numbers: list[int]) -> int:
    """Return the length of the longest strictly increasing subsequence (LIS) by patience sorting.

    >>> longest_increasing_subsequence_length([6, 2, 8, 3, 5, 9, 4])
    4
    >>> longest_increasing_subsequence_length([])
    0
    """
    tails: list[int] = []
    for x in numbers:
        position = bisect_left(tails, x)
        tails[position : position + 1] = [x]
    return len(tails)


def longest_increasing_subsequence(numbers: list[int]) -> list[int]:
    """Return a longest strictly increasing subsequence of a list, the first one found.

    >>> longest_increasing_subsequence([3, 1, 2, 5, 4])
    [1, 2, 5]
    >>> longest_increasing_subsequence([])
    []
    """
    best_ending: list[list[int]] = []
    for x in numbers:
        shorter = max((s for s in best_ending if s[-1] < x), key=len, default=[])
        best_ending.append([*shorter, x])
    return max(best_ending, key=len, default=[])


def longest_decreasing_subsequence_length(numbers: list[int]) -> int:
    """Return the length of the longest strictly decreasing subsequence.

    >>> longest_decreasing_subsequence_length([5, 1, 4, 2, 3])
    3
    >>> longest_decreasing_subsequence_length([])
    0
    """
    lengths: list[int] = []
    for i, x in enumerate(numbers):
        lengths.append(1 + max((lengths[j] for j in range(i) if numbers[j] > x), default=0))
    return max(lengths, default=0)


def longest_bitonic_subsequence_length(numbers: list[int]) -> int:
    """Return the length of the longest subsequence that first increases and then decreases (bitonic).

    >>> longest_bitonic_subsequence_length([2, 5, 3, 7, 6, 1])
    5
    >>> longest_bitonic_subsequence_length([])
    0
    """

    def rising_lengths(values: list[int]) -> list[int]:
        lengths: list[int] = []
        for i, x in enumerate(values):
            lengths.append(1 + max((lengths[j] for j in range(i) if values[j] < x), default=0))
        return lengths

    up = rising_lengths(numbers)
    down = rising_lengths(numbers[::-1])[::-1]
    return max((a + b - 1 for a, b in zip(up, down)), default=0)


def maximum_sum_increasing_subsequence(numbers: list[int]) -> int:
    """Return the largest sum of a strictly increasing subsequence.

    >>> maximum_sum_increasing_subsequence([1, 50, 2, 3, 40])
    51
    >>> maximum_sum_increasing_subsequence([])
    0
    """
    sums: list[int] = []
    for i, x in enumerate(numbers):
        sums.append(x + max((sums[j] for j in range(i) if numbers[j] < x), default=0))
    return max(sums, default=0)


def longest_common_subsequence_length(first: Sequence[T], second: Sequence[T]) -> int:
    """Return the length of the longest common subsequence (LCS) of two strings or lists.

    >>> longest_common_subsequence_length("planet", "plenty")
    4
    >>> longest_common_subsequence_length("", "A")
    0
    """
    row = [0] * (len(second) + 1)
    for a in first:
        previous = row
        row = [0]
        for j, b in enumerate(second):
            row.append(previous[j] + 1 if a == b else max(previous[j + 1], row[j]))
    return row[-1]


def longest_common_subsequence(first: str, second: str) -> str:
    """Return a longest common subsequence of two strings.

    >>> longest_common_subsequence("stone", "tonic")
    'ton'
    >>> longest_common_subsequence("abc", "")
    ''
    """
    row = [""] * (len(second) + 1)
    for a in first:
        previous = row
        row = [""]
        for j, b in enumerate(second):
            row.append(previous[j] + a if a == b else max(previous[j + 1], row[j], key=len))
    return row[-1]


def longest_common_subsequence_of_three(first: str, second: str, third: str) -> int:
    """Return the length of the longest common subsequence of three strings.

    >>> longest_common_subsequence_of_three("abcd", "acbd", "abd")
    3
    >>> longest_common_subsequence_of_three("a", "b", "")
    0
    """
    table = [[[0] * (len(third) + 1) for _ in range(len(second) + 1)] for _ in range(len(first) + 1)]
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            for k, c in enumerate(third):
                if a == b == c:
                    table[i + 1][j + 1][k + 1] = table[i][j][k] + 1
                else:
                    table[i + 1][j + 1][k + 1] = max(
                        table[i][j + 1][k + 1], table[i + 1][j][k + 1], table[i + 1][j + 1][k]
                    )
    return table[-1][-1][-1]


def shortest_common_supersequence_length(first: str, second: str) -> int:
    """Return the length of the shortest string that contains two strings as subsequences.

    >>> shortest_common_supersequence_length("cat", "art")
    4
    >>> shortest_common_supersequence_length("", "ab")
    2
    """
    return len(first) + len(second) - longest_common_subsequence_length(first, second)


def longest_common_substring(first: str, second: str) -> str:
    """Return the longest contiguous substring that two strings share, the first of equals.

    >>> longest_common_substring("xabcy", "zabcw")
    'abc'
    >>> longest_common_substring("a", "b")
    ''
    """
    lengths = [0] * (len(second) + 1)
    best, end = 0, 0
    for i, a in enumerate(first, start=1):
        lengths = [0, *(lengths[j] + 1 if a == b else 0 for j, b in enumerate(second))]
        if max(lengths) > best:
            best, end = max(lengths), i
    return first[end - best : end]


def longest_palindromic_subsequence_length(text: str) -> int:
    """Return the length of the longest subsequence of a string that is a palindrome.

    >>> longest_palindromic_subsequence_length("acbca")
    5
    >>> longest_palindromic_subsequence_length("")
    0
    """
    return longest_common_subsequence_length(text, text[::-1])


def longest_repeated_subsequence_length(text: str) -> int:
    """Return the length of the longest subsequence that occurs twice in a string at different positions.

    >>> longest_repeated_subsequence_length("aabb")
    2
    >>> longest_repeated_subsequence_length("abc")
    0
    """
    row = [0] * (len(text) + 1)
    for i, a in enumerate(text):
        previous = row
        row = [0]
        for j, b in enumerate(text):
            row.append(previous[j] + 1 if a == b and i != j else max(previous[j + 1], row[j]))
    return row[-1]


def count_subsequence_occurrences(text: str, part: str) -> int:
    """Count the ways in which a string occurs as a subsequence of another.

    >>> count_subsequence_occurrences("balloon", "balon")
    4
    >>> count_subsequence_occurrences("abc", "")
    1
    """
    ways = [1] + [0] * len(part)
    for char in text:
        for j in range(len(part), 0, -1):
            if part[j - 1] == char:
                ways[j] += ways[j - 1]
    return ways[-1]


def count_distinct_subsequences(text: str) -> int:
    """Count the different non-empty subsequences of a string.

    >>> count_distinct_subsequences("aba")
    6
    >>> count_distinct_subsequences("")
    0
    """
    ending_with: dict[str, int] = {}
    for char in text:
        ending_with[char] = sum(ending_with.values()) + 1
    return sum(ending_with.values())


def maximum_non_adjacent_sum(numbers: list[int]) -> int:
    """Return the largest sum of numbers no two of which are neighbours (the house robber problem).

    >>> maximum_non_adjacent_sum([4, 1, 6, 9, 2])
    13
    >>> maximum_non_adjacent_sum([])
    0
    """
    with_last, without_last = 0, 0
    for x in numbers:
        with_last, without_last = without_last + x, max(with_last, without_last)
    return max(with_last, without_last)


def subsequences_of_length(items: list[T], length: int) -> list[list[T]]:
    """List all subsequences of a list that have a length.

    >>> subsequences_of_length([1, 2, 3], 2)
    [[1, 2], [1, 3], [2, 3]]
    >>> subsequences_of_length([], 1)
    []
    """
    return [list(chosen) for chosen in combinations(items, length)]


def longest_chain_of_pairs(pairs: list[tuple[int, int]]) -> int:
    """Return the length of the longest chain of pairs, each starting after the previous one ends.

    >>> longest_chain_of_pairs([(1, 4), (3, 6), (5, 8), (9, 12)])
    3
    >>> longest_chain_of_pairs([])
    0
    """
    count, end = 0, float("-inf")
    for left, right in sorted(pairs, key=lambda pair: pair[1]):
        if left > end:
            count, end = count + 1, right
    return count
