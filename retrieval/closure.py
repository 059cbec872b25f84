"""What a function needs from its module, so that the snippet runs alone: imports, constants, helpers, transitively.

`ModuleScope` tables the top-level statements of one parsed file by the names they bind; `closure_of` walks from a
function's free names to the statements that provide them. Knows tree-sitter and scoping (`scopes`), not harvesting.
Statements are attached whole and in source order, except imports, which shrink to the names in use.
"""

from __future__ import annotations

import builtins
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from tree_sitter import Node

from retrieval.scopes import Scope, analyse, imported_names, text_of

MAX_ATTACHED_LINES = 60  # beyond this a snippet is no longer one function with its helpers
MAX_ATTACHED_STATEMENTS = 16

_ALWAYS_BOUND = frozenset(dir(builtins)) | {"__name__", "__doc__", "__builtins__", "__class__"}
_IMPORTS = frozenset({"import_statement", "import_from_statement"})
_DEFINITIONS = frozenset({"function_definition", "class_definition"})


@dataclass(eq=False)
class Statement:
    """One top-level statement: its names, and what it reads, worked out when first asked."""

    node: Node
    binds: frozenset[str] = frozenset()

    @cached_property
    def scope(self) -> Scope:
        """Names read and bound."""
        return analyse(self.node)

    @property
    def needs(self) -> set[str]:
        """Module names that must exist when it runs."""
        return self.scope.free() | (self.scope.reads & self.binds)

    @property
    def is_import(self) -> bool:
        """Whether it can be cut down to the names in use."""
        return self.node.type in _IMPORTS

    @property
    def lines(self) -> int:
        """How many source lines it spans."""
        return int(self.node.end_point[0] - self.node.start_point[0] + 1)


@dataclass(frozen=True)
class Closure:
    """`code` holds the function and what it needs; `missing` what could not be provided, empty if nothing."""

    code: str
    imports: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass
class _Attached:
    """What was collected so far for one function."""

    statements: dict[int, Statement] = field(default_factory=dict)  # by start byte
    imports: dict[int, dict[str, str]] = field(default_factory=dict)  # start byte → {name bound: import line}
    missing: set[str] = field(default_factory=set)

    @property
    def too_long(self) -> bool:
        lines = sum(statement.lines for statement in self.statements.values())
        return lines > MAX_ATTACHED_LINES or len(self.statements) > MAX_ATTACHED_STATEMENTS


class ModuleScope:
    """The top level of one parsed module, by name bound."""

    def __init__(self, root: Node) -> None:
        self._binders: dict[str, list[Statement]] = defaultdict(list)
        self._stars: list[Statement] = []
        self._future: list[str] = []
        for node in root.named_children:
            self._add(node)

    def _add(self, node: Node) -> None:
        if node.type == "future_import_statement":
            self._future.append(text_of(node))
        elif node.type in _IMPORTS and any(child.type == "wildcard_import" for child in node.children):
            self._stars.append(Statement(node))
        elif node.type != "comment" and not _is_main_guard(node):
            statement = Statement(node, frozenset(_names_bound(node)))
            for name in statement.binds:
                self._binders[name].append(statement)
            for name in _names_mutated(node) - statement.binds:
                if any(_is_assignment(binder.node) for binder in self._binders.get(name, ())):
                    self._binders[name].append(statement)

    def closure_of(self, function: Node, name: str, source: str) -> Closure:
        """Code that defines `name` alone; `function` is its node with decorators, `source` its dedented text."""
        scope = analyse(function)
        attached = _Attached()
        self._attach_all(scope.free() - {name}, name, attached)
        if attached.too_long:
            attached.missing.add(f"more than {MAX_ATTACHED_LINES} lines of its module")
            attached.statements.clear()
        modules = set(_modules_imported(function))
        for statement in attached.statements.values():
            modules.update(_modules_imported(statement.node))
        for line in _import_lines(attached):
            modules.add(line.split()[1])
        attached.missing.update(f"import {module}" for module in modules if not _is_stdlib(module))
        code = self._render(attached, function.start_byte, source)
        return Closure(code, tuple(sorted(modules)), tuple(sorted(attached.missing)))

    def _attach_all(self, wanted: Iterable[str], own_name: str, attached: _Attached) -> None:
        seen = {own_name}
        pending = sorted(wanted)
        while pending and not attached.too_long:
            name = pending.pop()
            if name in seen:
                continue
            seen.add(name)
            pending.extend(sorted(self._attach(name, attached) - seen))

    def _attach(self, name: str, attached: _Attached) -> set[str]:
        """Attach what binds `name`; the names that this needs in turn."""
        needs: set[str] = set()
        binders = self._binders.get(name, [])
        if not binders and name not in _ALWAYS_BOUND:
            binders = self._stars  # the likely provider; nothing if the module has no star import
            if not binders:
                attached.missing.add(name)
        for statement in binders:
            start = statement.node.start_byte
            if statement.is_import:
                attached.imports.setdefault(start, {})[name] = _import_line(statement.node, name)
            elif start not in attached.statements:
                attached.statements[start] = statement
                needs |= statement.needs
        return needs

    def _render(self, attached: _Attached, own_start: int, source: str) -> str:
        """Imports first within their order, definitions set apart by blank lines, the function in its place."""
        parts: list[tuple[int, str, bool]] = [(own_start, source, True)]
        for start, lines in attached.imports.items():
            parts.append((start, "\n".join(sorted(set(lines.values()))), False))
        for start, statement in attached.statements.items():
            parts.append(
                (
                    start,
                    text_of(statement.node),
                    statement.node.type in _DEFINITIONS | {"decorated_definition"},
                )
            )
        parts.sort()
        blocks = [*self._future, *(text for _, text, _ in parts)]
        spaced = [False] * len(self._future) + [is_definition for _, _, is_definition in parts]
        code = blocks[0]
        for index in range(1, len(blocks)):
            code += ("\n\n\n" if spaced[index] or spaced[index - 1] else "\n") + blocks[index]
        return code + "\n"


