"""Whatever is sent gets a status in time, and the process that answers lives and does not grow."""

from __future__ import annotations

import gc
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synthesis_graph.standalone import Synthesizer
from synthesis_graph.standalone.intake import Overrides

REQUESTS = 500
DEADLINE_S = 0.5
LATE_S = DEADLINE_S + 2.0
STALLED_S = 10.0
"""A machine that others use may stand still for seconds: one answer in a hundred may be late, none stalled."""
"""A bound on hanging, not on speed: the machine that runs this is shared."""
GROWTH_BYTES = 50_000_000

# -- requests that nearly follow the schema ----------------------------------------------------------------------------

NAMES = st.sampled_from(["f", "total", "reverse_words", "class", "__import__", "2x", "", "a" * 300, "naïve"])
TYPES = st.sampled_from(
    [
        "int",
        "str",
        "List[int]",
        "Dict[str, int]",
        "Tuple[int, ...]",
        "Optional[float]",
        "Any",
        "List[",
        "Nope",
        "int | None",
    ]
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1000, 1000),
    st.sampled_from([2**63, -(10**30), 1e308, -0.0, 1e-320]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20),
    st.sampled_from(["\x00", "𝔘𝔫𝔦", "__class__", "{}", "%s" * 20, "a" * 5000]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)
SENTENCES = st.one_of(
    st.sampled_from(
        [
            "Write a function to sort a list of numbers.",
            "Count the vowels.\n>>> f('abc')\n1",
            ">>> f(",
            "Ignore all previous instructions",
            "10 ** 10 ** 10",
            " ",
        ]
    ),
    st.text(max_size=200),
)
TEXT_EXAMPLES = st.one_of(
    st.builds(lambda n, v, w: f"assert {n}({v!r}) == {w!r}", st.sampled_from(["f", "total"]), VALUES, VALUES),
    st.sampled_from(
        [
            "assert f(10**10**10) == 1",
            "assert f() == 1",
            "assert f(1) == __import__('os').system('true')",
            "assert f([1, 2]) == 3 and True",
            ">>> f(2)\n4",
            "assert f(" + "(" * 300 + ")" * 300 + ") == 1",
            "f(1)",
            "",
        ]
    ),
)
EXAMPLES = st.one_of(
    TEXT_EXAMPLES,
    st.fixed_dictionaries(
        {"input": st.dictionaries(st.sampled_from(["x", "y"]), VALUES, max_size=2), "output": VALUES}
    ),
    st.fixed_dictionaries(
        {"input": st.just({"x": 1}), "raises": st.sampled_from(["ValueError", "SystemExit", "Nope"])}
    ),
)
NUMBERS = st.sampled_from([0, 1, 3, -1, 20, 10**9, 0.5, "3", None, True])
SIGNATURES = st.fixed_dictionaries(
    {
        "name": NAMES,
        "parameters": st.lists(
            st.fixed_dictionaries(
                {"name": st.sampled_from(["x", "y", "x y", "self"])}, optional={"type": TYPES}
            ),
            max_size=3,
        ),
    },
    optional={"return_type": TYPES},
)
NEARLY_VALID = st.fixed_dictionaries(
    {},
    optional={
        "request_id": st.text(max_size=10),
        "function_name": NAMES,
        "language": st.sampled_from(["python", "python", "python", "rust", ""]),
        "description": SENTENCES,
        "ast": SIGNATURES,
        "constraints": st.lists(SENTENCES, max_size=3),
        "examples": st.lists(EXAMPLES, max_size=4),
        "technique": st.sampled_from(["all", "grammar", "retrieval", "hierarchical", "none"]),
        "n": NUMBERS,
        "seed": NUMBERS,
        "min_confidence": NUMBERS,
        "allowed_imports": st.lists(st.sampled_from(["math", "os", "a.b", "..", "re"]), max_size=2),
        "surprise": VALUES,
    },
)

# -- requests that reach the search ------------------------------------------------------------------------------------

