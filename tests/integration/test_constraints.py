"""Each kind of constraint in the sandbox: a right program passes, a wrong one is refuted with the input that shows it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from synthesis_graph.artifacts import Check
from synthesis_graph.spec import Example, Specification
from synthesis_graph.validation.sandbox import Sandbox
from synthesis_graph.validation.validator import AstValidator
from tests.unit.validation.specs import make_spec


@pytest.fixture(scope="module")
def validator() -> Iterator[AstValidator]:
    with Sandbox() as sandbox:
        yield AstValidator(sandbox)


def check(validator: AstValidator, spec: Specification, sentence: str, code: str) -> Check:
    """The evidence for the sentence; `code` is an expression, the body of `f`, or a whole text."""
    asked = Specification("test", "", spec.signature, spec.examples, (sentence,))
    if "def f(" not in code:
        names = ", ".join(p.name for p in spec.signature.parameters)
        body = code if "\n" in code or "return" in code else f"return {code}"
        code = f"def f({names}):\n" + "\n".join(f"    {line}" for line in body.splitlines())
    verdict = validator.validate(asked, code, full=True)
    assert [c for c in verdict.checks if c.kind == "static" and c.status != "passed"] == []
    return next(c for c in verdict.checks if c.kind == "constraint")


ROOT = make_spec("f(n: int) -> int", Example((9,), 3), Example((0,), 0))
TEXT = make_spec("f(s: str) -> str", Example(("ab",), "AB"))
LOOK = make_spec("f(d: dict[str, int]; k: str) -> int", Example(({"a": 1, "b": 2}, "a"), 1))
PICK = make_spec(
    "f(rows: list[dict]; key: str) -> list", Example(([{"a": 1, "b": 2}, {"a": 3, "b": 5}], "a"), [1, 3])
)
DIVIDE = make_spec("f(a: int; b: int) -> float", Example((4, 2), 2.0))
MEAN = make_spec("f(xs: list[int]) -> float", Example(([1, 2, 3],), 2.0))
AT = make_spec("f(xs: list[int]; i: int) -> int", Example(([4, 5, 6], 1), 5))
PAIRS = make_spec("f(a: list[int]; b: list[int]) -> list[tuple[int, int]]", Example(([1], [2]), [(1, 2)]))
PLACE = make_spec("f(xs: list[int]; x: int) -> int", Example(([4, 5, 6], 5), 1))

RAISING = [
    # spec, sentence, raises it, does not (always)
    (ROOT, "Raises ValueError if n is negative",
     "import math\ndef f(n):\n    return math.isqrt(n)", "int(abs(n) ** 0.5)"),
    (ROOT, "Raises ValueError if n < -3", "import math\ndef f(n):\n    return math.isqrt(n)", "int(abs(n) ** 0.5)"),
    (ROOT, "Raise TypeError for non-integer input",
     "if not isinstance(n, int):\n    raise TypeError\nreturn int(abs(n) ** 0.5)", "return int(abs(float(n)) ** 0.5)"),
    (TEXT, "raise TypeError for non-string input",
     "if not isinstance(s, str):\n    raise TypeError('s')\nreturn s.upper()", "str(s).upper()"),
    (TEXT, "Raises ValueError if s is empty", "if not s:\n    raise ValueError\nreturn s.upper()", "s.upper()"),
    (TEXT, "Raises an error if s is None", "s.upper()", "s and s.upper()"),
    (TEXT, "Raises ValueError if s is longer than 3 characters",
     "if len(s) > 3:\n    raise ValueError\nreturn s.upper()", "if len(s) > 4:\n    raise ValueError\nreturn s.upper()"),
    (LOOK, "throws a KeyError when the key is missing", "d[k]", "d.get(k, 0)"),
    (LOOK, "throws a KeyError when the key is missing", "d[k]", "if k not in d:\n    raise ValueError(k)\nreturn d[k]"),
    (PICK, "Raise KeyError for missing keys", "[r[key] for r in rows]", "[r.get(key) for r in rows]"),
    (DIVIDE, "raises ZeroDivisionError on division by zero", "a / b", "a / b if b else 0.0"),
    (DIVIDE, "raises ValueError if b is zero", "if b == 0:\n    raise ValueError\nreturn a / b", "a / b"),
    (MEAN, "An empty list raises ValueError",
     "if not xs:\n    raise ValueError\nreturn sum(xs) / len(xs)", "sum(xs) / len(xs)"),
    (MEAN, "raises ValueError or ZeroDivisionError on empty input", "sum(xs) / len(xs)", "sum(xs) / max(1, len(xs))"),
    (MEAN, "Raises ValueError if the list has fewer than 2 items",
     "if len(xs) < 2:\n    raise ValueError\nreturn sum(xs) / len(xs)",
     "if len(xs) < 1:\n    raise ValueError\nreturn sum(xs) / len(xs)"),
    (AT, "raises IndexError if the index is out of range", "xs[i]", "xs[i] if -len(xs) <= i < len(xs) else -1"),
    (PAIRS, "raises ValueError if the lists have different lengths",
     "if len(a) != len(b):\n    raise ValueError\nreturn list(zip(a, b))", "list(zip(a, b))"),
    (PLACE, "raises ValueError if x is not in the list", "xs.index(x)", "xs.index(x) if x in xs else -1"),
]  # fmt: skip


@pytest.mark.parametrize(("spec", "sentence", "good", "bad"), RAISING)
def test_an_exception_asked_for_must_come(
    validator: AstValidator, spec: Specification, sentence: str, good: str, bad: str
) -> None:
    kept = check(validator, spec, sentence, good)
    assert (kept.status, kept.tried > 0) == ("passed", True), kept
    broken = check(validator, spec, sentence, bad)
    assert broken.status == "failed", broken
    assert broken.failing_input


def test_the_failing_input_is_the_simplest(validator: AstValidator) -> None:
    found = check(validator, ROOT, "Raises ValueError if n is negative", "int(abs(n) ** 0.5)")
    assert (found.failing_input, "got 1" in found.detail) == ("n=-1", True)


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        (DIVIDE, "Raises ValueError if negative"),  # which of the two?
        (PAIRS, "Raises ValueError on empty input"),
        (TEXT, "Raises ValueError if n is negative"),
        (ROOT, "throws a KeyError when the key is missing"),
        (ROOT, "Raises ValueError for n >= 0"),  # an example says otherwise
    ],
)
def test_where_the_meaning_is_not_clear_nothing_is_checked(
    validator: AstValidator, spec: Specification, sentence: str
) -> None:
    names = ", ".join(p.name for p in spec.signature.parameters)
    assert (
        check(validator, spec, sentence, f"def f({names}):\n    raise RuntimeError").status == "not checked"
    )


def test_an_exception_that_one_constraint_asks_for_does_not_break_another(validator: AstValidator) -> None:
    constraints = ("Raises ValueError on an empty list", "Should handle empty input", "Must be deterministic")
    spec = Specification("test", "", MEAN.signature, MEAN.examples, constraints)
    code = "def f(xs):\n    if not xs:\n        raise ValueError\n    return sum(xs) / len(xs)\n"
    found = [c.status for c in validator.validate(spec, code).checks if c.kind == "constraint"]
    assert found == ["passed", "not checked", "passed"]


# -- time --------------------------------------------------------------------------------------------------------------

LIST = make_spec("f(xs: list[int]) -> list[int]", Example(([3, 1, 2],), [1, 2, 3]))
FIND = make_spec("f(xs: list[int]; x: int) -> int", Example(([1, 2, 3], 2), 1))
NUMBER = make_spec("f(n: int) -> int", Example((5,), 1))
WORD = make_spec("f(s: str) -> str", Example(("abca",), "a"))
GRID = make_spec("f(m: list[list[int]]) -> int", Example(([[1, 2], [3, 4]],), 10))
UNIQUE = "seen = []\nfor x in xs:\n    if x not in seen:\n        seen.append(x)\nreturn seen"
MERGE = """if len(xs) < 2:
    return xs
