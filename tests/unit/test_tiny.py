"""The two-second test: one specification through every stage."""

from __future__ import annotations

from synthesis_graph.result import Status
from synthesis_graph.standalone import Synthesizer


def test_a_sentence_and_three_examples_become_a_verified_function() -> None:
    request = {
        "function_name": "backwards",
        "description": "Reverse a text.",
        "technique": "grammar",
        "examples": [
            "assert backwards('abc') == 'cba'",
            "assert backwards('no') == 'on'",
            "assert backwards('') == ''",
        ],
    }
    with Synthesizer() as synthesizer:
        answer = synthesizer.answer(request)
    assert answer.status in {Status.SUCCESS, Status.UNVERIFIED}
    assert answer.result is not None
    assert answer.result.strategy == "grammar"
    assert [e.status for e in answer.verification.examples] == ["passed"] * 3
    names: dict[str, object] = {}
    exec(answer.result.program_ast.code, names)
    backwards = names["backwards"]
    assert callable(backwards)
    assert backwards("drawer") == "reward"
