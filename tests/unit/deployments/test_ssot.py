import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import SecretStr, ValidationError

from deployments import ssot
from deployments.settings import AppSettings

ROWS = ssot.options()


def test_the_file_and_the_readme_are_what_the_code_gives() -> None:
    assert ssot.FILE.read_text() == ssot.text(), "python -m deployments.ssot"
    assert ssot.README.read_text() == ssot.readme(ssot.README.read_text()), "python -m deployments.ssot"


def test_every_variable_that_is_read_is_described() -> None:
    assert set(ssot.variables_read()) <= set(ssot.OUTSIDE)


def test_the_options_of_the_engines_stand_there_with_who_has_them() -> None:
    rows = {row["variable"]: row for row in ssot.engine_options()}
    assert rows["QUANTIZATION"]["engines"] == ["transformers"]
    assert rows["MAX_CONTEXT_LENGTH"]["engines"] == ["transformers", "openai"]
    assert [name for name, row in rows.items() if not row["description"] or not row["acts_in"]] == []
    assert all((ssot.ROOT / path).exists() for row in rows.values() for path in row["acts_in"])


def test_what_is_described_says_what_it_is_and_where_it_acts() -> None:
    assert [row["name"] for row in ROWS if not row["description"] or not row["acts_in"]] == []
    assert all((ssot.ROOT / path).is_file() for row in [*ROWS, *ssot.variables()] for path in row["acts_in"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_the_variable_sets_the_option(row: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    value = {"integer": "7", "number": "7", "boolean": "false"}.get(row["type"], "x")
    if "enum" in row:
        value = row["enum"][-1]
    if row["name"].endswith("min_replicas"):
        value = "1"
    monkeypatch.setenv(row["variable"], value)
    try:
        read: Any = AppSettings()
    except ValidationError as error:  # read, and found wanting: by its own form, or beside its neighbours
        (found,) = error.errors()
        assert found["type"] != "extra_forbidden"
        assert row["name"].startswith(".".join(map(str, found["loc"])))
        return
    for part in row["name"].split("."):
        read = getattr(read, part)
    if isinstance(read, SecretStr):
        read = read.get_secret_value()
    assert str(read).lower() in (value.lower(), f"{value}.0")


def test_the_check_fails_on_a_file_that_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(ssot, "ROOT", ssot.ROOT)
    stale = ssot.ROOT / "docs" / "ssot.yaml"
    other = tmp_path / "ssot.yaml"
    other.write_text(stale.read_text().replace("default: 60.0", "default: 61.0"))
    monkeypatch.setattr(ssot, "FILE", other)
    monkeypatch.setattr(ssot, "ROOT", Path(os.path.commonpath([ssot.ROOT, tmp_path])))
    monkeypatch.setattr(ssot, "text", stale.read_text)
    monkeypatch.setattr(ssot, "readme", lambda text: text)
    monkeypatch.setattr(ssot, "variables_read", dict)
    monkeypatch.setattr("sys.argv", ["ssot", "--check"])
    assert ssot.main() == 1
    assert "differs from the code" in capsys.readouterr().err


def test_the_manifests_and_the_file_agree_on_names() -> None:
    known = {row["variable"] for row in [*ROWS, *ssot.variables()]}
    used = set()
    for path in (ssot.ROOT / "kuberay").rglob("*.yaml"):
        for document in yaml.safe_load_all(path.read_text()):
            if isinstance(document, dict) and document.get("kind") == "ConfigMap":
                used |= set(document["data"])
    assert used - known == {"RAY_USAGE_STATS_ENABLED"}
