"""Recipes for coordinates and vectors: distances, lines, polygons of points, dot and cross products."""

import math


def euclidean_distance(p: tuple[float, ...], q: tuple[float, ...]) -> float:
    """Return the straight-line (Euclidean) distance between two points of any dimension.

    >>> euclidean_distance((0, 0), (3, 4))
    5.0
    >>> euclidean_distance((1, 2, 3), (1, 2, 3))
    0.0
    """
    return math.sqrt(sum((a - b) ** 2 for a, b in zip(p, q)))


def manhattan_distance(p: tuple[int, ...], q: tuple[int, ...]) -> int:
    """Return the city-block (Manhattan) distance between two points.

    >>> manhattan_distance((1, 2), (4, -2))
    7
    >>> manhattan_distance((), ())
    0
    """
    return sum(abs(a - b) for a, b in zip(p, q))


def chebyshev_distance(p: tuple[int, ...], q: tuple[int, ...]) -> int:
    """Return the chessboard (Chebyshev) distance between two points: the largest coordinate difference.

    >>> chebyshev_distance((1, 2), (4, -2))
    4
    >>> chebyshev_distance((5, 5), (5, 5))
    0
    """
    return max((abs(a - b) for a, b in zip(p, q)), default=0)


def haversine_distance_km(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return the great-circle distance in kilometres between two points given as latitude and longitude.

    >>> round(haversine_distance_km((52.52, 13.405), (48.8566, 2.3522)))
    877
    >>> haversine_distance_km((10, 20), (10, 20))
    0.0
    """
    lat1, lon1, lat2, lon2 = map(math.radians, (*start, *end))
    a = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(a))


def midpoint(p: tuple[float, float], q: tuple[float, float]) -> tuple[float, float]:
    """Return the point halfway between two points.

    >>> midpoint((0, 0), (4, 6))
    (2.0, 3.0)
    >>> midpoint((1, 1), (1, 1))
    (1.0, 1.0)
    """
    return (p[0] + q[0]) / 2, (p[1] + q[1]) / 2


def slope(p: tuple[float, float], q: tuple[float, float]) -> float | None:
    """Return the slope (gradient) of the line through two points, or None for a vertical line.

    >>> slope((0, 1), (2, 5))
    2.0
    >>> slope((1, 0), (1, 9)) is None
    True
    """
    if p[0] == q[0]:
        return None
    return (q[1] - p[1]) / (q[0] - p[0])


def are_collinear(p: tuple[int, int], q: tuple[int, int], r: tuple[int, int]) -> bool:
    """Check whether three points lie on one straight line.

    >>> are_collinear((0, 0), (1, 1), (2, 2))
    True
    >>> are_collinear((0, 0), (1, 1), (2, 3))
    False
    """
    return (q[0] - p[0]) * (r[1] - p[1]) == (r[0] - p[0]) * (q[1] - p[1])


def line_intersection(
    first: tuple[float, float, float], second: tuple[float, float, float]
) -> tuple[float, float] | None:
    """Return the point where two lines a*x + b*y = c meet, or None when they are parallel (Cramer's rule).

    >>> line_intersection((1, 1, 3), (1, -1, 1))
    (2.0, 1.0)
    >>> line_intersection((1, 1, 1), (2, 2, 5)) is None
    True
    """
    (a1, b1, c1), (a2, b2, c2) = first, second
    determinant = a1 * b2 - a2 * b1
    if determinant == 0:
        return None
    return (c1 * b2 - c2 * b1) / determinant, (a1 * c2 - a2 * c1) / determinant


def are_parallel(first: tuple[float, float, float], second: tuple[float, float, float]) -> bool:
    """Check whether two lines given by coefficients a, b, c of a*x + b*y = c are parallel.

    >>> are_parallel((2, 3, 4), (4, 6, 1))
    True
    >>> are_parallel((2, 3, 4), (3, 2, 4))
    False
    """
    return first[0] * second[1] == first[1] * second[0]


def polygon_area(vertices: list[tuple[float, float]]) -> float:
    """Return the area of a simple polygon from its corners by the shoelace formula.

    >>> polygon_area([(0, 0), (4, 0), (4, 3), (0, 3)])
    12.0
    >>> polygon_area([])
    0.0
    """
    following = vertices[1:] + vertices[:1]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(vertices, following))) / 2


def polygon_perimeter(vertices: list[tuple[float, float]]) -> float:
    """Return the perimeter of a polygon from its corners.

    >>> polygon_perimeter([(0, 0), (3, 0), (3, 4)])
    12.0
    >>> polygon_perimeter([])
    0.0
    """
    return sum((math.dist(p, q) for p, q in zip(vertices, vertices[1:] + vertices[:1])), 0.0)


def path_length(points: list[tuple[float, float]]) -> float:
    """Add up the distances between consecutive points of a path.

    >>> path_length([(0, 0), (3, 4), (3, 5)])
    6.0
    >>> path_length([(1, 1)])
    0.0
    """
    return sum((math.dist(p, q) for p, q in zip(points, points[1:])), 0.0)


def centroid(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the mean point (centre of gravity) of a non-empty list of points.

    >>> centroid([(0, 0), (2, 0), (1, 3)])
    (1.0, 1.0)
    >>> centroid([(5, 7)])
    (5.0, 7.0)
    """
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def point_in_circle(point: tuple[float, float], center: tuple[float, float], radius: float) -> bool:
    """Check whether a point lies inside a circle or on its border.

    >>> point_in_circle((1, 1), (0, 0), 2)
    True
    >>> point_in_circle((2, 2), (0, 0), 2)
    False
    """
    return (point[0] - center[0]) ** 2 + (point[1] - center[1]) ** 2 <= radius**2


def closest_point(points: list[tuple[int, int]], target: tuple[int, int]) -> tuple[int, int]:
    """Return the point of a non-empty list that is nearest to a target point.

    >>> closest_point([(0, 0), (5, 5), (2, 1)], (3, 2))
    (2, 1)
    >>> closest_point([(9, 9)], (0, 0))
    (9, 9)
    """
    return min(points, key=lambda p: (p[0] - target[0]) ** 2 + (p[1] - target[1]) ** 2)


def rotate_point(point: tuple[float, float], degrees: float) -> tuple[float, float]:
    """Rotate a point around the origin anticlockwise by an angle in degrees.

    >>> x, y = rotate_point((1, 0), 90)
    >>> (round(x, 6), round(y, 6))
    (0.0, 1.0)
    >>> rotate_point((2, 3), 0)
    (2.0, 3.0)
    """
    angle = math.radians(degrees)
    x, y = point
    return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)


def quadrant(x: float, y: float) -> int:
    """Return the quadrant of a point, 1 to 4 anticlockwise from the upper right, or 0 on an axis.

    >>> quadrant(-2, 5)
    2
    >>> quadrant(0, 5)
    0
    """
    if x == 0 or y == 0:
        return 0
    if y > 0:
        return 1 if x > 0 else 2
    return 3 if x < 0 else 4


def dot_product(u: list[float], v: list[float]) -> float:
    """Return the dot (scalar, inner) product of two vectors.

    >>> dot_product([1, 2, 3], [4, 5, 6])
    32
    >>> dot_product([], [])
    0
    """
    return sum(a * b for a, b in zip(u, v))


def cross_product(u: list[float], v: list[float]) -> list[float]:
    """Return the cross (vector) product of two three-dimensional vectors.

    >>> cross_product([1, 0, 0], [0, 1, 0])
    [0, 0, 1]
    >>> cross_product([1, 2, 3], [1, 2, 3])
    [0, 0, 0]
    """
    return [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]]


