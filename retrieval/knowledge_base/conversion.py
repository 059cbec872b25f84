"""Recipes that convert: Roman numerals, number words, temperatures, units, times, sizes, colours, types."""

from contextlib import suppress
from typing import Any


def to_roman(n: int) -> str:
    """Convert a positive integer to a Roman numeral.

    >>> to_roman(1994)
    'MCMXCIV'
    >>> to_roman(4)
    'IV'
    """
    symbols = {
        1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC",
        50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I",
    }  # fmt: skip
    numeral = ""
    for value, symbol in symbols.items():
        count, n = divmod(n, value)
        numeral += symbol * count
    return numeral


def from_roman(numeral: str) -> int:
    """Convert a Roman numeral to an integer: a smaller symbol before a larger one is subtracted.

    >>> from_roman("MCMXCIV")
    1994
    >>> from_roman("")
    0
    """
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    numbers = [values[symbol] for symbol in numeral]
    return sum(-a if a < b else a for a, b in zip(numbers, [*numbers[1:], 0]))


def number_to_words(n: int) -> str:
    """Write a number from 0 to 999999 in English words.

    >>> number_to_words(342)
    'three hundred forty-two'
    >>> number_to_words(0)
    'zero'
    >>> number_to_words(12000)
    'twelve thousand'
    """
    names = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    )
    small, tens = names.split()[:20], names.split()[20:]
    if n < 20:
        return small[n]
    if n < 100:
        return tens[n // 10 - 2] + (f"-{small[n % 10]}" if n % 10 else "")
    size, name = (1000, "thousand") if n >= 1000 else (100, "hundred")
    high, low = divmod(n, size)
    return f"{number_to_words(high)} {name}" + (f" {number_to_words(low)}" if low else "")


def ordinal(n: int) -> str:
    """Write a number with its English ordinal ending: 1st, 2nd, 3rd, 4th.

    >>> ordinal(22)
    '22nd'
    >>> ordinal(13)
    '13th'
    """
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{n}{'th' if 10 <= n % 100 <= 20 else endings.get(n % 10, 'th')}"


def celsius_to_fahrenheit(celsius: float) -> float:
    """Convert a temperature from degrees Celsius to Fahrenheit.

    >>> celsius_to_fahrenheit(100)
    212.0
    >>> celsius_to_fahrenheit(-40)
    -40.0
    """
    return celsius * 9 / 5 + 32


def fahrenheit_to_celsius(fahrenheit: float) -> float:
    """Convert a temperature from degrees Fahrenheit to Celsius.

    >>> fahrenheit_to_celsius(212)
    100.0
    >>> fahrenheit_to_celsius(32)
    0.0
    """
    return (fahrenheit - 32) * 5 / 9


def celsius_to_kelvin(celsius: float) -> float:
    """Convert a temperature from degrees Celsius to kelvin.

    >>> celsius_to_kelvin(0)
    273.15
    >>> celsius_to_kelvin(-273.15)
    0.0
    """
    return celsius + 273.15


def kilometers_to_miles(kilometers: float) -> float:
    """Convert a distance from kilometres to miles.

    >>> round(kilometers_to_miles(10), 4)
    6.2137
    >>> kilometers_to_miles(0)
    0.0
    """
    return kilometers / 1.609344


def miles_to_kilometers(miles: float) -> float:
    """Convert a distance from miles to kilometres.

    >>> miles_to_kilometers(10)
    16.09344
    >>> miles_to_kilometers(0)
    0.0
    """
    return miles * 1.609344


def pounds_to_kilograms(pounds: float) -> float:
    """Convert a weight from pounds to kilograms.

    >>> round(pounds_to_kilograms(10), 4)
    4.5359
    >>> pounds_to_kilograms(0)
    0.0
    """
    return pounds * 0.45359237


def inches_to_centimeters(inches: float) -> float:
    """Convert a length from inches to centimetres.

    >>> inches_to_centimeters(10)
    25.4
    >>> inches_to_centimeters(0)
    0.0
    """
    return inches * 2.54


def convert_unit(value: float, source: str, target: str, factors: dict[str, float]) -> float:
    """Convert a value between units by a table of each unit's size in one base unit.

    >>> convert_unit(3, "km", "m", {"m": 1, "km": 1000})
    3000.0
    >>> convert_unit(90, "min", "h", {"min": 60, "h": 3600})
    1.5
    """
    return value * factors[source] / factors[target]


def seconds_to_clock(seconds: int) -> str:
    """Convert a number of seconds to hours, minutes and seconds in the form HH:MM:SS.

    >>> seconds_to_clock(3725)
    '01:02:05'
    >>> seconds_to_clock(0)
    '00:00:00'
    """
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}"


def clock_to_seconds(clock: str) -> int:
    """Convert a time of the form HH:MM:SS or MM:SS to seconds.

    >>> clock_to_seconds("01:02:05")
    3725
    >>> clock_to_seconds("02:05")
    125
    """
    seconds = 0
    for part in clock.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds


def split_minutes(minutes: int) -> tuple[int, int, int]:
    """Split a number of minutes into days, hours and minutes.

    >>> split_minutes(1565)
    (1, 2, 5)
    >>> split_minutes(0)
    (0, 0, 0)
    """
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    return days, hours, minutes


