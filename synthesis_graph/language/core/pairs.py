"""Tuples of fixed length."""

from __future__ import annotations

from synthesis_graph.language.operations import row

row("pair", "A, B -> tuple[A, B]", "(_0, _1)", 6, "tuple pair both two and", evaluate=lambda a, b: (a, b))
row("triple", "A, B, E -> tuple[A, B, E]", "(_0, _1, _2)", 8.5, "tuple three triple", evaluate=lambda a, b, c: (a, b, c))
row("one_tuple", "A -> tuple[A, ...]", "(_0,)", 8, "tuple", evaluate=lambda a: (a,))
row("item0", "tuple[A, B] -> A", "_0[0]", 3.5, "first key element initial", evaluate=lambda p: p[0])
row("item1", "tuple[A, B] -> B", "_0[1]", 3.5, "second value last element", evaluate=lambda p: p[1])
row("item0_of3", "tuple[A, B, E] -> A", "_0[0]", 4, "first", evaluate=lambda p: p[0])
row("item1_of3", "tuple[A, B, E] -> B", "_0[1]", 4, "second middle", evaluate=lambda p: p[1])
row("item2_of3", "tuple[A, B, E] -> E", "_0[2]", 4, "third last", evaluate=lambda p: p[2])
row("swap", "tuple[A, B] -> tuple[B, A]", "(_0[1], _0[0])", 7, "swap reverse exchange", evaluate=lambda p: (p[1], p[0]))
