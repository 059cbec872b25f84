"""The parser as persistent stacks: a `Node` is a whole stack, shared with every stack that begins like it.

Owns shifting and reducing, and what has been found out about each stack. A fork costs nothing; equal stacks are the
same object, so a terminal once tried at a stack costs one dictionary look-up. Knows terminals by number, and no byte.
"""

from __future__ import annotations

from synthesis_graph.decoding import contexts
from synthesis_graph.decoding.lalr import Tables


class Node:
    """A parser's stack: its top state and the stack below. Made by `Parser` alone.

    `local` is equal for stacks that are alike down to the block they stand in: whatever does not close that block goes
    the same way from both.
    """

    __slots__ = ("above", "after", "context", "local", "parent", "state")

    def __init__(self, state: int, parent: Node | None, context: int, local: int) -> None:
        self.state = state
        self.parent = parent
        self.context = context
        self.local = local
        self.above: dict[int, Node] = {}
        self.after: dict[int, Node | None] = {}


Stack = tuple[Node, tuple[int, ...]]
"""A remembered stack and the states above it that are not."""


class Parser:
    """The automaton of one grammar; `bottom` is the stack before any terminal.

    `strict` refuses in addition what `compile()` does by the construct around it (see `contexts`).
    """

    def __init__(self, tables: Tables, strict: bool) -> None:
        self.tables = tables
        self.strict = strict
        self.number = {name: i for i, name in enumerate(tables.terminals)}
        self._action = tables.action
        self._goto = tables.goto
        self._head = tables.production_head
        self._length = tables.production_length
        self._locals: dict[tuple[int, int], int] = {}
        self.bottom = self._root()

    def forget(self) -> None:
        """Drops what was found out, to free memory; stacks in use stay good."""
        self.bottom = self._root()

    def _root(self) -> Node:
        return Node(0, None, 0, self._local(-1, 0))

    def _local(self, below: int, state: int) -> int:
        return self._locals.setdefault((below, state), len(self._locals))

    def shift(self, node: Node, terminal: int) -> Node | None:
        """The stack after one more terminal, with the reductions that it calls for; None if it cannot stand here."""
        try:
            return node.after[terminal]
        except KeyError:
            pass
        found = self.probe((node, ()), terminal)
        result: Node | None = None
        if found is not None:
            result, states = found
            for state in states:
                result = self._push(result, state)
        node.after[terminal] = result
        return result

    def probe(self, stack: Stack, terminal: int) -> Stack | None:
        """As `shift`, but nothing is remembered: for the many terminals that a mask tries and nobody writes."""
        node, kept = stack
        pushed = list(kept)
        while True:
            state = pushed[-1] if pushed else node.state
            action = self._action[state].get(terminal)
            if action is None:
                return None
            if action >= 0:
                if self.strict and not self._compiles(stack, (node, pushed), terminal):
                    return None
                return node, (*pushed, action)
            production = ~action
            length = self._length[production]
            if length <= len(pushed):
                del pushed[len(pushed) - length :]
            else:
                for _ in range(length - len(pushed)):
                    assert node.parent is not None
                    node = node.parent
                pushed.clear()
            pushed.append(self._goto[pushed[-1] if pushed else node.state][self._head[production]])

    def _compiles(self, before: Stack, reduced: tuple[Node, list[int]], terminal: int) -> bool:
        symbol = self.tables.symbol
        context = reduced[0].context
        for state in reduced[1]:
            context = contexts.entered(context, symbol[state])
        last = before[1][-1] if before[1] else before[0].state
        return contexts.allows(context, self.tables.terminals[terminal], symbol[last])

    def _push(self, node: Node, state: int) -> Node:
        found = node.above.get(state)
        if found is None:
            symbol = self.tables.symbol[state]
            context = contexts.entered(node.context, symbol)
            below = -2 - context if symbol == "INDENT" else node.local
            if symbol == "DEDENT":  # the block is over: from here on it matters what it stands in
                below = self._around(node).local
            found = node.above[state] = Node(state, node, context, self._local(below, state))
        return found

    def _around(self, node: Node) -> Node:
        """The stack below the block that a stack stands in."""
        at = node
        while self.tables.symbol[at.state] != "INDENT":
            assert at.parent is not None
            at = at.parent
        assert at.parent is not None
        return at.parent

    def expected(self, node: Node) -> list[int]:
        """The terminals that may come next."""
        return [t for t in self._action[node.state] if self.probe((node, ()), t) is not None]
