"""Errors keep class, message and hint across pickling, as they must between processes."""

from __future__ import annotations

import pickle

import pytest

from retrieval import errors


def all_kinds(base: type[errors.RetrievalError]) -> list[type[errors.RetrievalError]]:
    return [base, *(kind for sub in base.__subclasses__() for kind in all_kinds(sub))]


@pytest.mark.parametrize("kind", all_kinds(errors.RetrievalError))
def test_pickling(kind: type[errors.RetrievalError]) -> None:
    error = pickle.loads(pickle.dumps(kind("it broke", "mend it")))
    assert type(error) is kind
    assert (error.message, error.hint, error.code, error.retryable) == (
        "it broke",
        "mend it",
        kind.code,
        kind.retryable,
    )
    assert str(error) == "it broke (mend it)"


def test_codes_are_distinct() -> None:
    kinds = all_kinds(errors.RetrievalError)
    assert len({kind.code for kind in kinds}) == len(kinds) > 5
    assert [kind.code for kind in kinds if kind.retryable] == ["index_busy"]
