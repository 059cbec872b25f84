"""The request in its wire form, and its way into a `Specification`. The contract is `docs/request.schema.json`.

Owns the fields, their ranges and what is said when one is wrong. Every invalid request, whatever its bytes, ends in a
SpecificationError; nothing after this module checks input. Example texts are `example_text`'s, the signature is `signature`'s.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Any, TypeGuard

import orjson
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, ValidationError

from synthesis_graph.errors import SpecificationError
from synthesis_graph.example_text import doctests_in
from synthesis_graph.shown import Asked, check_name, read_examples, too_many_examples
from synthesis_graph.signature import settle
from synthesis_graph.spec import Specification
from synthesis_graph.strict_json import child, read_json
from synthesis_graph.techniques import CHOICES

DEFAULT_DEADLINE_S = 10.0


@dataclass(frozen=True)
class RequestLimits:
    """What a request may ask for at most; the surfaces take it from their settings."""

    max_deadline_s: float = 300.0
    max_bytes: int = 1_000_000
    max_examples: int = 1_000
    max_depth: int = 50


class _Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class RequestParameter(_Wire):
    """A parameter; without a type it is inferred from the examples."""

    name: str
    type: str | None = Field(
        None, max_length=500, description="an annotation, such as `List[Dict[str, int]]`"
    )


class RequestAst(_Wire):
    """The signature of the function asked for."""

    name: str
    parameters: list[RequestParameter] = Field(max_length=20)
    return_type: str | None = Field(None, max_length=500)


class RequestExample(_Wire):
    """One input with its output, or with the name of the built-in exception that it must raise."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["output"]}, {"required": ["raises"]}]},
    )

    input: dict[str, Any] = Field(description="the arguments by parameter name, as JSON values")
    output: Any = Field(None, description="the result, decoded to the declared type")
    raises: str | None = Field(None, description="the name of a built-in exception, such as `ValueError`")


def _example_form(value: Any) -> str | None:
    if isinstance(value, str):
        return "text"
    return "object" if isinstance(value, (dict, RequestExample)) else None


AnyExample = Annotated[
    Annotated[RequestExample, Tag("object")] | Annotated[str, Tag("text")], Discriminator(_example_form)
]


class Request(_Wire):
    """What a caller may ask: a sentence, a signature, constraints, examples, and how to search."""

    request_id: str | None = Field(
        None, min_length=1, max_length=200, description="default: a hash of the request"
    )
    function_name: str | None = None
    language: str = "python"
    description: str | None = Field(None, max_length=20_000, description="doctests inside count as examples")
    ast: RequestAst | None = None
    constraints: list[Annotated[str, Field(max_length=1_000)]] = Field([], max_length=50)
    examples: list[AnyExample] = Field([], description='objects, or texts such as "assert f((1, 2)) == 3"')
    technique: str | None = Field(None, description="default: all")
    n: int | None = Field(None, ge=0, le=20, description="how many alternatives; default 3")
    deadline_s: float | None = Field(None, gt=0, description="seconds; default 10")
    seed: int | None = Field(None, ge=0, lt=2**63)
    allowed_imports: list[str] | None = Field(
        None, max_length=100, description="modules the answer may import"
    )
    min_confidence: float | None = Field(None, ge=0, le=1)


def parse_request(
    payload: bytes | str | dict[str, Any],
    limits: RequestLimits = RequestLimits(),
    techniques: Collection[str] = CHOICES,
) -> Specification:
    """The specification that a request means; raises SpecificationError, and nothing else, for any payload."""
    tree = read_json(payload, max_bytes=limits.max_bytes, max_depth=limits.max_depth)
    examples = tree.get("examples")
    if isinstance(examples, list) and len(examples) > limits.max_examples:  # before each of them is looked at
        raise too_many_examples(len(examples), limits.max_examples)
    request = _validated(tree)
    _check_choices(request, limits, techniques)
    if not (request.description or "").strip() and not request.examples and not request.ast:
        hint = "give a description, a signature (`ast`) or examples"
        raise SpecificationError("the request does not say what the function should do", hint, "description")
    asked = _asked(request)
    shown, left_out = read_examples(request.examples, asked, limits.max_examples)
    settled = settle(asked, shown, left_out)
    return Specification(
        request_id=request.request_id or f"req-{_digest(tree)[:12]}",
        description=doctests_in(request.description or "").prose,
        signature=settled.signature,
        examples=settled.examples,
        constraints=tuple(request.constraints),
        technique=request.technique or "all",
        alternatives=3 if request.n is None else request.n,
        deadline_s=request.deadline_s or min(DEFAULT_DEADLINE_S, limits.max_deadline_s),
        seed=request.seed or 0,
        allowed_imports=None if request.allowed_imports is None else tuple(request.allowed_imports),
        min_confidence=request.min_confidence or 0.0,
        wire_parameters=settled.wire_parameters,
        wire_return_type=settled.wire_return_type,
    )


# -- fields ------------------------------------------------------------------------------------------------------------


