"""Matrices as lists of rows: transposing, rotating, diagonals, sums, products."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import itertools

from synthesis_graph.language.operations import concept


@concept(5, "transpose matrix row rows column columns zip")
def transpose(rows: iter[iter[A]]) -> list[list[A]]:
    """The columns as rows."""
    return [list(column) for column in zip(*rows)]


@concept(7, "unzip pair pairs tuple tuples separate two lists")
def unzip(pairs: iter[tuple[A, B]]) -> tuple[list[A], list[B]]:
    """The first items and the second items of the pairs."""
    return [a for a, _ in pairs], [b for _, b in pairs]


@concept(7, "matrix trace diagonal sum")
def trace(matrix: list[list[N]]) -> N:
    """The sum of the main diagonal."""
    return sum(row[i] for i, row in enumerate(matrix))


@concept(7, "matrix diagonal main")
def diagonal(matrix: list[list[A]]) -> list[A]:
    """The items of the main diagonal."""
    return [row[i] for i, row in enumerate(matrix)]


@concept(8, "matrix anti secondary diagonal")
def anti_diagonal(matrix: list[list[A]]) -> list[A]:
    """The items of the diagonal from top right to bottom left."""
    return [row[-1 - i] for i, row in enumerate(matrix)]


@concept(6, "column columns sum matrix total each")
def column_sums(rows: iter[iter[N]]) -> list[N]:
    """The sum of each column."""
    return [sum(column) for column in zip(*rows)]


@concept(7, "row rows sum matrix total each")
def row_sums(rows: iter[iter[N]]) -> list[N]:
    """The sum of each row."""
    return [sum(row) for row in rows]


@concept(6, "column nth extract matrix nested")
def column(rows: iter[list[A]], n: int) -> list[A]:
    """The item at position n of each row."""
    return [row[n] for row in rows]


@concept(7, "rotate matrix clockwise degrees 90")
def rotate_clockwise(matrix: list[list[A]]) -> list[list[A]]:
    """The matrix turned a quarter to the right."""
    return [list(row) for row in zip(*matrix[::-1])]


@concept(8, "spiral matrix order clockwise")
def spiral_order(matrix: list[list[A]]) -> list[A]:
    """The items along the clockwise spiral from the top left corner."""
    rest, path = [list(row) for row in matrix], []
    while rest:
        path += rest[0]
        rest = [list(row) for row in zip(*rest[1:])][::-1]
    return path


@concept(7, "matrix multiply multiplication product", limit="len(a) * len(b) * len(b[0]) <= 3000")
def matrix_product(a: list[list[N]], b: list[list[N]]) -> list[list[N]]:
    """The product of two matrices."""
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


@concept(7, "matrix add addition sum")
def matrix_sum(a: list[list[N]], b: list[list[N]]) -> list[list[N]]:
    """The sum of two matrices of one shape."""
    return [[x + y for x, y in zip(r, s)] for r, s in zip(a, b)]


@concept(8, "identity matrix unit", limit="n <= 40")
def identity_matrix(n: int) -> list[list[int]]:
    """The n by n matrix with ones on the main diagonal and zeros elsewhere."""
    return [[int(i == j) for j in range(n)] for i in range(n)]


@concept(8, "matrix determinant", limit="len(matrix) <= 5")
def determinant(matrix: list[list[N]]) -> N:
    """The determinant, by expansion along the first row."""
    if not matrix:
        return 1
    minors = ([row[:j] + row[j + 1 :] for row in matrix[1:]] for j in range(len(matrix)))
    return sum((-1) ** j * x * determinant(m) for j, (x, m) in enumerate(zip(matrix[0], minors)))


@concept(8, "matrix symmetric")
def is_symmetric(matrix: list[list[A]]) -> bool:
    """Whether the matrix equals its transpose."""
    return matrix == [list(column) for column in zip(*matrix)]


@concept(9, "magic square matrix")
def is_magic_square(matrix: list[list[N]]) -> bool:
    """Whether all rows, columns and both diagonals have one sum."""
    diagonals = [[row[i] for i, row in enumerate(matrix)], [row[-1 - i] for i, row in enumerate(matrix)]]
    return len({sum(line) for line in itertools.chain(matrix, zip(*matrix), diagonals)}) == 1
