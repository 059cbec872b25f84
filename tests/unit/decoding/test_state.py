from __future__ import annotations

import random
import sysconfig
from pathlib import Path

import numpy as np
import pytest

from synthesis_graph.decoding import PythonSyntax, Vocabulary
from synthesis_graph.decoding.state import SyntaxState
from synthesis_graph.errors import ConstraintViolated
from tests.unit.decoding.conftest import standard_library, tokenised


def _fed(syntax: PythonSyntax, text: str) -> SyntaxState:
    state = syntax.beginning
    for token in tokenised(syntax, text.encode()):
        state = state.advance(token)
    return state


def test_a_file_is_accepted_token_by_token_and_is_then_complete(syntax: PythonSyntax) -> None:
    for path in random.Random(0).sample(standard_library(), 40):
        try:
            text = path.read_text("utf-8")
            compile(text, str(path), "exec", dont_inherit=True)
        except (SyntaxError, UnicodeDecodeError, ValueError):
            continue
        state = _fed(syntax, text)
        assert state.is_complete(), path
        assert state.accepts(syntax.vocabulary.eos)


def test_tokens_and_bytes_lead_to_the_same_place(syntax: PythonSyntax) -> None:
    text = (Path(sysconfig.get_path("stdlib")) / "textwrap.py").read_bytes()
    whole = syntax.beginning
    at = 0
    for token in tokenised(syntax, text):
        size = len(syntax.vocabulary.tokens[token])
        by_bytes = syntax.machine.advance(whole.position, text[at : at + 1])
        for i in range(at + 1, at + size):
            assert by_bytes is not None
            by_bytes = syntax.machine.advance(by_bytes, text[i : i + 1])
        whole = whole.advance(token)
        assert by_bytes is whole.position
        at += size


PREFIXES = [
    "", "x", "x = ", "x = (", "x = (a,", "def f(a, b=1", "def f(x):\n    ", "if x:\n    y\n", "if x:\n    y\n    ", "for x",
    "for x in y:\n    if x:\n        z\n    ", "x = 1", "x = 1.", "x = 0", "x = 'a", "x = '''a'", "x = f'{", "x = f'{a",
    "x = f'{a:", "x = f'''{(a", "x = r", "# c", "x  # c", "x \\", "x \\\n", "match", "match x", "match (x)", "@a\n", "import a.",
    "from .", "x.", "x = y if", "ma", "els", "try:\n  x\n", "try:\n  x\ne", "x = a[", "x = {a: b", "x = '\\", "x = '\\x1",
    "x = é", "del ", "x <", "x = not", "\\\n", "x = ''", "x = f''", "f(a", "f(a=", "f(**a,", "with (a", "with (a as b",
    "x = f(g([a, {b: (", "x = ((((((1", "a[b[c[d[e", "{**{**{", "f('a\\", "((('x\\", "f(lambda: (", "x = f'{a[(b", "f'{x:{(y",
]  # fmt: skip


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_mask_is_what_is_accepted_one_by_one(syntax: PythonSyntax, prefix: str) -> None:
    state = _fed(syntax, prefix)
    one_by_one = np.array([state.accepts(token) for token in range(len(syntax.vocabulary))])
    assert np.flatnonzero(state.allowed_tokens() != one_by_one).tolist() == []
    assert one_by_one.any()


@pytest.mark.parametrize("prefix", PREFIXES)
def test_no_legal_token_is_a_dead_end(syntax: PythonSyntax, prefix: str) -> None:
    state = _fed(syntax, prefix)
    for token in np.flatnonzero(state.allowed_tokens()).tolist():
        assert state.advance(token).finished or state.advance(token).allowed_tokens().any()


def test_walks_at_random_are_always_valid_once_they_end(syntax: PythonSyntax) -> None:
    from tests.unit.decoding.conftest import parses

    rng = random.Random(1)
    ended = 0
    for _ in range(60):
        state, text = syntax.beginning, b""
        for _ in range(60):
            allowed = np.flatnonzero(state.allowed_tokens()).tolist()
            token = rng.choice(allowed)
            if state.accepts(syntax.vocabulary.eos):
                ended += 1
                assert parses(text.decode()), text
            if token == syntax.vocabulary.eos:
                break
            text += syntax.vocabulary.tokens[token]
            state = state.advance(token)
    assert ended > 20


def test_forks_do_not_touch_each_other(syntax: PythonSyntax) -> None:
    start = _fed(syntax, "def f(x):\n    return ")
    before = start.allowed_tokens()
    for text in ("x\n", "[x", "'", "f'{x}"):
        fork = start
        for token in tokenised(syntax, text.encode()):
            fork = fork.advance(token)
    assert (start.allowed_tokens() == before).all()
    assert _fed(syntax, "def f(x):\n    return ") is start


def test_legal_takes_the_first_that_fit_in_their_order(syntax: PythonSyntax) -> None:
    state = _fed(syntax, "x = ")
    ranked = [syntax.vocabulary.tokens.index(t) for t in (b")", b"(", b"\n", b"1", b"*", b"=", b"[")]
    texts = [syntax.vocabulary.tokens[t] for t in state.legal(ranked, 3)]
    assert texts == [b"(", b"1", b"*"]
    assert state.legal(ranked, 0) == []
    assert len(state.legal(ranked, 99)) == 4
    assert state.legal(iter(ranked), 1) == [ranked[1]]


def test_a_token_that_cannot_stand_raises_and_says_what_could(syntax: PythonSyntax) -> None:
    state = _fed(syntax, "x = (1")
    with pytest.raises(ConstraintViolated, match=r"cannot stand here") as caught:
        state.advance(syntax.vocabulary.tokens.index(b"]"))
    assert ")" in caught.value.hint
    with pytest.raises(ConstraintViolated):
        state.advance(syntax.vocabulary.eos)


def test_after_the_end_nothing_is_legal(syntax: PythonSyntax) -> None:
    state = _fed(syntax, "x = 1")
    end = state.advance(syntax.vocabulary.eos)
    assert end.finished
    assert not end.allowed_tokens().any()
    assert not state.finished
    with pytest.raises(ConstraintViolated):
        end.advance(syntax.vocabulary.eos)


def test_forgetting_changes_no_answer() -> None:
    syntax = PythonSyntax(Vocabulary([b"", b"x", b" = ", b"1", b"\n", b"if x:", b"    "], eos=0))
    state = syntax.beginning.advance(5)
    syntax.forget()
    assert state.advance(4).advance(6).advance(1).advance(2).advance(3).is_complete()
    assert syntax.beginning.advance(5).allowed_tokens().tolist() == state.allowed_tokens().tolist()


def test_an_end_token_outside_the_vocabulary_is_refused() -> None:
    with pytest.raises(ValueError, match="eos is 3"):
        Vocabulary([b"a", b"b"], eos=3)


def test_no_more_blocks_are_opened_than_python_takes() -> None:
    syntax = PythonSyntax(Vocabulary([b"", b"if x:", b"\n", b" ", b"pass"], eos=0))
    text = "".join(" " * depth + "if x:\n" for depth in range(99))
    position = syntax.machine.beginning
    for byte in text.encode():
        moved = syntax.machine.advance(position, bytes((byte,)))
        assert moved is not None
        position = moved
    deeper = syntax.machine.advance(position, b" " * 99 + b"if x:")
    assert deeper is not None
    assert syntax.machine.advance(deeper, b"\n") is None
    assert syntax.machine.advance(deeper, b" pass\n") is not None
