"""Recipes about dates and the calendar: leap years, month lengths, weekdays, differences, formats, ages."""

from datetime import date, datetime, timedelta


def is_leap_year(year: int) -> bool:
    """Check whether a year is a leap year of the Gregorian calendar.

    >>> is_leap_year(2024)
    True
    >>> is_leap_year(1900)
    False
    >>> is_leap_year(2000)
    True
    """
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return the number of days of a month, February by leap year.

    >>> days_in_month(2024, 2)
    29
    >>> days_in_month(2023, 4)
    30
    """
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def days_in_year(year: int) -> int:
    """Return the number of days of a year.

    >>> days_in_year(2024)
    366
    >>> days_in_year(2023)
    365
    """
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def leap_years_between(first: int, last: int) -> list[int]:
    """List the leap years between two years, both included.

    >>> leap_years_between(1996, 2004)
    [1996, 2000, 2004]
    >>> leap_years_between(2001, 2003)
    []
    """
    return [year for year in range(first, last + 1) if year % 4 == 0 and (year % 100 or not year % 400)]


def is_valid_date(year: int, month: int, day: int) -> bool:
    """Check whether a year, month and day form a date that exists.

    >>> is_valid_date(2024, 2, 29)
    True
    >>> is_valid_date(2023, 2, 29)
    False
    """
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def is_valid_date_text(text: str, pattern: str = "%Y-%m-%d") -> bool:
    """Check whether a text is an existing date in a format.

    >>> is_valid_date_text("2024-12-31")
    True
    >>> is_valid_date_text("31.11.2024", "%d.%m.%Y")
    False
    """
    try:
        datetime.strptime(text, pattern)
    except ValueError:
        return False
    return True


def weekday_name(year: int, month: int, day: int) -> str:
    """Return the English name of the day of the week of a date.

    >>> weekday_name(2024, 1, 1)
    'Monday'
    >>> weekday_name(2000, 2, 29)
    'Tuesday'
    """
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    return names[date(year, month, day).weekday()]


def weekday_number(year: int, month: int, day: int) -> int:
    """Return the day of the week of a date by Zeller's congruence, 0 for Saturday to 6 for Friday.

    >>> weekday_number(2024, 1, 1)
    2
    >>> weekday_number(2000, 1, 1)
    0
    """
    if month < 3:
        month += 12
        year -= 1
    century, rest = divmod(year, 100)
    return (day + 13 * (month + 1) // 5 + rest + rest // 4 + century // 4 + 5 * century) % 7


def is_weekend(day: date) -> bool:
    """Check whether a date falls on a Saturday or Sunday.

    >>> is_weekend(date(2024, 1, 6))
    True
    >>> is_weekend(date(2024, 1, 8))
    False
    """
    return day.weekday() >= 5


def days_between(first: date, second: date) -> int:
    """Return the number of days between two dates, in either order.

    >>> days_between(date(2024, 1, 1), date(2024, 3, 1))
    60
    >>> days_between(date(2024, 1, 2), date(2024, 1, 1))
    1
    """
    return abs((second - first).days)


def days_between_texts(first: str, second: str) -> int:
    """Return the number of days from one date to another, both written as YYYY-MM-DD.

    >>> days_between_texts("2023-12-25", "2024-01-01")
    7
    >>> days_between_texts("2024-01-01", "2024-01-01")
    0
    """
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


def add_days(day: date, count: int) -> date:
    """Return the date a number of days after a date.

    >>> add_days(date(2024, 2, 28), 2)
    datetime.date(2024, 3, 1)
    >>> add_days(date(2024, 1, 1), -1)
    datetime.date(2023, 12, 31)
    """
    return day + timedelta(days=count)


def add_months(day: date, count: int) -> date:
    """Return the date a number of months after a date, the day cut to the end of a shorter month.

    >>> add_months(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    >>> add_months(date(2024, 3, 15), -3)
    datetime.date(2023, 12, 15)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def day_of_year(year: int, month: int, day: int) -> int:
    """Return the number of a day within its year, 1 for the first of January.

    >>> day_of_year(2024, 3, 1)
    61
    >>> day_of_year(2023, 1, 1)
    1
    """
    return date(year, month, day).timetuple().tm_yday


def age_in_years(born: date, today: date) -> int:
    """Return the age in full years of someone born on a date.

    >>> age_in_years(date(2000, 6, 15), date(2024, 6, 14))
    23
    >>> age_in_years(date(2000, 6, 15), date(2024, 6, 15))
    24
    """
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def dates_between(first: date, last: date) -> list[date]:
    """List all dates from a first to a last one, both included.

    >>> dates_between(date(2024, 2, 29), date(2024, 3, 1))
    [datetime.date(2024, 2, 29), datetime.date(2024, 3, 1)]
    >>> dates_between(date(2024, 1, 2), date(2024, 1, 1))
    []
    """
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


def count_workdays(first: date, last: date) -> int:
    """Count the days from Monday to Friday between two dates, both included.

    >>> count_workdays(date(2024, 1, 1), date(2024, 1, 7))
    5
    >>> count_workdays(date(2024, 1, 6), date(2024, 1, 7))
    0
    """
    days = (first + timedelta(days=i) for i in range((last - first).days + 1))
    return sum(day.weekday() < 5 for day in days)


def change_date_format(text: str, old: str, new: str) -> str:
    """Rewrite a date from one format to another, in the codes of strftime.

    >>> change_date_format("2024-03-01", "%Y-%m-%d", "%d/%m/%Y")
    '01/03/2024'
    >>> change_date_format("31.12.1999", "%d.%m.%Y", "%Y%m%d")
    '19991231'
    """
    return datetime.strptime(text, old).strftime(new)


def month_name(month: int) -> str:
    """Return the English name of a month from its number.

    >>> month_name(1)
    'January'
    >>> month_name(12)
    'December'
    """
    names = [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ]  # fmt: skip
    return names[month - 1]


def month_number(name: str) -> int:
    """Return the number of a month from its English name or its first three letters.

    >>> month_number("March")
    3
    >>> month_number("dec")
    12
    """
    names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    return names.index(name[:3].lower()) + 1


def quarter_of_month(month: int) -> int:
    """Return the quarter of the year a month belongs to.

    >>> quarter_of_month(5)
    2
    >>> quarter_of_month(12)
    4
    """
    return (month - 1) // 3 + 1


def season_of_month(month: int) -> str:
    """Return the meteorological season of a month in the northern hemisphere.

    >>> season_of_month(4)
    'spring'
    >>> season_of_month(12)
    'winter'
    """
    return ["winter", "spring", "summer", "autumn"][month % 12 // 3]


def century_of_year(year: int) -> int:
    """Return the century a year belongs to.

    >>> century_of_year(1901)
    20
    >>> century_of_year(2000)
    20
    """
    return (year + 99) // 100


def easter_sunday(year: int) -> date:
    """Return the date of Easter Sunday in the Gregorian calendar by the anonymous computus.

    >>> easter_sunday(2024)
    datetime.date(2024, 3, 31)
    >>> easter_sunday(2000)
    datetime.date(2000, 4, 23)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    shift = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * shift) // 433
    month, day = divmod(h + shift - 7 * m + 114, 31)
    return date(year, month, day + 1)
