"""Which names a piece of Python binds and which it reads from outside: scoping rules over tree-sitter trees.

Knows Python's scopes (functions, lambdas, classes, comprehensions, patterns), nothing of modules or of harvesting.
`closure` asks it what a function needs. Where syntax leaves room it errs towards reading a name too many, which
costs an import line, never towards one too few, which would cost a NameError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from tree_sitter import Node

ScopeKind = Literal["function", "class", "comprehension"]


@dataclass(slots=True)
class Scope:
    """Names of one scope while it is walked: read here, read by functions inside, bound, declared global."""

    kind: ScopeKind = "function"
    parent: Scope | None = None
    reads: set[str] = field(default_factory=set)
    passed: set[str] = field(
        default_factory=set
    )  # free in inner functions: these do not see a class's own names
    binds: set[str] = field(default_factory=set)
    outer: set[str] = field(default_factory=set)

    def free(self) -> set[str]:
        """Names this scope takes from around it."""
        bound = self.binds - self.outer
        if self.kind == "class":
            return (self.reads - bound) | self.passed
        return (self.reads | self.passed) - bound


def text_of(node: Node | None) -> str:
    """The source text of a node; empty for no node."""
    return "" if node is None or node.text is None else node.text.decode("utf-8")


def analyse(node: Node) -> Scope:
    """The scope that results from running `node` as a statement: what it binds, what it reads."""
    scope = Scope()
    _walk(node, scope)
    return scope


def parameter_name(node: Node) -> Node | None:
    """The identifier that a child of a parameter list binds; None for `/`, `*` and comments."""
    if node.type == "identifier":
        return node
    named = node.child_by_field_name("name")
    if named is not None:
        return named
    if (
        node.type in ("typed_parameter", "list_splat_pattern", "dictionary_splat_pattern")
        and node.named_children
    ):
        return parameter_name(node.named_children[0])
    return None


def _walk(node: Node, scope: Scope) -> None:
    visit = _VISITORS.get(node.type)
    if visit is not None:
        visit(node, scope)
    else:
        _walk_children(node, scope)


def _walk_children(node: Node, scope: Scope) -> None:
    for child in node.named_children:
        _walk(child, scope)


def _walk_field(node: Node, name: str, scope: Scope) -> None:
    child = node.child_by_field_name(name)
    if child is not None:
        _walk(child, scope)


def _bind(node: Node | None, scope: Scope) -> None:
    """Bind every name of an assignment target; attribute and subscript targets read their object."""
    if node is None:
        return
    if node.type == "identifier":
        scope.binds.add(text_of(node))
    elif node.type in _TARGET_CONTAINERS:
        for child in node.named_children:
            _bind(child, scope)
    else:
        _walk(node, scope)


_TARGET_CONTAINERS = frozenset(
    {
        "pattern_list",
        "tuple_pattern",
        "list_pattern",
        "tuple",
        "list",
        "list_splat_pattern",
        "parenthesized_expression",
        "as_pattern_target",
        "expression_list",
        "list_splat",
    }
)


def _identifier(node: Node, scope: Scope) -> None:
    scope.reads.add(text_of(node))


def _attribute(node: Node, scope: Scope) -> None:
    _walk_field(node, "object", scope)


def _keyword_argument(node: Node, scope: Scope) -> None:
    _walk_field(node, "value", scope)


def _assignment(node: Node, scope: Scope) -> None:
    _bind(node.child_by_field_name("left"), scope)
    _walk_field(node, "type", scope)
    _walk_field(node, "right", scope)


def _augmented_assignment(node: Node, scope: Scope) -> None:
    _walk_field(node, "left", scope)
    _assignment(node, scope)


def _loop(node: Node, scope: Scope) -> None:
    """`for` statements and `for … in` clauses: the left side binds, all else is walked."""
    left = node.child_by_field_name("left")
    _bind(left, scope)
    for child in node.named_children:
        if child != left:
            _walk(child, scope)


def _named_expression(node: Node, scope: Scope) -> None:
    owner = scope  # a walrus binds in the function around the comprehensions
    while owner.kind == "comprehension" and owner.parent is not None:
        owner = owner.parent
    _bind(node.child_by_field_name("name"), owner)
    _walk_field(node, "value", scope)


def _as_pattern(node: Node, scope: Scope) -> None:
    for child in node.named_children:
        if child.type == "as_pattern_target":
            _bind(child, scope)
        else:
            _walk(child, scope)


def _global(node: Node, scope: Scope) -> None:
    names = {text_of(child) for child in node.named_children}
    scope.outer |= names
    scope.reads |= names


def _import(node: Node, scope: Scope) -> None:
    for bound, _ in imported_names(node):
        scope.binds.add(bound)


def _nothing(_node: Node, _scope: Scope) -> None:
    pass


def imported_names(node: Node) -> list[tuple[str, Node]]:
    """(name bound, node naming it) for each name that an import statement binds; none for `import *`."""
    pairs: list[tuple[str, Node]] = []
    for child in node.children_by_field_name("name"):
        if child.type == "aliased_import":
            pairs.append((text_of(child.child_by_field_name("alias")), child))
        else:
            name = text_of(child)
            pairs.append((name.partition(".")[0] if node.type == "import_statement" else name, child))
    return pairs


def _function(node: Node, scope: Scope) -> None:
    """Functions and lambdas: defaults and annotations are read around them, the body inside."""
    inner = Scope("function", scope)
    header = Scope("function", scope)
    for part in ("parameters", "return_type"):
        _walk_header(node.child_by_field_name(part), header, inner)
    type_parameters = analyse_type_parameters(node)
    inner.binds |= type_parameters
    _walk_field(node, "body", inner)
    scope.reads |= header.reads - type_parameters
    scope.passed |= inner.free() | header.passed
    _bind(node.child_by_field_name("name"), scope)


def _walk_header(node: Node | None, header: Scope, inner: Scope) -> None:
    if node is None:
        return
    if node.type not in ("parameters", "lambda_parameters"):
        _walk(node, header)
        return
    for child in node.named_children:
        name = parameter_name(child)
        if name is not None:
            inner.binds.add(text_of(name))
        for part in ("type", "value"):
            _walk_field(child, part, header)


def analyse_type_parameters(node: Node) -> set[str]:
    """Names that a `def f[T](…)` or `class C[T]` binds for its own use."""
    parameters = node.child_by_field_name("type_parameters")
    if parameters is None:
        return set()
    reads = Scope()
    _walk_children(parameters, reads)
    return reads.reads


def _class(node: Node, scope: Scope) -> None:
    inner = Scope("class", scope)
    type_parameters = analyse_type_parameters(node)
    _walk_field(node, "body", inner)
    header = Scope("function", scope)
    _walk_field(node, "superclasses", header)
    scope.reads |= (header.reads | (inner.reads - inner.binds)) - type_parameters
    scope.passed |= (inner.passed | header.passed) - type_parameters
    _bind(node.child_by_field_name("name"), scope)


def _comprehension(node: Node, scope: Scope) -> None:
    inner = Scope("comprehension", scope)
    _walk_children(node, inner)
    scope.reads |= inner.free()


def _case_clause(node: Node, scope: Scope) -> None:
    for child in node.named_children:
        if child.type == "case_pattern":
            _case_pattern(child, scope)
        else:
            _walk(child, scope)


def _case_pattern(node: Node, scope: Scope) -> None:
    """Captures bind; class names and dotted values are read."""
    if node.type == "dotted_name":
        names = [text_of(child) for child in node.named_children]
        (scope.binds if len(names) == 1 else scope.reads).add(names[0])
    elif node.type == "identifier":  # `as name` and `*rest`
        scope.binds.add(text_of(node))
    else:
        children = list(node.named_children)
        if node.type == "class_pattern":
            scope.reads.add(text_of(children.pop(0)).partition(".")[0])
        elif node.type == "keyword_pattern":
            children.pop(0)
        for child in children:
            _case_pattern(child, scope)


_VISITORS: Mapping[str, Callable[[Node, Scope], None]] = {
    "identifier": _identifier,
    "attribute": _attribute,
    "keyword_argument": _keyword_argument,
    "assignment": _assignment,
    "augmented_assignment": _augmented_assignment,
    "for_statement": _loop,
    "for_in_clause": _loop,
    "named_expression": _named_expression,
    "as_pattern": _as_pattern,
    "global_statement": _global,
    "nonlocal_statement": _global,
    "import_statement": _import,
    "import_from_statement": _import,
    "future_import_statement": _nothing,
    "function_definition": _function,
    "lambda": _function,
    "class_definition": _class,
    "list_comprehension": _comprehension,
    "set_comprehension": _comprehension,
    "dictionary_comprehension": _comprehension,
    "generator_expression": _comprehension,
    "case_clause": _case_clause,
}
