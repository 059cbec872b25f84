"""The JSON Schemas of the wire contract: `python -m synthesis_graph.schemas [folder]` writes them to `docs/`.

Knows the two wire models and nothing of how they are used; a test holds the committed files equal to these.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from synthesis_graph.request import Request
from synthesis_graph.result import Result

MODELS: dict[str, type[BaseModel]] = {"request.schema.json": Request, "result.schema.json": Result}


def schema_text(model: type[BaseModel]) -> str:
    """The JSON Schema (draft 2020-12) of a wire model, as the file holds it."""
    mode: Literal["validation", "serialization"] = "validation" if model is Request else "serialization"
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | model.model_json_schema(mode=mode)
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Writes every schema into the folder; the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in MODELS]
    for path, model in zip(paths, MODELS.values(), strict=True):
        path.write_text(schema_text(model), encoding="utf-8")
    return paths


if __name__ == "__main__":
    for written in write_schemas(Path(sys.argv[1] if len(sys.argv) > 1 else "docs")):
        sys.stdout.write(f"{written}\n")
