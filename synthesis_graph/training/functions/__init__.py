"""Functions that people wrote, as records: recipes, concepts, libraries, and tasks that may be learnt from."""
