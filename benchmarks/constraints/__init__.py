"""Constraints of Python side by side: ours, and the libraries that hold a decoder to a grammar, on the same tokens.

`unrolled` and `notations` write the grammar that a library reads; `ours` and `with_…` put each behind `contract`; `measuring`
runs one of them, in the environment that has it (`environments`). The tables are told by `benchmarks.decoding`.
"""
