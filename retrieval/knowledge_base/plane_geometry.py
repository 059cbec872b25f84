"""Recipes for plane geometry: areas, perimeters, angles and points of triangles, circles and polygons."""

import math


def circle_area(radius: float) -> float:
    """Return the area of a circle from its radius.

    >>> circle_area(1)
    3.141592653589793
    >>> circle_area(0)
    0.0
    """
    return math.pi * radius**2


def circle_circumference(radius: float) -> float:
    """Return the circumference (perimeter) of a circle from its radius.

    >>> circle_circumference(1)
    6.283185307179586
    >>> circle_circumference(0)
    0.0
    """
    return 2 * math.pi * radius


def sector_area(radius: float, angle_degrees: float) -> float:
    """Return the area of a sector of a circle from its radius and angle in degrees.

    >>> round(sector_area(2, 90), 4)
    3.1416
    >>> sector_area(2, 0)
    0.0
    """
    return math.pi * radius**2 * angle_degrees / 360


def arc_length(radius: float, angle_degrees: float) -> float:
    """Return the length of an arc of a circle from its radius and angle in degrees.

    >>> round(arc_length(2, 90), 4)
    3.1416
    >>> arc_length(2, 0)
    0.0
    """
    return 2 * math.pi * radius * angle_degrees / 360


def annulus_area(outer_radius: float, inner_radius: float) -> float:
    """Return the area of a ring between two concentric circles.

    >>> round(annulus_area(2, 1), 4)
    9.4248
    >>> annulus_area(1, 1)
    0.0
    """
    return math.pi * (outer_radius**2 - inner_radius**2)


def ellipse_area(a: float, b: float) -> float:
    """Return the area of an ellipse from its two semi-axes.

    >>> round(ellipse_area(3, 2), 4)
    18.8496
    >>> ellipse_area(0, 5)
    0.0
    """
    return math.pi * a * b


def triangle_area(base: float, height: float) -> float:
    """Return the area of a triangle from its base and height.

    >>> triangle_area(6, 4)
    12.0
    >>> triangle_area(0, 4)
    0.0
    """
    return base * height / 2


def triangle_area_from_sides(a: float, b: float, c: float) -> float:
    """Return the area of a triangle from its three sides by Heron's formula.

    >>> triangle_area_from_sides(3, 4, 5)
    6.0
    >>> triangle_area_from_sides(1, 1, 2)
    0.0
    """
    s = (a + b + c) / 2
    return math.sqrt(s * (s - a) * (s - b) * (s - c))


def triangle_perimeter(a: float, b: float, c: float) -> float:
    """Return the perimeter of a triangle from its three sides.

    >>> triangle_perimeter(3, 4, 5)
    12
    >>> triangle_perimeter(1.5, 1.5, 2.0)
    5.0
    """
    return a + b + c


def is_valid_triangle(a: float, b: float, c: float) -> bool:
    """Check whether three lengths can form a triangle: each pair of sides is longer than the third.

    >>> is_valid_triangle(3, 4, 5)
    True
    >>> is_valid_triangle(1, 2, 3)
    False
    """
    return a + b > c and b + c > a and a + c > b


def triangle_kind(a: float, b: float, c: float) -> str:
    """Classify a triangle by its sides as equilateral, isosceles or scalene.

    >>> triangle_kind(2, 2, 2)
    'equilateral'
    >>> triangle_kind(2, 2, 3)
    'isosceles'
    >>> triangle_kind(3, 4, 5)
    'scalene'
    """
    return {1: "equilateral", 2: "isosceles", 3: "scalene"}[len({a, b, c})]


def is_right_triangle(a: int, b: int, c: int) -> bool:
    """Check whether three sides, in any order, form a right-angled triangle (a Pythagorean triple).

    >>> is_right_triangle(5, 3, 4)
    True
    >>> is_right_triangle(2, 3, 4)
    False
    """
    x, y, z = sorted((a, b, c))
    return x > 0 and x * x + y * y == z * z


def hypotenuse(a: float, b: float) -> float:
    """Return the hypotenuse of a right triangle from its two legs by the Pythagorean theorem.

    >>> hypotenuse(3, 4)
    5.0
    >>> hypotenuse(0, 2)
    2.0
    """
    return math.hypot(a, b)


def third_angle(first_degrees: float, second_degrees: float) -> float:
    """Return the third angle of a triangle from the other two, in degrees.

    >>> third_angle(50, 60)
    70
    >>> third_angle(90, 45)
    45
    """
    return 180 - first_degrees - second_degrees


