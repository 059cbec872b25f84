"""Static checks: what the text of a candidate shows before any of it is run. Findings, never exceptions.

Owns the rules on names, imports, calls and module-level statements; `syntax` parses, `signatures` compares signatures.
Knows nothing of the sandbox, which holds whatever these rules let through. About 1 ms.
"""

from __future__ import annotations

import ast
import builtins
import symtable
from collections.abc import Callable, Iterator

from synthesis_graph.artifacts import Check
from synthesis_graph.spec import Specification
from synthesis_graph.validation.signatures import signature_findings
from synthesis_graph.validation.syntax import Parsed, parse


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ALLOWED_IMPORTS = _words(
    "__future__ array bisect calendar cmath collections contextlib copy dataclasses datetime decimal enum fractions functools "
    "heapq itertools json math numbers operator queue random re statistics string textwrap types typing "
    "unicodedata"
)
"""Modules of pure computation; a request may narrow the list, never widen it."""

_FORBIDDEN = _words("__import__ breakpoint compile eval exec exit globals help input open quit")
_OF_SITE = _words(
    "_ copyright credits exit help license quit"
)  # not there when a program runs without `site`
_DEFINED = (frozenset(vars(builtins)) - _OF_SITE) | _words(
    "__name__ __file__ __doc__ __package__ __loader__ __spec__ __builtins__ __annotations__ __debug__"
)
_PURE_CALLS = _words(
    "bytes complex dict float frozenset int list range set str tuple TypeVar NewType ParamSpec namedtuple NamedTuple "
    "TypedDict compile maketrans Decimal Fraction Counter OrderedDict ChainMap defaultdict deque count date datetime "
    "timedelta time sorted reversed zip enumerate map filter len sum min max abs round ord chr sqrt log factorial array "
    "field frozenset itemgetter attrgetter partial auto lru_cache cache cached_property dataclass wraps singledispatch"
)
_EFFECTIVE = _words(
    "print input open exec eval setattr delattr exit quit breakpoint __import__ compile globals vars"
)

Rule = Callable[[Specification, Parsed], Iterator[str]]


def check_static(spec: Specification, code: str) -> list[Check]:
    """One check a rule; only `syntax` where the text does not parse."""
    parsed = parse(code)
    if isinstance(parsed, str):
        return [Check("static", "syntax", "failed", parsed)]
    checks = [Check("static", "syntax", "passed")]
    for subject, rule in _RULES:
        try:
            findings = list(rule(spec, parsed))
        except RecursionError:
            findings = ["the code is nested too deeply to be checked"]
        checks.append(Check("static", subject, "failed" if findings else "passed", "; ".join(findings)))
    return checks


# -- rules: each yields what is wrong ----------------------------------------------------------------------------------


def _signature(spec: Specification, parsed: Parsed) -> Iterator[str]:
    return signature_findings(spec, parsed.tree)


def _undefined_names(_: Specification, parsed: Parsed) -> Iterator[str]:
    tables = list(_all_tables(parsed.scopes))
    defined = _DEFINED.union(
        symbol.get_name()
        for table in tables
        for symbol in table.get_symbols()
        if (table.get_type() == "module" or symbol.is_declared_global())
        and (symbol.is_assigned() or symbol.is_imported())
    )
    missing = {
        symbol.get_name()
        for table in tables
        for symbol in table.get_symbols()
        if symbol.is_referenced() and symbol.is_global() and symbol.get_name() not in defined
    }
    lines = {n.id: n.lineno for n in ast.walk(parsed.tree) if isinstance(n, ast.Name) and n.id in missing}
    for name in sorted(missing):
        yield f"the name {name!r} is not defined" + (f" (line {lines[name]})" if name in lines else "")


def _all_tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from _all_tables(child)


def _imports(spec: Specification, parsed: Parsed) -> Iterator[str]:
    for node in ast.walk(parsed.tree):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = ["." * node.level + (node.module or "")]
            if any(alias.name == "*" for alias in node.names):
                yield f"line {node.lineno}: a star import"
        else:
            continue
        for module in modules:
            if not _is_allowed(module, spec.allowed_imports):
                yield f"line {node.lineno}: the import of {module!r} is not allowed"


