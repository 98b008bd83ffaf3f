"""Run by a Python that has bagit, wacz, warcio and fastwarc: says which packages they accept, as JSON."""

import contextlib
import io
import json
import sys
import tempfile
import zipfile
from importlib import import_module


def bagit_accepts(path: str) -> bool:
    """Tell whether bagit-python takes a bag for valid."""
    bagit = import_module("bagit")
    try:
        bagit.Bag(path).validate()
    except Exception:  # noqa: BLE001 - whatever a tool of others raises is its no
        return False
    return True


def wacz_accepts(path: str) -> bool:
    """Tell whether `wacz validate` takes a package for valid."""
    main = import_module("wacz.main").main
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            return bool(main(["validate", "-f", path]) == 0)
        except (Exception, SystemExit):  # noqa: BLE001
            return False


def warcio_accepts(warc: str) -> bool:
    """Tell whether `warcio check` finds nothing wrong."""
    main = import_module("warcio.cli").main
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            return not main(["check", warc])
        except SystemExit as end:
            return not end.code


def fastwarc_accepts(warc: str) -> bool:
    """Tell whether fastwarc reads records, and finds the digest of each block to hold."""
    records = import_module("fastwarc.warc").ArchiveIterator
    with open(warc, "rb") as stream:
        found = [record.verify_block_digest() for record in records(stream, parse_http=False)]
    return bool(found) and all(found)


def warc_of(path: str, folder: str) -> str:
    """Unpack the WARC of a package, and return its path."""
    with zipfile.ZipFile(path) as packed:
        return packed.extract("archive/exhibits.warc.gz", folder)


def main() -> None:
    """Ask each tool of each package."""
    kind, *paths = sys.argv[1:]
    if kind == "bags":
        print(json.dumps({"bagit-python": [bagit_accepts(path) for path in paths]}))
        return
    answers: dict[str, list[bool]] = {"wacz validate": [], "warcio check": [], "fastwarc": []}
    for path in paths:
        answers["wacz validate"].append(wacz_accepts(path))
        with tempfile.TemporaryDirectory() as folder:
            warc = warc_of(path, folder)
            answers["warcio check"].append(warcio_accepts(warc))
            answers["fastwarc"].append(fastwarc_accepts(warc))
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
