"""Measure figures by their numbers: `python -m benchmarks.evidence 1 2 3`, from the top of the tree.

Each prints one line of JSON. `--share 0.1` makes a tenth of the faults, and a tenth of the material.
With `--start 3`, figure 5 makes another tenth of its refusals: the 4th, the 14th, and so on.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.evidence.clocks import import_under_clocks
from benchmarks.evidence.credentials import measure_credentials
from benchmarks.evidence.erasures import erase_one
from benchmarks.evidence.figures import Figure, workplace
from benchmarks.evidence.flips import cut_entries, cut_short, flip_bits
from benchmarks.evidence.hostile_media import read_hostile_media
from benchmarks.evidence.kills import kill_imports
from benchmarks.evidence.refusals import fill_disks, refuse_each_call
from benchmarks.evidence.rewrites import rewrite
from benchmarks.evidence.speed import import_speed, large_file, long_log, rebuild_speed
from benchmarks.evidence.stores import filled_archive, new_archive, write_files
from benchmarks.evidence.together import import_repeats, import_together
from benchmarks.evidence.years import open_years_later

from sayso.custody import read_heads

NAMED_SHARE = 0.999  # of detected faults whose item must be named


def flips(work: Path, share: float) -> Figure:
    """Flip single bits over a whole store."""
    found = flip_bits(filled_archive(work, items=100), int(10_000 * share))
    named = found.made - len(found.missed) - len(found.unnamed)
    return Figure(
        number="1",
        what="single bits flipped over all bytes of a store",
        target="all detected, the item named in 99.9 %",
        found=found.summary(),
        is_met=not found.missed and named >= NAMED_SHARE * found.made,
    )


def cuts(work: Path, share: float) -> Figure:
    """Cut files short, and entries off the end."""
    few = filled_archive(work / "few", items=4)
    heads = [head.to_bytes() for head in read_heads(few)]
    lengths = cut_short(few, int(1000 * share), heads)
    many = filled_archive(work / "many", items=60, is_sealed=False)
    heads = [head.to_bytes() for head in read_heads(many)]
    entries = cut_entries(many, 50, heads)
    return Figure(
        number="2",
        what="each file cut at random lengths; the last 1 to 50 entries removed, with a head kept elsewhere",
        target="all detected",
        found={"lengths": lengths.summary(), "entries": entries.summary()},
        is_met=not lengths.missed and not entries.missed,
    )


def rewrites(work: Path, share: float) -> Figure:
    """Rewrite the log with skill."""
    found = rewrite(filled_archive(work, items=40, is_sealed=False), int(200 * share), work)
    return Figure(
        number="3",
        what="skilled edits against an earlier head",
        target="all detected by the consistency proof",
        found=found.summary(),
        is_met=not found.unseen_by_verify and not found.unseen_by_proof,
    )


def kills(work: Path, share: float) -> Figure:
    """Kill imports of 200 files."""
    files = new_archive(work / "archive", work / "home")
    material = write_files(work / "material", 200, lambda n: 200 + 97 * n)
    found = kill_imports(files.root, material, work, int(1000 * share))
    return Figure(
        number="4",
        what="kill -9 at random moments of an import of 200 files, half of them within a line of the log",
        target="nothing saved is lost, each store verifies, each second run completes, nothing is left over",
        found=found.summary(),
        is_met=found.is_clean,
    )


def refusals(work: Path, share: float, *, start: int = 0) -> Figure:
    """Refuse calls one by one, from `start` on."""
    files = new_archive(work / "archive", work / "home")
    material = write_files(work / "material", 20, lambda n: 200 + 97 * n)
    found = refuse_each_call(files.root, material, work, start=start, step=round(1 / share))
    return Figure(
        number="5",
        what="EIO and ENOSPC at each call of an import of 20 files that touches the archive",
        target="never saved wrongly, verifies each time, the message names the cause",
        found=found.summary(),
        is_met=found.is_clean,
    )


def full_disks(work: Path, share: float) -> Figure:
    """Fill the disk."""
    files = new_archive(work / "archive", work / "home")
    material = write_files(work / "material", 40, lambda n: 200 + 970 * n)
    sizes = [20_000 * (1 + number) for number in range(int(50 * share))]
    found = fill_disks(files.root, material, work, sizes)
    return Figure(
        number="6",
        what="an import onto a disk that is full",
        target="as 5; with space freed the same command completes",
        found=found.summary(),
        is_met=found.is_clean,
    )


def together(work: Path, share: float) -> Figure:
    """Import by eight processes at once."""
    each = int(200 * share)
    found = import_together(work, processes=8, files_each=each)
    return Figure(
        number="7",
        what="8 processes import overlapping sets at once",
        target="every event, one object a digest, no gap, nothing locked, at most 3 times as long as one",
        found={name: getattr(found, name) for name in found.__slots__} | {"ratio": round(found.ratio, 2)},
        is_met=found.events == 8 * each
        and found.blobs == found.distinct
        and found.is_gap_free
        and found.holds
        and not found.failed
        and not found.locked
        and found.ratio <= 3,
    )


def clocks(work: Path, _share: float) -> Figure:
    """Set the clock wrong."""
    found = import_under_clocks(work)
    return Figure(
        number="8",
        what="imports under clocks that jump",
        target="order by number stays, slips are noted, nothing fails",
        found=found.summary(),
        is_met=found.order_kept and found.holds and found.slips_noted and not found.failed,
    )


def repeats(work: Path, share: float) -> Figure:
    """Import the same bytes again and again."""
    found = import_repeats(work, count=int(10_000 * share))
    return Figure(
        number="9",
        what="files of which 30 % repeat others' bytes",
        target="every event kept, one object a digest, no false merge",
        found={name: getattr(found, name) for name in found.__slots__},
        is_met=found.events == found.files
        and found.originals == found.distinct
        and not found.false_merges
        and found.names_kept
        and found.holds,
    )


def speed(work: Path, share: float) -> Figure:
    """Time imports, verification and proofs."""
    small = import_speed(work / "small", files=int(10_000 * share), size_bytes=20_000)
    large = import_speed(work / "large", files=20, size_bytes=int(100_000_000 * share))
    return Figure(
        number="22",
        what="import and verification beside sha256sum, cp and sync",
        target="500 files/s, 300 MB/s, verification at 800 MB/s; as ratios to the plain tools",
        found={"small": small.summary(), "large": large.summary()},
        is_met=small.files / small.import_s >= 500
        and large.megabytes / large.import_s >= 300
        and large.megabytes / large.verify_s >= 800,
    )


def memory(work: Path, share: float) -> Figure:
    """Look at peak memory, and at proofs in a long log."""
    log = long_log(work / "log", entries=int(1_000_000 * share))
    large = large_file(work / "large", size_bytes=int((8 << 30) * share))
    return Figure(
        number="23",
        what="peak memory of a log of 1,000,000 entries and of a file of 8 GiB; proofs in that log (22)",
        target="300 MiB and 150 MiB; 50 ms a proof",
        found={"log": {name: getattr(log, name) for name in log.__slots__}, "large_file": large},
        is_met=log.peak_mib <= 300
        and max(log.proof_ms) <= 50
        and max(float(str(large[name])) for name in ("import_peak_mib", "verify_peak_mib")) <= 150,
    )


def rebuild(work: Path, share: float) -> Figure:
    """Make the index anew."""
    found = rebuild_speed(work, entries=int(100_000 * share))
    return Figure(
        number="24",
        what="the index of 100,000 entries deleted and made anew",
        target="equal answers, at most 60 s",
        found=found,
        is_met=bool(found["answers_are_equal"]) and float(str(found["rebuild_s"])) <= 60,
    )


def years(work: Path, _share: float) -> Figure:
    """Open an export ten years later."""
    found = open_years_later(work)
    said = found["expiry_is_said_by"]
    return Figure(
        number="12",
        what="an export opened ten years later, the authority's certificate expired, with no network",
        target="verifies, with openssl by -attime, and it is said which certificate expired since",
        found=found,
        is_met=found["by_sayso"] == found["by_verify_py_alone"] == found["stamp_by_check_stamp"] == "accept"
        and bool(found["openssl_as_the_page_says"])
        and isinstance(said, dict)
        and all(said.values()),
    )


def credentials(work: Path, _share: float) -> Figure:
    """Read content credentials."""
    found = measure_credentials(work)
    return Figure(
        number="16",
        what="content credentials of files whose state is known, in nine formats; none with an identity",
        target="all right, no request on the wire",
        found=found,
        is_met=not found["wrong"] and not found["internet_sockets"],
    )


def hostile_media(work: Path, share: float) -> Figure:
    """Put hostile media before every reader."""
    found = read_hostile_media(work, cuts=int(50 * share))
    return Figure(
        number="19",
        what="hostile media, and good ones cut short, imported and put before every reader of media",
        target="this process survives, originals are kept all the same",
        found=found.summary(),
        is_met=found.kept == found.files and found.holds and not found.too_slow,
    )


def erasures(work: Path, share: float) -> Figure:
    """Erase one exhibit."""
    found = erase_one(work, exhibits=max(5, int(100 * share)))
    return Figure(
        number="26",
        what="one exhibit of 100 erased, with all that was made from it",
        target="its bytes are nowhere, log and all proofs verify, the tombstone shows",
        found=found,
        is_met=not found["files_that_hold_it"]
        and not found["damages"]
        and bool(found["tombstone_in_verify"])
        and bool(found["tombstone_in_status"]),
    )


FIGURES: dict[str, Callable[..., Figure]] = {
    "1": flips,
    "2": cuts,
    "3": rewrites,
    "4": kills,
    "5": refusals,
    "6": full_disks,
    "7": together,
    "8": clocks,
    "9": repeats,
    "12": years,
    "16": credentials,
    "19": hostile_media,
    "22": speed,
    "23": memory,
    "24": rebuild,
    "26": erasures,
}
ON_DISK = ("7", "22", "23")  # what is timed or large is not done in memory


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.evidence", description=__doc__)
    parser.add_argument("numbers", nargs="+", choices=list(FIGURES))
    parser.add_argument("--share", type=float, default=1.0, help="how much of the whole")
    parser.add_argument("--start", type=int, default=0, help="of figure 5: the first refusal that is made")
    asked = parser.parse_args()
    are_met = True
    for number in asked.numbers:
        with workplace(in_memory=number not in ON_DISK) as work:
            more = {"start": asked.start} if number == "5" else {}
            figure = FIGURES[number](work, asked.share, **more)
        print(figure.line(), flush=True)
        are_met &= figure.is_met
    sys.exit(0 if are_met else 1)


if __name__ == "__main__":
    main()
