"""Recipes that compute with the numbers of a list: item by item, cumulatively, and by filtering."""

import itertools
import operator


def add_elementwise(first: list[int], second: list[int]) -> list[int]:
    """Add two lists item by item.

    >>> add_elementwise([1, 2], [10, 20])
    [11, 22]
    >>> add_elementwise([], [])
    []
    """
    return [a + b for a, b in zip(first, second)]


def subtract_elementwise(first: list[int], second: list[int]) -> list[int]:
    """Subtract the second list from the first item by item.

    >>> subtract_elementwise([5, 7], [1, 2])
    [4, 5]
    >>> subtract_elementwise([], [])
    []
    """
    return [a - b for a, b in zip(first, second)]


def multiply_elementwise(first: list[int], second: list[int]) -> list[int]:
    """Multiply two lists item by item.

    >>> multiply_elementwise([1, 2, 3], [4, 5, 6])
    [4, 10, 18]
    >>> multiply_elementwise([], [])
    []
    """
    return list(map(operator.mul, first, second))


def divide_elementwise(first: list[float], second: list[float]) -> list[float]:
    """Divide the items of the first list by those of the second.

    >>> divide_elementwise([8, 9], [4, 2])
    [2.0, 4.5]
    >>> divide_elementwise([], [])
    []
    """
    return [a / b for a, b in zip(first, second)]


def maximum_elementwise(first: list[int], second: list[int]) -> list[int]:
    """Take the larger item of two lists at each position.

    >>> maximum_elementwise([1, 5], [3, 2])
    [3, 5]
    >>> maximum_elementwise([], [])
    []
    """
    return [max(a, b) for a, b in zip(first, second)]


def sum_lists_elementwise(lists: list[list[int]]) -> list[int]:
    """Add many lists of equal length position by position: the column sums.

    >>> sum_lists_elementwise([[1, 2], [3, 4], [5, 6]])
    [9, 12]
    >>> sum_lists_elementwise([])
    []
    """
    return [sum(column) for column in zip(*lists)]


def scale(numbers: list[int], factor: int) -> list[int]:
    """Multiply every number of a list by a factor.

    >>> scale([1, 2, 3], 10)
    [10, 20, 30]
    >>> scale([], 5)
    []
    """
    return [x * factor for x in numbers]


def add_to_each(numbers: list[int], amount: int) -> list[int]:
    """Add an amount to every number of a list.

    >>> add_to_each([1, 2, 3], 10)
    [11, 12, 13]
    >>> add_to_each([], 5)
    []
    """
    return [x + amount for x in numbers]


def squares(numbers: list[int]) -> list[int]:
    """Square every number of a list.

    >>> squares([1, -2, 3])
    [1, 4, 9]
    >>> squares([])
    []
    """
    return [x * x for x in numbers]


def powers(numbers: list[int], exponent: int) -> list[int]:
    """Raise every number of a list to a power.

    >>> powers([1, 2, 3], 3)
    [1, 8, 27]
    >>> powers([], 2)
    []
    """
    return [x**exponent for x in numbers]


def absolute_values(numbers: list[int]) -> list[int]:
    """Replace every number of a list by its absolute value.

    >>> absolute_values([-1, 2, -3])
    [1, 2, 3]
    >>> absolute_values([])
    []
    """
    return [abs(x) for x in numbers]


def cumulative_sums(numbers: list[int]) -> list[int]:
    """List the running totals (prefix sums) of a list.

    >>> cumulative_sums([1, 2, 3, 4])
    [1, 3, 6, 10]
    >>> cumulative_sums([])
    []
    """
    return list(itertools.accumulate(numbers))


def cumulative_products(numbers: list[int]) -> list[int]:
    """List the running products of a list.

    >>> cumulative_products([1, 2, 3, 4])
    [1, 2, 6, 24]
    >>> cumulative_products([])
    []
    """
    return list(itertools.accumulate(numbers, operator.mul))


def running_maximum(numbers: list[int]) -> list[int]:
    """List the largest number seen so far at each position of a list.

    >>> running_maximum([2, 5, 3, 7])
    [2, 5, 5, 7]
    >>> running_maximum([])
    []
    """
    return list(itertools.accumulate(numbers, max))


def consecutive_differences(numbers: list[int]) -> list[int]:
    """List the differences between each number and the one before it.

    >>> consecutive_differences([1, 4, 9, 16])
    [3, 5, 7]
    >>> consecutive_differences([5])
    []
    """
    return [b - a for a, b in zip(numbers, numbers[1:])]


def consecutive_sums(numbers: list[int]) -> list[int]:
    """List the sums of every two neighbouring numbers.

    >>> consecutive_sums([1, 2, 3])
    [3, 5]
    >>> consecutive_sums([])
    []
    """
    return [a + b for a, b in zip(numbers, numbers[1:])]