def vector_norm(v: list[float]) -> float:
    """Return the length (Euclidean norm, magnitude) of a vector.

    >>> vector_norm([3, 4])
    5.0
    >>> vector_norm([])
    0.0
    """
    return math.sqrt(sum(a * a for a in v))


def scale_vector(v: list[float], factor: float) -> list[float]:
    """Multiply every component of a vector by a number.

    >>> scale_vector([1, 2, 3], 2)
    [2, 4, 6]
    >>> scale_vector([], 2)
    []
    """
    return [a * factor for a in v]


def cosine_similarity(u: list[float], v: list[float]) -> float:
    """Return the cosine of the angle between two vectors, 0.0 when one of them is zero.

    >>> cosine_similarity([1, 0], [0, 1])
    0.0
    >>> cosine_similarity([2, 0], [5, 0])
    1.0
    """
    norms = math.sqrt(sum(a * a for a in u) * sum(b * b for b in v))
    return sum(a * b for a, b in zip(u, v)) / norms if norms else 0.0


def convex_hull(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the corners of the convex hull of points, anticlockwise, by Andrew's monotone chain.

    >>> convex_hull([(0, 0), (2, 0), (1, 1), (2, 2), (0, 2)])
    [(0, 0), (2, 0), (2, 2), (0, 2)]
    >>> convex_hull([(1, 1)])
    [(1, 1)]
    """

    def half(ordered: list[tuple[int, int]]) -> list[tuple[int, int]]:
        chain: list[tuple[int, int]] = []
        for x, y in ordered:
            while len(chain) > 1:
                (x1, y1), (x2, y2) = chain[-2:]
                if (x2 - x1) * (y - y1) > (y2 - y1) * (x - x1):
                    break
                chain.pop()
            chain.append((x, y))
        return chain

    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return half(ordered)[:-1] + half(ordered[::-1])[:-1]
