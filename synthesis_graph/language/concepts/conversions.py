"""Units, times, dates and colours."""

# ruff: noqa: F821  # the annotations are data: they hold the type patterns of `operations`, never evaluated
# a type pattern such as N or iter[...] is no type to mypy; the tests run every concept:
# mypy: ignore-errors
from __future__ import annotations

import datetime
import math

from synthesis_graph.language.operations import concept


@concept(6, "celsius fahrenheit temperature convert degree")
def celsius_to_fahrenheit(degrees: N) -> float:
    """The temperature in degrees Fahrenheit."""
    return degrees * 9 / 5 + 32


@concept(6, "celsius fahrenheit temperature convert degree")
def fahrenheit_to_celsius(degrees: N) -> float:
    """The temperature in degrees Celsius."""
    return (degrees - 32) * 5 / 9


@concept(8, "celsius kelvin temperature convert degree")
def celsius_to_kelvin(degrees: N) -> float:
    """The temperature in kelvins."""
    return degrees + 273.15


@concept(7, "degree degrees radian radians angle convert")
def degrees_to_radians(degrees: N) -> float:
    """The angle in radians."""
    return math.radians(degrees)


@concept(7, "degree degrees radian radians angle convert")
def radians_to_degrees(radians: N) -> float:
    """The angle in degrees."""
    return math.degrees(radians)


@concept(8, "polar coordinate coordinates rectangular convert")
def to_polar(x: N, y: N) -> tuple[float, float]:
    """The radius and the angle in radians of a point."""
    return math.hypot(x, y), math.atan2(y, x)


@concept(7, "second seconds time duration format hour minute clock convert")
def format_seconds(seconds: int) -> str:
    """A duration as hours, minutes and seconds, each of two digits."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


@concept(7, "second seconds time duration hour minute split convert")
def split_seconds(seconds: int) -> tuple[int, int, int]:
    """A duration in hours, minutes and seconds."""
    return seconds // 3600, seconds // 60 % 60, seconds % 60


@concept(8, "second seconds time clock parse total convert minute hour")
def clock_to_seconds(time: str) -> int:
    """The seconds that a time such as 1:02:03 or 2:03 amounts to."""
    total = 0
    for part in time.split(":"):
        total = 60 * total + int(part)
    return total


@concept(8, "time clock 12 24 hour format convert am pm")
def to_24_hour(time: str) -> str:
    """A time such as 01:30 PM on the 24-hour clock."""
    clock, half = time[:-2].strip(), time[-2:].upper()
    hour, _, rest = clock.partition(":")
    return f"{int(hour) % 12 + (12 if half == 'PM' else 0):02}:{rest}"


@concept(6, "leap year check")
def is_leap_year(year: int) -> bool:
    """Whether the year of the Gregorian calendar has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@concept(7, "day days month length number")
def days_in_month(month: int, year: int) -> int:
    """The number of days of the month, from 1, in the year."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]


@concept(8, "month name number january")
def month_name(month: int) -> str:
    """The English name of the month, from 1."""
    return datetime.date(2000, month, 1).strftime("%B")


@concept(7, "date weekday day week name monday")
def weekday_name(year: int, month: int, day: int) -> str:
    """The English name of the day of the week."""
    return datetime.date(year, month, day).strftime("%A")


@concept(7, "date day days between difference two")
def days_between(first: str, second: str) -> int:
    """The days from one date to another, both as YYYY-MM-DD."""
    return (datetime.date.fromisoformat(second) - datetime.date.fromisoformat(first)).days


@concept(8, "date day year number ordinal")
def day_of_year(year: int, month: int, day: int) -> int:
    """The number of the day in its year, from 1."""
    return datetime.date(year, month, day).timetuple().tm_yday


@concept(7, "date valid check calendar validate")
def is_date(year: int, month: int, day: int) -> bool:
    """Whether there is such a day in the Gregorian calendar."""
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


@concept(7, "date valid check format validate iso yyyy mm dd")
def is_iso_date(text: str) -> bool:
    """Whether the text is a day of the calendar in the form YYYY-MM-DD."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


@concept(7, "date format convert reverse yyyy mm dd")
def reverse_date(date: str) -> str:
    """A date such as YYYY-MM-DD with its parts in reverse order."""
    return "-".join(reversed(date.split("-")))


@concept(8, "rgb hex color colour convert")
def rgb_to_hex(r: int, g: int, b: int) -> str:
    """The colour in the form #rrggbb."""
    return f"#{r:02x}{g:02x}{b:02x}"


@concept(8, "rgb hex color colour convert")
def hex_to_rgb(color: str) -> tuple[int, int, int]:
    """The red, green and blue of a colour in the form #rrggbb."""
    value = int(color.lstrip("#"), 16)
    return value >> 16, value >> 8 & 255, value & 255