def circumscribed_radius(a: float, b: float, c: float) -> float:
    """Return the radius of the circle through the three corners of a triangle: its circumradius.

    >>> circumscribed_radius(3, 4, 5)
    2.5
    >>> circumscribed_radius(6, 8, 10)
    5.0
    """
    return a * b * c / (4 * triangle_area_from_sides(a, b, c))


def inscribed_radius(a: float, b: float, c: float) -> float:
    """Return the radius of the largest circle inside a triangle: its inradius.

    >>> inscribed_radius(3, 4, 5)
    1.0
    >>> inscribed_radius(6, 8, 10)
    2.0
    """
    return 2 * triangle_area_from_sides(a, b, c) / (a + b + c)


def square_area(side: float) -> float:
    """Return the area of a square from its side.

    >>> square_area(4)
    16
    >>> square_area(0)
    0
    """
    return side * side


def square_perimeter(side: float) -> float:
    """Return the perimeter of a square from its side.

    >>> square_perimeter(4)
    16
    >>> square_perimeter(0.5)
    2.0
    """
    return 4 * side


def rectangle_area(length: float, width: float) -> float:
    """Return the area of a rectangle from its length and width.

    >>> rectangle_area(3, 4)
    12
    >>> rectangle_area(0, 4)
    0
    """
    return length * width


def rectangle_perimeter(length: float, width: float) -> float:
    """Return the perimeter of a rectangle from its length and width.

    >>> rectangle_perimeter(3, 4)
    14
    >>> rectangle_perimeter(1, 0)
    2
    """
    return 2 * (length + width)


def rectangle_diagonal(length: float, width: float) -> float:
    """Return the length of the diagonal of a rectangle.

    >>> rectangle_diagonal(3, 4)
    5.0
    >>> rectangle_diagonal(1, 0)
    1.0
    """
    return math.sqrt(length**2 + width**2)


def parallelogram_area(base: float, height: float) -> float:
    """Return the area of a parallelogram from its base and height.

    >>> parallelogram_area(5, 3)
    15
    >>> parallelogram_area(5, 0)
    0
    """
    return base * height


def trapezoid_area(a: float, b: float, height: float) -> float:
    """Return the area of a trapezoid (trapezium) from its two parallel sides and its height.

    >>> trapezoid_area(3, 5, 2)
    8.0
    >>> trapezoid_area(4, 4, 0)
    0.0
    """
    return (a + b) * height / 2


def trapezoid_median(a: float, b: float) -> float:
    """Return the length of the median (midsegment) of a trapezoid from its parallel sides.

    >>> trapezoid_median(3, 5)
    4.0
    >>> trapezoid_median(4, 4)
    4.0
    """
    return (a + b) / 2


def rhombus_area(p: float, q: float) -> float:
    """Return the area of a rhombus (or kite) from its two diagonals.

    >>> rhombus_area(6, 4)
    12.0
    >>> rhombus_area(0, 4)
    0.0
    """
    return p * q / 2


def regular_polygon_area(sides: int, length: float) -> float:
    """Return the area of a regular polygon from the number and the length of its sides.

    >>> round(regular_polygon_area(6, 2), 4)
    10.3923
    >>> round(regular_polygon_area(4, 3), 4)
    9.0
    """
    return sides * length**2 / (4 * math.tan(math.pi / sides))


def regular_polygon_perimeter(sides: int, length: float) -> float:
    """Return the perimeter of a regular polygon from the number and the length of its sides.

    >>> regular_polygon_perimeter(6, 2)
    12
    >>> regular_polygon_perimeter(5, 0)
    0
    """
    return sides * length


def sum_of_interior_angles(sides: int) -> int:
    """Return the sum of the interior angles of a polygon in degrees.

    >>> sum_of_interior_angles(5)
    540
    >>> sum_of_interior_angles(3)
    180
    """
    return (sides - 2) * 180


def interior_angle(sides: int) -> float:
    """Return one interior angle of a regular polygon in degrees.

    >>> interior_angle(6)
    120.0
    >>> interior_angle(3)
    60.0
    """
    return (sides - 2) * 180 / sides


def count_polygon_diagonals(sides: int) -> int:
    """Count the diagonals of a convex polygon.

    >>> count_polygon_diagonals(5)
    5
    >>> count_polygon_diagonals(3)
    0
    """
    return sides * (sides - 3) // 2


def degrees_to_radians(degrees: float) -> float:
    """Convert an angle from degrees to radians.

    >>> degrees_to_radians(180)
    3.141592653589793
    >>> degrees_to_radians(0)
    0.0
    """
    return degrees * math.pi / 180


def radians_to_degrees(radians: float) -> float:
    """Convert an angle from radians to degrees.

    >>> radians_to_degrees(math.pi)
    180.0
    >>> radians_to_degrees(0)
    0.0
    """
    return radians * 180 / math.pi
