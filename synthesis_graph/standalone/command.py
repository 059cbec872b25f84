"""`synthesize`: the options, where the answer goes, and the exit code. Knows no stage; `synthesizer` does the work.

For one request the exit code is the status's (0 success, 1 failure, 2 rejected, 3 unverified). For a file of them it
is 0 when every one succeeded, else 1. A wrong command line is 2, Ctrl-C 130.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn, Optional

import typer

if TYPE_CHECKING:
    from synthesis_graph.implementation import EngineChoice
    from synthesis_graph.result import Result
    from synthesis_graph.standalone.intake import Overrides

Text = Optional[str]  # noqa: UP045 - typer evaluates annotations, and Python 3.10 must read them


def synthesize(  # noqa: PLR0913, PLR0917 - typer reads the options from the parameters
    spec: Annotated[
        str, typer.Option(help="A sentence; a .json file; a .jsonl file of many; or - for standard input.")
    ],
    language: Annotated[Text, typer.Option(help="The language of the function: python.")] = None,
    technique: Annotated[
        Text, typer.Option(help="One technique, or all of the engine's as a portfolio.")
    ] = None,
    output: Annotated[
        Text, typer.Option(help="FILE.py for the code, FILE.json or FILE.jsonl for the result.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the result as JSON, and nothing else.")
    ] = False,
    deadline: Annotated[Optional[float], typer.Option(help="Seconds for one request.")] = None,  # noqa: UP045
    seed: Annotated[Optional[int], typer.Option(help="Seed of the search.")] = None,  # noqa: UP045
    n: Annotated[Optional[int], typer.Option("--n", help="How many alternatives to return.")] = None,  # noqa: UP045
    engine: Annotated[
        str, typer.Option(envvar="ENGINE", help="Who implements: embedded, transformers or openai.")
    ] = "embedded",
    engine_config: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(envvar="ENGINE_CONFIG", help="YAML of the engine's options, as in configs/."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show how the answer was found.")] = False,
    jobs: Annotated[int, typer.Option(min=0, help="Processes for a .jsonl file; 0 is one a core.")] = 0,
) -> None:
    """Find a function that fits a specification, and show how it was checked."""
    from synthesis_graph.errors import SynthesisError
    from synthesis_graph.implementation import choose_engine
    from synthesis_graph.standalone.intake import Overrides, UsageError

    overrides = Overrides(language, technique, deadline, seed, n)
    try:
        with _interruptible():
            choice = choose_engine(engine, engine_config)
            if spec.endswith(".jsonl"):
                code = _many(spec, overrides, choice, output, jobs)
            else:
                code = _one(spec, overrides, choice, _Shown(output, as_json, explain))
    except KeyboardInterrupt:
        _stop("interrupted", 130)
    except BrokenPipeError:  # the reader of our output has gone, as in `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except SynthesisError as error:
        _stop(
            f"{error}\n  {error.hint}" if error.hint else str(error),
            2 if isinstance(error, UsageError) else 1,
        )
    raise typer.Exit(code)


@dataclass(frozen=True)
class _Shown:
    """Where an answer goes, and how."""

    output: str | None
    as_json: bool
    explain: bool


def _one(source: str, overrides: Overrides, choice: EngineChoice, shown: _Shown) -> int:
    from synthesis_graph.standalone.destination import destination
    from synthesis_graph.standalone.display import show
    from synthesis_graph.standalone.intake import read_source
    from synthesis_graph.standalone.synthesizer import synthesizer_of

    target = destination(shown.output, (".py", ".json", ".jsonl")) if shown.output else None
    payload = read_source(source)
    with synthesizer_of(choice) as synthesizer:
        result = synthesizer.answer(payload, overrides)
    if shown.as_json:
        sys.stdout.write(result.model_dump_json() + "\n")
    else:
        show(result, shown.explain)
    sys.stdout.flush()
    if target and (unwritten := target.write(result)):
        typer.echo(unwritten, err=True)
    return result.status.exit_code


def _many(source: str, overrides: Overrides, choice: EngineChoice, output: str | None, jobs: int) -> int:
    from synthesis_graph.standalone.destination import destination
    from synthesis_graph.standalone.many import Many, read_tasks, solve_all
    from synthesis_graph.standalone.results_file import ResultsFile
    from synthesis_graph.standalone.synthesizer import synthesizer_of

    processes = jobs or (1 if choice.one_a_machine else len(os.sched_getaffinity(0)))
    target = destination(output, (".jsonl",)) if output else None
    tasks = read_tasks(Path(source))
    with ResultsFile(target.path) if target else nullcontext() as kept:
        known = kept.lines if kept else {}
        failed = any(known[t.request_id].get("status") != "success" for t in tasks if t.request_id in known)
        todo = [t for t in tasks if t.request_id not in known]
        with closing(solve_all(todo, Many(overrides, processes, partial(synthesizer_of, choice)))) as results:
            for result in _with_progress(results, len(tasks) - len(todo), len(tasks)):
                line = result.model_dump_json()
                failed = failed or result.status.exit_code != 0
                if kept:
                    kept.append(line.encode())
                else:
                    sys.stdout.write(line + "\n")
                    sys.stdout.flush()
    return int(failed)


def _with_progress(results: Iterable[Result], done: int, total: int) -> Iterator[Result]:
    """The same results, with a bar on standard error: nothing of it reaches a pipe."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    counts = Counter({"earlier": done} if done else {})
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("synthesizing", total=total, completed=done)
        for result in results:
            counts[result.status.value] += 1
            bar.update(task, advance=1, description=", ".join(f"{k} {n}" for k, n in counts.items()))
            yield result


@contextmanager
def _interruptible() -> Iterator[None]:
    """Ctrl-C raises KeyboardInterrupt at once, also inside a stage: the event loop would wait for its next await."""
    previous = signal.signal(signal.SIGINT, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _stop(message: str, code: int) -> NoReturn:
    typer.echo(f"synthesize: {message}", err=True)
    raise typer.Exit(code)
