"""Measurements of the whole: each script scores one thing and writes its section of `docs/benchmarks.md`."""
