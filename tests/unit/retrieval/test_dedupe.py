"""Near-duplicates: the same code under another layout or name of module goes; similar code with another sense stays."""

from __future__ import annotations

from retrieval.dedupe import code_shingles, drop_near_duplicates, jaccard
from retrieval.harvest import harvest_source
from retrieval.snippet import Snippet

LONG = '''\
def moving_average(values, width):
    """{doc}"""
    sums = [sum(values[start:start + width]) for start in range(len(values) - width + 1)]
    return [total / width for total in sums]{comment}
'''


def one(text: str, path: str) -> Snippet:
    (snippet,) = harvest_source(text.encode(), path, "c").snippets
    return snippet


def test_the_first_of_two_copies_stays() -> None:
    first = one(LONG.format(doc="Average neighbours.", comment=""), "a.py")
    copy = one(LONG.format(doc="Another text.", comment="  # copied"), "b.py")
    kept, dropped = drop_near_duplicates([first, copy])
    assert kept == [first]
    assert dropped == {"c/b.moving_average": "c/a.moving_average"}
    assert drop_near_duplicates([copy, first])[0] == [copy]


def test_a_changed_operator_makes_another_function() -> None:
    down = one(
        "def check_falling_order(values):\n    return all(a > b for a, b in zip(values, values[1:]))\n",
        "a.py",
    )
    up = one(
        "def check_rising_order(values):\n    return all(a < b for a, b in zip(values, values[1:]))\n", "a.py"
    )
    kept, dropped = drop_near_duplicates([down, up])
    assert kept == [down, up]
    assert not dropped


def test_jaccard() -> None:
    assert jaccard(frozenset("abc"), frozenset("bcd")) == 0.5
    assert jaccard(frozenset(), frozenset()) == 1.0


def test_docstrings_and_comments_do_not_count() -> None:
    bare = one("def give_back_it(x):\n    return x\n", "a.py")
    told = one('def give_back_it(x):\n    """Doc."""\n    return x  # it\n', "a.py")
    assert code_shingles(bare) == code_shingles(told)