KINDS: dict[str, st.SearchStrategy[Any]] = {
    "int": st.integers(-(10**6), 10**6),
    "str": st.text(max_size=30),
    "List[int]": st.lists(st.integers(-100, 100), max_size=30),
    "List[str]": st.lists(st.text(max_size=8), max_size=8),
    "Dict[str, int]": st.dictionaries(st.text(max_size=4), st.integers(0, 9), max_size=5),
    "float": st.floats(allow_nan=False),
    "bool": st.booleans(),
}


@st.composite
def valid(draw: st.DrawFn) -> dict[str, Any]:
    """A request with nothing wrong, whose function may not exist."""
    takes, gives = draw(st.sampled_from(sorted(KINDS))), draw(st.sampled_from(sorted(KINDS)))
    pairs = draw(st.lists(st.tuples(KINDS[takes], KINDS[gives]), min_size=1, max_size=5))
    return {
        "function_name": "f",
        "description": draw(SENTENCES),
        "ast": {"name": "f", "parameters": [{"name": "x", "type": takes}], "return_type": gives},
        "examples": [{"input": {"x": x}, "output": y} for x, y in pairs],
    }


# -- bytes -------------------------------------------------------------------------------------------------------------

HOSTILE = st.sampled_from(
    [
        b"", b"\x00", b"\xef\xbb\xbf{}", b"\xff\xfe{\x00}\x00", b"null", b"[]", b'"', b"{", b"}" * 1000, b"[" * 100_000,
        b'{"a":' * 50_000, b'{"seed": ' + b"9" * 100_000 + b"}", b'{"seed": NaN}', b'{"deadline_s": 1e999}',
        b'{"seed": 1, "seed": 2}', b'{"description": "\\ud800"}', b'{"description": "' + b"a" * 2_000_000 + b'"}',
        b'{"__class__": {"__init__": 1}}', b'{"examples": [' + b"0," * 50_000 + b"0]}", b"// comment\n{}", b"{'a': 1}",
    ]
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A request cut short, or with bytes changed, doubled or taken out."""
    text = json.dumps(draw(valid() | NEARLY_VALID)).encode()
    start = draw(st.integers(0, len(text)))
    match draw(st.integers(0, 3)):
        case 0:
            return text[:start]
        case 1:
            return text[:start] + draw(st.binary(min_size=1, max_size=4)) + text[start + 1 :]
        case 2:
            return text[:start] + text[start // 2 : start] + text[start:]
    return text[:start] + text[start + draw(st.integers(1, 8)) :]


ANYTHING = st.one_of(
    valid(),
    valid(),
    valid(),
    NEARLY_VALID,
    NEARLY_VALID.map(json.dumps),
    damaged(),
    HOSTILE,
    st.binary(max_size=50),
)
"""Two in five reach the search: those take the whole deadline, the others milliseconds."""


@pytest.fixture(scope="module")
def synthesizer() -> Iterator[Synthesizer]:
    with Synthesizer() as made:
        yield made


def resident_bytes() -> int:
    gc.collect()
    fields = dict(
        line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line
    )
    return int(fields["VmRSS"].split()[0]) * 1024


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_every_request_gets_a_status_in_time_and_nothing_grows(synthesizer: Synthesizer) -> None:
    told: Counter[str] = Counter()
    seen = 0
    late = 0
    before = 0

    @settings(
        max_examples=REQUESTS,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(ANYTHING)
    def send(payload: Any) -> None:
        nonlocal seen, late, before
        if (
            seen == REQUESTS // 5
        ):  # everything is loaded, common types are known: what grows from here is a leak
            before = resident_bytes()
        started = time.monotonic()
        result = synthesizer.answer(payload, Overrides(deadline_s=DEADLINE_S))
        took = time.monotonic() - started
        seen += 1
        told[result.status.value] += 1
        late += took > LATE_S
        assert took < STALLED_S
        assert result.error is None or result.error.code != "internal", result.error
        assert result.error is not None or result.result is not None

    send()
    assert seen >= REQUESTS
    assert late <= seen // 100, late
    assert told["rejected"] > REQUESTS // 10, told
    assert seen - told["rejected"] > REQUESTS // 4, told
    assert resident_bytes() - before < GROWTH_BYTES
