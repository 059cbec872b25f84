"""Forgeries: wrong code that tries to be judged right. Every row is judged by the whole validator and must not pass.

The expected outputs are in the parent only, so code that wants one has to compute it, guess it, or make the parent
take something else for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from synthesis_graph.spec import Example
from synthesis_graph.validation.sandbox import Sandbox
from synthesis_graph.validation.validator import AstValidator, ValidatorSettings
from tests.unit.validation.specs import make_spec

HEAD = "import os, sys, struct, ctypes, builtins, json\n"
SPEC = make_spec("f(n: int) -> int", Example((3,), 977_631), Example((5,), 977_651), Example((8,), 977_687))

LIE = "{'__eq__': lambda a, b: True, '__ne__': lambda a, b: False, '__hash__': lambda a: hash(977_631)}"

FORGERIES = {
    "exit code 0": "def f(n):\n    os._exit(0)",
    "exit code 0, as an exception": "def f(n):\n    raise SystemExit(0)",
    "a printed PASS": "def f(n):\n    print('PASS', 'OK', '3 passed', flush=True)\n    os.write(1, b'PASS')",
    "an integer that is equal to all": f"def f(n):\n    return type('I', (int,), {LIE})(n)",
    "a string that is equal to all": f"def f(n):\n    return type('S', (str,), {LIE})(n)",
    "a list that is equal to all": f"def f(n):\n    return type('L', (list,), {LIE})()",
    "an object that is equal to all": f"def f(n):\n    return type('A', (), {LIE})()",
    "a class that is equal to all": (f"def f(n):\n    return type('M', (type,), {LIE})('int', (), {{}})"),
    "an object with the right repr": (
        "def f(n):\n    return type('R', (), {'__repr__': lambda s: '977631', '__str__': lambda s: '977631'})()"
    ),
    "an object with a false class": (
        "class R:\n    __class__ = int\n    def __index__(self): return 977631\n    __int__ = __index__\n"
        "def f(n):\n    return R()"
    ),
    "an instance whose class was changed": (
        f"class R: pass\nQ = type('int', (), {LIE})\ndef f(n):\n    r = R()\n    r.__class__ = Q\n    return r"
    ),
    "a generator": "def f(n):\n    yield 977_631",
    "a coroutine": "async def f(n):\n    return 977_631",
    "a proxy": "import weakref\nclass R(int): pass\nkept = R(1)\ndef f(n):\n    return weakref.proxy(kept)",
    "a true value": "def f(n):\n    return True",
    "nothing": "def f(n):\n    return None",
    "the expected output from the frames": (
        "def f(n):\n    frame, found = sys._getframe(), []\n    while frame:\n"
        "        found += [v for v in frame.f_locals.values() if type(v) is int and v > 900_000]\n"
        "        frame = frame.f_back\n    return found[0] if found else 0"
    ),
    "the expected output from the heap": (
        "import gc\ndef f(n):\n    rows = [r for r in gc.get_objects() if type(r) in (list, tuple, dict)]\n"
        "    values = [v for r in rows for v in (r.values() if type(r) is dict else r) if type(v) is int]\n"
        "    return next((v for v in values if 977_000 < v < 978_000), 0)"
    ),
    "the expected output from the tests": (
        "import glob\ndef f(n):\n    return int(open(glob.glob('/**/test_forgeries.py', recursive=True)[0]).read()[0])"
    ),
    "the expected output from the parent": (
        "def f(n):\n    return int.from_bytes(open(f'/proc/{os.getppid()}/mem', 'rb').read(4), 'little')"
    ),
    "a frame that says done": "def f(n):\n    os.write(12, b'E' + struct.pack('<I', 1) + b'N')\n    os._exit(0)",
    "a report that says passed": (
        "def f(n):\n    body = b't\\5\\0\\0\\0s\\6\\0\\0\\0passedTTTT'\n"
        "    os.write(12, struct.pack('<I', len(body)) + body)\n    os._exit(0)"
    ),
    "reports for all inputs": (
        "def f(n):\n    body = sys.modules['codec'].encode(('returned', True, (), False))\n"
        "    os.write(12, (struct.pack('<I', len(body)) + body) * 3)\n    os._exit(0)"
    ),
    "a report with a lying remark": (
        "def f(n):\n    body = sys.modules['codec'].encode(('returned', None, (), 1))\n"
        "    os.write(12, (struct.pack('<I', len(body)) + body) * 3)\n    os._exit(0)"
    ),
    "a patched codec": ("import codec\ncodec.encode = lambda *a, **k: b'T'\ndef f(n):\n    return 977_631"),
    "patched scalars of the codec": (
        "def f(n):\n    sys.modules['codec']._SCALARS[int] = lambda v: b'T'\n    return 1"
    ),
    "patched struct and json": (
        "import marshal, pickle\nfor m in (struct, json, marshal, pickle):\n    m.dumps = m.loads = m.pack = lambda *a: b''\n"
        "def f(n):\n    return 1"
    ),
    "patched builtins": (
        "builtins.int = builtins.type = builtins.isinstance = builtins.bool = lambda *a: True\ndef f(n):\n    return 1"
    ),
    "patched operators, in native code": (
        "def f(n):\n    ctypes.memmove(id(1) + 24, id(977_631) + 24, 4)\n    return 1"
    ),
    "replaced modules of the helper": (
        "for name in ('execution', 'helper', 'codec', 'layers', '__main__'):\n    sys.modules[name] = None\ndef f(n):\n    return 1"
    ),
    "a replaced runner": (
        "def f(n):\n    e = sys.modules['execution']\n    e._send = lambda pipe, report: os.write(pipe, b'\\1\\0\\0\\0T')\n    return 1"
    ),
    "a crafted exception": "def f(n):\n    raise type('Passed', (Exception,), {'__str__': lambda s: 'returned 977631'})",
    "an exception that leaves the frame loop": "def f(n):\n    raise GeneratorExit",
    "an exit handler": "import atexit\natexit.register(lambda: os.write(12, b'\\1\\0\\0\\0T'))\ndef f(n):\n    sys.exit(0)",
    "a destructor": (
        "class C:\n    def __del__(self): os.write(12, b'\\1\\0\\0\\0T' * 3)\ndef f(n):\n    C()\n    return 1"
    ),
    "a tracer that answers": (
        "def f(n):\n    sys.settrace(lambda frame, event, arg: (lambda *a: None))\n    return 1"
    ),
    "an answer for each call in turn": (
        "calls = []\ndef f(n):\n    calls.append(n)\n    return [977_631, 977_651, 977_687][len(calls) - 1]"
    ),
    "an answer in a default argument": (
        "def f(n, left=[977_687, 977_651, 977_631]):\n    return left.pop() if left else 0"
    ),
    "an answer in the function": (
        "def f(n):\n    f.n = getattr(f, 'n', -1) + 1\n    return [977_631, 977_651, 977_687][f.n]"
    ),
    "right while the clock is young": (
        "import itertools\nturn = itertools.cycle([977_631, 977_651, 977_687])\ndef f(n):\n    return next(turn)"
    ),
    "right under one hash seed": (
        "def f(n):\n    return {3: 977_631, 5: 977_651, 8: 977_687}[n] if hash('a') == PROBED else 0"
    ),
    "not a function": "f = 977_631",
    "another function": "def g(n):\n    return 977_631",
}


@pytest.fixture(scope="module")
def validator() -> Iterator[AstValidator]:
    with Sandbox() as sandbox:
        yield AstValidator(sandbox, ValidatorSettings(example_s=0.5))


def passes(validator: AstValidator, spec: Any, code: str) -> bool:
    """The verdict of the whole and that of the examples alone: static checks must not be what saves us."""
    verdict = validator.validate(spec, code, full=True)
    shown = [check.status for check in verdict.checks if check.kind == "example"]
    assert len(shown) == len(spec.examples)
    assert verdict.passed <= (set(shown) == {"passed"})
    return set(shown) == {"passed"}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_does_not_pass(validator: AstValidator, name: str) -> None:
    probed = validator.sandbox.run("def f():\n    return hash('a')", "f", [()])[0].value
    assert not passes(validator, SPEC, HEAD + FORGERIES[name].replace("PROBED", str(probed)))


def test_the_right_code_passes_before_and_after(validator: AstValidator) -> None:
    code = "def f(n):\n    return {3: 977631, 5: 977651, 8: 977687}[n]"
    assert passes(validator, SPEC, code)


VALUES = [
    # declared type, expected, what the code returns, whether that is the same
    ("int", 1, "True", False),
    ("bool", True, "1", False),
    ("int", 0, "False", False),
    ("Any", 1, "True", False),
    ("Any", [1, 0], "[True, False]", False),
    ("dict[str, int]", {"a": 1}, "{'a': True}", False),
    ("Any", {1: "a"}, "{True: 'a'}", False),
    ("float", 1.0, "1.0 + 1e-3", False),
    ("float", float("nan"), "0.0", False),
    ("float", 0.0, "float('nan')", False),
    ("float", float("inf"), "1e308", False),
    ("tuple[int, int]", (1, 2), "[1, 2]", False),
    ("list[int]", [1, 2], "(1, 2)", False),
    ("list[int]", [1, 2], "[2, 1]", False),
    ("list[int]", [], "()", False),
    ("list[int]", [], "None", False),
    ("str", "1", "1", False),
    ("str", "a", "b'a'", False),
    ("str", "a", "'a\\0'", False),
    ("str", "é", "'e\\u0301'", False),
    ("set[int]", {1, 2}, "[1, 2]", False),
    ("set[int]", set(), "{}", False),
    ("dict[str, int]", {"a": 1}, "[('a', 1)]", False),
    ("dict[str, int]", {"a": 1}, "{'a': 1, 'b': None}", False),
    ("list[int]", [1], "[1, None]", False),
    ("Any", None, "False", False),
    ("int", 2**64, "float(2**64 + 1)", True),  # equal by value: a tolerance of 1e-9 where one is a float
    ("float", float("nan"), "float('nan')", True),
    ("float", 0.0, "-0.0", True),
    ("set[int]", {1, 2}, "frozenset({2, 1})", True),
    ("dict[str, int]", {"a": 1, "b": 2}, "{'b': 2, 'a': 1}", True),
]


@pytest.mark.parametrize(("declared", "expected", "returned", "same"), VALUES)
def test_values_of_json_are_told_apart(
    validator: AstValidator, declared: str, expected: Any, returned: str, same: bool
) -> None:
    spec = make_spec(f"f(n: int) -> {declared}", Example((3,), expected, strict=False))
    assert passes(validator, spec, f"def f(n):\n    return {returned}") == same


@pytest.mark.parametrize(
    ("expected", "returned", "same"),
    [
        (1, "True", True),
        (1, "1.0", True),
        (0.0, "-0.0", True),
        ((1, 2), "[1, 2]", False),
        ({1}, "frozenset({1})", True),
    ],
)
def test_an_assertion_means_pythons_own_equality(
    validator: AstValidator, expected: Any, returned: str, same: bool
) -> None:
    spec = make_spec("f(n: int)", Example((3,), expected))
    assert passes(validator, spec, f"def f(n):\n    return {returned}") == same
