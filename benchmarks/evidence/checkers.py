"""Hold the checkers against their sets of samples, beside the tools that others use for the same.

`python -m benchmarks.evidence.checkers [SET…] [--bagit PYTHON] [--wacz PYTHON] [--stamps PYTHON]`,
from the top of the tree. SET is bags, waczs, stamps, hostile or proofs; all when none is named.
PYTHON is the interpreter of an environment that holds the peer: bagit 1.9.0, wacz 0.6.0,
rfc3161-client 1.0.9. openssl is asked where it is installed. Each set prints one line of JSON.

A peer says yes or no; it is right where it says yes to what is to be accepted, and no to what
is to be rejected. Samples that are to be `unknown` are not put to it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from sayso.custody.proofs import read_consistency_proof, read_inclusion_proof
from sayso.custody.stamp_check import check_stamp
from sayso.custody.stamp_reply import read_reply
from sayso.custody.tree import ProofRefused
from sayso.packages import check_bag, check_wacz
from sayso.testing.bags import write_bag
from sayso.testing.merkle import Consistency, Inclusion, mutants_of, prove_consistency, prove_inclusion
from sayso.testing.samples import bags, hostile, stamps, waczs

MUTANTS, TREES, LARGEST_TREE = 20_000, 2_000, 5_000
ROUND_TRIP = 32  # bytes of a hash

_BAGIT = """
import sys, bagit, logging
logging.disable(logging.CRITICAL)
for folder in sys.stdin.read().splitlines():
    try:
        print(int(bagit.Bag(folder).validate()), flush=True)
    except Exception:
        print(0, flush=True)
"""
_WACZ = """
import sys, os, contextlib
from wacz.main import main
for path in sys.stdin.read().splitlines():
    try:
        with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing):
            code = main(["validate", "-f", path])
    except BaseException:
        code = 1
    print(int(code == 0), flush=True)
"""
_STAMPS = """
import sys
from pathlib import Path
from cryptography import x509
from rfc3161_client import VerifierBuilder, decode_timestamp_response
from rfc3161_client._rust import parse_timestamp_request

def accepts(folder):
    reply = decode_timestamp_response((folder / "reply").read_bytes())
    query, builder = folder / "query", VerifierBuilder()
    if query.exists():
        builder = VerifierBuilder.from_request(parse_timestamp_request(query.read_bytes()))
    for path in sorted(folder.glob("roots*.pem")):
        *others, root = x509.load_pem_x509_certificates(path.read_bytes())
        builder = builder.add_root_certificate(root)
        for number, other in enumerate(others):
            if number == 0 and not reply.signed_data.certificates:
                builder = builder.tsa_certificate(other)
            else:
                builder = builder.add_intermediate_certificate(other)
    return builder.build().verify_message(reply, (folder / "data").read_bytes())

for folder in sys.stdin.read().splitlines():
    try:
        print(int(accepts(Path(folder))), flush=True)
    except BaseException:
        print(0, flush=True)
