"""Number literals as a small automaton over bytes. Knows nothing of what stands around a number."""

from __future__ import annotations

_DIGITS = "0123456789"
_HEX = _DIGITS + "abcdefABCDEF"

# state: (bytes that lead on → next state). A state with `_` at its end has just read an underscore: a digit must follow.
_MOVES: dict[str, tuple[tuple[str, str], ...]] = {
    "zero": (("0", "zero"), ("123456789", "lead"), ("_", "zero_"), (".", "point"), ("eE", "e"), ("jJ", "imag"),
             ("xX", "x"), ("oO", "o"), ("bB", "b")),
    "zeros": (("0", "zeros"), ("123456789", "lead"), ("_", "zero_"), (".", "point"), ("eE", "e"), ("jJ", "imag")),
    "zero_": (("0", "zeros"), ("123456789", "lead")),
    "lead": ((_DIGITS, "lead"), ("_", "lead_"), (".", "point"), ("eE", "elead"), ("jJ", "imag")),
    "lead_": ((_DIGITS, "lead"),),
    "dec": ((_DIGITS, "dec"), ("_", "dec_"), (".", "point"), ("eE", "e"), ("jJ", "imag")),
    "dec_": ((_DIGITS, "dec"),),
    "point": ((_DIGITS, "frac"), ("eE", "e"), ("jJ", "imag")),
    "frac": ((_DIGITS, "frac"), ("_", "frac_"), ("eE", "e"), ("jJ", "imag")),
    "frac_": ((_DIGITS, "frac"),),
    "e": ((_DIGITS, "exp"), ("+-", "esign")),
    "elead": ((_DIGITS, "exp"), ("+-", "esign")),
    "esign": ((_DIGITS, "exp"),),
    "exp": ((_DIGITS, "exp"), ("_", "exp_"), ("jJ", "imag")),
    "exp_": ((_DIGITS, "exp"),),
    "x": ((_HEX, "xd"), ("_", "x_")), "xd": ((_HEX, "xd"), ("_", "x_")), "x_": ((_HEX, "xd"),),
    "o": (("01234567", "od"), ("_", "o_")), "od": (("01234567", "od"), ("_", "o_")), "o_": (("01234567", "od"),),
    "b": (("01", "bd"), ("_", "b_")), "bd": (("01", "bd"), ("_", "b_")), "b_": (("01", "bd"),),
    "imag": (),
}  # fmt: skip
_MOVES["zero"] = tuple((c, "zeros" if n == "zero" else n) for c, n in _MOVES["zero"])

MOVES: dict[str, dict[int, str]] = {
    state: {ord(c): target for chars, target in moves for c in chars} for state, moves in _MOVES.items()
}
FINISHED = frozenset("zero zeros dec point frac exp xd od bd imag".split())
"""States in which the number may end. `lead` (08) may not, nor may anything after an underscore."""

ONLY_REAL = frozenset("x xd x_ o od o_ b bd b_".split())
"""States from which no imaginary number can come."""


def first(digit: int) -> str:
    """The state after a number's first digit."""
    return "zero" if digit == ord("0") else "dec"
