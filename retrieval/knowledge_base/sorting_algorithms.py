"""Recipes of the classic sorting algorithms, and of merging, partitioning and counting inversions."""

import heapq


def bubble_sort(numbers: list[int]) -> list[int]:
    """Sort numbers with bubble sort: swap neighbours in the wrong order until none is left.

    >>> bubble_sort([3, 1, 2])
    [1, 2, 3]
    >>> bubble_sort([])
    []
    """
    result = list(numbers)
    for end in range(len(result) - 1, 0, -1):
        swapped = False
        for i in range(end):
            if result[i] > result[i + 1]:
                result[i], result[i + 1] = result[i + 1], result[i]
                swapped = True
        if not swapped:
            break
    return result


def selection_sort(numbers: list[int]) -> list[int]:
    """Sort numbers with selection sort: move the smallest remaining number to the front again and again.

    >>> selection_sort([3, 1, 2])
    [1, 2, 3]
    >>> selection_sort([])
    []
    """
    result = list(numbers)
    for i in range(len(result)):
        smallest = min(range(i, len(result)), key=result.__getitem__)
        result[i], result[smallest] = result[smallest], result[i]
    return result


def insertion_sort(numbers: list[int]) -> list[int]:
    """Sort numbers with insertion sort: insert each number into the sorted part before it.

    >>> insertion_sort([3, 1, 2])
    [1, 2, 3]
    >>> insertion_sort([])
    []
    """
    result = list(numbers)
    for i in range(1, len(result)):
        value, j = result[i], i
        while j > 0 and result[j - 1] > value:
            result[j] = result[j - 1]
            j -= 1
        result[j] = value
    return result


def merge_sorted(first: list[int], second: list[int]) -> list[int]:
    """Merge two sorted lists into one sorted list.

    >>> merge_sorted([1, 4], [2, 3, 5])
    [1, 2, 3, 4, 5]
    >>> merge_sorted([], [1])
    [1]
    """
    merged: list[int] = []
    i = j = 0
    while i < len(first) and j < len(second):
        if first[i] <= second[j]:
            merged.append(first[i])
            i += 1
        else:
            merged.append(second[j])
            j += 1
    return merged + first[i:] + second[j:]


def merge_all_sorted(lists: list[list[int]]) -> list[int]:
    """Merge many sorted lists into one sorted list with a heap (k-way merge).

    >>> merge_all_sorted([[1, 4], [2, 5], [3]])
    [1, 2, 3, 4, 5]
    >>> merge_all_sorted([])
    []
    """
    return list(heapq.merge(*lists))


def merge_sort(numbers: list[int]) -> list[int]:
    """Sort numbers with merge sort: sort both halves, then merge them.

    >>> merge_sort([3, 1, 2, 1])
    [1, 1, 2, 3]
    >>> merge_sort([])
    []
    """
    if len(numbers) <= 1:
        return list(numbers)
    middle = len(numbers) // 2
    return merge_sorted(merge_sort(numbers[:middle]), merge_sort(numbers[middle:]))


