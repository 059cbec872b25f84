"""The unrolled grammar as the two libraries that take one read it: Lark's notation with regular expressions, and EBNF.

Words are longest first in llguidance, which has a lexer; XGrammar reads characters and knows no longest word, so that
`isnot` may be two words to it. A name that is a keyword is refused by both.
"""

from __future__ import annotations

import keyword
import re

from benchmarks.constraints.unrolled import INDENTS, Unrolled

_SOFT = {"MATCH": "match", "CASE": "case", "TYPE": "type", "USCORE": "_"}
_EXP = r"[eE][+-]?[0-9](_?[0-9])*"
_DIGITS = r"[0-9](_?[0-9])*"
_FLOAT = rf"({_DIGITS}\.({_DIGITS})?({_EXP})?|\.{_DIGITS}({_EXP})?|{_DIGITS}{_EXP})"
_WHOLE = r"(0[xX](_?[0-9a-fA-F])+|0[oO](_?[0-7])+|0[bB](_?[01])+|0(_?0)*|[1-9](_?[0-9])*)"
_STRING = (
    r"('([^'\\\n]|\\(.|\n))*'|"
    r'"([^"\\\n]|\\(.|\n))*"|'
    r"'''('?'?([^'\\]|\\(.|\n)))*'''|"
    r'"""("?"?([^"\\]|\\(.|\n)))*""")'
)
_WORDS = {
    "NUM": rf"({_FLOAT}|{_WHOLE})",
    "IMAG": rf"({_FLOAT}|{_DIGITS})[jJ]",
    "CONSTANT": rf"({_FLOAT}|{_WHOLE}|({_FLOAT}|{_DIGITS})[jJ]|\.\.\.|None|True|False)",
    "AUGMENTED": r"([-+*@/%&|^]|<<|>>|\*\*|//)=",
    "COMPARISON": r"(==|!=|<=?|>=?)",
    "BOOLEAN": r"(and|or)",
    "BINARY": r"([-+*@/%&|^]|<<|>>|\*\*|//)",
    "UNARY": r"([-+~]|await)",
    "STRING": rf"([rR]|[uU]|[fF]|[fF][rR]|[rR][fF])?{_STRING}",
    "BYTES": rf"([bB]|[bB][rR]|[rR][bB]){_STRING}",
}
_BLANK = {"out": r"([ \t\f]|\\\r?\n)*", "in": r"([ \t\f\r\n]|\\\r?\n|#[^\n]*\n)*"}
_END_OF_LINE = r"(#[^\r\n]*)?\r?\n"
_EMPTY_LINES = r"([ \t\f]*(#[^\r\n]*)?\r?\n)"
_AROUND = {
    "blank": f"{_EMPTY_LINES}+",
    "end": r"(#[^\r\n]*|[ \t\f]+(#[^\r\n]*)?)?(\r?\n[ \t\f]*(#[^\r\n]*)?)*",
}


def lark(grammar: Unrolled) -> str:
    """In llguidance's dialect of Lark: `&` and `~` are those of regular expressions."""
    rules = {name: f"r{i}" for i, name in enumerate(grammar.rules)} | {"start": "start"}
    words: dict[str, str] = {}
    lines = []
    for name, alternatives in grammar.rules.items():
        told = [
            " ".join(rules[s] if s in rules else words.setdefault(s, f"T{len(words)}") for s in a) or '""'
            for a in alternatives
        ]
        lines.append(f"{rules[name]}: " + " | ".join(told))
    keywords = "|".join([*keyword.kwlist, "_"])
    lines.append(rf"CORE: /[^\W\d]\w*/ & ~/({keywords})/")
    lines.append(f"OUT: /{_BLANK['out']}/")
    lines.append(f"IN: /{_BLANK['in']}/")
    return "\n".join([*lines, *(f"{number}: {_lark_word(word)}" for word, number in words.items())])


