"""Recipes about intervals given as (start, end) pairs: overlap, merging, covering and scheduling."""


def intervals_overlap(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Check whether two closed intervals have a point in common.

    >>> intervals_overlap((1, 5), (4, 8))
    True
    >>> intervals_overlap((1, 2), (3, 4))
    False
    """
    return first[0] <= second[1] and second[0] <= first[1]


def intersect_intervals(first: tuple[int, int], second: tuple[int, int]) -> tuple[int, int] | None:
    """Return the common part of two closed intervals, or None when they do not meet.

    >>> intersect_intervals((1, 5), (4, 8))
    (4, 5)
    >>> intersect_intervals((1, 2), (3, 4)) is None
    True
    """
    start, end = max(first[0], second[0]), min(first[1], second[1])
    return (start, end) if start <= end else None


def merge_intervals(intervals: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Merge all overlapping or touching intervals of a list.

    >>> merge_intervals([(5, 8), (1, 3), (2, 4)])
    [(1, 4), (5, 8)]
    >>> merge_intervals([])
    []
    """
    merged: list[tuple[int, int]] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def insert_interval(intervals: list[tuple[int, int]], new: tuple[int, int]) -> list[tuple[int, int]]:
    """Insert an interval into a sorted list of disjoint intervals and merge what overlaps.

    >>> insert_interval([(1, 3), (6, 9)], (2, 5))
    [(1, 5), (6, 9)]
    >>> insert_interval([], (2, 5))
    [(2, 5)]
    """
    before = [interval for interval in intervals if interval[1] < new[0]]
    after = [interval for interval in intervals if interval[0] > new[1]]
    overlapping = intervals[len(before) : len(intervals) - len(after)]
    start = min([new[0], *(interval[0] for interval in overlapping)])
    end = max([new[1], *(interval[1] for interval in overlapping)])
    return [*before, (start, end), *after]


def total_covered_length(intervals: list[tuple[int, int]]) -> int:
    """Return the length of the union of intervals, overlaps counted once.

    >>> total_covered_length([(1, 4), (3, 6), (8, 9)])
    6
    >>> total_covered_length([])
    0
    """
    total, covered_to = 0, float("-inf")
    for start, end in sorted(intervals):
        if end > covered_to:
            total += int(end - max(start, covered_to))
            covered_to = end
    return total


def gaps_between(intervals: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """List the free gaps between intervals, from the end of one to the start of the next.

    >>> gaps_between([(1, 3), (7, 8), (2, 5)])
    [(5, 7)]
    >>> gaps_between([])
    []
    """
    ordered = sorted(intervals)
    gaps = []
    latest = ordered[0][1] if ordered else 0
    for start, end in ordered[1:]:
        if start > latest:
            gaps.append((latest, start))
        latest = max(latest, end)
    return gaps


def have_no_overlaps(intervals: list[tuple[int, int]]) -> bool:
    """Check whether no two intervals of a list overlap, so that one person can attend all meetings.

    >>> have_no_overlaps([(5, 8), (1, 5)])
    True
    >>> have_no_overlaps([(1, 5), (4, 8)])
    False
    """
    ordered = sorted(intervals)
    return all(first[1] <= second[0] for first, second in zip(ordered, ordered[1:]))


def maximum_overlap(intervals: list[tuple[int, int]]) -> int:
    """Return the largest number of intervals that overlap at one time: the rooms or platforms needed.

    >>> maximum_overlap([(0, 30), (5, 10), (8, 20)])
    3
    >>> maximum_overlap([])
    0
    """
    events = sorted([(start, 1) for start, _ in intervals] + [(end, -1) for _, end in intervals])
    best = current = 0
    for _, change in events:
        current += change
        best = max(best, current)
    return best


def select_activities(intervals: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Choose as many non-overlapping intervals as possible, greedily by earliest end (activity selection).

    >>> select_activities([(1, 4), (3, 5), (0, 6), (5, 7)])
    [(1, 4), (5, 7)]
    >>> select_activities([])
    []
    """
    chosen: list[tuple[int, int]] = []
    for interval in sorted(intervals, key=lambda interval: interval[1]):
        if not chosen or interval[0] >= chosen[-1][1]:
            chosen.append(interval)
    return chosen


def fewest_points_to_stab(intervals: list[tuple[int, int]]) -> list[int]:
    """Choose the fewest points so that every closed interval contains one of them.

    >>> fewest_points_to_stab([(1, 3), (2, 5), (6, 7)])
    [3, 7]
    >>> fewest_points_to_stab([])
    []
    """
    points: list[int] = []
    for start, end in sorted(intervals, key=lambda interval: interval[1]):
        if not points or points[-1] < start:
            points.append(end)
    return points


def intervals_containing(intervals: list[tuple[int, int]], point: int) -> list[tuple[int, int]]:
    """Keep the closed intervals that contain a point.

    >>> intervals_containing([(1, 3), (2, 5)], 4)
    [(2, 5)]
    >>> intervals_containing([], 1)
    []
    """
    return [(start, end) for start, end in intervals if start <= point <= end]


def ranges_of_consecutive(numbers: list[int]) -> list[tuple[int, int]]:
    """Summarize a list of integers as the ranges of consecutive numbers it holds.

    >>> ranges_of_consecutive([1, 2, 3, 7, 9, 10])
    [(1, 3), (7, 7), (9, 10)]
    >>> ranges_of_consecutive([])
    []
    """
    ranges: list[tuple[int, int]] = []
    for x in sorted(set(numbers)):
        if ranges and x == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], x)
        else:
            ranges.append((x, x))
    return ranges


def rectangles_overlap(first: tuple[int, int, int, int], second: tuple[int, int, int, int]) -> bool:
    """Check whether two rectangles (left, bottom, right, top) share some area.

    >>> rectangles_overlap((0, 0, 2, 2), (1, 1, 3, 3))
    True
    >>> rectangles_overlap((0, 0, 1, 1), (1, 0, 2, 1))
    False
    """
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]
