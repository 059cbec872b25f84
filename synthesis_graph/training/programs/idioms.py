"""How people put operations together: idioms of Python as a weighted grammar of texts.

A symbol in angle brackets is replaced by one of its lines, at random by weight, `$name` is a parameter of the role of
that name, and `<c>` a small number. Exploring finds the cheapest program of each behaviour, which is seldom the one that people
write; these are the ones they do: something of the elements of a source that meet a condition. Knows texts only; what is
no program of the language at the types of its parameters is dropped by `idiomatic`.
"""

from __future__ import annotations

Lines = tuple[tuple[float, str], ...]

ROLES: dict[str, str] = {
    "xs": "list[int]", "ys": "list[int]", "zs": "list[int]", "ws": "list[str]", "vs": "list[str]", "u": "tuple[int, ...]",
    "v": "tuple[int, ...]", "ps": "list[tuple[int, int]]", "qs": "list[tuple[str, int]]", "rows": "list[list[int]]",
    "ts": "list[tuple[int, ...]]", "d": "dict[str, int]", "s": "str", "t": "str", "n": "int", "m": "int", "k": "int",
    "a": "int", "b": "int", "f": "float", "g": "float",
}  # fmt: skip
"""The type of each role. `n` counts, `a` is below `b`, `k` and `t` hang on what stands before them."""

CONSTANTS = (2, 2, 2, 3, 3, 4, 5, 10, 1, 0)

