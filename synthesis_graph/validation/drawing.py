"""Drawing and shrinking by Hypothesis: a batch of arguments at once, and the simplest that still fails.

A batch is decoded from seeded random bytes through Hypothesis' entry point for fuzzers, so that one child of the
sandbox can answer for all of it; only what refutes a property is handed to the shrinker, which asks one question at a
time. The same seed gives the same arguments. Knows strategies and nothing of what is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.database import InMemoryExampleDatabase
from hypothesis.strategies import SearchStrategy

from synthesis_graph.validation.confined import codec

Arguments = tuple[Any, ...]

_BUFFER_BYTES = 2048  # more than most arguments take; what takes more is left out
_TRIES = 2  # buffers an argument tuple: some are too short, some decode to what is already there


class _Refuted(Exception):
    """Tells Hypothesis that the arguments fail."""


class _Enough(BaseException):
    """Ends the shrinking: the budget is spent."""


@dataclass(frozen=True)
class Draws:
    """Argument tuples, each with the bytes that it was decoded from."""

    strategy: SearchStrategy[Arguments]
    seed: int
    arguments: list[Arguments] = field(default_factory=list)
    buffers: list[bytes] = field(default_factory=list)

    def shrink(self, index: int, refutes: Callable[[Arguments], bool], questions: int) -> Arguments:
        """The simplest arguments found for which `refutes` holds, as it does for those at `index`.

        Asks at most so many questions, none twice; `refutes` may raise TimeoutError to end it earlier.
        """
        found = self.arguments[index]
        if not questions:
            return found
        known = {codec.encode(found): True}

        def fails(arguments: Arguments) -> bool:
            nonlocal found
            key = codec.encode(arguments)
            if key not in known:
                if len(known) > questions:
                    raise _Enough
                try:
                    known[key] = refutes(arguments)
                except TimeoutError:
                    raise _Enough from None
            if known[key]:
                found = arguments
            return known[key]

        test = _test(self.strategy, self.seed, fails)
        with suppress(_Refuted):
            test.hypothesis.fuzz_one_input(self.buffers[index])  # remembered as a failure, to start from
        with suppress(_Refuted, _Enough):
            test()
        return found


def draw(strategy: SearchStrategy[Arguments], count: int, name: str) -> Draws:
    """At most `count` different argument tuples, the simplest one first; the same for the same name."""
    random = Random(name)
    draws = Draws(strategy, random.getrandbits(64))
    seen: set[bytes] = set()
    latest: list[Arguments] = []

    def keep(arguments: Arguments) -> bool:
        latest[:] = [arguments]
        return False

    fuzz = _test(strategy, draws.seed, keep).hypothesis.fuzz_one_input
    for attempt in range(_TRIES * count):
        buffer = random.randbytes(_BUFFER_BYTES) if attempt else bytes(_BUFFER_BYTES)
        if fuzz(buffer) is None or (key := codec.encode(latest[0])) in seen:
            continue
        seen.add(key)
        draws.arguments.append(latest[0])
        draws.buffers.append(buffer)
        if len(seen) == count:
            break
    return draws


def _test(strategy: SearchStrategy[Arguments], number: int, fails: Callable[[Arguments], bool]) -> Any:
    """A Hypothesis test with a memory of its own, independent of profiles, files and earlier runs."""

    @settings(  # outermost: `seed` takes the database away
        database=InMemoryExampleDatabase(),
        phases=(Phase.reuse, Phase.shrink),
        deadline=None,
        derandomize=False,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )
    @seed(number)
    @given(strategy)
    def test(arguments: Arguments) -> None:
        if fails(arguments):
            raise _Refuted

    return test
