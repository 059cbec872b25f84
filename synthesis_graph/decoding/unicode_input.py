"""UTF-8 and identifiers beyond ASCII, byte by byte: which bytes can still become a character that is allowed here."""

from __future__ import annotations

import bisect
import functools
import sys
import unicodedata

ANY, START, CONTINUE = range(3)
"""What is asked of a character: nothing; that it may begin a name; that it may go on one."""


def length(lead: int) -> int:
    """Bytes of the character that `lead` opens; 0 if no character starts so."""
    if 0xC2 <= lead <= 0xDF:
        return 2
    if 0xE0 <= lead <= 0xEF:
        return 3
    return 4 if 0xF0 <= lead <= 0xF4 else 0


@functools.lru_cache(maxsize=65536)
def viable(beginning: bytes, role: int) -> bool:
    """Whether some character of this role starts with these bytes (or is these bytes)."""
    size = length(beginning[0])
    if size == 0 or any(not 0x80 <= b <= 0xBF for b in beginning[1:]):
        return False
    missing = size - len(beginning)
    value = beginning[0] & (0x7F >> size)
    for byte in beginning[1:]:
        value = value << 6 | byte & 0x3F
    low, high = value << 6 * missing, (value + 1 << 6 * missing) - 1
    low = max(low, {2: 0x80, 3: 0x800, 4: 0x10000}[size])
    high = min(high, sys.maxunicode)
    if low > high or (low >= 0xD800 and high <= 0xDFFF):
        return False
    return role == ANY or any(_fits(chr(code), role) for code in range(low, high + 1))


def _fits(character: str, role: int) -> bool:
    return (character if role == START else "a" + character).isidentifier()


# Names that `unicodedata.lookup` takes and `unicodedata.name` never gives; those that this version lacks are left out.
_ALIASES = (
    "NULL|NUL|START OF HEADING|SOH|START OF TEXT|STX|END OF TEXT|ETX|END OF TRANSMISSION|EOT|ENQUIRY|ENQ|ACKNOWLEDGE|ACK|"
    "ALERT|BEL|BACKSPACE|BS|CHARACTER TABULATION|HORIZONTAL TABULATION|HT|TAB|LINE FEED|NEW LINE|END OF LINE|LF|NL|EOL|"
    "LINE TABULATION|VERTICAL TABULATION|VT|FORM FEED|FF|CARRIAGE RETURN|CR|SHIFT OUT|SO|SHIFT IN|SI|DATA LINK ESCAPE|DLE|"
    "CANCEL|CAN|END OF MEDIUM|EOM|SUBSTITUTE|SUB|ESCAPE|ESC|FILE SEPARATOR|FS|GROUP SEPARATOR|GS|RECORD SEPARATOR|RS|"
    "UNIT SEPARATOR|US|SP|DELETE|DEL|NEXT LINE|NEL|NBSP|SHY|ZWNJ|ZWJ|LRM|RLM|LRE|RLE|PDF|LRO|RLO|WJ|BOM|BYTE ORDER MARK|ZWNBSP"
).split("|")


@functools.lru_cache(maxsize=1)
def _names() -> list[str]:
    r"""Every character's name, sorted. Cost: about 0.3 s, once, when a program first writes \N{."""
    found = {unicodedata.name(chr(code), "") for code in range(sys.maxunicode + 1)} - {""}
    for alias in _ALIASES:
        try:
            unicodedata.lookup(alias)
        except KeyError:
            continue
        found.add(alias)
    return sorted(found)


@functools.lru_cache(maxsize=65536)
def name_begins(text: str) -> bool:
    """Whether some character's name starts with `text`, whatever its case."""
    names, upper = _names(), text.upper()
    at = bisect.bisect_left(names, upper)
    return at < len(names) and names[at].startswith(upper)


@functools.lru_cache(maxsize=65536)
def is_name(text: str) -> bool:
    """Whether `text` names one character."""
    try:
        return len(unicodedata.lookup(text)) == 1
    except KeyError:
        return False
