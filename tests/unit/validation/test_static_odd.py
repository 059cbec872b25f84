"""Odd, garbled and absurd text: never a crash, always a finding with its reason, or acceptance."""

from __future__ import annotations

import sys
import warnings
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synthesis_graph.validation.static import check_static
from tests.unit.validation.specs import make_spec

SPEC = make_spec("f(xs: list[int]; n: int) -> int")
BODY = "    return 1\n"
DEF = f"def f(xs, n):\n{BODY}"

MATCH = """def f(xs, n):
    match xs:
        case [first, *rest] if first > n:
            return len(rest)
        case {"a": b, **c}:
            return b
        case _:
            return 0
"""

# What an odd way to write the function leads to: the rule that finds it and its words, or nothing for none.
ODD: list[tuple[str, str, str]] = [
    (f"async def f(xs, n):\n{BODY}", "signature", "line 1: 'f' is asynchronous"),
    ("f = lambda xs, n: 1\n", "", ""),
    ("f = lambda xs: 1\n", "signature", "takes 1 parameters"),
    ("f: object = lambda xs, n: 1\n", "", ""),
    (f"def g(xs, n):\n{BODY}f = g\n", "", ""),
    ("f = g\ng = f\n", "signature", "in a circle"),
    (f"{DEF}f = 3\n", "signature", "line 3: 'f' is bound to something else"),
    (f"{DEF}del f\n", "signature", "line 3: 'f' is deleted"),
    (f"{DEF}class f:\n    pass\n", "signature", "line 3: 'f' is a class"),
    ("from math import gcd as f\n", "signature", "'f' is bound to something else"),
    (f"def f(a):\n{BODY}{DEF}", "", ""),
    ("if True:\n    def f(xs, n):\n        return 1\n", "signature", "line 2 is inside another statement"),
    ("try:\n    def f(xs, n):\n        return 1\nexcept ImportError:\n    pass\n", "module level", "line 1"),
    ("def g():\n    def f(xs, n):\n        return 1\n    return f\n", "signature", "inside another function"),
    ("class A:\n    def f(self, xs, n):\n        return 1\n", "signature", "inside a class"),
    ("def f(xs, n):\n    def g():\n        def h():\n            return n\n        return h()\n    return g()\n", "", ""),
    (f"def f(xs, /, n):\n{BODY}", "", ""),
    (f"def f(xs, n, *rest, **more):\n{BODY}", "", ""),
    (f"def f(**more):\n{BODY}", "signature", "takes 0 parameters, 2 were asked for"),
    (f"def f(xs, n, *, k=1):\n{BODY}", "", ""),
    (f"def f(xs: 'list[int]', n: 'int') -> 'int':\n{BODY}", "", ""),
    (f"def f(xs: 3 + 4, n: [1]) -> (1, 2):\n{BODY}", "", ""),
    (f"def f(xs: 'not a type at all!', n):\n{BODY}", "", ""),
    (f"def f(xs, n) -> str:\n{BODY}", "signature", "it returns str, int was asked for"),
    (f"def f(xs: print(1), n):\n{BODY}", "module level", "line 1: an annotation with side effects"),
    (f"from __future__ import annotations\ndef f(xs: print(1), n):\n{BODY}", "", ""),
    (f"def f(xs, n=print(1)):\n{BODY}", "module level", "line 1: a default argument with side effects"),
    (f"def f(xs, n=[]):\n{BODY}", "", ""),
    (f"def f(xs, n=(lambda: print(1))()):\n{BODY}", "module level", "default argument"),
    (f"@print\n{DEF}", "module level", "line 1: a decorator with side effects"),
    (f"@(lambda g: g)\n{DEF}", "module level", "decorator"),
    (f"import functools\n@functools.lru_cache(maxsize=print(1))\n{DEF}", "module level", "decorator"),
    (f"import functools\n@functools.cache\n{DEF}", "", ""),
    (f"def own(g):\n    return g\n@own\n{DEF}", "", ""),
    (f"class A(print(1)):\n    pass\n{DEF}", "module level", "base class"),
    (f"class A(metaclass=type):\n    pass\n{DEF}", "", ""),
    (f"class A:\n    x = print(1)\n{DEF}", "module level", "line 2"),
    (f"class A:\n    def g(self, x=print(1)):\n        pass\n{DEF}", "module level", "default argument"),
    (f"class A:\n    for i in range(3):\n        x = i\n{DEF}", "module level", "line 2"),
    (f"(x := 5)\n{DEF}", "module level", "line 1"),
    (f"x = (y := 5)\n{DEF}", "module level", "line 1"),
    (f"x = [y for y in range(3)]\n{DEF}", "", ""),
    (f"x = [print(y) for y in range(3)]\n{DEF}", "module level", "line 1"),
    (f"x = f'{{print(1)}}'\n{DEF}", "module level", "line 1"),
    (f"x = lambda: print(1)\n{DEF}", "", ""),
    (f"x[0] = 1\n{DEF}", "module level", "line 1"),
    (f"x += 1\n{DEF}", "module level", "line 1"),
    (f"while True:\n    pass\n{DEF}", "module level", "line 1"),
    (f"for x in []:\n    pass\n{DEF}", "module level", "line 1"),
    (f"with open('x') as g:\n    pass\n{DEF}", "calls", "line 1: 'open'"),
    (f"assert True\n{DEF}", "module level", "line 1"),
    (f"raise SystemExit\n{DEF}", "module level", "line 1"),
    (f"'''A docstring.'''\n...\n{DEF}", "", ""),
    (f"__all__ = ['f']\n{DEF}", "", ""),
    (f"if __name__ == '__main__':\n    print(f([], 1))\n{DEF}", "", ""),
    (f"if 1:\n    print(1)\n{DEF}", "module level", "line 1"),
    (f"match 1:\n    case 1:\n        pass\n{DEF}", "module level", "line 1"),
    (MATCH, "", ""),
    ("def f(xs, n):\n    return [y for x in xs if (y := x) > n]\n", "", ""),
    ("def f(xs, n):\n    if (k := len(xs)) > n:\n        return k\n    return k + m\n", "names", "'m' is not defined (line 4)"),
    ("from math import *\ndef f(xs, n):\n    return sqrt(n)\n", "imports", "line 1: a star import"),
    ("def f(xs, n):\n    import random as r, os.path as p\n    return 1\n", "imports", "'os.path'"),
    ("from .math import x\ndef f(xs, n):\n    return 1\n", "imports", "'.math'"),
    ("from __future__ import annotations\n" + DEF, "", ""),
    ("from __future__ import braces\n" + DEF, "syntax", "not a chance"),
    (DEF + "from __future__ import annotations\n", "syntax", "line 3"),
    ("def f(xs, n):\n    return map(eval, xs)\n", "calls", "line 2: 'eval'"),
    ("def f(xs, n):\n    g = exec\n    return g\n", "calls", "line 2: 'exec'"),
    ("def f(xs, input):\n    return input\n", "signature", "parameter 'input' stands where 'n'"),
    ("def f(xs, n):\n    input = n\n    return input\n", "", ""),
    ("def f(xs, n):\n    exit()\n", "calls", "'exit'"),
    ("def f(xs, n):\n    return __import__\n", "calls", "'__import__'"),
    ("def f(xs, n):\n    global z\n    return z\n", "names", "'z'"),
    ("def f(xs, n):\n    def g():\n        global z\n        z = 1\n    g()\n    return z\n", "", ""),
    ("class A:\n    def g(self):\n        return __class__\n" + DEF, "", ""),
    ("class A:\n    x = 1\n    y = [x for _ in range(3)]\n" + DEF, "names" if sys.version_info < (3, 12) else "", "'x'"),
    ("import typing\nT = typing.TypeVar('T')\ndef f(xs: 'list[T]', n: 'T'):\n    return n\n", "", ""),
    ("return 1\n" + DEF, "syntax", "line 1"),
    ("break\n" + DEF, "syntax", "line 1"),
    ("def f(xs, n):\n    await n\n", "syntax", "line 2"),
    ("def f(xs, xs):\n    return 1\n", "syntax", "duplicate"),
    ("def f(xs, n):\n    nonlocal q\n", "syntax", "nonlocal"),
    ("def f(xs, n):\n    global xs\n", "syntax", "global"),
    ("def f(xs, n):\n    x: int = 1\n    global x\n", "syntax", "line"),
    ("def f(xs, n):\n    yield 1\n    return 2\n", "", ""),
    ("def f(xs, n):\n    return yield\n", "syntax", "line 2"),
    ("def f(xs, n):\nreturn 1\n", "syntax", "line 2"),
    ("  def f(xs, n):\n    return 1\n", "syntax", "line 1"),
    ("def f(xs, n):\n    if n:\n\treturn 1\n", "syntax", "line 3"),
    ("def f(xs, n):\n\tif n:\n        return 1\n", "syntax", "line 3"),
    ("def f(xs, n):\n\treturn 1\n", "", ""),
    ("\ufeff" + DEF, "syntax", "line 1"),
    ("\f" + DEF, "", ""),
    (DEF.replace("\n", "\r\n"), "", ""),
    (DEF.replace("\n", "\r"), "", ""),
    ("def f(xs, n): return 1", "", ""),
    ("def \uff46(xs, n):\n    return 1\n", "", ""),  # Python normalizes the name
    ("def f(xs, n):\n    return 'é😀' * ٣\n", "syntax", "line 2"),
    ("def f(xs, n):\n    return 1  # \ud800\n", "syntax", "surrogates"),
    ("def f(xs, n):\n    return '\\ud800'\n", "", ""),
    ("x = '\0'\n" + DEF, "syntax", "line 1, column 6: the code holds a null byte"),
    (DEF + "\n\n  \0", "syntax", "line 5, column 3"),
    ("", "signature", "no function 'f'"),
    ("\n\n# nothing\n", "signature", "no function 'f'"),
    ("\\", "syntax", "line 1"),
    ("'''", "syntax", "line 1"),
    ("f(", "syntax", "'(' was never closed"),
    ("def f(xs, n):\n    return 08\n", "syntax", "line 2"),
    ("def f(xs, n):\n    return 0b12\n", "syntax", "line 2"),
    ("def f(xs, n):\n    return 1__0\n", "syntax", "line 2"),
    ("def f(xs, n):\n    return " + "9" * 5_000 + "\n", "syntax", "4300"),
    ("def f(xs, n):\n    return 0x" + "f" * 5_000 + "\n", "", ""),
    ("def f(xs, n):\n    return 1e999\n", "", ""),
    ("def f(xs, n):\n    return f'{n!z}'\n", "syntax", ""),
    ("def f(xs, n):\n    return '\\d' is 1\n", "", ""),  # warnings are no findings, and are not printed
    ("print 'hello'\n", "syntax", "line 1"),
    ("exec 'x'\n", "syntax", "line 1"),
    ("```python\n" + DEF + "```\n", "syntax", "line 1"),
    ("Here is the code:\n" + DEF, "syntax", "line 1"),
    ("function f(xs, n) { return 1; }\n", "syntax", "line 1"),
    ("<?xml version='1.0'?>", "syntax", "line 1"),
    ('{"code": "def f(xs, n): return 1"}', "signature", "no function 'f'"),
    ("(" * 5_000, "syntax", ""),
    ("[" * 250 + "]" * 250 + "\n" + DEF, "syntax", "nested"),
    ("".join(" " * i + "if 1:\n" for i in range(110)), "syntax", ""),
    ("def f(xs, n):\n" + "    x = 1\n" * 5_000, "", ""),
    ("x = [" + "1," * 50_000 + "]\n" + DEF, "", ""),
    ("# " + "x" * 300_000, "syntax", "at most 200000 are read"),
    (DEF * 10_000, "syntax", "at most 200000"),
    ("a;" * 40_000, "names", "'a'"),
    ("\n" * 150_000 + DEF, "", ""),
    ("'" + "a" * 190_000 + "'\n" + DEF, "", ""),
]  # fmt: skip


