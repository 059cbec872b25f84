"""Names along the grammar: which construct binds what, and which reads it, so that an unbound name is refused.

Follows the parser's tables with the names that each symbol carries; a name that may be an assignment's target waits for
what follows. What is visible where is `bindings`. Option of `state`, kept apart from the syntax; costs about 10 µs a token.
"""

from __future__ import annotations

from typing import NamedTuple

from synthesis_graph.decoding import lexer as lexing
from synthesis_graph.decoding import unicode_input
from synthesis_graph.decoding.bindings import Bindings, Frame, Names, Scope, Thread, Undefined
from synthesis_graph.decoding.lexer import Config, Line
from synthesis_graph.decoding.machine import Block, Machine

_TARGETS = frozenset(
    "N P L U single d t stt dl dl2 ul ul2 upl upl2 uxl uxl2 ltup utup tseq fl targets star_target".split()
)
_PARAMETERS = frozenset(
    f"{p}{name}"
    for p in ("", "l_")
    for name in "params nd wd nds wds rest starred kwonly double default param variadic".split()
)
_CARRIED = _TARGETS | _PARAMETERS
_ENTER = {
    "enter_function": "function",
    "enter_async": "function",
    "enter_class": "class",
    "enter_lambda": "lambda",
}
_NOT_IN_ANNOTATIONS = frozenset(("'='", "NEWLINE", "INDENT", "stmt", *_ENTER))
_LEAVE = frozenset(("fsuite", "afsuite", "csuite"))


class ScopeState(NamedTuple):
    """What is known of names at a place; immutable, as the syntax state that it goes along with."""

    config: Config
    block: Block
    word: bytes
    threads: tuple[Thread, ...]


