"""The tree transformer: what it reads, what it predicts, and its forward pass. Served by NumPy; `training` trains it."""
