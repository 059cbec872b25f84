"""Texts that the training data is made from, as snippets: our recipes, the standard library, installed packages.

Where the composition meets `retrieval`; everything else of the training data knows snippets only by what is read here.
"""

from __future__ import annotations

import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

from retrieval.corpus import Source, recipes_source, standard_library_source
from retrieval.harvest import harvest_file
from retrieval.snippet import Snippet

OWN = ("synthesis_graph", "retrieval", "deployments", "kuberay", "benchmarks", "tests")


def recipes() -> list[Snippet]:
    """Our own recipes."""
    return list(_harvested([recipes_source()]))


def standard_library() -> list[Snippet]:
    """The functions of the running Python's standard library."""
    return list(_harvested([standard_library_source()]))


def installed_packages(rng: Random, excluded: Sequence[str] = OWN) -> Iterator[Snippet]:
    """The functions of the packages installed beside this one, ours left out, file by file in random order."""
    source = Source("packages", Path(sysconfig.get_paths()["purelib"]), excluded=frozenset(excluded))
    paths = source.paths()
    rng.shuffle(paths)
    return _functions(source, paths)


def _harvested(sources: Iterable[Source]) -> Iterator[Snippet]:
    for source in sources:
        yield from _functions(source, source.paths())


def _functions(source: Source, paths: Iterable[str]) -> Iterator[Snippet]:
    for path in paths:
        try:
            yield from harvest_file(source.root, path, source.name).snippets
        except OSError:
            continue
