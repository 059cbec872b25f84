import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from kuberay.errors import ManifestError
from kuberay.kustomize import build, split_image
from kuberay.rendering import OVERLAYS

OURS = sorted(path.name for path in OVERLAYS.iterdir())
COMPONENTS = sorted(path.name for path in (OVERLAYS.parent / "components").iterdir())


def kustomize(folder: Path) -> list[dict]:
    """What kustomize itself builds; skipped where neither it nor kubectl is there."""
    program = ["kustomize", "build"] if shutil.which("kustomize") else ["kubectl", "kustomize"]
    if not shutil.which(program[0]):
        pytest.skip("neither kustomize nor kubectl is on PATH")
    done = subprocess.run([*program, str(folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(yaml.safe_load_all(done.stdout))


def by_name(objects: list[dict]) -> dict:
    return {(m["kind"], m["metadata"]["name"]): m for m in objects}


@pytest.mark.parametrize("overlay", OURS)
def test_an_overlay_is_what_kustomize_makes_of_it(overlay: str) -> None:
    assert by_name(build(OVERLAYS / overlay)) == by_name(kustomize(OVERLAYS / overlay))


def overlay_with_everything(at: Path) -> Path:
    """An overlay as a user would write one: every component, a namespace, an image, a patch of their own."""
    folder = at / "mine"
    folder.mkdir()
    shutil.copytree(OVERLAYS.parent, at / "kuberay", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    last = ("gpu-workers", "model-storage", "knowledge-base", "shared-storage")
    ordered = [*last[:3], *(name for name in COMPONENTS if name not in last), last[3]]
    content = {
        "resources": ["../kuberay/base"],
        "components": [f"../kuberay/components/{name}" for name in ordered],
        "namespace": "mine",
        "images": [{"name": "synthesis-graph", "newName": "r.example.com/x/synthesis-graph", "newTag": "2"}],
        "patches": [{"path": "size.yaml", "target": {"kind": "PersistentVolumeClaim", "name": "model"}}],
    }
    (folder / "kustomization.yaml").write_text(yaml.safe_dump(content))
    (folder / "size.yaml").write_text(
        yaml.safe_dump([{"op": "replace", "path": "/spec/resources/requests/storage", "value": "50Gi"}])
    )
    return folder


def test_every_component_at_once_is_what_kustomize_makes_of_it(tmp_path: Path) -> None:
    folder = overlay_with_everything(tmp_path)
    ours = by_name(build(folder))
    assert ours == by_name(kustomize(folder))
    assert {m["metadata"]["namespace"] for m in ours.values()} == {"mine"}
    assert ours["PersistentVolumeClaim", "model"]["spec"]["resources"]["requests"]["storage"] == "50Gi"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("configMapGenerator: []", "configMapGenerator"),
        ("resources: [nowhere.yaml]", "nowhere.yaml"),
        ("resources: [.]", "includes itself"),
        ("- a", "one mapping"),
        ("resources: [a.yaml, a.yaml]", "twice"),
        (
            "resources: [a.yaml]\npatches: [{patch: '[{op: remove, path: /data/b}]', target: {kind: ConfigMap}}]",
            "/data/b",
        ),
        ("resources: [a.yaml]\npatches: [{patch: '[]', target: {kind: Job}}]", "nothing here is"),
        ("{", "not YAML"),
    ],
)
def test_what_cannot_be_built_is_named(content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "kustomization.yaml").write_text(content)
    (tmp_path / "a.yaml").write_text("kind: ConfigMap\nmetadata: {name: a}\ndata: {a: '1'}\n")
    with pytest.raises(ManifestError, match=message):
        build(tmp_path)


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("a:1", ("a", "1")),
        ("a", ("a", "latest")),
        ("r.example.com:5000/a", ("r.example.com:5000/a", "latest")),
        ("r.example.com:5000/a:2", ("r.example.com:5000/a", "2")),
    ],
)
def test_a_port_is_not_a_tag(image: str, expected: tuple[str, str]) -> None:
    assert split_image(image) == expected
