"""The static rules: each finding names its place."""

from __future__ import annotations

import pytest

from synthesis_graph.validation.static import check_static
from tests.unit.validation.specs import make_spec

SPEC = make_spec("f(xs: list[int]; n: int) -> int")

FINDINGS = [
    ("def f(xs, n):\n    return (1 +\n", "syntax", "line 2, column 12"),
    ("def f(xs, n:\n    return 1\n", "syntax", "not understood"),
    ("def f(xs, n):\n\treturn 1\n        return 2\n", "syntax", "line 3"),
    ("def f(xs, n):\n    return '\0'\n", "syntax", "null byte"),
    ("def g(xs, n):\n    return 1\n", "signature", "no function 'f'"),
    ("class f:\n    pass\n", "signature", "no function 'f'"),
    ("def f(xs):\n    return 1\n", "signature", "takes 1 parameters, 2 were asked for"),
    ("def f(xs, n, k):\n    return 1\n", "signature", "takes 3 parameters"),
    ("def f(xs, n, *, k):\n    return 1\n", "signature", "keyword-only"),
    ("def f(n, xs):\n    return 1\n", "signature", "parameter 'n' stands where 'xs' was asked for"),
    (
        "def f(xs: str, n: int) -> int:\n    return 1\n",
        "signature",
        "'xs' is annotated str, list[int] was asked for",
    ),
    ("def f(xs: list[int], n: int) -> dict:\n    return 1\n", "signature", "it returns dict"),
    ("def f(xs, n):\n    return undefined(xs)\n", "names", "'undefined' is not defined (line 2)"),
    ("def f(xs: List[int], n):\n    return 1\n", "names", "'List'"),
    ("def f(xs, n):\n    return math.sqrt(n)\n", "names", "'math'"),
    ("import os\ndef f(xs, n):\n    return 1\n", "imports", "line 1: the import of 'os'"),
    ("def f(xs, n):\n    from os.path import join\n    return 1\n", "imports", "'os.path'"),
    ("from . import x\ndef f(xs, n):\n    return 1\n", "imports", "'.'"),
    ("from math import *\ndef f(xs, n):\n    return 1\n", "imports", "star"),
    ("def f(xs, n):\n    return eval('1')\n", "calls", "'eval'"),
    ("def f(xs, n):\n    return __import__('os').getpid()\n", "calls", "'__import__'"),
    ("print(1)\ndef f(xs, n):\n    return 1\n", "module level", "line 1"),
    ("def f(xs, n):\n    return 1\nassert f([], 0) == 1\n", "module level", "line 3"),
    ("X = f2()\ndef f2():\n    return 1\ndef f(xs, n):\n    return 1\n", "module level", "line 1"),
    ("class A:\n    print(1)\ndef f(xs, n):\n    return 1\n", "module level", "line 2"),
]


@pytest.mark.parametrize(("code", "subject", "detail"), FINDINGS)
def test_a_finding_has_its_rule_and_its_place(code: str, subject: str, detail: str) -> None:
    failed = {check.subject: check.detail for check in check_static(SPEC, code) if check.status == "failed"}
    assert detail in failed.get(subject, ""), failed


CLEAN = [
    "def f(xs: list[int], n: int) -> int:\n    return sum(x for x in xs if x > n)\n",
    "from typing import List, Sequence\ndef f(xs: Sequence[int], n: int) -> float:\n    return 1\n",
    "from __future__ import annotations\ndef f(xs: List[int], n):\n    return 1\n",
    "import re\nfrom collections import Counter\nWORD = re.compile(r'x')\nN = 3\ndef f(xs, n=N):\n    return Counter(xs)[n]\n",
    "def f(xs, n, memo=None):\n    return f(xs, n - 1) if n else 0\n",
    "def f(*args):\n    return args\n",
    "def f(xs, n):\n    def g(k):\n        nonlocal n\n        n = k\n        return h(n)\n    return g(1)\ndef h(x):\n    return x\n",
    "from functools import lru_cache\n@lru_cache(maxsize=None)\ndef g(n):\n    return n\ndef f(xs, n):\n    return g(n)\n",
    "class Node:\n    '''A node.'''\n    kind = 'n'\n    def __init__(self):\n        self.x = Node.kind\ndef f(xs, n):\n    return Node().x\n",
    "def f(xs, n):\n    try:\n        return xs[n]\n    except IndexError as error:\n        return str(error)\n",
    "def f(xs, n):\n    return [y for x in xs if (y := x + n)]\nif __name__ == '__main__':\n    print(f([], 1))\n",
    "def f(xs, n):\n    global seen\n    seen = n\n    return seen\n",
]


@pytest.mark.parametrize("code", CLEAN)
def test_clean_code_has_no_finding(code: str) -> None:
    assert [c for c in check_static(SPEC, code) if c.status != "passed"] == []


def test_a_request_narrows_the_imports_and_never_widens_them() -> None:
    code = "import math\ndef f(xs, n):\n    return math.pi\n"
    narrowed = make_spec("f(xs: list[int]; n: int)", allowed_imports=("re",))
    assert "'math'" in next(c.detail for c in check_static(narrowed, code) if c.subject == "imports")
    widened = make_spec("f(xs: list[int]; n: int)", allowed_imports=("os", "math"))
    assert all(c.status == "passed" for c in check_static(widened, code))
    code = code.replace("import math", "import math, os")
    assert any(c.status == "failed" for c in check_static(widened, code))


def test_a_request_may_allow_a_part_of_a_package() -> None:
    spec = make_spec("f(xs: list[int]; n: int)", allowed_imports=("collections.abc",))
    body = "def f(xs, n):\n    return 1\n"
    assert all(c.status == "passed" for c in check_static(spec, f"import collections.abc\n{body}"))
    assert any(c.status == "failed" for c in check_static(spec, f"import collections\n{body}"))
