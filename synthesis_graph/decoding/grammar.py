"""The grammar of Python 3.10 and later as text, unambiguous and LALR(1); what is an assignment target is in the grammar.

Owns the syntax above the lexer: statements, expressions, patterns, f-string fields. Knows no table and no byte.
`notation` reads it, `lalr` makes tables of it.

How targets are told from expressions without looking ahead: each atom belongs to exactly one kind, and so does each list.
    N name · S attribute or subscript · P one of these in parentheses   (`single`: may stand left of `+=` and `:`)
    L tuple or list of targets without a star (may be deleted) · U the same with a star somewhere
    e_… an expression that is no target, from the level of its operator downwards;  x_… either: a target or such an expression
Lists: `dl` all deletable, `ul` targets, `el` with an expression that is no target; in parentheses the same with a mark
for a star or a walrus at their top (`upl`/`uxl`, `epl`/`exl`), which the items of a `with` must not have.

A line `@3.12 rule: …` holds from that version on, `@<3.12` below it. Quoted words and capitals are terminals.
"""

from __future__ import annotations

STATEMENTS = """
file: stmt* EOF
stmt: simple_line | compound
simple_line: simple (';' simple)* ';'? NEWLINE
block: simple_line | NEWLINE INDENT stmt+ DEDENT
suite: ':' block
fsuite: ':' enter_function block
afsuite: ':' enter_async block
csuite: ':' enter_class block
lsuite: ':' enter_loop block
enter_function:
enter_async:
enter_class:
enter_loop:

simple: expr_stmt | 'pass' | 'break' | 'continue' | del_stmt | return_stmt | raise_stmt | assert_stmt
simple: import_name | import_from | 'global' name (',' name)* | 'nonlocal' name (',' name)*
@3.12 simple: TYPE name type_params? '=' x_expr
expr_stmt: assigned | single augop value | single ':' x_expr ('=' value)?
assigned: tseq | el ','? | yield_expr | tseq '=' assigned
tseq: dl ','? | ul ','?
value: exprs | yield_expr
augop: '+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='
del_stmt: 'del' dl ','?
return_stmt: 'return' exprs?
raise_stmt: 'raise' (x_expr ('from' x_expr)?)?
assert_stmt: 'assert' x_expr (',' x_expr)?
import_name: 'import' dotted_as (',' dotted_as)*
dotted_as: dotted ('as' name)?
dotted: name | dotted '.' name
import_from: 'from' dots? dotted 'import' imported | 'from' dots 'import' imported
dots: ('.' | '...')+
imported: '*' | name_as (',' name_as)* | '(' name_as (',' name_as)* ','? ')'
name_as: name ('as' name)?

compound: if_stmt | while_stmt | for_stmt | 'async' for_stmt | try_stmt | with_stmt | 'async' with_stmt | match_stmt
compound: decorator* (def_stmt | async_def | class_stmt)
decorator: '@' named NEWLINE
if_stmt: 'if' named suite elif_part* else_part?
elif_part: 'elif' named suite
else_part: 'else' suite
while_stmt: 'while' named lsuite else_part?
for_stmt: 'for' targets 'in' exprs lsuite else_part?
try_stmt: 'try' suite (finally_part | except_part+ else_part? finally_part?)
@3.11 try_stmt: 'try' suite except_star+ else_part? finally_part?
except_part: 'except' (x_expr ('as' name)?)? suite
except_star: 'except' '*' x_expr ('as' name)? suite
@3.14 except_part: 'except' x_expr (',' x_expr)+ ','? suite
@3.14 except_star: 'except' '*' x_expr (',' x_expr)+ ','? suite
finally_part: 'finally' suite
with_stmt: 'with' with_item (',' with_item)* suite | 'with' '(' wlist ','? ')' suite
with_item: x_expr ('as' star_target)?
wlist: named_item | (dl | upl | epl) ',' named_item | wlist ',' with_item
named_item: x_expr 'as' star_target
def_stmt: 'def' name type_params? '(' params? ')' ('->' x_expr)? fsuite
async_def: 'async' 'def' name type_params? '(' params? ')' ('->' x_expr)? afsuite
class_stmt: 'class' name type_params? ('(' arguments? ')')? csuite
@3.12 type_params: '[' type_param (',' type_param)* ','? ']'
@3.12 type_param: name (':' x_expr)? | '*' name | '**' name
@3.13 type_param: name (':' x_expr)? '=' x_expr | '*' name '=' (x_expr | '*' x_bor) | '**' name '=' x_expr

match_stmt: MATCH subject ':' NEWLINE INDENT case_part+ DEDENT
subject: named | (named | '*' x_bor) ',' | (named | '*' x_bor) (',' (named | '*' x_bor))+ ','?
case_part: CASE patterns ('if' named)? suite
"""

