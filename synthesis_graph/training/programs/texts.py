"""Made-up texts of the kinds that requests are about: words, names, sentences, delimited fields, codes, notations.

A kind is a name with a maker; every text is put together here from short word lists. Knows nothing of operations.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Maker = Callable[[Random], str]

WORDS = tuple(
    "apple banana cherry grape lemon mango orange peach plum berry red blue green yellow black white brown pink "
    "cat dog bird fish horse tiger lion eagle mouse rabbit house tree river stone cloud rain snow wind fire water "
    "table chair window door lamp clock book paper pencil letter number code data python java program test value "
    "hello world good morning night summer winter spring city road bridge train car plane ship music song dance "
    "happy sad quick slow small large long short bright dark warm cold new old first last level radar noon civic "
    "street garden market school office doctor teacher student friend family mother father sister brother level "
    "moon star sun earth ocean mountain valley forest desert island coffee tea bread cheese sugar salt pepper "
    "the a in on of and to is with for by at it was not but or as are be this that from they we you he she his "
    "abc xyz aab abba mississippi banana committee balloon bookkeeper success little butter pattern running "
    "engine model system network machine search index list string array matrix graph node edge path queue stack".split()
)
FIRST_NAMES = tuple(
    "Ada Alan Alice Anna Ben Bob Carla Cem Clara Dana David Dora Elena Emil Eva Finn Frida Georg Grace Hana Hugo Ida "
    "Ines Ivan Jan Joan John Jonas Kai Karin Lena Leo Lina Liu Marco Maria Mary Max Mia Nina Noah Nora Olaf Olga Omar "
    "Paul Petra Ravi Rosa Sam Sara Sven Tara Tim Tom Uma Vera Victor Wei Yara Yusuf Zoe".split()
)
LAST_NAMES = tuple(
    "Adler Baker Berg Brown Carter Chen Cole Cruz Diaz Ekman Evans Fischer Fox Garcia Gupta Haas Hill Ito Jensen Khan "
    "Klein Kumar Lang Lee Lopez Marsh Meyer Moore Nash Novak Okada Olsen Park Patel Quinn Reed Rossi Sato Silva Smith "
    "Stone Tanaka Torres Turner Vogel Walker Weber White Wolf Young Zimmer".split()
)
PLACES = tuple(
    "Berlin Oslo Lima Kyoto Quito Delhi Paris Accra Porto Turin Basel Malmo Perth Denver Austin Boston".split()
)
COMPANIES = tuple("Acme Globex Initech Umbra Vertex Nimbus Orion Zenith Apex Nova Delta Quanta".split())
DELIMITERS = (",", ".", "-", " ", ";", ":", "/", "|", "_", ", ", "&", "+", "@", "=", "#")


def _word(r: Random) -> str:
    return r.choice(WORDS)


def _syllables(r: Random) -> str:
    count = r.choice((1, 2, 2, 3))
    return "".join(
        r.choice("bcdfghklmnprstvwz") + r.choice("aeiou") + r.choice(("", "", "n", "r", "s", "l"))
        for _ in range(count)
    )


def _random_letters(r: Random) -> str:
    letters = r.choice(("abc", "ab", "abcde", "aeioubcdfg", "abcdefghijklmnopqrstuvwxyz", "aAbBcC"))
    return "".join(r.choice(letters) for _ in range(r.randint(2, 9)))


def _any_word(r: Random) -> str:
    return r.choice((_word, _word, _syllables, _random_letters))(r)


def _phrase(r: Random, low: int = 2, high: int = 6) -> str:
    return " ".join(_word(r) for _ in range(r.randint(low, high)))


def _sentence(r: Random) -> str:
    words = [_word(r) for _ in range(r.randint(3, 7))]
    if r.random() < 0.3:
        words.insert(r.randrange(len(words)), str(r.randint(1, 400)))
    text = " ".join(words)
    return (text.capitalize() if r.random() < 0.7 else text) + r.choice((".", ".", "", "!", "?"))


def _mixed(r: Random) -> str:
    pool = "abcdefgXYZ0123456789" + r.choice(("", "!@#", " ", "-_", ".,"))
    return "".join(r.choice(pool) for _ in range(r.randint(3, 12)))


def _cased(r: Random) -> str:
    return r.choice((str.upper, str.lower, str.capitalize, str.title, str.swapcase))(_phrase(r, 1, 4))


def _digits(r: Random) -> str:
    return "".join(r.choice("0123456789") for _ in range(r.randint(1, 8)))


def _binary(r: Random) -> str:
    return r.choice("01") + "".join(r.choice("01") for _ in range(r.randint(1, 8)))


def _person(r: Random) -> str:
    first, last = r.choice(FIRST_NAMES), r.choice(LAST_NAMES)
    match r.randrange(5):
        case 0:
            return f"{last}, {first}"
        case 1:
            return f"{r.choice(('Dr', 'Dr.', 'Mr.', 'Ms.', 'Prof.'))} {first} {last}"
        case 2:
            return f"{first} {r.choice('ABCDEFGHJKLMNRST')}. {last}"
    return f"{first} {last}"


def _email(r: Random) -> str:
    user = r.choice(FIRST_NAMES).lower() + r.choice((".", "_", "")) + r.choice(LAST_NAMES).lower()
    return f"{user}@{r.choice(COMPANIES).lower()}.{r.choice(('com', 'org', 'net', 'co.uk'))}"


def _phone(r: Random) -> str:
    a, b, c = r.randint(100, 999), r.randint(100, 999), r.randint(1000, 9999)
    return r.choice((f"{a}-{b}-{c}", f"({a}) {b}-{c}", f"{a}.{b}.{c}", f"+{r.randint(1, 99)} {a} {b} {c}"))


def _iso_date(r: Random) -> str:
    return f"{r.randint(1990, 2030)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}"


def _other_date(r: Random) -> str:
    day, month, year = r.randint(1, 28), r.randint(1, 12), r.randint(1950, 2030)
    mark = r.choice("-/.")
    return r.choice(
        (
            f"{day:02}{mark}{month:02}{mark}{year}",
            f"{year}{mark}{month:02}{mark}{day:02}",
            f"{month}{mark}{day}{mark}{year}",
        )
    )


def _clock(r: Random) -> str:
    hour, minute = r.randint(0, 23), r.randint(0, 59)
    return r.choice((f"{hour:02}:{minute:02}", f"{hour:02}:{minute:02}:{r.randint(0, 59):02}"))


def _clock_12(r: Random) -> str:
    return f"{r.randint(1, 12):02}:{r.randint(0, 59):02}{r.choice((' AM', ' PM', ':15 PM', ':40 AM'))}"


def _field(r: Random) -> str:
    return r.choice((
        r.choice(FIRST_NAMES), r.choice(LAST_NAMES), r.choice(PLACES), r.choice(COMPANIES), str(r.randint(1, 999)), _word(r),
        r.choice(FIRST_NAMES) + str(r.randint(1, 199)), f"+{r.randint(1, 200)}", r.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") + r.choice(("", ".")),
        r.choice(("Dr", "Mr", "Ms", "Prof")), f"{r.randint(1, 50)}k",
    ))  # fmt: skip


def delimited(mark: str) -> Maker:
    """Two to five fields between the same mark."""
    return lambda r: mark.join(_field(r) for _ in range(r.choice((2, 2, 3, 3, 4, 5))))


def _numbers_in_words(r: Random) -> str:
    return " ".join(r.choice((_word(r), str(r.randint(1, 999)))) for _ in range(r.randint(3, 6)))


def _number_list(r: Random) -> str:
    mark = r.choice((",", " ", ", ", ";"))
    return mark.join(str(r.randint(0, 60)) for _ in range(r.randint(2, 6)))


def _quoted(r: Random) -> str:
    return f'{_word(r)} "{_phrase(r, 1, 2)}" {_word(r)}' + r.choice(("", f' "{_word(r)}"'))


def _parenthesized(r: Random) -> str:
    return f"{_word(r)} ({_phrase(r, 1, 2)}){r.choice((' ' + _word(r), f' ({_word(r)})', ''))}"


def _brackets(r: Random) -> str:
    text = ""
    for _ in range(r.randint(1, 3)):
        text = r.choice((f"({text})", f"[{text}]", f"{{{text}}}", f"{text}()", f"({text}"))
    return text + r.choice(("", ")", "()", "a"))


def _camel(r: Random) -> str:
    first = _word(r)
    return (first if r.random() < 0.5 else first.title()) + "".join(
        _word(r).title() for _ in range(r.randint(1, 2))
    )


def _snake(r: Random) -> str:
    return "_".join(_word(r) for _ in range(r.randint(2, 4)))


def _roman(r: Random) -> str:
    n, text = r.randint(1, 400), ""
    for value, sign in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        text += sign * (n // value)
        n %= value
    return text


def _run_lengths(r: Random) -> str:
    return "".join(r.choice("abcxyz") + str(r.randint(1, 5)) for _ in range(r.randint(1, 4)))


def _repeats(r: Random) -> str:
    return "".join(r.choice("abcx") * r.randint(1, 4) for _ in range(r.randint(2, 4)))


def _palindromish(r: Random) -> str:
    half = "".join(r.choice("abcde") for _ in range(r.randint(1, 4)))
    return half + half[::-1] if r.random() < 0.6 else half + r.choice("abx")


def _url(r: Random) -> str:
    link = f"http{r.choice(('', 's'))}://{r.choice(('www.', ''))}{r.choice(COMPANIES).lower()}.{r.choice(('com', 'org'))}"
    return r.choice((link + r.choice(("", "/" + _word(r))), f"see {link} and {_word(r)}", _word(r)))


def _ip(r: Random) -> str:
    return ".".join(
        str(r.choice((0, 1, 10, 127, 192, 255, 256, r.randint(0, 300))))
        for _ in range(r.choice((4, 4, 4, 3)))
    )


def _padded_ip(r: Random) -> str:
    return ".".join(f"{r.randint(0, 255):03}" for _ in range(4))


def _hex_color(r: Random) -> str:
    return (
        "#" + "".join(r.choice("0123456789abcdef") for _ in range(6))
        if r.random() < 0.7
        else r.choice(("#fff", "#12", "red"))
    )


def _hex(r: Random) -> str:
    return f"{r.randint(1, 5000):x}"


def _tags(r: Random) -> str:
    tag = r.choice(("b", "p", "i", "h1"))
    return f"<{tag}>{_phrase(r, 1, 3)}</{tag}>{r.choice(('', ' ' + _word(r)))}"


def _path(r: Random) -> str:
    return "/".join(["", *(_word(r) for _ in range(r.randint(1, 3)))]) + r.choice((".txt", ".py", ".csv", ""))


def _password(r: Random) -> str:
    return "".join(r.choice("abcdefABCDEF123456!#$%") for _ in range(r.randint(5, 11)))


def _decimals(r: Random) -> str:
    return r.choice(
        (f"{r.randint(0, 99)}.{r.randint(1, 99)}", str(r.randint(-50, 99)), f"-{r.randint(1, 9)}.5", _word(r))
    )


def _lines(r: Random) -> str:
    return "\n".join(_phrase(r, 1, 3) for _ in range(r.randint(2, 3)))


def _spaced(r: Random) -> str:
    return (
        r.choice(("", " ", "  "))
        + r.choice(("  ", " ", "   ")).join(_word(r) for _ in range(r.randint(2, 4)))
        + r.choice(("", " "))
    )


def _money(r: Random) -> str:
    return r.choice(
        (
            f"${r.randint(1, 900)}.{r.randint(10, 99)}",
            f"{r.randint(1, 90)}%",
            f"{r.randint(1, 9)},{r.randint(100, 999)}",
        )
    )


def _character(r: Random) -> str:
    return r.choice("aeiouabcdefghijklmnopqrstuvwxyzABCXYZ0159 .,-!")


def _alphabet(r: Random) -> str:
    """Words with every letter, or all but one or two."""
    letters = r.sample("abcdefghijklmnopqrstuvwxyz", r.choice((26, 26, 25, 24))) + r.sample("aeiou", 3)
    r.shuffle(letters)
    return " ".join("".join(letters[i : i + 5]) for i in range(0, len(letters), 5))


def _card(r: Random) -> str:
    return "".join(r.choice("0123456789") for _ in range(r.choice((8, 16))))


KINDS: dict[str, tuple[float, Maker]] = {
    "word": (9, _word), "any word": (7, _any_word), "letters": (4, _random_letters), "phrase": (8, _phrase),
    "sentence": (8, _sentence), "mixed": (5, _mixed), "cased": (5, _cased), "digits": (3, _digits), "binary": (1.5, _binary),
    "person": (4, _person), "email": (2, _email), "phone": (2, _phone), "date": (1.5, _iso_date), "other date": (1.5, _other_date),
    "clock": (1, _clock), "clock 12": (0.5, _clock_12), "numbers in words": (3, _numbers_in_words), "numbers": (2.5, _number_list),
    "quoted": (0.7, _quoted), "parenthesized": (1.2, _parenthesized), "brackets": (0.8, _brackets), "camel": (1, _camel),
    "snake": (1.2, _snake), "roman": (0.3, _roman), "run lengths": (0.5, _run_lengths), "repeats": (2, _repeats),
    "palindrome": (2, _palindromish), "url": (0.8, _url), "ip": (0.6, _ip), "padded ip": (0.2, _padded_ip),
    "color": (0.3, _hex_color), "hex": (0.4, _hex), "tags": (0.4, _tags), "path": (1, _path), "password": (0.8, _password),
    "decimals": (0.8, _decimals), "lines": (0.6, _lines), "spaced": (1, _spaced), "money": (0.8, _money),
    "character": (0.6, _character), "card": (0.2, _card), "alphabet": (0.2, _alphabet),
    **{f"fields {mark!r}": (1.3, delimited(mark)) for mark in DELIMITERS},
}  # fmt: skip
"""Kinds with how often each is chosen for a parameter."""

ITEM_KINDS = (
    "word",
    "word",
    "word",
    "any word",
    "letters",
    "cased",
    "person",
    "mixed",
    "digits",
    "palindrome",
    "phrase",
    "character",
)
"""Kinds that the items of a list of texts usually have."""
