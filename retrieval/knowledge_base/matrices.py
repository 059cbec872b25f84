"""Recipes about matrices as lists of rows: products, transposition, rotation, traversal and properties."""

import itertools
from typing import TypeVar

T = TypeVar("T")


def transpose(matrix: list[list[T]]) -> list[list[T]]:
    """Transpose a matrix: turn its rows into columns.

    >>> transpose([[1, 2, 3], [4, 5, 6]])
    [[1, 4], [2, 5], [3, 6]]
    >>> transpose([])
    []
    """
    return [list(column) for column in zip(*matrix)]


def rotate_clockwise(matrix: list[list[T]]) -> list[list[T]]:
    """Rotate a matrix by 90 degrees clockwise.

    >>> rotate_clockwise([[1, 2], [3, 4]])
    [[3, 1], [4, 2]]
    >>> rotate_clockwise([])
    []
    """
    return [list(row) for row in zip(*reversed(matrix))]


def rotate_counterclockwise(matrix: list[list[T]]) -> list[list[T]]:
    """Rotate a matrix by 90 degrees counterclockwise.

    >>> rotate_counterclockwise([[1, 2], [3, 4]])
    [[2, 4], [1, 3]]
    >>> rotate_counterclockwise([])
    []
    """
    return [list(column) for column in zip(*matrix)][::-1]


def flip_horizontally(matrix: list[list[T]]) -> list[list[T]]:
    """Mirror a matrix from left to right: reverse every row.

    >>> flip_horizontally([[1, 2], [3, 4]])
    [[2, 1], [4, 3]]
    >>> flip_horizontally([])
    []
    """
    return [row[::-1] for row in matrix]


def add_matrices(first: list[list[int]], second: list[list[int]]) -> list[list[int]]:
    """Add two matrices of the same shape.

    >>> add_matrices([[1, 2]], [[10, 20]])
    [[11, 22]]
    >>> add_matrices([], [])
    []
    """
    return [[a + b for a, b in zip(row, other)] for row, other in zip(first, second)]


def multiply_matrices(first: list[list[int]], second: list[list[int]]) -> list[list[int]]:
    """Multiply two matrices by rows and columns (the matrix product).

    >>> multiply_matrices([[1, 2], [3, 4]], [[5, 6], [7, 8]])
    [[19, 22], [43, 50]]
    >>> multiply_matrices([], [])
    []
    """
    return [[sum(a * b for a, b in zip(row, column)) for column in zip(*second)] for row in first]


def multiply_matrix_by_vector(matrix: list[list[int]], vector: list[int]) -> list[int]:
    """Multiply a matrix by a column vector.

    >>> multiply_matrix_by_vector([[1, 2], [3, 4]], [1, 1])
    [3, 7]
    >>> multiply_matrix_by_vector([], [])
    []
    """
    return [sum(a * b for a, b in zip(row, vector)) for row in matrix]


def scale_matrix(matrix: list[list[int]], factor: int) -> list[list[int]]:
    """Multiply every element of a matrix by a number.

    >>> scale_matrix([[1, 2], [3, 4]], 2)
    [[2, 4], [6, 8]]
    >>> scale_matrix([], 2)
    []
    """
    return [[factor * x for x in row] for row in matrix]


def matrix_power(matrix: list[list[int]], exponent: int) -> list[list[int]]:
    """Raise a square matrix to a non-negative power by repeated squaring.

    >>> matrix_power([[1, 1], [1, 0]], 5)
    [[8, 5], [5, 3]]
    >>> matrix_power([[2, 3], [4, 5]], 0)
    [[1, 0], [0, 1]]
    """
    result = identity_matrix(len(matrix))
    while exponent:
        if exponent % 2:
            result = multiply_matrices(result, matrix)
        matrix = multiply_matrices(matrix, matrix)
        exponent //= 2
    return result


def identity_matrix(size: int) -> list[list[int]]:
    """Build the identity matrix of a size: ones on the diagonal, zeros elsewhere.

    >>> identity_matrix(2)
    [[1, 0], [0, 1]]
    >>> identity_matrix(0)
    []
    """
    return [[int(i == j) for j in range(size)] for i in range(size)]


