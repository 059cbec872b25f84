"""EvalPlus' checker behind lines of JSON; runs by path in an environment that has `evalplus`, and only there.

Owns the translation; knows nothing of this project. Each line in is one check, each line out its verdict and the
seconds of the call alone. The checked program's own output goes nowhere.
"""

from __future__ import annotations

import json
import os
import sys
import time

from evalplus.eval import PASS, untrusted_check  # type: ignore[import-not-found]  # not in this environment


def main() -> None:
    """Serves checks until standard input ends."""
    out = os.fdopen(os.dup(1), "w")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    for line in sys.stdin:
        asked = json.loads(line)
        examples = asked["examples"]
        inputs, outputs = [e[0] for e in examples], [e[1] for e in examples]
        begun = time.perf_counter()
        verdict, _ = untrusted_check(
            "humaneval", asked["code"], inputs, asked["name"], outputs, 0, [0.01] * len(inputs)
        )
        seconds = time.perf_counter() - begun
        out.write(json.dumps({"passed": verdict == PASS, "seconds": seconds}) + "\n")
        out.flush()


if __name__ == "__main__":
    main()
