"""Strings and regular expressions."""

from __future__ import annotations

import operator
import re
from typing import Any

from synthesis_graph.language.operations import OutOfRange, row

_LONGEST = 100_000


def _replace(s: str, old: str, new: str) -> str:
    if not old:
        raise OutOfRange("replacing nothing")
    if len(s) * len(new) > _LONGEST and s.count(old) * len(new) > _LONGEST:
        raise OutOfRange("replacement")
    return s.replace(old, new)


def _join(separator: str, pieces: Any) -> str:
    if len(pieces) > 100 and len(separator) * len(pieces) + sum(map(len, pieces)) > _LONGEST:
        raise OutOfRange("join")
    return separator.join(pieces)


def _count(s: str, sub: str) -> int:
    if not sub:
        raise OutOfRange("counting nothing")
    return s.count(sub)


def _number(s: str) -> int:
    if len(s) > 300:
        raise OutOfRange("number")
    return int(s)


def _width(f: Any) -> Any:
    def padded(s: str, n: int, *fill: str) -> str:
        if n > 1000:
            raise OutOfRange("width")
        return f(s, n, *fill)  # type: ignore[no-any-return]

    return padded


row("upper", "str -> str", "_0.upper()", 6, "upper uppercase capital capitalize", evaluate=str.upper)
row("lower", "str -> str", "_0.lower()", 6, "lower lowercase small case insensitive", evaluate=str.lower)
row("swapcase", "str -> str", "_0.swapcase()", 7.5, "swap case toggle invert", evaluate=str.swapcase)
row("title", "str -> str", "_0.title()", 7.5, "title capitalize words first letter", evaluate=str.title)
row("capitalize", "str -> str", "_0.capitalize()", 7, "capitalize first letter", evaluate=str.capitalize)
row("strip", "str -> str", "_0.strip()", 7, "strip trim whitespace leading trailing spaces", evaluate=str.strip)
row("lstrip", "str, str -> str", "_0.lstrip(_1)", 8.5, "leading strip remove left", evaluate=str.lstrip)
row("rstrip", "str, str -> str", "_0.rstrip(_1)", 8.5, "trailing strip remove right", evaluate=str.rstrip)
row("strip_of", "str, str -> str", "_0.strip(_1)", 8, "strip remove both ends", evaluate=str.strip)
row("words", "str -> list[str]", "_0.split()", 5, "word words split sentence space whitespace tokens", evaluate=str.split)
row("split", "str, str -> list[str]", "_0.split(_1)", 5.5, "split separate delimiter delimited by parts comma words field",
    evaluate=str.split)
row("split_once", "str, str -> list[str]", "_0.split(_1, 1)", 8, "split first delimiter rest after",
    evaluate=lambda s, d: s.split(d, 1))
row("rsplit_once", "str, str -> list[str]", "_0.rsplit(_1, 1)", 8.5, "split last delimiter before",
    evaluate=lambda s, d: s.rsplit(d, 1))
row("lines", "str -> list[str]", "_0.splitlines()", 8, "line lines newline", evaluate=str.splitlines)
row("partition", "str, str -> tuple[str, str, str]", "_0.partition(_1)", 8.5, "before after delimiter part",
    evaluate=str.partition)
row("join", "str, iter[str] -> str", "_0.join(_1)", 5, "join concatenate combine string convert delimiter separator space",
    evaluate=_join)
row("join_plain", "iter[str] -> str", "''.join(_0)", 5, "join concatenate string convert combine characters list tuple",
    evaluate=lambda xs: _join("", xs))
row("join_space", "iter[str] -> str", "' '.join(_0)", 6, "join words space sentence", evaluate=lambda xs: _join(" ", xs))
row("replace", "str, str, str -> str", "_0.replace(_1, _2)", 5.5, "replace substitute change with remove convert spaces",
    evaluate=_replace)
row("replace_first", "str, str, str -> str", "_0.replace(_1, _2, 1)", 8.5, "replace first occurrence",
    evaluate=lambda s, a, b: s.replace(a, b, 1) if a else _replace(s, a, b))
