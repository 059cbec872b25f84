"""Texts that the training data is made from, as snippets: our recipes, the standard library, installed packages.

Where the composition meets `retrieval`; everything else of the training data knows snippets only by what is read here.
"""

from __future__ import annotations

import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path


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


def installed_packages(excluded: Sequence[str] = OWN) -> list[Snippet]:
    """The functions of the packages installed beside this one, ours left out."""
    root = Path(sysconfig.get_paths()["purelib"])
    return list(_harvested([Source("packages", root, excluded=frozenset(excluded))]))


def _harvested(sources: Iterable[Source]) -> Iterator[Snippet]:
    for source in sources:
        for path in source.paths():
            try:
                yield from harvest_file(source.root, path, source.name).snippets
            except OSError:
                continue