def _is_allowed(module: str, narrowed: tuple[str, ...] | None) -> bool:
    if module.partition(".")[0] not in ALLOWED_IMPORTS:
        return False
    return (
        narrowed is None or module == "__future__" or any(f"{module}.".startswith(f"{n}.") for n in narrowed)
    )


def _calls(_: Specification, parsed: Parsed) -> Iterator[str]:
    """Built-ins that reach out of a computation, unless the text binds the name itself."""
    own = {
        symbol.get_name()
        for table in _all_tables(parsed.scopes)
        for symbol in table.get_symbols()
        if symbol.is_assigned() or symbol.is_parameter() or symbol.is_imported()
    }
    for node in ast.walk(parsed.tree):
        if isinstance(node, ast.Name) and node.id in _FORBIDDEN - own:
            yield f"line {node.lineno}: {node.id!r} is not allowed"


def _module_level(_: Specification, parsed: Parsed) -> Iterator[str]:
    later = any(
        isinstance(n, ast.ImportFrom) and n.module == "__future__" and n.names[0].name == "annotations"
        for n in parsed.tree.body
    )
    for node in parsed.tree.body:
        yield from _effects(node, later)


def _effects(node: ast.stmt, later: bool) -> Iterator[str]:
    """What a statement of the module or of a class does besides defining; `later`: annotations are not evaluated."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            for default in (*node.args.defaults, *node.args.kw_defaults):
                if default is not None and not _is_constant(default):
                    yield f"line {default.lineno}: a default argument with side effects"
            yield from _annotations(node, later)
            yield from _decorations(node)
        case ast.ClassDef():
            for value in (*node.bases, *(keyword.value for keyword in node.keywords)):
                if not _is_constant(value):
                    yield f"line {value.lineno}: a base class with side effects"
            yield from _decorations(node)
            for inner in node.body:
                yield from _effects(inner, later)
        case _ if not _is_harmless(node):
            yield f"line {node.lineno}: a statement with side effects at module level"


def _annotations(node: ast.FunctionDef | ast.AsyncFunctionDef, later: bool) -> Iterator[str]:
    arguments = [a for a in ast.walk(node.args) if isinstance(a, ast.arg)]
    for annotation in (*(a.annotation for a in arguments), node.returns):
        if annotation is not None and not later and not _is_constant(annotation):
            yield f"line {annotation.lineno}: an annotation with side effects"


def _decorations(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Iterator[str]:
    for decorator in node.decorator_list:
        call = decorator.func if isinstance(decorator, ast.Call) else decorator
        plain = isinstance(call, (ast.Name, ast.Attribute)) and _last_name(call) not in _EFFECTIVE
        values = (
            [*decorator.args, *(k.value for k in decorator.keywords)]
            if isinstance(decorator, ast.Call)
            else []
        )
        if not plain or not all(map(_is_constant, values)):
            yield f"line {decorator.lineno}: a decorator with side effects"


def _is_harmless(node: ast.stmt) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Pass():
            return True
        case ast.Assign(targets=targets, value=value):
            return _is_constant(value) and all(isinstance(t, (ast.Name, ast.Tuple)) for t in targets)
        case ast.AnnAssign(value=value):
            return value is None or _is_constant(value)
        case ast.If(test=test):  # the guard of a script is never entered
            return ast.unparse(test).replace("'", '"') in ('__name__ == "__main__"', "TYPE_CHECKING")
        case ast.Expr(value=value):
            return isinstance(value, ast.Constant)
    return type(node).__name__ == "TypeAlias"  # from Python 3.12 on


def _is_constant(node: ast.expr) -> bool:
    """Literals, names, arithmetic on them, functions, and calls that only build a value."""
    if isinstance(node, ast.Lambda):
        return all(map(_is_constant, node.args.defaults))
    if isinstance(node, (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)):
        return False
    if isinstance(node, ast.Call) and _last_name(node.func) not in _PURE_CALLS:
        return False
    return all(_is_constant(inner) for inner in _expressions(node))


def _expressions(node: ast.AST) -> Iterator[ast.expr]:
    """The expressions right inside a node, through comprehensions and keywords."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.expr):
            yield inner
        elif isinstance(inner, (ast.comprehension, ast.keyword)):
            yield from _expressions(inner)


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


_RULES: tuple[tuple[str, Rule], ...] = (
    ("signature", _signature),
    ("names", _undefined_names),
    ("imports", _imports),
    ("calls", _calls),
    ("module level", _module_level),
)