# `{p}` is empty for `def` and `l_` for `lambda`, whose parameters carry no annotation.
PARAMETERS = """
{p}params: ({p}nd | {p}wd | {p}nds | {p}wds) (',' {p}rest?)? | {p}rest
{p}nd: {p}param | {p}nd ',' {p}param
{p}wd: {p}default | {p}nd ',' {p}default | {p}wd ',' {p}default
{p}nds: {p}nd ',' '/' | {p}nds ',' {p}param
{p}wds: {p}wd ',' '/' | {p}nds ',' {p}default | {p}wds ',' {p}default
{p}rest: {p}starred ','? | {p}starred ',' {p}double ','? | {p}double ','?
{p}starred: '*' {p}variadic | '*' ',' {p}kwonly | {p}starred ',' {p}kwonly
{p}kwonly: {p}param | {p}default
{p}double: '**' {p}param
{p}default: {p}param '=' x_expr
"""

SIGNATURES = """
param: name (':' x_expr)?
variadic: param
@3.11 variadic: name ':' '*' x_bor
l_param: name
l_variadic: name
"""

EXPRESSIONS = """
named: x_expr | walrus
walrus: name ':=' x_expr
exprs: xs ','?
xs: x_expr | '*' x_bor | xs ',' (x_expr | '*' x_bor)
named_xs: named | '*' x_bor | named_xs ',' (named | '*' x_bor)
targets: fl ','?
fl: t | stt | fl ',' (t | stt)
yield_expr: 'yield' 'from' x_expr | 'yield' exprs?
star_target: t | stt

name: NAME | USCORE
single: N | S | P
d: single | L
t: d | U
stt: '*' t
e_star: '*' e_bor
N: name
S: x_prim '.' name | x_prim '[' slices ']'
P: '(' single ')'
L: '(' ')' | '(' L ')' | '(' ltup ')' | '[' ']' | '[' dl ','? ']'
U: '(' U ')' | '(' utup ')' | '[' ul ','? ']'
ltup: dl ',' | dl2
utup: upl ',' | upl2 | uxl ',' | uxl2
etup: epl ',' | epl2 | exl ',' | exl2
generator: named comp_for+

dl: d | dl2
dl2: dl ',' d
ul: U | stt | ul2
ul2: dl ',' (U | stt) | ul ',' (d | U | stt)
el: e_expr | e_star | (dl | ul) ',' (e_expr | e_star) | el ',' (d | U | stt | e_expr | e_star)
nl: e_expr | e_star | walrus | nl2
nl2: (dl | ul) ',' (e_expr | e_star | walrus) | nl ',' (d | U | stt | e_expr | e_star | walrus)
upl: U | upl2
upl2: dl ',' U | upl ',' (d | U)
uxl: stt | uxl2
uxl2: (dl | upl) ',' stt | uxl ',' (d | U | stt)
epl: e_expr | epl2
epl2: (dl | upl) ',' e_expr | epl ',' (d | U | e_expr)
exl: e_star | walrus | exl2
exl2: (dl | upl) ',' (e_star | walrus) | epl ',' (stt | e_star | walrus)
exl2: uxl ',' (e_expr | e_star | walrus) | exl ',' (d | U | stt | e_expr | e_star | walrus)

x_expr: t | e_expr
e_expr: e_or | x_or 'if' x_or 'else' x_expr | 'lambda' l_params? ':' enter_lambda x_expr
enter_lambda:
x_or: t | e_or
e_or: e_and | x_or 'or' x_and
x_and: t | e_and
e_and: e_not | x_and 'and' x_not
x_not: t | e_not
e_not: e_cmp | 'not' x_not
x_cmp: t | e_cmp
e_cmp: e_bor | x_cmp compop x_bor
compop: '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not' 'in' | 'is' | 'is' 'not'
x_bor: t | e_bor
e_bor: e_xor | x_bor '|' x_xor
x_xor: t | e_xor
e_xor: e_band | x_xor '^' x_band
x_band: t | e_band
e_band: e_shift | x_band '&' x_shift
x_shift: t | e_shift
e_shift: e_arith | x_shift ('<<' | '>>') x_arith
x_arith: t | e_arith
e_arith: e_term | x_arith ('+' | '-') x_term
x_term: t | e_term
e_term: e_factor | x_term ('*' | '/' | '//' | '%' | '@') x_factor
x_factor: t | e_factor
e_factor: e_power | ('+' | '-' | '~') x_factor
e_power: e_await | x_await '**' x_factor
x_await: t | e_await
e_await: e_prim | 'await' x_prim
x_prim: t | e_prim
e_prim: atom | x_prim '(' ')' | x_prim '(' arguments ')' | x_prim '(' generator ')'

atom: NUM | IMAG | '...' | 'None' | 'True' | 'False' | strings
atom: '(' e_expr ')' | '(' walrus ')' | '(' yield_expr ')' | '(' etup ')' | '(' generator ')'
atom: '[' nl ','? ']' | '[' generator ']'
atom: '{' '}' | '{' named_xs ','? '}' | '{' generator '}'
atom: '{' pair (',' pair)* ','? '}' | '{' x_expr ':' x_expr comp_for+ '}'
pair: x_expr ':' x_expr | '**' x_bor
comp_for: 'async'? 'for' targets 'in' x_or ('if' x_or)*

arguments: (args_pos | args_kw | args_double) ','?
args_pos: arg | args_pos ',' arg
arg: x_expr | walrus | '*' x_expr
keyword: name '=' x_expr
args_kw: keyword | args_pos ',' keyword | args_kw ',' (keyword | '*' x_expr)
args_double: '**' x_expr | (args_pos | args_kw | args_double) ',' '**' x_expr | args_double ',' keyword

slices: slice | slice ',' | slice (',' slice)+ ','?
slice: named | x_expr? ':' x_expr? (':' x_expr?)?
@3.11 slices: '*' x_expr ','? | '*' x_expr (',' slice_item)+ ','? | slice (',' slice)* ',' '*' x_expr (',' slice_item)* ','?
@3.11 slice_item: slice | '*' x_expr

strings: (STRING | fstring)+ | BYTES+
fstring: FSTART field* FEND
field: FLB field_body FEQ? FCONV? (FCOLON field*)? FRB
@<3.12 field_body: yield_expr | d | U | e_expr | ltup | utup | etup | generator
@3.12 field_body: yield_expr | exprs
@3.14 strings: tstring+
@3.14 tstring: TSTART field* FEND
"""