def quick_sort(numbers: list[int]) -> list[int]:
    """Sort numbers with quicksort: sort those below and those above a pivot separately.

    >>> quick_sort([3, 1, 2, 3])
    [1, 2, 3, 3]
    >>> quick_sort([])
    []
    """
    if len(numbers) <= 1:
        return list(numbers)
    pivot = numbers[len(numbers) // 2]
    below = [x for x in numbers if x < pivot]
    equal = [x for x in numbers if x == pivot]
    above = [x for x in numbers if x > pivot]
    return quick_sort(below) + equal + quick_sort(above)


def heap_sort(numbers: list[int]) -> list[int]:
    """Sort numbers with heap sort: build a heap and take out the smallest again and again.

    >>> heap_sort([3, 1, 2])
    [1, 2, 3]
    >>> heap_sort([])
    []
    """
    heap = list(numbers)
    heapq.heapify(heap)
    return [heapq.heappop(heap) for _ in range(len(heap))]


def counting_sort(numbers: list[int]) -> list[int]:
    """Sort integers of a small range with counting sort.

    >>> counting_sort([3, 1, 2, 1])
    [1, 1, 2, 3]
    >>> counting_sort([])
    []
    """
    if not numbers:
        return []
    low = min(numbers)
    counts = [0] * (max(numbers) - low + 1)
    for x in numbers:
        counts[x - low] += 1
    return [low + i for i, count in enumerate(counts) for _ in range(count)]


def radix_sort(numbers: list[int]) -> list[int]:
    """Sort non-negative integers with radix sort, digit by digit from the right.

    >>> radix_sort([170, 45, 75, 2])
    [2, 45, 75, 170]
    >>> radix_sort([])
    []
    """
    result = list(numbers)
    place = 1
    while place <= max(numbers, default=0):
        buckets: list[list[int]] = [[] for _ in range(10)]
        for x in result:
            buckets[x // place % 10].append(x)
        result = [x for bucket in buckets for x in bucket]
        place *= 10
    return result


def shell_sort(numbers: list[int]) -> list[int]:
    """Sort numbers with Shell sort: insertion sort over shrinking gaps.

    >>> shell_sort([5, 3, 4, 1])
    [1, 3, 4, 5]
    >>> shell_sort([])
    []
    """
    result = list(numbers)
    gap = len(result) // 2
    while gap:
        for i in range(gap, len(result)):
            value, j = result[i], i
            while j >= gap and result[j - gap] > value:
                result[j] = result[j - gap]
                j -= gap
            result[j] = value
        gap //= 2
    return result


def comb_sort(numbers: list[int]) -> list[int]:
    """Sort numbers with comb sort: bubble sort over a gap that shrinks by 1.3 each round.

    >>> comb_sort([5, 3, 4, 1])
    [1, 3, 4, 5]
    >>> comb_sort([])
    []
    """
    result = list(numbers)
    gap, swapped = len(result), True
    while gap > 1 or swapped:
        gap = max(1, gap * 10 // 13)
        swapped = False
        for i in range(len(result) - gap):
            if result[i] > result[i + gap]:
                result[i], result[i + gap] = result[i + gap], result[i]
                swapped = True
    return result


def three_way_partition(numbers: list[int], pivot: int) -> list[int]:
    """Rearrange numbers into those below, equal to and above a pivot: the Dutch national flag problem.

    >>> three_way_partition([2, 0, 1, 2, 0], 1)
    [0, 0, 1, 2, 2]
    >>> three_way_partition([], 1)
    []
    """
    return (
        [x for x in numbers if x < pivot]
        + [x for x in numbers if x == pivot]
        + [x for x in numbers if x > pivot]
    )


def quick_select(numbers: list[int], k: int) -> int:
    """Return the k-th smallest number, counting from 0, without sorting the whole list (quickselect).

    >>> quick_select([7, 1, 5, 3], 1)
    3
    >>> quick_select([4], 0)
    4
    """
    pivot = numbers[len(numbers) // 2]
    below = [x for x in numbers if x < pivot]
    equal = numbers.count(pivot)
    if k < len(below):
        return quick_select(below, k)
    if k < len(below) + equal:
        return pivot
    return quick_select([x for x in numbers if x > pivot], k - len(below) - equal)


def count_inversions(numbers: list[int]) -> int:
    """Count the inversions of a list: the pairs in which the larger number comes first.

    >>> count_inversions([2, 4, 1, 3])
    3
    >>> count_inversions([])
    0
    """
    return sum(a > b for i, a in enumerate(numbers) for b in numbers[i + 1 :])


def wave_order(numbers: list[int]) -> list[int]:
    """Arrange numbers in a wave, so that each at an even index is at least as large as its neighbours.

    >>> wave_order([1, 2, 3, 4])
    [2, 1, 4, 3]
    >>> wave_order([])
    []
    """
    result = sorted(numbers)
    for i in range(0, len(result) - 1, 2):
        result[i], result[i + 1] = result[i + 1], result[i]
    return result
