"""Static checks: what the text of a candidate shows before any of it is run. Findings, never exceptions.

Owns the rules on syntax, signature, names, imports and module-level statements. Knows nothing of the sandbox, which
holds whatever these rules let through. About 1 ms; tree-sitter is loaded only to point at a syntax error.
"""

from __future__ import annotations

import ast
import builtins
import symtable
from collections.abc import Callable, Iterator

from synthesis_graph.artifacts import Check
from synthesis_graph.language.types import Type, parse_type
from synthesis_graph.spec import Specification


def _words(text: str) -> list[str]:
    return text.split()


ALLOWED_IMPORTS = frozenset(
    _words(
        "__future__ array bisect calendar cmath collections copy dataclasses datetime decimal enum fractions functools "
        "heapq itertools json math numbers operator queue random re statistics string textwrap types typing "
        "unicodedata"
    )
)
"""Modules of pure computation; a request may narrow the list, never widen it."""

_FORBIDDEN_CALLS = frozenset(_words("__import__ breakpoint compile eval exec exit globals input open quit"))
_MODULE_NAMES = frozenset({"__name__", "__file__", "__doc__", "__builtins__", "__annotations__", "__debug__"})
_PURE_CALLS = frozenset(
    _words(
        "bytes complex dict float frozenset int list range set str tuple TypeVar NewType namedtuple compile maketrans "
        "Decimal Fraction Counter OrderedDict defaultdict deque count"
    )
)


def check_static(spec: Specification, code: str) -> list[Check]:
    """One check a rule; only `syntax` where the text does not parse."""
    try:
        tree = ast.parse(code)
        scopes = symtable.symtable(code, "<candidate>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return [Check("static", "syntax", "failed", _syntax_finding(code, error))]
    checks = [Check("static", "syntax", "passed")]
    for subject, rule in _RULES:
        findings = list(rule(spec, tree, scopes))
        checks.append(Check("static", subject, "failed" if findings else "passed", "; ".join(findings)))
    return checks


# -- syntax ------------------------------------------------------------------------------------------------------------


def _syntax_finding(code: str, error: Exception) -> str:
    if not isinstance(error, SyntaxError):
        return f"the code does not parse: {error}"
    node = _smallest_wrong_node(code)
    return f"line {error.lineno}, column {error.offset}: {error.msg}" + (f" ({node})" if node else "")


def _smallest_wrong_node(code: str) -> str:
    """Where tree-sitter sees the error; empty where it sees none."""
    import tree_sitter  # loaded only when there is an error to point at
    import tree_sitter_python

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_python.language()))
    data = code.encode("utf-8", "replace")
    wrong = None
    waiting = [parser.parse(data).root_node]
    while waiting:
        node = waiting.pop()
        if (node.is_error or node.is_missing) and (wrong is None or _extent(node) < _extent(wrong)):
            wrong = node
        waiting += [child for child in node.children if child.has_error or child.is_missing]
    if wrong is None:
        return ""
    line, column = wrong.start_point
    place = f"at line {line + 1}, column {column + 1}"
    if wrong.is_missing:
        return f"missing {wrong.type!r} {place}"
    text = data[wrong.start_byte : wrong.end_byte].decode("utf-8", "replace")
    return f"not understood {place}: {text[:60]!r}"


def _extent(node: object) -> int:
    return int(node.end_byte - node.start_byte)  # type: ignore[attr-defined]  # tree_sitter.Node, loaded lazily


# -- rules: each yields what is wrong ----------------------------------------------------------------------------------


def _signature(spec: Specification, tree: ast.Module, _: symtable.SymbolTable) -> Iterator[str]:
    asked = spec.signature
    found = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == asked.name]
    if not found:
        yield f"no function {asked.name!r} is defined at module level"
        return
    arguments = found[-1].args
    positional = [*arguments.posonlyargs, *arguments.args]
    count = len(asked.parameters)
    if not arguments.vararg and not len(positional) - len(arguments.defaults) <= count <= len(positional):
        yield f"it takes {len(positional)} parameters, {count} were asked for"
    if any(default is None for default in arguments.kw_defaults):
        yield "it has a required keyword-only parameter"
    for parameter, own in zip(asked.parameters, positional, strict=False):
        if own.arg != parameter.name and "parameters" not in asked.inferred:
            yield f"parameter {own.arg!r} stands where {parameter.name!r} was asked for"
        if parameter.declared and _differs(own.annotation, parameter.type):
            yield f"{own.arg!r} is annotated {_source(own.annotation)}, {parameter.type} was asked for"
    if asked.returns_declared and _differs(found[-1].returns, asked.returns):
        yield f"it returns {_source(found[-1].returns)}, {asked.returns} was asked for"


