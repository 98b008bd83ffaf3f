"""Figures 22 to 24: speed beside the plain tools, memory, and making the index anew."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.evidence.figures import command, environment, sayso, seconds_of
from benchmarks.evidence.stores import new_archive, write_files

from sayso.custody import (
    Act,
    ArchiveFiles,
    CustodyLog,
    prove_inclusion,
    verify,
    write_head,
    writer_lock,
)

MB = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSpeed:
    """An import and a verification beside plain tools on the same files, one behind the other."""

    files: int
    megabytes: float
    plain_s: float  # sha256sum of the files, cp, and sync of each copy
    import_s: float
    sha256sum_s: float  # of all files in the store
    verify_s: float
    import_cpu_s: float  # of the command, its start included

    def summary(self) -> dict[str, object]:
        """Return the findings as JSON values."""
        return {
            **{name: round(value, 3) for name, value in asdict(self).items()},
            "import_files_a_second": round(self.files / self.import_s, 1),
            "import_mb_a_second": round(self.megabytes / self.import_s, 1),
            "verify_mb_a_second": round(self.megabytes / self.verify_s, 1),
            "import_to_plain": round(self.import_s / self.plain_s, 2),
            "verify_to_sha256sum": round(self.verify_s / self.sha256sum_s, 2),
        }


def import_speed(work: Path, *, files: int, size_bytes: int) -> ImportSpeed:
    """Import files on the disk that `work` lies on, beside `sha256sum`, `cp` and `sync`."""
    home, material, copies = work / "home", work / "material", work / "copies"
    write_files(material, files, lambda _n: size_bytes)
    archive = new_archive(work / "archive", home)
    copies.mkdir()
    plain_s = seconds_of(lambda: _plain(material, copies, work / "sums"))
    shutil.rmtree(copies)
    used = _cpu_of_children()
    import_s = seconds_of(
        lambda: _checked(sayso("import", material, "--case", "Ferry", "--archive", archive.root, home=home))
    )
    import_cpu_s = _cpu_of_children() - used
    shutil.rmtree(material)
    sums_s = seconds_of(lambda: _shell(f"find '{archive.objects}' -type f | xargs sha256sum > '{work}/sums'"))
    verify_s = seconds_of(lambda: _checked(sayso("verify", "--archive", archive.root, home=home)))
    return ImportSpeed(
        files=files,
        megabytes=files * size_bytes / MB,
        plain_s=plain_s,
        import_s=import_s,
        sha256sum_s=sums_s,
        verify_s=verify_s,
        import_cpu_s=import_cpu_s,
    )


def _plain(material: Path, copies: Path, sums: Path) -> None:
    _shell(f"find '{material}' -type f | xargs sha256sum > '{sums}'")
    _shell(f"cp -r '{material}' '{copies}/' && find '{copies}' | xargs sync")


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _shell(line: str) -> None:
    subprocess.run(["/bin/sh", "-c", line], check=True, capture_output=True)


def _checked(done: subprocess.CompletedProcess[str]) -> None:
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-500:])


@dataclass(frozen=True, slots=True, kw_only=True)
class LongLog:
    """A log of very many entries."""

    entries: int
    append_s: float
    first_head_s: float
    proof_ms: tuple[float, ...]  # of entries from all over the log, each checked
    proof_cpu_ms: float  # of them all, on average
    verify_s: float
    peak_mib: float  # of the process that did all this


def long_log(work: Path, *, entries: int) -> LongLog:
    """Write a long log, make a head over it, prove entries, and verify, all in this process."""
    files = new_archive(work / "archive", work / "home")
    log = CustodyLog(files)
    started = time.perf_counter()
    with writer_lock(files, "benchmark"):
        for start in range(0, entries, 5000):
            log.append([_act(number) for number in range(start, min(start + 5000, entries))])
    append_s = time.perf_counter() - started
    with writer_lock(files, "benchmark"):
        first_head_s = seconds_of(lambda: write_head(files, None))
        head = write_head(files, None)
    times, used = [], time.process_time()
    for seq in (1, 2, entries // 3, entries // 2, entries - 1, entries):
        times.append(1000 * seconds_of(lambda seq=seq: prove_inclusion(files, seq, head).verify()))  # type: ignore[misc]
    cpu_s = time.process_time() - used
    verify_s = seconds_of(lambda: _must_hold(files))
    return LongLog(
        entries=entries,
        append_s=append_s,
        first_head_s=first_head_s,
        proof_ms=tuple(round(one, 2) for one in times),
        proof_cpu_ms=round(1000 * cpu_s / len(times), 2),
        verify_s=verify_s,
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def _act(number: int) -> Act:
    method = {"name": "words", "version": "1"}
    return Act("derive", {"case": "ferry", "kind": "note", "of": f"{number:064x}", "method": method})


def _must_hold(files: ArchiveFiles) -> None:
    if not verify(files).holds:
        raise RuntimeError("the archive does not hold")


def large_file(work: Path, *, size_bytes: int) -> dict[str, object]:
    """Import and verify one large, sparse file, and return the peak memory of each command."""
    home = work / "home"
    archive = new_archive(work / "archive", home)
    path = work / "large.bin"
    with path.open("wb") as stream:
        stream.truncate(size_bytes)
        stream.write(b"its start differs")
    taken = _peak_mib(["import", path, "--case", "Ferry", "--archive", archive.root], home)
    path.unlink()
    verified = _peak_mib(["verify", "--archive", archive.root], home)
    return {"size_bytes": size_bytes, "import_peak_mib": taken, "verify_peak_mib": verified}


_PEAK = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps({"code": done.returncode, "peak_mib": peak, "err": done.stderr[-300:]}))
"""


def _peak_mib(words: Sequence[object], home: Path) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, *command(*words)],
        env=environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout)
    if said["code"] != 0:
        raise RuntimeError(said["err"])
    return round(float(said["peak_mib"]), 1)


def rebuild_speed(work: Path, *, entries: int) -> dict[str, object]:
    """Fill an archive with imports, delete its index, make it anew, and compare the answers."""
    from sayso.desk.intake import import_paths
    from sayso.store import rows
    from sayso.store.archive import open_archive
    from sayso.store.index_check import IndexCheck, check_index

    files = new_archive(work / "archive", work / "home")
    made = 0
    with open_archive(files.root) as archive:
        while made < entries:
            count = min(entries - made, 10_000)
            folder = work / "material"
            write_files(folder, count, lambda n: 40 + n % 50, seed=made, name=f"part{made}")
            import_paths(archive, [folder], "Ferry", actor="Ada")
            shutil.rmtree(folder)
            made += count
        before = rows.everything()
    files.database.unlink()
    started, used = time.perf_counter(), time.process_time()
    with open_archive(files.root):
        took_s, cpu_s = time.perf_counter() - started, time.process_time() - used
        is_equal = rows.everything() == before
    used = time.process_time()
    holds = check_index(files) == IndexCheck(())
    check_cpu_s = time.process_time() - used
    return {
        "entries": made + 2,
        "rebuild_s": round(took_s, 1),
        "rebuild_cpu_s": round(cpu_s, 1),
        "held_against_log_cpu_s": round(check_cpu_s, 1),
        "holds": holds,
        "answers_are_equal": is_equal,
    }