"""


def main() -> int:
    """Measure what the arguments name."""
    asked = _arguments()
    measures: dict[str, Callable[[Path], dict[str, object]]] = {
        "bags": lambda work: measure_bags(work, asked.bagit),
        "waczs": lambda work: measure_waczs(work, asked.wacz),
        "stamps": lambda work: measure_stamps(work, asked.stamps),
        "hostile": measure_hostile,
        "proofs": lambda _: measure_proofs(asked.share),
    }
    for name in asked.sets or measures:
        with tempfile.TemporaryDirectory() as work:
            print(json.dumps({"set": name, **measures[name](Path(work))}), flush=True)
    return 0


def measure_bags(work: Path, peer: str | None) -> dict[str, object]:
    """Check all samples of bags, as folders."""
    made = {name: (verdict, write_bag(make(), work / str(number) / "bag"))
            for number, (name, (verdict, make)) in enumerate(bags.SAMPLES.items())}  # fmt: skip
    ours = {name: check_bag(folder).verdict for name, (_, folder) in made.items()}
    peers = {"bagit-python": _asked(peer, _BAGIT, made)} if peer else {}
    return _report({name: verdict for name, (verdict, _) in made.items()}, ours, peers)


def measure_waczs(work: Path, peer: str | None) -> dict[str, object]:
    """Check all samples of web archives."""
    made = {}
    for number, (name, (verdict, make)) in enumerate(waczs.SAMPLES.items()):
        path = work / f"{number}.wacz"
        path.write_bytes(make())
        made[name] = (verdict, path)
    ours = {name: check_wacz(path).verdict for name, (_, path) in made.items()}
    peers = {"py-wacz": _asked(peer, _WACZ, made)} if peer else {}
    return _report({name: verdict for name, (verdict, _) in made.items()}, ours, peers)


def measure_stamps(work: Path, peer: str | None) -> dict[str, object]:
    """Check all samples of time stamps."""
    made = {name: (sample.verdict, _written(sample, work / str(number)))
            for number, (name, sample) in enumerate(stamps.SAMPLES.items())}  # fmt: skip
    ours = {name: _check_written(folder, stamps.SAMPLES[name]) for name, (_, folder) in made.items()}
    peers = {"rfc3161-client": _asked(peer, _STAMPS, made)} if peer else {}
    if shutil.which("openssl"):
        for option, later in (("", False), (" -attime", True)):
            said = {name: _openssl(folder, later=later) for name, (_, folder) in made.items()}
            peers[f"openssl ts -verify{option}"] = said
    return _report({name: verdict for name, (verdict, _) in made.items()}, ours, peers)


def measure_hostile(work: Path) -> dict[str, object]:
    """Check all archives that do harm, each by a command of its own, whose whole cost is counted."""
    found, worst = {}, {"seconds": 0.0, "cpu_seconds": 0.0, "rss_mb": 0.0}
    for name in (*hostile.BAGS, *hostile.WACZS):
        path = work / "sample"
        _make_elsewhere(name, path)
        before = _bytes_under(work)
        verb = "check-wacz" if name in hostile.WACZS else "check-bag"
        code, taken = _timed(verb, path)
        found[name] = {"exit": code, **taken, "written": _bytes_under(work) - before}
        worst = {key: max(value, taken[key]) for key, value in worst.items()}
    accepted = [name for name, row in found.items() if row["exit"] == 0]
    written = sum(int(row["written"]) for row in found.values())
    return {
        "samples": len(found),
        "accepted": accepted,
        "bytes_written": written,
        "worst": worst,
        "each": found,
    }


def measure_proofs(share: float) -> dict[str, object]:
    """Hold the verifier against the definition: true proofs of random trees, and mutants of them."""
    chance = random.Random(20)
    wrong, trees = 0, int(TREES * share)
    for _ in range(trees):
        leaves = [chance.randbytes(ROUND_TRIP) for _ in range(chance.randrange(1, LARGEST_TREE + 1))]
        for claim in (prove_inclusion(leaves, chance.randrange(len(leaves))),
                      prove_consistency(leaves, chance.randrange(1, len(leaves) + 1))):  # fmt: skip
            wrong += not (accepts(claim) and claim.holds())
    mutants = accepted = disagreed = 0
    for claim in _claims(chance):
        for mutant in mutants_of(claim, chance):
            mutants += 1
            taken = accepts(mutant)
            disagreed += taken != mutant.holds()
            accepted += taken and not mutant.holds()
        if mutants >= MUTANTS * share:
            break
    return {
        "trees": trees, "true_proofs_refused": wrong, "mutants": mutants,
        "false_accepted": accepted, "disagreed_with_definition": disagreed,
    }  # fmt: skip


def accepts(claim: Inclusion | Consistency) -> bool:
    """Tell whether our verifier takes a claim."""
    from base64 import b64encode

    def text(data: bytes) -> str:
        return b64encode(data).decode("ascii")

    is_inclusion = isinstance(claim, Inclusion)
    names = (
        {"index": "leafIdx", "size": "treeSize", "leaf": "leafHash", "root": "root"}
        if is_inclusion
        else {"size1": "size1", "size2": "size2", "root1": "root1", "root2": "root2"}
    )
    fields: dict[str, object] = {"proof": [text(part) for part in claim.proof]}
    for own, public in names.items():
        value = getattr(claim, own)
        fields[public] = text(value) if isinstance(value, bytes) else value
    read = read_inclusion_proof if is_inclusion else read_consistency_proof
    try:
        read(json.dumps(fields).encode()).verify()
    except ProofRefused:
        return False
    return True


def _claims(chance: random.Random) -> Iterator[Inclusion | Consistency]:
    while True:
        leaves = [chance.randbytes(ROUND_TRIP) for _ in range(chance.randrange(1, 200))]
        yield prove_inclusion(leaves, chance.randrange(len(leaves)))
        yield prove_consistency(leaves, chance.randrange(1, len(leaves) + 1))


def _report(
    expected: Mapping[str, str], ours: Mapping[str, str], peers: Mapping[str, Mapping[str, bool]]
) -> dict[str, object]:
    decisive = {name: verdict == "accept" for name, verdict in expected.items() if verdict != "unknown"}
    right = sum(ours[name] == verdict for name, verdict in expected.items())
    report: dict[str, object] = {
        "samples": len(expected),
        "decisive": len(decisive),
        "sayso": {
            "right": right,
            "wrong": [name for name, verdict in expected.items() if ours[name] != verdict],
        },
    }
    for peer, said in peers.items():
        missed = [name for name in decisive if said[name] != decisive[name]]
        report[peer] = {
            "right": len(decisive) - len(missed),
            "of": len(decisive),
            "accepted_wrongly": [name for name in missed if said[name]],
            "refused_wrongly": [name for name in missed if not said[name]],
        }
    return report


def _asked(python: str, script: str, made: Mapping[str, tuple[str, Path]]) -> dict[str, bool]:
    paths = "\n".join(str(path) for _, path in made.values())
    done = subprocess.run([python, "-c", script], input=paths, capture_output=True, text=True, check=True)
    answers = done.stdout.split()
    if len(answers) != len(made):
        raise RuntimeError(
            f"the peer gave {len(answers)} answers to {len(made)} samples: {done.stderr[-500:]}"
        )
    return {name: answer == "1" for name, answer in zip(made, answers, strict=True)}


def _written(sample: stamps.Sample, folder: Path) -> Path:
    folder.mkdir()
    reply, query, roots = sample.parts()
    (folder / "reply").write_bytes(reply)
    (folder / "data").write_bytes(sample.data)
    if query is not None:
        (folder / "query").write_bytes(query)
    for number, root in enumerate(roots):
        (folder / f"roots{number}.given").write_bytes(root)
        (folder / f"roots{number}.pem").write_bytes(_as_pem(root))
    return folder


def _as_pem(data: bytes) -> bytes:
    from sayso.custody.certificates import read_certificates
    from sayso.testing.authority import pem

    try:
        return pem(*read_certificates(data))
    except ValueError:
        return data


def _check_written(folder: Path, sample: stamps.Sample) -> str:
    query = folder / "query"
    roots = [path.read_bytes() for path in sorted(folder.glob("roots*.given"))]
    asked = query.read_bytes() if query.exists() else None
    return check_stamp((folder / "reply").read_bytes(), folder / "data", roots, asked, sample.now).verdict


def _openssl(folder: Path, *, later: bool) -> bool:
    """Ask openssl; `later` at the stamp's own time, else at the clock's."""
    query = folder / "query"
    given = sorted(folder.glob("roots*.pem"))
    over = ["-queryfile", str(query)] if query.exists() else ["-data", str(folder / "data")]
    command = ["openssl", "ts", "-verify", "-in", str(folder / "reply"), *over]
    for path in given:
        command += ["-CAfile", str(path), "-untrusted", str(path)]
    if later and (at := _stamped_at(folder / "reply")) is not None:
        command += ["-attime", at]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        return False
    by_data = [part if part != str(query) else str(folder / "data") for part in command]
    by_data = ["-data" if part == "-queryfile" else part for part in by_data]
    return subprocess.run(by_data, capture_output=True, check=False).returncode == 0


def _stamped_at(path: Path) -> str | None:
    try:
        token = read_reply(path.read_bytes()).token
    except ValueError:
        return None
    return str(int(token.info.at.timestamp())) if token is not None else None


def _make_elsewhere(name: str, path: Path) -> None:
    """Write a sample by another process, so that what it takes is not counted as ours."""
    script = (
        "import sys; from pathlib import Path; from sayso.testing.samples import hostile; "
        "made = {**hostile.BAGS, **hostile.WACZS}[sys.argv[1]]; Path(sys.argv[2]).write_bytes(made())"
    )
    subprocess.run([sys.executable, "-c", script, name, str(path)], check=True)


def _timed(verb: str, path: Path) -> tuple[int, dict[str, float]]:
    started = time.perf_counter()
    run = [sys.executable, "-c", "from sayso.cli.main import run; run()", verb, str(path)]
    with subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, {
        "seconds": round(time.perf_counter() - started, 2),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 2),
        "rss_mb": round(used.ru_maxrss / 1024, 1),
    }


def _bytes_under(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*"))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", metavar="SET")
    for peer in ("bagit", "wacz", "stamps"):
        parser.add_argument(f"--{peer}", metavar="PYTHON")
    parser.add_argument("--share", type=float, default=1.0, help="of the trees and mutants of proofs")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
