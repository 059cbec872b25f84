"""`python -m synthesis_graph.training network`: records in, weights out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from synthesis_graph.language.operations import operations
from synthesis_graph.model.network import Shape
from synthesis_graph.model.vocabulary import Vocabulary, learn_subwords, words_of
from synthesis_graph.model.weights import FOLDER, save
from synthesis_graph.training.functions.corpora import recipes
from synthesis_graph.training.network.nearby import Nearby
from synthesis_graph.training.network.numbering import datasets
from synthesis_graph.training.network.trainer import Recipe, Trainer
from synthesis_graph.training.records.record import SUFFIX, Record, read_lines

SUBWORDS = 2500
FREQUENT_WORDS = 12_000
HELD_BACK = "task"
"""The source that is not trained on: the ranker and the confidence are fitted on these tasks, and a network that had
learnt them by heart would look surer there than it is elsewhere."""


def train(records: Path, out: Path, recipe: Recipe, weights: Path = FOLDER) -> dict[str, float]:
    """Trains on the records of a folder and writes the weights; what `out` holds of an earlier run is gone on from."""
    out.mkdir(parents=True, exist_ok=True)
    files = [file for file in sorted(records.glob(f"*{SUFFIX}")) if file.name != f"{HELD_BACK}{SUFFIX}"]
    vocabulary = _vocabulary(files, out / "vocabulary.json")
    shape = Shape(len(vocabulary.symbols), len(vocabulary.productions))
    training, held_out = datasets(files, out / "vocabulary.json", recipe.seed)
    trainer = Trainer(shape, recipe, out, nearby=Nearby(list(recipes()), vocabulary))
    report = trainer.fit(training, held_out)
    save(weights, shape, vocabulary, {name: p.detach().numpy() for name, p in trainer.parameters.items()})
    (out / "report.json").write_text(json.dumps(report, indent=1) + "\n")
    return report


def _vocabulary(files: Iterable[Path], kept: Path) -> Vocabulary:
    """The words of the records as sub-words, and the operations of the table; the same again for a run gone on with."""
    if not kept.exists():
        frequent = _frequent_words(record for file in files for record in read_lines(file))
        Vocabulary(learn_subwords(frequent, SUBWORDS), tuple(sorted(operations()))).write(kept)
    return Vocabulary.read(kept)


def _frequent_words(records: Iterable[Record]) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for record in records:
        texts = (record.description, record.name, *(name for name, _ in record.parameters))
        counts.update(word for text in texts for word in words_of(text))
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(word, n) for word, n in ordered[:FREQUENT_WORDS] if n > 1]
