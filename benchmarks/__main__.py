"""`python -m benchmarks NAME …` (`./dev bench NAME …`): the benchmarks by name."""

import typer

from benchmarks.synthesis import synthesis

app = typer.Typer(help="Measurements of the whole.", no_args_is_help=True, pretty_exceptions_enable=False)
app.command("synthesis")(synthesis)


@app.callback()
def _benchmarks() -> None:
    """Keeps `synthesis` a sub-command while it is the only one."""


if __name__ == "__main__":
    app()