def filled_matrix(rows: int, columns: int, value: T) -> list[list[T]]:
    """Build a matrix of a size with the same value in every cell.

    >>> filled_matrix(2, 3, 0)
    [[0, 0, 0], [0, 0, 0]]
    >>> filled_matrix(0, 3, 1)
    []
    """
    return [[value] * columns for _ in range(rows)]


def reshape(items: list[T], columns: int) -> list[list[T]]:
    """Arrange a flat list in rows of a number of columns.

    >>> reshape([1, 2, 3, 4], 2)
    [[1, 2], [3, 4]]
    >>> reshape([], 2)
    []
    """
    return [items[i : i + columns] for i in range(0, len(items), columns)]


def determinant(matrix: list[list[int]]) -> int:
    """Return the determinant of a small square matrix by expansion along the first row.

    >>> determinant([[1, 2], [3, 4]])
    -2
    >>> determinant([])
    1
    """
    if not matrix:
        return 1
    return sum(
        (-1 if j % 2 else 1) * x * determinant([row[:j] + row[j + 1 :] for row in matrix[1:]])
        for j, x in enumerate(matrix[0])
    )


def trace(matrix: list[list[int]]) -> int:
    """Add up the main diagonal of a square matrix: its trace.

    >>> trace([[1, 2], [3, 4]])
    5
    >>> trace([])
    0
    """
    return sum(row[i] for i, row in enumerate(matrix))


def main_diagonal(matrix: list[list[T]]) -> list[T]:
    """List the elements on the main diagonal of a square matrix.

    >>> main_diagonal([[1, 2], [3, 4]])
    [1, 4]
    >>> main_diagonal([])
    []
    """
    return [row[i] for i, row in enumerate(matrix)]


def anti_diagonal(matrix: list[list[T]]) -> list[T]:
    """List the elements on the secondary diagonal of a square matrix, from the upper right.

    >>> anti_diagonal([[1, 2], [3, 4]])
    [2, 3]
    >>> anti_diagonal([])
    []
    """
    return [row[-1 - i] for i, row in enumerate(matrix)]


def row_sums(matrix: list[list[int]]) -> list[int]:
    """List the sum of every row of a matrix.

    >>> row_sums([[1, 2], [3, 4]])
    [3, 7]
    >>> row_sums([])
    []
    """
    return [sum(row) for row in matrix]


def column_sums(matrix: list[list[int]]) -> list[int]:
    """List the sum of every column of a matrix.

    >>> column_sums([[1, 2], [3, 4]])
    [4, 6]
    >>> column_sums([])
    []
    """
    return [sum(column) for column in zip(*matrix)]


def matrix_total(matrix: list[list[int]]) -> int:
    """Add up all elements of a matrix.

    >>> matrix_total([[1, 2], [3, 4]])
    10
    >>> matrix_total([])
    0
    """
    return sum(x for row in matrix for x in row)


def matrix_maximum(matrix: list[list[int]]) -> int:
    """Return the largest element of a non-empty matrix.

    >>> matrix_maximum([[1, 9], [3, 4]])
    9
    >>> matrix_maximum([[-1]])
    -1
    """
    return max(itertools.chain.from_iterable(matrix))


def column_of(matrix: list[list[T]], index: int) -> list[T]:
    """Return one column of a matrix.

    >>> column_of([[1, 2], [3, 4]], 1)
    [2, 4]
    >>> column_of([], 0)
    []
    """
    return [row[index] for row in matrix]


def remove_column(matrix: list[list[T]], index: int) -> list[list[T]]:
    """Return a matrix without one of its columns.

    >>> remove_column([[1, 2, 3], [4, 5, 6]], 1)
    [[1, 3], [4, 6]]
    >>> remove_column([], 0)
    []
    """
    return [row[:index] + row[index + 1 :] for row in matrix]


def find_in_matrix(matrix: list[list[T]], target: T) -> list[tuple[int, int]]:
    """List the row and column of every occurrence of a value in a matrix.

    >>> find_in_matrix([[1, 2], [2, 3]], 2)
    [(0, 1), (1, 0)]
    >>> find_in_matrix([], 1)
    []
    """
    return [(i, j) for i, row in enumerate(matrix) for j, x in enumerate(row) if x == target]


