"""What is plainly steady is spared a second run; everything else gets it."""

from __future__ import annotations

import pytest

from synthesis_graph.validation.repetition import is_steady

STEADY = [
    "def f(xs):\n    return sorted(xs)[0]",
    "import math\nLIMIT = 3\ndef f(n):\n    '''Doc.'''\n    return math.gcd(n, LIMIT)",
    "from collections import Counter\ndef f(xs, k=1, d=-1):\n    return [x for x, n in Counter(xs).items() if n > k]",
    "def g(n):\n    return n and g(n - 1)\ndef f(n):\n    try:\n        return g(n)\n    except ValueError as e:\n        return str(e)",
]
UNSTEADY = [
    "def f(xs):\n    return list(set(xs))",
    "def f(xs):\n    return list({x for x in xs})",
    "def f(a, b):\n    return list({a, b})",
    "def f(a, b):\n    return list(a.keys() & b.keys())",
    "def f(a, b):\n    return list(a.items() - b.items())",
    "def f(x):\n    return hash(x)",
    "def f(x):\n    return x.__hash__()",
    "def f(x):\n    return id(x)",
    "import random\ndef f(x):\n    return random.random()",
    "from time import time\ndef f(x):\n    return time()",
    "calls = []\ndef f(x):\n    calls.append(x)\n    return len(calls)",
    "n = 0\ndef f(x):\n    global n\n    n += 1\n    return n",
    "def f(x, seen=[]):\n    seen.append(x)\n    return seen",
    "def f(x):\n    f.n = getattr(f, 'n', 0) + 1\n    return f.n",
    "class C:\n    n = 0\ndef f(x):\n    return C.n",
    "def f(x):\n    return eval('{1, 2}')",
    "def f(x:",
    "(" * 500,
]


@pytest.mark.parametrize("code", STEADY)
def test_steady(code: str) -> None:
    assert is_steady(code)


@pytest.mark.parametrize("code", UNSTEADY)
def test_not_steady(code: str) -> None:
    assert not is_steady(code)
