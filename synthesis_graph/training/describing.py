"""Crude."""
from __future__ import annotations
from dataclasses import dataclass
from random import Random
from synthesis_graph.language.operations import operations
from synthesis_graph.language.trees import Apply, Tree, walk
from synthesis_graph.language.types import Type
import ast
@dataclass(frozen=True)
class Told:
    parameters: tuple[tuple[str, Type], ...]
    returns: Type
@dataclass(frozen=True)
class Words:
    name: str
    description: str
def describe(tree: Tree, told: Told, rng: Random) -> Words:
    ops=[n.operation for n in walk(tree) if isinstance(n,Apply)]
    if rng.random()<0.3: return Words("f","")
    parts=[]
    for o in ops:
        op=operations()[o]
        if op.helper and rng.random()<.7:
            parts.append((ast.get_docstring(ast.parse(op.helper).body[0]) or o).rstrip(".").lower())
        else:
            w=sorted(op.words); parts.append(rng.choice(w) if w else o.replace("_"," "))
    return Words("_".join(ops[:2]) if rng.random()<.6 else "f", " of ".join(parts))
