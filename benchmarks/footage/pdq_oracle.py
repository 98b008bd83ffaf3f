"""How far our PDQ is from Meta's own code, in bits, on the frames of a folder of videos.

    python -m venv oracle && oracle/bin/pip install pdqhash      # outside the repository; needs a compiler
    python benchmarks/footage/pdq_oracle.py --videos FOLDER --oracle oracle/bin/python

The oracle runs in its own interpreter, so that sayso never depends on it.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso.footage.fingerprints.pdq import PDQ
from sayso.footage.types import Picture, Unusable
from sayso.parsers import Sampling, open_video

ORACLE = """
import sys
import numpy as np, pdqhash
rows, qualities, mirrored = [], [], []
for picture in np.load(sys.argv[1]).values():
    bits, quality = pdqhash.compute(np.ascontiguousarray(picture))
    flipped, _ = pdqhash.compute(np.ascontiguousarray(picture[:, ::-1]))
    rows.append(np.packbits(bits)); qualities.append(quality); mirrored.append(np.packbits(flipped))
np.savez(sys.argv[2], rows=np.array(rows), qualities=np.array(qualities), mirrored=np.array(mirrored))
"""


def frames_of(folder: Path, each_s: int) -> list[Picture]:
    """Return a frame every `each_s` seconds of every video in a folder."""
    pictures: list[Picture] = []
    for path in sorted(folder.iterdir()):
        with open_video(path, sample=Sampling(fps=Fraction(1, each_s), max_side=480)) as video:
            pictures.extend(frame.rgb for frame in video)
    return pictures


def ask_oracle(pictures: list[Picture], python: str) -> dict[str, NDArray[np.uint8]]:
    """Return Meta's hashes, those of the flipped pictures, and qualities."""
    with tempfile.TemporaryDirectory() as folder:
        given, answer = Path(folder, "pictures.npz"), Path(folder, "answer.npz")
        np.savez(given, *pictures)
        subprocess.run([python, "-c", ORACLE, str(given), str(answer)], check=True)
        return dict(np.load(answer))


def report(name: str, ours: list[tuple[bytes, int] | Unusable], theirs: NDArray[np.uint8]) -> None:
    """Print how the distances are spread."""
    pairs = [
        (np.frombuffer(a[0], np.uint8), b)
        for a, b in zip(ours, theirs, strict=True)
        if not isinstance(a, Unusable)
    ]
    bits = np.array([int(np.bitwise_count(a ^ b).sum()) for a, b in pairs])
    print(
        f"{name}: {len(bits)} pictures, median {np.median(bits):.0f} bits, mean {bits.mean():.2f}, "
        f"95 % within {np.percentile(bits, 95):.0f}, largest {bits.max()}"
    )


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--videos", type=Path, required=True)
    parser.add_argument("--oracle", required=True, help="a Python interpreter that has pdqhash")
    parser.add_argument("--each", type=int, default=2, help="seconds between two frames")
    args = parser.parse_args()
    pictures = frames_of(args.videos, args.each)
    answer = ask_oracle(pictures, args.oracle)
    ours = PDQ().of_pictures(pictures)
    report("as they are", ours, answer["rows"])
    report("mirrored in the transform", PDQ().of_mirrored(pictures), answer["mirrored"])
    off = [
        abs(a[1] - int(q))
        for a, q in zip(ours, answer["qualities"], strict=True)
        if not isinstance(a, Unusable)
    ]
    print(f"quality: largest difference {max(off)} of 100")


if __name__ == "__main__":
    main()
