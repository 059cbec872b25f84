"""What is known of a candidate beside its cost: how its operations and the sentence's words fit together.

One named number a feature; `weights.json` says what each is worth in bits in a log-linear model: a prior set by hand,
which `training` replaces only where a fit beats it held out. Knows trees and words; neither how candidates were found nor how they are ranked.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from synthesis_graph.language.operations import operations
from synthesis_graph.language.trees import Apply, Constant, Function, Tree, Variable, walk
from synthesis_graph.model.guide import Likelihood
from synthesis_graph.search.costs import lexicon, word_gains
from synthesis_graph.search.words import stems
from synthesis_graph.spec import Specification

WEIGHTS = Path(__file__).with_name("weights.json")
MOST_UNLIKELY = 80.0
"""Bits that the model's word counts at most: for an operation that the table got after the weights."""


@dataclass(frozen=True)
class Told:
    """What a specification says, as far as features look at it."""

    stems: frozenset[str]
    name: frozenset[str]
    parameters: frozenset[str]
    gains: Mapping[str, float]

    @classmethod
    def by(cls, spec: Specification) -> Told:
        """The words of a specification."""
        return cls(
            frozenset(stems((spec.description, spec.signature.name))),
            frozenset(stems((spec.signature.name,))),
            frozenset(p.name for p in spec.signature.parameters),
            word_gains(spec),
        )


def tree_features(
    tree: Tree, bits: float, likely: Likelihood, told: Told, answers: Iterable[str]
) -> dict[str, float]:
    """The features of a program of the language: its cost in the search, and what the model says of it, among others."""
    nodes = list(walk(tree))
    used = [node.operation for node in nodes if isinstance(node, Apply)]
    concepts = [name for name in used if operations()[name].helper]
    stems_of, rarity = lexicon()
    explained = frozenset().union(*(stems_of[name] for name in used)) if used else frozenset()
    unexplained = [s for s in told.stems if s in rarity and s not in explained]
    variables = Counter(n.name for n in nodes if isinstance(n, Variable) and n.name in told.parameters)
    repeated = sum(n - 1 for n in Counter(used).values())
    return {
        "bits": bits,
        "unlikely": min(likely.derivation, MOST_UNLIKELY),
        "doubted": min(likely.doubt, MOST_UNLIKELY),
        "unlikely outline": min(likely.outline, MOST_UNLIKELY),
        "suggested": float(sum(told.gains[name] > 0 for name in used)),
        "unsuggested concepts": float(sum(not told.gains[name] for name in concepts)),
        "unsuggested operators": float(sum(not told.gains[name] for name in used if name not in concepts)),
        "unexplained": sum(rarity[s] for s in unexplained) / 4.0,
        "constants": float(sum(isinstance(n, Constant) for n in nodes)),
        "size": float(len(nodes)),
        "unused": float(len(told.parameters - set(variables))),
        "repeated variables": float(sum(n - 1 for n in variables.values())),
        "repeated operations": float(repeated),
        "choices": float(used.count("if_else")),
        "loops": float(sum(isinstance(n, Function) for n in nodes)),
        "named alike": max((_overlap(told.name, name) for name in used), default=0.0),
        **answer_features(answers),
    }


def retrieved_features(
    name: str, score: float, told: Told, call_bits: float, conversion_bits: float, answers: Iterable[str]
) -> dict[str, float]:
    """The features of a retrieved function used whole; `score` is its nearness, 0..1."""
    found = stems((name,))
    _, rarity = lexicon()
    unexplained = [s for s in told.stems if s in rarity and s not in found]
    return {
        "retrieved": 1.0,
        "distance": 1.0 - score,
        "call": call_bits,
        "conversion": conversion_bits,
        "unexplained by name": sum(rarity[s] for s in unexplained) / 4.0,
        "retrieved named alike": _overlap(told.name, name),
        "retrieved told alike": _overlap(told.stems, name),
        **answer_features(answers),
    }


def answer_features(answers: Iterable[str]) -> dict[str, float]:
    """How the program does on fresh inputs: where it fails, and whether it always says the same."""
    seen = list(answers)
    if not seen:
        return {}
    failing = sum(a == "!" for a in seen) / len(seen)
    return {"failing": failing, "constant answers": float(len(set(seen)) == 1 and len(seen) > 2)}


def _overlap(told: frozenset[str], name: str) -> float:
    found = stems((name,))
    return len(told & found) / len(told | found) if told and found else 0.0


@lru_cache(maxsize=1)
def _weights() -> dict[str, dict[str, float]]:
    return dict(json.loads(WEIGHTS.read_text()))


def weigh(features: Mapping[str, float], shown: bool = True) -> float:
    """The bits of a candidate: lower is likelier; without shown examples only the words say what is meant."""
    known = _weights()["features" if shown else "features without examples"]
    return sum(known.get(name, 0.0) * value for name, value in features.items())
