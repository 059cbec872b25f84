"""Examples written as text: assertions and doctests, read into calls with literal arguments and results.

Owns which texts count as examples. Never evaluates code: only literals and a few constructors of literals are read.
Does not know the signature that the calls are bound to (`signature`).
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from synthesis_graph.strict_json import number_flaw, text_flaw

MAX_EXAMPLE_CHARS = 100_000
_MAX_DEPTH = 100
_CLOSE_TOLERANCE = 1e-6
"""Up to this tolerance `isclose` means what a comparison of floats by value means anyway."""


@dataclass(frozen=True)
class CallExample:
    """A call with literal arguments, and its result or the exception it raises."""

    function: str
    positional: tuple[Any, ...]
    keywords: dict[str, Any]
    output: Any = None
    raises: str = ""
    strict: bool = True
    text: str = ""


class ExampleTextError(ValueError):
    """The text is not an example that is understood; the message says which part."""


@dataclass
class Doctests:
    """The doctests of a text: those that are examples, and the sources of those that are not."""

    examples: list[CallExample] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def parse_example(text: str) -> list[CallExample]:
    """The examples that one string states, at least one; raises ExampleTextError."""
    if len(text) > MAX_EXAMPLE_CHARS:
        raise ExampleTextError(f"the text has {len(text)} characters, more than {MAX_EXAMPLE_CHARS}")
    if text.lstrip().startswith(">>>"):
        names: dict[str, Any] = {}
        found = [read for session in _sessions(text) if (read := _from_session(*session, names))]
    else:
        found = [_from_statement(node, _excerpt(node, text), {}) for node in _parse(text)]
    if not found:
        raise ExampleTextError("the text holds no call with a result")
    return found


def doctests_in(text: str) -> Doctests:
    """The doctests inside prose; what is not understood there is listed, not refused: prose may show anything."""
    result, names = Doctests(), dict[str, Any]()
    for source, want in _sessions(text):
        for lines in (want, want[:1]):  # a sentence may follow the result without a blank line
            try:
                if read := _from_session(source, lines, names):
                    result.examples.append(read)
                break
            except ExampleTextError:
                continue
        else:
            result.left_out.append(source)
    return result


def exception_named(name: str) -> bool:
    """Whether this is the name of a built-in exception that a function may raise."""
    found = getattr(builtins, name, None)
    return isinstance(found, type) and issubclass(found, Exception)


# -- doctests ----------------------------------------------------------------------------------------------------------


def _sessions(text: str) -> Iterator[tuple[str, list[str]]]:
    """The (source, lines of the result) of each `>>>` in the text."""
    lines = [line.strip() for line in text.splitlines()] + [""]
    at = 0
    while at < len(lines):
        if not lines[at].startswith(">>>"):
            at += 1
            continue
        source, at = [lines[at][3:].strip()], at + 1
        while lines[at].startswith("...") and not lines[at].startswith("...."):
            source.append(lines[at][3:].strip())
            at += 1
        start = at
        while lines[at] and not lines[at].startswith(">>>"):
            at += 1
        yield "\n".join(source), lines[start:at]


def _from_session(source: str, want: list[str], names: dict[str, Any]) -> CallExample | None:
    """The example, or None for a line that only sets a name or imports; `names` collects what is set."""
    body = _parse(source)
    if len(body) != 1:
        raise ExampleTextError("a doctest must hold one statement after each >>>")
    node, text = body[0], "\n".join([f">>> {source}", *want])
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return None
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        names[node.targets[0].id] = literal(node.value, names)
        return None
    if not isinstance(node, ast.Expr) or not _is_call(node.value):
        return _from_statement(node, text, names)
    function, positional, keywords = _call(node.value, names)
    if want and want[0].startswith("Traceback"):
        return CallExample(function, positional, keywords, raises=_raised(want), text=text)
    output = _literal_text("\n".join(want)) if want else None  # a doctest prints nothing for None
    return CallExample(function, positional, keywords, output, text=text)


def _raised(want: list[str]) -> str:
    for line in want[1:]:
        name = re.match(r"([A-Za-z_]\w*)(?::|$)", line)
        if name and exception_named(name[1]):
            return name[1]
    raise ExampleTextError("the traceback names no built-in exception")


def _literal_text(text: str) -> Any:
    try:
        node = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ExampleTextError(f"the result {_short(text)!r} is not a literal") from None
    return literal(node, {})


# -- assertions --------------------------------------------------------------------------------------------------------


def _parse(text: str) -> list[ast.stmt]:
    try:
        return ast.parse(text.strip()).body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        reason = error.msg if isinstance(error, SyntaxError) else "it cannot be read"
        raise ExampleTextError(f"{_short(text)!r} is not Python: {reason}") from None


def _from_statement(node: ast.stmt, text: str, names: Mapping[str, Any]) -> CallExample:
    if isinstance(node, ast.Assert):
        return _claim(node.test, text, names)
    if isinstance(node, ast.Expr) and not _is_call(node.value):
        return _claim(node.value, text, names)
    raise ExampleTextError(f"{_short(text)!r} is not an assertion")


def _claim(test: ast.expr, text: str, names: Mapping[str, Any]) -> CallExample:
    strict = True
    if close := _closeness(test, names):
        call, output = close
        strict = False
    elif _is_call(test):
        call, output = test, True
    elif isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) and _is_call(test.operand):
        call, output = test.operand, False
    elif isinstance(test, ast.Compare) and len(test.ops) == 1:
        call, output = _comparison(test, names)
    else:
        raise ExampleTextError(f"{_shown(test)!r} does not compare a call with a literal")
    function, positional, keywords = _call(call, names)
    return CallExample(function, positional, keywords, output, strict=strict, text=text)


def _comparison(test: ast.Compare, names: Mapping[str, Any]) -> tuple[ast.expr, Any]:
    left, right = test.left, test.comparators[0]
    call, other = (left, right) if _is_call(left) else (right, left)
    singleton = isinstance(other, ast.Constant) and (other.value is None or isinstance(other.value, bool))
    if not _is_call(call) or _is_call(other):
        raise ExampleTextError("one side must be a call of the function and the other a literal")
    if not isinstance(test.ops[0], ast.Eq) and not (isinstance(test.ops[0], ast.Is) and singleton):
        raise ExampleTextError("only == (or `is` with None, True, False) is understood")
    return call, literal(other, names)


def _closeness(test: ast.expr, names: Mapping[str, Any]) -> tuple[ast.expr, Any] | None:
    """The call and the value of `math.isclose(f(…), value)`; None for any other expression."""
    if not isinstance(test, ast.Call) or _dotted(test.func) not in ("math.isclose", "isclose"):
        return None
    if len(test.args) != 2:
        raise ExampleTextError("isclose needs a call and a number")
    tolerances = [literal(word.value, names) for word in test.keywords]
    if not all(isinstance(t, float) and t <= _CLOSE_TOLERANCE for t in tolerances):
        raise ExampleTextError(f"isclose with a tolerance above {_CLOSE_TOLERANCE:g} cannot be checked")
    call, other = test.args if _is_call(test.args[0]) else reversed(test.args)
    return call, literal(other, names)


def _call(node: ast.expr, names: Mapping[str, Any]) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        raise ExampleTextError(f"{_shown(node)!r} is not a call of a plain function")
    if any(isinstance(arg, ast.Starred) for arg in node.args) or any(word.arg is None for word in node.keywords):
        raise ExampleTextError("arguments with * or ** are not understood")
    positional = tuple(literal(arg, names) for arg in node.args)
    return node.func.id, positional, {word.arg or "": literal(word.value, names) for word in node.keywords}


def _is_call(node: ast.expr) -> bool:
    """Whether this is a call, other than one that merely builds a literal such as `set()`."""
    return isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in _BUILDERS)


# -- literals ----------------------------------------------------------------------------------------------------------

_BUILDERS = {
    "set": set, "frozenset": frozenset, "list": list, "tuple": tuple, "dict": dict, "float": float,
}  # fmt: skip
_MATH = {"math.inf": float("inf"), "math.nan": float("nan")}
_ROWS: dict[type, type] = {ast.List: list, ast.Tuple: tuple, ast.Set: set}


def literal(node: ast.expr, names: Mapping[str, Any], depth: int = 0) -> Any:
    """The value of a literal expression, with `names` standing for earlier ones; raises ExampleTextError."""
    if depth > _MAX_DEPTH:
        raise ExampleTextError("values are nested too deeply")
    try:
        return _value(node, names, depth + 1)
    except (TypeError, ValueError, OverflowError) as error:
        if isinstance(error, ExampleTextError):
            raise
        raise ExampleTextError(f"{_shown(node)!r} has no value: {error}") from None


def _value(node: ast.expr, names: Mapping[str, Any], depth: int) -> Any:
    match node:
        case ast.Constant(value=value) if value is not Ellipsis:
            return _checked(value)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            number = literal(operand, names, depth)
            if _is_number(number):
                return -number if isinstance(node.op, ast.USub) else number
        case ast.BinOp(op=ast.Add() | ast.Sub(), left=left, right=ast.Constant(value=complex() as imaginary)):
            real = literal(left, names, depth)
            if _is_number(real):
                return real + imaginary if isinstance(node.op, ast.Add) else real - imaginary
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Set(elts=items):
            return _ROWS[type(node)](literal(item, names, depth) for item in items)
        case ast.Dict(keys=keys, values=values) if all(key is not None for key in keys):
            return {literal(k, names, depth): literal(v, names, depth) for k, v in zip(keys, values) if k}
        case ast.Call(func=ast.Name(id=name), args=args, keywords=words) if name in _BUILDERS and all(w.arg for w in words):
            given = [literal(arg, names, depth) for arg in args]
            return _BUILDERS[name](*given, **{w.arg: literal(w.value, names, depth) for w in words if w.arg})
        case ast.Attribute() if (constant := _MATH.get(_dotted(node))) is not None:
            return constant
        case ast.Name(id=name) if name in names:
            return names[name]
    raise ExampleTextError(f"{_shown(node)!r} is not a literal")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, complex)) and not isinstance(value, bool)


def _checked(value: Any) -> Any:
    flaw = text_flaw(value) if isinstance(value, str) else number_flaw(value) if isinstance(value, int) else ""
    if flaw:
        raise ExampleTextError(flaw)
    return value


def _excerpt(node: ast.stmt, text: str) -> str:
    return ast.get_source_segment(text.strip(), node) or text.strip()


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _shown(node: ast.expr) -> str:
    try:
        return _short(ast.unparse(node))
    except (RecursionError, ValueError):  # too deep, or an integer too long to print
        return "…"


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:77] + "…"
