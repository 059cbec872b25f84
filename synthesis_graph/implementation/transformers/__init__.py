"""The transformers engine: a causal language model on this machine, decoded by our syntax-aware beam search.

torch and transformers are imported by `loading`, `rows` and what stands on them, never by `settings`.
"""