row("remove", "str, str -> str", "_0.replace(_1, '')", 6, "remove delete all occurrence character without",
    evaluate=lambda s, a: _replace(s, a, ""))
row("count_text", "str, str -> int", "_0.count(_1)", 5.5, "count occurrence frequency times number many", evaluate=_count)
row("find", "str, str -> int", "_0.find(_1)", 7, "find position index location first occurrence substring",
    evaluate=str.find)
row("rfind", "str, str -> int", "_0.rfind(_1)", 8, "last find position index occurrence", evaluate=str.rfind)
row("starts_with", "str, str -> bool", "_0.startswith(_1)", 7, "start starts begin prefix with", evaluate=str.startswith)
row("ends_with", "str, str -> bool", "_0.endswith(_1)", 7, "end ends suffix with", evaluate=str.endswith)
row("is_alpha", "str -> bool", "_0.isalpha()", 7, "letter letters alphabet alphabetic alpha character", evaluate=str.isalpha)
row("is_digit", "str -> bool", "_0.isdigit()", 7, "digit digits number numeric numbers", evaluate=str.isdigit)
row("is_alnum", "str -> bool", "_0.isalnum()", 7.5, "alphanumeric special character letters digits", evaluate=str.isalnum)
row("is_upper", "str -> bool", "_0.isupper()", 7, "upper uppercase capital", evaluate=str.isupper)
row("is_lower", "str -> bool", "_0.islower()", 7, "lower lowercase small", evaluate=str.islower)
row("is_space", "str -> bool", "_0.isspace()", 8, "space whitespace blank", evaluate=str.isspace)
row("ord", "str -> int", "ord(_0)", 7, "ascii code unicode ordinal value character position", evaluate=ord)
row("chr", "int -> str", "chr(_0)", 8, "ascii character letter code", evaluate=chr)
row("to_text", "N -> str", "str(_0)", 5, "string convert digits digit number text", evaluate=str)
row("any_to_text", "A -> str", "str(_0)", 7.5, "string convert text", evaluate=str)
row("parse_int", "str -> int", "int(_0)", 6, "integer number convert digit digits string numeric", evaluate=_number)
row("parse_float", "str -> float", "float(_0)", 8, "float decimal number convert", evaluate=float)
row("contains_text", "str, str -> bool", "_1 in _0", 5.5, "contain contains substring present in whether include",
    evaluate=operator.contains)
row("zfill", "str, int -> str", "_0.zfill(_1)", 8, "zero zeros pad leading fill", evaluate=_width(str.zfill))
row("ljust", "str, int, str -> str", "_0.ljust(_1, _2)", 9.5, "pad right fill", evaluate=_width(str.ljust))
row("rjust", "str, int, str -> str", "_0.rjust(_1, _2)", 9.5, "pad left fill", evaluate=_width(str.rjust))
row("find_numbers", "str -> list[str]", r"re.findall('\\d+', _0)", 8, "number numbers digit extract integers find all",
    evaluate=lambda s: re.findall(r"\d+", s))
row("find_words", "str -> list[str]", r"re.findall('\\w+', _0)", 8.5, "word words extract tokens",
    evaluate=lambda s: re.findall(r"\w+", s))
row("find_letters", "str -> list[str]", "re.findall('[A-Za-z]+', _0)", 9, "letters words alphabetic runs extract",
    evaluate=lambda s: re.findall("[A-Za-z]+", s))
row("find_capitals", "str -> list[str]", "re.findall('[A-Z]', _0)", 9, "uppercase capital letters extract",
    evaluate=lambda s: re.findall("[A-Z]", s))
row("find_capitalised", "str -> list[str]", "re.findall('[A-Z][a-z]*', _0)", 9, "capital camel uppercase words split",
    evaluate=lambda s: re.findall("[A-Z][a-z]*", s))
row("split_non_words", "str -> list[str]", r"re.split('\\W+', _0)", 9.5, "words split delimiters punctuation",
    evaluate=lambda s: re.split(r"\W+", s))
row("remove_spaces", "str -> str", r"re.sub('\\s+', '', _0)", 8, "spaces whitespace remove all",
    evaluate=lambda s: re.sub(r"\s+", "", s))
