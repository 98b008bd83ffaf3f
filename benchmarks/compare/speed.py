"""Seconds and memory to compare large invented cases on one core, and how the cost grows.

    .venv/bin/python -m benchmarks.compare.speed 133 266 533 1000

Each size (documents, fifteen claims in each unless said otherwise) runs in a process of its own. CPU seconds
and peak memory are printed for each, with what grew by how much from size to size.
With --profile the parts of the last size are listed. The case is `invented.py`'s.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import math
import os
import platform
import pstats
import resource
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.compare.invented import CLAIMS_A_DOCUMENT, case_of

from sayso.compare.comparing import compare_claims
from sayso.compare.ranges import ranges_of
from sayso.compare.timeline import timeline
from sayso.compare.views import matrix


def measure(documents: int, claims_a_document: int) -> dict[str, float]:
    """Compare one case, lay out its views, and return what it took."""
    texts, claims = case_of(documents, claims_a_document)
    started, cpu = time.perf_counter(), time.process_time()
    found = compare_claims(texts, claims)
    compared_s = time.process_time() - cpu
    matrix(found, claims, texts)
    ranges_of(found, claims, "ucdp")
    timeline(claims, texts, found)
    return {
        "documents": documents,
        "claims": len(claims),
        "compare_cpu_s": compared_s,
        "views_cpu_s": time.process_time() - cpu - compared_s,
        "wall_s": time.perf_counter() - started,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "findings": len(found.findings),
        "questions": len(found.questions),
        "origins": len(found.origins),
    }


def main() -> None:
    """Measure each size in a process of its own, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=int, nargs="+")
    parser.add_argument("--claims", type=int, default=CLAIMS_A_DOCUMENT, help="in each document")
    parser.add_argument("--one", action="store_true", help="measure one size here, and print JSON")
    parser.add_argument("--profile", action="store_true")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measure(asked.documents[0], asked.claims)))
        return
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    before: dict[str, float] | None = None
    for documents in sorted(asked.documents):
        now = _in_a_process(documents, asked.claims)
        print("  ".join(f"{name} {value:,.1f}".removesuffix(".0") for name, value in now.items()))
        if before is not None:
            more = now["claims"] / before["claims"]
            power = math.log(now["compare_cpu_s"] / before["compare_cpu_s"]) / math.log(more)
            print(f"    {more:.2f} times the claims: grew with the power {power:.2f} of their number")
        before = now
    if asked.profile:
        with cProfile.Profile() as profile:
            measure(max(asked.documents), asked.claims)
        pstats.Stats(profile).sort_stats("cumulative").print_stats(25)


def _in_a_process(documents: int, claims: int) -> dict[str, float]:
    command = [
        sys.executable,
        "-m",
        "benchmarks.compare.speed",
        "--one",
        str(documents),
        "--claims",
        str(claims),
    ]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2],
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"},
    )  # fmt: skip
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


if __name__ == "__main__":
    main()
