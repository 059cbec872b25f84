"""Statistics and products of numbers."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import math
import statistics

from synthesis_graph.language.operations import concept


@concept(4, "mean average arithmetic")
def mean(numbers: iter[N]) -> float:
    """The arithmetic mean."""
    return sum(numbers) / len(numbers)


@concept(5, "median middle")
def median(numbers: iter[N]) -> float:
    """The middle number, or the mean of the middle two."""
    return statistics.median(numbers)


@concept(7, "variance population")
def variance(numbers: iter[N]) -> float:
    """The population variance."""
    return statistics.pvariance(numbers)


@concept(8, "variance sample")
def sample_variance(numbers: iter[N]) -> float:
    """The sample variance."""
    return statistics.variance(numbers)


@concept(7, "standard deviation population stdev")
def standard_deviation(numbers: iter[N]) -> float:
    """The population standard deviation."""
    return statistics.pstdev(numbers)


@concept(8, "standard deviation sample stdev")
def sample_standard_deviation(numbers: iter[N]) -> float:
    """The sample standard deviation."""
    return statistics.stdev(numbers)


@concept(8, "geometric mean")
def geometric_mean(numbers: iter[N]) -> float:
    """The nth root of the product of n positive numbers."""
    return statistics.geometric_mean(numbers)


@concept(8, "harmonic mean")
def harmonic_mean(numbers: iter[N]) -> float:
    """The reciprocal of the mean of the reciprocals."""
    return statistics.harmonic_mean(numbers)


@concept(8, "mean average absolute deviation")
def mean_absolute_deviation(numbers: iter[N]) -> float:
    """The mean distance of the numbers from their mean."""
    center = sum(numbers) / len(numbers)
    return sum(abs(n - center) for n in numbers) / len(numbers)


@concept(8, "weighted mean average weight")
def weighted_mean(numbers: iter[N], weights: iter[M]) -> float:
    """The mean of the numbers, each counted by its weight."""
    return sum(n * w for n, w in zip(numbers, weights)) / sum(weights)


@concept(8, "root mean square rms quadratic")
def root_mean_square(numbers: iter[N]) -> float:
    """The square root of the mean square."""
    return math.sqrt(sum(n * n for n in numbers) / len(numbers))


@concept(5, "product multiply multiplication all", limit="len(numbers) <= 1000")
def product(numbers: iter[N]) -> N:
    """The product of the numbers, 1 for none."""
    return math.prod(numbers)


@concept(6, "sum square squares squared")
def sum_of_squares(numbers: iter[N]) -> N:
    """The sum of the squares of the numbers."""
    return sum(n * n for n in numbers)


@concept(7, "dot scalar inner product")
def dot_product(first: iter[N], second: iter[M]) -> join[N, M]:
    """The sum of the products of corresponding numbers."""
    return sum(a * b for a, b in zip(first, second))


@concept(8, "norm magnitude euclidean length vector")
def vector_norm(numbers: iter[N]) -> float:
    """The Euclidean length of the vector."""
    return math.hypot(*numbers)


@concept(8, "normalize normalise rescale scale minimum maximum unit linear")
def rescale(numbers: iter[N]) -> list[float]:
    """The numbers scaled linearly so that the smallest is 0 and the largest 1."""
    low, high = min(numbers), max(numbers)
    return [(n - low) / (high - low) for n in numbers]


@concept(7, "percentage percent share")
def percentage(part: N, whole: M) -> float:
    """The part in hundredths of the whole."""
    return part / whole * 100
