"""Where an answer ends: text so far, next piece, and what the whole answer then is."""

from __future__ import annotations

import pytest

from synthesis_graph.implementation.transformers.ending import FunctionEnding

F = b"def f(x):\n    return x + 1\n"


@pytest.mark.parametrize(
    ("text", "piece", "whole"),
    [
        (F, b"```", F),
        (F[:-1], b"\n```", F[:-1]),
        (F[:-1], b"\n```\nIt", F[:-1]),
        (F, b"print", F),
        (F, b"\n\nprint(", F + b"\n\n"),
        (F[:-1], b"\n\n\nassert", F + b"\n\n"),
        (F, b"    y", None),  # a line of the body
        (F, b"\n", None),
        (F, b"# ", None),  # a comment ends nothing
        (F[:-1], b" * 2", None),
        (b"def g(x):\n    return 1\n", b"print", None),  # the function is not there yet
        (b"def f(x):\n", b"```", None),  # nor its body
        (b"", b"```", None),
        (b"def f(x):\n    return g(x)\n", b"def", None),  # g is still to come
        (b"import g\ndef f(x):\n    return g(x)\n", b"def", b"import g\ndef f(x):\n    return g(x)\n"),
        (b'def f(x):\n    """\n', b"text", None),  # at the margin, inside a string
        (b"def f(x):\n    return (\n", b"x", None),  # inside brackets
    ],
)
def test_an_answer_ends(text: bytes, piece: bytes, whole: bytes | None) -> None:
    assert FunctionEnding("f").cut(text, piece) == whole


def test_the_model_may_end_when_the_function_is_there() -> None:
    ending = FunctionEnding("f")
    assert ending.may_end(F)
    assert not ending.may_end(b"")
    assert not ending.may_end(b"x = 1\n")
    assert not ending.may_end(b"def f(x):\n    return (")
    assert not ending.may_end(F + b"\xe4")
