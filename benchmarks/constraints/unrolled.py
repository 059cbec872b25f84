"""Python as a context-free grammar over text, for libraries that take one: indentation unrolled, brackets apart.

Made from our own grammar, so that targets, parameters and patterns are as exact as a context-free grammar can have them.
Levels of binary operators are one: they change the tree, not the language, and an Earley parser pays for each. What a
file may look like has limits all the same: one step of indentation (four spaces, two or a tab), `DEPTH` blocks, f-strings
as plain strings. Blank space belongs to the end of the word before it, so that no library has to skip any.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field

from synthesis_graph.decoding.grammar import grammar_text
from synthesis_graph.decoding.notation import Alternative, read

DEPTH = 20
INDENTS = ("    ", "  ", "\t")

_EXACT = """
dots: ('.' | '..' | '...')+
augop: AUGMENTED
compop: COMPARISON | 'in' | 'not' 'in' | 'is' 'not'?
x_not: t | e_not
e_or: e_not | x_or BOOLEAN x_not
e_not: e_cmp | 'not' x_not
e_bor: e_unary | x_bor BINARY x_unary
e_unary: e_prim | UNARY x_unary
x_unary: t | e_unary
"""
_PLAIN = """
dots: ('.' | '..' | '...')+
augop: AUGMENTED
compop: COMPARISON | 'in' | 'not' 'in' | 'is' 'not'?
x_or: x_not | x_or BOOLEAN x_not
x_not: x_cmp | 'not' x_not
x_cmp: x_bor | x_cmp compop x_bor
x_bor: x_unary | x_bor BINARY x_unary
x_unary: x_prim | UNARY x_unary
x_prim: name | atom | x_prim '.' name | x_prim '[' slices ']' | x_prim '(' arguments? ')' | x_prim '(' generator ')'
x_expr: x_or | x_or 'if' x_or 'else' x_expr | 'lambda' l_params? ':' x_expr
expr_stmt: assigned | x_prim augop value | x_prim ':' x_expr ('=' value)?
assigned: value | value '=' assigned
del_stmt: 'del' targets
with_stmt: 'with' with_item (',' with_item)* suite | 'with' '(' with_item (',' with_item)* ','? ')' suite
with_item: x_expr ('as' target)?
targets: target (',' target)* ','?
target: '*'? x_prim
atom: CONSTANT | strings | '{' '}' | '{' named_xs ','? '}' | '{' generator '}'
atom: '(' ')' | '(' named_xs ','? ')' | '(' yield_expr ')' | '(' generator ')' | '[' ']' | '[' named_xs ','? ']' | '[' generator ']'
atom: '{' pair (',' pair)* ','? '}' | '{' x_expr ':' x_expr comp_for+ '}'
"""
_MERGED = {
    "STRING | fstring": "STRING",
    "NUM | IMAG | '...' | 'None' | 'True' | 'False' | strings": "CONSTANT | strings",
}
"""Words that may stand in the same places are one to a lexer."""
_BEGIN_LINES = frozenset("stmt elif_part else_part except_part except_star finally_part case_part".split())
_NO_TEXT = frozenset(("enter_function", "enter_async", "enter_class", "enter_loop", "enter_lambda", "EOF"))
_LAYOUT = frozenset(("NEWLINE", "INDENT", "DEDENT"))
_OPENING, _CLOSING = ("'('", "'['", "'{'"), ("')'", "']'", "'}'")

Symbol = str
Line = tuple[Symbol, ...]


@dataclass
class Unrolled:
    """Rules by name, `start` first; a symbol that no rule has is a word: its terminal, and where it stands.

    `"'if' out"` is a word outside brackets and `"'if' in"` one inside; `line I D` ends a line, the next one standing D
    steps of indentation I deep; `blank` may stand before the first line, `end` after the last.
    """

    rules: dict[str, list[Line]] = field(default_factory=dict)


def unroll(exact: bool, depth: int = DEPTH, indents: tuple[str, ...] = INDENTS) -> Unrolled:
    """The grammar of the running Python's version, for files of so many blocks and these indentations."""
    return _Unroller(_simplified(_EXACT if exact else _PLAIN), depth, indents).unrolled()