def findings(code: str) -> dict[str, str]:
    return {check.subject: check.detail for check in check_static(SPEC, code) if check.status == "failed"}


@pytest.mark.parametrize(("code", "subject", "detail"), ODD, ids=range(len(ODD)))
@pytest.mark.filterwarnings("error")
def test_odd_code_gets_the_right_reason(
    code: str, subject: str, detail: str, capfd: pytest.CaptureFixture[str]
) -> None:
    found = findings(code)
    assert (subject in found and detail in found[subject]) if subject else found == {}, found
    assert capfd.readouterr() == ("", "")


# How deep is too deep differs between versions of Python; a crash or silence is wrong in all of them.
DEEP = [
    "-" * 20_000 + "1",
    "lambda: " * 3_000 + "1",
    "not " * 20_000 + "1",
    "x = 1" + "+1" * 20_000 + "\n" + DEF,
    "x" + ".y" * 20_000,
    "x" + "()" * 20_000,
    "x" + "[0]" * 20_000,
    "x = 1" + " if 1 else 2" * 8_000,
    "x = " + "y = " * 20_000 + "1",
    "if 1: pass\n" + "elif 1: pass\n" * 5_000,
    "[" * 150 + "]" * 150 + "\n" + DEF,
    "{" * 190 + "}" * 190 + "\n" + DEF,
    "f'" + "{f'" * 20 + "'}" * 20 + "'",
    "@x\n" * 20_000 + DEF,
    "x: " + "list[" * 190 + "]" * 190 + "\n",
    "def f(" + ", ".join(f"a{i}" for i in range(20_000)) + "):\n    return 1\n",
    "def f(xs, n):\n    return " + "*".join(["n"] * 20_000) + "\n",
    "def f(xs: " + "list[" * 190 + "int" + "]" * 190 + ", n):\n    return 1\n",
    "def f(xs: '" + "list[" * 5_000 + "]" * 5_000 + "', n):\n    return 1\n",
    "def f(xs: int" + " | int" * 5_000 + ", n):\n    return 1\n",
    "def f(xs, n):\n    return " + "(lambda: " * 90 + "1" + ")" * 90 + "\n",
    "\n".join(" " * i + f"def f{i}():" for i in range(95)) + "\n" + " " * 95 + "pass\n",
    "\n".join(" " * i + f"class f{i}:" for i in range(95)) + "\n" + " " * 95 + "pass\n",
    "def f(xs, n):\n    return [" + "[x for x in xs] + " * 3_000 + "[]]\n",
]


