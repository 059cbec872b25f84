"""The well-known trap: sorting records by a key that some lack. Wrong programs fail with a small counter-example."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from synthesis_graph.artifacts import Verdict
from synthesis_graph.spec import Example, Specification
from synthesis_graph.validation.sandbox import Sandbox
from synthesis_graph.validation.validator import AstValidator
from tests.unit.validation.specs import make_spec

STABLE = "Items should maintain original order if key values are equal"
MISSING = "Should handle missing keys gracefully"
COMPARABLE = "Should work with any comparable type for the key value"


def quick_start(*constraints: str) -> Specification:
    rows = [{"id": 3, "name": "C"}, {"id": 1, "name": "A"}, {"id": 2, "name": "B"}]
    output = [{"id": 1, "name": "A"}, {"id": 2, "name": "B"}, {"id": 3, "name": "C"}]
    example = Example((rows, "id"), output, strict=False)
    signature = "sort_dictionaries(items: List[Dict]; key: str) -> List[Dict]"
    return make_spec(signature, example, constraints=constraints or (STABLE, MISSING, COMPARABLE))


@pytest.fixture(scope="module")
def validator() -> Iterator[AstValidator]:
    with Sandbox() as sandbox:
        yield AstValidator(sandbox)


def judge(validator: AstValidator, expression: str, *constraints: str) -> Verdict:
    code = f"def sort_dictionaries(items: list[dict], key: str) -> list[dict]:\n    return {expression}\n"
    return validator.validate(quick_start(*constraints), code, full=True)


RIGHT = [
    "sorted(items, key=lambda d: (d.get(key) is None, d.get(key)))",
    "sorted(items, key=lambda d: (key not in d, d.get(key)))",
    "sorted(items, key=lambda d: (key in d, d.get(key)))",
    "sorted(items, key=lambda d: (0, d[key]) if key in d else (1,))",
    "sorted((d for d in items if key in d), key=lambda d: d[key]) + [d for d in items if key not in d]",
]


@pytest.mark.parametrize("expression", RIGHT)
def test_right_programs_pass_every_constraint(validator: AstValidator, expression: str) -> None:
    verdict = judge(validator, expression)
    assert verdict.passed, verdict.failures()
    assert [c.status for c in verdict.checks if c.kind == "constraint"] == ["passed"] * 3
    assert all(c.tried >= 35 for c in verdict.checks if c.kind == "constraint")


WRONG = [
    (
        "sorted(items, key=lambda d: d.get(key))",
        MISSING,
        "items=[{'name': 'a'}, {'id': 0, 'name': 'b'}], key='id'",
    ),
    (
        "sorted(items, key=lambda d: d[key])",
        MISSING,
        "items=[{'name': 'a'}, {'id': 0, 'name': 'b'}], key='id'",
    ),
    (
        "sorted((d for d in items if key in d), key=lambda d: d[key])",
        MISSING,
        "items=[{'name': 'a'}, {'id': 0, 'name': 'b'}], key='id'",
    ),
    ("sorted(items, key=lambda d: d.get(key, 0))", MISSING, "key='id'"),
    ("sorted(items, key=lambda d: str(d.get(key, '')))", COMPARABLE, "{'id': 10"),
    ("sorted(items, key=lambda d: d.get(key) if isinstance(d.get(key), int) else 0)", COMPARABLE, "key='id'"),
    ("sorted(items[::-1], key=lambda d: (key not in d, d.get(key)))", STABLE, "key='id'"),
    ("sorted(items, key=lambda d: (key not in d, d.get(key), str(d)))", STABLE, "key='id'"),
]


@pytest.mark.parametrize(("expression", "sentence", "shown"), WRONG)
def test_wrong_programs_fail_with_a_shrunk_counter_example(
    validator: AstValidator, expression: str, sentence: str, shown: str
) -> None:
    verdict = judge(validator, expression)
    assert not verdict.passed
    failed = {c.subject: c for c in verdict.failures()}
    assert shown in failed[sentence].failing_input
    assert len(failed[sentence].failing_input) < 90


def test_missing_keys_count_only_where_they_are_asked_for(validator: AstValidator) -> None:
    assert judge(validator, "sorted(items, key=lambda d: d[key])", STABLE, COMPARABLE).passed


def test_the_verdict_repeats(validator: AstValidator) -> None:
    first, second = (judge(validator, "sorted(items, key=lambda d: d.get(key))") for _ in range(2))
    assert first.checks == second.checks
