"""`verify.py` is our own modules, word for word, and all that they need."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.custody.verifier import MODULES, PACKAGES, module_text, verifier_source

ENTRY = "sayso.custody.outside"


def imports_of(name: str) -> set[str]:
    """Return the modules of ours that a module names in its import statements."""
    found = set()
    for node in ast.walk(ast.parse(module_text(name))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("sayso"):
            deeper = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {node.module, *(deeper & set(MODULES))}
    return found


def test_the_program_holds_each_module_as_it_stands() -> None:
    text = verifier_source().decode("utf-8")

    for name in MODULES:
        assert f"SOURCES[{name!r}] = r'''{module_text(name)}'''" in text


def test_the_program_holds_all_that_its_modules_import_and_nothing_else() -> None:
    reached: set[str] = set()
    waiting = {ENTRY}
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= {one for one in imports_of(name) if one not in PACKAGES or one in MODULES} - reached

    assert reached == set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_its_modules_import_the_standard_library_alone(name: str) -> None:
    for node in ast.parse(module_text(name)).body:
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for one in names:
            assert one.split(".")[0] in {*sys.stdlib_module_names, "sayso"}


def test_the_program_is_the_same_each_time_and_runs_alone(tmp_path: Path) -> None:
    (tmp_path / "verify.py").write_bytes(verifier_source())

    said = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert verifier_source() == (tmp_path / "verify.py").read_bytes()
    assert said.returncode == 4
    assert said.stdout == "reject\n  it is no export: it has no bagit.txt\n"


def test_who_reads_only_its_first_line_sees_no_fault_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "verify.py").write_bytes(verifier_source())

    said = subprocess.run(
        f"{sys.executable} -I -S verify.py | head -c 0; exit ${{PIPESTATUS[0]}}",
        executable="/bin/bash",
        shell=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (said.returncode, said.stderr) == (4, "")


@pytest.mark.parametrize("module", ["hashlib", "json", "importlib", "argparse"])
def test_no_file_beside_the_program_stands_in_for_a_module_of_pythons(tmp_path: Path, module: str) -> None:
    (tmp_path / "verify.py").write_bytes(verifier_source())
    (tmp_path / f"{module}.py").write_text("print('accept')\nimport os\nos._exit(0)\n", encoding="utf-8")

    said = subprocess.run(
        [sys.executable, "verify.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (said.returncode, said.stdout.partition("\n")[0]) == (4, "reject")
