"""Exports, beside the tools of others: `python -m benchmarks.evidence.exports`, from the top of the tree.

Makes cases of drawn material, exports each as bag, zip and web archive, has them checked by sayso, by the
`verify.py` in them, and where `--peers` names a Python that has them by bagit-python, py-wacz, warcio and
fastwarc; then changes exports in known ways, flips bits in them and cuts them short.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.evidence.figures import Figure, workplace

from sayso.custody.export_check import check_export
from sayso.custody.found import found_archive
from sayso.desk.authorities import add_authority
from sayso.desk.export import export_case
from sayso.desk.intake import import_paths
from sayso.desk.stamps import stamp_now
from sayso.desk.wacz import export_wacz
from sayso.packages import check_bag, check_wacz
from sayso.store.archive import Archive, open_archive
from sayso.testing.stamping import LocalAuthority, is_openssl_here
from sayso.testing.tampering import TAMPERINGS, UNDONE_ANEW, WITH_KEY, manifests_anew, sealed_anew

ACTOR, TITLE = "Ada Tester", "The Quay"
LETTERS = "abcz AZ09-_.,%&'()éü\u0308\u0634\u202e\n\t\\"
PEERS = Path(__file__).with_name("export_peers.py")


def write_material(folder: Path, draw: random.Random) -> None:
    """Write files of drawn names, sizes and bytes; one is always called clip.MP4."""
    folder.mkdir(parents=True)
    (folder / "clip.MP4").write_bytes(b"\0\0\0\x18ftypisom" + draw.randbytes(draw.randrange(2000)))
    for number in range(draw.randrange(1, 12)):
        name = "".join(draw.choice(LETTERS) for _ in range(draw.randrange(1, 30))).strip(". ")
        data = draw.choice([b"", b"same bytes", draw.randbytes(draw.randrange(40_000)), b"text\n" * 500])
        (folder / f"{number} {name}.txt").write_bytes(data)
    if draw.random() < 0.5:
        (folder / "clip.meta.json").write_text('{"publisher": "Harbour Office"}', "utf-8")


class Case:
    """One drawn case, with its exports."""

    def __init__(self, folder: Path, seed: int, authority: str | None, roots: Path) -> None:
        draw = random.Random(seed)
        write_material(folder / "in", draw)
        root = found_archive(folder / "archive", "Test", folder / "keys").root
        with open_archive(root, keys=folder / "keys") as archive:
            import_paths(archive, [folder / "in"], TITLE, actor=ACTOR)
            if authority and draw.random() < 0.5:
                add_authority(archive, authority, roots, actor=ACTOR)
                stamp_now(archive, actor=ACTOR)
            self._export(archive, folder)
            self.signer = archive.signer()

    def _export(self, archive: Archive, folder: Path) -> None:
        self.bag = export_case(archive, TITLE, folder / "bag", actor=ACTOR).path
        self.zip = export_case(archive, TITLE, folder / "case.zip", actor=ACTOR).path
        self.waczs = [
            export_wacz(archive, TITLE, folder / f"{number}.wacz", actor=ACTOR).path for number in (1, 2)
        ]


def alone(export: Path, verifier: Path) -> str:
    """Return the verdict of a `verify.py`, by a Python that finds no package."""
    words = [sys.executable, "-I", "-S", str(verifier), str(export)]
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.split("\n")[0]


def peers(python: str, kind: str, paths: Sequence[Path]) -> dict[str, list[bool]]:
    """Return what the tools of others say of packages: the tool -> whether it accepts each."""
    done = subprocess.run(
        [python, str(PEERS), kind, *map(str, paths)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, list[bool]] = json.loads(done.stdout.splitlines()[-1])
    return found


def bags(cases: Sequence[Case], python: str | None) -> Figure:
    """Check the bags."""
    found: dict[str, object] = {
        "exports": len(cases),
        "sayso verify --export": sum(check_export(case.bag).accepted for case in cases),
        "the same as zip": sum(check_export(case.zip).accepted for case in cases),
        "sayso check-bag": sum(check_bag(case.bag).accepted for case in cases),
        "verify.py alone": sum(alone(case.bag, case.bag / "verify.py") == "accept" for case in cases),
    }
    if python:
        for tool, answers in peers(python, "bags", [case.bag for case in cases]).items():
            found[tool] = sum(answers)
    counts = [count for count in found.values() if isinstance(count, int)]
    return Figure(
        number="13",
        what="exports as bags, accepted by each checker",
        target="all, by all",
        found=found,
        is_met=len(set(counts)) == 1,
    )


def waczs(cases: Sequence[Case], python: str | None) -> Figure:
    """Check the web archives."""
    paths = [case.waczs[0] for case in cases]
    verifier = cases[0].bag / "verify.py"
    found: dict[str, object] = {
        "exports": len(cases),
        "written twice, the same bytes": sum(
            case.waczs[0].read_bytes() == case.waczs[1].read_bytes() for case in cases
        ),
        "sayso verify --export": sum(check_export(path).accepted for path in paths),
        "sayso check-wacz": sum(check_wacz(path).accepted for path in paths),
        "verify.py alone": sum(alone(path, verifier) == "accept" for path in paths),
    }
    if python:
        for tool, answers in peers(python, "waczs", paths).items():
            found[tool] = sum(answers)
    counts = [count for count in found.values() if isinstance(count, int)]
    return Figure(
        number="14",
        what="exports as web archives, accepted by each checker",
        target="all, by all, and byte-identical",
        found=found,
        is_met=len(set(counts)) == 1,
    )


def tampered(case: Case, work: Path, python: str | None) -> Figure:
    """Change an export in every way that is known, with its manifests left, made anew, and signed anew."""
    verdicts, same, passed = [], 0, []
    made: list[Path] = []
    for what, bag in _changed(case, work):
        made.append(bag)
        verdicts.append(check_export(bag).verdict)
        same += alone(bag, case.bag / "verify.py") == check_bag(bag).verdict == verdicts[-1]
        if verdicts[-1] != "reject":
            passed.append(what)
    found: dict[str, object] = {
        "changed exports": len(made),
        "ways": len(TAMPERINGS) + len(WITH_KEY),
        "sayso rejects": verdicts.count("reject"),
        "verify.py and check-bag say the same": same,
        "passed": passed,
    }
    if python:
        for tool, answers in peers(python, "bags", made).items():
            found[f"{tool} accepts"] = sum(answers)
    return Figure(
        number="13, 15",
        what="changed exports",
        target="all rejected, with one verdict by sayso, verify.py and check-bag",
        found=found,
        is_met=not passed and same == len(made),
    )


def _changed(case: Case, work: Path) -> Iterator[tuple[str, Path]]:
    """Give exports, each changed in one way, and what was done."""
    done: list[tuple[str, Callable[[Path], object], Callable[[Path], object] | None]] = []
    for what, change in TAMPERINGS.items():
        done.append((f"{what}, manifests left", change, None))
        if what not in UNDONE_ANEW:
            done.append((f"{what}, manifests made anew", change, manifests_anew))
    signer = case.signer
    assert signer is not None
    done += [
        (f"{what}, signed anew", change, lambda bag: sealed_anew(bag, signer))
        for what, change in WITH_KEY.items()
    ]
    for number, (what, change, then) in enumerate(done):
        bag = work / f"tampered {number}"
        shutil.copytree(case.bag, bag)
        change(bag)
        if then is not None:
            then(bag)
        yield what, bag


def broken(case: Case, count: int, work: Path) -> Figure:
    """Flip bits in an export, and cut it short, as folder and as zip."""
    draw = random.Random(13)
    missed = {"flipped, folder": 0, "flipped, zip": 0, "cut, folder": 0, "cut, zip": 0}
    bag = work / "broken"
    shutil.copytree(case.bag, bag)
    files = [path for path in sorted(bag.rglob("*")) if path.is_file() and path.stat().st_size]
    sizes = [path.stat().st_size for path in files]
    zipped = work / "broken.zip"
    whole = case.zip.read_bytes()
    for _ in range(count):
        path = draw.choices(files, sizes)[0]
        data = path.read_bytes()
        for how, changed in _broken(data, draw):
            path.write_bytes(changed)
            missed[f"{how}, folder"] += check_export(bag).verdict == "accept"
        path.write_bytes(data)
        for how, changed in _broken(whole, draw):
            zipped.write_bytes(changed)
            missed[f"{how}, zip"] += check_export(zipped).verdict == "accept"
    return Figure(
        number="15 (1, 2)",
        what="single bits flipped in an export, and files of it cut short",
        target="none accepted",
        found={"of each": count, "accepted": missed},
        is_met=not any(missed.values()),
    )


def _broken(data: bytes, draw: random.Random) -> Iterator[tuple[str, bytes]]:
    place = draw.randrange(len(data))
    yield "flipped", data[:place] + bytes([data[place] ^ 1 << draw.randrange(8)]) + data[place + 1 :]
    yield "cut", data[: draw.randrange(len(data))]


def main() -> None:
    """Measure, and print a line of JSON for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=50, help="cases")
    parser.add_argument("--flips", type=int, default=1000, help="of each kind of damage")
    parser.add_argument("--peers", help="a Python with bagit, wacz, warcio and fastwarc")
    asked = parser.parse_args()
    with workplace(in_memory=True) as work, ExitStack() as opened:
        url, roots = None, work
        if is_openssl_here():
            authority = LocalAuthority(work / "authority")
            url, roots = opened.enter_context(authority.serve()), authority.roots
        cases = [Case(work / str(seed), seed, url, roots) for seed in range(asked.count)]
        for figure in (
            bags(cases, asked.peers),
            waczs(cases, asked.peers),
            tampered(cases[0], work, asked.peers),
            broken(cases[0], asked.flips, work),
        ):
            print(figure.line(), flush=True)


if __name__ == "__main__":
    main()
