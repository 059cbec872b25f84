"""An answer for people: the function, the evidence for each check, the status, and on request how it was found.

Owns the wording. On a terminal rich colours it; anywhere else it is plain text that is itself valid Python: the code,
then comments. Knows the result in its wire form only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from synthesis_graph.result import Evidence, Result, Verification

MARKS = {"passed": "green", "failed": "red", "not checked": "yellow"}
STATUSES = {"success": "green", "failure": "red", "rejected": "red", "unverified": "yellow"}


def show(result: Result, explain: bool = False) -> None:
    """Prints the answer to standard output."""
    if sys.stdout.isatty():
        _colourful(result, explain)
    else:
        sys.stdout.write(plain(result, explain))


def plain(result: Result, explain: bool = False) -> str:
    """The answer as text: the code first, everything else as comments."""
    code = [result.result.program_ast.code.rstrip("\n"), ""] if result.result else []
    evidence = [_evidence_line(kind, e) for kind, e in evidence_rows(result.verification)]
    told = [*evidence, *summary(result), *(provenance(result) if explain else ())]
    return (
        "\n".join([*code, *(f"# {line}".rstrip() for text in told for line in text.splitlines() or [""])])
        + "\n"
    )


def evidence_rows(verification: Verification) -> Iterator[tuple[str, Evidence]]:
    """Each check with its kind, in the order in which a reader asks."""
    for kind in ("examples", "constraints", "types", "purity", "static"):
        for evidence in getattr(verification, kind):
            yield (
                {"examples": "example", "constraints": "constraint", "types": "type"}.get(kind, kind),
                evidence,
            )


def remark(evidence: Evidence) -> str:
    """What a check adds to its status: detail, failing input, number of inputs."""
    parts = [evidence.detail]
    if evidence.failing_input:
        parts.append(f"fails on {evidence.failing_input}")
    if evidence.tried > 1:
        parts.append(f"{evidence.tried} inputs")
    return "; ".join(part for part in parts if part)


def summary(result: Result) -> list[str]:
    """The status and what it rests on, a line each."""
    isolation = result.verification.isolation
    lines = [
        f"{result.status.value} ({result.request_id})" + (f", isolation {isolation}" if isolation else "")
    ]
    if found := result.result:
        kind = "" if found.confidence_kind == "calibrated" else " (a rank, not a probability)"
        took = f"{result.status.value} by {found.strategy} in {found.time_taken:.2f} s"
        lines = [f"{took}, confidence {found.confidence_score:.2f}{kind}, isolation {isolation or 'unknown'}"]
    if error := result.error:
        lines.append(
            f"{error.field}: {error.message}"
            if error.field and error.field not in error.message
            else error.message
        )
        lines.extend([f"hint: {error.hint}"] if error.hint else [])
    if doubt := result.verification.distinguishing_example:
        lines.append(
            f"likely programs differ on ({doubt.input}): {' or '.join(doubt.outputs)}; add the example that decides"
        )
    if result.provenance.inferred:
        lines.append(f"inferred, since it was not said: {', '.join(result.provenance.inferred)}")
    return lines


def provenance(result: Result) -> list[str]:
    """How the answer was found: origin, outline, techniques with their cost, what was retrieved."""
    told = result.provenance
    lines = [f"engine {told.engine}" + (f", origin {told.origin}" if told.origin else "")]
    lines.extend(f"  outline: {step}" for step in told.outline)
    for attempt in told.attempts:
        cost = ", ".join(f"{name} {value:,.6g}" for name, value in attempt.cost.items())
        lines.append(
            f"technique {attempt.technique}: {attempt.candidates} candidates in {attempt.seconds:.2f} s; {cost}"
        )
        lines.extend(f"  outline: {outline}" for outline in attempt.outlines)
    lines.extend(f"retrieved {s.name} ({s.score:.2f}) from {s.origin}" for s in told.retrieved)
    lines.extend(f"left out: {name}" for name in told.left_out)
    lines.extend(
        f"alternative by {a.strategy}, confidence {a.confidence_score:.2f}:\n{a.code}"
        for a in result.alternatives
    )
    return lines


def _evidence_line(kind: str, evidence: Evidence) -> str:
    more = remark(evidence)
    return f"{evidence.status:<11} {kind}: {evidence.subject}" + (f"  [{more}]" if more else "")


def _colourful(result: Result, explain: bool) -> None:
    from rich.console import Console
    from rich.syntax import Syntax
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    if result.result:
        console.print(
            Syntax(result.result.program_ast.code.rstrip("\n"), "python", background_color="default")
        )
        console.print()
    rows = list(evidence_rows(result.verification))
    if rows:
        table = Table("check", "what", "status", "remark", expand=False)
        for kind, evidence in rows:
            mark = Text(evidence.status, MARKS[evidence.status])
            table.add_row(kind, Text(evidence.subject), mark, Text(remark(evidence)))
        console.print(table)
    status, *rest = summary(result)
    console.print(Text(status, f"bold {STATUSES[result.status.value]}"))
    for line in [*rest, *(provenance(result) if explain else ())]:
        console.print(Text(line))
