"""Where snippets come from: named folders, the files in them that count, and how much each corpus is preferred.

Knows folders and files only. The default corpora are the running Python's standard library, read where it is
installed, and the recipes of this package.
"""

from __future__ import annotations

import hashlib
import os
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import SourceUnavailable

RECIPES = "knowledge_base"
STANDARD_LIBRARY = "stdlib"

# Factors on the fused score. Our recipes are written to be found and are tested: with RRF_CONSTANT 60 a factor of
# 1.03 lets one pass a function that is one place ahead of it in both rankings, and none that is two places ahead.
PRIORS = {RECIPES: 1.03}
DEFAULT_PRIOR = 1.0

EXCLUDED_FOLDERS = frozenset(
    ("__pycache__", "__phello__", "build", "dist", "dist-packages", "node_modules", "site-packages", "test", "tests", "venv")
)  # fmt: skip
# Applications, vendored code and tables that happen to lie in the standard library's folder.
STANDARD_LIBRARY_EXCLUDED = frozenset(
    ("distutils", "encodings", "ensurepip", "idlelib", "lib-dynload", "lib2to3", "pydoc_data", "tkinter", "turtledemo", "venv", "turtle.py")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """One folder to harvest; `excluded` names folders and files to leave out beside the usual ones."""

    name: str
    root: Path
    prior: float = DEFAULT_PRIOR
    excluded: frozenset[str] = frozenset()

    def paths(self) -> list[str]:
        """All Python files that count, relative to the root, sorted; SourceUnavailable if there is no such folder."""
        if not self.root.is_dir():
            raise SourceUnavailable(f"{self.root} is not a folder", "name folders that hold Python files")
        return sorted(self._walk())

    def _walk(self) -> Iterator[str]:
        left_out = EXCLUDED_FOLDERS | self.excluded
        for folder, folders, files in os.walk(self.root):
            folders[:] = [
                name for name in folders if name not in left_out and not name.startswith((".", "config-"))
            ]
            for name in files:
                if name.endswith(".py") and name not in left_out:
                    yield (Path(folder) / name).relative_to(self.root).as_posix()


def named_source(text: str) -> Source:
    """The source for `folder` or `name=folder`; without a name it is the folder's own."""
    name, equals, folder = text.rpartition("=")
    root = Path(folder).expanduser().resolve()
    name = name if equals else root.name
    return Source(name, root, PRIORS.get(name, DEFAULT_PRIOR))


def recipes_source() -> Source:
    """The recipes that come with this package."""
    return Source(RECIPES, Path(__file__).parent / RECIPES, PRIORS[RECIPES])


def standard_library_source() -> Source:
    """The running Python's standard library."""
    root = Path(sysconfig.get_paths()["stdlib"])
    return Source(STANDARD_LIBRARY, root, excluded=STANDARD_LIBRARY_EXCLUDED)


def code_fingerprint(*modules: str) -> str:
    """A hash of the source of these modules of the package, of all without any: what they made is stale with it."""
    folder = Path(__file__).parent
    paths = [folder / f"{name}.py" for name in modules] or sorted(folder.glob("*.py"))
    return content_hash(*(path.read_bytes() for path in paths))


def content_hash(*parts: str | bytes) -> str:
    """A short stable hash of texts and contents."""
    digest = hashlib.blake2b(digest_size=12)
    for part in parts:
        content = part.encode("utf-8") if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "little"))
        digest.update(content)
    return digest.hexdigest()
