"""The parser as persistent stacks: a `Node` is a whole stack, shared with every stack that begins like it.

Owns shifting and reducing, and what has been found out about each stack. A fork costs nothing; equal stacks are the
same object, so a terminal once tried at a stack costs one dictionary look-up. Knows terminals by number, and no byte.
"""

from __future__ import annotations

from synthesis_graph.decoding.lalr import Tables


class Node:
    """A parser's stack: its top state and the stack below. Made by `Parser` alone."""

    __slots__ = ("above", "after", "depth", "parent", "state")

    def __init__(self, state: int, parent: Node | None) -> None:
        self.state = state
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.above: dict[int, Node] = {}
        self.after: dict[int, Node | None] = {}


class Parser:
    """The automaton of one grammar; `bottom` is the stack before any terminal."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.number = {name: i for i, name in enumerate(tables.terminals)}
        self.bottom = Node(0, None)
        self._action = tables.action
        self._goto = tables.goto
        self._head = tables.production_head
        self._length = tables.production_length

    def shift(self, node: Node, terminal: int) -> Node | None:
        """The stack after one more terminal, with the reductions that it calls for; None if it cannot stand here."""
        try:
            return node.after[terminal]
        except KeyError:
            result = node.after[terminal] = self._shift(node, terminal)
            return result

    def _shift(self, node: Node, terminal: int) -> Node | None:
        at = node
        while True:
            action = self._action[at.state].get(terminal)
            if action is None:
                return None
            if action >= 0:
                return self._push(at, action)
            production = ~action
            for _ in range(self._length[production]):
                assert at.parent is not None
                at = at.parent
            at = self._push(at, self._goto[at.state][self._head[production]])

    def _push(self, node: Node, state: int) -> Node:
        found = node.above.get(state)
        if found is None:
            found = node.above[state] = Node(state, node)
        return found

    def expected(self, node: Node) -> list[str]:
        """The names of the terminals that may come next, sorted."""
        found = [t for t in self._action[node.state] if self.shift(node, t) is not None]
        return sorted(self.tables.terminals[t] for t in found)
