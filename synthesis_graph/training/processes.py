"""Work shared among fresh processes; one that dies ends the whole with an error instead of being waited for."""

from __future__ import annotations

import itertools
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from synthesis_graph.errors import SynthesisError

Job = TypeVar("Job")
Made = TypeVar("Made")


def shared(make: Callable[[Job], Made], jobs: Iterable[Job], processes: int) -> Iterator[Made]:
    """What `make` gives for each job, in the order of the jobs; twice as many as there are processes are under way.

    Raises SynthesisError when a process is killed, as one that takes more memory than there is.
    """
    pool = ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"))
    rest = iter(jobs)
    try:
        under_way = deque(pool.submit(make, job) for job in itertools.islice(rest, 2 * processes))
        while under_way:
            yield under_way.popleft().result()
            under_way.extend(pool.submit(make, job) for job in itertools.islice(rest, 1))
    except BrokenProcessPool as error:
        raise SynthesisError(
            "a process was killed at its work", "see whether memory ran out, and ask for fewer processes"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)
