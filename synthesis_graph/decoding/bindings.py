"""What is bound and what is read: scopes, brackets, and names that wait for a comprehension that may still bind them.

Owns the rules of visibility over a `Thread`, one reading of a program. Knows no grammar: `scope` says what a construct binds
and reads. A name inside brackets waits for the bracket's end, for a comprehension may still bind it. Two readings:
`closed`, where a function sees only what stands before it (one function or a few, written from top to bottom), and open,
where what a function reads may be bound later by the module. Deleting unbinds nothing, a `for` binds before its iterable is
read, and a star import or `exec` makes every name good: no false refusal is worth a finer rule.
"""

from __future__ import annotations

import builtins
from typing import NamedTuple

Names = tuple[str, ...]

_ALWAYS = frozenset(dir(builtins)) | frozenset(
    "__name__ __file__ __doc__ __builtins__ __spec__ __loader__ __package__ __path__ __annotations__ __cached__ "
    "__class__ __module__ __qualname__ __debug__ __dict__".split()
)
_OPAQUE = frozenset(("exec", "globals", "vars", "locals"))


class Scope(NamedTuple):
    """A scope: what it has bound so far, and what encloses it; `opaque` once anything may have been bound."""

    kind: str
    bound: frozenset[str]
    outer: Scope | None
    opaque: bool = False


class Bracket(NamedTuple):
    """An open bracket: names read in it that wait, names its comprehension binds, and whether one may still come."""

    waiting: Names
    bound: Names
    first: bool
    is_lambda: bool
    outer: Bracket | None


class Frame(NamedTuple):
    """The parser's stack with the names that each symbol carries."""

    state: int
    names: Names
    outer: Frame | None


class Thread(NamedTuple):
    """One reading of the program so far."""

    stack: Frame
    scope: Scope
    bracket: Bracket | None


class Undefined(Exception):
    """A name is read that nothing has bound, or two parameters would be bound by one name."""


class Bindings:
    """The rules of names; `closed` refuses in functions too what is bound nowhere before."""

    def __init__(self, closed: bool) -> None:
        self.closed = closed

    def bracket(self, thread: Thread, terminal: str) -> Thread:
        """The reading after a terminal that may open, close or change a bracket; raises Undefined."""
        stack, scope, bracket = thread
        if terminal in ("'('", "'['", "'{'", "FLB", "'lambda'"):
            return Thread(stack, scope, Bracket((), (), True, terminal == "'lambda'", bracket))
        if bracket is None or (bracket.is_lambda and terminal not in ("')'", "']'", "'}'", "FRB")):
            return thread
        if terminal in ("')'", "']'", "'}'", "FRB"):
            thread = Thread(stack, scope, bracket.outer)
            return self.wait(thread, tuple(n for n in bracket.waiting if n not in bracket.bound))
        if terminal == "'for'":  # from here on a comma belongs to the targets
            return Thread(stack, scope, bracket._replace(bound=(*bracket.bound, "")))
        if terminal == "','" and bracket.first and not bracket.bound:
            thread = Thread(stack, scope, bracket._replace(first=False, waiting=()))
            return self.wait(thread, bracket.waiting)
        return thread

    def bind(self, thread: Thread, names: Names) -> Thread:
        """The reading in whose scope these names are bound."""
        if not names:
            return thread
        scope = thread.scope
        return Thread(thread.stack, scope._replace(bound=scope.bound.union(names)), thread.bracket)

    def bind_loop(self, thread: Thread, names: Names) -> Thread:
        """The targets of a `for`: a comprehension's are its bracket's own."""
        bracket = thread.bracket
        if bracket is None:
            return self.bind(thread, names)
        return Thread(thread.stack, thread.scope, bracket._replace(bound=bracket.bound + names))

    def read(self, thread: Thread, names: Names) -> Thread:
        """The reading after these names were read; raises Undefined."""
        if not _OPAQUE.isdisjoint(names):
            thread = Thread(thread.stack, _opaque(thread.scope), thread.bracket)
        return self.wait(thread, tuple(n for n in names if not self._visible(thread, n))) if names else thread

    def wait(self, thread: Thread, names: Names) -> Thread:
        """Keeps unknown names while a bracket may still become a comprehension that binds them; else raises Undefined."""
        names = tuple(n for n in names if not self._visible(thread, n))
        if not names:
            return thread
        at = thread.bracket
        while at is not None and not (at.first or at.bound):
            at = at.outer
        if at is None:
            raise Undefined(names[0])
        bracket = thread.bracket
        assert bracket is not None
        return Thread(thread.stack, thread.scope, bracket._replace(waiting=bracket.waiting + names))

    def _visible(self, thread: Thread, name: str) -> bool:
        bracket = thread.bracket
        while bracket is not None:
            if name in bracket.bound:
                return True
            bracket = bracket.outer
        scope: Scope | None = thread.scope
        inner = True
        while scope is not None:
            if scope.opaque or (name in scope.bound and (inner or scope.kind != "class")):
                return True
            if scope.kind in ("function", "lambda"):
                if not self.closed:
                    return True
                inner = False
            scope = scope.outer
        return name in _ALWAYS


def _opaque(scope: Scope) -> Scope:
    """The scope with a module in which anything may have been bound."""
    if scope.outer is None:
        return scope._replace(opaque=True)
    return scope._replace(outer=_opaque(scope.outer))
