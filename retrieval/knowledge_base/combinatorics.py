"""Recipes that count and list arrangements: factorials, permutations, subsets, partitions and brackets."""

import itertools
import math
from typing import TypeVar

T = TypeVar("T")


def factorial(n: int) -> int:
    """Return the factorial of a number: the product of all integers from 1 to n.

    >>> factorial(5)
    120
    >>> factorial(0)
    1
    """
    return math.prod(range(1, n + 1))


def double_factorial(n: int) -> int:
    """Return the double factorial: the product of the integers from n down to 1 in steps of two.

    >>> double_factorial(7)
    105
    >>> double_factorial(0)
    1
    """
    return math.prod(range(n, 0, -2))


def falling_factorial(x: int, n: int) -> int:
    """Return the falling factorial x * (x - 1) * ... with n factors.

    >>> falling_factorial(5, 3)
    60
    >>> falling_factorial(5, 0)
    1
    """
    return math.prod(x - i for i in range(n))


def rising_factorial(x: int, n: int) -> int:
    """Return the rising factorial x * (x + 1) * ... with n factors, also known as the Pochhammer symbol.

    >>> rising_factorial(3, 3)
    60
    >>> rising_factorial(3, 0)
    1
    """
    return math.prod(x + i for i in range(n))


def binomial_coefficient(n: int, k: int) -> int:
    """Return the number of ways to choose k items out of n, regardless of order: n choose k.

    >>> binomial_coefficient(5, 2)
    10
    >>> binomial_coefficient(3, 5)
    0
    """
    return math.comb(n, k)


def binomial_modulo(n: int, k: int, modulus: int) -> int:
    """Return the binomial coefficient n choose k modulo a number, by one row of Pascal's triangle.

    >>> binomial_modulo(10, 2, 13)
    6
    >>> binomial_modulo(4, 0, 7)
    1
    """
    row = [1] + [0] * k
    for _ in range(n):
        for j in range(k, 0, -1):
            row[j] = (row[j] + row[j - 1]) % modulus
    return row[k] % modulus


def count_permutations(n: int, k: int) -> int:
    """Count the ordered arrangements (permutations) of k items taken from n.

    >>> count_permutations(5, 2)
    20
    >>> count_permutations(3, 0)
    1
    """
    return math.perm(n, k)


def count_combinations_with_repetition(n: int, k: int) -> int:
    """Count the multisets of size k from n kinds: combinations where items may repeat (stars and bars).

    >>> count_combinations_with_repetition(3, 2)
    6
    >>> count_combinations_with_repetition(4, 0)
    1
    """
    return math.comb(n + k - 1, k)


def multinomial_coefficient(counts: list[int]) -> int:
    """Count the different orders of items that come in groups of equal ones, given the group sizes.

    >>> multinomial_coefficient([2, 1, 1])
    12
    >>> multinomial_coefficient([])
    1
    """
    return math.factorial(sum(counts)) // math.prod(math.factorial(c) for c in counts)


def count_distinct_arrangements(text: str) -> int:
    """Count the different anagrams of a word: its permutations with repeated letters counted once.

    >>> count_distinct_arrangements("noon")
    6
    >>> count_distinct_arrangements("")
    1
    """
    return math.factorial(len(text)) // math.prod(math.factorial(text.count(c)) for c in set(text))


def catalan_number(n: int) -> int:
    """Return the n-th Catalan number, counting from 0.

    It counts the balanced bracket sequences of n pairs and the binary trees of n nodes.

    >>> [catalan_number(n) for n in range(6)]
    [1, 1, 2, 5, 14, 42]
    >>> catalan_number(0)
    1
    """
    return math.comb(2 * n, n) // (n + 1)


def stirling_second_kind(n: int, k: int) -> int:
    """Count the ways to partition a set of n elements into k non-empty subsets: a Stirling number.

    >>> stirling_second_kind(4, 2)
    7
    >>> stirling_second_kind(0, 0)
    1
    """
    if n == 0 or k == 0:
        return int(n == k)
    return k * stirling_second_kind(n - 1, k) + stirling_second_kind(n - 1, k - 1)


def bell_number(n: int) -> int:
    """Count the partitions of a set of n elements: the n-th Bell number, by the Bell triangle.

    >>> [bell_number(n) for n in range(6)]
    [1, 1, 2, 5, 15, 52]
    >>> bell_number(0)
    1
    """
    row = [1]
    for _ in range(n):
        next_row = [row[-1]]
        for value in row:
            next_row.append(next_row[-1] + value)
        row = next_row
    return row[0]


def count_derangements(n: int) -> int:
    """Count the permutations of n items that leave no item in its place: derangements, or the subfactorial.

    >>> count_derangements(4)
    9
    >>> count_derangements(0)
    1
    """
    result = 1
    for i in range(1, n + 1):
        result = i * result + (-1) ** i
    return result


def permutations_of(items: list[T]) -> list[list[T]]:
    """List all permutations of the items of a list.

    >>> permutations_of([1, 2, 3])
    [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]]
    >>> permutations_of([])
    [[]]
    """
    return [list(p) for p in itertools.permutations(items)]


def string_permutations(text: str) -> list[str]:
    """List the different permutations (anagrams) of the letters of a string in alphabetical order.

    >>> string_permutations("aba")
    ['aab', 'aba', 'baa']
    >>> string_permutations("")
    ['']
    """
    return sorted({"".join(p) for p in itertools.permutations(text)})


