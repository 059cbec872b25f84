"""What the client prints: plans, refusals, the status as a table, causes with their mends. Owns words and layout only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from kuberay.causes import Cause
from kuberay.deploying import Plan
from kuberay.errors import Finding
from kuberay.snapshot import Snapshot, summary

_GOOD = ("RUNNING", "HEALTHY", "Running", "Complete", "Succeeded", "ready", "True")
_SHOWN_FIELDS = 6


def show_findings(console: Console, findings: Iterable[Finding]) -> None:
    """Each finding in two lines: what is wrong where, and the mend."""
    for finding in findings:
        colour = "red" if finding.severity == "error" else "yellow"
        place = ": ".join(part for part in (finding.where, finding.field) if part)
        console.print(
            f"[{colour}]{finding.severity}[/] {escape(place)}: {escape(finding.message)}", highlight=False
        )
        if finding.mend:
            console.print(f"  {escape(finding.mend)}", highlight=False)


def show_plan(console: Console, plan: Plan) -> None:
    """The warnings of a plan, and what the operator will make of it."""
    show_findings(console, plan.warnings)
    if plan.environment_changes:
        names = ", ".join(plan.environment_changes)
        console.print(
            f"[yellow]warning[/] the environment changes ({escape(names)}): pods read it when they start, "
            "so running ones keep the old values",
            highlight=False,
        )
    if plan.change is None:
        console.print("a new RayService", highlight=False)
    elif plan.builds_second_cluster:
        fields = list(plan.change.new_cluster)
        more = f" and {len(fields) - _SHOWN_FIELDS} more" if len(fields) > _SHOWN_FIELDS else ""
        console.print(
            "[yellow]warning[/] this builds a second cluster beside the running one, and switches when it is ready; "
            f"until then both need room. Because of: {escape(', '.join(fields[:_SHOWN_FIELDS]))}{more}",
            highlight=False,
        )
    elif plan.change.fields:
        console.print(f"in place: {escape(', '.join(plan.change.fields[:_SHOWN_FIELDS]))}", highlight=False)
    else:
        console.print("the RayService does not change", highlight=False)


def show_causes(console: Console, causes: Iterable[Cause]) -> None:
    """Each cause with its detail, a traceback for instance, and its mend."""
    for cause in causes:
        console.print(f"[red]{cause.code}[/] {escape(cause.where)}: {escape(cause.message)}", highlight=False)
        for line in cause.detail.splitlines():
            console.print(Text(f"    {line}", style="dim"))
        console.print(f"  mend: {escape(cause.mend)}", highlight=False)


def status_view(snapshot: Snapshot, causes: Iterable[Cause]) -> RenderableType:
    """The state of a service on one screen."""
    state = summary(snapshot)
    causes = list(causes)
    head = Text.assemble(
        (snapshot.name, "bold"), f" in {snapshot.namespace}: ", _coloured("ready" if state["ready"] else "not ready"),
        f", {state['endpoints']} endpoints",
    )  # fmt: skip
    parts: list[RenderableType] = [head]
    parts += [_conditions(state), _applications(state), _pods(state)]
    parts += [
        Text.assemble((cause.code, "red"), f" {cause.where}: {cause.message}\n  mend: {cause.mend}")
        for cause in causes
    ]
    return Group(*parts)


def _conditions(state: dict[str, Any]) -> Table:
    table = _table("condition", "status", "reason", "message")
    for row in state["conditions"]:
        table.add_row(row["type"], row["status"], row["reason"], Text(row["message"]))
    for row in state["jobs"]:
        table.add_row(f"job {row['name']}", _coloured(row["state"]), "", Text(row["message"]))
    return table


def _applications(state: dict[str, Any]) -> Table:
    table = _table("application / deployment", "status", "replicas", "message")
    for app in state["applications"]:
        table.add_row(f"{app['name']} ({app['role']})", _coloured(app["status"]), "", _short(app["message"]))
        for row in app["deployments"]:
            replicas = "" if row["replicas"] is None else f"{row['replicas']}/{row['target']}"
            table.add_row(f"  {row['name']}", _coloured(row["status"]), replicas, _short(row["message"]))
    return table


def _pods(state: dict[str, Any]) -> Table:
    table = _table("pod", "group", "state", "ready", "restarts", "message")
    for row in state["pods"]:
        said = row["message"] or (row["events"][-1]["message"] if row["events"] and not row["ready"] else "")
        ready = "yes" if row["ready"] else "no"
        group = row["group"] or row["role"]
        table.add_row(row["name"], group, _coloured(row["state"]), ready, str(row["restarts"]), _short(said))
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _coloured(word: str) -> Text:
    return Text(word, style="green" if word in _GOOD else "yellow")


def _short(text: str) -> Text:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return Text(lines[-1][:200] if lines else "")
