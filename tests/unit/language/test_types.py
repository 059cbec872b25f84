"""The types of the language: annotations read and written, inference, joins, matching, decoding."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from synthesis_graph.language.operations import match_type, parse_signature, result_type
from synthesis_graph.language.types import (
    ANY,
    BOOL,
    BYTES,
    FLOAT,
    INT,
    NONE,
    STR,
    DecodeError,
    Type,
    callable_of,
    conforms,
    decode,
    dict_of,
    infer,
    join,
    join_all,
    list_of,
    optional_of,
    parse_type,
    set_of,
    tuple_of,
    tuple_row,
    union_of,
    variable,
)  # fmt: skip

ANNOTATIONS = [
    ("int", INT, "int"),
    ("List[int]", list_of(INT), "list[int]"),
    ("typing.List['int']", list_of(INT), "list[int]"),
    ("list", list_of(ANY), "list[Any]"),
    ("Sequence[str]", list_of(STR), "list[str]"),
    ("Dict[str, List[int]]", dict_of(STR, list_of(INT)), "dict[str, list[int]]"),
    ("Counter[str]", dict_of(STR, INT), "dict[str, int]"),
    ("Tuple[int, ...]", tuple_row(INT), "tuple[int, ...]"),
    ("Tuple[int, str]", tuple_of(INT, STR), "tuple[int, str]"),
    ("tuple[()]", tuple_of(), "tuple[()]"),
    ("tuple", tuple_row(ANY), "tuple[Any, ...]"),
    ("Optional[int]", optional_of(INT), "int | None"),
    ("Union[str, None, int]", union_of((INT, NONE, STR)), "int | str | None"),
    ("str | int | str", union_of((INT, STR)), "int | str"),
    ("Union[int, Any]", ANY, "Any"),
    ("Callable[[int, str], bool]", callable_of((INT, STR), BOOL), "Callable[[int, str], bool]"),
    ("frozenset[bytes]", set_of(BYTES), "set[bytes]"),
    ("T", ANY, "Any"),
    ("None", NONE, "None"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "written"), ANNOTATIONS, ids=[a[0] for a in ANNOTATIONS])
def test_annotations_are_read_and_written(text: str, expected: Type, written: str) -> None:
    assert parse_type(text) == expected
    assert str(expected) == written
    assert parse_type(written) == expected


@pytest.mark.parametrize(
    "text", ["", "list[", "Foo", "list[int, str]", "dict[int]", "int()", "1", "Callable[int]"]
)
def test_what_is_no_type_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_type(text)


def test_deep_nesting_is_refused_not_a_crash() -> None:
    with pytest.raises(ValueError, match=r"nested too deeply|not a type annotation"):
        parse_type("list[" * 3000 + "int" + "]" * 3000)


INFERRED = [
    (None, NONE), (True, BOOL), (1, INT), (1.0, FLOAT), ("a", STR), (b"a", BYTES), ([], list_of(ANY)),
    ([1, 2.0], list_of(FLOAT)), ([1, "a"], list_of(union_of((INT, STR)))), ([[], [1]], list_of(list_of(INT))),
    ((1, "a"), tuple_of(INT, STR)), ((1, 2, 3), tuple_of(INT, INT, INT)), ((1, 2, 3, 4), tuple_row(INT)),
    ([(1,), (1, 2)], list_of(tuple_row(INT))), ({"a": [1]}, dict_of(STR, list_of(INT))), ({1, 2}, set_of(INT)),
    ([1, None], list_of(optional_of(INT))), ([True, 1], list_of(union_of((BOOL, INT)))), ({}, dict_of(ANY, ANY)),
    (object(), ANY),
]  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), INFERRED, ids=[str(t) for _, t in INFERRED])
def test_inference(value: Any, expected: Type) -> None:
    assert infer(value) == expected
    assert conforms(value, expected)


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        ((), ANY), ((INT, INT), INT), ((INT, FLOAT), FLOAT), ((ANY, INT), INT), ((INT, NONE), optional_of(INT)),
        ((list_of(ANY), list_of(STR)), list_of(STR)), ((tuple_of(INT), tuple_of(INT, INT)), tuple_row(INT)),
        ((optional_of(INT), FLOAT), optional_of(FLOAT)), ((INT, STR), union_of((STR, INT))),
        ((dict_of(STR, INT), dict_of(STR, FLOAT)), dict_of(STR, FLOAT)), ((BOOL, INT), union_of((BOOL, INT))),
    ],
)  # fmt: skip
def test_join(types: tuple[Type, ...], expected: Type) -> None:
    assert join_all(types) == expected
    assert join_all(reversed(types)) == expected
    if len(types) == 2:
        assert join(*types) == expected


A = variable("A")
MATCHES = [
    ("list[A]", list_of(INT), {"?A": INT}), ("list[A]", set_of(INT), None), ("iter[A]", STR, {"?A": STR}),
    ("iter[A]", dict_of(INT, STR), {"?A": INT}), ("iter[A]", tuple_of(INT, STR), None),
    ("iter[A]", tuple_of(INT, INT), {"?A": INT}), ("N", INT, {"?N": INT}), ("N", STR, None), ("N", BOOL, None),
    ("S", STR, {"?S": STR}), ("S", tuple_row(INT), {"?S": tuple_row(INT)}), ("S", tuple_of(INT, INT), None),
    ("K", list_of(INT), None), ("K", tuple_of(INT, STR), {"?K": tuple_of(INT, STR)}), ("C", dict_of(INT, INT), None),
    ("C", list_of(INT), {"?C": list_of(INT)}), ("float", INT, {}), ("int", FLOAT, None),
    ("optional[A]", optional_of(INT), {"?A": INT}), ("optional[A]", INT, None), ("dict[A, A]", dict_of(INT, STR), None),
]  # fmt: skip


@pytest.mark.parametrize(("pattern", "actual", "bound"), MATCHES, ids=[f"{p} {a}" for p, a, _ in MATCHES])
def test_match_type(pattern: str, actual: Type, bound: dict[str, Type] | None) -> None:
    (parameter,), _ = parse_signature(f"{pattern} -> int")
    assert match_type(parameter, actual, {}) == bound


def test_match_keeps_what_is_bound() -> None:
    assert match_type(A, INT, {"?A": INT}) == {"?A": INT}
    assert match_type(A, STR, {"?A": INT}) is None


@pytest.mark.parametrize(
    ("returns", "bound", "expected"),
    [
        ("join[N, M]", {"?N": INT, "?M": FLOAT}, FLOAT), ("item[S]", {"?S": STR}, STR),
        ("item[S]", {"?S": list_of(INT)}, INT), ("optional[B]", {"?B": INT}, optional_of(INT)),
        ("list[tuple[A, B]]", {"?A": INT, "?B": STR}, list_of(tuple_of(INT, STR))),
    ],
)  # fmt: skip
def test_result_type(returns: str, bound: dict[str, Type], expected: Type) -> None:
    assert result_type(parse_signature(f"int -> {returns}")[1], bound) == expected


DECODED = [
    ([1, 2], tuple_row(INT), (1, 2)), ([1, "a"], tuple_of(INT, STR), (1, "a")), ([1, 1], set_of(INT), {1}),
    ({"1": 2}, dict_of(INT, INT), {1: 2}), ({"(1, 2)": 3}, dict_of(tuple_of(INT, INT), INT), {(1, 2): 3}),
    ("ab", BYTES, b"ab"), (1, FLOAT, 1), ([[1, 2]], list_of(tuple_of(INT, INT)), [(1, 2)]),
    (None, optional_of(INT), None), ([1], union_of((INT, set_of(INT))), {1}), ({"a": []}, ANY, {"a": []}),
]  # fmt: skip


@pytest.mark.parametrize(("value", "kind", "expected"), DECODED, ids=[str(t) for _, t, _ in DECODED])
def test_decode(value: Any, kind: Type, expected: Any) -> None:
    assert decode(value, kind) == expected
    assert type(decode(value, kind)) is type(expected)


@pytest.mark.parametrize(
    ("value", "kind", "path"),
    [
        ([1, "a"], list_of(INT), "[1]"), ({"a": [1, None]}, dict_of(STR, list_of(INT)), ".a[1]"),
        ([1], tuple_of(INT, INT), ""), (True, INT, ""), ("1", INT, ""), (1.5, INT, ""), ({"x": 1}, dict_of(INT, INT), ""),
        ([[1]], set_of(list_of(INT)), ""), (3, union_of((STR, NONE)), ""),
    ],
)  # fmt: skip
def test_decode_says_where(value: Any, kind: Type, path: str) -> None:
    with pytest.raises(DecodeError) as caught:
        decode(value, kind)
    assert caught.value.path == path
    assert caught.value.message


def test_types_survive_pickling() -> None:
    kind = dict_of(STR, list_of(tuple_row(INT)))
    assert hash(pickle.loads(pickle.dumps(kind))) == hash(kind)
    assert pickle.loads(pickle.dumps(kind)) == kind