def _check_choices(request: Request, limits: RequestLimits, techniques: Collection[str]) -> None:
    if request.language.lower() not in ("python", "python3"):
        raise SpecificationError(
            f"the language {request.language!r} is not supported", "use python", "language"
        )
    if request.technique is not None and request.technique not in techniques:
        hint = "use one of " + ", ".join(techniques)
        raise SpecificationError(f"the technique {request.technique!r} is not known", hint, "technique")
    deadline = request.deadline_s or 0.0
    if not math.isfinite(deadline) or deadline > limits.max_deadline_s:
        hint = f"ask for at most {limits.max_deadline_s:g} seconds"
        raise SpecificationError(f"{deadline:g} seconds are more than is allowed", hint, "deadline_s")
    if request.request_id is not None and not request.request_id.isprintable():
        raise SpecificationError("holds characters that cannot be printed", "use visible text", "request_id")
    for i, module in enumerate(request.allowed_imports or ()):
        if not all(part.isidentifier() for part in module.split(".")):
            hint = "write module names such as `math` or `collections.abc`"
            raise SpecificationError(f"{module[:60]!r} is not a module name", hint, f"allowed_imports[{i}]")


def _asked(request: Request) -> Asked:
    """What the caller said of the function, with its names checked."""
    given = request.function_name
    if given is not None:
        check_name(given, "function_name", "function")
    if request.ast is None:
        return Asked(name=given or "", description=request.description or "")
    check_name(request.ast.name, "ast.name", "function")
    if given is not None and given != request.ast.name:
        hint = "give the same name twice, or leave function_name out"
        raise SpecificationError(
            f"{request.ast.name!r} differs from function_name {given!r}", hint, "ast.name"
        )
    seen: set[str] = set()
    for i, parameter in enumerate(request.ast.parameters):
        field = f"ast.parameters[{i}].name"
        check_name(parameter.name, field, "parameter")
        if parameter.name in seen:
            raise SpecificationError(f"the parameter {parameter.name!r} occurs twice", "rename one", field)
        seen.add(parameter.name)
    return Asked(
        name=request.ast.name,
        description=request.description or "",
        parameters=tuple((p.name, p.type) for p in request.ast.parameters),
        return_type=request.ast.return_type,
    )


def _digest(tree: dict[str, Any]) -> str:
    content = json.dumps(tree, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


# -- pydantic's words to ours ------------------------------------------------------------------------------------------

_FORMS = {"object", "text"}
_WORDS = {
    "missing": ("this field is missing", "add it"),
    "string_type": ("this is not a string", "write a JSON string"),
    "int_type": ("this is not an integer", "write a whole number"),
    "float_type": ("this is not a number", "write a number"),
    "list_type": ("this is not an array", "write a JSON array, […]"),
    "dict_type": ("this is not an object", "write a JSON object, {…}"),
    "model_type": ("this is not an object", "write a JSON object, {…}"),
    "union_tag_not_found": (
        "an example is an object or a string",
        'write {"input": {…}, "output": …} or "assert f(…) == …"',
    ),
}


def _validated(tree: dict[str, Any]) -> Request:
    try:
        return Request.model_validate(tree)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
    loc = [
        part
        for i, part in enumerate(first["loc"])
        if not (i == 2 and part in _FORMS and first["loc"][0] == "examples")
    ]
    field = ""
    for part in loc:
        field = child(field, part)
    if first["type"] == "extra_forbidden":
        raise SpecificationError("this field is not known", _known_fields(loc), field)
    hint = "docs/request.schema.json has the range of each field"
    message, hint = _WORDS.get(first["type"], (first["msg"].replace("Input should", "this should"), hint))
    raise SpecificationError(message, hint, field)


def _known_fields(loc: list[int | str]) -> str:
    models: dict[str, type[BaseModel]] = {"examples": RequestExample, "ast": RequestAst}
    model = models.get(str(loc[0]), Request) if len(loc) > 1 else Request
    model = RequestParameter if "parameters" in loc[:-1] else model
    near = difflib.get_close_matches(str(loc[-1])[:60], list(model.model_fields), n=1)
    return f"did you mean {near[0]!r}?" if near else "the fields are " + ", ".join(model.model_fields)


def request_id_of(payload: bytes | str | dict[str, Any], limits: RequestLimits = RequestLimits()) -> str:
    """The id that the answer to a request carries, also when the request is refused: its own, else a hash of it."""
    return identify(payload, limits)[0]


def identify(
    payload: bytes | str | dict[str, Any], limits: RequestLimits = RequestLimits()
) -> tuple[str, str]:
    """The id of a request and a fingerprint of its content, for any payload; the same payload gives the same.

    Microseconds for bytes that name their id: the strict reading, which is slow, is left to `parse_request`.
    """
    if isinstance(payload, bytes) and len(payload) <= limits.max_bytes:
        try:
            tree = orjson.loads(payload)
            canonical = orjson.dumps(tree, option=orjson.OPT_SORT_KEYS)
        except (ValueError, TypeError):  # not JSON, or nested past what orjson writes
            tree, canonical = None, b""
        if isinstance(tree, dict) and _is_id(tree.get("request_id")):
            return tree["request_id"], hashlib.sha256(canonical).hexdigest()[:32]
    found = None
    try:
        tree = read_json(payload, max_bytes=limits.max_bytes, max_depth=limits.max_depth)
        digest, found = _digest(tree), tree.get("request_id")
    except SpecificationError:
        raw = payload if isinstance(payload, bytes) else repr(payload).encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(raw).hexdigest()
    return found if _is_id(found) else f"req-{digest[:12]}", digest[:32]


def _is_id(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value) <= 200