def _is_stdlib(module: str) -> bool:
    return (
        module.partition(".")[0] in sys.stdlib_module_names
    )  # a relative import starts with a dot: not alone


def _import_lines(attached: _Attached) -> Iterator[str]:
    for lines in attached.imports.values():
        yield from lines.values()


def _import_line(node: Node, name: str) -> str:
    """The statement cut down to the one name in use; whole for `import *`."""
    names = dict(imported_names(node))
    if name not in names:
        return text_of(node)
    if node.type == "import_statement":
        wanted = [text_of(part) for bound, part in imported_names(node) if bound == name]
        return "\n".join(f"import {part}" for part in wanted)
    return f"from {text_of(node.child_by_field_name('module_name'))} import {text_of(names[name])}"


def _modules_imported(node: Node) -> Iterator[str]:
    """Full names of the modules imported anywhere in the node."""
    if node.type == "import_from_statement":
        yield text_of(node.child_by_field_name("module_name"))
    elif node.type == "import_statement":
        for _, part in imported_names(node):
            yield text_of(part).split()[0]
    else:
        for child in node.named_children:
            yield from _modules_imported(child)


def _is_main_guard(node: Node) -> bool:
    condition = node.child_by_field_name("condition") if node.type == "if_statement" else None
    return condition is not None and "__main__" in text_of(condition)


def _is_assignment(node: Node) -> bool:
    return node.type == "expression_statement" and node.named_children[0].type == "assignment"


def _names_bound(node: Node) -> set[str]:
    """Names a top-level statement binds; cheap for definitions, whose bodies are not walked."""
    if node.type == "decorated_definition":
        node = node.child_by_field_name("definition") or node
    if node.type in _DEFINITIONS:
        return {text_of(node.child_by_field_name("name"))}
    return analyse(node).binds


def _names_mutated(node: Node) -> set[str]:
    """Names whose value a top-level statement changes in place: `x[k] = …`, `x.attr = …`, `x.update(…)`."""
    if node.type in _DEFINITIONS or node.type == "decorated_definition":
        return set()
    if node.type in ("assignment", "augmented_assignment"):
        return _root_name(node.child_by_field_name("left"))
    if node.type == "call":
        function = node.child_by_field_name("function")
        return _root_name(function) if function is not None and function.type == "attribute" else set()
    return set().union(*(_names_mutated(child) for child in node.named_children))


def _root_name(node: Node | None) -> set[str]:
    while node is not None and node.type in ("attribute", "subscript"):
        node = node.child_by_field_name("object") or node.child_by_field_name("value")
    return {text_of(node)} if node is not None and node.type == "identifier" else set()
