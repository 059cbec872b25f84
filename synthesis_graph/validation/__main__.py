"""`python -m synthesis_graph.validation …` is `synthesis-graph validate …`."""

import typer

from synthesis_graph.standalone.validate import validate

if __name__ == "__main__":
    typer.run(validate)
