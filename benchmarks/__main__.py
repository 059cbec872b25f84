"""`python -m benchmarks NAME …` (`./dev bench NAME …`): the benchmarks by name."""

import typer

from benchmarks.completeness import completeness
from benchmarks.decoding import decoding
from benchmarks.generations import generations
from benchmarks.gpu_decode import gpu_decode
from benchmarks.knowledge_base import main as knowledge_base
from benchmarks.kuberay import app as kuberay
from benchmarks.last_stage import last_stage
from benchmarks.model import model
from benchmarks.overlap import overlap
from benchmarks.pulsar import app as pulsar
from benchmarks.synthesis import synthesis
from benchmarks.training import training
from benchmarks.validator import validator

app = typer.Typer(help="Measurements of the whole.", no_args_is_help=True, pretty_exceptions_enable=False)
app.command("synthesis")(synthesis)
app.command("knowledge-base")(knowledge_base)
app.command("overlap")(overlap)
app.command("validator")(validator)
app.command("training")(training)
app.command("decoding")(decoding)
app.command("completeness")(completeness)
app.command("generations")(generations)
app.command("gpu-decode")(gpu_decode)
app.command("model")(model)
app.command("last-stage")(last_stage)
app.add_typer(pulsar, name="pulsar")
app.add_typer(kuberay, name="kuberay")


if __name__ == "__main__":
    app()
