"""The console command `synthesis-graph`: its sub-commands, each one function of the package that does the work.

Packages above this one add theirs by the entry points `synthesis_graph.commands`; each is imported when it is called.
"""

import sys
from importlib.metadata import entry_points

import typer

from synthesis_graph.decoding.command import check
from synthesis_graph.standalone.command import synthesize
from synthesis_graph.standalone.validate import validate

app = typer.Typer(
    name="synthesis-graph",
    help="Finds Python functions that fit a specification, and shows how each one was checked.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("synthesize")(synthesize)
app.command("validate")(validate)
app.command("check")(check)


def main() -> None:
    """The command line; what is asked for by a built-in name imports nothing else."""
    if not {command.name for command in app.registered_commands}.intersection(sys.argv[1:2]):
        for command in entry_points(group="synthesis_graph.commands"):
            app.command(command.name)(command.load())
    app()


if __name__ == "__main__":
    main()
