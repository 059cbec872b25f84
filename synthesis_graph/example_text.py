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

from synthesis_graph.literals import BUILDERS, ExampleTextError, dotted, literal, shortened, source_of

MAX_EXAMPLE_CHARS = 100_000
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


@dataclass
class Doctests:
    """The doctests of a text: those that are examples, and the sources of those that are not."""

    examples: list[CallExample] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    prose: str = ""
    """The text without them."""


def parse_example(text: str) -> list[CallExample]:
    """The examples that one string states, at least one; raises ExampleTextError."""
    if len(text) > MAX_EXAMPLE_CHARS:
        raise ExampleTextError(f"the text has {len(text)} characters, more than {MAX_EXAMPLE_CHARS}")
    if text.lstrip().startswith(">>>"):
        names: dict[str, Any] = {}
        found = [read for session in _sessions(text) if (read := _from_session(*session[:2], names))]
    else:
        found = [_from_statement(node, _excerpt(node, text), {}) for node in _parse(text)]
    if not found:
        raise ExampleTextError("the text holds no call with a result")
    return found


def doctests_in(text: str) -> Doctests:
    """The doctests inside prose; what is not understood there is listed, not refused: prose may show anything."""
    result, names = Doctests(prose=text.strip()), dict[str, Any]()
    if ">>>" not in text:
        return result
    prose = text.splitlines()
    for source, want, start, end in _sessions(text):
        prose[start:end] = [""] * (end - start)
        for lines in (want, want[:1]):  # a sentence may follow the result without a blank line
            try:
                if read := _from_session(source, lines, names):
                    result.examples.append(read)
                break
            except ExampleTextError:
                continue
        else:
            result.left_out.append(source)
        prose[end : end + len(lines)] = [""] * len(lines)
    result.prose = re.sub(r"\n\s*\n\s*", "\n\n", "\n".join(prose)).strip()
    return result


def exception_named(name: str) -> bool:
    """Whether this is the name of a built-in exception that a function may raise."""
    found = getattr(builtins, name, None)
    return isinstance(found, type) and issubclass(found, Exception)


# -- doctests ----------------------------------------------------------------------------------------------------------


def _sessions(text: str) -> Iterator[tuple[str, list[str], int, int]]:
    """The (source, lines of the result, lines of the text from and up to which the source stands) of each `>>>`."""
    lines = [line.strip() for line in text.splitlines()] + [""]
    at = 0
    while at < len(lines):
        if not lines[at].startswith(">>>"):
            at += 1
            continue
        first, source, at = at, [lines[at][3:].strip()], at + 1
        while lines[at].startswith("...") and not lines[at].startswith("...."):
            source.append(lines[at][3:].strip())
            at += 1
        start = at
        while lines[at] and not lines[at].startswith(">>>"):
            at += 1
        yield "\n".join(source), lines[start:at], first, start


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
        raise ExampleTextError(f"the result {shortened(text)!r} is not a literal") from None
    return literal(node, {})


# -- assertions --------------------------------------------------------------------------------------------------------


def _parse(text: str) -> list[ast.stmt]:
    try:
        return ast.parse(text.strip()).body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        reason = shortened(error.msg) if isinstance(error, SyntaxError) else "it cannot be read"
        raise ExampleTextError(f"{shortened(text)!r} is not Python: {reason}") from None


def _from_statement(node: ast.stmt, text: str, names: Mapping[str, Any]) -> CallExample:
    if isinstance(node, ast.Assert):
        return _claim(node.test, text, names)
    if isinstance(node, ast.Expr) and not _is_call(node.value):
        return _claim(node.value, text, names)
    raise ExampleTextError(f"{shortened(text)!r} is not an assertion")


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
        raise ExampleTextError(f"{source_of(test)!r} does not compare a call with a literal")
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
    if not isinstance(test, ast.Call) or dotted(test.func) not in ("math.isclose", "isclose"):
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
        raise ExampleTextError(f"{source_of(node)!r} is not a call of a plain function")
    if any(isinstance(arg, ast.Starred) for arg in node.args) or any(
        word.arg is None for word in node.keywords
    ):
        raise ExampleTextError("arguments with * or ** are not understood")
    positional = tuple(literal(arg, names) for arg in node.args)
    return node.func.id, positional, {word.arg or "": literal(word.value, names) for word in node.keywords}


def _is_call(node: ast.expr) -> bool:
    """Whether this is a call, other than one that merely builds a literal such as `set()`."""
    return isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in BUILDERS)


def _excerpt(node: ast.stmt, text: str) -> str:
    return ast.get_source_segment(text.strip(), node) or text.strip()
