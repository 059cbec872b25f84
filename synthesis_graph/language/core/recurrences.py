"""Loops that carry a value from step to step: folds and scans. The step's variable is the pair of value and item."""

from __future__ import annotations

import functools
import itertools

from synthesis_graph.language.operations import row

row("fold", "iter[A], B, fn[tuple[B, A], B] -> B", "functools.reduce(lambda x_: _2, _0, _1)", 6,
    "accumulate fold reduce running combine successive", sequential=True,
    evaluate=lambda xs, start, step: functools.reduce(step, xs, start))
row("fold_first", "iter[A], fn[tuple[A, A], A] -> A", "functools.reduce(lambda x_: _1, _0)", 6.5,
    "accumulate fold reduce combine successive", sequential=True, evaluate=lambda xs, step: functools.reduce(step, xs))
row("scan", "iter[A], fn[tuple[A, A], A] -> list[A]", "list(itertools.accumulate(_0, lambda x_: _1))", 7,
    "accumulate running cumulative successive so far", sequential=True,
    evaluate=lambda xs, step: list(itertools.accumulate(xs, step)))
