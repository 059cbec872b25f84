"""An environment for each library that is measured, since they pin versions against one another. Made once, kept in .cache/peers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.report import ROOT

PEERS = ROOT / ".cache" / "peers"
REQUIREMENTS = {
    "llguidance": ("llguidance==1.9.1", "tokenizers", "numpy"),
    "xgrammar": ("xgrammar==0.2.8", "tokenizers"),
    "syncode": ("syncode==0.4.16", "transformers==4.53.2"),
}


STORE = PEERS / "syncode" / "store"
"""What SynCode keeps of its preparation, which takes minutes; `prepared.json` has what the first one cost."""


class NotHere(Exception):
    """The environment cannot be made; the message says why."""


def interpreter(name: str) -> Path:
    """The interpreter of the library's environment, made at the first call: gigabytes, since two of them bring torch."""
    folder = PEERS / name
    wanted, ready = " ".join(REQUIREMENTS[name]), folder / "ready"
    python = folder / "bin" / "python"
    if not ready.exists() or ready.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        print(f"making {folder.relative_to(ROOT)}: {wanted}", file=sys.stderr)
        made = [os.path.realpath(sys.executable), "-m", "venv", str(folder)]
        for command in (made, [str(python), "-m", "pip", "install", "--quiet", *REQUIREMENTS[name]]):
            if subprocess.run(command, check=False, stdout=sys.stderr).returncode:
                raise NotHere(f"`{' '.join(command[1:])}` failed")
        ready.write_text(wanted, encoding="utf-8")
    return python