half = len(xs) // 2
a, b, out, i, j = f(xs[:half]), f(xs[half:]), [], 0, 0
while i < len(a) and j < len(b):
    if a[i] <= b[j]:
        out.append(a[i])
        i += 1
    else:
        out.append(b[j])
        j += 1
return out + a[i:] + b[j:]"""
QUICK = "if len(xs) < 2:\n    return xs\np, *r = xs\nreturn f([x for x in r if x < p]) + [p] + f([x for x in r if x >= p])"
BISECT = "lo, hi = 0, len(xs)\nwhile lo < hi:\n    m = (lo + hi) // 2\n    if xs[m] < x:\n        lo = m + 1\n    else:\n        hi = m\nreturn lo"
PRIME = "i = 2\nwhile i * i <= n:\n    if n % i == 0:\n        return 0\n    i += 1\nreturn 1"
HEAP = (
    "import heapq\ndef f(xs):\n    heapq.heapify(xs)\n    return [heapq.heappop(xs) for _ in range(len(xs))]"
)

TIMES = [
    # spec, code, bounds that it keeps, bounds that it breaks
    (LIST, "sorted(xs)", ("O(n log n)", "O(n^2)"), ("O(n)", "constant time")),
    (LIST, "xs[::-1]", ("O(n)",), ("O(1)", "O(log n)")),
    (LIST, "list(set(xs))", ("linear time",), ("O(log n)",)),
    (LIST, UNIQUE, ("O(n^2)", "at most quadratic"), ("O(n)", "O(n log n)", "Must be faster than O(n^2)")),
    (LIST, MERGE, ("O(n log n)",), ("O(n)",)),
    (LIST, QUICK, ("O(n^2)", "average time O(n log n)"), ("O(n log n)",)),
    (LIST, "while xs:\n    xs.pop(0)\nreturn xs", ("O(n^2)",), ("O(n)",)),
    (LIST, "while xs:\n    del xs[0]\nreturn xs", ("O(n^2)",), ("O(n)",)),
    (LIST, "while xs:\n    xs.pop()\nreturn xs", ("O(n)",), ("O(1)",)),
    (LIST, "[sum(xs[i : i + 3]) for i in range(len(xs) - 2)]", ("O(n)",), ("O(log n)",)),
    (LIST, "[sum(xs[:i]) for i in range(len(xs))]", ("O(n^2)",), ("O(n)", "O(n log n)")),
    (LIST, "[xs.count(x) for x in xs]", ("O(n^2)",), ("O(n)",)),
    (LIST, "list(map(xs.count, xs))", ("O(n^2)",), ("O(n)",)),
    (LIST, HEAP, ("O(n log n)",), ("O(n)",)),
    (LIST, "from itertools import permutations\ndef f(xs):\n    return min(permutations(xs))", (), ("O(n^2)", "O(n^3)")),
    (LIST, "acc = []\nfor x in xs:\n    acc = acc + [x]\nreturn acc", ("O(n^2)",), ("O(n)",)),
    (FIND, BISECT, ("O(log n)", "O(n)"), ("O(1)",)),
    (FIND, "xs.index(x) if x in xs else -1", ("O(n)",), ("O(log n)",)),
    (NUMBER, "n if n < 2 else f(n - 1) + f(n - 2)", (), ("O(n)", "O(n^3)")),
    (NUMBER, "from functools import lru_cache\n@lru_cache(maxsize=None)\ndef f(n):\n    return n if n < 2 else f(n - 1) + f(n - 2)", ("O(n)",), ()),
    (NUMBER, PRIME, ("O(sqrt(n))", "O(n)"), ("O(log n)",)),
    (NUMBER, "sum(range(n))", ("O(n)",), ("O(1)", "logarithmic time")),
    (NUMBER, "n * (n + 1) // 2", ("O(1)",), ()),
    (NUMBER, "sum(map(int, str(n)))", ("O(log n)",), ("O(1)",)),
    (WORD, "out = ''\nfor c in s:\n    out += c\nreturn out", ("O(n)",), ("O(log n)",)),
    (WORD, "out = ''\nfor c in s:\n    out = c + out\nreturn out", ("O(n^2)",), ("O(n)",)),
    (WORD, "max(s, key=s.count)", ("O(n^2)",), ("O(n)",)),
    (WORD, "from collections import Counter\ndef f(s):\n    return max(Counter(s))", ("O(n)",), ()),
    (GRID, "sum(x for row in m for x in row)", ("O(n*m)", "O(n)"), ("O(log n)",)),
    (GRID, "[[sum(a * b for a, b in zip(r, c)) for c in zip(*m)] for r in m]", ("O(n^3)",), ("O(n^2)",)),
]  # fmt: skip


@pytest.mark.parametrize(("spec", "code", "keeps", "breaks"), TIMES)
def test_time_is_judged_by_steps(
    validator: AstValidator, spec: Specification, code: str, keeps: tuple[str, ...], breaks: tuple[str, ...]
) -> None:
    for sentence in keeps:
        found = check(validator, spec, sentence, code)
        assert found.status == "passed", found
    for sentence in breaks:
        found = check(validator, spec, sentence, code)
        assert found.status == "failed", found
        assert "takes" in found.detail
        assert found.failing_input.startswith("n = ")


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("while True:\n    pass", "too few"),
        ("if True:\n    raise ValueError(xs)", "too few"),
        ("_meter_counts = {}\nreturn xs", "names the counters"),
    ],
)
def test_what_cannot_be_counted_is_not_checked(validator: AstValidator, code: str, why: str) -> None:
    found = check(validator, LIST, "O(n)", code)
    assert (found.status, why in found.detail) == ("not checked", True), found


def test_memory_is_told_to_be_unmeasured_and_a_broken_time_is_still_broken(validator: AstValidator) -> None:
    assert "memory is not measured" in check(validator, LIST, "O(n) time and O(1) space", "xs[::-1]").detail
    assert check(validator, LIST, "O(n) time and O(1) space", "xs[::-1]").status == "not checked"
    assert check(validator, LIST, "O(n) time and O(1) space", "sorted(xs)").status == "failed"


def test_counting_gives_the_same_each_time(validator: AstValidator) -> None:
    first, second = (check(validator, LIST, "O(n log n)", QUICK) for _ in range(2))
    assert first == second


def test_a_sentence_half_understood_is_not_passed_but_can_fail(validator: AstValidator) -> None:
    sentence = "The output must be sorted and contain only primes"
    found = check(validator, LIST, sentence, "sorted(xs)")
    assert (found.status, "contain only primes" in found.detail) == ("not checked", True)
    assert check(validator, LIST, sentence, "sorted(xs) if len(xs) < 4 else xs").status == "failed"
