"""The retriever stage: a specification becomes a text query, snippets of the knowledge base become context.

The only module of the library, beside the composition roots, that knows `retrieval`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from synthesis_graph.artifacts import Context, Snippet
from synthesis_graph.errors import IndexUnavailable
from synthesis_graph.spec import Specification

if TYPE_CHECKING:
    from retrieval.search import Retriever
    from retrieval.snippet import Hit

OWN = "knowledge_base"
"""The corpus that holds this project's own recipes."""


class SnippetRetriever:
    """Finds self-contained functions near a specification; opens the index (and builds the default one) on first use."""

    def __init__(self, index: Path | None = None) -> None:
        self._path = index
        self._retriever: Retriever | None = None

    def retrieve(self, spec: Specification, limit: int) -> Context:
        """At most `limit` snippets, our own recipes first by a prior of the index; raises IndexUnavailable."""
        retriever = self.open()
        query = query_of(spec)
        hits = retriever.search(query, limit, corpus=OWN, self_contained=True, kinds=("function",))
        hits += retriever.search(query, max(2, limit // 4), self_contained=True, kinds=("function",))
        best = max((hit.score for hit in hits), default=1.0)
        unique = {hit.snippet.id: hit for hit in hits}
        ordered = sorted(unique.values(), key=lambda hit: (-hit.score, hit.snippet.id))
        return Context(snippets=tuple(_snippet(hit, best) for hit in ordered[:limit]))

    def open(self, on_progress: Callable[[str, int, int], None] = lambda *_: None) -> Retriever:
        """The opened index; what a server does before its first request. Raises IndexUnavailable.

        Where the default index must be built, that takes some 20 s, and `on_progress` hears (stage, done, total).
        """
        if self._retriever is None:
            from retrieval.default_index import ensure_default_index
            from retrieval.errors import RetrievalError
            from retrieval.search import Retriever

            try:
                self._retriever = Retriever.open(self._path or ensure_default_index(on_progress=on_progress))
            except RetrievalError as error:
                raise IndexUnavailable(error.message, error.hint) from error
        return self._retriever


def query_of(spec: Specification) -> str:
    """The text that stands for a specification: its sentence, its names and its constraints."""
    names = " ".join((spec.signature.name, *(p.name for p in spec.signature.parameters)))
    return " ".join((spec.description, names.replace("_", " "), *spec.constraints)).strip()


def _snippet(hit: Hit, best: float) -> Snippet:
    found = hit.snippet
    parameters = ", ".join(map(str, found.parameters))
    return Snippet(
        name=found.name,
        signature=f"def {found.name}({parameters}) -> {found.returns or 'Any'}",
        description=found.docstring.split("\n", 1)[0],
        code=found.code,
        origin=f"{found.corpus}:{found.module}.{found.name}",
        score=round(hit.score / best, 4),
        own=found.corpus == OWN,
    )