def product_except_self(numbers: list[int]) -> list[int]:
    """List for each position the product of all other numbers, without division.

    >>> product_except_self([1, 2, 3, 4])
    [24, 12, 8, 6]
    >>> product_except_self([])
    []
    """
    before = list(itertools.accumulate(numbers, operator.mul, initial=1))
    after = list(itertools.accumulate(reversed(numbers), operator.mul, initial=1))[::-1]
    return [before[i] * after[i + 1] for i in range(len(numbers))]


def keep_even(numbers: list[int]) -> list[int]:
    """Keep only the even numbers of a list.

    >>> keep_even([1, 2, 3, 4])
    [2, 4]
    >>> keep_even([])
    []
    """
    return [x for x in numbers if x % 2 == 0]


def keep_odd(numbers: list[int]) -> list[int]:
    """Keep only the odd numbers of a list.

    >>> keep_odd([1, 2, 3, 4])
    [1, 3]
    >>> keep_odd([])
    []
    """
    return [x for x in numbers if x % 2 != 0]


def keep_positive(numbers: list[int]) -> list[int]:
    """Keep only the numbers of a list that are greater than zero.

    >>> keep_positive([-1, 0, 2])
    [2]
    >>> keep_positive([])
    []
    """
    return [x for x in numbers if x > 0]


def keep_negative(numbers: list[int]) -> list[int]:
    """Keep only the numbers of a list that are less than zero.

    >>> keep_negative([-1, 0, 2])
    [-1]
    >>> keep_negative([])
    []
    """
    return [x for x in numbers if x < 0]


def keep_within(numbers: list[int], low: int, high: int) -> list[int]:
    """Keep the numbers of a list that lie in a range, both bounds included.

    >>> keep_within([1, 5, 10], 2, 10)
    [5, 10]
    >>> keep_within([], 0, 9)
    []
    """
    return [x for x in numbers if low <= x <= high]


def keep_greater(numbers: list[int], threshold: int) -> list[int]:
    """Keep the numbers of a list that are greater than a threshold.

    >>> keep_greater([1, 5, 10], 5)
    [10]
    >>> keep_greater([], 0)
    []
    """
    return [x for x in numbers if x > threshold]


def sum_of_even_numbers(numbers: list[int]) -> int:
    """Add up the even numbers of a list.

    >>> sum_of_even_numbers([1, 2, 3, 4])
    6
    >>> sum_of_even_numbers([])
    0
    """
    return sum(x for x in numbers if x % 2 == 0)


def sum_of_odd_numbers(numbers: list[int]) -> int:
    """Add up the odd numbers of a list.

    >>> sum_of_odd_numbers([1, 2, 3, 4])
    4
    >>> sum_of_odd_numbers([])
    0
    """
    return sum(x for x in numbers if x % 2 != 0)


def sum_of_positive_numbers(numbers: list[int]) -> int:
    """Add up the positive numbers of a list.

    >>> sum_of_positive_numbers([1, -2, 3])
    4
    >>> sum_of_positive_numbers([])
    0
    """
    return sum(x for x in numbers if x > 0)


def sum_of_negative_numbers(numbers: list[int]) -> int:
    """Add up the negative numbers of a list.

    >>> sum_of_negative_numbers([1, -2, -3])
    -5
    >>> sum_of_negative_numbers([])
    0
    """
    return sum(x for x in numbers if x < 0)


def sum_of_list_squares(numbers: list[int]) -> int:
    """Add up the squares of the numbers of a list.

    >>> sum_of_list_squares([1, 2, 3])
    14
    >>> sum_of_list_squares([])
    0
    """
    return sum(x * x for x in numbers)


def sum_at_even_positions(numbers: list[int]) -> int:
    """Add up the numbers at the even indices of a list, counting from 0.

    >>> sum_at_even_positions([5, 6, 7, 8])
    12
    >>> sum_at_even_positions([])
    0
    """
    return sum(numbers[::2])


def sum_at_odd_positions(numbers: list[int]) -> int:
    """Add up the numbers at the odd indices of a list, counting from 0.

    >>> sum_at_odd_positions([5, 6, 7, 8])
    14
    >>> sum_at_odd_positions([])
    0
    """
    return sum(numbers[1::2])


def alternating_sum(numbers: list[int]) -> int:
    """Add the numbers of a list with alternating signs, the first positive.

    >>> alternating_sum([10, 3, 2])
    9
    >>> alternating_sum([])
    0
    """
    return sum(numbers[::2]) - sum(numbers[1::2])


def sum_of_slice(numbers: list[int], start: int, end: int) -> int:
    """Add up the numbers of a list between two indices, both included.

    >>> sum_of_slice([1, 2, 3, 4], 1, 2)
    5
    >>> sum_of_slice([], 0, 1)
    0
    """
    return sum(numbers[start : end + 1])
