"""Takes every function worth keeping out of Python source, by tree-sitter, and says why the rest was left.

One file in, snippets and skip reasons out; pure but for `harvest_file`, which reads. Nothing is imported or run, so
any version of Python and any folder will do. Knows nothing of corpora, caches or indices: `build` drives it.
"""

from __future__ import annotations

import ast
import inspect
import io
import tokenize
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import tree_sitter_python
from tree_sitter import Language, Node, Parser, Query, QueryCursor

from retrieval.closure import ModuleScope
from retrieval.scopes import parameter_name, text_of
from retrieval.snippet import Parameter, ParameterKind, Snippet, SnippetKind
from retrieval.terms import words

MAX_LINES = 80
MAX_FILE_BYTES = 1_000_000
MIN_NAME_WORDS = 2  # an undocumented function must at least say in its name what it does

SKIP_REASONS: Mapping[str, str] = {
    "unreadable": "the file is not text in its declared encoding",
    "file_too_large": f"the file is over {MAX_FILE_BYTES:,} bytes",
    "syntax_error": "the parser found an error in it",
    "method": "it is a method: it needs its class",
    "nested": "it is defined inside another function",
    "dunder": "its name belongs to a protocol of the language",
    "test": "it is a test",
    "too_short": "its body does nothing",
    "too_long": f"it has over {MAX_LINES} lines",
    "undocumented": "it has no docstring and a name that does not speak",
}


