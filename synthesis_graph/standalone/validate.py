"""`validate`: code from anywhere against a specification; the evidence for each check, and the exit code.

0 success, 1 failure, 2 rejected (or a wrong command line), 3 unverified: the code passed all that there was to check,
but no example was given. Knows the validator and the wire form; it searches for nothing.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from synthesis_graph.artifacts import Verdict
    from synthesis_graph.result import Result
    from synthesis_graph.spec import Specification


def validate(
    spec: Annotated[str, typer.Option(help="A .json file, a sentence, or - for standard input.")],
    code: Annotated[str, typer.Option(help="The Python file to check, or - for standard input.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the result as JSON, and nothing else.")
    ] = False,
) -> None:
    """Check code from anywhere against a specification, in the sandbox, and show the evidence."""
    from synthesis_graph.standalone.display import show
    from synthesis_graph.standalone.intake import UsageError, read_source

    try:
        if spec == code == "-":
            raise UsageError("--spec and --code cannot both be standard input", "give a file for one of them")
        if spec.endswith(".jsonl"):
            raise UsageError(f"{spec} holds many requests", "--spec takes one: a .json file, a sentence or -")
        payload = read_source(spec)
        result = _checked(payload, read_code(code))
    except UsageError as error:
        typer.echo(f"validate: {error}\n  {error.hint}", err=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    if as_json:
        sys.stdout.write(result.model_dump_json() + "\n")
    else:
        show(result)
    raise typer.Exit(result.status.exit_code)


def read_code(source: str) -> str:
    """The text of a Python file, decoded as Python does; UsageError if it cannot be read.

    Bytes that are no text in the declared encoding become lone surrogates, which the validator reports as a finding.
    """
    from synthesis_graph.standalone.intake import UsageError

    try:
        content = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"cannot read {source}: {reason}", "--code takes a Python file, or -") from None
    try:
        return importlib.util.decode_source(content)
    except (SyntaxError, UnicodeError) as error:
        text = content.decode("utf-8", "surrogateescape")
        if text.isascii() or not any("\udc80" <= letter <= "\udcff" for letter in text):
            raise UsageError(f"cannot read {source}: {error}", "declare the encoding that it has") from None
        return text


def _checked(payload: bytes | str | dict[str, object], code: str) -> Result:
    """The result for the code; whatever is wrong with the request is a status with an error."""
    from synthesis_graph.answer import refuse
    from synthesis_graph.errors import SynthesisError
    from synthesis_graph.request import request_id_of
    from synthesis_graph.standalone.intake import LIMITS, Overrides, read_request
    from synthesis_graph.validation.sandbox import Sandbox
    from synthesis_graph.validation.validator import AstValidator

    try:
        spec = read_request(payload, Overrides())
        with Sandbox() as sandbox:
            deadline = time.monotonic() + spec.deadline_s
            verdict = AstValidator(sandbox).validate(spec, code, deadline, full=True)
    except SynthesisError as error:
        return refuse(request_id_of(payload, LIMITS), error)
    return _result(spec, verdict)


def _result(spec: Specification, verdict: Verdict) -> Result:
    from synthesis_graph.answer import verification
    from synthesis_graph.result import Provenance, Result, Status

    status = Status.FAILURE
    if verdict.passed:
        status = Status.SUCCESS if spec.examples else Status.UNVERIFIED
    inferred = Provenance(inferred=list(spec.signature.inferred))
    return Result(
        request_id=spec.request_id, status=status, verification=verification(verdict), provenance=inferred
    )
