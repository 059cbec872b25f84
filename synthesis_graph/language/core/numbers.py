"""Arithmetic and comparison."""

from __future__ import annotations

import math
import operator

from synthesis_graph.language.operations import OutOfRange, row

_LARGEST_BITS = 4096


def _power(a: float, b: float) -> float:
    if abs(b) > 64 or (isinstance(a, int) and a.bit_length() * abs(b) > _LARGEST_BITS):
        raise OutOfRange("power")
    if isinstance(a, int) and isinstance(b, int) and b < 0:
        raise OutOfRange("a power of integers that is none")
    value = a**b
    if isinstance(value, complex):
        raise OutOfRange("complex power")
    return value  # type: ignore[no-any-return]


def _multiply(a: float, b: float) -> float:
    if isinstance(a, int) and isinstance(b, int) and a.bit_length() + b.bit_length() > _LARGEST_BITS:
        raise OutOfRange("product")
    return a * b


def _shift(a: int, b: int) -> int:
    if b > 128:
        raise OutOfRange("shift")
    return a << b


row("add", "N, M -> join[N, M]", "_0 + _1", 3.5, "sum add plus total increase more", evaluate=operator.add,
    commutative=True)
row("sub", "N, M -> join[N, M]", "_0 - _1", 3.5, "difference subtract minus less decrease between",
    evaluate=operator.sub)
row("mul", "N, M -> join[N, M]", "_0 * _1", 4, "product multiply times area double triple twice volume",
    evaluate=_multiply, commutative=True)
row("floordiv", "int, int -> int", "_0 // _1", 4.5, "divide quotient half integer floor halves middle",
    evaluate=operator.floordiv)
row("truediv", "N, M -> float", "_0 / _1", 5, "divide average ratio quotient mean half division fraction percent",
    evaluate=operator.truediv)
row("mod", "int, int -> int", "_0 % _1", 4.5, "remainder modulo divisible even odd divide multiple last digit",
    evaluate=operator.mod)
row("pow", "N, M -> join[N, M]", "_0 ** _1", 6, "power exponent square cube squared raised", evaluate=_power)
row("neg", "N -> N", "-_0", 6, "negative negate opposite sign", evaluate=operator.neg)
row("abs", "N -> N", "abs(_0)", 6, "absolute distance difference positive magnitude", evaluate=abs)
row("square", "N -> N", "_0 ** 2", 6, "square squared squares", evaluate=lambda a: _power(a, 2))
row("cube", "N -> N", "_0 ** 3", 8, "cube cubes cubed", evaluate=lambda a: _power(a, 3))
row("sqrt", "N -> float", "math.sqrt(_0)", 7, "root square hypotenuse distance", evaluate=math.sqrt)
row("isqrt", "int -> int", "math.isqrt(_0)", 8, "root square integer", evaluate=math.isqrt)
row("round", "N -> int", "round(_0)", 7, "round nearest rounded", evaluate=round)
row("round_to", "N, int -> N", "round(_0, _1)", 7, "round decimals places digits rounded",
    evaluate=lambda a, n: round(a, n) if -20 < n < 20 else _refuse())
row("to_int", "N -> int", "int(_0)", 7, "integer truncate whole", evaluate=int)
row("floor", "float -> int", "math.floor(_0)", 8, "floor down lower", evaluate=math.floor)
row("ceil", "N -> int", "math.ceil(_0)", 8, "ceiling up ceil upper minimum number needed", evaluate=math.ceil)
row("to_float", "int -> float", "float(_0)", 8, "float decimal", evaluate=float)
row("min2", "N, N -> N", "min(_0, _1)", 6, "minimum smaller smallest least lower at most min", evaluate=min,
    commutative=True)
row("max2", "N, N -> N", "max(_0, _1)", 6, "maximum larger largest greatest upper at least max bigger",
    evaluate=max, commutative=True)
row("gcd", "int, int -> int", "math.gcd(_0, _1)", 7.5, "gcd greatest common divisor factor hcf",
    evaluate=math.gcd, commutative=True)
row("lcm", "int, int -> int", "math.lcm(_0, _1)", 8, "lcm least common multiple", evaluate=lambda a, b: math.lcm(a, b) if max(abs(a), abs(b)) < 10**40 else _refuse(),
    commutative=True)
row("comb", "int, int -> int", "math.comb(_0, _1)", 8.5, "binomial combination choose coefficient",
    evaluate=lambda n, k: math.comb(n, k) if n < 300 else _refuse())
row("bit_and", "int, int -> int", "_0 & _1", 7.5, "bit bits and bitwise", evaluate=operator.and_, commutative=True)
row("bit_or", "int, int -> int", "_0 | _1", 8, "bit bits or bitwise set", evaluate=operator.or_, commutative=True)
row("bit_xor", "int, int -> int", "_0 ^ _1", 7.5, "bit bits xor bitwise toggle exclusive differ odd occurrence",
    evaluate=operator.xor, commutative=True)
row("shift_left", "int, int -> int", "_0 << _1", 8, "bit bits shift left", evaluate=_shift)
row("shift_right", "int, int -> int", "_0 >> _1", 8, "bit bits shift right", evaluate=operator.rshift)
row("log", "N -> float", "math.log(_0)", 9, "logarithm log natural", evaluate=math.log)
row("log2", "N -> float", "math.log2(_0)", 9, "logarithm log bits power two", evaluate=math.log2)
row("log10", "N -> float", "math.log10(_0)", 9, "logarithm digits ten", evaluate=math.log10)
row("sin", "N -> float", "math.sin(_0)", 9.5, "sine angle", evaluate=math.sin)
row("cos", "N -> float", "math.cos(_0)", 9.5, "cosine angle", evaluate=math.cos)
row("tan", "N -> float", "math.tan(_0)", 9.5, "tangent angle polygon", evaluate=math.tan)
row("radians", "N -> float", "math.radians(_0)", 9.5, "radians degrees angle", evaluate=math.radians)
row("degrees", "N -> float", "math.degrees(_0)", 9.5, "degrees radians angle", evaluate=math.degrees)
row("hypot", "N, M -> float", "math.hypot(_0, _1)", 9, "hypotenuse distance triangle", evaluate=math.hypot,
    commutative=True)

row("lt", "C, C -> bool", "_0 < _1", 5, "less smaller below under before lower", evaluate=operator.lt)
row("le", "C, C -> bool", "_0 <= _1", 5.5, "less smaller at most up maximum within upto", evaluate=operator.le)
row("eq", "A, A -> bool", "_0 == _1", 4.5, "equal same equals identical is match check", evaluate=operator.eq,
    commutative=True)
row("ne", "A, A -> bool", "_0 != _1", 5.5, "different not unequal except other than without", evaluate=operator.ne,
    commutative=True)
row("between", "C, C, C -> bool", "_1 <= _0 <= _2", 7, "range between within in inside limits",
    evaluate=lambda x, low, high: low <= x <= high)
row("is_even", "int -> bool", "_0 % 2 == 0", 5, "even parity", evaluate=lambda n: n % 2 == 0)
row("is_odd", "int -> bool", "_0 % 2 == 1", 5, "odd parity", evaluate=lambda n: n % 2 == 1)
row("divides", "int, int -> bool", "_0 % _1 == 0", 6, "divisible multiple divide factor",
    evaluate=lambda a, b: a % b == 0)
row("is_positive", "N -> bool", "_0 > 0", 6, "positive greater", evaluate=lambda n: n > 0)
row("is_negative", "N -> bool", "_0 < 0", 6, "negative less", evaluate=lambda n: n < 0)


def _refuse() -> int:
    raise OutOfRange("binomial")
