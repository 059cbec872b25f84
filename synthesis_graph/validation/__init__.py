"""Validation: evidence about generated code, from a sandbox that confines it and a parent that compares.

The last stage of the path. Knows specifications and code; not search, models or Serve.
candidate ─► static ─► examples (sandbox) ─► constraints (sandbox) ─► verdict
"""
