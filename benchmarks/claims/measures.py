"""All figures on claims from one run in one configuration, beside what other tools give.

    OMP_NUM_THREADS=1 measures.py [--shared DIR] [--peers] [--work DIR]

DIR holds `benchmarks/claims` (PolNeAR's development part and `evaluate.py`) and `cases`; it is looked for
beside the repository. Prints

* attributions in real news, of each extractor, of the default one as it is shipped (which leaves attitudes
  and intentions out that the corpus counts) and, with --peers, of other tools;
* the annotated cases, of the default extractor: `benchmarks/ledger/run_all.py`.

Peers are no part of sayso: each is installed into an environment of its own under the work folder, from a
list of pinned versions (`peers/*.txt`), and reads the same texts in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE.parent / "ledger"))

import run_all  # noqa: E402

from sayso.claims.extraction import DEFAULT_EXTRACTOR  # noqa: E402

Command = Sequence[str | Path]
OURS: dict[str, Sequence[str]] = {
    "tagger": ("--extractor", "tagger"),
    "rules": ("--extractor", "rules"),
    f"{DEFAULT_EXTRACTOR}, as shipped": ("--extractor", DEFAULT_EXTRACTOR, "--as-shipped"),
}
PEERS: dict[
    str, tuple[str, Sequence[str]]
] = {  # name -> requirements in peers/, and how its script is called
    "textacy 0.13": ("textacy", ("textacy_quotes.py",)),
    "textacy, whole texts": ("textacy", ("textacy_quotes.py", "--whole")),
}
COLUMNS = (
    ("link P", "link_relaxed", "p"),
    ("link R", "link_relaxed", "r"),
    ("link F1", "link_relaxed", "f1"),
    ("overlap", "content.overlap", "f1"),
    ("found", "content_found", "f1"),
    ("content", "content.exact_np", "f1"),
    ("source", "source.exact_np", "f1"),
    ("direct", "direct.link_relaxed", "r"),
    ("mixed", "mixed.link_relaxed", "r"),
    ("indirect", "indirect.link_relaxed", "r"),
)
LEGEND = """\
in percent.
link: the right source on the right content (`link_relaxed`); overlap: `content.overlap`, F1;
found: `content_found`, F1; content, source: `exact_np`, F1; direct, mixed, indirect: recall of `link_relaxed`
doc/s: documents a second of CPU time on one thread, after loading; MB: the most memory of the process."""


@dataclass(frozen=True)
class Measured:
    """What one tool gave on the corpus, and what it took."""

    name: str
    scores: dict[str, Any]
    took: dict[str, float]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--peers", action="store_true", help="install and run other tools too")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "measures")
    args = parser.parse_args(argv)
    corpus = args.shared / "benchmarks" / "claims"
    if not (corpus / "evaluate.py").is_file():
        print(f"Nothing to measure on: there is no evaluate.py in {corpus}.")
        return 0
    args.work.mkdir(parents=True, exist_ok=True)
    commands: dict[str, Command] = {
        name: (sys.executable, HERE / "predict.py", *told) for name, told in OURS.items()
    }
    if args.peers:
        commands |= {name: peer_command(args.work, *peer) for name, peer in PEERS.items()}
    measured = [measure(name, command, corpus, args.work) for name, command in commands.items()]
    print(f"{platform.platform()}, Python {platform.python_version()}")
    print(f"\nPolNeAR, development part, {LEGEND}\n{attributions_table(measured)}")
    run_all.main([str(args.shared / "cases"), "--end-to-end-only"])
    return 0


def measure(name: str, command: Command, corpus: Path, work: Path) -> Measured:
    """Run a tool on the development part and score what it gave."""
    part = corpus / "data" / "polnear" / "dev"
    out = work / f"{name.replace(' ', '-').replace(',', '')}.jsonl"
    took = _run([*command, "--texts", part / "texts", "--out", out])
    scoring: Command = [sys.executable, corpus / "evaluate.py", "--gold", part / "gold.jsonl", "--pred", out]
    scores = _run([*scoring, "--texts", part / "texts", "--by-type", "--json"], whole=True)["scores"]
    return Measured(name, scores, took)


def peer_command(work: Path, requirements: str, told: Sequence[str]) -> Command:
    """Return how a peer's script is run, after installing the peer where it is not yet."""
    folder = work / f"venv-{requirements}"
    python = folder / "bin" / "python"
    mark = folder / "installed"
    wanted = (HERE / "peers" / f"{requirements}.txt").read_text("utf-8")
    if not mark.is_file() or mark.read_text("utf-8") != wanted:
        venv.create(folder, with_pip=True, clear=True)
        install = (python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install")
        strict = ("--require-hashes", "--only-binary", ":all:", "-r", HERE / "peers" / f"{requirements}.txt")
        subprocess.run([*install, *strict], check=True)
        mark.write_text(wanted, "utf-8")
    return (python, HERE / "peers" / told[0], *told[1:])


def attributions_table(measured: Sequence[Measured]) -> str:
    """Return one line a tool."""
    lines = [f"{'':20s}" + "".join(f"{name:>9s}" for name, _, _ in COLUMNS) + f"{'doc/s':>8s}{'MB':>6s}"]
    for one in measured:
        cells = "".join(f"{100 * one.scores[metric][part]:9.1f}" for _, metric, part in COLUMNS)
        speed = one.took["documents"] / one.took["cpu_s"]
        lines.append(f"{one.name:20s}{cells}{speed:8.1f}{one.took['most_mb']:6.0f}")
    return "\n".join(lines)


def _run(command: Command, *, whole: bool = False) -> dict[str, Any]:
    """Run a command on one thread and return the JSON that it prints, in its last line unless `whole`."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(
        [str(part) for part in command],
        env={**os.environ, **threads},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout if whole else done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    sys.exit(main())
