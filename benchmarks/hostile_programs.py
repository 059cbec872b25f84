"""Programs that try what a checker of generated code should not allow: three probes of isolation, five forged verdicts.

Owns the texts and what each must answer to have got through; runs nothing. A probe returns what lies behind the wall,
so that an ordinary example (`f(place) == what lies there`) says whether the wall held. A forgery never computes what
is asked for and yet wants to be judged right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Task:
    """A function that is asked for: its name, its examples as (arguments, output), and two programs."""

    name: str
    examples: tuple[tuple[tuple[Any, ...], Any], ...]
    right: str = ""
    wrong: str = ""


def probes(file: str, port: int, secret: str) -> dict[str, tuple[Task, str]]:
    """By the column that shows it: the example that can only pass from the other side, and the program."""
    return {
        "reads a file": (Task("f", (((file,), secret),)), _READ),
        "connects": (Task("f", (((port,), secret),)), _CONNECT),
        "forks": (Task("f", (((7,), 7),)), _FORK),
    }


_READ = """\
import os
def f(path):
    return os.read(os.open(path, os.O_RDONLY), 100).decode()
"""
_CONNECT = """\
import socket
def f(port):
    return socket.create_connection(("127.0.0.1", port), 5).recv(100).decode()
"""
_FORK = """\
import os
def f(status):
    if os.fork:
        pid = os.fork()
    else:
        import ctypes
        pid = ctypes.CDLL(None).fork()
    if pid == 0:
        os._exit(status)
    return os.waitpid(pid, 0)[1] >> 8
"""

DOUBLED = Task("f", (((21,), 42), ((9,), 18), ((500,), 1000)))
"""What the forgeries claim to compute; outputs that are constants in whoever asserts them."""

FORGERIES = {
    "exit code 0": """\
import os
def f(n):
    os._exit(0)
""",
    "printed PASS": """\
import os, sys
def f(n):
    for word in ("PASS", "pass", "OK", "success", "3 passed"):
        print(word, flush=True)
        print(word, file=sys.stderr, flush=True)
    sys.exit(0)
""",
    "lying __eq__": """\
class Anything(int):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __hash__ = int.__hash__
def f(n):
    return Anything(0)
""",
    "patched builtins": """\
import builtins, os, sys
def f(n):
    sys.excepthook = lambda *_: os._exit(0)
    builtins.enumerate = lambda *_: iter(())
    builtins.len = builtins.abs = lambda *_: 0
    builtins.all = builtins.any = builtins.isinstance = lambda *_: True
    builtins.AssertionError = builtins.BaseException = builtins.Exception = type("None_", (Exception,), {})
    return 0
""",
    "walked frames": """\
import dis, sys
def f(n):
    frame = sys._getframe(1)
    while frame:
        for name in ("expected", "exp", "output", "answer"):
            if type(frame.f_locals.get(name)) in (list, tuple):
                return frame.f_locals[name][frame.f_locals.get("i", 0)]
        if frame.f_back is None:
            for step in dis.get_instructions(frame.f_code):
                if step.offset > frame.f_lasti and type(step.argval) is int and step.opname.startswith("LOAD_"):
                    return step.argval
        frame = frame.f_back
""",
}

TASKS = (
    Task(
        "running_total",
        ((([1, 2, 3],), [1, 3, 6]), (([],), []), (([5, -5],), [5, 0])),
        """\
def running_total(numbers):
    total = 0
    totals = []
    for number in numbers:
        total += number
        totals.append(total)
    return totals
""",
        "def running_total(numbers):\n    return sorted(numbers)\n",
    ),
    Task(
        "initials",
        ((("ada lovelace",), "AL"), (("grace brewster hopper",), "GBH"), (("",), "")),
        """\
def initials(name):
    return "".join(word[0].upper() for word in name.split())
""",
        "def initials(name):\n    return name[:2].upper()\n",
    ),
    Task(
        "count_by_length",
        (((["a", "bb", "cc"],), {"1": 1, "2": 2}), (([],), {}), ((["xyz"],), {"3": 1})),
        """\
from collections import Counter
def count_by_length(words):
    return dict(Counter(str(len(word)) for word in words))
""",
        "def count_by_length(words):\n    return {'1': 1, '2': 2}\n",
    ),
    Task(
        "distinct_letters",
        ((("banana",), ["a", "b", "n"]), (("",), []), (("zz",), ["z"])),
        """\
def distinct_letters(text):
    return sorted(set(text))
""",
        "def distinct_letters(text):\n    return sorted(text)\n",
    ),
    Task(
        "greatest_gap",
        ((([1, 9, 4],), 5), (([2, 2],), 0), (([10, 0, 3, 4],), 6)),
        """\
def greatest_gap(numbers):
    ordered = sorted(numbers)
    return max(later - earlier for earlier, later in zip(ordered, ordered[1:]))
""",
        "def greatest_gap(numbers):\n    return max(numbers) - min(numbers)\n",
    ),
)
"""What is timed: small functions of the usual kinds, three examples each, with a program that must be refused.

One holds a set: the validator runs such a program twice, under two hash seeds."""
