"""The index for who configured none: our recipes and the running Python's standard library, built once per user.

Owns where it lies and when it is stale. It stands under the user's cache folder by the fingerprint of what it is made
from: Python's version, the recipes, this package's own code and the embedding model. Cheap when it is there: building is
imported only when it is not.
"""

from __future__ import annotations

import os
import platform
import shutil
from pathlib import Path

from retrieval.corpus import code_fingerprint, content_hash, recipes_source, standard_library_source
from retrieval.embed import embedding_model_from_environment
from retrieval.errors import CacheUnavailable, IndexUnavailable
from retrieval.index import check_index
from retrieval.progress import Progress, no_progress

KEPT_INDICES = 4
BUILD_TIMEOUT_S = 600.0  # how long to wait for another process that is building the same index


def default_cache_dir() -> Path:
    """`$XDG_CACHE_HOME/synthesis-graph`, or the same under `~/.cache`."""
    base = os.environ.get("XDG_CACHE_HOME")
    root = Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache"
    return root / "synthesis-graph"


def default_index_dir(cache_dir: Path | None = None, embedding_model: str | None = None) -> Path:
    """Where the default index of this Python and these recipes belongs; it need not be there."""
    return (
        (cache_dir or default_cache_dir())
        / "retrieval"
        / _fingerprint(embedding_model or embedding_model_from_environment())
    )


def ensure_default_index(
    cache_dir: Path | None = None,
    embedding_model: str | None = None,
    on_progress: Progress = no_progress,
) -> Path:
    """The folder of the default index, built first if it is not there; two processes build it once.

    Milliseconds when it is there, about 10 s when not. CacheUnavailable if the cache cannot be written, IndexBusy if
    another process keeps building for BUILD_TIMEOUT_S, and what `build_index` raises.
    """
    model = embedding_model or embedding_model_from_environment()
    folder = default_index_dir(cache_dir, model)
    if _is_readable(folder):
        return folder
    from retrieval.build import build_index, locked

    try:
        with locked(folder.parent, BUILD_TIMEOUT_S):
            if not _is_readable(folder):  # the process we waited for may have built it
                sources = [recipes_source(), standard_library_source()]
                work = folder.parent / ".work"  # shared: most files are the same for the next fingerprint
                build_index(sources, folder, embedding_model=model, work_folder=work, on_progress=on_progress)
                _drop_old(folder.parent)
    except OSError as error:
        raise CacheUnavailable(
            f"the default index cannot be written to {folder}: {error}",
            "set XDG_CACHE_HOME to a writable folder",
        ) from error
    return folder


def _is_readable(folder: Path) -> bool:
    try:
        check_index(folder)
    except IndexUnavailable:
        return False
    return True


def _fingerprint(embedding_model: str) -> str:
    recipes = recipes_source()
    contents = [part for path in recipes.paths() for part in (path, (recipes.root / path).read_bytes())]
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return content_hash(python, code_fingerprint(), embedding_model, *contents)


def _drop_old(indices: Path) -> None:
    """Remove all but the newest few: every new Python and every change of a recipe leaves one behind."""
    manifests = sorted(indices.glob("*/manifest.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for manifest in manifests[KEPT_INDICES:]:
        shutil.rmtree(manifest.parent, ignore_errors=True)
