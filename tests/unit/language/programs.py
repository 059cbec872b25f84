"""Short ways to write trees in tests."""

from __future__ import annotations

from synthesis_graph.language.trees import Apply, Function, Tree, Variable

X, Y, XS, YS = Variable("x"), Variable("y"), Variable("xs"), Variable("ys")


def op(name: str, *arguments: Tree) -> Apply:
    """An operation applied."""
    return Apply(name, arguments)


def fn(name: str, body: Tree) -> Function:
    """A function of one bound variable."""
    return Function((name,), body)
