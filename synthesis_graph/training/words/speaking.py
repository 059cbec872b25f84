"""A tree said in English: noun phrases for values, statements for truths, orders for what to do.

Owns how phrases are put into each other; the phrases are `phrases`, `concept_phrases` and the docstrings, the small
words are `wording`. A speaker is made for one description and goes on calling things as it began.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random

from synthesis_graph.language.operations import Operation, operations
from synthesis_graph.language.trees import Apply, Constant, Function, Tree, Variable, walk
from synthesis_graph.language.types import BOOL, Type
from synthesis_graph.training.functions.inferring import bound_type, type_of
from synthesis_graph.training.words.concept_phrases import CONCEPTS
from synthesis_graph.training.words.docstrings import docstring_phrase, name_phrase
from synthesis_graph.training.words.phrases import LOOPS, VALUES
from synthesis_graph.training.words.wording import constant_noun, item_noun, ordinal_word, plural

_IT = "\x01"
"""Stands for the loop's variable while a body is said, so that what is said of it can be turned round."""
_COMPONENTS = {
    "item0": 0, "item1": 1, "item0_of3": 0, "item1_of3": 1, "item2_of3": 2,
}  # fmt: skip
_STATE_NAMES = {
    "fold": ("the result", "the {e}"), "fold_first": ("the result", "the {e}"), "scan": ("the previous result", "the {e}"),
    "recurrence": ("the last but one", "the last", "the position"),
}  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """What the variables in force are called, and their types."""

    nouns: Mapping[str, str | tuple[str, ...]]
    types: Mapping[str, Type]


