"""Closures: the code of a snippet runs alone, and says so when it cannot."""

from __future__ import annotations

import subprocess
import sys

import pytest

from retrieval.closure import MAX_ATTACHED_LINES
from retrieval.corpus import Source
from retrieval.harvest import harvest_file, harvest_source
from retrieval.snippet import Snippet


def snippet_of(text: str, name: str) -> Snippet:
    found = harvest_source(text.encode("utf-8"), "pkg/module.py", "corpus").snippets
    return next(snippet for snippet in found if snippet.name == name)


def run(snippet: Snippet, call: str) -> str:
    """What printing `call` gives after the snippet's code, in a Python of its own."""
    program = f"{snippet.code}\nprint({call})\n"
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr + snippet.code
    return done.stdout.strip()


def test_helpers_constants_and_imports_come_along(source: Source) -> None:
    found = {s.name: s for s in harvest_file(source.root, "texts.py", source.name).snippets}
    vowels = found["count_vowels"]
    assert run(vowels, "count_vowels('bAnane')") == "3"
    assert "_UNUSED" not in vowels.code
    assert "import" not in vowels.code
    word = found["most_common_word"]
    assert run(word, "most_common_word('a b a')") == "a"
    assert word.imports == ("collections", "re")
    assert "defaultdict" not in word.code
    assert word.code.startswith("import re\nfrom collections import Counter\n\n\ndef most_common_word")


SHARED = """\
from __future__ import annotations
import functools, itertools as it
import os.path
from typing import TypeVar

T = TypeVar("T")
TABLE = {}
TABLE["one"] = 1
for number in range(3):
    TABLE[number] = number * number
NAMES: list[str] = []
NAMES.append("x")

try:
    from math import prod
except ImportError:
    def prod(values):
        return functools.reduce(lambda left, right: left * right, values, 1)

class Box:
    size = 3
    def double(self):
        return Box.size * SCALE

SCALE = 2
total: int = 0


@functools.lru_cache(maxsize=None)
def looked_up_value(key: T) -> T:
    return TABLE.get(key, NAMES[0])

def product_of_values(values):
    return prod(values)

def file_name_only(path):
    return os.path.basename(path)

def boxed_size_doubled():
    return Box().double()

def even_and_odd(number):
    return number == 0 or odd_and_even(number - 1)

def odd_and_even(number):
    return number != 0 and even_and_odd(number - 1)

def count_every_call():
    global total
    total += 1
    return total

def shadows_all_names(SCALE, *, TABLE=5):
    prod = SCALE + TABLE
    return [it for it in range(prod)]

def match_on_shape(value):
    match value:
        case {"size": size, **rest}:
            return size, rest
        case [Box() as box, *others]:
            return box.double(), others
        case other:
            return other

def walrus_and_comprehension(values):
    if (found := [last := value for value in it.chain(values)]):
        return found, last
    return None
"""


@pytest.mark.parametrize(
    ("name", "call", "printed"),
    [
        ("looked_up_value", "looked_up_value(2), looked_up_value('one'), looked_up_value('?')", "4 1 x"),
        ("product_of_values", "product_of_values([2, 3])", "6"),
        ("file_name_only", "file_name_only('a/b')", "b"),
        ("boxed_size_doubled", "boxed_size_doubled()", "6"),
        ("even_and_odd", "even_and_odd(4)", "True"),
        ("count_every_call", "count_every_call() + count_every_call()", "3"),
        ("shadows_all_names", "shadows_all_names(1, TABLE=2)", "[0, 1, 2]"),
        ("match_on_shape", "match_on_shape({'size': 1, 'x': 2}), match_on_shape(7)", "(1, {'x': 2}) 7"),
        ("walrus_and_comprehension", "walrus_and_comprehension('ab')", "(['a', 'b'], 'b')"),
    ],
)
def test_code_runs_alone(name: str, call: str, printed: str) -> None:
    snippet = snippet_of(SHARED, name)
    assert snippet.missing == ()
    assert run(snippet, call) == printed


def test_shadowed_names_pull_nothing_in() -> None:
    code = snippet_of(SHARED, "shadows_all_names").code
    assert (
        code == f"from __future__ import annotations\n\n\n{snippet_of(SHARED, 'shadows_all_names').source}\n"
    )


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("def use_unknown_name(x):\n    return unknown(x)\n", ("unknown",)),
        ("from . import other\n\ndef use_other_module(x):\n    return other.f(x)\n", ("import .",)),
        ("import numpy as np\n\ndef use_numpy_sum(x):\n    return np.sum(x)\n", ("import numpy",)),
        ("def import_numpy_inside(x):\n    import numpy\n    return numpy.sum(x)\n", ("import numpy",)),
        (
            "TABLE = [\n"
            + "    1,\n" * MAX_ATTACHED_LINES
            + "]\n\ndef use_big_table(x):\n    return TABLE[x]\n",
            (f"more than {MAX_ATTACHED_LINES} lines of its module",),
        ),
    ],
)
def test_what_is_missing_is_said(text: str, missing: tuple[str, ...]) -> None:
    (snippet,) = harvest_source(text.encode(), "m.py", "c").snippets
    assert snippet.missing == missing
    assert not snippet.self_contained


def test_the_main_guard_is_left_out() -> None:
    text = "if __name__ == '__main__':\n    limit = 3\n\ndef below_the_limit(x):\n    return x < limit\n"
    assert snippet_of(text, "below_the_limit").missing == ("limit",)
