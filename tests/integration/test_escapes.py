"""Escapes: every row of the table is contained, seen from outside, and the helper is as good as before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from synthesis_graph.validation.sandbox import Budget, Sandbox
from tests.fixtures.escapes import ESCAPES, HEAD, program
from tests.fixtures.outside import Outside

BUDGET = Budget(timeout_s=0.4, memory_bytes=256 << 20)
SLIPS = {"NameError", "SyntaxError", "TypeError", "KeyError", "AttributeError"}
GOOD = """
import math
def f(n):
    return [len("abc"), sorted({3, 1, 2}), math.floor(math.pi * n), isinstance(n, int)]
"""


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    with Sandbox() as sandbox, Outside(tmp_path_factory.mktemp("outside"), sandbox) as made:
        if not sandbox.isolation.startswith("full"):
            pytest.skip(f"this machine has only {sandbox.isolation}")
        yield made


@pytest.mark.parametrize("name", ESCAPES)
def test_an_escape_is_contained(outside: Outside, name: str) -> None:
    outcome = outside.sandbox.run(program(ESCAPES[name]), "f", [(outside.places(),)], budget=BUDGET)[0]
    assert outcome.kind != "returned" or not outcome.value, outcome
    assert outside.token not in repr(outcome)
    assert not SLIPS & set(outcome.exception), f"the row itself is wrong, so it tried nothing: {outcome}"
    (after,) = outside.sandbox.run(GOOD, "f", [(2,)])
    assert after.value == [3, [1, 2, 3], 6, True]
    assert outside.changes() == {}


def test_the_table_is_long() -> None:
    assert len(ESCAPES) >= 40


SEARCH = """
LITERAL = "to be found by the control"
def is_readable(page):
    if libc.madvise(page, 4096, 0) != 0:
        return False
    libc.access(page, 0)
    return ctypes.get_errno() != errno.EFAULT
def f(backwards):
    libc.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    libc.access.argtypes = [ctypes.c_void_p, ctypes.c_int]
    libc.sbrk.restype = ctypes.c_void_p
    wanted, seen, hits = backwards.encode(), set(), 0
    anchors = [id(o) for o in (sys.modules, f, libc, sys.modules['codec'].encode, wanted, type)]
    for anchor in [libc.sbrk(0) - 8192, *anchors]:
        for step in (-4096, 4096):
            page = anchor & ~4095
            while page not in seen and is_readable(page):
                seen.add(page)
                hits += wanted in ctypes.string_at(page, 4096)[::-1]
                page += step
    return len(seen), hits
"""


def test_a_child_finds_nothing_of_an_earlier_request(outside: Outside) -> None:
    """It searches the memory that it is a copy of, page by page; the wanted words are handed to it backwards."""
    marker = f"earlier {outside.token}"
    keep = f"def f(x):\n    return [x, {marker!r}]"
    for size in (1, 100, 10_000, 100_000):  # bytes
        outcomes = outside.sandbox.run(keep, "f", [(marker * (size // len(marker) + 1),)])
        assert outcomes[0].kind == "returned"
    for words, found in ((marker, False), ("to be found by the control", True)):
        (outcome,) = outside.sandbox.run(HEAD + SEARCH, "f", [(words[::-1],)], budget=Budget(20))
        assert outcome.kind == "returned", outcome
        pages, hits = outcome.value
        assert pages > 500
        assert (hits > 0) == found