def to_24_hour_clock(time: str) -> str:
    """Convert a time of the 12-hour clock such as 07:05 PM to the 24-hour clock.

    >>> to_24_hour_clock("07:05 PM")
    '19:05'
    >>> to_24_hour_clock("12:30 AM")
    '00:30'
    """
    clock, half = time.split()
    hours, minutes = clock.split(":")
    return f"{int(hours) % 12 + (12 if half.upper() == 'PM' else 0):02d}:{minutes}"


def to_12_hour_clock(time: str) -> str:
    """Convert a time of the 24-hour clock such as 19:05 to the 12-hour clock.

    >>> to_12_hour_clock("19:05")
    '07:05 PM'
    >>> to_12_hour_clock("00:30")
    '12:30 AM'
    """
    hours, minutes = time.split(":")
    half = "PM" if int(hours) >= 12 else "AM"
    return f"{(int(hours) - 1) % 12 + 1:02d}:{minutes} {half}"


def clock_angle(hours: int, minutes: int) -> float:
    """Return the smaller angle in degrees between the hour hand and the minute hand of a clock.

    >>> clock_angle(3, 0)
    90.0
    >>> clock_angle(12, 0)
    0.0
    """
    difference = abs((hours % 12) * 30 + minutes * 0.5 - minutes * 6)
    return min(difference, 360 - difference)


def format_bytes(size: float) -> str:
    """Write a number of bytes with a readable unit, each 1024 times the one before.

    >>> format_bytes(1536)
    '1.5 KB'
    >>> format_bytes(0)
    '0.0 B'
    """
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1024:
            return f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} TB"


def group_thousands(n: int) -> str:
    """Write an integer with commas between groups of three digits.

    >>> group_thousands(1234567)
    '1,234,567'
    >>> group_thousands(12)
    '12'
    """
    return f"{n:,}"


def rgb_to_hex(red: int, green: int, blue: int) -> str:
    """Convert a colour from red, green and blue values to a hexadecimal code.

    >>> rgb_to_hex(255, 160, 10)
    '#ffa00a'
    >>> rgb_to_hex(0, 0, 0)
    '#000000'
    """
    return f"#{red:02x}{green:02x}{blue:02x}"


def hex_to_rgb(code: str) -> tuple[int, int, int]:
    """Convert a hexadecimal colour code to red, green and blue values.

    >>> hex_to_rgb("#ffa00a")
    (255, 160, 10)
    >>> hex_to_rgb("000000")
    (0, 0, 0)
    """
    digits = code.lstrip("#")
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def strings_to_integers(texts: list[str]) -> list[int]:
    """Convert a list of numeric strings to integers.

    >>> strings_to_integers(["1", "-2"])
    [1, -2]
    >>> strings_to_integers([])
    []
    """
    return [int(text) for text in texts]


def integers_to_strings(numbers: list[int]) -> list[str]:
    """Convert a list of numbers to strings.

    >>> integers_to_strings([1, -2])
    ['1', '-2']
    >>> integers_to_strings([])
    []
    """
    return [str(n) for n in numbers]


def to_number_or_default(text: str, default: Any = None) -> Any:
    """Convert a text to an integer or a float, or return a default when it is not a number.

    >>> to_number_or_default("42")
    42
    >>> to_number_or_default("4.5")
    4.5
    >>> to_number_or_default("x", 0)
    0
    """
    for kind in (int, float):
        with suppress(ValueError):
            return kind(text)
    return default


def booleans_to_bits(flags: list[bool]) -> list[int]:
    """Convert truth values to ones and zeros.

    >>> booleans_to_bits([True, False])
    [1, 0]
    >>> booleans_to_bits([])
    []
    """
    return [int(flag) for flag in flags]


def parse_boolean(text: str) -> bool:
    """Read a word such as yes, true, on or 1 as true and anything else as false.

    >>> parse_boolean("Yes")
    True
    >>> parse_boolean("off")
    False
    """
    return text.strip().lower() in {"yes", "y", "true", "t", "on", "1"}


def percentage(part: float, whole: float) -> float:
    """Return which percentage a part is of a whole, 0.0 for an empty whole.

    >>> percentage(30, 120)
    25.0
    >>> percentage(1, 0)
    0.0
    """
    return 100 * part / whole if whole else 0.0


def simple_interest(principal: float, rate_percent: float, years: float) -> float:
    """Return the simple interest on a sum of money at a yearly rate in percent.

    >>> simple_interest(1000, 5, 2)
    100.0
    >>> simple_interest(1000, 0, 2)
    0.0
    """
    return principal * rate_percent * years / 100


def compound_interest(principal: float, rate_percent: float, years: float) -> float:
    """Return what a sum of money grows to with interest compounded yearly at a rate in percent.

    >>> round(compound_interest(1000, 5, 2), 2)
    1102.5
    >>> compound_interest(1000, 5, 0)
    1000.0
    """
    growth: float = (1 + rate_percent / 100) ** years
    return principal * growth


def apply_discount(price: float, percent: float) -> float:
    """Return a price after a discount in percent.

    >>> apply_discount(80, 25)
    60.0
    >>> apply_discount(80, 0)
    80.0
    """
    return price * (100 - percent) / 100
