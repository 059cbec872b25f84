"""The command without Ray: the whole path with plain objects in this process, for one request or a file of them.

Owns where requests come from and how answers are shown. Knows every stage by name; no stage knows it.
intake ─► synthesizer (the graph) ─► display, one request; intake ─► many ─► workers ─► results file, a file of them.
"""

from synthesis_graph.standalone.synthesizer import Parts, Synthesizer

__all__ = ["Parts", "Synthesizer"]
