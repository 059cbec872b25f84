"""What hostile code can and cannot do: every probe runs in the real sandbox."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from synthesis_graph.errors import SandboxUnavailable
from synthesis_graph.validation.confined.codec import CodecError
from synthesis_graph.validation.isolation import LEVELS
from synthesis_graph.validation.outcomes import Outcome
from synthesis_graph.validation.sandbox import Budget, Manner, Sandbox
from tests.fixtures.outside import await_rest, children, helper_pid

SHORT = Budget(timeout_s=0.5)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as made:
        yield made


def answer(sandbox: Sandbox, body: str, *arguments: Any, budget: Budget = SHORT, head: str = "") -> Outcome:
    """The outcome of a function with the given body and the parameter `x`."""
    code = f"{head}\ndef f(x=None):\n" + "\n".join(f"    {line}" for line in body.split("\n"))
    return sandbox.run(code, "f", [arguments], budget=budget)[0]


# -- answers -----------------------------------------------------------------------------------------------------------


def test_values_come_back_with_their_types(sandbox: Sandbox) -> None:
    values = [1, 2**5_000, 1.5, True, None, "\ud800é", b"\0", [1, (2, {3})], {"a": frozenset({1})}, 1j]
    outcomes = sandbox.run("def f(x):\n    return x", "f", [(v,) for v in values])
    assert [o.value for o in outcomes] == values
    assert [type(o.value) for o in outcomes] == [type(v) for v in values]


def test_exceptions_come_back_with_their_bases(sandbox: Sandbox) -> None:
    outcome = answer(sandbox, "return {}[x]", 3)
    assert outcome.kind == "raised"
    assert outcome.exception[:3] == ("KeyError", "LookupError", "Exception")
    assert outcome.message == "3"
    assert answer(sandbox, "raise SystemExit(0)").exception[0] == "SystemExit"


def test_a_class_of_the_codes_own_is_not_the_builtin_exception_of_that_name(sandbox: Sandbox) -> None:
    outcome = answer(sandbox, "raise KeyError", head="class KeyError(Exception): pass")
    assert "KeyError" not in outcome.exception


@pytest.mark.parametrize(
    "code", ["def f(:", "x = 1 / 0", "def g(): pass", "f = 3", "raise SystemExit", "(" * 9_000]
)
def test_code_that_does_not_load_raises_for_every_input(sandbox: Sandbox, code: str) -> None:
    assert [o.kind for o in sandbox.run(code, "f", [(1,), (2,)])] == ["raised", "raised"]


def test_mutation_and_aliasing_are_seen(sandbox: Sandbox) -> None:
    changed = answer(sandbox, "x.append(1)\nreturn x", [0])
    assert (changed.mutated, changed.arguments, changed.aliased) == (True, ([0, 1],), True)
    clean = answer(sandbox, "return [x[0]]", [[0]])
    assert (clean.mutated, clean.arguments, clean.aliased) == (False, None, False)
    assert answer(sandbox, "return (x, 1)", [0]).aliased
    spoilt = answer(sandbox, "x.append(object())", [0])
    assert (spoilt.mutated, spoilt.arguments) == (True, None)


def test_every_input_gets_fresh_arguments_and_isolate_a_fresh_process(sandbox: Sandbox) -> None:
    shared = [[1]]
    code = "seen = []\ndef f(x):\n    x.append(0)\n    seen.append(1)\n    return len(seen), len(x)"
    together = sandbox.run(code, "f", [(shared[0],), (shared[0],)])
    assert [o.value for o in together] == [(1, 2), (2, 2)]
    apart = sandbox.run(code, "f", [(shared[0],), (shared[0],)], manner=Manner(isolate=True))
    assert [o.value for o in apart] == [(1, 2), (1, 2)]
    assert shared == [[1]]


def test_an_input_that_is_no_plain_data_is_an_error_of_the_caller(sandbox: Sandbox) -> None:
    with pytest.raises(CodecError):
        sandbox.run("def f(x): return x", "f", [(object(),)])


def test_sets_of_strings_have_one_order(sandbox: Sandbox) -> None:
    code = "def f(x):\n    return list(x)"
    words = {f"word{i}" for i in range(40)}
    with Sandbox() as other:
        assert sandbox.run(code, "f", [(words,)])[0].value == other.run(code, "f", [(words,)])[0].value


def test_the_second_hash_seed_gives_another_order(sandbox: Sandbox) -> None:
    code = "def f(x):\n    return list(x)"
    words = {f"word{i}" for i in range(40)}
    first, second = (
        sandbox.run(code, "f", [(words,)], manner=Manner(reseeded=reseeded))[0].value
        for reseeded in (False, True)
    )
    assert sorted(first) == sorted(second)
    assert first != second


# -- one bad input does not spoil the others ---------------------------------------------------------------------------

BAD_ENDS = [
    ("while True: pass", "timeout"),
    ("while True:\n    try:\n        while True: pass\n    except BaseException: pass", "timeout"),
    ("import time\ntime.sleep(60)", "timeout"),
    ("10**10**10", "timeout"),
    ("import os\nos._exit(0)", "crashed"),
    ("import os\nos.abort()", "crashed"),
    ("import ctypes\nctypes.string_at(0)", "crashed"),
    ("x = []\nwhile True: x.append(bytearray(10**7))", "raised|timeout"),
    ("return 'a' * 10**7", "refused"),
    ("return [0] * 10**7", "refused"),
    ("return bytearray(10**10)", "raised"),
    ("return f(x)", "raised"),
    ("import sys\nsys.setrecursionlimit(10**9)\ndef g(): return [g()]\nreturn g()", "timeout|crashed|raised"),
    ("c = []\nc.append(c)\nreturn c", "refused"),
    ("return object()", "refused"),
    ("yield 1", "refused"),
    ("return type('I', (int,), {'__eq__': lambda a, b: True, '__hash__': int.__hash__})(3)", "refused"),
    ("return type('L', (list,), {'__eq__': lambda a, b: True})()", "refused"),
    ("return [type('A', (), {'__eq__': lambda a, b: True})()]", "refused"),
]


@pytest.mark.parametrize(("body", "kind"), BAD_ENDS)
def test_a_bad_end_is_the_outcome_of_its_input_alone(sandbox: Sandbox, body: str, kind: str) -> None:
    inner = "\n".join(f"    {line}" for line in body.split("\n"))
    code = f"def bad(x):\n{inner.replace('f(x)', 'bad(x)')}\ndef f(x):\n    return bad(x) if x else 'fine'"
    budget = Budget(timeout_s=0.5, memory_bytes=256 << 20)
    outcomes = sandbox.run(code, "f", [(0,), (1,), (0,)], budget=budget)
    assert [o.value for o in (outcomes[0], outcomes[2])] == ["fine", "fine"]
    assert outcomes[1].kind in kind.split("|"), outcomes[1]


# -- what comes with it -------------------------------------------------------------------------------------------------


def test_nothing_is_inherited(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "1")
    assert answer(sandbox, "import os\nreturn dict(os.environ), os.getcwd()").value == ({}, "/")
    open_ones = "import os\nfound = []\nfor fd in range(3, 300):\n    try:\n        os.fstat(fd)\n        found.append(fd)\n    except OSError:\n        pass\nreturn found"
    assert len(answer(sandbox, open_ones).value) == 1  # the results pipe


def test_output_of_any_size_goes_nowhere(sandbox: Sandbox, capfd: pytest.CaptureFixture[str]) -> None:
    outcome = answer(
        sandbox,
        "import sys\nfor _ in range(300):\n    print('PASS' * 10_000)\n    sys.stderr.write('PASS')\nreturn 1",
    )
    assert outcome.value == 1
    assert capfd.readouterr() == ("", "")


# -- the helper --------------------------------------------------------------------------------------------------------


def test_a_dead_helper_is_replaced_without_losing_the_request() -> None:
    with Sandbox() as sandbox:
        assert answer(sandbox, "return 1").value == 1
        for _ in range(3):
            os.kill(helper_pid(sandbox), signal.SIGKILL)
            assert answer(sandbox, "return 2").value == 2


def test_a_helper_that_dies_in_the_middle_is_replaced() -> None:
    with Sandbox() as sandbox:
        code = "import time\ndef f(x):\n    time.sleep(x)\n    return x"
        threading.Timer(0.3, lambda: os.kill(helper_pid(sandbox), signal.SIGKILL)).start()
        outcomes = sandbox.run(code, "f", [(0.0,), (0.6,), (0.0,)], budget=Budget(timeout_s=2))
        assert [o.value for o in outcomes] == [0.0, 0.6, 0.0]


def test_the_helper_and_its_child_end_with_the_sandbox() -> None:
    sandbox = Sandbox()
    assert sandbox.isolation
    pid = helper_pid(sandbox)
    sandbox.close()
    assert not Path(f"/proc/{pid}").exists()
    with pytest.raises(SandboxUnavailable):
        answer(sandbox, "return 1")


def test_below_the_minimum_isolation_nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LEVELS, "beyond", (*LEVELS["full"], "a-layer-of-the-future"))
    with Sandbox(minimum="beyond") as sandbox:
        with pytest.raises(SandboxUnavailable, match="lacks a-layer-of-the-future") as caught:
            answer(sandbox, "return 1")
        assert "MINIMUM_ISOLATION=full" in caught.value.hint
        with pytest.raises(SandboxUnavailable):
            _ = sandbox.isolation


def test_a_cancelled_run_ends_soon_and_the_rest_is_not_run(sandbox: Sandbox) -> None:
    cancel = threading.Event()
    threading.Timer(0.2, cancel.set).start()
    begun = time.monotonic()
    code = "def f(x):\n    while x: pass\n    return 'fine'"
    outcomes = sandbox.run(code, "f", [(0,), (1,), (0,)], budget=Budget(timeout_s=60, cancel=cancel))
    assert [o.kind for o in outcomes] == ["returned", "not run", "not run"]
    assert time.monotonic() - begun < 30
    assert answer(sandbox, "return 1").value == 1


def test_a_deadline_ends_the_whole_run(sandbox: Sandbox) -> None:
    code = "def f(x):\n    while True: pass"
    budget = Budget(timeout_s=0.2, deadline=time.monotonic() + 0.5)
    kinds = [o.kind for o in sandbox.run(code, "f", [(n,) for n in range(50)], budget=budget)]
    assert len(kinds) == 50
    assert kinds[-1] == "not run"
    assert 1 <= kinds.count("timeout") <= 3


def test_threads_share_a_sandbox(sandbox: Sandbox) -> None:
    answers: dict[int, Any] = {}

    def ask(n: int) -> None:
        answers[n] = [o.value for o in sandbox.run("def f(x):\n    return x * 2", "f", [(n,), (n + 1,)])]

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {n: [2 * n, 2 * n + 2] for n in range(16)}


def test_many_runs_leave_nothing_behind() -> None:
    bodies = [
        "return x",
        "return 1 / 0",
        "import os\nos._exit(1)",
        "return 'a' * 10**7",
        "import os\nos.fork()",
    ]
    with Sandbox() as sandbox:
        assert sandbox.isolation
        before = len(list(Path("/proc/self/fd").iterdir()))
        helper = Path(f"/proc/{helper_pid(sandbox)}")
        await_rest(helper_pid(sandbox))
        descriptors = len(list((helper / "fd").iterdir()))
        for n in range(300):
            answer(sandbox, bodies[n % len(bodies)], n)
        answer(sandbox, "import os\nos._exit(1)")  # answered only when all is cleared up
        assert len(list(Path("/proc/self/fd").iterdir())) == before
        await_rest(helper_pid(sandbox))
        assert len(list((helper / "fd").iterdir())) == descriptors
        assert children(helper_pid(sandbox)) == []
