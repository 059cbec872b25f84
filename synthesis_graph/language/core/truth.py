"""Truth values, choice, and None."""

from __future__ import annotations

from synthesis_graph.language.operations import row

row("not", "bool -> bool", "not _0", 5, "not non without no isn unless never")
row("and", "bool, bool -> bool", "_0 and _1", 6, "and both all also", commutative=True)
row("or", "bool, bool -> bool", "_0 or _1", 6.5, "or either any", commutative=True)
row("if_else", "bool, A, A -> A", "_1 if _0 else _2", 7, "if else otherwise whether return when")
row("is_none", "optional[A] -> bool", "_0 is None", 7, "none null missing empty")
row("none_last", "optional[A] -> tuple[bool, optional[A]]", "(_0 is None, _0)", 8, "none missing null gracefully last")
row("or_default", "optional[A], A -> A", "_1 if _0 is None else _0", 8, "default missing none otherwise")
row("bool_to_int", "bool -> int", "int(_0)", 8, "count number")