class ScopeRules:
    """The rules of names over a grammar; `closed` refuses in functions too what is bound nowhere before."""

    def __init__(self, machine: Machine, closed: bool, known: frozenset[str] = frozenset()) -> None:
        self.machine = machine
        self._bindings = Bindings(closed)
        tables = machine.parser.tables
        self._tables = tables
        self._names = [
            tables.terminals.index(t)
            for t in ("NAME", "USCORE", "MATCH", "CASE", "TYPE")
            if t in tables.terminals
        ]
        number = machine.parser.number
        self._indent, self._dedent = number["INDENT"], number["DEDENT"]
        module = Scope("module", known, None)
        thread = Thread(Frame(0, (), None), module, None)
        self.beginning = ScopeState(machine.lexer.beginning, machine.origin, b"", (thread,))

    def advance(self, state: ScopeState, text: bytes) -> ScopeState | None:
        """The state after `text`, which the syntax takes; None if a name in it is undefined."""
        config, block, word, threads = state
        for byte in text:
            step = self.machine.lexer.step(config, byte)
            if step is None:
                return None
            for item in step[0]:
                if isinstance(item, Line):
                    block, terminals = self._line(block, item)
                    for terminal in terminals:
                        threads = self._shift(threads, (terminal,), "")
                else:
                    threads = self._shift(
                        threads, (item,) if isinstance(item, int) else item, word.decode("utf-8", "replace")
                    )
                word = b""
            config = step[1]
            if config.kind == lexing.NAME or (
                config.kind == lexing.UTF8 and config.data[1] != unicode_input.ANY
            ):
                word += bytes((byte,))
            elif word:
                word = b""
            if not threads:
                return None
        return ScopeState(config, block, word, threads)

    def _line(self, block: Block, line: Line) -> tuple[Block, list[int]]:
        if line.column > block.column:
            return block.inside(line.column, line.alternate), [self._indent]
        terminals = []
        while line.column < block.column and block.outer is not None:
            block = block.outer
            terminals.append(self._dedent)
        return block, terminals

    def _shift(self, threads: tuple[Thread, ...], choices: tuple[int, ...], text: str) -> tuple[Thread, ...]:
        found = []
        for thread in threads:
            for terminal in choices:
                try:
                    after = self._one(thread, terminal, text)
                except Undefined:
                    continue
                if after is not None:
                    found.append(after)
        return tuple(found)

    def _one(self, thread: Thread, terminal: int, text: str) -> Thread | None:
        tables = self._tables
        while True:
            action = tables.action[thread.stack.state].get(terminal)
            if action is None:
                return None
            if action >= 0:
                break
            thread = self._reduce(thread, ~action)
        stack, scope, bracket = thread
        names: Names = (text,) if terminal in self._names else ()
        if names and tables.symbol[stack.state] == "'as'":
            scope = scope._replace(bound=scope.bound | {text})
        thread = Thread(Frame(action, names, stack), scope, bracket)
        return self._bindings.bracket(thread, tables.terminals[terminal])

    def _reduce(self, thread: Thread, production: int) -> Thread:
        tables = self._tables
        stack, scope, bracket = thread
        head = tables.nonterminals[tables.production_head[production]]
        parts: list[tuple[str, Names]] = []
        for _ in range(tables.production_length[production]):
            assert stack.outer is not None
            parts.append((tables.symbol[stack.state], stack.names))
            stack = stack.outer
        parts.reverse()
        thread = Thread(stack, scope, bracket)
        carried = tuple(
            name for symbol, names in parts if symbol in _CARRIED or symbol == "name" for name in names
        )
        names: Names = ()
        if head == "name":
            names = parts[0][1]
        elif head in _TARGETS or head in _PARAMETERS:
            names = carried
            if head == "targets":
                thread = self._bindings.bind_loop(thread, carried)
            elif head == "star_target":
                thread = self._bindings.bind(thread, carried)
        else:
            thread = self._meaning(thread, head, parts, carried)
        state = tables.goto[stack.state][tables.production_head[production]]
        return Thread(Frame(state, names, stack), thread.scope, thread.bracket)

    def _meaning(self, thread: Thread, head: str, parts: list[tuple[str, Names]], names: Names) -> Thread:
        """What a construct that is no target does with the names in it."""
        first = parts[0][0] if parts else ""
        if head in _ENTER:
            return self._enter(thread, _ENTER[head])
        if head in _LEAVE or first == "'lambda'":
            assert thread.scope.outer is not None
            thread = Thread(thread.stack, thread.scope.outer, thread.bracket)
            if first == "'lambda'" and thread.bracket is not None and thread.bracket.is_lambda:
                waiting, outer = thread.bracket.waiting, thread.bracket.outer
                return self._bindings.wait(Thread(thread.stack, thread.scope, outer), waiting)
            return thread
        if head in ("S", "attribute", "class_pattern"):
            return self._read(thread, parts[0][1]) if first == "name" else thread
        if head in ("dotted", "name_as", "dotted_as"):
            return self._imported(thread, head, parts, names)
        if head in ("imported", "simple") and first in ("'*'", "'global'", "'nonlocal'"):
            scope = thread.scope._replace(opaque=True) if first == "'*'" else thread.scope
            return self._bindings.bind(Thread(thread.stack, scope, thread.bracket), names)
        if head.startswith("_") or head in ("type_params", "type_param", "walrus", "class_args", "class_kw"):
            binding = [s for s, _ in parts if s == "name"]
            return self._bindings.bind(thread, names) if binding and head != "class_kw" else thread
        if head in ("closed", "maybe_star", "def_stmt", "async_def", "class_stmt", "mapping"):
            more = tuple(n for s, found in parts if s == "NAME" for n in found)
            return self._bindings.bind(thread, names + more)
        if head == "assigned" and len(parts) == 3:
            return self._bindings.bind(thread, parts[0][1])
        if head == "expr_stmt" and first == "single":
            read = thread if parts[1][0] == "':'" else self._read(thread, names)
            return self._bindings.bind(read, names)
        if head in ("keyword", "del_stmt", "import_name", "import_from", "l_param"):
            return thread
        return self._read(thread, tuple(n for s, found in parts if s in _TARGETS for n in found))

    def _imported(self, thread: Thread, head: str, parts: list[tuple[str, Names]], names: Names) -> Thread:
        """A name of an import without `as`; what stands behind `as` is bound as it comes."""
        if head == "name_as" and parts[0][1] == (
            "annotations",
        ):  # as whatever it is imported: see `_is_lazy`
            return self._bindings.bind(thread, parts[0][1])
        bare = len(parts) == 1 and (head == "name_as" or (head == "dotted" and parts[0][0] == "name"))
        importing = head != "dotted" or self._tables.symbol[thread.stack.state] in ("'import'", "','")
        return self._bindings.bind(thread, names) if bare and importing else thread

    def _read(self, thread: Thread, names: Names) -> Thread:
        """The reading after these names were read, unless it is in an annotation that nobody evaluates now."""
        if names and self._is_lazy(thread.scope) and self._in_annotation(thread.stack):
            return thread
        return self._bindings.read(thread, names)

    def _is_lazy(self, scope: Scope) -> bool:
        """Whether annotations wait: from 3.14 on, or by `from __future__ import annotations` (any name so called will do)."""
        if self.machine.version >= (3, 14):
            return True
        while scope.outer is not None:
            scope = scope.outer
        return "annotations" in scope.bound

    def _in_annotation(self, stack: Frame) -> bool:
        """Whether `->`, or the colon behind a parameter or a target, stands before the place in its statement."""
        at: Frame | None = stack
        while at is not None:
            symbol = self._tables.symbol[at.state]
            if symbol == "'->'":
                return True
            if symbol == "':'" and at.outer is not None:
                before = self._tables.symbol[at.outer.state]
                if before in ("name", "single"):
                    return True
            if symbol in _NOT_IN_ANNOTATIONS:
                return False
            at = at.outer
        return False

    def _enter(self, thread: Thread, kind: str) -> Thread:
        """A function, class or lambda: its parameters stand on the stack, and its name, which its body may read."""
        opening = {"function": "'def'", "class": "'class'", "lambda": "'lambda'"}[kind]
        bound: Names = ()
        name: Names = ()
        at: Frame | None = thread.stack
        while at is not None and self._tables.symbol[at.state] != opening:
            symbol = self._tables.symbol[at.state]
            if symbol in _PARAMETERS:
                bound += at.names
            elif symbol == "name":
                name = at.names
            at = at.outer
        if len(set(bound)) < len(bound):
            raise Undefined("a parameter stands twice")
        outer = (
            thread.scope if kind == "lambda" else thread.scope._replace(bound=thread.scope.bound | set(name))
        )
        return Thread(thread.stack, Scope(kind, frozenset(bound), outer), thread.bracket)
