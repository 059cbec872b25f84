"""The types of the language: parsing annotations, inferring from values, unification, checking, decoding JSON.

Knows nothing of operations or programs. Every other module of the library speaks of values through these.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any as PyAny


@dataclass(frozen=True)
class Type:
    """A type constructor and its arguments; `str()` gives the annotation as Python 3.10+ writes it."""

    name: str
    args: tuple[Type, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.name, self.args)))

    def __hash__(self) -> int:
        return self._hash  # type: ignore[attr-defined,no-any-return]  # computed once: types key every bank

    def __reduce__(self) -> tuple[PyAny, ...]:
        return (Type, (self.name, self.args))  # string hashes differ between processes: recompute

    def __str__(self) -> str:
        return _annotation(self)

    @property
    def is_variable(self) -> bool:
        """Whether this is a type variable of a polymorphic operation."""
        return self.name.startswith("?")


INT, FLOAT, BOOL, STR, NONE, BYTES, ANY = (
    Type(name) for name in ("int", "float", "bool", "str", "None", "bytes", "Any")
)


def list_of(item: Type) -> Type:
    """`list[item]`."""
    return Type("list", (item,))


def set_of(item: Type) -> Type:
    """`set[item]`."""
    return Type("set", (item,))


def dict_of(key: Type, value: Type) -> Type:
    """`dict[key, value]`."""
    return Type("dict", (key, value))


def tuple_of(*items: Type) -> Type:
    """A tuple of fixed length, `tuple[a, b]`."""
    return Type("tuple", items)


def tuple_row(item: Type) -> Type:
    """A tuple of any length with items of one type, `tuple[item, ...]`."""
    return Type("tuple...", (item,))


def callable_of(parameters: tuple[Type, ...], result: Type) -> Type:
    """`Callable[[parameters], result]`; the result is the last argument of the type."""
    return Type("callable", (*parameters, result))


def variable(name: str) -> Type:
    """A type variable, written `?name`."""
    return Type(f"?{name}")


def optional_of(item: Type) -> Type:
    """`item | None`."""
    return union_of((item, NONE))


def union_of(members: Iterable[Type]) -> Type:
    """The union of the members, flattened and without duplicates; one member is itself, `Any` absorbs."""
    flat: dict[Type, None] = {}
    for member in members:
        flat.update(dict.fromkeys(member.args if member.name == "union" else (member,)))
    if ANY in flat:
        return ANY
    ordered = sorted(flat, key=lambda t: (t == NONE, str(t)))
    return ordered[0] if len(ordered) == 1 else Type("union", tuple(ordered))


def _annotation(t: Type) -> str:
    args = [str(a) for a in t.args]
    match t.name:
        case "union":
            return " | ".join(args)
        case "tuple...":
            return f"tuple[{args[0]}, ...]"
        case "tuple":
            return f"tuple[{', '.join(args) or '()'}]"
        case "callable":
            return f"Callable[[{', '.join(args[:-1])}], {args[-1]}]"
    return f"{t.name}[{', '.join(args)}]" if args else t.name


# -- parsing annotations -----------------------------------------------------------------------------------------------

_SCALARS = {
    "int": INT, "float": FLOAT, "bool": BOOL, "str": STR, "None": NONE, "NoneType": NONE, "bytes": BYTES, "Any": ANY,
    "object": ANY, "string": STR, "integer": INT, "number": FLOAT, "boolean": BOOL, "Number": FLOAT, "complex": ANY,
}  # fmt: skip
_GENERICS = {
    "list": "list", "List": "list", "Sequence": "list", "Iterable": "list", "Collection": "list", "array": "list",
    "MutableSequence": "list", "Iterator": "list", "deque": "list",
    "set": "set", "Set": "set", "frozenset": "set", "FrozenSet": "set", "AbstractSet": "set",
    "dict": "dict", "Dict": "dict", "Mapping": "dict", "MutableMapping": "dict", "DefaultDict": "dict",
    "Counter": "dict", "OrderedDict": "dict",
    "tuple": "tuple", "Tuple": "tuple", "Optional": "optional", "Union": "union", "Callable": "callable",
}  # fmt: skip


@lru_cache(maxsize=4096)
def parse_type(text: str) -> Type:
    """The type that an annotation means; raises ValueError, naming the part that is not understood."""
    try:
        node = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ValueError(f"{text!r} is not a type annotation") from None
    try:
        return _from_node(node)
    except RecursionError:
        raise ValueError("the type is nested too deeply") from None


def _from_node(node: ast.expr) -> Type:
    if isinstance(node, ast.Constant):
        if node.value is None:
            return NONE
        if isinstance(node.value, str):
            return parse_type(node.value)
    if isinstance(node, ast.Attribute):
        return _from_name(node.attr)
    if isinstance(node, ast.Name):
        return _from_name(node.id)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return union_of((_from_node(node.left), _from_node(node.right)))
    if isinstance(node, ast.Subscript):
        return _from_subscript(node)
    raise ValueError(f"{ast.unparse(node)!r} is not a type that is understood")


def _from_name(name: str) -> Type:
    if name in _SCALARS:
        return _SCALARS[name]
    match _GENERICS.get(name):
        case "list":
            return list_of(ANY)
        case "set":
            return set_of(ANY)
        case "dict":
            return dict_of(STR, INT) if name == "Counter" else dict_of(ANY, ANY)
        case "tuple":
            return tuple_row(ANY)
        case "callable":
            return callable_of((ANY,), ANY)
    if len(name) == 1 and name.isupper():
        return ANY  # a bare type variable of the caller's
    raise ValueError(f"{name!r} is not a type that is understood")


def _from_subscript(node: ast.Subscript) -> Type:
    base = node.value
    name = base.attr if isinstance(base, ast.Attribute) else base.id if isinstance(base, ast.Name) else ""
    parts = list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]
    kind = _GENERICS.get(name)
    if kind == "callable":
        return _callable_from(parts)
    if kind == "tuple":
        if len(parts) == 2 and isinstance(parts[1], ast.Constant) and parts[1].value is Ellipsis:
            return tuple_row(_from_node(parts[0]))
        return tuple_of(*(_from_node(p) for p in parts))
    args = [_from_node(p) for p in parts]
    if name == "Counter" and len(args) == 1:
        return dict_of(args[0], INT)
    match kind, len(args):
        case ("list", 1):
            return list_of(args[0])
        case ("set", 1):
            return set_of(args[0])
        case ("dict", 2):
            return dict_of(args[0], args[1])
        case ("optional", 1):
            return optional_of(args[0])
        case ("union", _):
            return union_of(args)
    raise ValueError(f"{ast.unparse(node)!r} is not a type that is understood")


def _callable_from(parts: list[ast.expr]) -> Type:
    if len(parts) != 2:
        raise ValueError("a Callable needs its parameter types and its result type")
    parameters = tuple(_from_node(p) for p in parts[0].elts) if isinstance(parts[0], ast.List) else (ANY,)
    return callable_of(parameters, _from_node(parts[1]))


# -- inference ---------------------------------------------------------------------------------------------------------


def infer(value: PyAny) -> Type:
    """The narrowest type of a plain value; an empty container has items of type `Any`."""
    match value:
        case None:
            return NONE
        case bool():
            return BOOL
        case int():
            return INT
        case float():
            return FLOAT
        case str():
            return STR
        case bytes():
            return BYTES
        case list():
            return list_of(join_all(map(infer, value)))
        case set() | frozenset():
            return set_of(join_all(map(infer, value)))
        case dict():
            return dict_of(join_all(map(infer, value)), join_all(map(infer, value.values())))
        case tuple():
            return _infer_tuple(value)
    return ANY


def _infer_tuple(value: tuple[PyAny, ...]) -> Type:
    items = [infer(item) for item in value]
    if len(items) > 3 and len(set(items)) == 1:
        return tuple_row(items[0])
    return tuple_of(*items)


def join_all(types: Iterable[Type]) -> Type:
    """The least type that holds every given type, one member a constructor; `Any` for none. Linear in their size.

    `Any` is the item of an empty container, and gives way to what the others say.
    """
    distinct: dict[Type, None] = {}
    for t in types:
        distinct.update(dict.fromkeys(t.args if t.name == "union" else (t,)))
    distinct.pop(ANY, None)
    if len(distinct) < 2:
        return next(iter(distinct), ANY)
    if INT in distinct and FLOAT in distinct:
        del distinct[INT]
    groups: dict[str, list[Type]] = {}
    for t in distinct:
        kind = "tuple" if t.name == "tuple..." else str(t) if t.name == "callable" else t.name
        groups.setdefault(kind, []).append(t)
    return union_of(_join_group(group) for group in groups.values())


def _join_group(group: list[Type]) -> Type:
    """The join of distinct types of one constructor."""
    first = group[0]
    if len(group) == 1:
        return first
    if first.name.startswith("tuple") and len({(t.name, len(t.args)) for t in group}) > 1:
        return tuple_row(join_all(arg for t in group for arg in t.args))
    return Type(first.name, tuple(join_all(column) for column in zip(*(t.args for t in group), strict=True)))


def join(a: Type, b: Type) -> Type:
    """The least common type of two."""
    return a if a == b else join_all((a, b))


# -- values ------------------------------------------------------------------------------------------------------------

_CLASSES: dict[str, tuple[type, ...]] = {
    "int": (int,), "float": (float, int), "bool": (bool,), "str": (str,), "bytes": (bytes,),
    "list": (list,), "set": (set, frozenset), "dict": (dict,), "tuple": (tuple,), "tuple...": (tuple,),
}  # fmt: skip


def conforms(value: PyAny, t: Type) -> bool:
    """Whether a plain value has the type; an int is a float (PEP 484), a bool is not an int here."""
    if t == ANY or t.is_variable:
        return True
    if t == NONE:
        return value is None
    if t.name == "union":
        return any(conforms(value, member) for member in t.args)
    if t.name == "callable":
        return callable(value)
    classes: PyAny = _CLASSES[t.name]  # untyped: mypy would narrow the value to `object`
    if not isinstance(value, classes) or (isinstance(value, bool) and t != BOOL):
        return False
    if t.name == "dict":
        return all(conforms(k, t.args[0]) and conforms(v, t.args[1]) for k, v in value.items())
    if t.name == "tuple":
        return len(value) == len(t.args) and all(map(conforms, value, t.args))
    return all(conforms(item, t.args[0]) for item in value) if t.args else True


class DecodeError(ValueError):
    """A JSON value does not have the declared type; `path` leads to it, `message` says what was expected."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(path, message)
        self.path, self.message = path, message