def combinations_of_size(items: list[T], k: int) -> list[list[T]]:
    """List all combinations of k items of a list, in the order of the list.

    >>> combinations_of_size([1, 2, 3], 2)
    [[1, 2], [1, 3], [2, 3]]
    >>> combinations_of_size([1, 2], 3)
    []
    """
    return [list(c) for c in itertools.combinations(items, k)]


def combinations_with_repetition(items: list[T], k: int) -> list[tuple[T, ...]]:
    """List all combinations of k items where each item may be taken more than once.

    >>> combinations_with_repetition(["a", "b"], 2)
    [('a', 'a'), ('a', 'b'), ('b', 'b')]
    >>> combinations_with_repetition([], 1)
    []
    """
    return list(itertools.combinations_with_replacement(items, k))


def unordered_pairs(items: list[T]) -> list[tuple[T, T]]:
    """List all pairs of two items at different positions, in list order.

    >>> unordered_pairs([1, 2, 3])
    [(1, 2), (1, 3), (2, 3)]
    >>> unordered_pairs([1])
    []
    """
    return list(itertools.combinations(items, 2))


def power_set(items: list[T]) -> list[list[T]]:
    """List all subsets (sublists in order) of a list, from the empty one to the whole: the power set.

    >>> power_set([1, 2, 3])
    [[], [1], [2], [3], [1, 2], [1, 3], [2, 3], [1, 2, 3]]
    >>> power_set([])
    [[]]
    """
    return [list(c) for k in range(len(items) + 1) for c in itertools.combinations(items, k)]


def cartesian_product(lists: list[list[T]]) -> list[tuple[T, ...]]:
    """List every way to pick one item from each list: the Cartesian product.

    >>> cartesian_product([[1, 2], [3, 4]])
    [(1, 3), (1, 4), (2, 3), (2, 4)]
    >>> cartesian_product([[1], []])
    []
    """
    return list(itertools.product(*lists))


def next_permutation(items: list[int]) -> list[int] | None:
    """Return the next arrangement of a list in lexicographic order, or None after the last one.

    >>> next_permutation([1, 3, 2])
    [2, 1, 3]
    >>> next_permutation([3, 2, 1]) is None
    True
    """
    result = list(items)
    pivot = len(result) - 2
    while pivot >= 0 and result[pivot] >= result[pivot + 1]:
        pivot -= 1
    if pivot < 0:
        return None
    successor = max(i for i in range(pivot + 1, len(result)) if result[i] > result[pivot])
    result[pivot], result[successor] = result[successor], result[pivot]
    return result[: pivot + 1] + result[pivot + 1 :][::-1]


def pascal_row(n: int) -> list[int]:
    """Return the n-th row of Pascal's triangle, counting from 0.

    >>> pascal_row(4)
    [1, 4, 6, 4, 1]
    >>> pascal_row(0)
    [1]
    """
    return [math.comb(n, k) for k in range(n + 1)]


def pascal_triangle(rows: int) -> list[list[int]]:
    """Build the first rows of Pascal's triangle, each number the sum of the two above it.

    >>> pascal_triangle(4)
    [[1], [1, 1], [1, 2, 1], [1, 3, 3, 1]]
    >>> pascal_triangle(0)
    []
    """
    triangle: list[list[int]] = []
    for _ in range(rows):
        previous = triangle[-1] if triangle else []
        triangle.append([a + b for a, b in zip([0, *previous], [*previous, 0])] if previous else [1])
    return triangle


def count_integer_partitions(n: int) -> int:
    """Count the ways to write a number as a sum of positive integers, order ignored: the partition function.

    >>> count_integer_partitions(5)
    7
    >>> count_integer_partitions(0)
    1
    """
    ways = [1] + [0] * n
    for part in range(1, n + 1):
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
    return ways[n]


def integer_partitions(n: int, largest: int | None = None) -> list[list[int]]:
    """List the ways to write a number as a sum of positive integers in decreasing order.

    >>> integer_partitions(4)
    [[4], [3, 1], [2, 2], [2, 1, 1], [1, 1, 1, 1]]
    >>> integer_partitions(0)
    [[]]
    """
    if n == 0:
        return [[]]
    top = n if largest is None else min(n, largest)
    return [[part, *rest] for part in range(top, 0, -1) for rest in integer_partitions(n - part, part)]


def gray_code_words(n: int) -> list[str]:
    """List the n-bit Gray code, binary words that differ from their neighbours in one bit, by reflection.

    >>> gray_code_words(2)
    ['00', '01', '11', '10']
    >>> gray_code_words(0)
    ['']
    """
    if n == 0:
        return [""]
    shorter = gray_code_words(n - 1)
    return ["0" + word for word in shorter] + ["1" + word for word in reversed(shorter)]


def balanced_brackets(n: int) -> list[str]:
    """Generate all balanced sequences of n pairs of parentheses.

    >>> balanced_brackets(2)
    ['(())', '()()']
    >>> balanced_brackets(0)
    ['']
    """
    if n == 0:
        return [""]
    return [
        f"({inside}){after}"
        for k in range(n - 1, -1, -1)
        for inside in balanced_brackets(k)
        for after in balanced_brackets(n - 1 - k)
    ]
