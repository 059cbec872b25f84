"""The typed subset of Python that the embedded engine searches: types, operations, trees, rendering, parsing."""
