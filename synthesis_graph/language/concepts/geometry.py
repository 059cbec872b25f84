"""Plane figures, solids and points: perimeters, areas, volumes, distances."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import math

from synthesis_graph.language.operations import concept


@concept(6, "area circle radius")
def circle_area(r: N) -> float:
    """The area of a circle of radius r."""
    return math.pi * r * r


@concept(6, "circumference perimeter circle radius")
def circumference(r: N) -> float:
    """The circumference of a circle of radius r."""
    return 2 * math.pi * r


@concept(6, "perimeter rectangle", commutative=True)
def rectangle_perimeter(a: N, b: N) -> N:
    """The perimeter of a rectangle."""
    return 2 * (a + b)


@concept(6, "area triangle base height")
def triangle_area(base: N, height: N) -> float:
    """The area of a triangle."""
    return base * height / 2


@concept(7, "area triangle heron side sides three")
def heron_area(a: N, b: N, c: N) -> float:
    """The area of a triangle with the given sides."""
    s = (a + b + c) / 2
    return math.sqrt(s * (s - a) * (s - b) * (s - c))


@concept(6, "hypotenuse right triangle pythagoras", commutative=True)
def hypotenuse(a: N, b: N) -> float:
    """The hypotenuse of a right triangle."""
    return math.hypot(a, b)


@concept(7, "valid triangle inequality possible side sides")
def is_triangle(a: N, b: N, c: N) -> bool:
    """Whether three lengths are the sides of a triangle."""
    return a + b > c and b + c > a and c + a > b


@concept(7, "right angled triangle pythagorean triplet")
def is_right_triangle(a: N, b: N, c: N) -> bool:
    """Whether three lengths are the sides of a right triangle."""
    x, y, z = sorted([a, b, c])
    return x * x + y * y == z * z


@concept(8, "equilateral triangle side equal")
def is_equilateral(a: N, b: N, c: N) -> bool:
    """Whether three sides are equal."""
    return a == b == c


@concept(8, "isosceles triangle two equal side")
def is_isosceles(a: N, b: N, c: N) -> bool:
    """Whether at least two of three sides are equal."""
    return a == b or b == c or a == c


@concept(8, "equilateral triangle area side")
def equilateral_area(side: N) -> float:
    """The area of an equilateral triangle."""
    return math.sqrt(3) / 4 * side * side


@concept(7, "trapezoid trapezium area parallel height")
def trapezoid_area(a: N, b: N, height: N) -> float:
    """The area of a trapezoid with the parallel sides a and b."""
    return (a + b) / 2 * height


@concept(7, "rhombus kite area diagonal", commutative=True)
def rhombus_area(p: N, q: N) -> float:
    """The area of a rhombus with the diagonals p and q."""
    return p * q / 2


@concept(8, "ellipse area axis", commutative=True)
def ellipse_area(a: N, b: N) -> float:
    """The area of an ellipse with the half-axes a and b."""
    return math.pi * a * b


@concept(8, "sector area circle angle radius")
def sector_area(r: N, degrees: M) -> float:
    """The area of a circle's sector."""
    return math.pi * r * r * degrees / 360


@concept(8, "arc length circle angle radius")
def arc_length(r: N, degrees: M) -> float:
    """The length of a circle's arc."""
    return 2 * math.pi * r * degrees / 360


@concept(8, "regular polygon area side hexagon pentagon number")
def regular_polygon_area(sides: int, length: N) -> float:
    """The area of a regular polygon with that many sides of the given length."""
    return sides * length * length / (4 * math.tan(math.pi / sides))


@concept(8, "polygon area shoelace vertex vertices coordinates points")
def polygon_area(points: list[tuple[N, N]]) -> float:
    """The area of a simple polygon given by its corners in order."""
    sides = zip(points, points[1:] + points[:1])
    return abs(sum(a * d - b * c for (a, b), (c, d) in sides)) / 2


@concept(8, "interior angle angles sum polygon")
def interior_angle_sum(sides: int) -> int:
    """The sum of the interior angles of a polygon, in degrees."""
    return (sides - 2) * 180


@concept(6, "volume cube side")
def cube_volume(side: N) -> N:
    """The volume of a cube."""
    return side**3


@concept(7, "surface area cube side")
def cube_surface(side: N) -> N:
    """The surface area of a cube."""
    return 6 * side * side


@concept(6, "volume cuboid box rectangular prism length width height")
def box_volume(a: N, b: N, c: N) -> N:
    """The volume of a box."""
    return a * b * c


@concept(7, "surface area cuboid box rectangular prism length width height")
def box_surface(a: N, b: N, c: N) -> N:
    """The surface area of a box."""
    return 2 * (a * b + b * c + c * a)


@concept(6, "volume sphere ball radius")
def sphere_volume(r: N) -> float:
    """The volume of a sphere of radius r."""
    return 4 / 3 * math.pi * r**3


@concept(7, "surface area sphere ball radius")
def sphere_surface(r: N) -> float:
    """The surface area of a sphere of radius r."""
    return 4 * math.pi * r * r


@concept(6, "volume cylinder radius height")
def cylinder_volume(r: N, height: M) -> float:
    """The volume of a cylinder."""
    return math.pi * r * r * height


@concept(7, "surface area cylinder total radius height")
def cylinder_surface(r: N, height: M) -> float:
    """The whole surface area of a cylinder."""
    return 2 * math.pi * r * (r + height)


@concept(8, "lateral side surface area cylinder curved radius height")
def cylinder_lateral(r: N, height: M) -> float:
    """The lateral surface area of a cylinder."""
    return 2 * math.pi * r * height


@concept(7, "volume cone radius height")
def cone_volume(r: N, height: M) -> float:
    """The volume of a cone."""
    return math.pi * r * r * height / 3


@concept(8, "surface area cone total radius height slant")
def cone_surface(r: N, height: M) -> float:
    """The whole surface area of a cone of the given height."""
    return math.pi * r * (r + math.hypot(r, height))


@concept(8, "lateral side surface area cone curved radius height slant")
def cone_lateral(r: N, height: M) -> float:
    """The lateral surface area of a cone of the given height."""
    return math.pi * r * math.hypot(r, height)


@concept(8, "volume pyramid base area height")
def pyramid_volume(base_area: N, height: M) -> float:
    """The volume of a pyramid."""
    return base_area * height / 3


@concept(6, "distance euclidean points between coordinates")
def euclidean_distance(p: iter[N], q: iter[M]) -> float:
    """The Euclidean distance of two points."""
    return math.dist(list(p), list(q))


@concept(7, "distance manhattan taxicab city block points")
def manhattan_distance(p: iter[N], q: iter[M]) -> join[N, M]:
    """The sum of the distances of two points along the axes."""
    return sum(abs(a - b) for a, b in zip(p, q))


@concept(7, "slope gradient line points")
def slope(p: tuple[N, N], q: tuple[N, N]) -> float:
    """The slope of the line through two points."""
    return (q[1] - p[1]) / (q[0] - p[0])


@concept(8, "midpoint middle points segment")
def midpoint(p: tuple[N, N], q: tuple[N, N]) -> tuple[float, float]:
    """The point halfway between two points."""
    return (p[0] + q[0]) / 2, (p[1] + q[1]) / 2


@concept(8, "quadratic equation roots solution solve")
def quadratic_roots(a: N, b: N, c: N) -> tuple[float, float]:
    """The real roots of ax² + bx + c, the one with the plus sign first."""
    root = math.sqrt(b * b - 4 * a * c)
    return (-b + root) / (2 * a), (-b - root) / (2 * a)
