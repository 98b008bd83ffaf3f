"""A terminal that cannot show a character is told its number, and no command breaks down on it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

RUN = "import sys; from sayso.cli.main import main; sys.exit(main(sys.argv[1:]))"


def test_names_that_a_terminal_cannot_show_are_shown_by_number(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    there = {**os.environ, "PYTHONIOENCODING": "ascii", "XDG_CONFIG_HOME": str(tmp_path / "config")}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", RUN, *arguments]
        return subprocess.run(command, env=there, capture_output=True, text=True, check=False)

    (tmp_path / "note.txt").write_text("The quay burned.\n", encoding="utf-8")
    assert run("init", str(archive)).returncode == 0
    done = run("import", str(tmp_path / "note.txt"), "--archive", str(archive), "--case", "F\u00e4hre")
    (archive / "\u00fc.txt").write_text("stray\n", encoding="utf-8")
    checked = run("verify", "--archive", str(archive))

    assert done.returncode == 0
    assert r"F\xe4hre" in done.stdout
    assert r"\xfc.txt" in checked.stdout
    assert "Traceback" not in checked.stderr
