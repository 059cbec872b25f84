"""Reads the grammar's notation into plain productions: no option, group or repetition is left.

Knows nothing of Python's syntax. `x?` doubles the alternative rather than adding an empty rule, which would make an
LALR parser decide too early; repetitions become left-recursive rules, which need no stack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product

Version = tuple[int, int]
Alternative = tuple[str, ...]

_LINE = re.compile(r"(?:@(<)?(\d+)\.(\d+) )?(\w+):(.*)")
_TOKEN = re.compile(r"'[^']+'|\w+|[|()?*+]")


@dataclass
class Productions:
    """Rules by name, each a list of alternatives; the names that never stand left are terminals."""

    rules: dict[str, list[Alternative]] = field(default_factory=dict)
    made: dict[object, str] = field(default_factory=dict)

    def add(self, name: str, alternatives: list[Alternative]) -> None:
        """Adds alternatives to a rule, each once."""
        known = self.rules.setdefault(name, [])
        known.extend(a for a in dict.fromkeys(alternatives) if a not in known)

    def repeated(self, body: tuple[Alternative, ...]) -> str:
        """The rule for one or more of `body`; equal bodies share it."""
        if body not in self.made:
            name = self.made[body] = f"_{len(self.made)}"
            self.add(name, [*body, *((name, *a) for a in body)])
        return self.made[body]

    def pruned(self) -> dict[str, list[Alternative]]:
        """The rules without alternatives that ask for a rule of another version (a lower-case name with no rule)."""
        rules = dict(self.rules)
        while True:
            kept = {
                name: [a for a in alternatives if all(s in rules or _is_terminal(s) for s in a)]
                for name, alternatives in rules.items()
            }
            kept = {name: alternatives for name, alternatives in kept.items() if alternatives}
            if kept == rules:
                return kept
            rules = kept


def read(text: str, version: Version) -> dict[str, list[Alternative]]:
    """The productions of the lines that hold in `version`; terminals are capitals, or their text in quotes."""
    productions = Productions()
    for line in filter(str.strip, text.splitlines()):
        found = _LINE.fullmatch(line.strip())
        if found is None:
            raise ValueError(f"not a rule: {line}")
        below, major, minor, name, body = found.groups()
        since = (int(major), int(minor)) if major else version
        if (version < since) if not below else (version >= since):
            continue
        productions.add(name, list(_Reader(_TOKEN.findall(body), productions).alternatives()))
    return productions.pruned()


def _is_terminal(symbol: str) -> bool:
    return symbol[0] == "'" or (symbol.isupper() and len(symbol) > 1)


class _Reader:
    """A recursive descent over one line's tokens."""

    def __init__(self, tokens: list[str], productions: Productions) -> None:
        self.tokens = tokens
        self.productions = productions

    def alternatives(self) -> tuple[Alternative, ...]:
        found = [self._sequence()]
        while self.tokens and self.tokens[0] == "|":
            self.tokens.pop(0)
            found.append(self._sequence())
        return tuple(dict.fromkeys(a for group in found for a in group))

    def _sequence(self) -> list[Alternative]:
        parts: list[tuple[Alternative, ...]] = []
        while self.tokens and self.tokens[0] not in "|)":
            parts.append(self._item())
        return [tuple(s for part in choice for s in part) for choice in product(*parts)]

    def _item(self) -> tuple[Alternative, ...]:
        symbol = self.tokens.pop(0)
        body: tuple[Alternative, ...] = ((symbol,),)
        if symbol == "(":
            body = self.alternatives()
            self.tokens.pop(0)
        if self.tokens and self.tokens[0] in "?*+":
            sign = self.tokens.pop(0)
            if sign != "?":
                body = ((self.productions.repeated(body),),)
            if sign != "+":
                body = ((), *body)
        return body
