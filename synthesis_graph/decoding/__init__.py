"""Decoding under the grammar of Python: which tokens can still become a valid program.

bytes → `lexer` (with `words`, `literals`, `numbers`, `unicode_input`, `frames`) → terminals → `parser` (tables by `lalr` from
`grammar`) → `machine`: a position in a program → `state`: the same over a tokenizer's tokens, with `masks`.
Depends on nothing else here but the errors, so that any decoder may use it.
"""

from synthesis_graph.decoding.scoped import ScopedState
from synthesis_graph.decoding.state import PythonSyntax, SyntaxState
from synthesis_graph.decoding.vocabulary import Vocabulary

__all__ = ["PythonSyntax", "ScopedState", "SyntaxState", "Vocabulary"]
