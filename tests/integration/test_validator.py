"""The validator as a whole: order, early stop, deadlines, types, purity, and each property refuted once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from synthesis_graph.artifacts import Check, Verdict
from synthesis_graph.spec import Example, Specification
from synthesis_graph.validation.sandbox import Sandbox
from synthesis_graph.validation.validator import AstValidator
from tests.unit.validation.specs import make_spec

DOUBLE = make_spec(
    "f(n: int) -> int", Example((2,), 4), Example((0,), 0), constraints=("Must be deterministic",)
)


@pytest.fixture(scope="module")
def validator() -> Iterator[AstValidator]:
    with Sandbox() as sandbox:
        yield AstValidator(sandbox)


def statuses(verdict: Verdict, kind: str) -> list[str]:
    return [check.status for check in verdict.checks if check.kind == kind]


def the(verdict: Verdict, kind: str) -> Check:
    return next(check for check in verdict.checks if check.kind == kind)


def test_good_code_passes_with_evidence_of_each_kind(validator: AstValidator) -> None:
    verdict = validator.validate(DOUBLE, "def f(n):\n    return n * 2\n")
    assert verdict.passed
    assert {check.kind for check in verdict.checks} == {"static", "example", "constraint", "type", "purity"}
    assert "landlock" in verdict.isolation
    assert verdict.seconds > 0


def test_a_static_finding_keeps_the_code_from_running(validator: AstValidator) -> None:
    verdict = validator.validate(DOUBLE, "import os\ndef f(n):\n    return n * 2\n")
    assert not verdict.passed
    assert statuses(verdict, "example") == ["not checked", "not checked"]
    full = validator.validate(DOUBLE, "import os\ndef f(n):\n    return n * 2\n", full=True)
    assert not full.passed
    assert statuses(full, "example") == ["passed", "passed"]


def test_a_failed_example_stops_early_unless_all_is_asked_for(validator: AstValidator) -> None:
    code = "def f(n):\n    return n + 2\n"
    early = validator.validate(DOUBLE, code)
    assert statuses(early, "example") == ["passed", "failed"]
    assert statuses(early, "constraint") == ["not checked"]
    assert statuses(validator.validate(DOUBLE, code, full=True), "constraint") == ["passed"]


def test_an_example_that_was_not_checked_is_not_passed(validator: AstValidator) -> None:
    verdict = validator.validate(DOUBLE, "def f(n):\n    return n * 2\n", deadline=time.monotonic() - 1)
    assert not verdict.passed
    assert statuses(verdict, "example") == ["not checked", "not checked"]
    assert verdict.failures() == []


def test_a_deadline_bounds_code_that_never_ends(validator: AstValidator) -> None:
    begun = time.monotonic()
    verdict = validator.validate(DOUBLE, "def f(n):\n    while True: pass\n", deadline=begun + 0.4)
    assert not verdict.passed
    assert time.monotonic() - begun < 10


def test_a_sentence_that_we_cannot_check_is_not_checked(validator: AstValidator) -> None:
    spec = make_spec("f(n: int) -> int", Example((2,), 4), constraints=("Must please the reader",))
    verdict = validator.validate(spec, "def f(n):\n    return n * 2\n")
    assert verdict.passed
    assert statuses(verdict, "constraint") == ["not checked"]


def test_no_example_and_no_failure_is_passed_without_examples(validator: AstValidator) -> None:
    verdict = validator.validate(make_spec("f(n: int) -> int"), "def f(n):\n    return n\n")
    assert verdict.passed
    assert statuses(verdict, "example") == []


SORT = make_spec(
    "f(xs: list[int]) -> list[int]", Example(([3, 1, 2],), [1, 2, 3]), Example(([2, 2, 1],), [1, 2, 2])
)
UNIQUE = make_spec("f(xs: list[int]) -> list[int]", Example(([3, 1, 3],), [3, 1]))
ADD = make_spec("f(d: dict[str, int]; k: str) -> int", Example(({"a": 1, "b": 2}, "a"), 1))

PROPERTIES: list[tuple[Specification, str, str, str]] = [
    # spec, sentence, keeps it, breaks it only off the examples
    (SORT, "The output should be sorted", "sorted(xs)", "sorted(xs) if len(xs) < 4 else xs"),
    (SORT, "Should handle empty input", "sorted(xs)", "sorted(xs) if xs[0] or 1 else xs"),
    (SORT, "Must not modify its input", "sorted(xs)", "xs.sort() or xs"),
    (SORT, "Should work with any comparable type", "sorted(xs)", "sorted(xs, key=lambda x: -x)[::-1]"),
    (SORT, "The output has the same length as the input", "sorted(xs)", "sorted(xs)[:3]"),
    (SORT, "The output is a permutation of the input", "sorted(xs)", "sorted(xs)[:3] + xs[3:4] * len(xs[3:])"),
    (SORT, "Should be idempotent", "sorted(xs)", "sorted(xs) if len(xs) < 4 else sorted(xs) + [0]"),
    (UNIQUE, "The output must contain no duplicates", "list(dict.fromkeys(xs))", "list(dict.fromkeys(xs)) if len(xs) < 4 else xs"),
    (SORT, "Must be deterministic", "sorted(xs)", "sorted(xs) + ([] if len(xs) < 4 else [__import__('random').random()])"),
    (SORT, "Must be deterministic", "sorted(xs)", "sorted(xs) if len(xs) < 4 else [int(s) for s in {str(x) for x in xs}]"),
    (ADD, "Should handle missing keys gracefully", "d.get(k, 0)", "d[k]"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("spec", "sentence", "good", "bad"), PROPERTIES, ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_property_passes_and_is_refuted(
    validator: AstValidator, spec: Specification, sentence: str, good: str, bad: str
) -> None:
    asked = make_with(spec, sentence)
    head = "def f({}):\n    return ".format(", ".join(p.name for p in spec.signature.parameters))
    kept = validator.validate(asked, head + good, full=True)
    assert the(kept, "constraint").status == "passed", the(kept, "constraint")
    broken = the(validator.validate(asked, head + bad, full=True), "constraint")
    assert broken.status == "failed", broken
    assert broken.failing_input


def test_a_sentence_that_the_examples_contradict_is_not_checked(validator: AstValidator) -> None:
    asked = make_with(UNIQUE, "The output has the same length as the input")
    verdict = validator.validate(asked, "def f(xs):\n    return list(dict.fromkeys(xs))\n")
    assert the(verdict, "constraint").status == "not checked"
    assert "contradict" in the(verdict, "constraint").detail


def test_output_in_descending_order(validator: AstValidator) -> None:
    spec = make_spec(
        "f(xs: list[int])", Example(([1, 3, 2],), [3, 2, 1]), constraints=("Sort in descending order",)
    )
    assert validator.validate(spec, "def f(xs):\n    return sorted(xs, reverse=True)\n").passed
    verdict = validator.validate(
        spec, "def f(xs):\n    return sorted(xs)[::-1] if len(xs) < 4 else sorted(xs)\n"
    )
    assert the(verdict, "constraint").status == "failed"


@pytest.mark.parametrize(
    ("returns", "expected", "value", "status"),
    [
        ("list[int]", [1], "[1]", "passed"),
        ("int | None", None, "None", "passed"),
        ("int", 1.0, "1.0", "not checked"),  # the caller's own output is no int
        ("tuple[int]", (1,), "(1,)", "passed"),
        ("bool", 1, "1", "not checked"),
    ],
)
def test_declared_types(
    validator: AstValidator, returns: str, expected: Any, value: str, status: str
) -> None:
    verdict = validator.validate(
        make_spec(f"f(n: int) -> {returns}", Example((1,), expected)), f"def f(n):\n    return {value}\n"
    )
    assert statuses(verdict, "type") == [status]
    assert verdict.passed


def test_a_value_of_another_type_fails_even_where_it_is_equal(validator: AstValidator) -> None:
    verdict = validator.validate(
        make_spec("f(n: int) -> int", Example((1,), 1)), "def f(n):\n    return True\n"
    )
    assert statuses(verdict, "example") == ["passed"]  # an assertion means Python's own equality
    assert statuses(verdict, "type") == ["failed"]
    assert not verdict.passed


PURITY = [
    (
        "xs.sort()\n    return xs",
        "not checked",
        "modifies its input to xs=[1, 2, 3]; the result is one of its arguments",
    ),
    ("xs.sort()\n    return xs[:]", "not checked", "it modifies its input to xs=[1, 2, 3]"),
    ("xs.append(object())\n    return sorted(xs[:-1])", "not checked", "it modifies its input"),
    ("return sorted(xs)", "passed", "leaves its inputs as they were"),
    ("ys = sorted(xs)\n    return xs if xs == ys else ys", "passed", "the result is one of its arguments"),
]


@pytest.mark.parametrize(("body", "status", "said"), PURITY)
def test_mutation_and_aliasing_are_reported_and_do_not_fail_by_themselves(
    validator: AstValidator, body: str, status: str, said: str
) -> None:
    spec = make_spec(
        "f(xs: list[int]) -> list[int]", Example(([3, 1, 2],), [1, 2, 3]), Example(([1, 2],), [1, 2])
    )
    verdict = validator.validate(spec, f"def f(xs):\n    {body}\n")
    assert verdict.passed
    purity = the(verdict, "purity")
    assert (purity.status, said in purity.detail) == (status, True), purity
    assert bool(purity.failing_input) is ("leaves" not in said)
    assert spec.examples[0].arguments == ([3, 1, 2],)


def test_a_property_beyond_the_declared_parameters_says_nothing_of_the_declared_result(
    validator: AstValidator,
) -> None:
    asked = make_with(SORT, "Should work with any comparable type")
    verdict = validator.validate(asked, "def f(xs: list[int]) -> list[int]:\n    return sorted(xs)\n")
    assert verdict.passed, verdict.failures()
    asked = make_with(SORT, "Raise TypeError for non-list input")
    code = "def f(xs):\n    if not isinstance(xs, list):\n        raise TypeError\n    return sorted(xs)\n"
    assert validator.validate(asked, code).passed


def test_a_wrong_type_is_seen_on_generated_inputs(validator: AstValidator) -> None:
    asked = make_with(SORT, "Must be deterministic")
    verdict = validator.validate(asked, "def f(xs):\n    return sorted(xs) if xs else None\n")
    check = the(verdict, "type")
    assert (check.status, check.failing_input, "got None" in check.detail) == ("failed", "xs=[]", True)
    assert check.tried > 20
    assert not verdict.passed


def test_a_counter_is_read_as_a_dictionary_and_said_so(validator: AstValidator) -> None:
    spec = make_spec("f(s: str) -> dict[str, int]", Example(("aab",), {"a": 2, "b": 1}))
    verdict = validator.validate(spec, "from collections import Counter\ndef f(s):\n    return Counter(s)\n")
    assert verdict.passed
    assert "Counter" in the(verdict, "example").detail


@pytest.mark.parametrize("depth", [70, 2_000])
def test_values_too_deep_for_the_sandbox_are_not_checked(validator: AstValidator, depth: int) -> None:
    deep: Any = []
    for _ in range(depth):
        deep = [deep]
    spec = make_spec("f(x: list) -> list", Example((deep,), deep), constraints=("Must not modify its input",))
    verdict = validator.validate(spec, "def f(x):\n    return x\n")
    assert not verdict.passed
    assert statuses(verdict, "example") == ["not checked"]


def make_with(spec: Specification, sentence: str) -> Specification:
    return Specification("test", "", spec.signature, spec.examples, (sentence,))