PATTERNS = """
patterns: pattern | maybe_star ',' | maybe_star (',' maybe_star)+ ','?
maybe_star: pattern | '*' name
pattern: or_pattern ('as' NAME)?
or_pattern: closed | or_pattern '|' closed
closed: literal | name | attribute | '(' pattern ')' | '(' ')' | '(' maybe_star ',' ')' | '(' maybe_star (',' maybe_star)+ ','? ')'
closed: '[' ']' | '[' maybe_star (',' maybe_star)* ','? ']' | mapping | class_pattern
literal: signed | complex | strings | 'None' | 'True' | 'False'
signed: '-'? (NUM | IMAG)
complex: '-'? NUM ('+' | '-') IMAG
attribute: name '.' name | attribute '.' name
mapping: '{' '}' | '{' '**' NAME ','? '}' | '{' entry (',' entry)* (',' '**' NAME)? ','? '}'
entry: (literal | attribute) ':' pattern
class_pattern: (name | attribute) '(' ')' | (name | attribute) '(' class_args ')'
class_args: (class_pos | class_kw) ','?
class_pos: pattern | class_pos ',' pattern
class_kw: name '=' pattern | (class_pos | class_kw) ',' name '=' pattern
"""


def grammar_text() -> str:
    """The whole grammar, every version's lines in it."""
    parameters = PARAMETERS.format(p="") + PARAMETERS.format(p="l_")
    return STATEMENTS + parameters + SIGNATURES + EXPRESSIONS + PATTERNS
