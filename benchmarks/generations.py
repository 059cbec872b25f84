"""What the constrained decoder finishes: whether it parses, compiles, and names only what is bound.

Tiny models made on the spot (random weights, and the same taught a little of the standard library), each decoding with
the syntax alone and with the scope check. Needs the extra `transformers`. Section `generations` of docs/benchmarks.md.
"""

from __future__ import annotations

import ast
import builtins
import datetime as dt
import itertools
import random
import symtable
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

import typer

from benchmarks import report
from synthesis_graph.decoding import PythonSyntax, ScopedState
from synthesis_graph.decoding.tokenizers import from_tokenizer
from synthesis_graph.implementation.language_model.writing import Watch
from synthesis_graph.implementation.transformers.constraint import Constraint
from synthesis_graph.implementation.transformers.hypotheses import Grammar

TOKENS = 48
PROMPTS = 16  # decoded together
TURNS = 10
"""Batches that a row has at most; the later rows then make up for what it lacks."""
COMPARED_TOKENS = 16
HEADER = (
    "model",
    "constraint",
    "decoding",
    "texts",
    "parse",
    "compile",
    "… and no undefined name",
    "unfinished",
    "refused",
)


@dataclass
class Tally:
    """Counts of one row."""

    texts: int = 0
    parsed: int = 0
    compiled: int = 0
    bound: int = 0
    unfinished: int = 0
    checked: int = 0
    refused: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    """What `compile()` says to texts that parse."""

    def add(self, found: Any, wanted: int) -> None:
        """Counts what came of one prompt."""
        self.checked += found.counts.checked
        self.refused += found.counts.refused
        self.unfinished += wanted - len(found.texts)
        for text in found.texts:
            self.texts += 1
            if refusal(ast.parse, text.text):
                continue
            self.parsed += 1
            why = refusal(lambda source: compile(source, "<text>", "exec"), text.text)
            if why:
                self.reasons[why] += 1
                continue
            self.compiled += 1
            self.bound += not any(undefined(text.text.decode()))

    def cells(self) -> tuple[str, ...]:
        """The row's cells, from `texts` on."""
        shares = [f"{n / max(1, self.texts):.1%}" for n in (self.parsed, self.compiled, self.bound)]
        return (str(self.texts), *shares, str(self.unfinished), f"{self.refused / max(1, self.checked):.0%}")


def refusal(check: Any, source: bytes) -> str:
    """Why the check refuses the source; empty if it does not."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            check(source)
    except (SyntaxError, ValueError) as error:
        return str(error).partition(" (")[0]
    return ""


def undefined(source: str) -> Iterator[str]:
    """Names that a program reads and binds nowhere, by the compiler's own symbol tables."""
    top = symtable.symtable(source, "<text>", "exec")
    module = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()}
    waiting = [top]
    while waiting:
        table = waiting.pop()
        waiting += table.get_children()
        for symbol in table.get_symbols():
            name = symbol.get_name()
            free = symbol.is_global() or table is top
            if symbol.is_referenced() and free and name not in module and not hasattr(builtins, name):
                yield name


