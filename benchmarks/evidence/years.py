"""Figure 12: an export opened ten years later, the authority's certificate long expired, with no network."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.evidence.figures import command, environment, sayso
from benchmarks.evidence.stores import import_, new_archive, write_files

from sayso.testing.stamping import LocalAuthority

LATER = ("faketime", "-f", "+10y")


def open_years_later(work: Path) -> dict[str, object]:
    """Export a stamped case, and check the export in every way there is, under a clock ten years ahead."""
    home = work / "home"
    files = new_archive(work / "archive", home)
    import_(files, write_files(work / "material", 5, lambda n: 900 + n), home)
    authority = LocalAuthority(work / "authority", days=30)
    bag = work / "bag"
    archive = ("--archive", files.root)
    with authority.serve() as address:
        _must(sayso("authorities", "--add", address, "--roots", authority.roots, *archive, home=home))
        _must(sayso("export", "Ferry", "--to", bag, *archive, home=home))
    shutil.rmtree(authority.folder)
    by_sayso = _later(command("verify", "--export", bag), home)
    alone = _later([sys.executable, "-I", str(bag / "verify.py"), str(bag)], home)
    here = _later(command("verify", *map(str, archive)), home)
    (reply,) = (bag / "custody" / "stamps").glob("*.tsr")
    head = bag / "custody" / "heads" / f"{reply.name.partition('-')[0]}.note"
    (roots,) = (bag / "custody" / "roots").iterdir()
    stamp = _later(command("check-stamp", reply, "--data", head, "--roots", roots), home)
    return {
        "by_sayso": _verdict(by_sayso),
        "by_verify_py_alone": _verdict(alone),
        "archive_verifies": here.returncode == 0,
        "stamp_by_check_stamp": _verdict(stamp),
        "expiry_is_said_by": {
            name: "expired" in done.stdout
            for name, done in (
                ("verify", here),
                ("check-stamp", stamp),
                ("verify --export", by_sayso),
                ("verify.py", alone),
            )
        },
        **_by_openssl(bag, home),
    }


def _must(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode != 0:
        raise RuntimeError(done.stdout[-300:] + done.stderr[-300:])


def _later(words: list[str], home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*LATER, *words], env=environment(home), capture_output=True, text=True, check=False
    )


def _verdict(done: subprocess.CompletedProcess[str]) -> str:
    words = {0: "accept", 1: "unknown", 4: "reject"}
    return words.get(done.returncode, f"exit code {done.returncode}: {done.stderr[-200:]}")


def _by_openssl(bag: Path, home: Path) -> dict[str, object]:
    """Ask openssl as the page of commands says, and as people would without it."""
    page = (bag / "CHECK.txt").read_text("utf-8")
    lines = page.replace("\\\n", " ").splitlines()
    line = next(line.strip() for line in lines if "openssl ts -verify" in line)
    without = line.partition(" -attime ")[0]
    answers = [
        subprocess.run(
            [*LATER, "/bin/sh", "-c", f"cd '{bag}' && {words}"],
            env=environment(home),
            capture_output=True,
            text=True,
            check=False,
        ).returncode
        == 0
        for words in (line, without)
    ]
    return {"openssl_as_the_page_says": answers[0], "openssl_without_attime": answers[1]}