def decode(value: PyAny, t: Type, path: str = "") -> PyAny:
    """The Python value that a JSON value means under the declared type; raises DecodeError with the path.

    JSON has neither tuples, sets, bytes nor keys other than strings: the type says which is meant.
    """
    match t.name:
        case "union":
            return _decode_union(value, t, path)
        case "list" | "set" | "tuple" | "tuple...":
            return _decode_row(value, t, path)
        case "dict":
            if not isinstance(value, dict):
                raise DecodeError(path, f"expected an object for {t}, got {_kind(value)}")
            return {
                _decode_key(k, t.args[0], path): decode(v, t.args[1], f"{path}.{k}") for k, v in value.items()
            }
        case "bytes" if isinstance(value, str):
            return value.encode()
        case "float" if isinstance(value, int) and not isinstance(value, bool):
            return value  # PEP 484's numeric tower: an int is acceptable where a float is declared
        case "float" if isinstance(value, str) and value in ("NaN", "Infinity", "-Infinity"):
            return float(value)
    if not conforms(value, t):
        raise DecodeError(path, f"expected {t}, got {_kind(value)}")
    return value


def _decode_row(value: PyAny, t: Type, path: str) -> PyAny:
    if not isinstance(value, (list, tuple, set, frozenset)):
        raise DecodeError(path, f"expected an array for {t}, got {_kind(value)}")
    if t.name == "tuple" and len(value) != len(t.args):
        raise DecodeError(path, f"expected {len(t.args)} items for {t}, got {len(value)}")
    kinds = t.args if t.name == "tuple" else t.args * len(value)
    items = [decode(item, kind, f"{path}[{i}]") for i, (item, kind) in enumerate(zip(value, kinds))]
    if t.name == "list":
        return items
    if t.name != "set":
        return tuple(items)
    try:
        return set(items)
    except TypeError:
        raise DecodeError(path, f"the items of {t} must be hashable") from None


def _decode_union(value: PyAny, t: Type, path: str) -> PyAny:
    for member in t.args:  # first a member that holds the value as it stands, then one that it decodes to
        if conforms(value, member):
            return decode(value, member, path)
    for member in t.args:
        try:
            return decode(value, member, path)
        except DecodeError:
            continue
    raise DecodeError(path, f"expected {t}, got {_kind(value)}")


def _decode_key(key: PyAny, t: Type, path: str) -> PyAny:
    if not isinstance(key, str) or t in (STR, ANY):
        return decode(key, t, path)
    try:
        value = ast.literal_eval(key)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        raise DecodeError(path, f"the key {key!r} is not a literal of type {t}") from None
    if not conforms(value, t):
        raise DecodeError(path, f"the key {key!r} is not of type {t}")
    return value


def _kind(value: PyAny) -> str:
    names = {dict: "an object", list: "an array", str: "a string", bool: "a boolean", type(None): "null"}
    return names.get(type(value), type(value).__name__)
