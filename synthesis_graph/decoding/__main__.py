"""`python -m synthesis_graph.decoding check FILE…`."""

import typer

from synthesis_graph.decoding.command import check

app = typer.Typer(
    help="The syntax that generated programs are held to.", no_args_is_help=True, add_completion=False
)
app.command("check")(check)


@app.callback()
def _sub_commands() -> None:
    """Keeps `check` a sub-command while it is the only one."""


if __name__ == "__main__":
    app()
