"""Examples that passed, once more: under another hash seed, the last one first. Right by luck is not right.

What depends on the order of a set of strings, or on the calls made before, passes in one process and fails in the
next; so does code that tells the examples apart by counting calls. Between `examples`, which compares, and the sandbox.
"""

from __future__ import annotations

from dataclasses import replace

from synthesis_graph.artifacts import Check
from synthesis_graph.spec import Specification
from synthesis_graph.validation.examples import check_example
from synthesis_graph.validation.sandbox import Budget, Executor, Manner

_AGAIN = "it passes at first; with another hash seed and order of calls: "
_UNDECIDED = "it passes at first; the time ended before it was repeated"


def repeat_examples(
    sandbox: Executor, spec: Specification, code: str, budget: Budget, passed: list[Check]
) -> list[Check]:
    """The checks of all examples, which passed, after a second run: failed where it gives another answer."""
    inputs = [example.arguments for example in spec.examples]
    backwards = sandbox.run(
        code, spec.signature.name, inputs[::-1], budget=budget, manner=Manner(reseeded=True)
    )
    again = [check_example(spec, e, o) for e, o in zip(spec.examples, backwards[::-1], strict=True)]
    return [_both(*pair) for pair in zip(passed, again, strict=True)]


def _both(first: Check, second: Check) -> Check:
    if second.status == "passed":
        return first
    if second.status == "failed":
        return replace(second, detail=f"{_AGAIN}{second.detail}")
    return replace(second, detail=_UNDECIDED)
