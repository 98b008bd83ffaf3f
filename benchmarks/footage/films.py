"""Films to measure with, of ffmpeg's own test sources."""

from __future__ import annotations

import subprocess
from pathlib import Path

QUICK = ("-c:v", "libx264", "-preset", "ultrafast")


def source(described: str, seconds: float | None = None) -> list[str]:
    """Return the words by which ffmpeg takes a source of its own, for so long."""
    length = [] if seconds is None else ["-t", str(seconds)]
    return ["-f", "lavfi", *length, "-i", described]


def made(path: Path, *words: str) -> Path:
    """Return a film, made by ffmpeg with these words where it is not there; what was broken off is none."""
    if not path.exists():
        incoming = path.with_name(f"incoming-{path.name}")
        subprocess.run(["ffmpeg", "-v", "error", "-y", *words, str(incoming)], check=True)
        incoming.rename(path)
    return path