def _lark_word(word: str) -> str:
    kind, _, place = word.rpartition(" ")
    if word in _AROUND:
        return f"/{_AROUND[word]}/"
    if kind.startswith("line"):
        indent, depth = int(kind.split()[1]), int(place)
        return f"/{_END_OF_LINE}{_EMPTY_LINES}*{INDENTS[indent] * depth}/"
    if kind == "NAME":
        return f"CORE {place.upper()}"
    text = _SOFT.get(kind) or kind.strip("'")
    body = "/" + _WORDS[kind].replace("/", r"\/") + "/" if kind in _WORDS else f'"{text}"'
    return f"{body} {place.upper()}"


def ebnf(grammar: Unrolled) -> str:
    """In XGrammar's EBNF, which has no lexer: each word is a rule, and names are spelt so that no keyword is one."""
    rules = {name: f"r{i}" for i, name in enumerate(grammar.rules)} | {"start": "root"}
    words: dict[str, str] = {}
    lines = []
    for name, alternatives in grammar.rules.items():
        told = (
            " ".join(rules[s] if s in rules else words.setdefault(s, f"t{len(words)}") for s in a) or '""'
            for a in alternatives
        )
        lines.append(f"{rules[name]} ::= " + " | ".join(told))
    lines += [f"{place} ::= {_spelt(blank)}" for place, blank in _BLANK.items()]
    lines += _names([*keyword.kwlist, "_"])
    lines.append(f"empty ::= {_spelt(_EMPTY_LINES)}")
    return "\n".join([*lines, *(f"{number} ::= {_ebnf_word(word)}" for word, number in words.items())])


def _ebnf_word(word: str) -> str:
    kind, _, place = word.rpartition(" ")
    if word == "blank":
        return "empty+"
    if word == "end":
        return _spelt(_AROUND["end"])
    if kind.startswith("line"):
        spaces = INDENTS[int(kind.split()[1])] * int(place)
        return f'{_spelt(_END_OF_LINE)} empty* "{spaces}"'.replace("\t", "\\t")
    if kind == "NAME":
        return f"name {place}"
    text = _SOFT.get(kind) or kind.strip("'")
    return f"{_spelt(_WORDS[kind])} {place}" if kind in _WORDS else f'"{text}" {place}'


def _spelt(expression: str) -> str:
    """A regular expression of this module in EBNF: characters in quotes, classes and signs as they are."""
    found = []
    for part in re.findall(r"\[(?:\\.|[^\]\\])+\]|\\.|.", expression):
        if part[0] == "[" or part in "()|*+?":
            found.append(part.replace(r"\f", r"\x0c"))
        elif part == ".":
            found.append(r"[^\n]")
        else:
            text = part[1] if part[0] == "\\" and part not in (r"\n", r"\r", r"\\") else part
            found.append('"' + text.replace('"', r"\"") + '"')
    return "(" + " ".join(found) + ")"


def _names(keywords: list[str]) -> list[str]:
    """Rules for every identifier that is no keyword: one for each beginning of a keyword."""
    letter, more = r"a-zA-Z_\u0080-\U0010ffff", r"a-zA-Z0-9_\u0080-\U0010ffff"
    beginnings = sorted({word[:end] for word in keywords for end in range(len(word) + 1)})
    rules = {beginning: f"name_{i}" if beginning else "name" for i, beginning in enumerate(beginnings)}
    lines = []
    for beginning, rule in rules.items():
        on = [longer for longer in beginnings if longer[:-1] == beginning and longer]
        last = "".join(longer[-1] for longer in on)
        parts = [f'"{longer[-1]}" {rules[longer]}' for longer in on]
        parts.append(f"{_without(last, more if beginning else letter)} [{more}]*")
        if beginning and beginning not in keywords:
            parts.append('""')
        lines.append(f"{rule} ::= " + " | ".join(parts))
    return lines


def _without(characters: str, letters: str) -> str:
    """The class of these letters (ranges) but for some characters."""
    ranges = {"a-z": range(97, 123), "A-Z": range(65, 91), "0-9": range(48, 58), "_": range(95, 96)}
    kept = "".join(
        chr(n) for name, codes in ranges.items() if name in letters for n in codes if chr(n) not in characters
    )
    return rf"[{kept}\u0080-\U0010ffff]"
