"""A syntax state that knows names as well: `SyntaxState`'s questions, answered under `ScopeRules` too.

Candidates are checked in rank order; there is no mask, for names differ from token to token.
"""

from __future__ import annotations

from collections.abc import Iterable

from synthesis_graph.decoding.scope import ScopeRules, ScopeState
from synthesis_graph.decoding.state import PythonSyntax, SyntaxState
from synthesis_graph.errors import ConstraintViolated


class ScopedState:
    """A place in a program in which every name read so far was bound; immutable, a fork is the same object.

    Names known beforehand (the function's parameters in a prompt, say) are given to the rules as `known`.
    """

    __slots__ = ("_after", "_legal", "names", "rules", "syntax")

    def __init__(self, syntax: SyntaxState, rules: ScopeRules, names: ScopeState) -> None:
        self.syntax = syntax
        self.rules = rules
        self.names = names
        self._legal: dict[int, bool] = {}
        self._after: dict[int, ScopeState | None] = {}

    @classmethod
    def beginning(cls, grammar: PythonSyntax, closed: bool = True, known: Iterable[str] = ()) -> ScopedState:
        """The state before the first token."""
        rules = ScopeRules(grammar.machine, closed, frozenset(known))
        return cls(grammar.beginning, rules, rules.beginning)

    @property
    def finished(self) -> bool:
        """Whether the program has been ended."""
        return self.syntax.finished

    def accepts(self, token: int) -> bool:
        """Whether the token fits the grammar and completes no undefined name. Cost: about 20 µs the first time."""
        found = self._legal.get(token)
        if found is None:
            found = self._legal[token] = self.syntax.accepts(token) and self._named(token) is not None
        return found

    def legal(self, ranked: Iterable[int], count: int) -> list[int]:
        """The first `count` legal tokens of `ranked`, checked in their order and no further than needed."""
        found: list[int] = []
        for token in ranked:
            if len(found) >= count:
                break
            if self.accepts(token):
                found.append(token)
        return found

    def advance(self, token: int) -> ScopedState:
        """The state after one more token; raises ConstraintViolated if it cannot stand here."""
        following = self.syntax.advance(token)
        names = self._named(token)
        if names is None:
            raise ConstraintViolated("the token completes a name that nothing has bound")
        return ScopedState(following, self.rules, names)

    def is_complete(self) -> bool:
        """Whether the text up to here is a whole program without an undefined name."""
        return self.syntax.is_complete() and self.rules.advance(self.names, b"\n") is not None

    def _named(self, token: int) -> ScopeState | None:
        if token not in self._after:
            vocabulary = self.syntax.vocabulary
            if token == vocabulary.eos:
                return self.names if self.is_complete() else None
            self._after[token] = self.rules.advance(self.names, vocabulary.tokens[token])
        return self._after[token]
