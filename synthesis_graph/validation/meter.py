"""The counters that `metering` puts into a candidate's text: these statements stand before it, in the sandbox.

Every name begins with `_meter_`, which a candidate may not name. A count is what was done at one place of the code.
"""

import types as _meter_types
import typing as _meter_typing
from collections import deque as _meter_deque

_meter_any = _meter_typing.Any
_meter_function: _meter_any = None  # bound by `metering`, below the candidate
_meter_limit = 60_000  # steps of one call; past it nothing larger is run
_meter_counts: dict[int, int] = {}
_meter_total = [0]
_meter_views: _meter_any = (type({}.keys()), type({}.values()), type({}.items()))
_meter_sized = (
    list, tuple, str, bytes, bytearray, dict, set, frozenset, range, _meter_deque, *_meter_views
)  # fmt: skip
_meter_hashed = (dict, set, frozenset)
_meter_scanned: _meter_any = (list, tuple, str, bytes, bytearray, _meter_deque, type({}.values()))
_meter_lazy: _meter_any = (map, filter, zip, enumerate, reversed, type(reversed([])))
_meter_sorts = frozenset({"sorted", "sort", "nlargest", "nsmallest", "most_common"})
_meter_searches = frozenset(
    {"heappush", "heappop", "heapreplace", "heappushpop", "bisect", "bisect_left", "bisect_right"}
)
_meter_cheap = frozenset(
    """len isinstance issubclass type id callable iter next range abs ord chr divmod bool getattr hasattr setattr print
    append add appendleft popleft get setdefault items keys values discard popitem move_to_end itemgetter attrgetter
    partial startswith endswith rotate""".split()
)


class _meter_spent(BaseException):  # noqa: N801  # as every name here
    pass


def _meter_run(*arguments: _meter_any) -> _meter_any:
    if _meter_total[0] > _meter_limit:
        return None
    _meter_counts.clear()
    _meter_total[0] = 0
    try:
        value = _meter_function(*arguments)
        if isinstance(value, _meter_types.GeneratorType):
            for _ in value:
                pass
    except _meter_spent:
        return None
    return sorted(_meter_counts.items())


def _meter_count(place: int, steps: int) -> None:
    _meter_counts[place] = _meter_counts.get(place, 0) + steps
    _meter_total[0] += steps
    if _meter_total[0] > _meter_limit:
        raise _meter_spent


def _meter_length(value: _meter_any) -> int:
    return len(value) if isinstance(value, _meter_sized) else 0


def _meter_step(place: int, value: _meter_any) -> _meter_any:
    _meter_count(place, 1)
    return value


def _meter_each(place: int, items: _meter_any) -> _meter_any:
    for item in items:
        _meter_count(place, 1)
        yield item


def _meter_spread(place: int, value: _meter_any) -> _meter_any:
    _meter_count(place, 1 + _meter_length(value))
    return value


_meter_made = _meter_spread


def _meter_within(place: int, value: _meter_any) -> _meter_any:
    _meter_count(place, 1 + (len(value) if isinstance(value, _meter_scanned) else 0))
    return value


def _meter_shift(place: int, value: _meter_any) -> _meter_any:
    _meter_count(place, 1 + (len(value) if isinstance(value, list) else 0))
    return value


def _meter_add(place: int, left: _meter_any, right: _meter_any) -> _meter_any:
    made = left + right
    _meter_count(place, 1 + _meter_length(right if isinstance(made, str) else made))  # text grows in place
    return made


def _meter_call(
    place: int, function: _meter_any, /, *arguments: _meter_any, **named: _meter_any
) -> _meter_any:
    if _meter_counts_itself(function):
        return function(*arguments, **named)
    owner = getattr(function, "__self__", None)
    name = getattr(function, "__name__", "")
    before = _meter_length(owner) + sum(map(_meter_length, arguments))
    _meter_count(place, _meter_price(name, owner, arguments))
    arguments = tuple(_meter_watched(place, a) for a in arguments)
    made = function(*arguments, **{key: _meter_watched(place, a) for key, a in named.items()})
    if isinstance(made, _meter_lazy) or type(made).__module__ == "itertools":
        return _meter_each(place, made)
    if not before and name not in _meter_cheap:  # it took its items from an iterator
        after = _meter_length(made)
        _meter_count(place, after * max(1, after.bit_length() - 1) if name in _meter_sorts else after)
    return made


def _meter_watched(place: int, value: _meter_any) -> _meter_any:
    """A method such as `text.count` that is handed to a built-in counts with each call."""
    if isinstance(value, _meter_types.BuiltinMethodType) and _meter_length(value.__self__):
        return lambda *arguments: _meter_call(place, value, *arguments)
    return value


def _meter_counts_itself(function: _meter_any) -> bool:
    function = getattr(function, "__func__", function)
    code = getattr(function, "__code__", None)
    if code is not None:
        return bool(code.co_filename == _meter_run.__code__.co_filename)
    kind = function if isinstance(function, type) else type(function)
    return bool(getattr(kind, "__module__", "") == __name__)


def _meter_price(name: str, owner: _meter_any, arguments: tuple[_meter_any, ...]) -> int:
    size, given = _meter_length(owner), sum(map(_meter_length, arguments))
    if name in _meter_sorts:
        return 1 + (size or given) * max(1, (size or given).bit_length() - 1)
    if name in _meter_searches:
        return 1 + given.bit_length()
    if name in _meter_cheap or (name in ("find", "index") and len(arguments) > 1):
        return 1
    if name in ("pop", "insert"):
        return 1 + (_meter_moved(size, name, arguments[0]) if isinstance(owner, list) and arguments else 0)
    if name == "extend" or (isinstance(owner, _meter_hashed) and name in ("remove", "update")):
        return 1 + given
    return 1 + given + size


def _meter_moved(size: int, name: str, index: _meter_any) -> int:
    if not isinstance(index, int) or (name == "pop" and index == -1):
        return 0
    return max(0, size - index if index >= 0 else -index)
