"""The training of the tree transformer."""