@pytest.mark.parametrize("code", DEEP, ids=range(len(DEEP)))
def test_deep_code_is_judged(code: str) -> None:
    checks = check_static(SPEC, code)
    assert all(check.detail for check in checks if check.status == "failed")
    assert any(check.status == "failed" for check in checks) or "def f(xs" in code


GOOD = """from collections import Counter

class Node:
    def __init__(self, value: int = 0):
        self.value = value

def f(xs: list[int], n: int) -> int:
    counts = Counter(x for x in xs if (y := x) > n)
    try:
        return {k: v for k, v in counts.items()}[n] + len(f"{n!r}")
    except KeyError as error:
        return -1
"""


def garbled(number: int) -> str:
    """Text that is nearly code: cut, doubled, shuffled or with odd characters in it; the same for the same number."""
    random = Random(number)
    pieces = ["\0", "\t", "    ", "\n", "\r", "(", ")", "]", "{", ":", ";", "\\", "'", '"""', "#", "@", ":=", "->",
              "*", "**", "\ufeff", "\u2028", "\ud83d", "é", "\x1a", "\x0c", "lambda", "async ", "await ", "match ",
              "def f(", "class ", "yield ", "global ", "0x", "1e", "f'{", "del ", "import ", "from . import *"]  # fmt: skip
    text = GOOD
    for _ in range(random.randint(1, 4)):
        at, end = sorted(random.sample(range(len(text) + 1), 2))
        text = random.choice([
            text[:at] + random.choice(pieces) + text[at:],
            text[:at] + text[end:],
            text[:end] + text[at:],
            text[:at] + text[at:end][::-1] + text[end:],
            text[:at] + random.choice(pieces) * random.randint(2, 50) + text[end:],
        ])  # fmt: skip
    return text


@pytest.mark.parametrize("number", range(200))
def test_garbled_text_is_found_wrong_where_python_finds_it_wrong(number: int) -> None:
    code = garbled(number)
    checks = check_static(SPEC, code)
    assert compiles(code) is (checks[0].status == "passed")
    assert checks[0].subject == "syntax"
    assert len(checks) == (6 if compiles(code) else 1)
    assert all(c.detail for c in checks if c.status == "failed")


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda b: b.decode("latin-1")))
def test_any_text_is_judged(code: str) -> None:
    assert compiles(code) is (check_static(SPEC, code)[0].status == "passed")


def compiles(code: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(code, "x", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("def f(xs, n):\n    return n +* 1\n", "line 2, column 15"),
        ("é = 'é' ? 1\n", "not understood at line 1, column 5: \"'é' ?\""),
        ("x = (1\n", "not understood at line 1, column 1: 'x = (1'"),
        ("def f(xs, n)\n    return 1\n", "line 1, column 13: expected ':'"),
    ],
)
def test_a_syntax_error_has_its_place_and_the_smallest_wrong_node(code: str, said: str) -> None:
    assert said in findings(code)["syntax"]
