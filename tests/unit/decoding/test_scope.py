from __future__ import annotations

import pytest

from synthesis_graph.decoding import PythonSyntax, ScopedState
from synthesis_graph.errors import ConstraintViolated
from tests.unit.decoding.conftest import tokenised

# program, whether every name is bound before (closed), the same where functions may read what comes later (open)
PROGRAMS = [
    ("x = y\n", False, False),
    ("x = 1\ny = x\n", True, True),
    ("z += 1\n", False, False),
    ("print(z)\n", False, False),
    ("a.b = 1\n", False, False),
    ("a = {}\na['x'] = 1\n", True, True),
    ("def f(a):\n    return a + b\n", False, True),
    ("def f(a):\n    b = a\n    return b\n", True, True),
    ("def f(a, *b, c=1, **d):\n    return a, b, c, d\n", True, True),
    ("def g(x):\n    return g(x - 1)\n", True, True),
    ("def f(n):\n    def g(m):\n        return n + m\n    return g\n", True, True),
    ("def f(n):\n    global q\n    q = n\n    return q\n", True, True),
    ("def f(xs):\n    return sum(x * x for x in xs)\n", True, True),
    ("def f(xs):\n    return sum(x * y for x in xs)\n", False, True),
    ("def f(a=b): pass\n", False, False),
    ("def f(a, b, a): pass\n", False, False),
    ("def f(a, *, b: int = 1, **b): pass\n", False, False),
    ("f = lambda a, *a: a\n", False, False),
    ("[x for x in range(3) if x]\n", True, True),
    ("[x for x in range(3)]\nx\n", False, False),
    ("print([i + j for i in [1] for j in [i]], k)\n", False, False),
    ("{k: v for k, v in {}.items()}\n", True, True),
    ("[f(x) for x in range(3)]\n", False, False),
    ("x = [lambda a, b: a for c in range(3)]\n", True, True),
    ("lambda a, b=1: a + b\n", True, True),
    ("sorted([1], key=lambda t: u)\n", False, True),
    ("import os.path as p, sys\np, sys\n", True, True),
    ("import os.path\nos\n", True, True),
    ("import os.path\npath\n", False, False),
    ("from a import b as c, d\nc, d\n", True, True),
    ("from a import b as c\nb\n", False, False),
    ("from a import *\nb\n", True, True),
    ("for i, (j, k) in []: i, j, k\n", True, True),
    ("with open('x') as f: f\n", True, True),
    ("try: pass\nexcept ValueError as e: e\n", True, True),
    ("try: pass\nexcept Strange as e: e\n", False, False),
    ("class A:\n    x = 1\n    y = x\n    def f(self): return self\n", True, True),
    ("class A:\n    x = 1\n    def f(self): return x\n", False, True),
    ("class A(B): pass\n", False, False),
    ("(a, b), c = (1, 2), 3\na + b + c\n", True, True),
    ("a = b = c\n", False, False),
    ("if (n := 3): n\n", True, True),
    ("x = f'{q}'\n", False, False),
    ("q = 1\nx = f'{q!r:>{q}}'\n", True, True),
    ("match 1:\n  case [a, *b]: a, b\n  case {'k': v, **r}: v, r\n  case int(x) as y: x, y\n", True, True),
    ("match 1:\n  case Strange(): pass\n", False, False),
    ("match = 1\nprint(match)\n", True, True),
    ("@strange\ndef f(): pass\n", False, False),
    ("x: int\nx\n", True, True),
    ("x: Strange = 1\n", False, False),
    ("from __future__ import annotations\nx: Strange[Odd, {1: Odd}] | None = 1\n", True, True),
    ("from __future__ import annotations\nx: int = Strange\n", False, False),
    ("from __future__ import annotations as _a\nx: Strange\n", True, True),
    ("from __future__ import annotations\ndef f(a: A, *b: B, c: C = 1) -> D[E]: pass\n", True, True),
    ("from __future__ import annotations\ndef f(a: A = B) -> D: pass\n", False, False),
    ("from __future__ import annotations\ndef f() -> A: return b\n", False, True),
    ("from __future__ import annotations\ndef f() -> A:\n  if 1: b\n", False, True),
    ("from __future__ import annotations\nclass C:\n  x: A\n  def f(self) -> A: pass\n  B\n", False, False),
    ("from __future__ import annotations\n{1: b}\n", False, False),
    ("from __future__ import annotations\nif 1: b\n", False, False),
    ("int(x=1)\n", True, True),
    ("def f(): globals().update(a=1)\nf()\na\n", True, True),
]  # fmt: skip


def _feed(syntax: PythonSyntax, text: str, closed: bool) -> bool:
    state = ScopedState.beginning(syntax, closed)
    for token in tokenised(syntax, text.encode()):
        if not state.accepts(token):
            with pytest.raises(ConstraintViolated):
                state.advance(token)
            return False
        state = state.advance(token)
    return state.is_complete()


@pytest.mark.parametrize(("text", "closed", "open_"), PROGRAMS)
def test_a_name_is_bound_before_it_is_read(
    syntax: PythonSyntax, text: str, closed: bool, open_: bool
) -> None:
    assert _feed(syntax, text, closed=True) is closed
    assert _feed(syntax, text, closed=False) is open_


def test_the_token_that_completes_an_undefined_name_is_the_one_refused(syntax: PythonSyntax) -> None:
    state = ScopedState.beginning(syntax, known=("seen",))
    for token in tokenised(syntax, b"x = se"):
        state = state.advance(token)
    tokens = syntax.vocabulary.tokens
    assert not state.accepts(tokens.index(b"\n"))
    assert state.accepts(tokens.index(b"e"))
    for token in tokenised(syntax, b"en"):
        state = state.advance(token)
    assert state.accepts(tokens.index(b"\n"))
    ranked = [tokens.index(t) for t in (b")", b"a", b" ")]
    assert [tokens[t] for t in state.legal(ranked, 2)] == [b"a", b" "]
