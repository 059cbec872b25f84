"""Programs of the standard library, changed at random: the state accepts exactly what `ast.parse` does."""

from __future__ import annotations

import ast
import functools
import re
import sysconfig
import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from synthesis_graph.decoding.command import check_text
from synthesis_graph.decoding.machine import Machine
from tests.unit.decoding.conftest import parses

MACHINE = Machine()
MODULES = (
    "ast argparse asyncio/tasks contextlib dataclasses decimal enum inspect test/test_fstring test/test_grammar "
    "test/test_patma test/test_unpack_ex test/test_named_expressions test/test_except_star typing"
).split()
WORDS = re.compile(r"\n[ \t]*|[ \t]+|\w+|\"\"\"|'''|[^\w\s]")
INSERTED = (
    "( ) [ ] { } , ; : . = == := -> + * ** / // @ ~ < >= != += ... \\\n # \n ' \" ''' \"\"\" f' f\" rb' {x} {{ }} !r "
    "{x!r:>{w}} 0 08 1e5 1j 0x 1_ 5. x _ match case type if else for in not is and lambda def class yield await async with as "
    "try except except* import from del pass None *a **k a.b f(x) x=1 \n\t \\x \\N{ \\u12 é € \r \f \t"
).split(" ")


@functools.cache
def programs() -> list[str]:
    """Statements of up to 600 characters, each a program of its own."""
    found = []
    for name in MODULES:
        path = Path(sysconfig.get_path("stdlib")) / f"{name}.py"
        if not path.exists():
            continue
        text = path.read_text("utf-8")
        lines = text.splitlines(keepends=True)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.stmt) and node.end_lineno:
                part = textwrap.dedent("".join(lines[node.lineno - 1 : node.end_lineno]))
                if len(part) < 600 and parses(part):
                    found.append(part)
    return sorted(set(found), key=lambda part: (len(part), part))


@st.composite
def mutants(draw: st.DrawFn) -> str:
    """A program with one to three words deleted, inserted, replaced, exchanged, or cut by a character."""
    words = WORDS.findall(draw(st.sampled_from(programs())))
    for _ in range(draw(st.integers(1, 3))):
        if not words:
            break
        at, other = (draw(st.integers(0, len(words) - 1)) for _ in range(2))
        change = draw(st.sampled_from(("delete", "insert", "repeat", "replace", "exchange", "cut")))
        if change == "delete":
            del words[at]
        elif change == "insert":
            words.insert(at, draw(st.sampled_from(INSERTED)))
        elif change == "repeat":
            words.insert(at, words[other])
        elif change == "replace":
            words[at] = draw(st.sampled_from(INSERTED))
        elif change == "exchange":
            words[at], words[other] = words[other], words[at]
        else:
            words[at] = words[at][1:]
    return "".join(words)


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutants())
@example("x = f'{a!r }'")
@example("match (x)\n")
def test_a_mutant_is_accepted_exactly_if_it_parses(text: str) -> None:
    assert check_text(MACHINE, text.encode("utf-8", "surrogatepass")).accepted == parses(text)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(mutants())
def test_nothing_that_was_refused_could_have_been_finished(text: str) -> None:
    """What is refused at a place is refused whatever follows: the beginning up to there, and that character, never parse."""
    verdict = check_text(MACHINE, text.encode())
    if not verdict.accepted and verdict.line is not None and verdict.column is not None:
        lines = re.split(r"\r\n|\r|\n", text)[: verdict.line]
        lines[-1] = lines[-1][: verdict.column]
        assert not parses("\n".join(lines))
