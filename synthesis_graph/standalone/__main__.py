"""`python -m synthesis_graph.standalone …` is `synthesis-graph synthesize …`."""

import typer

from synthesis_graph.standalone.command import synthesize

if __name__ == "__main__":
    typer.run(synthesize)