@lru_cache(maxsize=2000)
def phrases_of(operation: Operation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The noun phrases or statements of an operation that has no function argument, and its orders."""
    if not operation.helper:
        nouns, orders = VALUES[operation.name]
        return _split(nouns), _split(orders)
    nouns, orders = CONCEPTS.get(operation.name, ("", ""))
    said, ordered = _split(nouns), _split(orders)
    if not said and not ordered:
        noun, order = name_phrase(operation)
        said, ordered = _split(noun), _split(order)
    return (*said, docstring_phrase(operation)), ordered


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


@dataclass
class Speaker:
    """Says the parts of one tree."""

    rng: Random
    _items: dict[Type, str] = field(default_factory=dict)

    def item(self, t: Type) -> str:
        """What the items of a value of the type are called in this description."""
        if t not in self._items:
            self._items[t] = item_noun(t, self.rng)
        return self._items[t]

    # -- the three forms ---------------------------------------------------------------------------------------------

    def noun(self, tree: Tree, scope: Scope) -> str:
        """A noun phrase; for a truth value "whether …"."""
        match tree:
            case Variable(name):
                said = scope.nouns.get(name, name)
                return said if isinstance(said, str) else "the " + item_noun(scope.types[name], self.rng)
            case Constant(value):
                return constant_noun(value, self.rng)
            case Apply():
                part = self._component(tree, scope)
                if part is not None:
                    return part
                if operations()[tree.operation].returns == BOOL:
                    return f"whether {self.statement(tree, scope)}"
                if self._goes_without_saying(tree):
                    return self.noun(tree.arguments[0], scope)
                idiom = self._idiom(tree, scope)
                return idiom or self._fill(tree, scope, self._nouns(tree))
        return "something"

    def statement(self, tree: Tree, scope: Scope) -> str:
        """A statement that a truth value makes."""
        if not isinstance(tree, Apply) or operations()[tree.operation].returns != BOOL:
            return f"{self.noun(tree, scope)} is true"
        if tree.operation == "not":
            return _negated(self.statement(tree.arguments[0], scope))
        return self._fill(tree, scope, self._nouns(tree))

    def denial(self, tree: Tree, scope: Scope) -> str:
        """A statement that the truth value does not hold."""
        match tree:
            case Apply("ne", arguments):
                return self.statement(Apply("eq", arguments), scope)
            case Apply("not", (inner,)):
                return self.statement(inner, scope)
            case Apply("not_contains", arguments):
                return self.statement(Apply("contains", arguments), scope)
        return _negated(self.statement(tree, scope))

    def order(self, tree: Tree, scope: Scope) -> str:
        """An order to make the value; empty where there is no way to say it so."""
        if not isinstance(tree, Apply):
            return ""
        if self._goes_without_saying(tree):
            return self.order(tree.arguments[0], scope)
        operation = operations()[tree.operation]
        orders = (
            _split(LOOPS[tree.operation][1])
            if tree.operation in LOOPS
            else _telling(phrases_of(operation)[1], tree)
        )
        chosen = self.rng.choice(orders) if orders else ""
        if chosen.startswith("+"):  # the body's own order, said of each item
            function = tree.arguments[-1]
            assert isinstance(function, Function)
            inner, each = self._each(tree, function, scope)
            return self.order(function.body, inner) if each else self._fill(tree, scope, (chosen[1:],))
        return self._fill(tree, scope, (chosen,)) if chosen else ""

    def chain(self, tree: Tree, scope: Scope) -> str:
        """Orders from the innermost step to the outermost; empty where the tree is no chain."""
        steps: list[str] = []
        while isinstance(tree, Apply) and tree.arguments and tree.operation not in LOOPS:
            place = 1 if tree.operation in ("join", "prepend") else 0
            inner = tree.arguments[place]
            last = not isinstance(inner, Apply)
            orders = _telling(phrases_of(operations()[tree.operation])[1], tree)
            if not orders:
                return ""
            said = inner if last else Variable(_IT)
            arguments = tuple(said if i == place else a for i, a in enumerate(tree.arguments))
            nouns = {**scope.nouns, _IT: self.rng.choice(("it", "the result", "the result", "that"))}
            types = {**scope.types, _IT: type_of(inner, scope.types)}
            steps.append(
                self._fill(Apply(tree.operation, arguments), Scope(nouns, types), (self.rng.choice(orders),))
            )
            tree = inner
        if len(steps) < 2 or (isinstance(tree, Apply)):
            return ""
        steps.reverse()
        *firsts, final = steps
        return f"{', '.join(firsts)}{self.rng.choice((' and then ', ', then ', ' and '))}{final}"

    # -- filling templates -------------------------------------------------------------------------------------------

    def _nouns(self, tree: Apply) -> tuple[str, ...]:
        if tree.operation in LOOPS:
            return _split(LOOPS[tree.operation][0])
        nouns, orders = phrases_of(operations()[tree.operation])
        return _telling(nouns, tree) or nouns or orders

    def _fill(self, tree: Apply, scope: Scope, templates: tuple[str, ...]) -> str:
        """One of the templates with its slots filled."""
        template = self.rng.choice(templates)
        if tree.operation in LOOPS:
            return self._fill_loop(tree, scope, template)
        words = {str(i): self.noun(a, scope) for i, a in enumerate(tree.arguments) if f"{{{i}}}" in template}
        if operations()[tree.operation].parameters[0] == BOOL:
            words["0"] = self.statement(tree.arguments[0], scope)
            if tree.operation in ("and", "or") and len(words) > 1:
                words["1"] = self.statement(tree.arguments[1], scope)
        for i, argument in enumerate(tree.arguments[:2]):
            if "{e" in template:
                e = self.item(type_of(argument, scope.types))
                words |= {f"e{i or ''}": e, f"es{i or ''}": plural(e)}
        template = _with_places(template, words)
        return template.format(*(words.get(str(i), "") for i in range(len(tree.arguments))), **_named(words))

    def _fill_loop(self, tree: Apply, scope: Scope, template: str) -> str:
        function = tree.arguments[-1]
        assert isinstance(function, Function)
        source, body, name = tree.arguments[0], function.body, function.parameters[0]
        t = bound_type(tree, scope.types)
        e = self.item(type_of(source, scope.types))
        words = {"e": e, "es": plural(e), "src": self.noun(source, scope)}
        types = {**scope.types, name: t}
        calls: str | tuple[str, ...] = self._components_of(source, scope) or self.rng.choice(
            ("it", f"the {e}")
        )
        if tree.operation in _STATE_NAMES:
            calls = tuple(part.replace("{e}", e) for part in _STATE_NAMES[tree.operation])
            words |= {"start": self.noun(tree.arguments[1], scope) if len(tree.arguments) > 2 else ""}
            words |= {"second": self.noun(tree.arguments[2], scope) if len(tree.arguments) > 3 else ""}
        if "{each}" in template:
            inner, single = self._each(tree, function, scope, words["src"])
            each = (
                self.noun(body, inner)
                if single
                else f"{self.noun(body, Scope({**scope.nouns, name: calls}, types))} for each {e} of {words['src']}"
            )
            words["each"] = each
        if "{body}" in template:
            words["body"] = self.noun(body, Scope({**scope.nouns, name: calls}, types))
        if "{cond}" in template:
            words["cond"] = self.statement(body, Scope({**scope.nouns, name: calls}, types))
        if "{by}" in template:
            words["by"] = _measure(self.noun(body, Scope({**scope.nouns, name: _IT}, types)), e)
        if "{that" in template and isinstance(calls, tuple):
            words["that"] = words["that1"] = (
                f"for which {self.statement(body, Scope({**scope.nouns, name: calls}, types))}"
            )
        elif "{other" in template:
            words["other"] = _relative(
                self.denial(body, Scope({**scope.nouns, name: _IT}, types)), e, many=True
            )
        elif "{that" in template:
            said = self.statement(body, Scope({**scope.nouns, name: _IT}, types))
            adjective = re.fullmatch(rf"{_IT} is (\w+)", said)
            if adjective and self.rng.random() < 0.5:
                words |= {
                    "e": f"{adjective[1]} {e}",
                    "es": f"{adjective[1]} {plural(e)}",
                    "that": "",
                    "that1": "",
                }
            else:
                words |= {"that": _relative(said, e, many=True), "that1": _relative(said, e, many=False)}
        return template.format(**words)

    def _goes_without_saying(self, tree: Apply) -> bool:
        """Whether the last step is left out: that words taken from a text make a text again."""
        return (
            tree.operation == "join_space" and _is_of_words(tree.arguments[0]) and self.rng.random() < _UNSAID
        )

    def _components_of(self, source: Tree, scope: Scope) -> tuple[str, ...]:
        """What the parts of an element are called where the source makes pairs; empty for any other source."""
        match source:
            case Apply("zip", (first, second)):
                es = [self.item(type_of(part, scope.types)) for part in (first, second)]
                if self.rng.random() < 0.5:
                    return (
                        f"each {es[0]} of {self.noun(first, scope)}",
                        f"the corresponding {es[1]} of {self.noun(second, scope)}",
                    )
                return (
                    f"the {es[0]} of {self.noun(first, scope)}",
                    f"that of {self.noun(second, scope)} at the same index",
                )
            case Apply("enumerate", (inner,)):
                e = self.item(type_of(inner, scope.types))
                return self.rng.choice(("the index", "its index", "the position")), f"the {e}"
            case Apply("pairwise", (inner,)):
                e = self.item(type_of(inner, scope.types))
                return self.rng.choice((f"each {e}", f"an {e}", f"the {e}")), f"the next {e}"
        return ()

    def _each(self, tree: Apply, function: Function, scope: Scope, source: str = "") -> tuple[Scope, bool]:
        """The scope in which the variable is "each item of the source", and whether that can be said: it occurs once."""
        name = function.parameters[0]
        uses = sum(1 for node in walk(function.body) if node == Variable(name))
        e = self.item(type_of(tree.arguments[0], scope.types))
        called = f"{self.rng.choice(('each', 'each', 'every'))} {e} of {source or self.noun(tree.arguments[0], scope)}"
        types = {**scope.types, name: bound_type(tree, scope.types)}
        single = uses == 1 and tree.operation not in _STATE_NAMES and not isinstance(function.body, Variable)
        return Scope({**scope.nouns, name: called}, types), single

    def _component(self, tree: Apply, scope: Scope) -> str | None:
        """What a component of a step's variable is called, where the variable is known by its components."""
        part = _COMPONENTS.get(tree.operation)
        if part is None or not isinstance(tree.arguments[0], Variable):
            return None
        said = scope.nouns.get(tree.arguments[0].name)
        return said[part] if isinstance(said, tuple) else None

    def _idiom(self, tree: Apply, scope: Scope) -> str:
        """What has a shorter name than its parts; empty where nothing has."""
        if self.rng.random() < 0.3:
            return ""
        match tree:
            case Apply("index", (source, Constant(int() as k))) if -3 <= k <= 9 and type(k) is int:
                place = (
                    ordinal_word(k + 1)
                    if k >= 0
                    else {-1: "last", -2: "second to last", -3: "third to last"}[k]
                )
                return f"the {place} {self.item(type_of(source, scope.types))} of {self.noun(source, scope)}"
            case Apply("take", (Apply("sorted" | "sorted_down" as order, (source,)), count)):
                size = "smallest" if order == "sorted" else "largest"
                es = plural(self.item(type_of(source, scope.types)))
                return f"the {self.noun(count, scope)} {size} {es} of {self.noun(source, scope)}"
            case Apply("len", (Apply("to_set" | "dedupe" | "unique_in_order", (source,)),)):
                es = plural(self.item(type_of(source, scope.types)))
                return f"the number of {self.rng.choice(('distinct', 'unique', 'different'))} {es} in {self.noun(source, scope)}"
            case Apply("len", (Apply("filter" | "filter_text" | "filter_row", arguments),)):
                return self._fill(Apply("count_if", arguments), scope, _split(LOOPS["count_if"][0]))
            case Apply("sum" | "max" | "min" as name, (Apply("map" | "map_row", arguments),)):
                return self._fill(Apply(f"{name}_of", arguments), scope, _split(LOOPS[f"{name}_of"][0]))
            case Apply("mul", (a, Constant(2)) | (Constant(2), a)):
                return self.rng.choice(("twice {0}", "double {0}", "two times {0}")).format(
                    self.noun(a, scope)
                )
            case Apply("add", (a, Constant(1)) | (Constant(1), a)):
                return self.rng.choice(("one more than {0}", "{0} plus one", "{0} + 1")).format(
                    self.noun(a, scope)
                )
            case Apply("sub", (a, Constant(1))):
                return self.rng.choice(("one less than {0}", "{0} minus one", "{0} - 1")).format(
                    self.noun(a, scope)
                )
            case Apply("floordiv" | "truediv", (a, Constant(2))):
                return f"half of {self.noun(a, scope)}"
            case Apply("mod", (a, Constant(10))):
                return f"the last digit of {self.noun(a, scope)}"
        return ""


_UNSAID = 0.6


def _is_of_words(tree: Tree) -> bool:
    """Whether the value is made of the words of a text, one after the other."""
    while isinstance(tree, Apply) and tree.operation in ("map", "filter", "reverse", "sorted"):
        tree = tree.arguments[0]
    return isinstance(tree, Apply) and tree.operation == "words"


def _telling(phrases: tuple[str, ...], tree: Apply) -> tuple[str, ...]:
    """The phrases that name every argument, where an argument is more than a variable; else all."""
    if all(isinstance(a, Variable) for a in tree.arguments):
        return phrases
    return tuple(p for p in phrases if all(f"{{{i}}}" in p for i in range(len(tree.arguments))))


def _with_places(template: str, words: Mapping[str, str]) -> str:
    """The template with "the {1}-th" said apart where what counts takes several words."""
    for slot in re.findall(r"\{(\d)\}-?th\b", template):
        if " " in words.get(slot, ""):
            template = re.sub(rf"\{{{slot}\}}-?th\b", "k-th", template) + f", k being {{{slot}}}"
    return template


def _named(words: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in words.items() if not key.isdigit()}


_VERBS = {"is": "are", "has": "have", "does": "do", "lies": "lie"}


def _relative(said: str, e: str, many: bool) -> str:
    """A statement about the loop's variable as a relative clause."""
    found = re.match(
        rf"{_IT} (is|has|does|lies|equals|contains|occurs|begins|starts|ends|consists|reads)\b ?(.*)",
        said,
        re.DOTALL,
    )
    if found and _IT not in found[2]:
        verb = found[1] if not many else _VERBS.get(found[1], found[1].removesuffix("s"))
        return f"that {verb} {found[2]}"
    return f"for which {said.replace(_IT, 'it' if not many else f'the {e}')}"


def _measure(said: str, e: str) -> str:
    """What items are compared by: "the length of it" is their length."""
    found = re.fullmatch(rf"the ([^{_IT}]+) (?:of|in) {_IT}", said)
    if found:
        return found[1]
    return said.replace(_IT, f"the {e}") if said != _IT else "value"


_NEGATIVES = (
    (" is ", " is not "), (" are ", " are not "), (" contains ", " does not contain "), (" has ", " does not have "), (" have ", " do not have "),
    (" starts with ", " does not start with "), (" ends with ", " does not end with "), (" equals ", " does not equal "), (" occurs ", " does not occur "),
)  # fmt: skip


def _negated(statement: str) -> str:
    for positive, negative in _NEGATIVES:
        if statement.count(positive) == 1:
            return statement.replace(positive, negative)
    return f"it is not true that {statement}"
