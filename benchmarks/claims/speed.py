"""Documents a CPU-second of each extractor, and as a ratio to a bare parse in the same run.

    OMP_NUM_THREADS=1 python benchmarks/claims/speed.py --texts DIR [--most N]

All times are processor seconds after loading, on one thread, so that other work on
the machine counts little; the ratio says more than the seconds. The bare parse is
spaCy's model as it comes, all parts of it, on whole texts.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import resource
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
for variable in THREADS:
    os.environ.setdefault(variable, "1")  # read when NumPy is imported

from sayso.claims.documents import make_document  # noqa: E402
from sayso.claims.extraction import DEFAULT_EXTRACTOR, extract_claims  # noqa: E402
from sayso.claims.extractors import EXTRACTORS  # noqa: E402
from sayso.claims.parsing import parser_packages  # noqa: E402
from sayso.claims.types import Document  # noqa: E402

BARE = "bare parse"
ASKS_A_SERVICE = "endpoint"  # its speed is that of the service
FIRST_READ = 3  # documents read before the measure, so that models and caches are loaded


def bare_parser() -> Callable[[Document], object]:
    """Return spaCy's own way to parse a document, with all parts of the model."""
    package = next(name for name in parser_packages() if name != "spacy")
    model: Any = importlib.import_module(package.replace("-", "_")).load()
    return lambda document: model(document.text)


def extracting(name: str) -> Callable[[Document], object]:
    """Return the way to find a document's claims by one extractor."""
    return lambda document: extract_claims(document, name)


def cpu_s(ways: dict[str, Callable[[Document], object]], documents: Sequence[Document]) -> dict[str, float]:
    """Return the processor seconds of each way; the ways take turns on every document."""
    for read in ways.values():
        for document in documents[:FIRST_READ]:
            read(document)
    spent = dict.fromkeys(ways, 0.0)
    for document in documents:
        for name, read in ways.items():
            before = time.process_time()
            read(document)
            spent[name] += time.process_time() - before
    return spent


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True, help="a folder of English articles, *.txt")
    parser.add_argument("--most", type=int, help="texts that are measured, by name")
    asked = parser.parse_args()
    paths = sorted(asked.texts.glob("*.txt"))[: asked.most]
    documents = [
        make_document(path.stem, path.read_bytes().decode("utf-8"), kind="article", language="en")
        for path in paths
    ]
    words = statistics.mean(len(document.text.split()) for document in documents)
    names = [name for name in EXTRACTORS.names() if name != ASKS_A_SERVICE]
    spent = cpu_s({BARE: bare_parser(), **{name: extracting(name) for name in names}}, documents)
    print(platform.platform(), platform.processor(), dict(parser_packages()))
    print(f"{len(documents)} documents, {words:.0f} words on average; default: {DEFAULT_EXTRACTOR}")
    for name, seconds in spent.items():
        print(
            f"{name:12s} {len(documents) / seconds:5.2f} documents a CPU-second, "
            f"{seconds / spent[BARE]:.2f} times the bare parse"
        )
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB, all of them loaded")


if __name__ == "__main__":
    main()