@dataclass(frozen=True, slots=True)
class Skipped:
    """One function (or `<file>`) that was not taken; `reason` is a key of SKIP_REASONS."""

    name: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class FileHarvest:
    """What one file gave."""

    snippets: tuple[Snippet, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """One function definition on trial."""

    node: Node  # function_definition
    whole: Node  # with its decorators
    name: str
    docstring: str
    statements: int  # in the body, without the docstring and `pass`

    @property
    def lines(self) -> int:
        return int(self.whole.end_point[0] - self.whole.start_point[0] + 1)


def harvest_file(root: Path, path: str, corpus: str) -> FileHarvest:
    """Harvest the file `path`, relative to `root`; OSError if it cannot be opened."""
    return harvest_source((root / path).read_bytes(), path, corpus)


def harvest_source(content: bytes, path: str, corpus: str) -> FileHarvest:
    """Harvest one file's content; about 1 ms per 10 kB. Never raises on bad content: that is a skip reason."""
    if len(content) > MAX_FILE_BYTES:
        return FileHarvest((), (Skipped("<file>", 1, "file_too_large"),))
    try:
        source = _decode(content)
    except (SyntaxError, UnicodeDecodeError, LookupError):
        return FileHarvest((), (Skipped("<file>", 1, "unreadable"),))
    root = _parser().parse(source).root_node
    module = ModuleScope(root)
    snippets: dict[str, Snippet] = {}
    skipped: list[Skipped] = []
    for candidate in _candidates(root):
        reason = _reason_to_skip(candidate)
        line = candidate.whole.start_point[0] + 1
        if reason is not None:
            skipped.append(Skipped(candidate.name, line, reason))
            continue
        snippet = _snippet(candidate, module, path, corpus, taken=snippets.keys())
        snippets[snippet.id] = snippet
    return FileHarvest(tuple(snippets.values()), tuple(skipped))


@lru_cache(maxsize=1)
def _parser() -> Parser:
    return Parser(Language(tree_sitter_python.language()))


@lru_cache(maxsize=1)
def _definitions() -> Query:
    query: Query = Query(Language(tree_sitter_python.language()), "(function_definition) @function")
    return query


def _decode(content: bytes) -> bytes:
    """The content as UTF-8 with Unix line ends, by its declared encoding."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
    text = content.decode(encoding)
    return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8")


def _candidates(root: Node) -> Iterator[_Candidate]:
    nodes = QueryCursor(_definitions()).captures(root).get("function", [])
    for node in sorted(nodes, key=lambda node: node.start_byte):
        parent = node.parent
        whole = parent if parent is not None and parent.type == "decorated_definition" else node
        body = node.child_by_field_name("body")
        statements = (
            [child for child in body.named_children if child.type != "comment"] if body is not None else []
        )
        docstring = _docstring(statements[0]) if statements else None
        done = [
            statement for statement in statements[docstring is not None :] if not _does_nothing(statement)
        ]
        name = text_of(node.child_by_field_name("name"))
        yield _Candidate(node, whole, name, docstring or "", len(done))


def _docstring(statement: Node) -> str | None:
    """The cleaned text of a docstring statement, None if it is something else."""
    if statement.type != "expression_statement" or statement.named_children[0].type != "string":
        return None
    try:
        value = ast.literal_eval(text_of(statement))
    except (SyntaxError, ValueError):  # an f-string, or an escape of another Python version
        return None
    return inspect.cleandoc(value) if isinstance(value, str) else None


def _does_nothing(statement: Node) -> bool:
    text = text_of(statement)
    return statement.type == "pass_statement" or text == "..." or text.startswith("raise NotImplementedError")


def _reason_to_skip(candidate: _Candidate) -> str | None:
    return next((reason for reason, holds in _RULES if holds(candidate)), None)


def _enclosing(candidate: _Candidate) -> str:
    """The type of the innermost definition around the candidate; empty at module level."""
    node = candidate.whole.parent
    while node is not None and node.type not in ("function_definition", "class_definition"):
        node = node.parent
    return "" if node is None else str(node.type)


def _is_static(candidate: _Candidate) -> bool:
    return any(text_of(child) == "@staticmethod" for child in candidate.whole.children)


def _is_dunder(candidate: _Candidate) -> bool:
    return candidate.name.startswith("__") and candidate.name.endswith("__")


def _is_test(candidate: _Candidate) -> bool:
    return candidate.name.lower().lstrip("_").startswith("test")


def _says_nothing(candidate: _Candidate) -> bool:
    speaking = [word for word in words(candidate.name) if len(word) > 2]
    return not candidate.docstring and len(speaking) < MIN_NAME_WORDS


_RULES: tuple[tuple[str, Callable[[_Candidate], bool]], ...] = (  # the first that holds is reported
    ("nested", lambda candidate: _enclosing(candidate) == "function_definition"),
    ("method", lambda candidate: _enclosing(candidate) == "class_definition" and not _is_static(candidate)),
    ("dunder", _is_dunder),
    ("test", _is_test),
    ("syntax_error", lambda candidate: candidate.whole.has_error),
    ("too_short", lambda candidate: candidate.statements == 0),
    ("too_long", lambda candidate: candidate.lines > MAX_LINES),
    ("undocumented", _says_nothing),
)


def _snippet(
    candidate: _Candidate, module: ModuleScope, path: str, corpus: str, taken: Container[str]
) -> Snippet:
    node = candidate.node
    source = _source(candidate)
    closure = module.closure_of(candidate.whole, candidate.name, source)
    dotted = path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    line = candidate.whole.start_point[0] + 1
    identity = f"{corpus}/{dotted}.{candidate.name}"
    if identity in taken:  # defined again, in another branch
        identity = f"{identity}@{line}"
    returns = node.child_by_field_name("return_type")
    return Snippet(
        id=identity,
        name=candidate.name,
        parameters=tuple(_parameters(node.child_by_field_name("parameters"))),
        returns=None if returns is None else text_of(returns),
        docstring=candidate.docstring,
        source=source,
        code=closure.code,
        imports=closure.imports,
        missing=closure.missing,
        kind=_kind(node),
        corpus=corpus,
        module=dotted,
        path=path,
        line=line,
    )


def _source(candidate: _Candidate) -> str:
    """The function's text, dedented to column 0; a static method loses its decorator with its class."""
    indent = " " * candidate.whole.start_point[1]
    text = text_of(candidate.whole)
    if _is_static(candidate):
        text = text.replace("@staticmethod", "", 1).lstrip()
    return "\n".join(line.removeprefix(indent) for line in text.split("\n"))


def _kind(node: Node) -> SnippetKind:
    if any(child.type == "async" for child in node.children):
        return "coroutine"
    body = node.child_by_field_name("body")
    return "generator" if body is not None and _yields(body) else "function"


def _yields(node: Node) -> bool:
    if node.type in ("function_definition", "lambda", "class_definition"):
        return False
    return node.type == "yield" or any(_yields(child) for child in node.named_children)


_MARKS: Mapping[str, ParameterKind] = {
    "list_splat_pattern": "var_positional",
    "dictionary_splat_pattern": "var_keyword",
}


def _parameters(node: Node | None) -> list[Parameter]:
    """The parameters in order, their kinds from the `/`, `*` and `**` marks."""
    found: list[Parameter] = []
    kind: ParameterKind = "positional_or_keyword"
    for child in node.named_children if node is not None else ():
        name = parameter_name(child)
        if child.type == "positional_separator":
            found = [_as_positional_only(parameter) for parameter in found]
        elif child.type == "keyword_separator":
            kind = "keyword_only"
        elif name is not None:
            starred = child.named_children[0] if child.type == "typed_parameter" else child
            own_kind = _MARKS.get(starred.type, kind)
            kind = "keyword_only" if own_kind == "var_positional" else kind
            found.append(
                Parameter(text_of(name), _optional(child, "type"), _optional(child, "value"), own_kind)
            )
    return found


def _as_positional_only(parameter: Parameter) -> Parameter:
    return Parameter(parameter.name, parameter.annotation, parameter.default, "positional_only")


def _optional(node: Node, part: str) -> str | None:
    child = node.child_by_field_name(part)
    return None if child is None else text_of(child)