def is_symmetric(matrix: list[list[int]]) -> bool:
    """Check whether a matrix equals its transpose.

    >>> is_symmetric([[1, 2], [2, 3]])
    True
    >>> is_symmetric([[1, 2], [3, 4]])
    False
    """
    return matrix == [list(column) for column in zip(*matrix)]


def is_identity_matrix(matrix: list[list[int]]) -> bool:
    """Check whether a square matrix is the identity matrix.

    >>> is_identity_matrix([[1, 0], [0, 1]])
    True
    >>> is_identity_matrix([[1, 1], [0, 1]])
    False
    """
    return all(x == int(i == j) for i, row in enumerate(matrix) for j, x in enumerate(row))


def is_magic_square(matrix: list[list[int]]) -> bool:
    """Check whether all rows, columns and both diagonals of a square matrix have the same sum.

    >>> is_magic_square([[2, 7, 6], [9, 5, 1], [4, 3, 8]])
    True
    >>> is_magic_square([[1, 2], [3, 4]])
    False
    """
    sums = {sum(row) for row in matrix} | {sum(column) for column in zip(*matrix)}
    sums.add(sum(row[i] for i, row in enumerate(matrix)))
    sums.add(sum(row[-1 - i] for i, row in enumerate(matrix)))
    return len(sums) == 1


def spiral_order(matrix: list[list[T]]) -> list[T]:
    """List the elements of a matrix in spiral order, clockwise from the upper left.

    >>> spiral_order([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    [1, 2, 3, 6, 9, 8, 7, 4, 5]
    >>> spiral_order([])
    []
    """
    order: list[T] = []
    rest = [list(row) for row in matrix]
    while rest:
        order += rest.pop(0)
        rest = [list(column) for column in zip(*rest)][::-1]
    return order


def snake_order(matrix: list[list[T]]) -> list[T]:
    """List the elements of a matrix row by row in alternating directions (boustrophedon).

    >>> snake_order([[1, 2], [3, 4], [5, 6]])
    [1, 2, 4, 3, 5, 6]
    >>> snake_order([])
    []
    """
    return [x for i, row in enumerate(matrix) for x in (row[::-1] if i % 2 else row)]


def diagonals(matrix: list[list[T]]) -> list[list[T]]:
    """List the diagonals of a matrix that run from upper right to lower left.

    >>> diagonals([[1, 2], [3, 4]])
    [[1], [2, 3], [4]]
    >>> diagonals([])
    []
    """
    groups: dict[int, list[T]] = {}
    for i, row in enumerate(matrix):
        for j, x in enumerate(row):
            groups.setdefault(i + j, []).append(x)
    return [groups[key] for key in sorted(groups)]


def neighbors_in_grid(row: int, column: int, height: int, width: int) -> list[tuple[int, int]]:
    """List the cells above, below, left and right of a cell that lie inside a grid.

    >>> neighbors_in_grid(0, 0, 2, 2)
    [(1, 0), (0, 1)]
    >>> neighbors_in_grid(0, 0, 1, 1)
    []
    """
    cells = [(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)]
    return [(i, j) for i, j in cells if 0 <= i < height and 0 <= j < width]


def next_generation(grid: list[list[int]]) -> list[list[int]]:
    """Compute the next generation of Conway's game of life on a grid of zeros and ones.

    >>> next_generation([[0, 1, 0], [0, 1, 0], [0, 1, 0]])
    [[0, 0, 0], [1, 1, 1], [0, 0, 0]]
    >>> next_generation([])
    []
    """
    alive = {(i, j) for i, row in enumerate(grid) for j, cell in enumerate(row) if cell}

    def count(i: int, j: int) -> int:
        return sum((i + a, j + b) in alive for a in (-1, 0, 1) for b in (-1, 0, 1) if a or b)

    return [
        [int(count(i, j) == 3 or (cell == 1 and count(i, j) == 2)) for j, cell in enumerate(row)]
        for i, row in enumerate(grid)
    ]
