"""Outlines before implementations: typed steps with holes, ranked by words and by the shapes of the examples."""

from synthesis_graph.planning.skeletons import SkeletonPlanner

__all__ = ["SkeletonPlanner"]
