"""Our state with the scope check over it, in the reading that a whole module needs; it has no mask, since names differ."""

from __future__ import annotations

from benchmarks.constraints import ours
from benchmarks.constraints.contract import Job
from synthesis_graph.decoding import ScopedState
from synthesis_graph.errors import ConstraintViolated


class Scoped:
    """`ScopedState`s."""

    legal = staticmethod(ScopedState.legal)
    is_complete = staticmethod(ScopedState.is_complete)
    mask = None
    judges_parts = False
    """A function alone reads names of its module, which nothing binds there."""

    def __init__(self, first: ScopedState) -> None:
        self._first = first

    def begin(self) -> ScopedState:
        """The empty program."""
        return ScopedState(self._first.syntax, self._first.rules, self._first.names)

    def advance(self, state: ScopedState, token: int) -> ScopedState | None:
        """The next state."""
        try:
            return state.advance(token)
        except ConstraintViolated:
            return None

    def fork(self, state: ScopedState) -> ScopedState:
        """Itself."""
        return state


def prepare(job: Job) -> Scoped:
    """As without the check."""
    return Scoped(ScopedState.beginning(ours.prepare(job).syntax, closed=False))