GRAMMAR: dict[str, Lines] = {
    "program": (
        (30, "<of ints>"), (20, "<of words>"), (13, "<of pairs>"), (8, "<of rows>"), (9, "<of text>"), (9, "<number>"),
        (5, "<of mapping>"), (6, "<choice>"), (3, "<of two>"),
    ),
    # -- elements that are integers ------------------------------------------------------------------------------------
    "ints": (
        (8, "$xs"), (1.5, "$u"), (1, "range($n)"), (2.5, "range(1, $n + 1)"), (2.5, "range($a, $b + 1)"), (1, "range($a, $b)"),
        (0.4, "range(2, $n)"), (0.3, "range(2, $n + 1)"), (0.5, "$xs[1:]"), (0.4, "$xs[:$k]"), (0.3, "$xs[$k:]"), (0.3, "$xs[0::2]"),
        (0.4, "sorted($xs)"), (0.6, "set($xs)"), (0.5, "$xs + $ys"), (0.6, "digits($n)"), (0.5, "divisors($n)"),
        (0.3, "[x_ for x_ in $xs if <int is>]"),
    ),
    "int is": (
        (3, "x_ % 2 == 0"), (3, "x_ % 2 == 1"), (2, "x_ > <edge>"), (1.6, "x_ < <edge>"), (0.7, "x_ >= <edge>"), (0.7, "x_ <= <edge>"),
        (1, "x_ == <edge>"), (1, "x_ != <edge>"), (1.2, "x_ % <edge> == 0"), (0.7, "x_ % <edge> != 0"), (1, "x_ > 0"), (1, "x_ < 0"),
        (0.9, "x_ in $ys"), (0.9, "x_ not in $ys"), (1.2, "is_prime(x_)"), (0.9, "is_square(x_)"), (0.4, "not is_prime(x_)"),
        (0.4, "str(x_) == str(x_)[::-1]"), (0.3, "x_ > sum($xs) / len($xs)"), (0.4, "$xs.count(x_) == 1"), (0.4, "$xs.count(x_) > 1"),
        (0.5, "x_ % 2 == 0 and x_ > <edge>"), (0.4, "x_ % <c> == 0 and x_ % <c> == 0"), (0.4, "x_ % <c> == 0 or x_ % <c> == 0"),
        (0.3, "digit_sum(x_) % 2 == 0"),
    ),
    "edge": ((2, "$k"), (1, "<c>")),
    "int made": (
        (2, "x_ * x_"), (1, "x_ ** 3"), (0.8, "x_ ** 4"), (0.6, "x_ ** <c>"), (0.8, "x_ ** $k"), (1.4, "2 * x_"), (0.7, "x_ * <c>"),
        (1, "x_ + 1"), (0.8, "x_ - 1"), (1, "x_ * $k"), (1, "x_ + $k"), (0.4, "x_ - $k"), (0.9, "abs(x_)"), (0.5, "x_ % 10"),
        (0.5, "(2 * x_) ** <c>"), (0.6, "(2 * x_ - 1) ** <c>"), (0.5, "2 * x_ - 1"), (0.4, "2 * x_ + 1"), (0.5, "x_ // 2"), (0.4, "-x_"),
        (0.4, "x_ * (x_ + 1)"), (0.4, "x_ % $k"), (0.3, "x_ // $k"), (0.4, "digit_sum(x_)"), (0.3, "$xs.count(x_)"),
        (0.3, "max(x_, $k)"), (0.3, "min(x_, $k)"),
    ),
    "int shown": ((5, "<int made>"), (1, "str(x_)"), (0.4, "(x_, <int made>)"), (0.4, "x_ / <c>"), (0.4, "<int made> if <int is> else x_")),
    "chosen ints": ((4, "[x_ for x_ in <ints> if <int is>]"), (1, "<ints>"), (1, "[<int made> for x_ in <ints>]")),
    "of ints": (
        (4, "[x_ for x_ in <ints> if <int is>]"), (3, "[<int shown> for x_ in <ints>]"), (2, "[<int shown> for x_ in <ints> if <int is>]"),
        (3, "sum([x_ for x_ in <ints> if <int is>])"), (3, "sum(<int made> for x_ in <ints>)"), (1.5, "sum(<int made> for x_ in <ints> if <int is>)"),
        (3, "sum(1 for x_ in <ints> if <int is>)"), (2, "all(<int is> for x_ in <ints>)"), (1.6, "any(<int is> for x_ in <ints>)"),
        (1, "max([x_ for x_ in <ints> if <int is>])"), (1, "min([x_ for x_ in <ints> if <int is>])"),
        (0.6, "max(<int made> for x_ in <ints>)"), (0.5, "min(<int made> for x_ in <ints>)"), (1.2, "next(x_ for x_ in <ints> if <int is>)"),
        (0.8, "sorted([x_ for x_ in <ints> if <int is>])"), (0.8, "sorted(<ints>, key=lambda x_: <int made>)"),
        (0.8, "math.prod([x_ for x_ in <ints> if <int is>])"), (0.8, "mean(<chosen ints>)"), (0.6, "len(set(<chosen ints>))"), (0.5, "tuple(x_ for x_ in $u if <int is>)"),
        (0.5, "tuple(<int made> for x_ in $u)"), (0.5, "tuple([x_ for x_ in <ints> if <int is>])"), (0.7, "{x_: <int made> for x_ in <ints>}"),
        (0.5, "max(<chosen ints>) - min(<chosen ints>)"), (0.4, "sum(<chosen ints>) % <c>"), (0.4, "sum(<chosen ints>) == $k"),
        (0.5, "[x_ for x_ in <ints> if <int is>][-1]"), (0.4, "[x_ for x_ in <ints> if <int is>][:$k]"), (0.4, "max(<ints>, key=lambda x_: <int made>)"),
        (0.6, "sum([x_ for x_ in $xs if <int is>]) - sum([x_ for x_ in $xs if <int is>])"), (0.5, "next(x_ for x_ in $xs if <int is>) - next(x_ for x_ in $xs if <int is>)"),
        (0.4, "next(x_ for x_ in $xs if <int is>) * next(x_ for x_ in $xs if <int is>)"), (0.4, "next(x_ for x_ in $xs if <int is>) + next(x_ for x_ in $xs if <int is>)"),
        (0.5, "[x_ for x_ in $xs if <int is>] + [x_ for x_ in $xs if <int is>]"), (1.2, "<ordered>"), (0.5, "''.join([str(x_) for x_ in <ints>])"),
        (0.5, "int(''.join([str(x_) for x_ in $xs]))"), (0.4, "' '.join([str(x_) for x_ in <ints>])"), (0.4, "len(<chosen ints>) > <c>"),
    ),
    "ordered": (
        (1, "sorted(set($xs))[<c>]"), (1, "sorted(set($xs))[-<c>]"), (1, "sorted($xs)[:$k]"), (0.8, "sorted($xs)[-$k:]"), (0.8, "sorted($xs)[$k - 1]"),
        (0.8, "sum(sorted($xs)[:$k])"), (0.6, "sorted($xs)[0] + sorted($xs)[-1]"), (0.8, "$xs[0] + $xs[-1]"), (0.6, "$xs[:$k] + $xs[$k + 1:]"),
        (0.8, "$xs[$k:] + $xs[:$k]"), (0.6, "$xs[::-1][:$k]"), (0.6, "len($xs) == len(set($xs))"), (0.7, "$xs == sorted($xs)"), (0.6, "$xs == $xs[::-1]"),
        (0.5, "sum($xs) / len($xs)"), (0.6, "max($xs) - min($xs)"), (0.6, "sum($xs[:$k])"), (0.5, "[min($xs), max($xs)]"), (0.5, "(min($xs), max($xs))"),
        (0.5, "sorted($xs + $ys)"), (0.5, "sorted($xs)[len($xs) // 2]"), (0.5, "median($xs + $ys)"), (0.5, "$xs.count(max($xs))"),
        (0.6, "$xs[1:] + $xs[:1]"), (0.6, "[$xs[0]] + $xs"), (0.6, "$xs[:$k] + [$m] + $xs[$k:]"), (0.5, "$xs[:-1] + [$m]"), (0.5, "$xs.index(max($xs))"),
    ),
    "of two": (
        (1, "[x_ for x_ in $xs if x_ in $ys]"), (1, "[x_ for x_ in $xs if x_ not in $ys]"), (0.7, "sorted(set($xs) & set($ys))"), (0.7, "sorted(set($xs) | set($ys))"),
        (0.6, "tuple(set($u) & set($v))"), (0.6, "all(x_ in $ys for x_ in $xs)"), (0.5, "any(x_ in $ys for x_ in $xs)"), (0.5, "sum(1 for x_ in $xs if x_ in $ys)"),
        (0.5, "set($xs) == set($ys)"), (0.5, "sorted($xs) == sorted($ys)"), (0.6, "sum($xs) - sum($ys)"), (0.4, "max(sum($xs), sum($ys))"),
        (0.4, "tuple(sorted($u + $v))"), (0.4, "len(set($xs) & set($ys))"), (0.4, "sorted(set($xs) - set($ys)) + sorted(set($ys) - set($xs))"),
    ),
    # -- elements that are texts ---------------------------------------------------------------------------------------
    "words": ((5, "$ws"), (4, "$s.split()"), (0.5, "$s.split(',')"), (0.4, "$ws[1:]"), (0.4, "sorted($ws)"), (0.5, "list($d)")),
    "word is": (
        (2, "len(w_) > <edge>"), (1.2, "len(w_) < <edge>"), (2, "len(w_) == <edge>"), (1.5, "len(w_) != <edge>"), (0.7, "len(w_) >= <edge>"),
        (1, "w_.startswith($t)"), (0.8, "w_.endswith($t)"), (1.2, "$t in w_"), (1.2, "$t not in w_"), (1, "w_ == w_[::-1]"),
        (1, "w_[0].isupper()"), (1, "w_[0].islower()"), (0.8, "w_[0] == $t"), (0.5, "w_[-1] == $t"), (0.5, "w_.isupper()"), (0.5, "w_.islower()"),
        (0.7, "w_.isdigit()"), (0.5, "w_.isalpha()"), (0.8, "len(w_) % 2 == 0"), (0.8, "len(w_) % 2 == 1"), (0.6, "w_ in $vs"), (0.8, "w_ not in $vs"),
        (0.7, "w_ != $t"), (0.5, "w_ == $t"), (0.6, "w_[0] in 'aeiou'"), (0.4, "w_[0] == w_[-1]"), (0.4, "not w_.startswith($t)"), (0.4, "not w_.isdigit()"),
    ),
    "word made": (
        (1.5, "w_.upper()"), (1, "w_.lower()"), (1.2, "w_.capitalize()"), (2, "w_[::-1]"), (1, "w_[0]"), (0.7, "w_[-1]"), (0.7, "w_ + $t"), (0.7, "$t + w_"),
        (0.6, "w_[1:]"), (0.5, "w_[:-1]"), (0.7, "w_[:<edge>]"), (0.8, "w_.replace($t, '')"), (0.6, "w_.strip()"), (0.4, "w_ * <edge>"), (0.4, "w_.title()"),
        (0.4, "''.join(sorted(w_))"), (0.4, "w_[0].upper() + w_[1:]"), (0.4, "w_.upper() if <word is> else w_"), (0.4, "w_[::-1] if <word is> else w_"),
    ),
    "word number": ((3, "len(w_)"), (1, "w_.count($t)"), (0.5, "int(w_)"), (0.4, "ord(w_[0])"), (0.4, "len(set(w_))")),
    "of words": (
        (4, "[w_ for w_ in <words> if <word is>]"), (3, "[<word made> for w_ in <words>]"), (2, "[<word number> for w_ in <words>]"),
        (1.2, "[<word made> for w_ in <words> if <word is>]"), (4, "' '.join([w_ for w_ in $s.split() if <word is>])"), (4, "' '.join([<word made> for w_ in $s.split()])"),
        (1, "''.join([<word made> for w_ in <words>])"), (2, "sum(1 for w_ in <words> if <word is>)"), (1.2, "sum(<word number> for w_ in <words>)"),
        (1.4, "sum(<word number> for w_ in <words> if <word is>)"), (0.8, "all(<word is> for w_ in <words>)"), (0.8, "any(<word is> for w_ in <words>)"),
        (1, "max(<words>, key=lambda w_: <word number>)"), (0.7, "min(<words>, key=lambda w_: <word number>)"), (0.6, "max(<word number> for w_ in <words>)"),
        (0.5, "min(<word number> for w_ in <words>)"), (1, "sorted(<words>, key=lambda w_: <word number>)"), (0.6, "sorted(<words>, key=lambda w_: <word made>)"),
        (0.6, "next(w_ for w_ in <words> if <word is>)"), (0.6, "{w_: <word number> for w_ in <words>}"), (0.6, "' '.join($s.split()[::-1])"), (0.5, "' '.join(sorted($s.split()))"),
        (0.4, "$t.join($ws)"), (0.4, "len($s.split())"), (0.4, "len(set(<words>))"), (0.4, "''.join([w_ for w_ in <words> if <word is>])"), (0.4, "', '.join(<words>)"),
        (0.3, "' '.join([w_ for w_ in $s.split() if <word is>][::-1])"), (0.4, "len(''.join([w_ for w_ in <words> if <word is>]))"),
    ),
    "char is": (
        (1.4, "c_.isdigit()"), (1, "c_.isalpha()"), (1.2, "c_.isupper()"), (1, "c_.islower()"), (0.6, "c_.isspace()"), (0.7, "not c_.isspace()"),
        (0.6, "c_.isalnum()"), (1.2, "c_ in $t"), (1.2, "c_ not in $t"), (1, "c_ == $t"), (1, "c_ != $t"), (1.4, "c_ in 'aeiouAEIOU'"),
        (1.2, "c_ not in 'aeiouAEIOU'"), (0.8, "$s.count(c_) == 1"), (0.8, "$s.count(c_) > 1"), (0.5, "not c_.isdigit()"), (0.5, "not c_.isalpha()"),
        (0.4, "$s.count(c_) == $k"),
    ),
    "char made": (
        (1, "c_.upper()"), (0.8, "c_.lower()"), (1, "c_ * 2"), (0.6, "c_.swapcase()"), (0.6, "c_ + $t"), (0.6, "$t if <char is> else c_"),
        (0.5, "'' if <char is> else c_"), (0.5, "c_.upper() if <char is> else c_"), (0.4, "c_ * <edge>"),
    ),
    "of text": (
        (3, "''.join([c_ for c_ in $s if <char is>])"), (2, "''.join(<char made> for c_ in $s)"), (3, "sum(1 for c_ in $s if <char is>)"),
        (1.2, "any(<char is> for c_ in $s)"), (1.2, "all(<char is> for c_ in $s)"), (0.8, "[c_ for c_ in $s if <char is>]"), (0.7, "[ord(c_) for c_ in $s]"),
        (0.7, "sum(int(c_) for c_ in $s)"), (0.5, "sum(int(c_) for c_ in $s if c_.isdigit())"), (0.7, "{c_: $s.count(c_) for c_ in $s}"), (0.7, "next(c_ for c_ in $s if <char is>)"),
        (0.6, "max($s, key=lambda c_: $s.count(c_))"), (0.6, "$t in $s[1:-1]"), (0.5, "$s[0] == $s[-1]"), (0.6, "$s[0] + $s[-1]"), (0.6, "$s[1:-1]"),
        (0.6, "$s[:$k] + $s[$k + 1:]"), (0.6, "$s[$k:] + $s[:$k]"), (0.5, "$s[:$k] + $t + $s[$k:]"), (0.5, "''.join(sorted(set($s)))"), (0.5, "len(set($s))"),
        (0.5, "$s[::-1] == $s"), (0.5, "$s.lower() == $s.lower()[::-1]"), (0.4, "$s.count($t) > <c>"), (0.4, "sorted($s) == sorted($t)"),
        (0.5, "$s.replace($t, '')"), (0.4, "$s.replace(' ', '_')"), (0.4, "$s[0::2]"), (0.4, "$s[-$k:]"), (0.4, "$s[0].upper() + $s[1:]"), (0.4, "$s.startswith($t) and $s.endswith($t)"),
        (0.4, "sum(1 for c_ in $s if <char is>) == sum(1 for c_ in $s if <char is>)"), (0.4, "$s[len($s) // 2]"), (0.4, "len($s) > $k"), (0.4, "$s.split($t)[-1]"),
    ),
    # -- pairs ---------------------------------------------------------------------------------------------------------
    "pairs": ((3, "zip($xs, $ys)"), (2.5, "zip($u, $v)"), (2.5, "zip($xs, $xs[1:])"), (2, "$ps"), (1, "pairs($xs)"), (0.5, "zip($u, $u[1:])"), (0.5, "zip(sorted($xs), sorted($ys))")),
    "pair is": (
        (2, "a_ < b_"), (2, "a_ > b_"), (2, "a_ == b_"), (1.5, "a_ != b_"), (1, "a_ <= b_"), (1, "a_ >= b_"), (0.8, "a_ % 2 == b_ % 2"), (0.5, "b_ % a_ == 0"), (0.8, "a_ + b_ == $k"),
        (0.6, "(a_ + b_) % 2 == 0"), (0.5, "a_ > $k"), (0.5, "b_ > $k"), (0.5, "abs(a_ - b_) == $k"), (0.4, "abs(a_ - b_) <= $k"),
    ),
    "pair made": (
        (2, "a_ * b_"), (2, "a_ + b_"), (1.6, "abs(a_ - b_)"), (1.5, "a_ - b_"), (0.8, "b_ - a_"), (1, "max(a_, b_)"), (1, "min(a_, b_)"), (0.7, "a_"), (0.8, "b_"), (0.6, "a_ % b_"),
        (0.5, "a_ // b_"), (0.5, "a_ ** b_"), (0.4, "a_ / b_"), (0.4, "a_ ^ b_"), (0.3, "a_ * a_ + b_ * b_"),
    ),
    "pair shown": ((5, "<pair made>"), (0.8, "(b_, a_)"), (0.5, "(a_, <pair made>)"), (0.5, "[a_, b_]")),
    "of pairs": (
        (3, "[<pair shown> for a_, b_ in <pairs>]"), (2, "all(<pair is> for a_, b_ in <pairs>)"), (1.2, "any(<pair is> for a_, b_ in <pairs>)"), (2, "sum(<pair made> for a_, b_ in <pairs>)"), (0.8, "sum(<pair made> for a_, b_ in <pairs> if <pair is>)"),
        (2, "sum(1 for a_, b_ in <pairs> if <pair is>)"), (0.8, "max(<pair made> for a_, b_ in <pairs>)"), (0.8, "min(<pair made> for a_, b_ in <pairs>)"), (1, "[<pair shown> for a_, b_ in <pairs> if <pair is>]"),
        (1.4, "tuple(<pair made> for a_, b_ in zip($u, $v))"), (0.8, "tuple(<pair made> for a_, b_ in zip($u, $u[1:]))"), (1, "[(a_, b_) for a_, b_ in $ps if <pair is>]"), (0.6, "dict(<pairs>)"),
        (1, "sorted($ps, key=lambda p_: p_[1])"), (0.6, "max($ps, key=lambda p_: p_[1])"), (0.6, "min($ps, key=lambda p_: p_[0])"), (0.5, "sorted($qs, key=lambda p_: p_[1])"), (0.5, "[p_[0] for p_ in $qs]"),
        (0.4, "[p_[1] for p_ in $qs]"), (0.4, "max($qs, key=lambda p_: p_[1])[0]"), (0.4, "sum(p_[1] for p_ in $qs)"), (0.6, "[<triple made> for x_, y_, z_ in zip($xs, $ys, $zs)]"),
        (0.5, "[x_ for x_, y_, z_ in zip($xs, $ys, $zs) if <triple is>]"), (0.2, "all(<triple is> for x_, y_, z_ in zip($xs, $ys, $zs))"), (2, "<of places>"),
    ),
    "triple made": ((2, "x_ + y_ + z_"), (1, "x_ * y_ * z_"), (1, "max(max(x_, y_), z_)"), (0.6, "min(min(x_, y_), z_)"), (0.6, "x_ + y_ - z_"), (0.5, "(x_, y_, z_)"), (0.5, "[x_, y_, z_]")),
    "triple is": ((2, "x_ == y_ and y_ == z_"), (0.6, "x_ < y_ and y_ < z_"), (0.6, "x_ + y_ == z_"), (0.4, "x_ != y_ and y_ != z_")),
    "of places": (
        (1, "all(b_ % 2 == a_ % 2 for a_, b_ in enumerate($xs))"), (1, "[b_ for a_, b_ in enumerate($xs) if a_ % 2 == <c>]"), (1, "sum([b_ for a_, b_ in enumerate($xs) if a_ % 2 == <c>])"),
        (0.7, "[a_ for a_, b_ in enumerate($xs) if b_ == $k]"), (0.7, "[a_ for a_, b_ in enumerate($xs) if b_ > $k]"), (0.6, "[a_ * b_ for a_, b_ in enumerate($xs)]"), (0.6, "sum(a_ * b_ for a_, b_ in enumerate($xs))"),
        (0.6, "[b_ for a_, b_ in enumerate($xs) if a_ != $k]"), (0.6, "[b_ for a_, b_ in enumerate($xs) if a_ == b_]"), (0.6, "sum(1 for a_, b_ in enumerate($xs) if a_ == b_)"),
        (0.5, "[a_ for a_, b_ in enumerate($xs) if b_ % 2 == 0]"), (0.5, "''.join(c_.upper() if i_ % 2 == 0 else c_ for i_, c_ in enumerate($s))"), (0.5, "''.join([b_ for a_, b_ in enumerate($s) if a_ % 2 == <c>])"),
        (0.5, "[b_ + a_ for a_, b_ in enumerate($xs)]"), (0.5, "[b_ for a_, b_ in enumerate($xs) if a_ % $k == 0]"), (0.4, "all(b_ % 2 == 0 for b_ in $xs[0::2])"), (0.4, "all(b_ % 2 == 1 for b_ in $xs[1::2])"),
    ),
    # -- rows ----------------------------------------------------------------------------------------------------------
    "rows": ((4, "$rows"), (1.5, "transpose($rows)"), (1.5, "$ts"), (0.4, "transpose($ts)")),
    "row number": ((3, "sum(r_)"), (1.5, "max(r_)"), (1, "min(r_)"), (1.5, "len(r_)"), (1, "r_[0]"), (0.8, "r_[-1]"), (1, "r_[$k]"), (1, "mean(r_)"), (0.4, "math.prod(r_)"), (0.4, "max(r_) - min(r_)"), (0.4, "len(set(r_))")),
    "row made": ((3, "<row number>"), (0.8, "sorted(r_)"), (0.8, "r_[::-1]"), (0.5, "r_[1:]"), (0.4, "[2 * x_ for x_ in r_]"), (0.4, "[x_ for x_ in r_ if <int is>]"), (0.3, "set(r_)")),
    "row is": ((1, "len(r_) == $k"), (1, "len(r_) > $k"), (0.8, "sum(r_) > $k"), (0.8, "$k in r_"), (0.8, "$k not in r_"), (0.6, "all(<int is> for x_ in r_)"), (0.5, "any(<int is> for x_ in r_)"), (0.4, "r_[0] == $k"), (0.4, "r_ == sorted(r_)")),
    "of rows": (
        (3, "[<row made> for r_ in <rows>]"), (1.2, "sum(<row number> for r_ in <rows>)"), (1.2, "max(<row number> for r_ in <rows>)"), (0.8, "min(<row number> for r_ in <rows>)"), (1.4, "max(<rows>, key=lambda r_: <row number>)"),
        (0.8, "min(<rows>, key=lambda r_: <row number>)"), (1.4, "sorted(<rows>, key=lambda r_: <row number>)"), (1.4, "[r_ for r_ in <rows> if <row is>]"), (0.8, "sum(1 for r_ in <rows> if <row is>)"), (0.6, "all(<row is> for r_ in <rows>)"),
        (0.6, "sum(flatten($rows))"), (0.5, "[x_ for x_ in flatten($rows) if <int is>]"), (0.5, "sorted(set(flatten($rows)))"), (0.5, "max(flatten($rows))"), (0.4, "len(flatten($rows))"), (0.4, "[(len(r_), r_) for r_ in $rows]"),
        (0.4, "(max(len(r_) for r_ in $rows), max($rows, key=lambda r_: len(r_)))"), (0.4, "sum(max(r_) for r_ in <rows>)"), (0.3, "[tuple(sorted(r_)) for r_ in $ts]"),
    ),
    # -- mappings ------------------------------------------------------------------------------------------------------
    "of mapping": (
        (1.5, "{a_: b_ for a_, b_ in $d.items() if b_ > $k}"), (0.7, "{a_: b_ for a_, b_ in $d.items() if b_ == $k}"), (0.7, "{a_: b_ for a_, b_ in $d.items() if len(a_) > $k}"), (1, "[a_ for a_, b_ in $d.items() if b_ == $k]"), (1, "[a_ for a_, b_ in $d.items() if b_ > $k]"), (1, "sum($d.values())"), (1, "max($d, key=lambda w_: $d[w_])"),
        (0.8, "sorted($d.items(), key=lambda p_: p_[1])"), (0.6, "max($d.values())"), (0.6, "sorted($d)"), (0.6, "sorted($d.values())"), (0.5, "[b_ for a_, b_ in $d.items() if len(a_) > $k]"), (0.5, "sum(1 for x_ in $d.values() if <int is>)"),
        (0.5, "all(x_ == $k for x_ in $d.values())"), (0.5, "[x_ for x_ in $d.values() if <int is>]"), (0.5, "sum([x_ for x_ in $d.values() if <int is>])"), (0.4, "len(set($d.values()))"), (0.4, "[(b_, a_) for a_, b_ in $d.items()]"),
        (0.4, "{x_: $xs.count(x_) for x_ in $xs}"), (0.4, "max($xs, key=lambda x_: $xs.count(x_))"), (0.4, "$d.get($t, 0)"), (0.4, "dict(zip($ws, $xs))"), (0.4, "sum(len(w_) for w_ in $d)"),
    ),
    # -- numbers and choices -------------------------------------------------------------------------------------------
    "number": (
        (1.2, "<c> * $n"), (1, "<c> * ($a + $b)"), (1, "$a * $b"), (0.6, "$a * $b / 2"), (0.8, "($a + $b) / 2"), (0.8, "$a * $b - <c>"), (0.8, "($b - $a + 1) ** <c>"), (0.8, "$n * ($n + 1) // 2"), (0.6, "$n * ($n - 1) // 2"),
        (0.8, "$n ** <c>"), (0.6, "$n * $n * $n"), (0.6, "$n % 10"), (0.5, "$n // 10"), (0.5, "$a * $b // math.gcd($a, $b)"), (0.5, "factorial($n) % <c>"), (0.6, "$n * (<c> * $n - <c>)"), (0.6, "$n * (<c> * $n - <c>) // 2"),
        (0.6, "$n * (<c> * $n + <c>)"), (0.4, "$a * $b * $k"), (0.4, "2 * ($a * $b + $b * $k + $a * $k)"), (0.4, "$a + ($n - 1) * $b"), (0.4, "2 ** $n - 1"), (0.4, "2 ** $n"), (0.4, "math.comb($n, <c>)"), (0.5, "$f * $g"),
        (0.4, "<c> * $f"), (0.4, "$f * $f * <c>"), (0.4, "math.sqrt($a * $a + $b * $b)"), (0.4, "int(str($n)[::-1])"), (0.4, "str($n)[0]"), (0.4, "int(str($n)[0])"), (0.4, "count_set_bits($n)"), (0.5, "max(digits($n))"),
        (0.5, "sum(digits($n)) % <c> == 0"), (0.5, "$n % sum(digits($n)) == 0"), (0.5, "$n % <c> == 0 and $n % <c> == 0"), (0.4, "$a % 2 == $b % 2"), (0.4, "$a == $b or $a + $b == $k"), (0.4, "len(divisors($n)) % 2 == 0"),
        (0.4, "max(max($a, $b), $k)"), (0.4, "$a ^ $b"), (0.4, "count_set_bits($a ^ $b)"), (0.4, "count_set_bits($a ^ $b) == 1"), (0.4, "$n & ($n - 1)"), (0.4, "$n & 1"), (0.3, "$n >> <c>"), (0.3, "$n << <c>"),
        (0.4, "($a + $b + $k) / 3"), (0.4, "abs($a - $b)"), (0.4, "$b - $a + 1"), (0.4, "math.isqrt($n) ** 2"), (0.4, "($a * $b) % $k"), (0.4, "$a ** $k % $b"),
    ),
    "label": ((3, "'Yes' if <test> else 'No'"), (2, "'Even' if <test> else 'Odd'"), (0.8, "'Valid' if <test> else 'Invalid'"), (0.8, "'Found' if <test> else 'Not found'"), (0.8, "'Equal' if <test> else 'Not Equal'"), (0.6, "1 if <test> else 0"), (0.6, "'True' if <test> else 'False'")),
    "test": (
        (2, "$n % 2 == 0"), (1, "$a == $b"), (1, "$a > $b"), (1, "$n % <c> == 0"), (1, "len(divisors($n)) % 2 == 0"), (1, "is_prime($n)"), (1, "sum($xs) % 2 == 0"), (1, "all(<int is> for x_ in $xs)"), (1, "any(<int is> for x_ in $xs)"),
        (1, "$xs == sorted($xs)"), (0.8, "$s == $s[::-1]"), (0.8, "len($s) % 2 == 0"), (0.8, "$t in $s"), (0.6, "sum(1 for c_ in $s if <char is>) % 2 == 0"), (0.6, "len($xs) == len(set($xs))"), (0.6, "digit_sum($n) % 2 == 0"), (0.5, "$a % $b == 0"), (0.5, "$a == $k"),
    ),
    "choice": (
        (5, "<label>"), (0.6, "$n if $n > 0 else 0"), (0.6, "$a - $b if $a > $b else $b - $a"), (0.6, "$n // 2 if $n % 2 == 0 else 3 * $n + 1"),
        (0.5, "$s.upper() if len($s) > $k else $s"), (0.5, "$s if <test> else $s[::-1]"), (0.5, "$xs[::-1] if len($xs) % 2 == 0 else $xs"), (0.5, "$xs.index($k) if $k in $xs else -1"), (0.5, "$a if $a > $b else $b"),
    ),
}  # fmt: skip
"""The lines of each symbol, with their weights; the first symbol is `program`."""
