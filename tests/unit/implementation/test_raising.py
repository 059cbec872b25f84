"""Examples that must raise: the condition is found, stands before the answer, and nothing else raises."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from synthesis_graph.artifacts import Assignment, Candidate, Context
from synthesis_graph.implementation.embedded import EmbeddedEngine
from synthesis_graph.implementation.guards import Guard, guarded, guards
from synthesis_graph.request import parse_request
from synthesis_graph.validation.sandbox import Sandbox

LONG_S = 60.0
AVERAGE: dict[str, Any] = {
    "description": "The mean of the numbers rounded to so many digits.",
    "ast": {
        "name": "average",
        "parameters": [{"name": "numbers", "type": "List[float]"}, {"name": "digits", "type": "int"}],
        "return_type": "float",
    },
    "examples": [
        {"input": {"numbers": [1.0, 2.0], "digits": 1}, "output": 1.5},
        {"input": {"numbers": [1.0, 1.0, 2.0], "digits": 2}, "output": 1.33},
        {"input": {"numbers": [2.0, 5.0, 5.0], "digits": 0}, "output": 4.0},
        {"input": {"numbers": [], "digits": 2}, "raises": "LookupError"},
        {"input": {"numbers": [1.0], "digits": -1}, "raises": "ValueError"},
    ],
}


def test_each_exception_gets_its_condition_and_the_rest_is_answered() -> None:
    spec = parse_request(AVERAGE)
    with Sandbox() as sandbox:
        engine = EmbeddedEngine(sandbox)
        work = Assignment("grammar", "enumerate", Context(), (), LONG_S)
        batch = engine.implement(spec, work)
        raising = [
            c for c in batch.candidates if "raise LookupError" in c.code and "raise ValueError" in c.code
        ]
        assert raising
        inputs = [*(e.arguments for e in spec.examples), ([], 0), ([3.0, 4.0, 4.0], 1), ([3.0], -7)]
        outcomes = sandbox.run(raising[0].code, "average", inputs)
    said = [o.value if o.kind == "returned" else o.exception[0] for o in outcomes]
    assert said == [1.5, 1.33, 4.0, "LookupError", "ValueError", "LookupError", 3.7, "ValueError"]


def test_without_such_an_example_there_is_no_guard() -> None:
    assert guards(parse_request({**AVERAGE, "examples": AVERAGE["examples"][:3]}), LONG_S, None) == ()


CODE = 'def twice(n: int) -> int:\n    """Two times.\n\n    n is a number."""\n    return 2 * n\n'


@pytest.mark.parametrize(
    "code", [CODE, "import math\n\n\ndef twice(n):\n    return 2 * n\n", "def twice(n): return 2 * n\n"]
)
def test_the_guard_stands_before_the_first_statement_wherever_it_is(code: str) -> None:
    guard = Guard(("if n < 0:", "    raise ValueError('n')"), 4.0, (True, False))
    plain = Candidate(code, 5.0, "grammar", behaviour=("-2", "4"))
    first, second = guarded([plain], (guard,), "twice")
    assert first == plain
    assert (second.bits, second.behaviour) == (9.0, ("!", "4"))
    namespace: dict[str, Any] = {}
    exec(compile(ast.parse(second.code), "<ours>", "exec"), namespace)
    assert namespace["twice"](3) == 6
    with pytest.raises(ValueError, match="n"):
        namespace["twice"](-3)
