"""Figure 16: content credentials that are absent, intact and broken, and no request on the wire.

`python -m benchmarks.evidence.credentials ANCHORS FILE…` prints the state of each; it is run under strace.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks.evidence.figures import environment

from sayso.exhibits.sniff import HEAD_BYTES, sniff
from sayso.parsers.credentials import read_credentials
from sayso.testing.credentials import Signing, broken_pictures, make_signing, sign_picture
from sayso.testing.videos import make_video

NO_ANCHORS = "-"
PICTURES = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "AVIF")


@dataclass(frozen=True, slots=True)
class Case:
    """A file, and what its credentials come to."""

    name: str
    data: bytes
    is_vouched_for: bool
    expected: str


def measure_credentials(work: Path) -> dict[str, object]:
    """Read the credentials of files whose state is known, in a process whose sockets are watched."""
    signing = make_signing()
    cases = [*_by_kind(work, signing), *_broken(signing), *_not_looked(signing)]
    anchors = work / "anchors.pem"
    anchors.write_text(signing.anchors, "ascii")
    states: dict[str, str] = {}
    sockets = 0
    for is_vouched_for in (False, True):
        mine = [case for case in cases if case.is_vouched_for is is_vouched_for]
        found, opened = _read(work, mine, anchors if is_vouched_for else None)
        states |= {f"{case.name} {is_vouched_for}": state for case, state in zip(mine, found, strict=True)}
        sockets += opened
    wrong = {
        key: f"{states[key]} instead of {case.expected}"
        for case in cases
        if states[key := f"{case.name} {case.is_vouched_for}"] != case.expected
    }
    return {
        "files": len(cases),
        "right": len(cases) - len(wrong),
        "wrong": wrong,
        "internet_sockets": sockets,
    }


def _read(work: Path, cases: Sequence[Case], anchors: Path | None) -> tuple[list[str], int]:
    folder = work / f"files-{anchors is not None}"
    folder.mkdir()
    paths = [folder / f"{number:03d}" for number in range(len(cases))]
    for path, case in zip(paths, cases, strict=True):
        path.write_bytes(case.data)
    trace = work / "trace"
    watched = ["strace", "-f", "-qq", "-e", "trace=socket,connect", "-o", str(trace)]
    program = [sys.executable, "-m", "benchmarks.evidence.credentials"]
    words = [*program, str(anchors or NO_ANCHORS), *map(str, paths)]
    done = subprocess.run(
        [*(watched if shutil.which("strace") else []), *words],
        env=environment(work, {"PYTHONPATH": str(Path(__file__).parents[2])}),
        capture_output=True,
        text=True,
        check=True,
    )
    lines = trace.read_text("utf-8").splitlines() if trace.exists() else []
    return done.stdout.split(), sum("AF_INET" in line for line in lines)


def _by_kind(work: Path, signing: Signing) -> list[Case]:
    cases = []
    for media_type, plain in _files(work).items():
        signed = sign_picture(plain, signing, media_type=media_type)
        place = len(signed) - 30
        changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
        cases += [
            Case(f"{media_type} without", plain, False, "absent"),
            Case(f"{media_type} signed", signed, False, "intact-unknown"),
            Case(f"{media_type} signed", signed, True, "intact-trusted"),
            Case(f"{media_type} changed", changed, True, "broken"),
        ]
    return cases


def _broken(signing: Signing) -> list[Case]:
    picture = _picture("JPEG")
    cases = []
    for name, (data, _) in broken_pictures(picture, signing).items():
        cases += [Case(name, data, False, "broken"), Case(name, data, True, "broken")]
    child = sign_picture(picture, signing, parent=sign_picture(picture, signing))
    grandchild = sign_picture(picture, signing, parent=child)
    for name, data in (("child", child), ("grandchild", grandchild)):
        cases += [Case(name, data, False, "intact-unknown"), Case(name, data, True, "intact-trusted")]
    return cases


def _not_looked(signing: Signing) -> list[Case]:
    picture = _picture("JPEG")
    remote = sign_picture(picture, signing, remote_url="http://127.0.0.1:9/quay.c2pa")
    return [
        Case("elsewhere", remote, False, "could-not-look"),
        Case("cut short, without", picture[:300], False, "could-not-look"),
        Case("a text", b"The ferry left at six.\n", False, "could-not-look"),
        Case("nothing", b"", False, "could-not-look"),
    ]


def _files(work: Path) -> dict[str, bytes]:
    files = {f"image/{kind.lower()}": _picture(kind) for kind in PICTURES}
    noise = np.random.default_rng(16).integers(0, 255, (48, 64, 3), dtype=np.uint8)
    frames = [np.roll(noise, number, axis=1) for number in range(12)]
    for media_type, name in (("video/mp4", "clip.mp4"), ("video/quicktime", "clip.mov")):
        files[media_type] = make_video(work / name, frames, fps=12).path.read_bytes()
    sound = io.BytesIO()
    with wave.open(sound, "wb") as track:
        track.setnchannels(1)
        track.setsampwidth(2)
        track.setframerate(8000)
        track.writeframes(bytes(8000))
    return {**files, "audio/wav": sound.getvalue()}


def _picture(kind: str) -> bytes:
    from PIL import Image

    to = io.BytesIO()
    noise = np.random.default_rng(16).integers(0, 255, (48, 64, 3), dtype=np.uint8)
    Image.fromarray(noise).save(to, kind)
    return to.getvalue()


def _print_states(anchors: str, names: Sequence[str]) -> None:
    trusted = "" if anchors == NO_ANCHORS else Path(anchors).read_text("ascii")
    for name in names:
        with Path(name).open("rb") as stream:
            media_type = sniff(stream.read(HEAD_BYTES), name)
        print(read_credentials(Path(name), media_type, anchors=trusted).state)


if __name__ == "__main__":
    _print_states(sys.argv[1], sys.argv[2:])
