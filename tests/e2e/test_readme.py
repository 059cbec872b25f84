"""What the README and the journey say can be typed and found is there: commands run, paths and links exist."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
JOURNEY = (ROOT / "docs" / "journey.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"^```bash\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
SYNTHESIZE = "./dev synthesize "


def test_the_first_two_commands_are_the_quick_start() -> None:
    assert COMMANDS[:2] == ["./dev synthesize --spec examples/sort_dictionaries.json", "./dev test"]


@pytest.mark.parametrize("line", [c for c in COMMANDS if c.startswith(SYNTHESIZE)])
def test_a_synthesize_command_gives_a_function(line: str, tmp_path: Path) -> None:
    arguments = shlex.split(line.removeprefix(SYNTHESIZE))
    if "--output" in arguments:
        place = arguments.index("--output") + 1
        arguments[place] = str(tmp_path / arguments[place])
    done = subprocess.run(
        [sys.executable, "-m", "synthesis_graph", "synthesize", *arguments],
        cwd=ROOT, capture_output=True, text=True, timeout=200, check=False,
    )  # fmt: skip
    sentence_alone = "examples/" not in line  # without an example nothing can be a success
    assert done.returncode == (3 if sentence_alone else 0), done.stdout + done.stderr
    assert all(path.stat().st_size for path in tmp_path.iterdir())
    assert "def " in done.stdout + "".join(path.read_text() for path in tmp_path.iterdir())


@pytest.mark.parametrize("line", [c for c in COMMANDS if c.startswith("./dev validate ")])
@pytest.mark.parametrize("module", ["synthesis_graph", "synthesis_graph.validation"])
def test_a_validate_command_shows_that_the_code_is_right(line: str, module: str) -> None:
    arguments = shlex.split(line.removeprefix("./dev "))
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments[module == "synthesis_graph.validation" :]],
        cwd=ROOT, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("# passed      constraint: ") == 3


@pytest.mark.parametrize("line", [c for c in COMMANDS if c.startswith("./dev ")])
def test_dev_knows_the_command(line: str) -> None:
    listed = subprocess.run([ROOT / "dev", "help"], capture_output=True, text=True, check=True).stdout
    assert re.search(rf"^ +{shlex.split(line)[1]}\b", listed, re.MULTILINE)


def links(text: str) -> list[str]:
    return [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]


@pytest.mark.parametrize("target", links(README))
def test_a_link_of_the_readme_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_the_journey_names_files_that_exist() -> None:
    names = {path.name for path in ROOT.rglob("*.py") if ".venv" not in path.parts}
    named = re.findall(r"`(?:[\w/]+/)?(\w+\.py)`", JOURNEY)
    assert len(named) > 20
    assert not set(named) - names


def test_the_tree_of_the_readme_exists() -> None:
    tree = re.search(r"## The tree.*?```\n(.*?)```", README, re.DOTALL)
    assert tree is not None
    top = [line.split()[0] for line in tree.group(1).splitlines() if not line.startswith(" ")]
    inner = [
        name
        for line in tree.group(1).splitlines()
        if line.startswith("  ")
        for name in re.findall(r"^ +(\S+)", line)
    ]
    assert [name for name in top if not (ROOT / name).exists()] == []
    assert [name for name in inner if not (ROOT / "synthesis_graph" / name).exists()] == []