def _source(annotation: ast.expr | None) -> str:
    return ast.unparse(annotation) if annotation else "nothing"


def _differs(annotation: ast.expr | None, asked: Type) -> bool:
    """Whether the annotation cannot mean the type asked for; one that is absent or not understood may."""
    if annotation is None:
        return False
    try:
        return not _overlap(parse_type(ast.unparse(annotation)), asked)
    except ValueError:
        return False


def _overlap(a: Type, b: Type) -> bool:
    """Whether some value may have both types; `Any` is anything, an int may be a float."""
    if a == b or "Any" in (a.name, b.name) or a.is_variable or b.is_variable:
        return True
    for one, other in ((a, b), (b, a)):
        if one.name == "union":
            return any(_overlap(member, other) for member in one.args)
    if {a.name, b.name} <= {"int", "float", "bool"} or "callable" in (a.name, b.name):
        return "bool" not in (a.name, b.name) or a.name == b.name
    if a.name == "tuple..." and b.name == "tuple":
        return all(_overlap(a.args[0], item) for item in b.args)
    if b.name == "tuple..." and a.name == "tuple":
        return _overlap(b, a)
    return a.name == b.name and len(a.args) == len(b.args) and all(map(_overlap, a.args, b.args))


def _undefined_names(_: Specification, tree: ast.Module, scopes: symtable.SymbolTable) -> Iterator[str]:
    defined = _MODULE_NAMES.union(vars(builtins))
    tables = list(_all_tables(scopes))
    for table in tables:
        for symbol in table.get_symbols():
            at_top = table.get_type() == "module" or symbol.is_declared_global()
            if at_top and (symbol.is_assigned() or symbol.is_imported()):
                defined |= {symbol.get_name()}
    missing = {
        symbol.get_name()
        for table in tables
        for symbol in table.get_symbols()
        if symbol.is_referenced() and symbol.is_global() and symbol.get_name() not in defined
    }
    lines = {n.id: n.lineno for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id in missing}
    for name in sorted(missing):
        yield f"the name {name!r} is not defined" + (f" (line {lines[name]})" if name in lines else "")


def _all_tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from _all_tables(child)


def _imports(spec: Specification, tree: ast.Module, _: symtable.SymbolTable) -> Iterator[str]:
    allowed = ALLOWED_IMPORTS
    if spec.allowed_imports is not None:
        allowed = allowed.intersection(spec.allowed_imports) | {"__future__"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = ["." * node.level + (node.module or "")]
            if any(alias.name == "*" for alias in node.names):
                yield f"line {node.lineno}: a star import"
        else:
            continue
        for module in modules:
            if module.partition(".")[0] not in allowed:
                yield f"line {node.lineno}: the import of {module!r} is not allowed"


def _calls(_: Specification, tree: ast.Module, __: symtable.SymbolTable) -> Iterator[str]:
    own = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id
            if name in _FORBIDDEN_CALLS and name not in own:
                yield f"line {node.lineno}: {node.func.id!r} is not allowed"


def _module_level(_: Specification, tree: ast.Module, __: symtable.SymbolTable) -> Iterator[str]:
    for node in tree.body:
        if not _is_definition(node):
            yield f"line {node.lineno}: a statement with side effects at module level"


def _is_definition(node: ast.stmt) -> bool:
    if isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.Pass)):
        return True
    if isinstance(node, ast.ClassDef):
        return all(map(_is_definition, node.body))
    if isinstance(node, (ast.Assign, ast.AnnAssign)):
        return node.value is None or _is_constant(node.value)
    if isinstance(node, ast.If):  # the guard of a script is never entered
        return ast.unparse(node.test).replace("'", '"') in ('__name__ == "__main__"', "TYPE_CHECKING")
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_constant(node: ast.expr) -> bool:
    """Literals, names, arithmetic on them, and calls that only build a value."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            name = inner.func.attr if isinstance(inner.func, ast.Attribute) else getattr(inner.func, "id", "")
            if name not in _PURE_CALLS:
                return False
        elif isinstance(inner, (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)):
            return False
    return True


_Rule = Callable[[Specification, ast.Module, symtable.SymbolTable], Iterator[str]]
_RULES: tuple[tuple[str, _Rule], ...] = (
    ("signature", _signature),
    ("names", _undefined_names),
    ("imports", _imports),
    ("calls", _calls),
    ("module level", _module_level),
)
