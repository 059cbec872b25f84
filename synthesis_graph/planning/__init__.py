"""Outlines before implementations: what stands outside the loops, the likeliest by the tree transformer."""

from synthesis_graph.planning.outlines import ModelPlanner

__all__ = ["ModelPlanner"]
