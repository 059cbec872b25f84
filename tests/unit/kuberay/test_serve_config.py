from pathlib import Path

import pytest
import yaml

from deployments.settings import AppSettings
from kuberay.rendering import OVERLAYS, Choices, render
from kuberay.serve_config import FILE, ROOT, SOURCES, patch_text, serve_config


def in_manifest(overlay: str) -> dict:
    config: dict = yaml.safe_load(render(Choices(overlay))[-1]["spec"]["serveConfigV2"])
    return config


def test_every_overlay_has_its_source() -> None:
    assert SOURCES.keys() == {path.name for path in OVERLAYS.iterdir()}


@pytest.mark.parametrize("overlay", SOURCES)
def test_the_written_configuration_is_that_of_its_sources(overlay: str) -> None:
    assert (OVERLAYS / overlay / FILE).read_text() == patch_text(overlay), "python -m kuberay generate"
    assert in_manifest(overlay) == serve_config(overlay)


def test_the_cpu_overlay_runs_what_the_laptop_runs_and_listens_as_a_cluster() -> None:
    laptop = yaml.safe_load((ROOT / "serve_config.yaml").read_text())
    cluster = yaml.safe_load((ROOT / "configs" / "production.yaml").read_text())
    made = in_manifest("cpu")
    assert made.pop("applications") == laptop["applications"]
    assert made == {key: value for key, value in cluster.items() if key != "applications"}


def test_production_is_the_overlay_that_scales_to_zero() -> None:
    cluster = yaml.safe_load((ROOT / "configs" / "production.yaml").read_text())
    made = in_manifest("gpu-scale-to-zero")
    assert made["applications"][0]["args"].pop("engine") == "transformers"
    assert made == cluster


@pytest.mark.parametrize("overlay", SOURCES)
def test_the_application_takes_its_arguments(overlay: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in AppSettings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    args = in_manifest(overlay)["applications"][0]["args"]
    assert AppSettings.model_validate(args).implementer.min_replicas == (
        0 if overlay == "gpu-scale-to-zero" else 1
    )


def test_a_change_of_the_source_changes_the_patch(tmp_path: Path) -> None:
    (tmp_path / "configs").mkdir()
    for name in ("serve_config.yaml", "configs/production.yaml"):
        text = (ROOT / name).read_text()
        (tmp_path / name).write_text(text.replace("request_timeout_s: 75", "request_timeout_s: 99"))
    assert patch_text("cpu", tmp_path) != patch_text("cpu")
    assert serve_config("cpu", tmp_path)["http_options"]["request_timeout_s"] == 99