def _simplified(instead: str) -> dict[str, list[Alternative]]:
    """The productions without what `instead` has other rules for, f-strings and what writes no text."""
    rule_of = re.compile(r"(?:@\S+ )?(\w+):")
    found = [(m[1], line) for line in grammar_text().splitlines() if (m := rule_of.match(line.strip()))]
    replaced = {m[1] for line in instead.splitlines() if (m := rule_of.match(line))} | {"fstring"}
    kept = "\n".join(line for name, line in found if name not in replaced)
    for several, one in _MERGED.items():
        kept = kept.replace(several, one)
    rules = read(kept + instead, (sys.version_info[0], sys.version_info[1]))
    return {
        name: [tuple(s for s in a if s not in _NO_TEXT) for a in alternatives]
        for name, alternatives in rules.items()
        if name not in _NO_TEXT
    }


class _Unroller:
    """Copies of each rule: by depth and indentation where lines are in it, else by whether brackets are around."""

    def __init__(self, rules: dict[str, list[Alternative]], depth: int, indents: tuple[str, ...]) -> None:
        self.rules, self.depth, self.indents = rules, depth, indents
        self.lined = self._lined()
        self.made = Unrolled()
        self.waiting: list[tuple[str, str]] = []

    def _lined(self) -> set[str]:
        """The rules that a line may end in."""
        found = {"NEWLINE"}
        while True:
            more = {n for n, alternatives in self.rules.items() if any(found & set(a) for a in alternatives)}
            if more <= found:
                return found
            found |= more

    def unrolled(self) -> Unrolled:
        """All rules, from the first line's on."""
        made = self.made.rules
        heads, bodies = ((), ("blank",)), (("first",), ("first", "more"))
        files = [(*head, *body) for head in heads for body in bodies]
        made["start"] = [(*file, *end) for file in ((), *files) for end in ((), ("end",))]
        made["more"] = [(statement := self._symbol("stmt", "0 0"),), ("more", statement)]
        made["first"] = [line for a in self.rules["stmt"] for line in self._copies(a, "0 0")]
        while self.waiting:
            name, place = self.waiting.pop()
            begins = (f"line {place}",) if name in _BEGIN_LINES else ()
            for alternative in self.rules[name]:
                ends = (f"line {place}",) if name == "decorator" else ()
                made[f"{name} {place}"] += [(*begins, *a, *ends) for a in self._copies(alternative, place)]
        while empty := {name for name, alternatives in made.items() if not alternatives}:  # too deep
            kept = {name: [a for a in lines if empty.isdisjoint(a)] for name, lines in made.items()}
            made = {name: lines for name, lines in kept.items() if name not in empty}
        return Unrolled(made)

    def _copies(self, alternative: Alternative, place: str) -> list[Line]:
        """The alternative at a place (`out`, `in`, or indentation and depth); a block may be indented in each way."""
        deeper = [place]
        if "INDENT" in alternative:
            indent, depth = map(int, place.split())
            indents = [indent] if depth else range(len(self.indents))
            deeper = [f"{i} {depth + 1}" for i in indents if depth < self.depth]
        return [self._copied(alternative, place, inner) for inner in deeper]

    def _copied(self, alternative: Alternative, place: str, inner: str) -> Line:
        found: list[Symbol] = []
        brackets = 0
        for symbol in alternative:
            brackets += (symbol in _OPENING) - (symbol in _CLOSING)  # the blank behind a word is what counts
            if symbol not in _LAYOUT:
                at = inner if symbol in self.lined else place
                found.append(self._symbol(symbol, "in" if brackets else at))
        return tuple(found)

    def _symbol(self, symbol: str, place: str) -> Symbol:
        kind = "in" if place == "in" else "out"
        if symbol not in self.rules:
            return f"{symbol} {kind}"
        name = f"{symbol} {place if symbol in self.lined else kind}"
        if name not in self.made.rules:
            self.made.rules[name] = []
            self.waiting.append((symbol, place if symbol in self.lined else kind))
        return name
