from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from synthesis_graph import techniques
from synthesis_graph.result import Status
from synthesis_graph.retrieving import SnippetRetriever
from synthesis_graph.standalone import Synthesizer
from synthesis_graph.standalone.intake import Overrides
from tests.unit.standalone.standins import parts, start

DOUBLE = {"request_id": "d", "function_name": "double", "examples": ["assert double(2) == 4"]}


def test_an_answer_that_fits_is_a_success_with_its_evidence() -> None:
    result = start().answer(json.dumps(DOUBLE))
    assert result.status is Status.SUCCESS
    assert result.result is not None
    assert "* 2" in result.result.program_ast.code
    assert [e.status for e in result.verification.examples] == ["passed"]


def test_code_that_fails_an_example_is_a_failure() -> None:
    result = start().answer({**DOUBLE, "examples": ["assert double(2) == 4", "assert double(3) == 7"]})
    assert result.status is Status.FAILURE
    assert [e.status for e in result.verification.examples] == ["passed", "failed"]


def test_without_examples_nothing_is_a_success() -> None:
    assert start().answer({"description": "Double a number n."}).status is Status.UNVERIFIED


def test_an_invalid_request_is_rejected_under_its_own_id() -> None:
    result = start().answer({**DOUBLE, "language": "cobol"})
    assert (result.status, result.request_id) == (Status.REJECTED, "d")
    assert result.error is not None
    assert result.error.field == "language"


def test_bytes_that_are_no_json_are_rejected() -> None:
    assert start().answer(b"\xff{").status is Status.REJECTED


def test_an_exception_of_a_stage_is_a_failure_that_says_so() -> None:
    result = start().answer({"function_name": "explode", "examples": ["assert explode(2) == 4"]})
    assert result.status is Status.FAILURE
    assert result.error is not None
    assert result.error.code == "internal"


def test_overrides_lie_over_the_request() -> None:
    result = start().answer({**DOUBLE, "technique": "grammar"}, Overrides(technique="retrieval"))
    assert [a.technique for a in result.provenance.attempts] == ["retrieval"]


def test_all_but_one_technique_can_be_asked_for() -> None:
    result = start().answer(DOUBLE, Overrides(technique="all-retrieval"))
    assert result.error is None
    assert "retrieval" not in {a.technique for a in result.provenance.attempts}


def test_an_override_is_checked_like_a_field() -> None:
    result = start().answer(DOUBLE, Overrides(technique="magic"))
    assert result.error is not None
    assert result.error.field == "technique"


def test_the_index_is_opened_before_the_deadline_starts_and_only_where_functions_are_retrieved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bare = tuple(replace(row, snippets=0) if row.name == "grammar" else row for row in techniques.TECHNIQUES)
    monkeypatch.setattr(techniques, "TECHNIQUES", bare)
    opened: list[float] = []

    def open_index() -> None:
        time.sleep(0.6)  # longer than the deadline
        opened.append(0.6)

    with Synthesizer(replace(parts(), open_index=open_index)) as synthesizer:
        grammar = synthesizer.answer({**DOUBLE, "technique": "grammar", "deadline_s": 0.5})
        assert not opened
        whole = synthesizer.answer({**DOUBLE, "technique": "retrieval", "deadline_s": 0.5})
    assert opened == [0.6]
    assert [grammar.status, whole.status] == [Status.SUCCESS, Status.SUCCESS]


def test_an_index_that_is_not_there_is_told_with_what_to_do(tmp_path: Path) -> None:
    retriever = SnippetRetriever(tmp_path)

    def open_index() -> None:
        retriever.open()

    with Synthesizer(replace(parts(), open_index=open_index)) as synthesizer:
        result = synthesizer.answer({**DOUBLE, "technique": "retrieval"})
    assert result.status is Status.FAILURE
    assert result.error is not None
    assert result.error.code == "index_unavailable"
    assert result.error.hint