def generations(
    count: Annotated[int, typer.Option(help="Texts in all, over all rows.")] = 2000,
    publish: Annotated[bool, typer.Option(help="Write the section of docs/benchmarks.md.")] = False,
) -> None:
    """Whether what the constrained decoder finishes is Python, by beams 1, 4, 8 and sampling."""
    import torch

    from tests.fixtures import tiny_models

    torch.set_num_threads(1)
    tokenizer = tiny_models.make_tokenizer(2000, 20)
    texts = tiny_models.standard_library(60)
    models = {
        "random": tiny_models.make_model(tokenizer, initializer_range=0.1),
        "taught": _taught(tokenizer, texts),
    }
    vocabulary = from_tokenizer(tokenizer)
    syntax = PythonSyntax(vocabulary, strict=True)
    starts: dict[str, Constraint] = {
        "syntax": syntax.beginning,
        "syntax and scope": ScopedState.beginning(syntax),
    }
    rows = list(itertools.product(reversed(starts), models, ("beams 1", "samples 4", "beams 4", "beams 8")))
    body: list[tuple[str, ...]] = []
    tallies: list[Tally] = []
    for held, model, decoding in rows:
        grammar = Grammar(vocabulary.tokens, frozenset({vocabulary.eos}), starts[held])
        tally, turn = Tally(), 0
        missing = count - sum(t.texts for t in tallies)
        while tally.texts < missing / (len(rows) - len(tallies)) and turn < TURNS:
            pieces = [text[200 + 40 * turn : 320 + 40 * turn] for text in texts[:PROMPTS]]
            prompts = [tokenizer(piece or "def")["input_ids"] for piece in pieces]
            for found in _decode(models[model], prompts, grammar, decoding, turn):
                tally.add(found, int(decoding.split()[1]))
            turn += 1
        tallies.append(tally)
        body.append((model, held, decoding, *tally.cells()))
        print("| " + " | ".join(body[-1]) + " |", flush=True)
    total = f"{sum(t.parsed for t in tallies):,} of {sum(t.texts for t in tallies):,} texts parse. "
    reasons = sum((t.reasons for t in tallies), Counter[str]())
    total += "`compile()` refuses: " + "; ".join(f"{why} ({n})" for why, n in reasons.most_common()) + "."
    equal = _equality(models["random"], tokenizer, [text for text in texts if len(text) > 2000])
    print(total, equal, sep="\n")
    if publish:
        today = dt.datetime.now(dt.timezone.utc).date()
        told = (
            f"## Constrained generations\n\n{today}, {report.machine()}. `./dev bench generations --count {count} --publish`\n\n"
            f"At most {TOKENS} tokens a text; *unfinished* ones were not whole by then and are no answer. *refused*: of the "
            f"tokens that the search looked at. A text that names `exec`, `globals`, `vars` or `locals` may bind anything and is not "
            f"held to names from there on.\n\n{report.markdown(HEADER, body)}\n\n{total}\n\n{equal}"
        )
        document = report.DOCUMENT.read_text(encoding="utf-8")
        report.DOCUMENT.write_text(report.replace_section(document, "generations", told), encoding="utf-8")


def _decode(
    model: Any, prompts: Sequence[Sequence[int]], grammar: Grammar, decoding: str, seed: int
) -> list[Any]:
    from synthesis_graph.implementation.transformers.beams import BeamSettings, beam_search
    from synthesis_graph.implementation.transformers.rows import Rows
    from synthesis_graph.implementation.transformers.sampling import SampleSettings, sample

    kind, _, number = decoding.partition(" ")
    grammars = [grammar] * len(prompts)
    watches = [Watch(time.monotonic() + 3600)] * len(prompts)
    rows = Rows(model, prompts, 0)
    if kind == "beams":
        return list(beam_search(rows, grammars, BeamSettings(int(number), TOKENS), watches))
    return list(sample(rows, grammars, SampleSettings((1.0,) * int(number), 0.95, TOKENS, seed), watches))


def _equality(model: Any, tokenizer: Any, texts: Sequence[str]) -> str:
    """With constraint, ending, diversity and scope off: how often ours is `model.generate`, all beams, token for token."""
    from synthesis_graph.implementation.transformers.beams import BeamSettings, beam_search
    from synthesis_graph.implementation.transformers.rows import Rows
    from tests.fixtures import tiny_models

    stopping: list[tuple[Any, float]] = [(True, 1.0), (False, 1.0), (False, 0.0), ("never", 0.7)]
    same = cases = 0
    for beams, (early_stopping, penalty), number in itertools.product((1, 4, 8), stopping, range(18)):
        prompt = tokenizer(texts[number][300 : 360 + 11 * number])["input_ids"]
        ends = sorted(random.Random(number).sample(range(3, len(tokenizer)), (1, 30, 200)[number % 3]))
        settings = BeamSettings(beams, COMPARED_TOKENS, penalty, early_stopping)
        grammar = Grammar([b""] * len(tokenizer), frozenset(ends))
        found = beam_search(Rows(model, [prompt], 0), [grammar], settings, [Watch(time.monotonic() + 600)])[0]
        expected = tiny_models.library_beams(
            model, prompt, ends, max_new_tokens=COMPARED_TOKENS, num_beams=beams, early_stopping=early_stopping,
            length_penalty=penalty,
        )  # fmt: skip
        cases += 1
        same += [list(text.tokens) for text in found.texts] == expected
    return (
        f"Without constraint, ending and diversity, beams 1, 4 and 8, four ways of stopping early and normalising, 1 to 200 "
        f"end tokens: equal to `model.generate`, every beam, token for token, in {same} of {cases} cases."
    )


def _taught(tokenizer: Any, texts: Sequence[str]) -> Any:
    from tests.fixtures import tiny_models

    model = tiny_models.make_model(tokenizer, initializer_range=0.05)
    pairs = [(text[1000:1200], text[1200:1600]) for text in texts[:16]]
    tiny_models.teach(model, tokenizer, pairs, steps=40)
    return model
