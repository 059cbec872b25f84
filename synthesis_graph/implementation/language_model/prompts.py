"""The prompts: what a language model is told for an outline, an implementation and a repair.

Owns the words only. Which parts fit the context is `packing`; how the answer is read, `answers` and `outlines`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from synthesis_graph.artifacts import Check, Snippet
from synthesis_graph.implementation.language_model.writing import Message
from synthesis_graph.spec import Example, Specification


@dataclass(frozen=True)
class Parts:
    """What a prompt is made of, in the order of their right to be in it."""

    spec: Specification
    task: str
    """What to do, the last words of the prompt."""
    outline: tuple[str, ...] = ()
    snippets: tuple[Snippet, ...] = ()
    examples: int | None = None
    """How many of the examples are shown; None: all."""
    conversation: tuple[Message, ...] = ()
    """What was said since the first prompt: an answer and what is wrong with it."""


IMPLEMENT = (
    "Write the function in Python. Answer with one Python code block that holds the whole function, the imports it "
    "needs, and nothing else: no example calls, no tests, no printing."
)
OUTLINE = (
    "Do not write the function yet. Outline it in two to six numbered steps. Each step is one line of the form\n"
    "1. what the step does -> the type of what it makes\n"
    "and the last step makes the result. Answer with the steps only."
)


def messages(parts: Parts) -> list[Message]:
    """The conversation for these parts."""
    spec = parts.spec
    shown = spec.examples if parts.examples is None else spec.examples[: parts.examples]
    sections = [
        f"A Python function is wanted:\n\n{spec.signature}",
        spec.description,
        _listed("It must hold that:", spec.constraints),
        _listed("Examples:", [_example(spec, example) for example in shown]),
        _imports(spec),
        _listed("Follow this outline:", parts.outline, numbered=True),
        _context(parts.snippets),
        parts.task,
    ]
    content = "\n\n".join(section for section in sections if section)
    return [{"role": "user", "content": content}, *parts.conversation]


def complaint(checks: Sequence[Check]) -> str:
    """What is wrong with an answer, for the model that wrote it: the checks that it failed, with the inputs."""
    found = [
        f"{check.subject}: {check.detail}"
        + (f" (input: {check.failing_input})" if check.failing_input else "")
        for check in checks
    ]
    return _listed("This is wrong:", found) + "\n\nMend it. " + IMPLEMENT


def _example(spec: Specification, example: Example) -> str:
    call = f"{spec.signature.name}({', '.join(map(repr, example.arguments))})"
    return f"{call} raises {example.raises}" if example.raises else f"{call} == {example.output!r}"


def _imports(spec: Specification) -> str:
    if spec.allowed_imports is None:
        return ""
    allowed = ", ".join(spec.allowed_imports)
    return f"It may import only {allowed}." if allowed else "It may import nothing."


def _listed(title: str, lines: Sequence[str], *, numbered: bool = False) -> str:
    if not lines:
        return ""
    marks = [f"{i}. " if numbered else "- " for i in range(1, len(lines) + 1)]
    return "\n".join((title, *(mark + line for mark, line in zip(marks, lines))))


def _context(snippets: Sequence[Snippet]) -> str:
    if not snippets:
        return ""
    blocks = [f"```python\n{snippet.code.rstrip()}\n```" for snippet in snippets]
    return "\n\n".join(("Functions that may help, nearest first:", *blocks))
