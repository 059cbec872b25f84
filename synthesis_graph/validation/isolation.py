"""Isolation levels: which layers together make which level, the least that is accepted, and the mend below it.

| level    | what generated code cannot do                                                                              |
| -------- | ---------------------------------------------------------------------------------------------------------- |
| `full`   | open a file but the interpreter's (or anything for writing), make a process, thread, socket or pipe, send a |
|          | signal, reach another process, raise a limit                                                               |
| `files`  | open a file but the interpreter's, raise a limit; TCP from Landlock's ABI 4. Not kept from UDP, Unix        |
|          | sockets, new processes (as root) and, before ABI 6, signals to this user's processes                       |
| `limits` | use more than its share. A mistake is contained, malice is not                                              |
| `none`   | outlive its deadline: it is killed from outside, no more                                                   |

Below the minimum (`MINIMUM_ISOLATION` in the environment, else `full`) nothing is run: SandboxUnavailable. The layers
are `confined.layers`; here only their names are known, as the helper's proof at its start reports them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from synthesis_graph.errors import SandboxUnavailable

LEVELS: dict[str, tuple[str, ...]] = {
    "full": ("rlimits", "no-privileges", "landlock", "seccomp"),
    "files": ("rlimits", "no-privileges", "landlock"),
    "limits": ("rlimits", "no-privileges"),
    "none": (),
}
"""Best first, each with the layers that it needs; the other ones (`no-tcp`, `scoped`) stand behind these."""

_MENDS = {
    "landlock": "run on Linux 5.13 or later with `landlock` among the kernel's security modules (lsm=…), "
    "in a container whose profile allows it (Docker's default does)",
    "seccomp": "run on x86-64 or arm64, in a container whose profile allows seccomp (Docker's default does)",
}
_ELSE = "run on Linux with an unmodified Python"


def configured_minimum() -> str:
    """The least level that the operator accepts; SandboxUnavailable for a word that is no level."""
    minimum = os.environ.get("MINIMUM_ISOLATION") or "full"
    if minimum not in LEVELS:
        raise SandboxUnavailable(
            f"MINIMUM_ISOLATION is {minimum!r}, which is no level", hint=f"one of {', '.join(LEVELS)}"
        )
    return minimum


def level_of(layers: Iterable[str]) -> str:
    """The best level whose layers all hold."""
    held = set(layers)
    return next(level for level, needed in LEVELS.items() if held.issuperset(needed))


def shown(layers: Iterable[str]) -> str:
    """As a verdict carries it: `full: rlimits+no-privileges+landlock+no-tcp+scoped+seccomp`."""
    held = tuple(layers)
    return f"{level_of(held)}: {'+'.join(held)}" if held else level_of(held)


def insist(minimum: str, layers: Iterable[str], faults: Mapping[str, str]) -> None:
    """Raises SandboxUnavailable where the layers make less than the minimum; it says why, and the mend."""
    held = set(layers)
    missing = [name for name in LEVELS[minimum] if name not in held]
    if not missing:
        return
    why = "; ".join(f"{name}: {fault}" for name, fault in faults.items())
    mends = dict.fromkeys(_MENDS.get(name, _ELSE) for name in missing)
    lower = f"or accept less with MINIMUM_ISOLATION={level_of(held)} (see docs/adr/0004-validation.md)"
    raise SandboxUnavailable(
        f"this machine lacks {', '.join(missing)}, so its isolation is `{level_of(held)}`, not `{minimum}` ({why})",
        hint=f"{'; '.join(mends)}; {lower}",
    )
