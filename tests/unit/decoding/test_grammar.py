from __future__ import annotations

import pytest

from synthesis_graph.decoding.command import check_text
from synthesis_graph.decoding.grammar import grammar_text
from synthesis_graph.decoding.lalr import Conflict, build
from synthesis_graph.decoding.machine import Machine, tables
from synthesis_graph.decoding.notation import read
from tests.unit.decoding.cases import CASES
from tests.unit.decoding.conftest import parses

MACHINE = Machine()


@pytest.mark.parametrize("text", CASES)
def test_the_verdict_is_that_of_ast_parse(text: str) -> None:
    assert check_text(MACHINE, text.encode()).accepted == parses(text)


@pytest.mark.parametrize("version", [(3, 10), (3, 11), (3, 12), (3, 13), (3, 14)])
def test_the_grammar_of_each_version_has_no_conflict(version: tuple[int, int]) -> None:
    assert len(tables(version).action) > 900


def test_versions_differ_where_the_language_does() -> None:
    groups = b"try: pass\nexcept* A: pass\n"
    assert not check_text(Machine(version=(3, 10)), groups).accepted
    assert check_text(Machine(version=(3, 11)), groups).accepted
    nested = b'x = f"{d["a"]}"\n'
    assert not check_text(Machine(version=(3, 11)), nested).accepted
    assert check_text(Machine(version=(3, 12)), nested).accepted
    alias = b"type X[T] = list[T]\n"
    assert not check_text(Machine(version=(3, 11)), alias).accepted
    assert check_text(Machine(version=(3, 12)), alias).accepted


def test_an_ambiguous_grammar_is_refused() -> None:
    with pytest.raises(Conflict, match="before '-'"):
        build(read("start: e EOF\ne: e '-' e | NAME", (3, 11)), "start")


def test_every_alternative_of_the_notation_is_read() -> None:
    rules = read("start: 'a'? (BB | CC)+ EOF\n@3.12 start: DD EOF\n@<3.12 start: E1 EOF", (3, 11))
    assert rules["start"] == [("_0", "EOF"), ("'a'", "_0", "EOF"), ("E1", "EOF")]
    assert rules["_0"] == [("BB",), ("CC",), ("_0", "BB"), ("_0", "CC")]
    assert "'match'" not in grammar_text()


STRICT = [
    ("return 1", False),
    ("def f(): return 1", True),
    ("class A:\n  return", False),
    ("def f():\n  class A:\n    return 1", False),
    ("def f():\n  class A: pass\n  return 1", True),
    ("break", False),
    ("for x in y:\n  if x: break\nelse: pass", True),
    ("for x in y: pass\nelse: break", False),
    ("while x:\n  def f(): continue", False),
    ("while x:\n  def f(): pass\n  continue", True),
    ("yield 1", False),
    ("lambda: (yield)", True),
    ("await x", False),
    ("async def f(): await x", True),
    ("def f(): return (await x for x in y)", True),
    ("async def f():\n  def g(): await x", False),
    ("async def f():\n  async with a: pass", True),
    ("def f():\n  async with a: pass", False),
    ("nonlocal x", False),
    ("def f():\n  from a import *", False),
    ("from a import *", True),
]


@pytest.mark.parametrize(("text", "fits"), STRICT)
def test_strict_refuses_what_stands_in_the_wrong_construct(text: str, fits: bool) -> None:
    assert check_text(Machine(strict=True), text.encode()).accepted is fits
    assert check_text(MACHINE, text.encode()).accepted
    if fits:
        compile(text, "<text>", "exec")
    else:
        with pytest.raises(SyntaxError):
            compile(text, "<text>", "exec")
