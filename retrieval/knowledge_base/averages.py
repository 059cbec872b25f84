"""Recipes of descriptive statistics: means, median, mode, spread, scores, normalization and correlation."""

import math
from collections import Counter


def mean(numbers: list[float]) -> float:
    """Return the arithmetic mean (average) of a list of numbers, 0.0 for an empty list.

    >>> mean([1, 2, 3, 4])
    2.5
    >>> mean([])
    0.0
    """
    return sum(numbers) / len(numbers) if numbers else 0.0


def median(numbers: list[float]) -> float:
    """Return the median of a non-empty list: its middle number, or the mean of its two middle numbers.

    >>> median([3, 1, 2])
    2
    >>> median([4, 1, 3, 2])
    2.5
    """
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    if len(ordered) % 2 == 1:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def mode(numbers: list[int]) -> int | None:
    """Return the most frequent number of a list (its mode), the first of equals, or None when empty.

    >>> mode([1, 2, 2, 3])
    2
    >>> mode([]) is None
    True
    """
    counts = Counter(numbers)
    return max(counts, key=lambda x: counts[x], default=None)


def modes(numbers: list[int]) -> list[int]:
    """List all most frequent numbers of a list.

    >>> modes([1, 1, 2, 2, 3])
    [1, 2]
    >>> modes([])
    []
    """
    counts = Counter(numbers)
    highest = max(counts.values(), default=0)
    return [x for x, count in counts.items() if count == highest]


def geometric_mean(numbers: list[float]) -> float:
    """Return the geometric mean of positive numbers: the n-th root of their product.

    >>> round(geometric_mean([2, 8]), 6)
    4.0
    >>> round(geometric_mean([5]), 6)
    5.0
    """
    return math.pow(math.prod(numbers), 1 / len(numbers))


def harmonic_mean(numbers: list[float]) -> float:
    """Return the harmonic mean of positive numbers: their count divided by the sum of their reciprocals.

    >>> harmonic_mean([2, 2])
    2.0
    >>> round(harmonic_mean([40, 60]), 6)
    48.0
    """
    return len(numbers) / sum(1 / x for x in numbers)


def weighted_mean(numbers: list[float], weights: list[float]) -> float:
    """Return the mean of numbers with weights.

    >>> weighted_mean([1, 4], [3, 1])
    1.75
    >>> weighted_mean([5], [2])
    5.0
    """
    return sum(x * w for x, w in zip(numbers, weights)) / sum(weights)


def root_mean_square(numbers: list[float]) -> float:
    """Return the square root of the mean of the squares of a non-empty list.

    >>> root_mean_square([3, 3])
    3.0
    >>> root_mean_square([0])
    0.0
    """
    return math.sqrt(sum(x * x for x in numbers) / len(numbers))


def population_variance(numbers: list[float]) -> float:
    """Return the population variance of a non-empty list: the mean squared deviation from the mean.

    >>> population_variance([2, 4, 4, 4, 5, 5, 7, 9])
    4.0
    >>> population_variance([3])
    0.0
    """
    center = sum(numbers) / len(numbers)
    return sum((x - center) ** 2 for x in numbers) / len(numbers)


def sample_variance(numbers: list[float]) -> float:
    """Return the sample variance of at least two numbers, with n - 1 in the denominator.

    >>> sample_variance([1, 2, 3])
    1.0
    >>> sample_variance([5, 5])
    0.0
    """
    center = sum(numbers) / len(numbers)
    return sum((x - center) ** 2 for x in numbers) / (len(numbers) - 1)


def standard_deviation(numbers: list[float]) -> float:
    """Return the population standard deviation of a non-empty list.

    >>> standard_deviation([2, 4, 4, 4, 5, 5, 7, 9])
    2.0
    >>> standard_deviation([3])
    0.0
    """
    center = sum(numbers) / len(numbers)
    return math.sqrt(sum((x - center) ** 2 for x in numbers) / len(numbers))


def sample_standard_deviation(numbers: list[float]) -> float:
    """Return the sample standard deviation of at least two numbers.

    >>> sample_standard_deviation([1, 2, 3])
    1.0
    >>> sample_standard_deviation([5, 5])
    0.0
    """
    return math.sqrt(sample_variance(numbers))


