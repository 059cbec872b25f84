"""Recipes for solid geometry: volumes, surface areas and diagonals of three-dimensional bodies."""

import math


def cube_volume(side: float) -> float:
    """Return the volume of a cube from its side.

    >>> cube_volume(3)
    27
    >>> cube_volume(0)
    0
    """
    return side * side * side


def cube_surface_area(side: float) -> float:
    """Return the total surface area of a cube, its six faces.

    >>> cube_surface_area(3)
    54
    >>> cube_surface_area(0)
    0
    """
    return 6 * side * side


def cube_lateral_surface_area(side: float) -> float:
    """Return the lateral surface area of a cube, its four side faces.

    >>> cube_lateral_surface_area(3)
    36
    >>> cube_lateral_surface_area(1)
    4
    """
    return 4 * side * side


def cuboid_volume(length: float, width: float, height: float) -> float:
    """Return the volume of a cuboid (rectangular box).

    >>> cuboid_volume(2, 3, 4)
    24
    >>> cuboid_volume(2, 0, 4)
    0
    """
    return length * width * height


def cuboid_surface_area(length: float, width: float, height: float) -> float:
    """Return the total surface area of a cuboid (rectangular box).

    >>> cuboid_surface_area(2, 3, 4)
    52
    >>> cuboid_surface_area(1, 1, 1)
    6
    """
    return 2 * (length * width + width * height + height * length)


def cuboid_diagonal(length: float, width: float, height: float) -> float:
    """Return the space diagonal of a cuboid, its longest inner distance.

    >>> cuboid_diagonal(2, 3, 6)
    7.0
    >>> cuboid_diagonal(0, 0, 0)
    0.0
    """
    return math.sqrt(length**2 + width**2 + height**2)


def cylinder_volume(radius: float, height: float) -> float:
    """Return the volume of a cylinder from its radius and height.

    >>> round(cylinder_volume(2, 3), 4)
    37.6991
    >>> cylinder_volume(0, 3)
    0.0
    """
    return math.pi * radius**2 * height


def cylinder_surface_area(radius: float, height: float) -> float:
    """Return the total surface area of a closed cylinder from its radius and height.

    >>> round(cylinder_surface_area(2, 3), 4)
    62.8319
    >>> cylinder_surface_area(0, 3)
    0.0
    """
    return 2 * math.pi * radius * (radius + height)


def cylinder_lateral_surface_area(radius: float, height: float) -> float:
    """Return the curved surface area of a cylinder, without its two ends.

    >>> round(cylinder_lateral_surface_area(2, 3), 4)
    37.6991
    >>> cylinder_lateral_surface_area(1, 0)
    0.0
    """
    return 2 * math.pi * radius * height


def cone_volume(radius: float, height: float) -> float:
    """Return the volume of a cone from its radius and height.

    >>> round(cone_volume(3, 4), 4)
    37.6991
    >>> cone_volume(3, 0)
    0.0
    """
    return math.pi * radius**2 * height / 3


def cone_surface_area(radius: float, height: float) -> float:
    """Return the total surface area of a cone, base included, from its radius and height.

    >>> round(cone_surface_area(3, 4), 4)
    75.3982
    >>> cone_surface_area(0, 4)
    0.0
    """
    slant = math.sqrt(radius**2 + height**2)
    return math.pi * radius * (radius + slant)


def cone_lateral_surface_area(radius: float, height: float) -> float:
    """Return the lateral (curved) surface area of a cone from its radius and height.

    >>> round(cone_lateral_surface_area(3, 4), 4)
    47.1239
    >>> cone_lateral_surface_area(0, 4)
    0.0
    """
    return math.pi * radius * math.hypot(radius, height)


def sphere_volume(radius: float) -> float:
    """Return the volume of a sphere from its radius.

    >>> round(sphere_volume(3), 4)
    113.0973
    >>> sphere_volume(0)
    0.0
    """
    return 4 / 3 * math.pi * radius**3


def sphere_surface_area(radius: float) -> float:
    """Return the surface area of a sphere from its radius.

    >>> round(sphere_surface_area(3), 4)
    113.0973
    >>> sphere_surface_area(0)
    0.0
    """
    return 4 * math.pi * radius**2


def hemisphere_volume(radius: float) -> float:
    """Return the volume of half a sphere from its radius.

    >>> round(hemisphere_volume(3), 4)
    56.5487
    >>> hemisphere_volume(0)
    0.0
    """
    return 2 / 3 * math.pi * radius**3


def pyramid_volume(base_area: float, height: float) -> float:
    """Return the volume of a pyramid from the area of its base and its height.

    >>> pyramid_volume(9, 4)
    12.0
    >>> pyramid_volume(9, 0)
    0.0
    """
    return base_area * height / 3


def square_pyramid_surface_area(side: float, slant_height: float) -> float:
    """Return the surface area of a square pyramid from its base side and slant height.

    >>> square_pyramid_surface_area(3, 4)
    33
    >>> square_pyramid_surface_area(1, 0)
    1
    """
    return side * side + 2 * side * slant_height


def prism_volume(base_area: float, height: float) -> float:
    """Return the volume of a prism from the area of its base and its height.

    >>> prism_volume(6, 5)
    30
    >>> prism_volume(6, 0)
    0
    """
    return base_area * height


def triangular_prism_volume(base: float, triangle_height: float, length: float) -> float:
    """Return the volume of a triangular prism from the base and height of its triangle and its length.

    >>> triangular_prism_volume(6, 4, 10)
    120.0
    >>> triangular_prism_volume(6, 4, 0)
    0.0
    """
    return base * triangle_height / 2 * length


def tetrahedron_volume(side: float) -> float:
    """Return the volume of a regular tetrahedron from its side.

    >>> round(tetrahedron_volume(6), 4)
    25.4558
    >>> tetrahedron_volume(0)
    0.0
    """
    return side**3 / (6 * math.sqrt(2))


def torus_volume(major_radius: float, minor_radius: float) -> float:
    """Return the volume of a torus (ring) from the radius of the ring and of the tube.

    >>> round(torus_volume(3, 1), 4)
    59.2176
    >>> torus_volume(3, 0)
    0.0
    """
    return 2 * math.pi**2 * major_radius * minor_radius**2


def frustum_volume(radius: float, top_radius: float, height: float) -> float:
    """Return the volume of a truncated cone (frustum) from its two radii and its height.

    >>> round(frustum_volume(3, 2, 6), 4)
    119.3805
    >>> frustum_volume(3, 2, 0)
    0.0
    """
    return math.pi * height * (radius**2 + radius * top_radius + top_radius**2) / 3
