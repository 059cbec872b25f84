"""Rendering, parsing and interpreting agree on random well-typed programs over the whole table."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent import futures
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from synthesis_graph.language.interpret import interpret
from synthesis_graph.language.operations import OutOfRange
from synthesis_graph.language.parse import parse_function
from synthesis_graph.language.render import Heading, render
from synthesis_graph.language.trees import Tree
from synthesis_graph.spec import Parameter, Signature, Specification
from synthesis_graph.validation.confined import codec
from synthesis_graph.validation.sandbox import Budget, Sandbox
from synthesis_graph.validation.static import check_static
from tests.property.language.trees import Program, programs

pytestmark = pytest.mark.slow

LONG = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def heading(program: Program, description: str = "") -> Heading:
    return Heading(program.name, program.parameters, program.type, description)


@LONG
@given(programs())
def test_parse_is_the_inverse_of_render(program: Program) -> None:
    text = render(program.tree, heading(program))
    read, canonical = parse_function(text)
    assert read == heading(program)
    assert render(canonical, read) == text
    assert parse_function(render(canonical, read))[1] == canonical
    for arguments in program.inputs:
        environment = dict(zip((name for name, _ in program.parameters), arguments, strict=True))
        ours, theirs = value_of(program.tree, environment), value_of(canonical, environment)
        assert ours == theirs or OutOfRange.__name__ in (ours, theirs), text


def value_of(tree: Tree, environment: dict[str, Any]) -> Any:
    """The bytes of the value, or what became of it."""
    try:
        value = interpret(tree, environment)
    except OutOfRange as refusal:
        return type(refusal).__name__
    except Exception:  # noqa: BLE001  # whatever a wrong program raises
        return "failed"
    try:
        return codec.encode(value)
    except codec.CodecError:
        return "not plain"


@pytest.fixture(scope="module")
def interpreter() -> Iterator[ProcessPoolExecutor]:
    """A process whose sets have the order that they have in the sandbox."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONHASHSEED", "0")
        pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
        pool.submit(abs, 1).result()
    with pool:
        yield pool


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(hash_seed=0) as made:
        yield made


@LONG
@given(programs())
def test_interpreter_and_sandbox_agree(
    interpreter: ProcessPoolExecutor, sandbox: Sandbox, program: Program
) -> None:
    # through the codec, so that sets were built in the same order on both sides
    inputs = [codec.decode(codec.encode(arguments)) for arguments in program.inputs]
    text = render(program.tree, heading(program))
    names = [name for name, _ in program.parameters]
    environments = [dict(zip(names, arguments, strict=True)) for arguments in inputs]
    answers = [outcome_of(interpreter.submit(interpret, program.tree, e)) for e in environments]
    # where a guard of ours refuses, the text may run for ever: it is not run there
    asked = [(i, a) for i, a in zip(inputs, answers, strict=True) if a != "refused"]
    outcomes = sandbox.run(text, program.name, [i for i, _ in asked], budget=Budget(timeout_s=5.0))
    for (arguments, expected), outcome in zip(asked, outcomes, strict=True):
        if outcome.kind == "refused":
            continue  # a value that does not leave the sandbox says nothing of the text
        backwards = {n: sets_backwards(v) for n, v in zip(names, arguments, strict=True)}
        if outcome_of(interpreter.submit(interpret, program.tree, backwards)) != expected:
            continue  # the order of a set decides, and neither side promises one
        said = codec.encode(outcome.value) if outcome.kind == "returned" else outcome.kind
        assert said == expected, (text, arguments, outcome)


def sets_backwards(value: Any) -> Any:
    """The value with its sets made the other way round: where hashes collide, they are gone through in another order."""
    if isinstance(value, dict):
        return {k: sets_backwards(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(map(sets_backwards, value))
    return type(value)(list(value)[::-1]) if isinstance(value, (set, frozenset)) else value


def outcome_of(future: Future[Any]) -> bytes | str:
    """The bytes of the value, `raised`, or `refused` where a guard refused or the value is not plain."""
    try:
        return codec.encode(future.result(20))
    except (OutOfRange, codec.CodecError):
        return "refused"
    except futures.TimeoutError:
        raise
    except Exception:  # noqa: BLE001  # whatever a wrong program raises
        return "raised"


HOSTILE = st.text(
    st.characters() | st.sampled_from(list("\"'\\\x00\n\r\ud800\u202e\u2028\x85 ")), max_size=200
)


@LONG
@given(programs(count=1), HOSTILE | HOSTILE.map(lambda text: text * 5))
def test_text_is_always_valid_python(program: Program, description: str) -> None:
    assume(program.type.name != "callable")
    text = render(program.tree, heading(program, description))
    text.encode()
    compile(text, "<rendered>", "exec")
    parameters = tuple(Parameter(name, type_) for name, type_ in program.parameters)
    signature = Signature(program.name, parameters, program.type, returns_declared=True)
    findings = check_static(Specification("property", "", signature, (), ()), text)
    assert not [check for check in findings if check.status != "passed"], text
    assert parse_function(text)[0].description == " ".join(parse_function(text)[0].description.split())
    assert render(parse_function(text)[1], parse_function(text)[0]) == text
    if len(" ".join(description.split())) <= 600:
        assert parse_function(text)[0].description == " ".join(description.split())