def mean_absolute_deviation(numbers: list[float]) -> float:
    """Return the mean distance of the numbers of a non-empty list from their mean.

    >>> mean_absolute_deviation([1, 2, 3, 6])
    1.5
    >>> mean_absolute_deviation([4])
    0.0
    """
    center = sum(numbers) / len(numbers)
    return sum(abs(x - center) for x in numbers) / len(numbers)


def percentile(numbers: list[float], percent: float) -> float:
    """Return a percentile of a non-empty list by linear interpolation between the closest ranks.

    >>> percentile([10, 20, 30, 40], 50)
    25.0
    >>> percentile([7], 90)
    7.0
    """
    ordered = sorted(numbers)
    position = (len(ordered) - 1) * percent / 100
    low, high = math.floor(position), math.ceil(position)
    return ordered[low] + (ordered[high] - ordered[low]) * (position - low)


def z_scores(numbers: list[float]) -> list[float]:
    """Standardize a list: subtract the mean and divide by the standard deviation.

    >>> z_scores([1, 3])
    [-1.0, 1.0]
    >>> z_scores([5, 5])
    [0.0, 0.0]
    """
    if not numbers:
        return []
    center, deviation = mean(numbers), standard_deviation(numbers)
    return [(x - center) / deviation if deviation else 0.0 for x in numbers]


def min_max_scale(numbers: list[float]) -> list[float]:
    """Rescale a list linearly so that the smallest number becomes 0 and the largest 1 (normalization).

    >>> min_max_scale([2, 4, 6])
    [0.0, 0.5, 1.0]
    >>> min_max_scale([])
    []
    """
    if not numbers:
        return []
    low, high = min(numbers), max(numbers)
    return [(x - low) / (high - low) if high > low else 0.0 for x in numbers]


def proportions(numbers: list[float]) -> list[float]:
    """Divide every number of a list by their sum, so that they add up to one.

    >>> proportions([1, 1, 2])
    [0.25, 0.25, 0.5]
    >>> proportions([])
    []
    """
    total = sum(numbers)
    return [x / total for x in numbers]


def above_average(numbers: list[float]) -> list[float]:
    """Keep the numbers that are greater than the average of their list.

    >>> above_average([1, 2, 6])
    [6]
    >>> above_average([])
    []
    """
    return [x for x in numbers if x * len(numbers) > sum(numbers)]


def column_means(rows: list[list[float]]) -> list[float]:
    """List the average of every column of a table given as rows.

    >>> column_means([[1, 2], [3, 6]])
    [2.0, 4.0]
    >>> column_means([])
    []
    """
    return [sum(column) / len(column) for column in zip(*rows)]


def trimmed_mean(numbers: list[float], count: int) -> float:
    """Return the mean of a list without its smallest and its largest few numbers.

    >>> trimmed_mean([100, 1, 2, 3, -50], 1)
    2.0
    >>> trimmed_mean([4], 0)
    4.0
    """
    kept = sorted(numbers)[count : len(numbers) - count]
    return sum(kept) / len(kept)


def correlation(xs: list[float], ys: list[float]) -> float:
    """Return Pearson's correlation coefficient of two lists of equal length that both vary.

    >>> round(correlation([1, 2, 3], [2, 4, 6]), 6)
    1.0
    >>> round(correlation([1, 2, 3], [3, 2, 1]), 6)
    -1.0
    """
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    covariance = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys))
    x_spread = sum((x - x_mean) ** 2 for x in xs)
    y_spread = sum((y - y_mean) ** 2 for y in ys)
    return covariance / math.sqrt(x_spread * y_spread)


def linear_regression(xs: list[float], ys: list[float]) -> tuple[float, float]:
    """Return the slope and intercept of the line of least squares through points.

    >>> linear_regression([0, 1, 2], [1, 3, 5])
    (2.0, 1.0)
    >>> linear_regression([0, 2], [4, 4])
    (0.0, 4.0)
    """
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    covariance = sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys))
    slope = covariance / sum((x - x_mean) ** 2 for x in xs)
    return slope, y_mean - slope * x_mean


def histogram(numbers: list[int], width: int) -> dict[int, int]:
    """Count the numbers of a list in bins of a width, each named by its lower bound.

    >>> histogram([1, 4, 5, 12], 5)
    {0: 2, 5: 1, 10: 1}
    >>> histogram([], 5)
    {}
    """
    return dict(sorted(Counter(x // width * width for x in numbers).items()))
