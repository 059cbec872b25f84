"""What `compile()` refuses although it parses, by the construct that a stack stands in: `return` outside a function and such.

Reads the symbols of a parser's stack. Knows no names: duplicate parameters and unbound `nonlocal` are out of its reach.
"""

from __future__ import annotations

FUNCTION, ASYNC, LOOP, CLASS, BRACKET = 1, 2, 4, 8, 16
"""BRACKET: a generator may yet come, in which `await` is legal anywhere."""

_ENTERED = {
    "enter_function": FUNCTION,
    "enter_async": FUNCTION | ASYNC,
    "enter_class": CLASS,
    "enter_lambda": FUNCTION,
}

_OPENING = frozenset(("'('", "'['", "'{'"))

# terminal: the contexts of which one must hold
_NEEDS = {
    "'return'": FUNCTION, "'yield'": FUNCTION, "'await'": ASYNC | BRACKET, "'break'": LOOP, "'continue'": LOOP,
    "'nonlocal'": FUNCTION | CLASS,
}  # fmt: skip

# (terminal, the symbol it follows): the contexts that must hold, the contexts that must not
_AFTER = {
    ("'from'", "'yield'"): (0, ASYNC),
    ("'*'", "'import'"): (0, FUNCTION | CLASS),
    ("'with'", "'async'"): (ASYNC, 0),
}


def entered(context: int, symbol: str) -> int:
    """The context above a symbol that stands in `context`."""
    if symbol == "enter_loop":
        return context | LOOP
    return context | BRACKET if symbol in _OPENING else _ENTERED.get(symbol, context)


def allows(context: int, terminal: str, after: str) -> bool:
    """Whether `compile()` takes the terminal here; a terminal without a rule is always taken."""
    needed = _NEEDS.get(terminal)
    if needed is not None and not context & needed:
        return False
    must, must_not = _AFTER.get((terminal, after), (0, 0))
    return context & must == must and not context & must_not
