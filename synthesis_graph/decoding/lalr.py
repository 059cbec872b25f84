"""LALR(1) tables by DeRemer and Pennello's relations. Knows no grammar and no lexer; a conflict is an error.

Cost: about two seconds for the grammar of Python; `tables` keeps the result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Alternative = tuple[str, ...]
Item = tuple[int, int]  # (production, how much of it has been seen)


@dataclass(frozen=True)
class Tables:
    """An automaton: `action[state][terminal]` is a state to shift to (>= 0) or ~production to reduce; no entry: an error."""

    terminals: tuple[str, ...]
    nonterminals: tuple[str, ...]
    production_head: tuple[int, ...]  # index of a nonterminal
    production_length: tuple[int, ...]
    action: tuple[dict[int, int], ...]
    goto: tuple[dict[int, int], ...]
    symbol: tuple[str, ...]  # the symbol by which each state is entered


class Conflict(ValueError):
    """The grammar is not LALR(1); the message shows the first few places."""


def build(rules: dict[str, list[Alternative]], start: str) -> Tables:
    """The tables of a grammar whose rule `start` is entered once; raises Conflict if it is not LALR(1)."""
    builder = _Builder(rules, start)
    builder.find_states()
    return builder.tables()


class _Builder:
    def __init__(self, rules: dict[str, list[Alternative]], start: str) -> None:
        self.nonterminals = list(rules)
        self.terminals = sorted({s for alts in rules.values() for a in alts for s in a if s not in rules})
        number = {name: -1 - i for i, name in enumerate(self.nonterminals)}
        number.update((name, i) for i, name in enumerate(self.terminals))
        self.heads: list[int] = []
        self.bodies: list[tuple[int, ...]] = []
        self.by_head: dict[int, list[int]] = {number[name]: [] for name in self.nonterminals}
        for name, alternatives in rules.items():
            for alternative in alternatives:
                self.by_head[number[name]].append(len(self.bodies))
                self.heads.append(number[name])
                self.bodies.append(tuple(number[s] for s in alternative))
        self.start = number[start]
        self.nullable = self._nullable()
        self.states: list[frozenset[Item]] = []
        self.moves: list[dict[int, int]] = []
        self.closed: list[list[Item]] = []

    def _nullable(self) -> set[int]:
        found: set[int] = set()
        while True:
            more = {
                h for h, b in zip(self.heads, self.bodies) if h not in found and all(s in found for s in b)
            }
            if not more:
                return found
            found |= more

    def _closure(self, kernel: frozenset[Item]) -> list[Item]:
        items, seen = list(kernel), set(kernel)
        added: set[int] = set()
        for production, dot in items:
            body = self.bodies[production]
            if dot < len(body) and body[dot] < 0 and body[dot] not in added:
                added.add(body[dot])
                fresh = [(p, 0) for p in self.by_head[body[dot]] if (p, 0) not in seen]
                items.extend(fresh)
                seen.update(fresh)
        return items

    def find_states(self) -> None:
        """The LR(0) automaton; state 0 is the beginning."""
        first = frozenset((p, 0) for p in self.by_head[self.start])
        number = {first: 0}
        self.states.append(first)
        for kernel in self.states:
            items = self._closure(kernel)
            self.closed.append(items)
            by_symbol: dict[int, list[Item]] = {}
            for production, dot in items:
                body = self.bodies[production]
                if dot < len(body):
                    by_symbol.setdefault(body[dot], []).append((production, dot + 1))
            moves = {}
            for symbol, advanced in by_symbol.items():
                target = frozenset(advanced)
                if target not in number:
                    number[target] = len(self.states)
                    self.states.append(target)
                moves[symbol] = number[target]
            self.moves.append(moves)

    def _lookaheads(self) -> dict[tuple[int, int], int]:
        """For each (state, production to reduce there) the terminals that may follow, as a bit set."""
        transitions = [(s, x) for s, moves in enumerate(self.moves) for x in moves if x < 0]
        read: dict[tuple[int, int], int] = {}
        reads: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for state, symbol in transitions:
            after = self.moves[self.moves[state][symbol]]
            read[state, symbol] = sum(1 << x for x in after if x >= 0)
            target = self.moves[state][symbol]
            reads[state, symbol] = [(target, x) for x in after if x in self.nullable]
        includes: dict[tuple[int, int], list[tuple[int, int]]] = {t: [] for t in transitions}
        lookback: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for state, symbol in transitions:
            for production in self.by_head[symbol]:
                body, at = self.bodies[production], state
                for i, part in enumerate(body):
                    if part < 0 and all(x in self.nullable for x in body[i + 1 :]):
                        includes[at, part].append((state, symbol))
                    at = self.moves[at][part]
                lookback.setdefault((at, production), []).append((state, symbol))
        follow = _digraph(transitions, includes.__getitem__, _digraph(transitions, reads.__getitem__, read))
        result = {}
        for key, sources in lookback.items():
            bits = 0
            for source in sources:
                bits |= follow[source]
            result[key] = bits
        return result

    def tables(self) -> Tables:
        """The two tables; raises Conflict."""
        lookaheads = self._lookaheads()
        conflicts: list[str] = []
        actions: list[dict[int, int]] = []
        for state, moves in enumerate(self.moves):
            action = {x: target for x, target in moves.items() if x >= 0}
            for production, dot in self.closed[state]:
                if dot == len(self.bodies[production]) and (state, production) in lookaheads:
                    for terminal in _bits(lookaheads[state, production]):
                        if terminal in action:
                            conflicts.append(self._conflict(state, terminal, action[terminal], production))
                        action[terminal] = ~production
            actions.append(action)
        if conflicts:
            raise Conflict(f"{len(conflicts)} conflicts\n" + "\n".join(conflicts[:12]))
        names = ["" for _ in self.states]
        for moves in self.moves:
            for symbol, target in moves.items():
                names[target] = self._name(symbol)
        return Tables(
            terminals=tuple(self.terminals),
            nonterminals=tuple(self.nonterminals),
            production_head=tuple(-1 - h for h in self.heads),
            production_length=tuple(len(b) for b in self.bodies),
            action=tuple(actions),
            goto=tuple({-1 - x: t for x, t in moves.items() if x < 0} for moves in self.moves),
            symbol=tuple(names),
        )

    def _name(self, symbol: int) -> str:
        return self.terminals[symbol] if symbol >= 0 else self.nonterminals[-1 - symbol]

    def _conflict(self, state: int, terminal: int, action: int, production: int) -> str:
        def shown(p: int) -> str:
            return f"{self._name(self.heads[p])} -> {' '.join(map(self._name, self.bodies[p]))}"

        other = "shift" if action >= 0 else f"reduce {shown(~action)}"
        return f"state {state}, before {self.terminals[terminal]}: {other} | reduce {shown(production)}"


def _digraph(
    nodes: Sequence[tuple[int, int]],
    relation: Callable[[tuple[int, int]], list[tuple[int, int]]],
    initial: dict[tuple[int, int], int],
) -> dict[tuple[int, int], int]:
    """The union of `initial` over everything reachable, by strongly connected components (Tarjan, without recursion)."""
    result = dict(initial)
    depth: dict[tuple[int, int], int] = dict.fromkeys(nodes, 0)
    stack: list[tuple[int, int]] = []
    done = 1 << 60
    for root in nodes:
        if depth[root]:
            continue
        work = [(root, iter(relation(root)))]
        stack.append(root)
        depth[root] = len(stack)
        entered = {root: len(stack)}
        while work:
            node, successors = work[-1]
            for successor in successors:
                if not depth[successor]:
                    stack.append(successor)
                    depth[successor] = entered[successor] = len(stack)
                    work.append((successor, iter(relation(successor))))
                    break
                depth[node] = min(depth[node], depth[successor])
                result[node] |= result[successor]
            else:
                work.pop()
                if depth[node] == entered[node]:
                    while True:
                        member = stack.pop()
                        depth[member] = done
                        result[member] = result[node]
                        if member == node:
                            break
                if work:
                    parent = work[-1][0]
                    depth[parent] = min(depth[parent], depth[node])
                    result[parent] |= result[node]
    return result


def _bits(value: int) -> Iterable[int]:
    while value:
        low = value & -value
        yield low.bit_length() - 1
        value ^= low
