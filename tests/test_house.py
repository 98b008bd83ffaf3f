"""The walls of the house: what may import what, and what a plain start loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = (
    "django",
    "cv2",
    "spacy",
    "faiss",
    "av",
    "numpy",
    "trafilatura",
    "pypdf",
    "PIL",
    "jinja2",
)
BREACHES = {
    "a room imports a later room": ("custody", "import sayso.desk"),
    "a room imports Django": ("claims", "import django"),
    "a second module imports OpenCV": ("compare", "import cv2"),
    "a second module imports faiss": ("footage", "import faiss"),
    "a room imports spaCy": ("claims", "import spacy"),
    "a room decodes by itself": ("footage", "import av"),
    "a template outside its place": ("publish", "import jinja2"),
}


def loaded_after(code: str) -> set[str]:
    """Return the heavy packages that a fresh interpreter holds after running `code`."""
    script = f"{code}\nimport sys\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split()) if done.stdout.strip() else set()


def test_importing_sayso_loads_nothing_heavy() -> None:
    assert loaded_after("import sayso") == set()


def test_asking_for_help_loads_nothing_heavy() -> None:
    code = "from sayso.cli.main import main\nassert main(['--help']) == 0"

    assert loaded_after(code) == set()


def test_help_of_every_verb_loads_nothing_heavy() -> None:
    code = (
        "import typer\nfrom sayso.cli.main import app, main\n"
        "verbs = typer.main.get_command(app).commands\nassert len(verbs) > 10\n"
        "for verb in verbs: assert main([verb, '--help']) == 0"
    )

    assert loaded_after(code) == set()


@pytest.mark.parametrize("breach", BREACHES.values(), ids=BREACHES.keys())
def test_a_broken_wall_fails_the_contracts(tmp_path: Path, breach: tuple[str, str]) -> None:
    room, line = breach
    house = tmp_path / "src"
    copy_tree(ROOT / "src" / "sayso", house / "sayso")
    (house / "sayso" / room / "breach.py").write_text(f'"""A breach."""\n\n{line}  # noqa\n')
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())

    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(house), "PATH": "", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stdout + done.stderr
    assert "breach" in done.stdout


def copy_tree(source: Path, target: Path) -> None:
    """Copy the Python files of a package, and nothing else."""
    for path in source.rglob("*.py"):
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
