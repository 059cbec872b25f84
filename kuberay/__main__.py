"""`python -m kuberay …`: the client; `synthesis-graph deploy` and its siblings are the same functions."""

from kuberay.command import app

if __name__ == "__main__":
    app(prog_name="python -m kuberay")
